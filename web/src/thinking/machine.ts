import type { Fault } from '../fault.ts'
import type { Thought } from './states.ts'

/** Segments a run takes before it asks, and the most it may be asked for. */
export const PATIENCE = 16
export const PATIENCE_MOST = 64
/** Further attempts, each at a twin of the puzzle, for every time they are asked for, and for each puzzle of a list: of a
 * Sudoku they are short ones.
 */
export const TWINS_MOST = 256
export const TWINS_OF_LIST = 64

/**
 * editing --SOLVE/ADVANCE--> solving --STEPPED--> solving | paused | done
 * solving --PAUSE--> solving (until the segment ends) --STEPPED--> paused
 * solving, paused --HALT--> done;  solving --FAIL--> failed
 * paused --SOLVE/ADVANCE--> solving;  done --LONGER/KEEP--> solving;  done, failed --SOLVE/ADVANCE--> solving,
 * from the beginning any but solving --EDIT/UNDO/REDO--> editing;  any --RESET--> editing, the puzzle stays;
 * UNDO/REDO--> done, where the puzzle had been thought about;  any
 * --SHOW--> the same, another step on view
 */
export interface State<P = string> {
  phase: 'editing' | 'solving' | 'paused' | 'done' | 'failed'
  puzzle: P
  past: readonly P[]
  future: readonly P[]
  /** A new number for every run from the beginning, so that what belongs to an old one is told apart. */
  run: number
  steps: readonly Thought[]
  /** The attempt that the steps belong to: 1 is the puzzle as it is, every other a twin; and the last one that may be
   * made.
   */
  attempt: number
  attempts: number
  /** What each asking took, in their order: a run begins with 'solve', and every other goes on from where it stood. */
  costs: readonly Cost[]
  /** The steps of the attempt that came closest to a solution, up to the one that did. */
  best: readonly Thought[]
  /** They are on view, not the steps of the latest attempt. */
  back: boolean
  /** The step on view; -1 is the puzzle itself. */
  shown: number
  /** While solving: pause as soon as the segment ends. */
  pausing: boolean
  /** The most segments of an attempt. */
  limit: number
  /** When done: why it ended. */
  end?: 'solved' | 'exhausted' | 'halted' | undefined
  /** What had been thought about a puzzle when it was changed: undoing the change brings it back. */
  kept?: State<P> | undefined
  /** It was brought back, and no model stands where it ended. */
  recalled?: boolean
  fault?: Fault | undefined
}

export interface Cost {
  asked: 'solve' | 'longer' | 'keep'
  segments: number
  ms: number
}

/** joined: the edit belongs to the one before, as the cells of one stroke do, and is undone with it. */
export type Event<P = string> =
  | { type: 'EDIT'; puzzle: P; joined?: boolean }
  | { type: 'UNDO' }
  | { type: 'REDO' }
  | { type: 'SOLVE' }
  | { type: 'ADVANCE' }
  | { type: 'LONGER' }
  | { type: 'KEEP' }
  | { type: 'PAUSE' }
  | { type: 'HALT' }
  | { type: 'RESET' }
  | { type: 'STEPPED'; step: Thought }
  | { type: 'FAIL'; fault: Fault }
  | { type: 'SHOW'; index: number; best?: boolean }

const UNDO_DEPTH = 200

const unthought = {
  steps: [],
  attempt: 1,
  attempts: 1,
  costs: [],
  best: [],
  back: false,
  shown: -1,
  pausing: false,
  limit: PATIENCE,
  end: undefined,
  kept: undefined,
  recalled: false,
  fault: undefined,
}

export function begin<P>(puzzle: P): State<P> {
  return { phase: 'editing', puzzle, past: [], future: [], ...unthought, run: 0 }
}

const fresh = (state: State<unknown>) => ({ ...unthought, run: state.run + 1 })

const keepOf = <P>(state: State<P>) =>
  state.steps.length && state.phase !== 'failed' ? { ...state, kept: undefined } : undefined

const replaced = <P>(state: State<P>, puzzle: P): State<P> => ({
  ...state,
  ...fresh(state),
  phase: 'editing',
  puzzle,
  kept: keepOf(state) ?? state.kept,
})

/** A puzzle from before, with what had been thought about it, where that is known. */
function back<P>(state: State<P>, puzzle: P): State<P> {
  const { kept, run } = state
  if (kept?.puzzle !== puzzle) return replaced(state, puzzle)
  return { ...kept, run: run + 1, phase: 'done', end: kept.end ?? 'halted', recalled: true, kept: keepOf(state) }
}

/** The steps of the attempt on view. */
export const onView = ({ back, best, steps }: State<unknown>) => (back ? best : steps)

const asked = (state: State<unknown>, what: Cost['asked']) => [...state.costs, { asked: what, segments: 0, ms: 0 }]

/** Segments and compute time of all attempts together. */
export function spent({ costs }: State<unknown>): { segments: number; ms: number } {
  return costs.reduce((sum, { segments, ms }) => ({ segments: sum.segments + segments, ms: sum.ms + ms }), {
    segments: 0,
    ms: 0,
  })
}

