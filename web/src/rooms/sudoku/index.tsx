import { useEffect } from 'preact/hooks'
import { weights } from '../../assets.ts'
import { Engine } from '../../engine.ts'
import { Desk } from '../../thinking/desk.ts'
import { beginOnFirstVisit } from '../../thinking/first-visit.ts'
import type { Room } from '../room.ts'
import { FIRST } from './examples.ts'
import { Judge } from './judge.ts'
import { fromAddress, read, toAddress } from './puzzle.ts'
import { judged } from './verdict.ts'
import { Rivalry } from '../../thinking/rival.ts'
import { SudokuView } from './view.tsx'

const engine = new Engine('sudoku', weights('sudoku'))
const desk = new Desk(engine, FIRST, {
  task: 'sudoku',
  read,
  from: ({ cells }) => cells,
  line: (puzzle) => puzzle,
  request: (input) => ({ input, halt: 'rules', cycles: true }),
  judged,
  left: 'The board was left as it is.',
})

const rivalry = new Rivalry('sudoku', desk)
/** With the first look at the room: the page's first paint waits for none of it. */
const judge = new Judge()
let begun = false
function View() {
  useEffect(() => {
    if (begun) return
    begun = true
    judge.follow(desk.run.state)
    beginOnFirstVisit(desk.run, engine)
  }, [])
  return <SudokuView desk={desk} engine={engine} judge={judge} rivalry={rivalry} />
}

export const sudoku: Room = {
  id: 'sudoku',
  name: 'Sudoku',
  engine,
  desk,
  open(address) {
    const puzzle = fromAddress(address)
    if (puzzle === undefined) return false
    if (puzzle !== desk.run.state.peek().puzzle) desk.run.replace(puzzle)
    return true
  },
  address: () => toAddress(desk.run.state.value.puzzle),
  View,
}
