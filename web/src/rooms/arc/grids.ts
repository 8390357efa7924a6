import type { ArcTask } from 'hrm-wasm/arc'
import type { Colours, Place, Task } from './task.ts'

/** ARC's ten colours. */
export const HEX = [
  '#111111',
  '#0074d9',
  '#ff4136',
  '#2ecc40',
  '#ffdc00',
  '#aaaaaa',
  '#f012be',
  '#ff851b',
  '#7fdbff',
  '#870c25',
]
export const NAMES = ['black', 'blue', 'red', 'green', 'yellow', 'grey', 'magenta', 'orange', 'sky', 'maroon']

export function gridAt(task: Task, { set, index, side }: Place): Colours {
  return task[set][index]![side]
}

export function withGrid(task: Task, { set, index, side }: Place, grid: Colours): Task {
  return { ...task, [set]: task[set].map((pair, i) => (i === index ? { ...pair, [side]: grid } : pair)) }
}

/** What nets learn of a task: what the outputs of its tests are is not told. */
export const learnt = ({ train, test }: Task): ArcTask => ({
  train: train.map(({ input, output }) => ({ input, output })),
  test: test.map(({ input }) => ({ input })),
})
