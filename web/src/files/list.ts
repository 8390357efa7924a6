import { HrmError } from 'hrm-wasm'
import { readList } from 'hrm-wasm/list'
import { findTask } from 'hrm-wasm/tasks'
import type { Entry, Kind, List } from '../thinking/kind.ts'

/** More puzzles than this are not taken at once. */
export const LINES_MOST = 1000

/** The puzzles of a list in any form that the package reads. Rejects with HrmError and a sentence where it is none of this
 * kind's.
 */
export async function entriesOf<P>({ task, from, line }: Kind<P>, text: string): Promise<List<P>> {
  if (!from) throw new HrmError('PUZZLE_INVALID', 'These lines are no list of puzzles.')
  const entries: Entry<P>[] = []
  for await (const row of readList(text, { task: findTask(task)! })) {
    if (entries.length === LINES_MOST) return { entries, isCut: true }
    if ('error' in row) {
      entries.push({ text: row.text, note: row.error })
      continue
    }
    try {
      const puzzle = await from(row.puzzle)
      const stated = row.answer && (await from(row.answer))
      entries.push({ text: row.text.includes('\n') ? line(puzzle) : row.text, puzzle, stated, note: row.note })
    } catch (error) {
      if (!(error instanceof HrmError)) throw error
      entries.push({ text: row.text, note: error.message })
    }
  }
  return { entries, isCut: false }
}

/** Where it is one puzzle a line, with the lines beside them that are none, and with the answers that it states. */
export async function listOf<P>(kind: Kind<P>, text: string, puzzles: readonly P[]): Promise<List<P>> {
  const { line } = kind
  try {
    const list = await entriesOf(kind, text)
    const first = list.entries[0]?.puzzle
    const isSame = first !== undefined && line(first) === line(puzzles[0]!)
    if (isSame && list.entries.length >= puzzles.length) return list
  } catch (error) {
    if (!(error instanceof HrmError)) throw error
  }
  return { entries: puzzles.map((puzzle) => ({ text: line(puzzle), puzzle })), isCut: false }
}
