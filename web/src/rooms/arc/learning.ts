import { computed, signal } from '@preact/signals'
import { HrmError } from 'hrm-wasm'
import type { ArcResult } from 'hrm-wasm/learn'
import { isBlank, type Task } from './task.ts'

/** Budgets, in 10^9 operations for all nets together. */
export const EFFORTS = { quick: 60, normal: 300, thorough: 1500 } as const
export type Effort = keyof typeof EFFORTS

/** What learning depends on: the outputs of the tests are no part of it. */
const keyOf = ({ train, test }: Task) => JSON.stringify([train, test.map(({ input }) => input)])

interface Practice {
  /** 0 to 1. */
  share: number
  /** Share of the examples' cells that were right, from each progress. */
  cells: number[]
  secondsLeft: number | undefined
}

export type Learning =
  | { phase: 'idle' }
  | { phase: 'learning'; of: string; practice: Practice }
  | { phase: 'done'; of: string; result: ArcResult; seconds: number }
  | { phase: 'failed'; of: string; sentence: string }

/** Why a task cannot be learnt as it is; undefined: it can. */
export function missingOf({ train, test }: Task): string | undefined {
  if (train.length < 2) return 'Two examples are the least: draw another.'
  const same = train.findIndex(({ input, output }) => isBlank(input) && isBlank(output))
  if (same >= 0) return `Example ${same + 1} is black all over.`
  const seen = new Map<string, number>()
  for (const [i, { input, output }] of train.entries()) {
    const before = seen.get(JSON.stringify(input))
    if (before !== undefined && JSON.stringify(train[before]!.output) !== JSON.stringify(output))
      return `Examples ${before + 1} and ${i + 1} have the same input and different outputs: no rule does both.`
    seen.set(JSON.stringify(input), i)
  }
  const unasked = test.findIndex(({ input }) => isBlank(input))
  if (unasked >= 0) return `The input of test ${unasked + 1} is black all over.`
  return undefined
}

/** Learning of the task on view, in workers: it goes on while another room is on view. */
export class Learner {
  readonly state = signal<Learning>({ phase: 'idle' })
  private running: AbortController | undefined
  private readonly task = signal<Task | undefined>(undefined)
  /** The task on view is another than the one that was learnt. */
  readonly stale = computed(() => {
    const state = this.state.value
    return state.phase !== 'idle' && this.task.value !== undefined && keyOf(this.task.value) !== state.of
  })

  /** Tells which task is on view. */
  see(task: Task) {
    this.task.value = task
  }

  async start(task: Task, effort: Effort) {
    this.running?.abort()
    const running = (this.running = new AbortController())
    const of = keyOf(task)
    const started = performance.now()
    const practice: Practice = { share: 0, cells: [], secondsLeft: undefined }
    const tell = (state: Learning) => void (this.running === running && (this.state.value = state))
    tell({ phase: 'learning', of, practice })
    try {
      const { learnArc, arcPortfolio } = await import('hrm-wasm/learn')
      const all = arcPortfolio.reduce((sum, { share }) => sum + share, 0)
      const done = new Map<string, number>()
      const cells: number[] = []
      const result = await learnArc(
        { train: task.train, test: task.test.map(({ input }) => ({ input })) },
        {
          gflop: EFFORTS[effort],
          signal: running.signal,
          atOnce: Math.max(1, Math.min(arcPortfolio.length, (navigator.hardwareConcurrency || 2) - 1)),
          onProgress: ({ member, seconds, secondsLeft, cell, segments }) => {
            done.set(member.name, (member.share / all) * (seconds / Math.max(1e-9, seconds + secondsLeft)))
            if (segments) cells.push(cell)
            const share = [...done.values()].reduce((sum, one) => sum + one, 0)
            const spent = (performance.now() - started) / 1000
            tell({
              phase: 'learning',
              of,
              practice: {
                share,
                cells: [...cells],
                secondsLeft: share > 0.05 ? (spent * (1 - share)) / share : undefined,
              },
            })
          },
        },
      )
      tell({ phase: 'done', of, result, seconds: (performance.now() - started) / 1000 })
    } catch (error) {
      if (running.signal.aborted) return
      tell({
        phase: 'failed',
        of,
        sentence: error instanceof HrmError ? error.message : 'Learning failed in this browser.',
      })
    }
  }

  /** Ends the learning without an answer. */
  stop() {
    this.running?.abort()
    this.running = undefined
    this.state.value = { phase: 'idle' }
  }
}
