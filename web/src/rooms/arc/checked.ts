import type { ArcResult } from 'hrm-wasm/learn'
import { count } from '../../words.ts'
import { isKnown } from './known.ts'
import { rightOf } from './learning.ts'
import type { Task } from './task.ts'

/** What comes of a comparison with known outputs. */
export interface Checked {
  tone: 'good' | 'bad'
  headline: string
}

export const canCheck = ({ test }: Task) => test.every(isKnown)

/** ARC's scoring: every test's output exactly right, two answers allowed. */
export function checkOf({ test }: Task, { answers }: ArcResult): Checked {
  const wrong = (attempt: number) =>
    test.reduce((sum, { output }, i) => {
      const grid = answers[i]?.[attempt]?.grid
      const sameSize = grid?.length === output.length && grid[0]!.length === output[0]!.length
      const [right, all] = rightOf(output, grid)
      return sum + (sameSize ? all - right : all)
    }, 0)
  if (!wrong(0)) return { tone: 'good', headline: 'Right' }
  const inTwo = test.every(({ output }, i) =>
    answers[i]!.some(({ grid }) => JSON.stringify(grid) === JSON.stringify(output)),
  )
  if (inTwo) return { tone: 'good', headline: 'Right with its second answer' }
  return { tone: 'bad', headline: `Wrong: ${count(wrong(0), 'cell differs', 'cells differ')}` }
}
