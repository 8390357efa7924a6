import type { Colours } from './task.ts'

/** Cells are numbered row by row. */
export interface Rectangle {
  top: number
  left: number
  bottom: number
  right: number
}

export function rectangle(a: number, b: number, columns: number): Rectangle {
  const [ra, ca, rb, cb] = [Math.floor(a / columns), a % columns, Math.floor(b / columns), b % columns]
  return { top: Math.min(ra, rb), left: Math.min(ca, cb), bottom: Math.max(ra, rb), right: Math.max(ca, cb) }
}

export const holds = ({ top, left, bottom, right }: Rectangle, row: number, column: number) =>
  row >= top && row <= bottom && column >= left && column <= right

const mapped = (grid: Colours, colour: (old: number, row: number, column: number) => number): Colours =>
  grid.map((line, row) => line.map((old, column) => colour(old, row, column)))

export const painted = (grid: Colours, cell: number, colour: number) => {
  const columns = grid[0]!.length
  return mapped(grid, (old, row, column) => (row * columns + column === cell ? colour : old))
}

export const filled = (grid: Colours, where: Rectangle, colour: number) =>
  mapped(grid, (old, row, column) => (holds(where, row, column) ? colour : old))

/** All cells of the first one's colour that touch it side by side, or touch such a cell. */
export function flooded(grid: Colours, cell: number, colour: number): Colours {
  const columns = grid[0]!.length
  const from = grid[Math.floor(cell / columns)]![cell % columns]
  const reached = new Set([cell])
  for (const one of reached) {
    const column = one % columns
    const near = [one - columns, one + columns, column ? one - 1 : -1, column < columns - 1 ? one + 1 : -1]
    for (const next of near) if (grid[Math.floor(next / columns)]?.[next % columns] === from) reached.add(next)
  }
  return mapped(grid, (old, row, column) => (reached.has(row * columns + column) ? colour : old))
}

/** The upper left part stays; what is new is black. */
export function resized(grid: Colours, rows: number, columns: number): Colours {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => grid[row]?.[column] ?? 0),
  )
}

export const cut = (grid: Colours, { top, left, bottom, right }: Rectangle): Colours =>
  grid.slice(top, bottom + 1).map((row) => row.slice(left, right + 1))

/** The piece laid over the grid with its upper left corner on the cell; what hangs over is lost. */
export function stamped(grid: Colours, piece: Colours, cell: number): Colours {
  const columns = grid[0]!.length
  const [top, left] = [Math.floor(cell / columns), cell % columns]
  return mapped(grid, (old, row, column) => piece[row - top]?.[column - left] ?? old)
}

export const same = (a: Colours, b: Colours) =>
  a.length === b.length &&
  a.every((row, r) => row.length === b[r]!.length && row.every((colour, c) => colour === b[r]![c]))
