// What <hrm-puzzle> has to know of each type of puzzle it shows, from the list of tasks.
import { readPuzzle } from './read-puzzle.js'
import { FACES } from './tasks/rules.js'
import { textOf } from './tasks/text.js'

/** @typedef {import('./element.d.ts').PuzzleType} PuzzleType */
/** @typedef {import('./tasks/index.d.ts').Puzzle} Puzzle */
/**
 * @typedef {object} Kind
 * @property {string} noun
 * @property {Puzzle | undefined} empty the puzzle where no value is given
 * @property {string | undefined} blank the character of a cell that an answer is written into
 * @property {Record<string, string>} words each character as a word
 * @property {string} entries the characters that a person can enter
 * @property {(text: string) => Puzzle | undefined} readPlain the one puzzle of a value in the plain form
 * @property {(text: string) => Promise<Puzzle>} read the same in any other form; rejects with PUZZLE_INVALID
 * @property {(puzzle: Puzzle) => string} write the reverse
 * @property {(character: string) => string} partOf the part that a cell with this character is
 */

/** @param {import('./tasks/types.d.ts').Face<PuzzleType>} task @returns {Kind} */
function kindOf(task) {
  const { noun, marks, blank, entries = '', empty } = task
  const known = new Map(marks.map((mark) => [mark.character, mark]))
  return {
    noun,
    empty,
    blank,
    words: Object.fromEntries(marks.map(({ character, word }) => [character, word])),
    entries,
    readPlain: (text) => task.readPlain?.(text),
    read: (text) => readPuzzle(text, { task: task.name }),
    write: (puzzle) => textOf(task, puzzle),
    partOf(character) {
      const mark = known.get(character) ?? known.get(blank ?? '')
      return mark?.part ?? mark?.word ?? ''
    },
  }
}

export const KINDS = /** @type {Record<PuzzleType, Kind>} */ (
  Object.fromEntries(Object.values(FACES).map((task) => [task.name, kindOf(task)]))
)
