import type { Task } from './task.ts'

/** What the room shows to who comes with nothing: a task of the project's own, what is enclosed turns yellow. */
const rows = (text: string) => text.split('/').map((row) => [...row].map(Number))
const pair = (input: string, output: string) => ({ input: rows(input), output: rows(output) })
export const FIRST: Task = {
  train: [
    pair('000000/033300/030300/033300/000000', '000000/033300/034300/033300/000000'),
    pair('3333000/3003000/3003333/3333003/0003333', '3333000/3443000/3443333/3333443/0003333'),
    pair('00033300/33030300/03033330/03330030/00033330', '00033300/33034300/03033330/03334430/00033330'),
  ],
  test: [
    pair(
      '033330000/030030333/030030303/033330333/000000000/333333330/300000030/333333330',
      '000000000/000000000/000000000/000000000/000000000/000000000/000000000/000000000',
    ),
  ],
}
