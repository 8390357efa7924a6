import { HrmError, type ModelInfo } from 'hrm-wasm'
import type { Engine } from '../engine.ts'
import { isAbort, toFault } from '../fault.ts'
import { count, grouped } from '../words.ts'
import { PATIENCE, TRIES } from './machine.ts'
import type { Request } from './run.ts'
import type { Judged } from './verdict.ts'
import type { Thought } from './states.ts'

/** How a room's puzzles are read from a line and judged. */
export interface Kind<P> {
  read: (line: string) => P
  request: (puzzle: P, info: ModelInfo) => Request
  judged: (puzzle: P, step: Thought) => Judged
}

export interface Row {
  text: string
  result: 'waiting' | 'thinking' | 'right' | 'wrong' | 'refused'
  /** What the page says of it. */
  words: string
  answer: string
  attempts: number
  segments: number
  ms: number
}

export const LINES_MOST = 1000
export const TEXT_MOST = 4 * 2 ** 20

/** One puzzle a line; of lines with commas the first field, or the one that the first line calls question or puzzle.
 * Throws HrmError PUZZLE_INVALID.
 */
export function linesOf(text: string): string[] {
  if (text.length > TEXT_MOST)
    throw new HrmError(
      'PUZZLE_INVALID',
      `The list has ${count(text.length, 'character')}; at most ${count(TEXT_MOST, 'character')} are read.`,
    )
  const lines = text.split(/\r?\n/).filter((line) => line.trim())
  const header =
    lines[0]
      ?.toLowerCase()
      .split(',')
      .map((field) => field.trim()) ?? []
  const column = header.findIndex((field) => field === 'question' || field === 'puzzle')
  const puzzles = (column < 0 ? lines : lines.slice(1)).map((line) =>
    line.split(',')[Math.max(0, column)]!.replace(/^"(.*)"$/, '$1'),
  )
  if (!puzzles.length) throw new HrmError('PUZZLE_INVALID', 'The list holds no puzzle.')
  if (puzzles.length > LINES_MOST)
    throw new HrmError(
      'PUZZLE_INVALID',
      `The list holds ${count(puzzles.length, 'puzzle')}; at most ${grouped(LINES_MOST)} are taken at once.`,
    )
  return puzzles
}

export const waiting = (text: string): Row => ({
  text,
  result: 'waiting',
  words: '',
  answer: '',
  attempts: 0,
  segments: 0,
  ms: 0,
})

/** Solves one line after another; `tell` hears of each row as it changes. Rejects with HrmError where the model
 * itself fails, or ABORTED.
 */
export async function solveAll<P>(
  engine: Engine,
  kind: Kind<P>,
  rows: readonly Row[],
  again: boolean,
  signal: AbortSignal,
  tell: (index: number, row: Row) => void,
): Promise<void> {
  const { model, info } = await engine.ready()
  for (let index = 0; index < rows.length; index++) {
    let row: Row = { ...rows[index]!, result: 'thinking' }
    tell(index, row)
    try {
      const puzzle = kind.read(row.text)
      const { input, ...request } = kind.request(puzzle, info)
      for await (const step of model.solve(input, {
        ...request,
        maxSegments: PATIENCE,
        rollouts: again ? 1 + TRIES : 1,
        signal,
      })) {
        row = { ...row, attempts: step.rollout, segments: row.segments + 1, ms: row.ms + step.ms }
        if (!step.done) continue
        const { right, headline } = kind.judged(puzzle, step)
        row = { ...row, result: right ? 'right' : 'wrong', words: headline, answer: step.grid ?? '' }
      }
    } catch (error) {
      if (isAbort(error)) tell(index, { ...rows[index]! })
      if (!(error instanceof HrmError) || error.code !== 'PUZZLE_INVALID') throw error
      row = { ...row, result: 'refused', words: toFault(error).reason }
    }
    tell(index, row)
  }
}

/** A field that a spreadsheet takes as text, whatever it begins with. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+@\t-]/.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function toCsv(rows: readonly Row[]): string {
  const lines = rows.map(({ text, answer, result, words, attempts, segments, ms }) => [
    text,
    answer,
    result,
    words,
    attempts,
    segments,
    ms.toFixed(1),
  ])
  return (
    [['question', 'answer', 'result', 'words', 'attempts', 'segments', 'milliseconds'], ...lines]
      .map((line) => line.map(field).join(','))
      .join('\n') + '\n'
  )
}
