import { HrmError } from 'hrm-wasm'
import { closed, fromBase64url, opened, toBase64url } from '../../base64url.ts'
import { count } from '../../words.ts'

/** Rows of the same length, of the colours 0 to 9. */
export type Colours = readonly (readonly number[])[]
export interface Pair {
  input: Colours
  output: Colours
}
/** A task as in ARC's JSON. The output of a test is what the person thinks it is, or what the file said. */
export interface Task {
  train: readonly Pair[]
  test: readonly Pair[]
}
/** One grid of a task. */
export interface Place {
  set: 'train' | 'test'
  index: number
  side: 'input' | 'output'
}

export const SIDE_MOST = 30
export const PAIRS_MOST = { train: 10, test: 4 }
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

const TEXT_MOST = 2 ** 20
/** What the shell takes of an address, with room for the room's name. */
const ADDRESS_MOST = 4000

export const blank = (rows: number, columns: number): Colours =>
  Array.from({ length: rows }, () => Array(columns).fill(0))
export const newPair = (): Pair => ({ input: blank(3, 3), output: blank(3, 3) })

export function gridAt(task: Task, { set, index, side }: Place): Colours {
  return task[set][index]![side]
}

export function withGrid(task: Task, { set, index, side }: Place, grid: Colours): Task {
  return { ...task, [set]: task[set].map((pair, i) => (i === index ? { ...pair, [side]: grid } : pair)) }
}

const refuse = (sentence: string): never => {
  throw new HrmError('PUZZLE_INVALID', sentence)
}

function readGrid(value: unknown, where: string): Colours {
  const rows = Array.isArray(value) ? value : refuse(`${where} is no grid.`)
  if (rows.length < 1 || rows.length > SIDE_MOST)
    refuse(`${where} has ${rows.length} rows; a grid has 1 to ${SIDE_MOST}.`)
  return rows.map((row, r) => {
    if (!Array.isArray(row) || row.length < 1 || row.length > SIDE_MOST)
      refuse(`Row ${r + 1} of ${where} is not 1 to ${SIDE_MOST} cells long.`)
    if (row.length !== rows[0].length) refuse(`The rows of ${where} are not of one length.`)
    if (!row.every((colour: unknown) => Number.isInteger(colour) && (colour as number) >= 0 && (colour as number) <= 9))
      refuse(`Row ${r + 1} of ${where} holds something that is no colour from 0 to 9.`)
    return row as number[]
  })
}

/** ARC's JSON: { train: [{ input, output }], test: [{ input, output? }] }. Throws HrmError PUZZLE_INVALID with a
 * sentence.
 */
export function fromJson(text: string): Task {
  if (text.length > TEXT_MOST) refuse(`The file has ${count(text.length, 'character')}; a task needs far less.`)
  let value: any
  try {
    value = JSON.parse(text)
  } catch (error) {
    refuse(`This is no JSON: ${(error as Error).message}.`)
  }
  const pairs = (set: 'train' | 'test'): Pair[] => {
    const list = value?.[set]
    if (!Array.isArray(list) || list.length < 1 || list.length > PAIRS_MOST[set])
      return refuse(`A task has a list “${set}” of 1 to ${PAIRS_MOST[set]} pairs.`)
    return list.map((pair, i) => {
      const input = readGrid(pair?.input, `the input of ${set} pair ${i + 1}`)
      const hidden = set === 'test' && pair.output === undefined
      return {
        input,
        output: hidden
          ? blank(input.length, input[0]!.length)
          : readGrid(pair?.output, `the output of ${set} pair ${i + 1}`),
      }
    })
  }
  return { train: pairs('train'), test: pairs('test') }
}

export const toJson = (task: Task) => JSON.stringify(task)

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
  if (!bytes || train < 1 || train > PAIRS_MOST.train || test < 1 || test > PAIRS_MOST.test) return undefined
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
