// The list of tasks without the reading of texts: what a model needs to be asked and its answers to be judged. Readers
// are not small, and a worker is given what the page has read. Also `hrm-wasm/rules`.
import { face as arcFace, rules as arc } from './arc-rules.js'
import { task as generic } from './generic.js'
import { face as mazeFace, rules as maze } from './maze-rules.js'
import { refuse } from './reading.js'
import { face as sudokuFace, rules as sudoku } from './sudoku-rules.js'

/** What shows a puzzle, of every task that has any. */
export const FACES = { sudoku: sudokuFace, maze: mazeFace, arc: arcFace }

export * as arc from './arc-rules.js'
export * as maze from './maze-rules.js'
export * as sudoku from './sudoku-rules.js'

/** By name.
 * @type {Record<import('./index.d.ts').TaskName, import('./types.d.ts').Task<import('./index.d.ts').TaskName>>} */
export const RULES = { generic, sudoku, maze, arc }

/** @param {{ task: import('./index.d.ts').TaskName }} info of a model */
export const rulesOf = ({ task }) => RULES[task]

/** The name of the task with this id; of an id that is not given out yet the generic one.
 * @param {number} id @returns {import('./index.d.ts').TaskName} */
export const nameOf = (id) =>
  /** @type {import('./index.d.ts').TaskName} */ (
    Object.values(RULES).find((task) => task.id === id)?.name ?? 'generic'
  )

/** @param {ArrayLike<number>} tokens @param {import('../index.d.ts').ModelInfo['config']} config */
function checkTokens(tokens, { seq_len, vocab_size }) {
  if (tokens.length !== seq_len) refuse(`This model's puzzles have ${seq_len} cells; this one has ${tokens.length}.`)
  for (let i = 0; i < seq_len; i++) {
    if (!Number.isInteger(tokens[i]) || tokens[i] < 0 || tokens[i] >= vocab_size)
      refuse(`Token ${i + 1} is ${tokens[i]}; this model's tokens are 0 to ${vocab_size - 1}.`, i)
  }
}

/** @param {any} given @returns {given is import('./types.d.ts').Puzzle | ArrayLike<number>} */
const isGrid = (given) =>
  typeof given === 'object' && typeof (given && 'cells' in given ? given.cells : given)?.length === 'number'

/** A puzzle as a model takes it. Throws PUZZLE_INVALID.
 * @param {import('./types.d.ts').Puzzle | ArrayLike<number>} given
 * @param {Pick<import('../index.d.ts').ModelInfo, 'task' | 'config'>} info
 * @returns {{ puzzle: import('./types.d.ts').Puzzle | undefined, encoded: import('./types.d.ts').Encoded }} */
export function encodeRead(given, info) {
  const rules = rulesOf(info)
  /** @param {import('./types.d.ts').Puzzle} puzzle */
  const encoded = (puzzle) => {
    if (!rules.encode) return refuse(`Puzzles of a model for the task "${rules.name}" are tokens.`)
    return { puzzle, encoded: rules.encode(puzzle, info) }
  }
  if (!isGrid(given))
    return refuse(
      `A puzzle is text, a grid or numbers, not ${typeof given === 'object' && given ? 'another object' : String(given)}.`,
    )
  if ('cells' in given) return encoded(given)
  if (!(given instanceof Uint16Array) && rules.fromNumbers) return encoded(rules.fromNumbers(given))
  checkTokens(given, info.config)
  const tokens = Uint16Array.from(given)
  return { puzzle: rules.fromTokens?.(tokens), encoded: { tokens, cells: [...tokens.keys()] } }
}
