import { useSignal } from '@preact/signals'
import type { ArcResult } from 'hrm-wasm/learn'
import { Action } from '../../parts/action.tsx'
import { count } from '../../words.ts'
import { Thumbnail } from './board.tsx'
import { EFFORTS, missingOf, type Effort, type Learner } from './learning.ts'
import { isBlank, type Colours, type Task } from './task.ts'

const WORDS: Record<Effort, string> = { quick: 'Quick', normal: 'Normal', thorough: 'Thorough' }
const CONFIDENCE: Record<ArcResult['confidence'], { headline: string; text: string; tone: string }> = {
  firm: {
    headline: 'Its answer',
    text: 'Firm: nets that learnt apart, or one asked in eight ways, agree.',
    tone: 'good',
  },
  guess: { headline: 'A guess', text: 'The nets repeat the examples, but do not agree on the test.', tone: 'calm' },
  'not found': {
    headline: 'It has not found the rule',
    text: 'The nets do not even repeat the examples. More time, or another example, may help.',
    tone: 'warn',
  },
}

const same = (a: Colours, b: readonly (readonly number[])[]) => JSON.stringify(a) === JSON.stringify(b)

/** The share of cells right in practice, as a line. */
function Curve({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null
  const points = values.map((value, i) => `${(100 * i) / (values.length - 1)},${30 - 28 * value}`).join(' ')
  return (
    <svg class="curve" viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label="Cells right in practice">
      <polyline points={points} fill="none" stroke="currentColor" vector-effect="non-scaling-stroke" />
    </svg>
  )
}

/** The answers to one test: at most two, the likelier first. */
function Answers({ task, test, result, onTake }: AnswersProps & { test: number }) {
  const known = task.test[test]!.output
  return (
    <ol>
      {result.answers[test]!.map(({ grid }, i) => (
        <li key={i}>
          <Thumbnail grid={grid} />
          <span>
            {i ? 'Second answer' : 'First answer'}
            {!isBlank(known) && (same(known, grid) ? ': the same as the output drawn' : ': not the output drawn')}
          </span>
          <Action class="quiet" label={`Put answer ${i + 1} into test ${test + 1}`} onClick={() => onTake(test, grid)}>
            Put it into the test
          </Action>
        </li>
      ))}
    </ol>
  )
}

interface AnswersProps {
  task: Task
  result: ArcResult
  onTake: (test: number, grid: number[][]) => void
}

/** Learning the task that is drawn: what it takes, how far it is, what came of it. */
export function LearnPanel({ learner, task, onTake }: Omit<AnswersProps, 'result'> & { learner: Learner }) {
  const effort = useSignal<Effort>('normal')
  const state = learner.state.value
  const missing = missingOf(task)
  const stale = learner.stale.value
  const known = state.phase === 'done' ? CONFIDENCE[state.result.confidence] : undefined
  return (
    <section class="learn" aria-labelledby="learn-heading">
      <h2 id="learn-heading">A network learns your rule</h2>
      {state.phase === 'learning' ? (
        <>
          <p>
            <strong>Practising on {count(task.train.length, 'example')}</strong>
            {state.practice.secondsLeft !== undefined &&
              `, about ${count(Math.max(1, Math.round(state.practice.secondsLeft)), 'second')} more`}
          </p>
          <progress max={1} value={state.practice.share} aria-label="Learning" />
          <Curve values={state.practice.cells} />
          <Action onClick={() => learner.stop()}>Stop learning</Action>
        </>
      ) : (
        <>
          <p class="soft">
            Small nets that know nothing of your rule practise on your examples, turned, mirrored and recoloured, here
            in your browser. They manage local rules, as recolouring, better than counting or sorting.
          </p>
          <div class="row">
            <Action disabled={missing !== undefined} onClick={() => void learner.start(task, effort.value)}>
              {state.phase === 'idle' ? 'Learn this task' : 'Learn again'}
            </Action>
            <label class="side">
              <span class="soft">How long</span>
              <select value={effort.value} onChange={(event) => (effort.value = event.currentTarget.value as Effort)}>
                {Object.keys(EFFORTS).map((name) => (
                  <option key={name} value={name}>
                    {WORDS[name as Effort]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {missing && <p role="status">{missing}</p>}
        </>
      )}
      {state.phase === 'failed' && (
        <div class="notice bad" role="alert">
          <p>{state.sentence}</p>
        </div>
      )}
      {state.phase === 'done' && known && (
        <div class={`notice ${stale ? 'calm' : known.tone}`} role="status">
          <p>
            <strong>{stale ? 'You changed the task. This answer is about the task before.' : known.headline}</strong>
          </p>
          {!stale && <p>{known.text}</p>}
          {state.result.answers.map(
            (_, test) =>
              task.test[test] && <Answers key={test} task={task} test={test} result={state.result} onTake={onTake} />,
          )}
        </div>
      )}
    </section>
  )
}
