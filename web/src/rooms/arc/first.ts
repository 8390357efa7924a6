import type { Task } from './task.ts'

/** Tasks of the project's own as text: rows by "/", pairs of input and output. */
const rows = (text: string) => text.split('/').map((row) => [...row].map(Number))
type Written = readonly [input: string, output: string]

/** The last pair is the test. */
export function written(...pairs: readonly Written[]): Task {
  const read = pairs.map(([input, output]) => ({ input: rows(input), output: rows(output) }))
  return { train: read.slice(0, -1), test: read.slice(-1) }
}

/** What the room shows to who comes with nothing: 3 and 4 change places, and black stays. */
export const FIRST = written(
  ['003/304/303', '004/403/404'],
  ['4400/0444/3043/0404', '3300/0333/4034/0303'],
  ['00434/40400/44004/44034', '00343/30300/33003/33043'],
  ['33300/30004/04330/33043/40043', '44400/40003/03440/44034/30034'],
)
