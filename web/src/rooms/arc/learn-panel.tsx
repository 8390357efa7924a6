import { useEffect } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import figures from '../../../../model_weights/arc-figures.json'
import { Action } from '../../parts/action.tsx'
import { Choice } from '../../parts/choice.tsx'
import { download } from '../../parts/download.ts'
import { count } from '../../words.ts'
import { Curves } from './curves.tsx'
import { rightCells, rightOf, type Effort, type Learning } from './learning.ts'
import type { Checked } from './checked.ts'
import type { Task } from './task.ts'

const EFFORTS: readonly { value: Effort; label: string }[] = [
  { value: 'quick', label: 'Quick, 10 s' },
  { value: 'normal', label: 'Normal, 1 min' },
  { value: 'thorough', label: 'Thorough, 5 min' },
]
const ABOUT: Record<Effort, string> = { quick: '10 seconds', normal: '1 minute', thorough: '5 minutes' }

const LOST = 'What helps with large grids could not be fetched: its nets begin anew. '

interface Props {
  learning: Learning
  task: Task
  /** Why it cannot be learnt; undefined: it can. */
  missing: string | undefined
  effort: Effort
  checked: Checked | undefined
  /** Where every test's right output is known. */
  onCheck: (() => void) | undefined
  onEffort: (effort: Effort) => void
  onAddExample: () => void
  /** The next task of the shelf, where this is one of it. */
  onNext: (() => void) | undefined
  /** Which of two answers is on view, where there are two. */
  second: boolean | undefined
  onSecond: (second: boolean) => void
  onTake: () => void
}

const clock = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

interface Said {
  tone: string
  headline: string
  mark?: string
  text: string
}

/** What is said in each state. */
function saidOf({ learning, task, missing, effort, checked }: Props): Said {
  const run = learning.run.value
  const phase = learning.phase.value
  const stale = learning.stale.value
  const pace = learning.pace.value
  if (phase === 'idle' || !run) {
    if (missing) return { tone: 'warn', headline: missing, text: '' }
    const sets = `${count(task.train.length, 'example')}, ${count(task.test.length, 'test')}.`
    const about = pace ? `About ${ABOUT[effort]} on this device.` : `About ${ABOUT[effort]}.`
    return { tone: 'calm', headline: 'Ready to learn', text: `${sets} ${about}` }
  }
  const of = `${clock(run.seconds)} of ${clock(run.secondsOf)}`
  const old = stale ? 'You changed the task; what is practised here is the task before. ' : ''
  const [right, all] = run.look ? rightCells(run.task, run.look) : [0, 0]
  const gets = run.look ? `It gets ${right} of ${all} cells of the examples right. ` : ''
  switch (phase) {
    case 'starting':
      return {
        tone: 'busy',
        headline: 'Getting ready',
        text: `${old}Small nets that know nothing of your rule are made${run.start === 'practised' ? '; two of them have practised other tasks with large grids' : ''}.`,
      }
    case 'learning':
      return {
        tone: 'busy',
        headline: `Practising: ${of}`,
        text: `${old}${run.start === 'lost' ? LOST : ''}${learning.waited.value ? 'It waited while the page was hidden. ' : ''}${gets}`,
      }
    case 'waiting':
      return {
        tone: 'warn',
        headline: `Waiting at ${clock(run.seconds)}`,
        text: 'It waits while the page is hidden, and goes on when you are back.',
      }
    case 'paused':
      return learning.found.value
        ? {
            tone: 'calm',
            headline: `It had practised ${clock(run.seconds)}`,
            text: `${old}What it knew was kept in this browser. Go on from there?`,
          }
        : { tone: 'calm', headline: `Paused at ${of}`, text: `${old}${gets}` }
    case 'answering': {
      const votes = learning.votes.value
      return {
        tone: 'busy',
        headline: 'Answering',
        text: votes
          ? `Asked in ${votes.done} of ${votes.all} ways: turned, mirrored and recoloured.`
          : 'Its nets are asked in many ways: turned, mirrored and recoloured.',
      }
    }
    case 'failed':
      return { tone: 'bad', headline: 'It could not learn', text: learning.sentence.value }
    case 'done':
      return stale
        ? { tone: 'warn', headline: 'You changed the task', text: 'This answer is about the task before.' }
        : answered(run, checked)
  }
}

/** @returns what is said of an answer: firm, a guess, not found; or right and wrong where that is known */
function answered(run: NonNullable<Learning['run']['value']>, checked: Checked | undefined): Said {
  const { confidence, why } = run.result!
  const { train } = run.task
  const repeats = train.filter(({ output }, i) => {
    const [right, all] = rightOf(output, run.look?.train[i])
    return right === all
  }).length
  const facts = `It repeats ${repeats} of ${count(train.length, 'example')}. ${why}`
  const mark = confidence === 'firm' ? 'firm' : confidence === 'guess' ? 'a guess' : 'not found'
  if (checked) return { ...checked, mark, text: facts }
  if (confidence === 'firm') return { tone: 'good-to-know', headline: 'Its answer', mark, text: facts }
  if (confidence === 'guess') return { tone: 'calm', headline: 'A guess', text: facts }
  return {
    tone: 'warn',
    headline: 'It has not found the rule',
    text: `After ${clock(run.seconds)} it repeats ${repeats} of ${count(train.length, 'example')}. More time, or another example, may help.`,
  }
}

