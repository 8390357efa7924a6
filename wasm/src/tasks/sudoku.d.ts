/** Sudoku's rules and text, the one place that knows them. Cells are 81 numbers, 0 for blank, row by row. */
import type { Face, Task } from './types.js'

/** A rule that a grid breaks: the cells of one unit (0..8, row by row for boxes) that hold the same digit. */
export interface Conflict {
  unit: 'row' | 'column' | 'box'
  index: number
  digit: number
  cells: number[]
}

export interface Verdict {
  valid: boolean
  complete: boolean
  changedGivens: number[]
  sentence: string
}

/**
 * The one puzzle that a text holds, to 81 numbers: on one line or drawn, with any mark for blank, any frame and any
 * separator, as lists, as a link. Throws PUZZLE_INVALID with a sentence that says what was seen.
 */
export function parse(text: string): Uint8Array
/** 81 characters, '.' for blanks. */
export function format(cells: ArrayLike<number>): string
/** Groups of cells that break a rule: equal digits in a row, column or box. Empty: no contradiction. */
export function conflicts(cells: ArrayLike<number>): Conflict[]
/** "Row 3 holds the 7 twice." */
export function conflictSentence(conflict: Conflict): string
/** Complete, no conflict, and every given kept? With the reason in words for people. */
export function judge(givens: ArrayLike<number>, answer: ArrayLike<number>): Verdict
/** Blank 1, digits 2..10: the official vocabulary, where 0 is padding. */
export function toTokens(cells: ArrayLike<number>): Uint16Array
/** The reverse; anything that is no digit becomes 0. */
export function fromTokens(tokens: ArrayLike<number>): Uint8Array
/** How many grids solve it; 2 for more than one. cells: 81 characters, digits and blanks. Undefined: a search of 50,000
 * steps did not tell.
 */
export function countSolutions(cells: string): 0 | 1 | 2 | undefined
/** What the package knows of Sudoku, in the shape of all tasks. */
export const task: Task<'sudoku'>
/** The same without the reading of texts. */
export const rules: Task<'sudoku'>
/** Its part that shows puzzles. */
export const face: Face<'sudoku'>
