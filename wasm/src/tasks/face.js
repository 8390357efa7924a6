/** A task of its two parts. As a call, so that a page that only shows puzzles need not carry the rules: bundlers drop
 * what is called pure.
 * @template {string} Name @param {import('./types.d.ts').Face<Name>} face
 * @param {Omit<import('./types.d.ts').Task<Name>, keyof import('./types.d.ts').Face>} rules
 * @returns {import('./types.d.ts').Task<Name>} */
export const withRules = (face, rules) => ({ ...face, ...rules })
