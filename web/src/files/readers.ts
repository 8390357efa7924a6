import type { Reading, TaskName } from 'hrm-wasm/tasks'

/** A text as the task's own reader takes it; the readers are fetched when one is needed. Rejects with HrmError
 * PUZZLE_INVALID and a sentence.
 */
export async function readWith(name: TaskName, text: string): Promise<Reading> {
  const { findTask } = await import('hrm-wasm/tasks')
  return findTask(name)!.read!(text)
}
