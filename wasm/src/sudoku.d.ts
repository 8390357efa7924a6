/** Sudoku's rules and text, the one place that knows them. Cells are 81 numbers, 0 for blank, row by row. */

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
 * 81 characters (digits, '.', '0', '_' or '*' for blanks; white space, '|', '-' and '+' between them are skipped) to 81
 * numbers. Throws PUZZLE_INVALID with a sentence and the position of the character that is wrong.
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
