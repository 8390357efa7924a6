import { HrmError, type ModelInfo } from 'hrm-wasm'
import type { Colours } from './task.ts'

// The official encoding: a grid stands in the upper left corner of 30 x 30 tokens, with a border of "end" to its right
// and below it; the rest is padding.
const SIDE = 30
const END = 1
const FIRST_COLOUR = 2

/** The answers a cell may have. */
export const ANSWERS = [
  ...Array.from({ length: 10 }, (_, colour) => ({ token: FIRST_COLOUR + colour, mark: String(colour) })),
  { token: END, mark: 'end' },
  { token: 0, mark: 'none' },
].map((answer) => ({ ...answer, name: answer.mark }))

export function encode(grid: Colours, { config }: ModelInfo): Uint16Array {
  if (config.seq_len !== SIDE * SIDE || config.vocab_size < FIRST_COLOUR + 10) {
    throw new HrmError(
      'PUZZLE_INVALID',
      `This model sees ${config.seq_len} cells of ${config.vocab_size} tokens; ARC grids are written in 900 cells of 12.`,
    )
  }
  const [rows, columns] = [grid.length, grid[0]!.length]
  return Uint16Array.from({ length: SIDE * SIDE }, (_, cell) => {
    const [row, column] = [Math.floor(cell / SIDE), cell % SIDE]
    if (row < rows && column < columns) return FIRST_COLOUR + grid[row]![column]!
    return (row === rows && column < columns) || (column === columns && row < rows) ? END : 0
  })
}

/** The largest rectangle of colours in the upper left corner; undefined where there is none. */
export function decode(tokens: ArrayLike<number>): Colours | undefined {
  const isColour = (row: number, column: number) =>
    tokens[row * SIDE + column]! >= FIRST_COLOUR && tokens[row * SIDE + column]! < FIRST_COLOUR + 10
  let best = { rows: 0, columns: 0 }
  let columns = SIDE
  for (let rows = 1; rows <= SIDE; rows++) {
    let run = 0
    while (run < columns && isColour(rows - 1, run)) run++
    columns = run
    if (rows * columns > best.rows * best.columns) best = { rows, columns }
  }
  if (!best.rows) return undefined
  return Array.from({ length: best.rows }, (_, row) =>
    Array.from({ length: best.columns }, (_, column) => tokens[row * SIDE + column]! - FIRST_COLOUR),
  )
}

/** The model's cell of a cell of a grid. */
export const modelCell = (row: number, column: number) => row * SIDE + column
