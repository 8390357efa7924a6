import type { Puzzle } from 'hrm-wasm'
import { arc } from 'hrm-wasm/rules'
import { isBlank, type Task } from './task.ts'

/** What a model is asked; the answer to compare with where one is drawn. */
export function puzzleOf({ test }: Task, index: number): Puzzle {
  const { input, output } = test[index]!
  return { ...arc.gridOf(input), ...(isBlank(output) ? {} : { answer: arc.gridOf(output) }) }
}
