// Sudokus as people write them.
import { refuse } from './reading.js'

/** @param {string} text @returns {import('./types.d.ts').Reading} */
export function readSudoku(text) {
  let cells = ''
  let position = 0
  for (const character of text) {
    if (/[\d._*]/.test(character)) cells += Number(character) || '.'
    else if (!/[\s|+-]/.test(character))
      refuse(
        `The character "${character}" at position ${position + 1} is neither a digit nor a blank (. 0 _ *).`,
        position,
      )
    position += character.length
  }
  if (cells.length !== 81) refuse(`A Sudoku has 81 cells; this text has ${cells.length}.`, position)
  return { puzzles: [{ rows: 9, columns: 9, cells }] }
}
