import { batch, effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import type { SolveOptions, Step } from 'hrm-wasm'
import type { Engine } from '../engine.ts'
import { isAbort, isRuntimeFault, toFault } from '../fault.ts'
import { begin, onView, PATIENCE_MOST, transition, type Event, type State } from './machine.ts'
import type { Kind } from './kind.ts'
import type { StateReader, Thought } from './states.ts'

/** Least time between two segments on view, in ms: the model may be faster than the eye, or than a class. */
const PACE = { slow: 1200, normal: 400, fast: 0 }
export type Pace = keyof typeof PACE

/** What the model would say after an H cycle of the segment that it is thinking. */
export interface Within {
  thought: Thought
  cycle: number
  of: number
}

interface Session {
  run: number
  steps: AsyncIterator<Step>
  /** The segment being thought; one that nobody waited for is the next one all the same. */
  next?: Promise<IteratorResult<Step>> | undefined
  reader: StateReader | undefined
  abort: AbortController
}

/** Holds the state, and while it is 'solving' draws segments from the model and sends them in as events. */
export class Run<P = string> {
  readonly pace = signal<Pace>('normal')
  /** Rises when another puzzle takes the place of the last. */
  readonly replaced = signal(0)
  /** Reads the states z_H and z_L as long as they are on view; else no model is asked for them. */
  states: StateReader | undefined
  /** Not where one looks back. */
  readonly within = signal<Within | undefined>(undefined)
  readonly #state
  readonly #engine: Engine
  readonly #kind: Pick<Kind<P>, 'request' | 'judged'>
  #session: Session | undefined
  #pumping = false
  /** Ends the wait between two things on view. */
  #wake = () => {}
  #hurried = false
  readonly #followers = new Set<(event: Event<P>) => void>()

  constructor(engine: Engine, puzzle: P, kind: Pick<Kind<P>, 'request' | 'judged'>) {
    this.#engine = engine
    this.#kind = kind
    this.#state = signal(begin(puzzle))
    // Steps that another model thought say nothing about the one that is loaded now.
    effect(() => {
      if (!engine.loaded.value) return
      untracked(() => {
        const { steps, kept } = this.#state.value
        if (steps.length || kept || this.#session) this.send({ type: 'RESET' })
      })
    })
  }

  get state(): ReadonlySignal<State<P>> {
    return this.#state
  }

  /** What stands in the cells: the step on view, or what is read out within the one that is being thought. */
  get onView(): Thought | undefined {
    const state = this.#state.value
    const { steps, shown, back } = state
    return (!back && shown === steps.length - 1 ? this.within.value?.thought : undefined) ?? onView(state)[shown]
  }

  /** Hears of every event, before it is sent in. */
  follow(hear: (event: Event<P>) => void): () => void {
    this.#followers.add(hear)
    return () => this.#followers.delete(hear)
  }

  send(event: Event<P>): void {
    this.#followers.forEach((hear) => hear(event))
    const state = (this.#state.value = transition(this.#state.peek(), event))
    const over =
      state.run !== this.#session?.run ||
      state.phase === 'editing' ||
      state.phase === 'failed' ||
      state.end === 'solved'
    if (over) this.#close()
    if (state.phase !== 'solving' || event.type === 'PAUSE') {
      this.within.value = undefined
      this.#hurried = true
      this.#wake()
    }
    if (state.phase === 'solving' && !this.#pumping) void this.#pump()
  }

  /** Another puzzle, from outside: whatever goes on ends. */
  replace(puzzle: P): void {
    batch(() => {
      const { phase, puzzle: old } = this.#state.peek()
      if (phase === 'solving' || puzzle === old) this.send({ type: 'RESET' })
      if (puzzle === old) return
      this.send({ type: 'EDIT', puzzle })
      this.replaced.value++
    })
  }

  /** Until then (of performance.now), or until somebody wants another thing. */
  #rest(until: number): Promise<void> {
    const ms = until - performance.now()
    if (ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Shows what is read out after each H cycle but the last, each for its share of the pace. */
  async #showWithin(step: Step, share: number): Promise<void> {
    const { cycles = [], z_H: _, z_L: __, ...rest } = step
    let last = this.#state.peek().steps.at(-1)?.tokens
    for (const [i, cycle] of cycles.entries()) {
      if (this.#hurried) break
      const before = last
      const changed = before
        ? [...cycle.tokens.keys()].filter((cell) => cycle.tokens[cell] !== before[cell])
        : step.changed
      last = cycle.tokens
      const thought = { ...rest, ...cycle, changed, valid: undefined, verdict: undefined } as unknown as Thought
      this.within.value = { thought, cycle: i + 1, of: cycles.length + 1 }
      await this.#rest(performance.now() + share)
    }
  }

  #close(): void {
    this.#session?.abort.abort()
    this.#session?.steps.return?.().catch(() => {}) // what it would say no longer matters
    this.#session = undefined
  }

  /**
   * The iteration is opened for the most segments there can be and drawn from only as far as the state asks: to pause
   * is not to draw, and thinking longer goes on where it stopped. Attempts at twins are an iteration of its own, over those
   * that come next.
   */
  async #open({ run, puzzle, attempt, attempts }: State<P>): Promise<Session> {
    const abort = new AbortController()
    const reader = this.states
    const steps = await this.draw(puzzle, attempt, attempts, { logits: true, states: !!reader, signal: abort.signal })
    return { run, steps, reader, abort }
  }

  /** The segments of these attempts, as the page thinks them. */
  async draw(
    puzzle: P,
    firstAttempt: number,
    attempts: number,
    more: SolveOptions,
  ): Promise<AsyncIterableIterator<Step>> {
    const { model, info } = await this.#engine.ready()
    const { input, ...request } = this.#kind.request(puzzle, info)
    const length = attempts === 1 ? { maxSegments: PATIENCE_MOST } : {}
    return model.solve(input, { ...request, ...length, firstAttempt, attempts, ...more })
  }

  async #pump(): Promise<void> {
    this.#pumping = true
    for (let state = this.#state.peek(); state.phase === 'solving'; state = this.#state.peek()) {
      const current = () => this.#state.peek().run === state.run
      try {
        const session = (this.#session ??= await this.#open(state))
        if (!current()) {
          this.#close()
          continue
        }
        const started = performance.now()
        this.#hurried = false
        const { value: step } = await (session.next ??= session.steps.next())
        // Attempts at twins are many: only who wants all of it slow waits for their segments.
        const pace = state.attempt > 1 && this.pace.value === 'normal' ? 0 : PACE[this.pace.value]
        const share = pace / ((step?.cycles?.length ?? 0) + 1)
        await this.#rest(started + share)
        if (step && share) await this.#showWithin(step, share)
        if (!current() || this.#state.peek().phase !== 'solving') continue
        session.next = undefined
        this.within.value = undefined
        if (!step) this.send({ type: 'HALT' })
        else {
          const { z_H, z_L, cycles: _, ...rest } = step
          const { amiss } = this.#kind.judged(state.puzzle, rest)
          this.send({ type: 'STEPPED', step: { ...rest, amiss, maps: session.reader?.read(step) } })
        }
      } catch (error) {
        if (!current()) continue
        if (isAbort(error)) {
          this.send({ type: 'HALT' })
          continue
        }
        const fault = toFault(error)
        if (isRuntimeFault(fault)) this.#engine.discard()
        this.send({ type: 'FAIL', fault })
      }
    }
    this.#pumping = false
  }
}
