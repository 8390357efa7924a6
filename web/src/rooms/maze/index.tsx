import { effect } from '@preact/signals'
import { weights } from '../../assets.ts'
import { Engine } from '../../engine.ts'
import { Desk } from '../../thinking/desk.ts'
import { later } from '../../parts/later.tsx'
import { Rivalry } from '../../thinking/rival.ts'
import type { Room } from '../room.ts'
import { FIRST } from './first.ts'
import { from, fromAddress, read, sizeOf, toAddress, toLine } from './puzzle.ts'
import { judged } from './judged.ts'

const smaller = weights('maze')
const larger = weights('maze', '-large')
const engine = new Engine('maze', smaller)
const desk = new Desk(engine, FIRST, {
  task: 'maze',
  read,
  from,
  line: toLine,
  request: (cells) => ({ input: { rows: sizeOf(cells), columns: sizeOf(cells), cells }, halt: 'rules', cycles: true }),
  judged,
  left: 'The maze was left as it was.',
})

const rivalry = new Rivalry('maze', desk)

// Of the page's own two models the one that the maze's size asks for: the smaller is several times faster.
effect(() => {
  if (smaller && larger) engine.prefer(desk.run.state.value.puzzle.length > smaller.seq_len ? larger : smaller)
})

/** Fetched when the room is entered: the page's first room shall be there first. */
const MazeView = later(async () => (await import('./view.tsx')).MazeView)

export const maze: Room = {
  id: 'maze',
  name: 'Maze',
  engine,
  desk,
  open(address) {
    const puzzle = fromAddress(address)
    if (puzzle === undefined) return false
    if (puzzle !== desk.run.state.peek().puzzle) desk.run.replace(puzzle)
    return true
  },
  address: () => toAddress(desk.run.state.value.puzzle),
  View: () => <MazeView desk={desk} engine={engine} rivalry={rivalry} larger={larger !== undefined} />,
}
