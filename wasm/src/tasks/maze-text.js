// Mazes as people draw them.
import { refuse } from './reading.js'

/** @param {string} text @returns {import('./types.d.ts').Grid} */
function readGrid(text) {
  const rows = text.replace(/^[\r\n]+|[\r\n]+$/g, '').split(/\r?\n/)
  const cells = rows.join('').replaceAll('.', ' ')
  for (let position = 0; position < cells.length; position++)
    if (!'# SGo'.includes(cells[position]))
      refuse(`The character "${cells[position]}" at position ${position + 1} is none of "# SGo".`, position)
  if (rows.length > 1) return { rows: rows.length, columns: rows[0].length, cells }
  const side = Math.sqrt(cells.length)
  if (!Number.isInteger(side) || side < 2 || side > 64)
    refuse(`A maze on one line is a square of 2 x 2 to 64 x 64 cells; this one has ${cells.length} characters.`)
  return { rows: side, columns: side, cells }
}

/** @param {string} text @returns {import('./types.d.ts').Reading} */
export const readMaze = (text) => ({ puzzles: [readGrid(text)] })

/** @param {string} text @returns {import('./types.d.ts').Grid} */
export const readMazeAnswer = (text) => readGrid(text)
