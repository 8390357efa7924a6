/** What a typed Sudoku is worth: it judges the puzzle, and no cell is ever filled by it. */
import { sudoku } from 'hrm-wasm/rules'
import { withCell, type Puzzle } from './puzzle.ts'

export interface Count {
  /** 2: two or more. Undefined: undecided. */
  solutions: 0 | 1 | 2 | undefined
  /** Of a puzzle without a solution: the givens each of which, taken out alone, leaves a puzzle with one. */
  culprits: number[]
}

export function countSolutions(puzzle: Puzzle): Count {
  const solutions = sudoku.countSolutions(puzzle)
  const culprits =
    solutions === 0
      ? [...puzzle].flatMap((given, cell) =>
          given !== '.' && sudoku.countSolutions(withCell(puzzle, cell, 0)) ? [cell] : [],
        )
      : []
  return { solutions, culprits }
}
