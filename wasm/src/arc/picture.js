// A grid and what is seen in it: its background, its colours, its objects.
import { COLOUR_WORDS } from '../tasks/arc-rules.js'

/** @typedef {import('../tasks/arc.d.ts').Colours} Colours */
/** @typedef {[row: number, column: number]} Cell */
/** @typedef {{ top: number, left: number, bottom: number, right: number }} Box the last row and column included */
/** @typedef {{ cells: Cell[], box: Box }} Thing connected cells */

/** Black is the background, unless another colour has so many times its cells. */
const BLACK_TIMES = 3

/** From a cell to those around it. */
const SIDES = [
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, 0],
]
const ALL_AROUND = [...SIDES, [-1, -1], [-1, 1], [1, -1], [1, 1]]

/** @param {readonly Cell[]} cells @returns {Box | undefined} */
export function boxAround(cells) {
  if (!cells.length) return undefined
  const rows = cells.map(([row]) => row)
  const columns = cells.map(([, column]) => column)
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)]
  return { top, bottom, left: Math.min(...columns), right: Math.max(...columns) }
}

/** Grids, or what is seen in them. @param {unknown} a @param {unknown} b */
export const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b)

/** @param {Box} box */
export const areaOf = ({ top, left, bottom, right }) => (bottom - top + 1) * (right - left + 1)

export class Picture {
  /** @param {Colours} grid @param {number} [background] where another grid says which colour it is */
  constructor(grid, background) {
    this.grid = grid
    /** Cells of each colour. */
    this.counts = COLOUR_WORDS.map(() => 0)
    for (const row of grid) for (const colour of row) this.counts[colour]++
    const most = Math.max(...this.counts)
    const isBlack = this.counts[0] && this.counts[0] * BLACK_TIMES >= most
    this.background = background ?? (isBlack ? 0 : this.counts.indexOf(most))
    /** @private @type {Map<string, Thing[]>} */
    this.found = new Map()
  }

  /** @param {(colour: number) => boolean} isOne @returns {Cell[]} */
  cellsOf(isOne) {
    /** @type {Cell[]} */
    const cells = []
    this.grid.forEach((row, r) => row.forEach((colour, c) => isOne(colour) && cells.push([r, c])))
    return cells
  }

  /** @param {number} colour */
  boxOf(colour) {
    return this.counts[colour] ? boxAround(this.cellsOf((one) => one === colour)) : undefined
  }

  /** @param {boolean} corners do corners connect? @param {boolean} plain of one colour each @returns {Thing[]} */
  objects(corners, plain) {
    const key = `${corners} ${plain}`
    const known = this.found.get(key) ?? this.connected(corners, plain)
    this.found.set(key, known)
    return known
  }

  /** @private @param {boolean} corners @param {boolean} plain */
  connected(corners, plain) {
    const free = this.grid.map((row) => row.map((colour) => colour !== this.background))
    return this.cellsOf((colour) => colour !== this.background).flatMap((start) => {
      if (!free[start[0]][start[1]]) return []
      free[start[0]][start[1]] = false
      const cells = [start]
      // The list grows while it is walked.
      for (const [r, c] of cells)
        for (const [down, right] of corners ? ALL_AROUND : SIDES) {
          const [row, column] = [r + down, c + right]
          if (!free[row]?.[column] || (plain && this.grid[row][column] !== this.grid[r][c])) continue
          free[row][column] = false
          cells.push([row, column])
        }
      return [{ cells, box: /** @type {Box} */ (boxAround(cells)) }]
    })
  }
}
