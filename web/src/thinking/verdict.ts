import type { Engine } from '../engine.ts'
import { count, milliseconds, seconds } from '../words.ts'
import { canGoOn, canThinkLonger, onView, spent, TWINS_MOST, type State } from './machine.ts'
import type { Thought } from './states.ts'

/** What the page says about the state: judged by the rules of the puzzle, not by the model. */
export interface Verdict {
  tone: 'calm' | 'busy' | 'good' | 'bad' | 'warn'
  headline: string
  text: string
}

/** A step's grid against the rules. */
export interface Judged extends Verdict {
  right: boolean
  /** How much is wrong with it, by which attempts are told apart; what is right has 0. */
  amiss: number
}

export interface Words<P> {
  editing: (puzzle: P) => Verdict
  judged: (puzzle: P, step: Thought) => Judged
  /** The task has twins to attempt. */
  twins: boolean
  /** Why no thinking can help; empty where it may. */
  hopeless?: string
}

export function verdictOf<P>(state: State<P>, loading: ReturnType<Engine['phase']['peek']>, words: Words<P>): Verdict {
  const { phase, steps, shown, back, puzzle, attempt, attempts, limit } = state
  const n = steps.length
  if (phase !== 'solving' && (back || shown < n - 1)) return lookingBack(state, words)
  switch (phase) {
    case 'editing':
      return words.editing(puzzle)
    case 'solving':
      if (!n && loading === 'loading')
        return { tone: 'busy', headline: 'Fetching the model', text: 'It starts as soon as its weights are here.' }
      if (attempts === 1)
        return {
          tone: 'busy',
          headline: `Thinking: segment ${n + 1}`,
          text: `One segment is one round of thought; at most ${limit} of them. Nothing is certain yet.`,
        }
      return {
        tone: 'busy',
        headline: n < limit ? `Attempt ${attempt}: segment ${n + 1}` : `Attempt ${attempt + 1}: segment 1`,
        text: `The same puzzle, written differently for the model and back for the board. ${whiles(state)}`,
      }
    case 'paused':
      return {
        tone: 'calm',
        headline: `Paused after ${count(n, 'segment')}${attempt > 1 ? ` of attempt ${attempt}` : ''}`,
        text: words.judged(puzzle, steps[n - 1]!).text,
      }
    case 'failed':
      return { tone: 'bad', headline: state.fault!.title, text: `${state.fault!.reason} ${state.fault!.advice}` }
    case 'done':
      return done(state, words)
  }
}

function done<P>(state: State<P>, { judged, twins, hopeless }: Words<P>): Verdict {
  const { steps, end, attempt, puzzle } = state
  const { segments, ms } = spent(state)
  const took = `${attempt > 1 ? `${attempt} attempts, ` : ''}${count(segments, 'segment')}, ${milliseconds(ms)} of computing`
  const last = steps[steps.length - 1]!
  const { right, tone, headline, text } = judged(puzzle, last)
  if (right)
    return {
      tone,
      headline,
      text: `${text} ${attempt > 1 ? `Found on attempt ${attempt}, segment ${last.segment}: ` : ''}${took}.`,
    }
  return {
    tone,
    headline: end === 'halted' ? `Stopped, ${headline[0]!.toLowerCase()}${headline.slice(1)}` : headline,
    text: `${text} ${took}. ${hopeless || onward(state, twins)}`.trimEnd(),
  }
}

/** What may help, and what it costs. */
function onward(state: State<unknown>, twins: boolean): string {
  if (!canGoOn(state)) return ''
  if (twins)
    return `Keep trying: up to ${TWINS_MOST} ${state.attempt > 1 ? 'more ' : ''}attempts at the same puzzle written differently. Most puzzles need fewer than 5.`
  return canThinkLonger(state) ? 'Thinking longer may help.' : ''
}

/** How long it took and may take. */
function whiles(state: State<unknown>): string {
  const { attempt, attempts, limit, steps } = state
  // Segments of further attempts may be smaller than those of the first.
  const { segments, ms } = state.costs.at(-1)!
  if (!segments) return `At most ${attempts} attempts.`
  const left = ((attempts - attempt) * limit + limit - steps.length) * (ms / segments)
  return `At most ${attempts} attempts of ${limit} segments: ${seconds(spent(state).ms)} so far, ${seconds(left)} more at the most.`
}

/** The verdict is on the grid that is on view. */
function lookingBack<P>(state: State<P>, { judged }: Words<P>): Verdict {
  const { shown, back, puzzle } = state
  const steps = onView(state)
  const step = steps[shown]
  if (!step)
    return {
      tone: 'calm',
      headline: 'Looking back: the puzzle',
      text: `Before the first of ${count(steps.length, 'segment')}.`,
    }
  return {
    tone: 'calm',
    headline: `Looking back: ${back ? `attempt ${step.attempt}, segment ${step.segment}` : `segment ${step.segment} of ${steps.length}`}`,
    text: judged(puzzle, step).text,
  }
}
