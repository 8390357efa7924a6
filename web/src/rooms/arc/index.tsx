import { computed, effect, signal } from '@preact/signals'
import { weights } from '../../assets.ts'
import { Engine } from '../../engine.ts'
import { Desk } from '../../thinking/desk.ts'
import { later } from '../../parts/later.tsx'
import type { Room } from '../room.ts'
import { FIRST } from './first.ts'
import { hideOutputs } from './known.ts'
import type { Learning } from './learning.ts'
import { keep, KEPT, kept } from './kept-task.ts'
import { fromAddress, read, toAddress, toJson, type Task } from './task.ts'
import { judged } from './verdict.ts'

const engine = new Engine('arc', weights('arc'))
/** Which test the model is asked for, and under which of the puzzles it knows. */
const asked = { test: signal(0), identifier: signal(0) }
/** Both once the room's own code is there, without which nobody asks. */
let puzzleOf: typeof import('./puzzle.ts').puzzleOf | undefined
const learning = signal<Learning | undefined>(undefined)
const testOf = (task: Task) => Math.min(asked.test.peek(), task.test.length - 1)
const desk = new Desk<Task>(engine, FIRST, {
  task: 'arc',
  read,
  line: toJson,
  request: (task, info) => ({
    input: puzzleOf!(task, testOf(task)),
    puzzleIdentifier: Math.min(asked.identifier.peek(), Math.max(1, info.config.num_puzzle_identifiers) - 1),
    halt: 'none',
  }),
  judged,
  left: 'The task was left as it was.',
})

/** Fetched when the room is entered: the page's first room shall be there first. */
const ArcView = later(async () => {
  const [{ ArcView: View }, { Learning }, puzzle] = await Promise.all([
    import('./view.tsx'),
    import('./learning.ts'),
    import('./puzzle.ts'),
  ])
  puzzleOf = puzzle.puzzleOf
  learning.value ??= new Learning()
  return () => <View desk={desk} engine={engine} asked={asked} learning={learning.value!} />
})

// What no address holds is kept in the browser instead.
effect(() => {
  const task = desk.run.state.value.puzzle
  if (!toAddress(task)) keep(task)
  learning.value?.see(task)
})

// What came with a task is not what a person drew.
effect(() => {
  void desk.run.replaced.value
  hideOutputs(desk.run.state.peek().puzzle)
})

export const arc: Room = {
  id: 'arc',
  name: 'ARC',
  engine,
  desk,
  open(address) {
    const task = address === KEPT ? kept() : fromAddress(address)
    if (!task) return false
    if (toJson(task) !== toJson(desk.run.state.peek().puzzle)) desk.load(task)
    return true
  },
  address: () => toAddress(desk.run.state.value.puzzle) || KEPT,
  busy: computed(() => learning.value?.busy.value ?? false),
  mark: computed(() => learning.value?.mark.value ?? ''),
  View: () => <ArcView />,
}
