// The reading of a puzzle's text, with the readers fetched when one is needed.
import { rulesOf } from './rules.js'

/** The one puzzle of a text. The readers of forms other than the plain one are fetched when one is needed. Throws
 * PUZZLE_INVALID.
 * @param {string} text @param {{ task: import('./index.d.ts').TaskName }} info
 * @returns {Promise<import('./types.d.ts').Puzzle>} */
export async function readPuzzle(text, info) {
  const plain = rulesOf(info).readPlain?.(text)
  if (plain) return plain
  const { readOne, taskOf } = await import('./index.js')
  return readOne(taskOf(info), text)
}
