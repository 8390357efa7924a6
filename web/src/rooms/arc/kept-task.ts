import { isTask, toJson, type Task } from './task.ts'

/** What the address says in place of a task that is too long for it. */
export const KEPT = 'kept'
const KEY = 'arc-task'

/** The last one is kept. Where storage is refused or full, a reload begins with another task. */
export function keep(task: Task): void {
  try {
    localStorage.setItem(KEY, toJson(task))
  } catch {
    /* see above */
  }
}

export function kept(): Task | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return isTask(value) ? value : undefined
  } catch {
    return undefined
  }
}
