import type { Task } from './task.ts'

/** What the room shows to who comes with nothing: a task of the project's own, the cell to the right of a blue one turns
 * red. */
const rows = (text: string) => text.split('/').map((row) => [...row].map(Number))
const pair = (input: string, output: string) => ({ input: rows(input), output: rows(output) })
export const FIRST: Task = {
  train: [
    pair('0000/0100/0000/1000', '0000/0120/0000/1200'),
    pair('01000/00010/00000/10000', '01200/00012/00000/12000'),
    pair('00100/00000/01000/00000/00010', '00120/00000/01200/00000/00012'),
  ],
  test: [pair('10000/00100/00000/01010/10000', '00000/00000/00000/00000/00000')],
}
