import { signal } from '@preact/signals'
import { isBlank, type Colours, type Task } from './task.ts'

/** Outputs of tests that came with a task and nobody has looked at: they are hidden until one checks or asks for them.
 * What a person draws is a grid of its own.
 */
const hidden = new WeakSet<Colours>()
const told = signal(0)

export function hideOutputs({ test }: Task): void {
  for (const { output } of test) if (!isBlank(output)) hidden.add(output)
  told.value = told.peek() + 1
}

export function showOutputs({ test }: Task): void {
  for (const { output } of test) hidden.delete(output)
  told.value = told.peek() + 1
}

export const isHidden = (grid: Colours): boolean => told.value >= 0 && hidden.has(grid)

/** The test's output is known: drawn, or stated by who made the task. */
export const isKnown = ({ output }: { output: Colours }): boolean => !isBlank(output)
