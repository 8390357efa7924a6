import { batch, computed, signal } from '@preact/signals'
import { HrmError } from 'hrm-wasm'
import type { arcFaultOf, ArcLearner, ArcLook, ArcState } from 'hrm-wasm/learn'
import { isAbort } from '../../fault.ts'
import type { Kept } from './practice.ts'
import { startFor } from './start-for.ts'
import { forgetRun, keepRun, keptRun, keptState } from './kept-run.ts'
import { measured, paceOf, type Pace } from './pace.ts'
import { learnt } from './grids.ts'
import { isBlank, type Task } from './task.ts'

/** Seconds. */
export const EFFORTS = { quick: 10, normal: 60, thorough: 300 } as const
export type Effort = keyof typeof EFFORTS
/** Seconds of one minute more. */
const MORE = 60
/** Ms from one look at what the nets make of the task to the next; from one keeping to the next. */
const LOOK_MS = 700
const KEEP_MS = 10_000

/** What learning depends on: the outputs of the tests are no part of it. */
const keyOf = (task: Task) => JSON.stringify(learnt(task))

/**
 * idle --start--> starting --> learning --pause/hidden--> paused/waiting --goOn--> starting
 * learning, paused --stop, or the budget is used--> answering --> done --more--> starting
 * any --fault--> failed; a reload finds paused or done
 */
export type Phase = 'idle' | 'starting' | 'learning' | 'paused' | 'waiting' | 'answering' | 'done' | 'failed'

/** Why a task cannot be learnt as it is drawn; undefined: nothing is missing. */
export function missingOf({ train, test }: Task): string | undefined {
  if (train.length < 2) return 'Two examples are the least: draw another.'
  const same = train.findIndex(({ input, output }) => isBlank(input) && isBlank(output))
  if (same >= 0) return `Example ${same + 1} is black all over.`
  const unasked = test.findIndex(({ input }) => isBlank(input))
  if (unasked >= 0) return `The input of test ${unasked + 1} is black all over.`
  return undefined
}

/** Nets that learn the task on view, in workers: they go on while another room is on view. */
export class Learning {
  readonly phase = signal<Phase>('idle')
  readonly run = signal<Kept | undefined>(undefined)
  readonly votes = signal<{ done: number; all: number } | undefined>(undefined)
  /** Why it failed. */
  readonly sentence = signal('')
  /** It stood still while the page was hidden. */
  readonly waited = signal(false)
  /** What kept it before the page was loaded anew. */
  readonly found = signal(false)
  readonly pace = signal<Pace | undefined>(paceOf())
  readonly busy = computed(() => ['starting', 'learning', 'waiting', 'answering'].includes(this.phase.value))
  /** The task on view is another than the one that was learnt. */
  readonly stale = computed(() => {
    const run = this.run.value
    return run !== undefined && this.task.value !== undefined && keyOf(this.task.value) !== keyOf(run.task)
  })
  /** The tab's title says it. */
  readonly mark = computed(() => {
    const run = this.run.value
    switch (this.phase.value) {
      case 'starting':
      case 'learning':
        return `(${Math.round(100 * (run?.share ?? 0))} %) Learning`
      case 'waiting':
        return 'Waiting, hidden'
      case 'paused':
        return 'Paused'
      case 'answering':
        return 'Answering'
      case 'done':
        return this.stale.value ? '' : run?.result?.confidence === 'not found' ? 'Not found' : 'Its answer'
      default:
        return ''
    }
  })
  private readonly task = signal<Task | undefined>(undefined)
  private nets: ArcLearner | undefined
  /** A person's own, to begin with. */
  private weights: Uint8Array | undefined
  private abort: AbortController | undefined
  private working: AbortController | undefined
  private awake: { release(): Promise<void> } | undefined

