import { weights } from '../../assets.ts'
import { Engine } from '../../engine.ts'
import { Run, type Request } from '../../thinking/run.ts'
import type { Room } from '../room.ts'
import { examples } from './examples.ts'
import { fromAddress, fromText, type Puzzle } from './puzzle.ts'
import { judged } from './verdict.ts'
import { SudokuView } from './view.tsx'

const engine = new Engine('sudoku', weights('sudoku'))
/** The puzzle as a model takes it. */
const request = (input: Puzzle): Request => ({ input, halt: 'rules' })
const run = new Run(engine, examples[3]!.puzzle, request)

export const sudoku: Room = {
  id: 'sudoku',
  name: 'Sudoku',
  engine,
  open(address) {
    const puzzle = fromAddress(address)
    if (puzzle === undefined) return false
    if (puzzle !== run.state.peek().puzzle) run.replace(puzzle)
    return true
  },
  address: () => run.state.value.puzzle,
  View: () => <SudokuView run={run} engine={engine} kind={{ read: fromText, request, judged }} />,
}