function solving<P>(state: State<P>, pausing: boolean): State<P> {
  if (state.phase === 'solving') return { ...state, pausing }
  const onward =
    state.phase === 'paused'
      ? { back: false, shown: state.steps.length - 1 }
      : { ...fresh(state), costs: asked(begin(state.puzzle), 'solve') }
  return { ...state, ...onward, phase: 'solving', pausing }
}

/** It came to no solution, or was stopped on the way: nothing that was thought is lost, and there are ways on. */
export const canGoOn = ({ end }: State<unknown>) => end === 'exhausted' || end === 'halted'

/** Only the puzzle as it is; the twins are many and get a short look each. */
export const canThinkLonger = (state: State<unknown>) =>
  canGoOn(state) && !state.recalled && state.attempt === 1 && state.steps.length < PATIENCE_MOST

/** The tab's title says it while one looks elsewhere. */
export function mark({ phase, end, attempt, attempts }: State<unknown>): string {
  if (phase === 'solving') return attempts > 1 ? `(${attempt}/${attempts}) Thinking` : 'Thinking'
  return end === 'solved' ? 'Solved ✓' : end === 'exhausted' ? 'Not solved' : ''
}

/** An event that a state does not know leaves it as it is: the very same object. */
export function transition<P>(state: State<P>, event: Event<P>): State<P> {
  const busy = state.phase === 'solving'
  switch (event.type) {
    case 'EDIT':
      if (busy || event.puzzle === state.puzzle) return state
      return {
        ...replaced(state, event.puzzle),
        past: event.joined ? state.past : [...state.past, state.puzzle].slice(-UNDO_DEPTH),
        future: [],
      }
    case 'UNDO': {
      const puzzle = state.past.at(-1)
      if (busy || puzzle === undefined) return state
      return { ...back(state, puzzle), past: state.past.slice(0, -1), future: [state.puzzle, ...state.future] }
    }
    case 'REDO': {
      const [puzzle, ...future] = state.future
      if (busy || puzzle === undefined) return state
      return { ...back(state, puzzle), past: [...state.past, state.puzzle], future }
    }
    case 'SOLVE':
      return solving(state, false)
    case 'ADVANCE':
      return busy && !state.pausing ? state : solving(state, true)
    case 'LONGER':
      if (!canThinkLonger(state)) return state
      return {
        ...state,
        phase: 'solving',
        pausing: false,
        limit: PATIENCE_MOST,
        back: false,
        shown: state.steps.length - 1,
        end: undefined,
        costs: asked(state, 'longer'),
      }
    case 'KEEP': {
      if (!canGoOn(state)) return state
      const { attempt } = state
      return {
        ...state,
        ...fresh(state),
        phase: 'solving',
        attempt: attempt + 1,
        attempts: attempt + TWINS_MOST,
        best: state.best,
        costs: asked(state, 'keep'),
      }
    }
    case 'PAUSE':
      return busy ? { ...state, pausing: true } : state
    case 'HALT':
      if (!busy && state.phase !== 'paused') return state
      // What the attempts before cost and came to stays, so this one is let have its first segment.
      if (!state.steps.length && state.attempt > 1) return { ...state, pausing: true }
      return state.steps.length
        ? { ...state, phase: 'done', end: 'halted', pausing: false }
        : { ...state, ...fresh(state), phase: 'editing' }
    case 'RESET':
      return state.phase === 'editing' && !state.kept ? state : { ...state, ...fresh(state), phase: 'editing' }
    case 'STEPPED': {
      if (!busy) return state
      const { step } = event
      // How long a further attempt goes is the policy's business.
      const limit = step.attempt > 1 ? step.maxSegments : state.limit
      const steps = step.attempt === state.attempt ? [...state.steps, step] : [step]
      const cost = state.costs.at(-1)!
      const costs = [...state.costs.slice(0, -1), { ...cost, segments: cost.segments + 1, ms: cost.ms + step.ms }]
      const end = step.valid
        ? 'solved'
        : step.done || (steps.length >= limit && step.attempt >= state.attempts)
          ? 'exhausted'
          : undefined
      const phase = end ? 'done' : state.pausing ? 'paused' : 'solving'
      const closest = state.best.at(-1)
      const best = closest && closest.amiss <= step.amiss ? state.best : steps
      // Who looks at the best attempt goes on doing so, until there is a solution to look at.
      const back = state.back && end !== 'solved'
      const shown = (back ? best : steps).length - 1
      const now = { steps, attempt: step.attempt, limit, costs, best, back, shown }
      return { ...state, ...now, phase, pausing: false, end }
    }
    case 'FAIL':
      return busy ? { ...state, phase: 'failed', pausing: false, fault: event.fault } : state
    case 'SHOW': {
      const back = (event.best ?? state.back) && state.best.length > 0
      const last = onView({ ...state, back }).length - 1
      if (last < 0 && !state.back) return state
      return { ...state, back, shown: Math.max(-1, Math.min(last, event.index)) }
    }
  }
}
