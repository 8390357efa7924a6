import { HrmError } from 'hrm-wasm'
import type { ArcTask, Colours, Pair as ArcPair } from 'hrm-wasm/arc'
import { closed, fromBase64url, opened, toBase64url } from '../../base64url.ts'
import type { Reading } from '../../thinking/kind.ts'
import { count } from '../../words.ts'

export type { Colours }
export interface Pair {
  input: Colours
  output: Colours
}
/** A task as in ARC's JSON. The output of a test is what the person thinks it is, or what the file said; black all over
 * where nobody said anything yet.
 */
export interface Task {
  name?: string | undefined
  train: readonly Pair[]
  test: readonly Pair[]
}
/** One grid of a task. */
export interface Place {
  set: 'train' | 'test'
  index: number
  side: 'input' | 'output'
}

/** More than a model takes, so that what others drew can be looked at. */
export const SIDE_MOST = 128
export const PAIRS_MOST = { train: 100, test: 20 }
export const PAIRS_LEAST = { train: 0, test: 1 }

/** What the shell takes of an address, with room for the room's name. */
const ADDRESS_MOST = 4000

export const blank = (rows: number, columns: number): Colours =>
  Array.from({ length: rows }, () => Array(columns).fill(0))
export const newPair = (): Pair => ({ input: blank(3, 3), output: blank(3, 3) })

function complete({ name, train, test }: ArcTask): Task {
  const whole = ({ input, output }: ArcPair): Pair => ({
    input,
    output: output ?? blank(input.length, input[0]!.length),
  })
  return { name, train: train.map(whole), test: test.length ? test.map(whole) : [newPair()] }
}

/** One task, or those of a collection. The reader is fetched when there is something to read. */
export async function read(text: string): Promise<Reading<Task>> {
  const { readTasks } = await import('hrm-wasm/arc')
  const { tasks, note } = readTasks(text)
  const bare =
    !/\b(?:train|test|input)\b/i.test(text) &&
    tasks.length === 1 &&
    tasks.every(({ train, name }) => !train.length && name === undefined)
  return { puzzles: completed(tasks), note, bare }
}

/** Tasks that were read, with a grid wherever one can be drawn. Throws HrmError PUZZLE_INVALID with a sentence. */
export function completed(tasks: readonly ArcTask[]): Task[] {
  const large = tasks.find((task) => task.train.length > PAIRS_MOST.train || task.test.length > PAIRS_MOST.test)
  if (large)
    throw new HrmError(
      'PUZZLE_INVALID',
      `The task has ${count(large.train.length, 'demonstration')} and ${count(large.test.length, 'test')}; at most ${PAIRS_MOST.train} and ${PAIRS_MOST.test} are taken.`,
    )
  return tasks.map(complete)
}

/** Black all over: nobody has drawn anything. */
export const isBlank = (grid: Colours) => grid.every((row) => row.every((colour) => colour === 0))

export const toJson = ({ train, test }: Task) => JSON.stringify({ train, test })

const isGrid = (value: any): value is Colours =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= SIDE_MOST &&
  value.every(
    (row) =>
      Array.isArray(row) &&
      row.length > 0 &&
      row.length <= SIDE_MOST &&
      row.length === value[0].length &&
      row.every((colour) => Number.isInteger(colour) && colour >= 0 && colour <= 9),
  )

/** Is it what toJson wrote? */
export const isTask = (value: any): value is Task =>
  (['train', 'test'] as const).every(
    (set) =>
      Array.isArray(value?.[set]) &&
      value[set].length >= PAIRS_LEAST[set] &&
      value[set].length <= PAIRS_MOST[set] &&
      value[set].every((pair: any) => isGrid(pair?.input) && isGrid(pair?.output)),
  )

const gridsOf = (task: Task) => [...task.train, ...task.test].flatMap(({ input, output }) => [input, output])

/**
 * Bytes in base64url: the numbers of pairs, rows and columns of every grid, then all their cells in half bytes: 0 to 9
 * a colour, 10 to 15 the last colour
 * 2, 4, 8, 16, 32 or 64 times more. Nothing where the task is too long for an address.
 */
export function toAddress(task: Task): string {
  const grids = gridsOf(task)
  const halves: number[] = []
  const cells = grids.flat(2)
  for (let i = 0; i < cells.length;) {
    let same = 1
    while (cells[i + same] === cells[i]) same++
    i += same--
    halves.push(cells[i - 1]!)
    for (let power = 6; power > 0; power--) {
      for (; same >= 2 ** power; same -= 2 ** power) halves.push(9 + power)
    }
    if (same) halves.push(cells[i - 1]!)
  }
  if (halves.length % 2) halves.push(0)
  const bytes = [task.train.length, task.test.length, ...grids.flatMap((grid) => [grid.length, grid[0]!.length])]
  for (let i = 0; i < halves.length; i += 2) bytes.push(halves[i]! * 16 + halves[i + 1]!)
  const text = toBase64url(Uint8Array.from(bytes))
  return text.length <= ADDRESS_MOST ? closed(text) : ''
}

/** Undefined: not what toAddress writes. */
export const fromAddress = (text: string): Task | undefined =>
  opened(text)
    .map(decode)
    .find((task) => task !== undefined)

function decode(text: string): Task | undefined {
  const bytes = text.length <= ADDRESS_MOST ? fromBase64url(text) : undefined
  const [train = 0, test = 0] = bytes ?? []
  if (!bytes || train > PAIRS_MOST.train || test < PAIRS_LEAST.test || test > PAIRS_MOST.test) return undefined
  const sizes = Array.from(
    { length: 2 * (train + test) },
    (_, i) => [bytes[2 + 2 * i] ?? 0, bytes[3 + 2 * i] ?? 0] as const,
  )
  if (sizes.some((sides) => sides.some((side) => side < 1 || side > SIDE_MOST))) return undefined
  const most = sizes.reduce((sum, [rows, columns]) => sum + rows * columns, 0)
  const cells: number[] = []
  for (const byte of bytes.subarray(2 + 2 * sizes.length)) {
    for (const half of [byte >> 4, byte & 15]) {
      if (half < 10) cells.push(half)
      else cells.push(...Array<number>(2 ** (half - 9)).fill(cells.at(-1) ?? 0))
    }
    if (cells.length > most + 1) return undefined
  }
  if (cells.length < most) return undefined
  let at = 0
  const grids = sizes.map(([rows, columns]) => Array.from({ length: rows }, () => cells.slice(at, (at += columns))))
  const pairs = Array.from({ length: train + test }, (_, i) => ({ input: grids[2 * i]!, output: grids[2 * i + 1]! }))
  const task = { train: pairs.slice(0, train), test: pairs.slice(train) }
  return toAddress(task) === closed(text) ? task : undefined
}
