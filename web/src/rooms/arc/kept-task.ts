import { remember, remembered } from '../../storage.ts'
import { isTask, toJson, type Task } from './task.ts'

/** What the address says in place of a task that is too long for it. */
export const KEPT = 'kept'
const KEY = 'arc-task'

/** The last one is kept. Where it cannot be, a reload begins with another task. */
export const keep = (task: Task) => remember(KEY, toJson(task))

export function kept(): Task | undefined {
  try {
    const value: unknown = JSON.parse(remembered(KEY) ?? 'null')
    return isTask(value) ? value : undefined
  } catch {
    return undefined
  }
}
