// What <hrm-puzzle> has to know of each type of puzzle it shows: the one table.
import * as maze from './maze.js'
import * as sudoku from './sudoku.js'

/** @typedef {import('./element.d.ts').PuzzleType} PuzzleType */
/**
 * @typedef {object} Kind
 * @property {string} noun
 * @property {string} empty the puzzle where no value is given
 * @property {string} blank the character of a cell without an entry
 * @property {Record<string, string>} words each character as a word
 * @property {string} entries the characters that a person can enter
 * @property {(text: string) => string} parse a value as one character a cell, row by row; throws PUZZLE_INVALID
 * @property {(character: string) => string} partOf the part that a cell with this character is
 * @property {(puzzle: string, modelCells: number) => string} toModel the puzzle as a model of this size takes it;
 * throws PUZZLE_INVALID
 * @property {(puzzle: string, modelCells: number) => number[]} cellsOf where in the model's grid each of the puzzle's
 * cells is
 */

/** @type {Record<string, string>} */
const MAZE_WORDS = { '#': 'wall', ' ': 'free', S: 'start', G: 'goal', o: 'path' }

/** @type {Record<PuzzleType, Kind>} */
export const KINDS = {
  sudoku: {
    noun: 'Sudoku',
    empty: '.'.repeat(81),
    blank: '.',
    words: { ...Object.fromEntries([...'123456789'].map((digit) => [digit, digit])), '.': 'blank' },
    entries: '123456789.',
    parse: (text) => sudoku.format(sudoku.parse(text)),
    partOf: (character) => (character === '.' ? 'blank' : 'digit'),
    toModel: (puzzle) => puzzle,
    cellsOf: (puzzle) => [...puzzle].map((_, cell) => cell),
  },
  maze: {
    noun: 'maze',
    empty: '',
    blank: ' ',
    words: MAZE_WORDS,
    entries: '# SG',
    parse: maze.parse,
    partOf: (character) => MAZE_WORDS[character] ?? 'free',
    toModel: (puzzle, modelCells) => maze.frame(puzzle, Math.sqrt(modelCells)),
    cellsOf: (puzzle, modelCells) => maze.framedCells(maze.sizeOf(puzzle), Math.sqrt(modelCells)),
  },
}