  constructor() {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.hide()
      else if (this.phase.peek() === 'waiting') void this.goOn()
    })
    void keptRun().then((run) => {
      if (!run || this.phase.peek() !== 'idle') return
      batch(() => {
        this.run.value = run
        this.found.value = !run.result
        this.phase.value = run.result ? 'done' : 'paused'
      })
    })
  }

  /** Tells which task is on view. */
  see(task: Task): void {
    this.task.value = task
  }

  /** What else keeps a task from being learnt: known once the room's code for learning is there. */
  readonly faultOf = signal<typeof arcFaultOf | undefined>(undefined)

  /** Fetches the code for learning. */
  async prepare(): Promise<void> {
    this.faultOf.value ??= (await import('hrm-wasm/learn')).arcFaultOf
  }

  /** Measures a second of learning on this device, once; it is there when one presses the button. */
  async measure(): Promise<Pace> {
    const pace = this.pace.peek() ?? (await measured())
    this.pace.value = pace
    return pace
  }

  /** From the beginning, or from weights. */
  async start(task: Task, effort: Effort, weights?: Uint8Array): Promise<void> {
    this.drop()
    const abort = (this.abort = new AbortController())
    const began = (run: Partial<Kept>) =>
      (this.run.value = {
        task,
        budget: {},
        seconds: 0,
        secondsOf: EFFORTS[effort],
        gflop: 0,
        share: 0,
        curve: [],
        look: undefined,
        result: undefined,
        file: undefined,
        ...run,
      })
    batch(() => {
      began({})
      this.phase.value = 'starting'
      this.waited.value = this.found.value = false
    })
    await this.guarded(abort, async () => {
      const pace = await this.measure()
      if (abort.signal.aborted) return
      const budget = { gflop: pace.gflopOf(EFFORTS[effort]) }
      began({ budget })
      this.weights = weights
      await this.work(abort)
    })
  }

  /** What nets of large grids begin with: without it they begin anew. */
  private async practised({ signal }: AbortController): Promise<Uint8Array | undefined> {
    try {
      const start = await startFor(learnt(this.run.peek()!.task), signal)
      if (start) this.change({ start: 'practised' })
      return start
    } catch (error) {
      if (!isAbort(error)) this.change({ start: 'lost' })
      return undefined
    }
  }

  /** After a pause, a wait or a reload. */
  async goOn(): Promise<void> {
    batch(() => {
      this.waited.value = this.phase.peek() === 'waiting'
      this.phase.value = 'starting'
      this.found.value = false
    })
    await this.ensure()
  }

  /** A minute more, at the pace it has had. */
  async more(): Promise<void> {
    const run = this.run.peek()
    if (!run) return
    const pace = run.seconds > 1 ? run.gflop / run.seconds : (this.pace.peek()?.gflopOf(1) ?? 10)
    const phase = this.phase.peek()
    // Nets that agree may have ended before the budget did.
    const before = phase === 'done' ? run : { gflop: run.budget.gflop ?? 0, seconds: run.secondsOf }
    const gflop = Math.round(before.gflop + pace * MORE)
    this.change({ budget: { gflop }, secondsOf: before.seconds + MORE, result: undefined, file: undefined })
    if (phase === 'done') await this.goOn()
    else if (phase === 'learning') this.nets?.pause() // and goes on with the new budget
  }

  pause(): void {
    this.rest('paused')
  }

  /** Ends the practice; the nets answer as they are now. */
  async stop(): Promise<void> {
    this.phase.value = 'answering'
    this.nets?.pause()
    await this.ensure()
  }

  /** Nothing is kept of it. */
  forget(): void {
    this.drop()
    batch(() => {
      this.run.value = undefined
      this.phase.value = 'idle'
      this.found.value = false
    })
    void forgetRun()
  }

  private hide(): void {
    if (['starting', 'learning'].includes(this.phase.peek())) this.rest('waiting')
  }

  private rest(phase: 'paused' | 'waiting'): void {
    this.phase.value = phase
    this.nets?.pause()
  }

  private change(some: Partial<Kept>): void {
    this.run.value = { ...this.run.peek()!, ...some }
  }

  private drop(): void {
    this.abort?.abort()
    this.abort = undefined
    this.end()
  }

  /** Gives all memory back. */
  private end(): void {
    this.nets?.close()
    this.nets = undefined
    void this.awake?.release().catch(() => {})
    this.awake = undefined
  }

  /** Work goes on as the phase asks: what is at it already looks at the phase by itself. */
  private async ensure(): Promise<void> {
    if (this.working) return
    const abort = (this.abort = new AbortController())
    await this.guarded(abort, () => this.work(abort))
  }

  private async guarded(abort: AbortController, work: () => Promise<void>): Promise<void> {
    this.working = abort
    try {
      await work().catch((error) => {
        if (abort.signal.aborted || !(error instanceof HrmError) || error.code !== 'STATE_INVALID') throw error
        // What was kept is of another build of the page: its nets begin anew.
        this.end()
        this.change({ seconds: 0, gflop: 0, share: 0, curve: [], look: undefined })
        this.phase.value = 'starting'
        return this.work(abort)
      })
    } catch (error) {
      if (abort.signal.aborted) return
      this.end()
      batch(() => {
        this.sentence.value = error instanceof HrmError ? error.message : 'Learning failed in this browser.'
        this.phase.value = 'failed'
      })
    } finally {
      if (this.working === abort) this.working = undefined
    }
  }

  /** Learns until the budget is used, or one stops, and answers; or until one pauses. */
  private async work(abort: AbortController): Promise<void> {
    const { createArcLearner, arcPortfolio } = await import('hrm-wasm/learn')
    const run = this.run.peek()!
    const state = run.seconds > 0 ? await keptState() : undefined
    const start = state ? undefined : (this.weights ?? (await this.practised(abort)))
    if (abort.signal.aborted) return
    const nets = await createArcLearner(learnt(run.task), {
      ...run.budget,
      start,
      state,
      atOnce: Math.max(1, Math.min(arcPortfolio.length, (navigator.hardwareConcurrency || 2) - 1)),
    })
    if (abort.signal.aborted) return nets.close()
    this.nets = nets
    this.stayAwake(nets)
    for (;;) {
      while (this.isLearning() && !(await this.practise(nets, abort)));
      if (abort.signal.aborted) return
      if (!this.isResting()) break
      await this.keep(nets)
      if (abort.signal.aborted) return
      // One may have gone on meanwhile.
      if (this.isResting()) return this.end()
    }
    await this.answer(nets, abort)
  }

  private isLearning = () => ['starting', 'learning'].includes(this.phase.peek())
  private isResting = () => ['paused', 'waiting'].includes(this.phase.peek())

  private stayAwake(nets: ArcLearner): void {
    void navigator.wakeLock?.request('screen').then(
      (awake) => {
        if (this.nets === nets) this.awake = awake
        else void awake.release()
      },
      () => {}, // it is no more than a wish
    )
  }

  /** Until the budget is used: true; or until the nets are paused. */
  private async practise(nets: ArcLearner, { signal }: AbortController): Promise<boolean> {
    let last = performance.now()
    let looked = last
    let kept = last
    let looking: Promise<void> | undefined
    const { done } = await nets.run({
      budget: this.run.peek()!.budget,
      signal,
      onProgress: () => {
        const now = performance.now()
        const run = this.run.peek()!
        const seconds = run.seconds + (now - last) / 1000
        last = now
        const { share, gflop } = nets
        const secondsOf = share > 0.1 ? Math.max(seconds, seconds / share) : run.secondsOf
        batch(() => {
          if (this.phase.peek() === 'starting') this.phase.value = 'learning'
          this.change({ share, gflop, seconds, secondsOf })
        })
        if (now - looked > LOOK_MS && !looking) {
          looked = now
          looking = this.look(nets, signal)
            .catch(() => {}) // a fault of the nets is the run's own
            .finally(() => (looking = undefined))
        }
        if (now - kept > KEEP_MS) {
          kept = now
          void this.keep(nets)
        }
      },
    })
    await looking
    return done
  }

  private async look(nets: ArcLearner, signal: AbortSignal): Promise<void> {
    const look = await nets.look({ signal })
    if (this.nets === nets && look.nets) this.show(look)
  }

  private async answer(nets: ArcLearner, { signal }: AbortController): Promise<void> {
    this.phase.value = 'answering'
    const result = await nets.answer({ signal, onVote: (votes) => (this.votes.value = votes) })
    await this.look(nets, signal)
    const file = await nets.save(result).catch(() => undefined)
    if (signal.aborted) return
    this.change({ result, file, share: nets.share, gflop: nets.gflop })
    await this.keep(nets)
    if (signal.aborted) return
    this.end()
    batch(() => {
      this.votes.value = undefined
      this.phase.value = 'done'
    })
  }

  private show(look: ArcLook): void {
    const run = this.run.peek()!
    const [right, all] = rightCells(run.task, look)
    const point = { share: run.share, examples: right / all, agreed: look.cells ? look.agreed / look.cells : 0 }
    this.change({ look, curve: [...run.curve, point] })
  }

  private async keep(nets: ArcLearner): Promise<void> {
    let state: ArcState
    try {
      state = await nets.state()
    } catch {
      return // it was closed meanwhile
    }
    const run = this.run.peek()
    if (run && this.nets === nets) await keepRun(run, state)
  }
}

/** Cells of the examples that the nets get right, and all of them. */
export function rightCells({ train }: Task, { train: now }: ArcLook): [number, number] {
  let right = 0
  let all = 0
  train.forEach(({ output }, i) => {
    const [good, of] = rightOf(output, now[i])
    right += good
    all += of
  })
  return [right, all]
}

/** Cells of a grid that are as they should be, and all of them. */
export function rightOf(
  wanted: readonly (readonly number[])[],
  now: readonly (readonly number[])[] | undefined,
): [number, number] {
  const cells = wanted.flatMap((row, r) => row.map((colour, c) => now?.[r]?.[c] === colour))
  return [cells.filter(Boolean).length, cells.length]
}
