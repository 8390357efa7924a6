import { effect } from '@preact/signals'
import { maze as rules, type ModelInfo } from 'hrm-wasm'
import { weights } from '../../assets.ts'
import { Engine } from '../../engine.ts'
import { Run, type Request } from '../../thinking/run.ts'
import type { Room } from '../room.ts'
import { FIRST } from './first.ts'
import { fromAddress, fromText, takenBy, toAddress, type Puzzle } from './puzzle.ts'
import { judged } from './verdict.ts'
import { MazeView } from './view.tsx'

const smaller = weights('maze')
const larger = weights('maze', '-large')
const engine = new Engine('maze', smaller)
/** The maze as a model takes it. */
const request = (puzzle: Puzzle, info: ModelInfo): Request => ({
  input: rules.frame(puzzle, takenBy(info)),
  halt: 'rules',
})
const run = new Run(engine, FIRST, request)

// Of the page's own two models the one that the maze's size asks for: the smaller is several times faster.
effect(() => {
  if (smaller && larger) engine.prefer(run.state.value.puzzle.length > smaller.seq_len ? larger : smaller)
})

export const maze: Room = {
  id: 'maze',
  name: 'Maze',
  engine,
  open(address) {
    const puzzle = fromAddress(address)
    if (puzzle === undefined) return false
    if (puzzle !== run.state.peek().puzzle) run.replace(puzzle)
    return true
  },
  address: () => toAddress(run.state.value.puzzle),
  View: () => (
    <MazeView run={run} engine={engine} larger={larger !== undefined} kind={{ read: fromText, request, judged }} />
  ),
}
