import type { Engine } from '../../engine.ts'
import type { State } from '../../thinking/machine.ts'
import type { Thought } from '../../thinking/states.ts'
import { verdictOf, type Judged, type Verdict } from '../../thinking/verdict.ts'
import { count } from '../../words.ts'
import type { Task } from './task.ts'

export const verdict = (state: State<Task>, loading: ReturnType<Engine['phase']['peek']>): Verdict =>
  verdictOf(state, loading, {
    twins: false,
    editing: (task) => ({
      tone: 'calm',
      headline: `${count(task.train.length, 'demonstration')}, ${count(task.test.length, 'test')}`,
      text: 'Yours to draw and to solve, or to be learnt.',
    }),
    judged,
  })

/** The judgement that the task made of the step: a comparison with the output that was drawn or stated, if any. */
export function judged(_: Task, { answer, verdict }: Pick<Thought, 'answer' | 'verdict'>): Judged {
  if (!answer)
    return {
      right: false,
      amiss: 1,
      tone: 'bad',
      headline: 'No grid',
      text: 'What the model wrote has no grid of colours in it.',
    }
  const size = `${answer.rows} × ${answer.columns}`
  if (!verdict)
    return {
      right: false,
      amiss: 1,
      tone: 'calm',
      headline: `An answer of ${size}`,
      text: 'The test has no output to compare it with.',
    }
  const right = verdict.kind === 'same'
  return {
    right,
    amiss: right ? 0 : 1,
    tone: right ? 'good' : 'calm',
    headline: right ? 'The same as the output drawn' : `An answer of ${size}`,
    text: verdict.sentence,
  }
}
