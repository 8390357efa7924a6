import type { Kind } from 'hrm-wasm/maze'
import type { Thought } from '../../thinking/states.ts'
import type { Judged } from '../../thinking/verdict.ts'
import type { Puzzle } from './puzzle.ts'

/** From right to farthest from it. */
const HEADLINES: Record<Kind, string> = {
  shortest: 'Valid, and the shortest',
  longer: 'Valid, but longer than need be',
  'no-path': 'Wrong: no path',
  altered: 'Wrong: the maze is changed',
  unsolvable: 'Wrong: there is no path',
}

/** The judgement that the task made of the step. */
export function judged(_: Puzzle, step: Pick<Thought, 'verdict'>): Judged {
  const { kind, sentence } = step.verdict!
  return {
    right: kind === 'shortest',
    amiss: Object.keys(HEADLINES).indexOf(kind),
    tone: kind === 'shortest' ? 'good' : kind === 'longer' ? 'warn' : 'bad',
    headline: HEADLINES[kind as Kind],
    text: sentence,
  }
}
