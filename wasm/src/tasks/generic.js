/** Tokens without a meaning: a model of no known puzzle.
 * @type {import('./types.d.ts').Task<'generic'>} */
export const task = { name: 'generic', id: 0, noun: 'puzzle', marks: [], fits: () => true }
