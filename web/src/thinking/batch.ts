import { HrmError } from 'hrm-wasm'
import type { Engine } from '../engine.ts'
import { isAbort, toFault } from '../fault.ts'
import type { Entry, Kind } from './kind.ts'
import { PATIENCE, TWINS_OF_LIST } from './machine.ts'

export interface Row<P> extends Entry<P> {
  result: 'waiting' | 'thinking' | 'right' | 'wrong' | 'refused'
  /** What the page says of it. */
  words: string
  answer: string
  /** It is the one that the list states; undefined: it states none, or there is none yet. */
  exact: boolean | undefined
  attempts: number
  segments: number
  ms: number
}

/** A line that holds no puzzle is done with. */
export const waiting = <P>(entry: Entry<P>): Row<P> => ({
  ...entry,
  result: entry.puzzle === undefined ? 'refused' : 'waiting',
  words: entry.puzzle === undefined ? (entry.note ?? '') : '',
  answer: '',
  exact: undefined,
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
  rows: readonly Row<P>[],
  again: boolean,
  signal: AbortSignal,
  tell: (index: number, row: Row<P>) => void,
): Promise<void> {
  const { model, info } = await engine.ready()
  for (let index = 0; index < rows.length; index++) {
    const { puzzle, note, stated } = rows[index]!
    if (puzzle === undefined) continue
    let row: Row<P> = { ...rows[index]!, result: 'thinking' }
    tell(index, row)
    try {
      const { input, cycles: _, ...request } = kind.request(puzzle, info)
      for await (const step of model.solve(input, {
        ...request,
        ...(again ? { attempts: 1 + TWINS_OF_LIST } : { maxSegments: PATIENCE }),
        signal,
      })) {
        row = { ...row, attempts: step.attempt, segments: row.segments + 1, ms: row.ms + step.ms }
        if (!step.done) continue
        const { right, headline } = kind.judged(puzzle, step)
        const answer = step.answer?.cells ?? ''
        const exact = stated && answer === stated
        const said = stated ? (exact ? ', as the list states' : '; the list states another answer') : ''
        row = {
          ...row,
          result: right ? 'right' : 'wrong',
          words: `${headline}${said}${note ? `. ${note}` : ''}`,
          answer,
          exact,
        }
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

export function toCsv(rows: readonly Row<unknown>[]): string {
  const lines = rows.map(({ text, answer, stated, result, words, attempts, segments, ms }) => [
    text,
    answer,
    String(stated ?? ''),
    result,
    words,
    attempts,
    segments,
    ms.toFixed(1),
  ])
  return (
    [['question', 'answer', 'stated', 'result', 'words', 'attempts', 'segments', 'milliseconds'], ...lines]
      .map((line) => line.map(field).join(','))
      .join('\n') + '\n'
  )
}
