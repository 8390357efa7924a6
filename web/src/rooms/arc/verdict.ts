import type { Engine } from '../../engine.ts'
import type { State } from '../../thinking/machine.ts'
import type { Thought } from '../../thinking/states.ts'
import { verdictOf, type Judged, type Verdict } from '../../thinking/verdict.ts'
import { count } from '../../words.ts'
import { same } from './edits.ts'
import type { Task } from './task.ts'
import { decode } from './tokens.ts'

/** test: the index of the one the model was asked for. */
export const verdict = (state: State<Task>, loading: ReturnType<Engine['phase']['peek']>, test: number): Verdict =>
  verdictOf(state, loading, {
    twins: false,
    editing: (task) => ({
      tone: 'calm',
      headline: `${count(task.train.length, 'demonstration')}, ${count(task.test.length, 'test')}`,
      text: 'Yours to draw and to solve. What a model says of it is no solution: it has never seen these demonstrations.',
    }),
    judged: (task, step) => judged(task, step, test),
  })

export function judged(task: Task, step: Thought, test: number): Judged {
  const answer = decode(step.tokens)
  if (!answer)
    return {
      right: false,
      tone: 'bad',
      headline: 'No grid',
      text: 'What the model wrote has no grid of colours in it.',
    }
  const size = `${answer.length} × ${answer[0]!.length}`
  const right = same(answer, task.test[test]!.output)
  if (right)
    return {
      right,
      tone: 'good',
      headline: 'The same as the output drawn',
      text: `A grid of ${size}, equal cell by cell to the test’s output.`,
    }
  return {
    right,
    tone: 'calm',
    headline: `An answer of ${size}`,
    text: 'It is not the test’s output as drawn here.',
  }
}
