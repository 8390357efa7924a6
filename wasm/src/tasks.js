// How each task's puzzles are written as tokens: the one table.
import { HrmError } from './errors.js'
import * as maze from './maze.js'
import * as sudoku from './sudoku.js'
import { randomSquareSymmetry, randomSudokuSymmetry } from './symmetry.js'

/** @typedef {import('./index.d.ts').ModelInfo} ModelInfo */
/**
 * @typedef {object} Task
 * @property {(info: ModelInfo) => boolean} fits can a model of these sizes be of this task?
 * @property {(text: string, info: ModelInfo) => Uint16Array} [fromText] [seq_len] tokens; throws PUZZLE_INVALID
 * @property {(cells: ArrayLike<number>) => Uint16Array} [fromCells] from the task's own numbers
 * @property {(tokens: ArrayLike<number>) => string} [toText]
 * @property {(tokens: Uint16Array) => void} [check] throws PUZZLE_INVALID where a puzzle contradicts itself
 * @property {(inputs: ArrayLike<number>, tokens: ArrayLike<number>) => boolean} [judge] do the rules hold, and is
 * everything given kept?
 * @property {number} [blank] the token of a cell to be found
 * @property {(token: number) => boolean} [isAnswer] can such a cell's answer be this token?
 * @property {(next: () => number, info: ModelInfo) => import('./symmetry.js').Symmetry} [symmetry] a random one, from
 * numbers in [0, 1)
 */

/** Token of each character in the official maze data set; 0 is padding. */
const MAZE = '# SGo'
const MAZE_SIDES = Array.from({ length: maze.SIZE_MOST - maze.SIZE_LEAST + 1 }, (_, i) => maze.SIZE_LEAST + i)
/** @param {ArrayLike<number>} tokens */
const mazeText = (tokens) => Array.from(tokens, (token) => MAZE[token - 1] ?? '?').join('')

/** @type {Record<ModelInfo['task'], Task>} */
export const TASK = {
  generic: { fits: () => true },
  sudoku: {
    fits: ({ config }) => config.seq_len === 81 && config.vocab_size >= 11,
    fromText: (text) => sudoku.toTokens(sudoku.parse(text)),
    fromCells: sudoku.toTokens,
    blank: 1,
    isAnswer: (token) => sudoku.fromTokens([token])[0] > 0,
    toText: (tokens) => sudoku.format(sudoku.fromTokens(tokens)),
    check(tokens) {
      const [first] = sudoku.conflicts(sudoku.fromTokens(tokens))
      if (first) {
        throw new HrmError('PUZZLE_INVALID', `The givens contradict each other: ${sudoku.conflictSentence(first)}`, {
          position: first.cells[1],
        })
      }
    },
    judge: (inputs, tokens) => sudoku.judge(sudoku.fromTokens(inputs), sudoku.fromTokens(tokens)).valid,
    symmetry(next, { config }) {
      const { cells, digits } = randomSudokuSymmetry(next)
      const tokens = Array.from({ length: config.vocab_size }, (_, token) => {
        const [digit] = sudoku.fromTokens([token])
        return token + digits[digit] - digit
      })
      return { cells, tokens }
    },
  },
  maze: {
    fits: ({ config }) => config.vocab_size >= 1 + MAZE.length && MAZE_SIDES.includes(Math.sqrt(config.seq_len)),
    fromText(text, { config }) {
      if (text.length !== config.seq_len) {
        throw new HrmError(
          'PUZZLE_INVALID',
          `A maze for this model has ${config.seq_len} characters; this text has ${text.length}.`,
        )
      }
      return Uint16Array.from(text, (character, position) => {
        const token = 1 + MAZE.indexOf(character)
        if (!token)
          throw new HrmError(
            'PUZZLE_INVALID',
            `The character "${character}" at position ${position + 1} is none of "${MAZE}".`,
            { position },
          )
        return token
      })
    },
    toText: mazeText,
    judge: (inputs, tokens) => maze.judge(mazeText(inputs), mazeText(tokens)).kind === 'shortest',
    symmetry: (next, { config }) => ({
      cells: randomSquareSymmetry(Math.sqrt(config.seq_len), next),
      tokens: [...Array(config.vocab_size).keys()],
    }),
  },
  arc: { fits: () => true },
}

/** A puzzle as the caller gives it to the model's tokens; throws PUZZLE_INVALID.
 * @param {string | ArrayLike<number>} puzzle @param {ModelInfo} info @returns {Uint16Array} [seq_len] */
export function encodePuzzle(puzzle, info) {
  const task = TASK[info.task]
  const { seq_len, vocab_size } = info.config
  if (typeof puzzle === 'string') {
    if (!task.fromText)
      throw new HrmError(
        'PUZZLE_INVALID',
        `Puzzles of a model for the task "${info.task}" have no text form; give the tokens.`,
      )
    const tokens = task.fromText(puzzle, info)
    task.check?.(tokens)
    return tokens
  }
  if (!(puzzle instanceof Uint16Array) && task.fromCells) {
    const tokens = task.fromCells(puzzle)
    task.check?.(tokens)
    return tokens
  }
  if (puzzle.length !== seq_len)
    throw new HrmError('PUZZLE_INVALID', `This model's puzzles have ${seq_len} cells; this one has ${puzzle.length}.`)
  for (let i = 0; i < seq_len; i++) {
    if (!Number.isInteger(puzzle[i]) || puzzle[i] < 0 || puzzle[i] >= vocab_size) {
      throw new HrmError(
        'PUZZLE_INVALID',
        `Token ${i + 1} is ${puzzle[i]}; this model's tokens are 0 to ${vocab_size - 1}.`,
        { position: i },
      )
    }
  }
  return Uint16Array.from(puzzle)
}
