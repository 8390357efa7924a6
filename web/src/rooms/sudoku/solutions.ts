/** How many solutions a Sudoku has. It judges what a person typed; no cell is ever filled by it. */
import { toCells, type Puzzle } from './puzzle.ts'

/** Cells tried before it is left undecided: some ten milliseconds. A newspaper's puzzle takes fewer than a hundred. */
const TRIED_MOST = 50_000
const ALL = 0x1ff

export interface Count {
  /** 2: two or more. Undefined: undecided. */
  solutions: 0 | 1 | 2 | undefined
  /** Of a puzzle without a solution: the givens each of which, taken out alone, leaves a puzzle with one. */
  culprits: number[]
}

const boxOf = (cell: number) => 3 * Math.floor(cell / 27) + Math.floor((cell % 9) / 3)

/** Undefined: undecided. */
function solutionsOf(cells: readonly number[]): Count['solutions'] {
  const [rows, columns, boxes] = [new Uint16Array(9), new Uint16Array(9), new Uint16Array(9)]
  const place = (cell: number, bit: number) => {
    rows[Math.floor(cell / 9)]! ^= bit
    columns[cell % 9]! ^= bit
    boxes[boxOf(cell)]! ^= bit
  }
  const free = (cell: number) => ALL & ~(rows[Math.floor(cell / 9)]! | columns[cell % 9]! | boxes[boxOf(cell)]!)
  const blanks: number[] = []
  for (const [cell, digit] of cells.entries()) {
    if (!digit) blanks.push(cell)
    else if (free(cell) & (1 << (digit - 1))) place(cell, 1 << (digit - 1))
    else return 0
  }
  let found = 0
  let tried = 0
  const search = (left: number): void => {
    if (!left) return void found++
    // The blank with the fewest digits left is tried first; it is moved to the end of those left.
    let best = 0
    let fewest = 10
    for (let i = 0; i < left; i++) {
      let digits = 0
      for (let bits = free(blanks[i]!); bits; bits &= bits - 1) digits++
      if (digits < fewest) {
        fewest = digits
        best = i
      }
    }
    const cell = blanks[best]!
    blanks[best] = blanks[left - 1]!
    blanks[left - 1] = cell
    for (let bits = free(cell); bits && found < 2 && tried < TRIED_MOST; bits &= bits - 1) {
      tried++
      place(cell, bits & -bits)
      search(left - 1)
      place(cell, bits & -bits)
    }
  }
  search(blanks.length)
  if (found < 2 && tried >= TRIED_MOST) return undefined
  return Math.min(found, 2) as 0 | 1 | 2
}

export function countSolutions(puzzle: Puzzle): Count {
  const cells = toCells(puzzle)
  const solutions = solutionsOf(cells)
  const culprits =
    solutions === 0
      ? [...cells.keys()].filter(
          (cell) => cells[cell] && solutionsOf(cells.map((digit, i) => (i === cell ? 0 : digit))),
        )
      : []
  return { solutions, culprits }
}
