import type { Task } from './task.ts'

/** Tasks of the project's own as text: rows by "/", pairs of input and output. */
const rows = (text: string) => text.split('/').map((row) => [...row].map(Number))
type Written = readonly [input: string, output: string]

/** The last pair is the test. */
export function written(...pairs: readonly Written[]): Task {
  const read = pairs.map(([input, output]) => ({ input: rows(input), output: rows(output) }))
  return { train: read.slice(0, -1), test: read.slice(-1) }
}

/** What the room shows to who comes with nothing: the cell to the right of a blue one turns red. */
export const FIRST = written(
  ['0000/0100/0000/1000', '0000/0120/0000/1200'],
  ['01000/00010/00000/10000', '01200/00012/00000/12000'],
  ['00100/00000/01000/00000/00010', '00120/00000/01200/00000/00012'],
  ['10000/00100/00000/01010/10000', '12000/00120/00000/01212/12000'],
)
