import { sudoku } from 'hrm-wasm/rules'
import type { Conflict } from 'hrm-wasm/sudoku'
import { readWith } from '../../files/readers.ts'
import type { Reading } from '../../thinking/kind.ts'
import { count, list } from '../../words.ts'

/** 81 characters, '1'-'9' or '.', row by row: the one form of a puzzle in this room. */
export type Puzzle = string
export const EMPTY: Puzzle = '.'.repeat(81)

/** The reader is fetched when there is something to read. */
export async function read(text: string): Promise<Reading<Puzzle>> {
  const { puzzles, note } = await readWith('sudoku', text)
  return { puzzles: puzzles.map(({ cells }) => cells), note }
}

export function toCells(puzzle: Puzzle): number[] {
  return Array.from(puzzle, (character) => Number(character) || 0)
}

/** The part of the address after "#sudoku/": digits, and a letter for each run of blanks, from "a" for one to "z" for
 * 26. It is short and ends in no punctuation, which programs that find links in a text would leave off.
 */
export const toAddress = (puzzle: Puzzle): string =>
  puzzle.replace(/\.{1,26}/g, (blanks) => String.fromCharCode(96 + blanks.length))

/** An address may have a dot or a 0 for each blank too, and then lack blanks at its end, as a program that takes them for
 * punctuation leaves it: at most this many, so that a text cut anywhere else is not read as another puzzle.
 */
const LOST_MOST = 18

/** Undefined: no puzzle, or not a valid one. */
export function fromAddress(text: string): Puzzle | undefined {
  if (/^[\d.]{1,81}$/.test(text) && text.length >= 81 - LOST_MOST) return text.replaceAll('0', '.').padEnd(81, '.')
  const puzzle = text.length <= 81 && text.replace(/[a-z]/g, (letter) => '.'.repeat(letter.charCodeAt(0) - 96))
  return puzzle && /^[1-9.]{81}$/.test(puzzle) ? puzzle : undefined
}

export function withCell(puzzle: Puzzle, cell: number, digit: number): Puzzle {
  return puzzle.slice(0, cell) + (digit || '.') + puzzle.slice(cell + 1)
}

export function givens(puzzle: Puzzle): number {
  return 81 - puzzle.split('.').length + 1
}

export const isEmpty = (puzzle: Puzzle) => puzzle === EMPTY
/** The answers a cell may have; of the tokens, 0 is padding and 1 blank. */
export const DIGITS = Array.from({ length: 9 }, (_, i) => ({ token: i + 2, mark: String(i + 1), name: String(i + 1) }))
export const row = (cell: number) => Math.floor(cell / 9)
export const column = (cell: number) => cell % 9

/** "Row 1 holds the 5 twice and box 2 holds the 3 twice". */
export function conflictsInWords(conflicts: readonly Conflict[], most = 3): string {
  const words = conflicts.slice(0, most).map((conflict, i) => {
    const sentence = sudoku.conflictSentence(conflict).slice(0, -1)
    return i ? sentence[0]!.toLowerCase() + sentence.slice(1) : sentence
  })
  const rest = conflicts.length - words.length
  return list(rest > 0 ? [...words, `${count(rest, 'conflict')} more`] : words)
}