/** How often answers of each mark were right where that was measured. */
function HitRate({ learning }: { learning: Learning }) {
  const { firm, guess, not_found, n, gflop } = figures
  const seconds = learning.pace.value?.secondsOf(gflop)
  return (
    <p class="hit-rate soft">
      In our test on {n} {figures.tasks}, with {gflop} GFLOP a task
      {seconds && <> (about {Math.max(1, Math.round(seconds))} s on this device)</>}, answers marked firm were right in{' '}
      <b>
        {firm.right} of {firm.n}
      </b>{' '}
      tasks, guesses in{' '}
      <b>
        {guess.right} of {guess.n}
      </b>
      ; in {not_found} the rule was not found.
    </p>
  )
}

/** Learning the task that is drawn: what it takes, how far it is, what came of it. On a narrow screen the first part
 * stays at the lower edge.
 */
export function LearnPanel(props: Props) {
  const { learning, missing, effort, onCheck, checked } = props
  const said = saidOf(props)
  const run = learning.run.value
  const phase = learning.phase.value
  const stale = learning.stale.value
  const working = learning.busy.value
  const share = run?.share ?? 0
  useEffect(() => {
    void learning.prepare().catch(() => {}) // said when one learns
    if (learning.pace.peek()) return
    const timer = setTimeout(() => learning.measure().catch(() => {}), 3000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <section class="learn" aria-label="Learning">
      <div class="learn-bar">
        <div class={`verdict ${said.tone}`}>
          <p class="headline">
            {said.headline}
            {said.mark && <span class="confidence"> {said.mark}</span>}
          </p>
          {said.text && <p class="said">{said.text}</p>}
        </div>
        {(working || phase === 'paused') && <progress max={1} value={share} aria-label="Practice" />}
        <div class="row actions">
          <Actions {...props} />
        </div>
      </div>
      <p class="unseen" role="status">
        {phase === 'learning' || phase === 'answering'
          ? ''
          : `${said.headline}${said.mark ? `, ${said.mark}` : ''}. ${said.text}`}
      </p>
      <div class="learn-more">
        {(phase === 'idle' || phase === 'failed' || (phase === 'done' && stale)) && (
          <Choice
            legend="How long"
            name="effort"
            options={EFFORTS}
            value={effort}
            onChange={(value) => props.onEffort(value)}
          />
        )}
        {phase === 'idle' && !missing && (
          <p class="soft">
            Small nets that know nothing of your rule practise on your examples, turned, mirrored and recoloured. They
            are not looking your rule up. They manage local rules, as recolouring, better than counting or sorting.
          </p>
        )}
        {run && run.curve.length > 1 && <Curves run={run} />}
        {phase === 'learning' && (
          <p class="soft">You may leave: it goes on in the other rooms, and waits while the page is hidden.</p>
        )}
        {(phase === 'done' || phase === 'idle') && <HitRate learning={learning} />}
        {phase === 'done' && !stale && !checked && (
          <p class="soft">
            {onCheck
              ? 'Nobody has checked this one yet.'
              : 'Nobody has checked this one: draw the output that you think right, and check.'}
          </p>
        )}
        {phase === 'done' && run?.file && (
          <p class="row">
            <Action
              class="quiet"
              onClick={() => download('arc-learnt.hrm', 'application/octet-stream', new Blob([run.file!]))}
            >
              Save what was learnt (.hrm)
            </Action>
          </p>
        )}
      </div>
    </section>
  )
}

function Button({
  primary,
  onClick,
  children,
}: {
  primary?: boolean
  onClick: () => void
  children: ComponentChildren
}) {
  return (
    <Action class={primary ? 'primary' : ''} onClick={onClick}>
      {children}
    </Action>
  )
}

/** The first is the action of the state. */
function Actions(props: Props) {
  const { learning, task, missing, effort, checked, onCheck, onNext } = props
  const start = () => void learning.start(task, effort)
  const more = <Button onClick={() => void learning.more()}>+1 minute</Button>
  switch (learning.phase.value) {
    case 'idle':
    case 'failed':
      return (
        <Action class="primary" disabled={missing !== undefined} onClick={start}>
          {learning.phase.value === 'idle' ? 'Learn this task' : 'Try again'}
        </Action>
      )
    case 'starting':
      return <Button onClick={() => learning.forget()}>Cancel</Button>
    case 'learning':
      return (
        <>
          <Button primary onClick={() => void learning.stop()}>
            Stop and answer
          </Button>
          <Button onClick={() => learning.pause()}>Pause</Button>
          {more}
        </>
      )
    case 'waiting':
    case 'paused':
      return (
        <>
          <Button primary onClick={() => void learning.goOn()}>
            Go on
          </Button>
          {(learning.run.value?.share ?? 0) > 0 && (
            <Button onClick={() => void learning.stop()}>Stop and answer</Button>
          )}
          <Button onClick={() => learning.forget()}>Forget</Button>
        </>
      )
    case 'answering':
      return <Button onClick={() => learning.forget()}>Cancel</Button>
    case 'done': {
      if (learning.stale.value)
        return (
          <Action class="primary" disabled={missing !== undefined} onClick={start}>
            Learn again
          </Action>
        )
      const isGuess = learning.run.value?.result?.confidence !== 'firm'
      return (
        <>
          {checked && onNext ? (
            <Button primary onClick={onNext}>
              Next task
            </Button>
          ) : onCheck && !checked ? (
            <Button primary onClick={onCheck}>
              Check
            </Button>
          ) : null}
          {props.second !== undefined && (
            <Button onClick={() => props.onSecond(!props.second)}>
              {props.second ? 'First answer' : 'Second answer'}
            </Button>
          )}
          <Button onClick={() => void learning.more()}>Learn on, 1 minute</Button>
          {isGuess && <Button onClick={props.onAddExample}>Add an example</Button>}
          <Button onClick={props.onTake}>Edit it</Button>
        </>
      )
    }
  }
}
