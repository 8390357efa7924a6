import type { TaskName } from 'hrm-wasm/tasks'
import type { BadRow, ListRow } from 'hrm-wasm/list'

/** More puzzles than this are not taken at once. */
export const LINES_MOST = 1000

export interface Listed {
  rows: readonly (ListRow | BadRow)[]
  /** There are more. */
  isCut: boolean
}

/** The puzzles of a list in any form that the package reads; the readers are fetched when one is needed. Rejects with
 * HrmError and a sentence where it is none.
 */
export async function readListOf(name: TaskName, text: string): Promise<Listed> {
  const [{ readList }, { findTask }] = await Promise.all([import('hrm-wasm/list'), import('hrm-wasm/tasks')])
  const rows: (ListRow | BadRow)[] = []
  for await (const row of readList(text, { task: findTask(name)! })) {
    if (rows.length === LINES_MOST) return { rows, isCut: true }
    rows.push(row)
  }
  return { rows, isCut: false }
}
