import { HrmError, type Grid, type ModelInfo } from 'hrm-wasm'
import { closed, fromBase64url, opened, toBase64url } from '../../base64url.ts'
import { readWith } from '../../files/readers.ts'
import type { Reading } from '../../thinking/kind.ts'

/** size * size characters of "# SG", row by row. */
export type Puzzle = string
export type Tool = 'wall' | 'start' | 'goal'
/** Of a maze that is read, and of one that is drawn. */
const READ_LEAST = 2
export const SIZE_LEAST = 5
export const SIZE_MOST = 30

/** In words, of each character. */
export const NAMES: Record<string, string> = { '#': 'wall', ' ': 'free', S: 'start', G: 'goal', o: 'path' }
/** The answers a cell may have; token 0 is padding. */
export const ANSWERS = [...'# SGo'].map((mark, i) => ({ token: i + 1, mark: mark.trim(), name: NAMES[mark]! }))

export const sizeOf = (puzzle: Puzzle) => Math.sqrt(puzzle.length)
/** The largest size that a model takes. */
export const takenBy = ({ config }: ModelInfo) => Math.sqrt(config.seq_len)

/** The cell holds the character now; there is never more than one S or G. */
export function withCell(puzzle: Puzzle, cell: number, character: string): Puzzle {
  const others = character === 'S' || character === 'G' ? puzzle.replaceAll(character, ' ') : puzzle
  return others.slice(0, cell) + character + others.slice(cell + 1)
}

/** Another size, the upper left corner kept. */
export function resized(puzzle: Puzzle, size: number): Puzzle {
  const old = sizeOf(puzzle)
  return Array.from({ length: size * size }, (_, i) => {
    const [row, column] = [Math.floor(i / size), i % size]
    return row < old && column < old ? puzzle[row * old + column] : ' '
  }).join('')
}

export const empty = (size: number): Puzzle => withCell(withCell(' '.repeat(size * size), 0, 'S'), size * size - 1, 'G')

/** A rectangle stands in a square, walls around it. */
export async function from(grid: Grid): Promise<Puzzle> {
  const { squared } = await import('hrm-wasm/maze')
  const puzzle = squared(grid)
  if (sizeOf(puzzle) > SIZE_MOST)
    throw new HrmError(
      'PUZZLE_INVALID',
      `This maze is ${sizeOf(puzzle)} x ${sizeOf(puzzle)}; mazes here are up to ${SIZE_MOST} cells wide.`,
    )
  return puzzle
}

/** The reader is fetched when there is something to read. */
export async function read(text: string): Promise<Reading<Puzzle>> {
  const { puzzles, note } = await readWith('maze', text)
  return { puzzles: await Promise.all(puzzles.map(from)), note }
}

/** A maze on one line, its ends safe from whatever trims blanks. */
export const toLine = (puzzle: Puzzle): string => puzzle.replaceAll(' ', '.')

/** "15.0.224.…": size, start and goal (nothing where there is none), a bit for each cell that is a wall. */
export function toAddress(puzzle: Puzzle): string {
  const bytes = new Uint8Array(Math.ceil(puzzle.length / 8))
  ;[...puzzle].forEach((mark, cell) => mark === '#' && (bytes[cell >> 3]! |= 128 >> (cell & 7)))
  const at = (mark: string) => (puzzle.includes(mark) ? puzzle.indexOf(mark) : '')
  return closed([sizeOf(puzzle), at('S'), at('G'), toBase64url(bytes)].join('.'))
}

/** Undefined: not what toAddress writes. */
export const fromAddress = (text: string): Puzzle | undefined =>
  opened(text)
    .map(decode)
    .find((puzzle) => puzzle !== undefined)

function decode(text: string): Puzzle | undefined {
  const match = /^(\d{1,2})\.(\d{0,3})\.(\d{0,3})\.([\w-]{2,151})$/.exec(text)
  const bytes = match && fromBase64url(match[4]!)
  if (!match || !bytes) return undefined
  const size = Number(match[1])
  if (size < READ_LEAST || size > SIZE_MOST) return undefined
  const walls = Array.from({ length: size * size }, (_, cell) =>
    bytes[cell >> 3]! & (128 >> (cell & 7)) ? '#' : ' ',
  ).join('')
  const [start, goal] = [match[2]!, match[3]!]
  const marked = start && Number(start) < walls.length ? withCell(walls, Number(start), 'S') : walls
  const puzzle = goal && Number(goal) < walls.length ? withCell(marked, Number(goal), 'G') : marked
  return toAddress(puzzle) === closed(text) ? puzzle : undefined
}
