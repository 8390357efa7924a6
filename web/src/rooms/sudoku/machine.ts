import type { Step } from 'hrm-wasm';
import type { Fault } from '../../fault.ts';

/** 81 characters, '1'-'9' or '.', row by row: the one form of a puzzle in this room, and its form in the address. */
export type Puzzle = string;
export const EMPTY: Puzzle = '.'.repeat(81);
/** Segments a run takes before it asks, and the most it may be asked for. */
export const PATIENCE = 16;
export const PATIENCE_MOST = 64;
/** Further attempts, each at a symmetric variant of the puzzle, for every time they are asked for. */
export const TRIES = 16;

/**
 * editing --SOLVE/ADVANCE--> solving --STEPPED--> solving | paused | done
 * solving --PAUSE--> solving (until the segment ends) --STEPPED--> paused
 * solving, paused --HALT--> done;  solving --FAIL--> failed
 * paused --SOLVE/ADVANCE--> solving;  done --LONGER/DIFFERENTLY--> solving;  done, failed --SOLVE/ADVANCE--> solving, from the beginning
 * any but solving --EDIT/UNDO/REDO--> editing;  any --RESET--> editing, the puzzle stays;  any --SHOW--> the same, another step on view
 */
export interface State {
  phase: 'editing' | 'solving' | 'paused' | 'done' | 'failed';
  puzzle: Puzzle;
  past: readonly Puzzle[];
  future: readonly Puzzle[];
  /** A new number for every run from the beginning, so that what belongs to an old one is told apart. */
  run: number;
  steps: readonly Step[];
  /** The attempt that the steps belong to: 1 is the puzzle as it is, every other a variant; and the last one that may be made. */
  attempt: number;
  attempts: number;
  /** Segments and compute time of all attempts together. */
  spent: { segments: number; ms: number };
  /** The step on view; -1 is the puzzle itself. */
  shown: number;
  /** While solving: pause as soon as the segment ends. */
  pausing: boolean;
  /** The most segments of an attempt. */
  limit: number;
  /** When done: why it ended. */
  end?: 'solved' | 'exhausted' | 'halted' | undefined;
  fault?: Fault | undefined;
}

export type Event =
  | { type: 'EDIT'; puzzle: Puzzle }
  | { type: 'UNDO' } | { type: 'REDO' }
  | { type: 'SOLVE' } | { type: 'ADVANCE' } | { type: 'LONGER' } | { type: 'DIFFERENTLY' }
  | { type: 'PAUSE' } | { type: 'HALT' } | { type: 'RESET' }
  | { type: 'STEPPED'; step: Step }
  | { type: 'FAIL'; fault: Fault }
  | { type: 'SHOW'; index: number };

const UNDO_DEPTH = 200;

const unthought = {
  steps: [], attempt: 1, attempts: 1, spent: { segments: 0, ms: 0 }, shown: -1, pausing: false, limit: PATIENCE, end: undefined, fault: undefined,
};

export function begin(puzzle: Puzzle = EMPTY): State {
  return { phase: 'editing', puzzle, past: [], future: [], ...unthought, run: 0 };
}

const fresh = (state: State) => ({ ...unthought, run: state.run + 1 });

function solving(state: State, pausing: boolean): State {
  if (state.phase === 'solving') return { ...state, pausing };
  const onward = state.phase === 'paused' ? { shown: state.steps.length - 1 } : fresh(state);
  return { ...state, ...onward, phase: 'solving', pausing };
}

/** Only the puzzle as it is; the variants are many and get a short look each. */
export const canThinkLonger = ({ end, attempt, limit }: State) => end === 'exhausted' && attempt === 1 && limit < PATIENCE_MOST;

/** An event that a state does not know leaves it as it is: the very same object. */
export function transition(state: State, event: Event): State {
  const busy = state.phase === 'solving';
  switch (event.type) {
    case 'EDIT':
      if (busy || event.puzzle === state.puzzle) return state;
      return {
        ...state, ...fresh(state), phase: 'editing', puzzle: event.puzzle,
        past: [...state.past, state.puzzle].slice(-UNDO_DEPTH), future: [],
      };
    case 'UNDO': {
      const puzzle = state.past.at(-1);
      if (busy || puzzle === undefined) return state;
      return { ...state, ...fresh(state), phase: 'editing', puzzle, past: state.past.slice(0, -1), future: [state.puzzle, ...state.future] };
    }
    case 'REDO': {
      const [puzzle, ...future] = state.future;
      if (busy || puzzle === undefined) return state;
      return { ...state, ...fresh(state), phase: 'editing', puzzle, past: [...state.past, state.puzzle], future };
    }
    case 'SOLVE':
      return solving(state, false);
    case 'ADVANCE':
      return busy && !state.pausing ? state : solving(state, true);
    case 'LONGER':
      if (!canThinkLonger(state)) return state;
      return { ...state, phase: 'solving', pausing: false, limit: PATIENCE_MOST, shown: state.steps.length - 1, end: undefined };
    case 'DIFFERENTLY': {
      if (state.end !== 'exhausted') return state;
      const { attempt, spent } = state;
      return { ...state, ...fresh(state), phase: 'solving', attempt: attempt + 1, attempts: attempt + TRIES, spent };
    }
    case 'PAUSE':
      return busy ? { ...state, pausing: true } : state;
    case 'HALT':
      if (!busy && state.phase !== 'paused') return state;
      return state.steps.length ? { ...state, phase: 'done', end: 'halted', pausing: false } : { ...state, ...fresh(state), phase: 'editing' };
    case 'RESET':
      return state.phase === 'editing' ? state : { ...state, ...fresh(state), phase: 'editing' };
    case 'STEPPED': {
      if (!busy) return state;
      const { step } = event;
      const steps = step.rollout === state.attempt ? [...state.steps, step] : [step];
      const spent = { segments: state.spent.segments + 1, ms: state.spent.ms + step.ms };
      const end = step.valid ? 'solved' : step.done || (steps.length >= state.limit && step.rollout >= state.attempts) ? 'exhausted' : undefined;
      const phase = end ? 'done' : state.pausing ? 'paused' : 'solving';
      return { ...state, phase, steps, attempt: step.rollout, spent, shown: steps.length - 1, pausing: false, end };
    }
    case 'FAIL':
      return busy ? { ...state, phase: 'failed', pausing: false, fault: event.fault } : state;
    case 'SHOW':
      if (!state.steps.length) return state;
      return { ...state, shown: Math.max(-1, Math.min(state.steps.length - 1, event.index)) };
  }
}
