// The policy of attempts: how long each goes, how deep its segments are and when it begins to guess. The page, `hrm
// solve` and `hrm eval` have it from here. core/MODEL.md says why it is as it is, model_weights/LOG.md what was measured.
import { rulesOf } from './tasks/rules.js'

/** L cycles of a segment at most: what more of them find in one pass, another attempt finds sooner. */
const SHALLOW = 18
/** Updates of z_L in an attempt: one that comes to something has mostly done so by then. */
const UPDATES = 16 * SHALLOW
/** The same in the first attempt, which does not guess. */
const UPDATES_OF_FIRST = 8 * SHALLOW
/** The same before the first guess: what can be deduced should be by then. */
const UPDATES_BEFORE_GUESS = 4 * SHALLOW
/** Segments before the first guess, of attempts whose length is given. */
const SEGMENTS_BEFORE_GUESS = 4
/** Guesses that stand at once: with another one the oldest is taken back, so that a wrong one does not spoil the rest. */
const GUESSES = 3

/**
 * @typedef {object} Pace
 * @property {number} maxSegments of an attempt
 * @property {number} firstSegments of the first one
 * @property {{ H_cycles: number, L_cycles: number }} cycles of each of its segments
 * @property {number} guessAfter the segment after which it guesses first
 * @property {number} guesses that stand at once
 */

/** How each attempt at a puzzle goes. One attempt alone is the model as its file has it, as are attempts of a length that
 * is given. Else, where the model can guess, attempts are short and of small steps: each segment is one H cycle, so that
 * the rules see every z_H, with few L cycles.
 * @param {Pick<import('./index.d.ts').ModelInfo, 'task' | 'config'>} info
 * @param {{ attempts: number, maxSegments: number | undefined }} options @returns {Pace} */
export function paceOf(info, { attempts, maxSegments }) {
  const { H_cycles, L_cycles, halt_max_steps } = info.config
  if (maxSegments !== undefined || attempts === 1 || !rulesOf(info).isAnswer)
    return {
      maxSegments: maxSegments ?? halt_max_steps,
      firstSegments: maxSegments ?? halt_max_steps,
      cycles: { H_cycles, L_cycles },
      guessAfter: SEGMENTS_BEFORE_GUESS,
      guesses: Infinity,
    }
  const cycles = { H_cycles: 1, L_cycles: Math.min(L_cycles, SHALLOW) }
  /** @param {number} updates @param {number} segments of the model's own, at most */
  const within = (updates, segments) => Math.min(Math.ceil(updates / cycles.L_cycles), segments * H_cycles)
  return {
    maxSegments: within(UPDATES, halt_max_steps),
    firstSegments: within(UPDATES_OF_FIRST, halt_max_steps),
    cycles,
    guessAfter: within(UPDATES_BEFORE_GUESS, SEGMENTS_BEFORE_GUESS),
    guesses: GUESSES,
  }
}
