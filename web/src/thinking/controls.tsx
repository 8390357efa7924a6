import { Action } from '../parts/action.tsx'
import { canGoOn, canThinkLonger, type Event } from './machine.ts'
import type { Run } from './run.ts'

interface Props<P> {
  run: Run<P>
  /** Nobody could answer, or there is nothing to ask. */
  disabled: boolean
  /** No thinking can help: what leads on to more of it is not the main button. */
  hopeless?: boolean | undefined
  /** The task has twins to attempt. */
  twins: boolean
  /** Another puzzle; there may be none to give. */
  onNext?: (() => void) | undefined
}

export function Controls<P>({ run, disabled, hopeless, twins, onNext }: Props<P>) {
  const state = run.state.value
  const { phase, steps, pausing } = state
  const send = (type: Exclude<Event<P>['type'], 'EDIT' | 'STEPPED' | 'FAIL' | 'SHOW'>) => () => run.send({ type })
  const busy = phase === 'solving'
  const keep = twins && canGoOn(state)
  const longer = canThinkLonger(state)
  const again = phase === 'paused' ? 'Resume' : phase === 'editing' ? 'Solve' : 'Solve again'
  const next = state.end === 'solved' && onNext
  // What is of no use now gives its place to what is, where there is little.
  const aside = next ? 'aside' : ''
  const onward = keep ? 'Keep trying' : longer ? 'Think longer' : again
  return (
    <div class="controls row">
      {busy ? (
        <Action class="primary" disabled={pausing} onClick={send('PAUSE')}>
          Pause
        </Action>
      ) : (
        <Action
          class={next || hopeless ? '' : 'primary'}
          disabled={disabled}
          onClick={send(keep ? 'KEEP' : longer ? 'LONGER' : 'SOLVE')}
        >
          {onward}
        </Action>
      )}
      {/* Not where “Pause” was a moment ago: a late press of that takes nobody away from what was found. */}
      {next && (
        <Action class="primary" onClick={next}>
          Next puzzle
        </Action>
      )}
      {keep && longer && <Action onClick={send('LONGER')}>Think longer</Action>}
      <Action class={aside} disabled={busy || disabled} onClick={send('ADVANCE')}>
        Step
      </Action>
      <Action class={aside} disabled={!busy && phase !== 'paused'} onClick={send('HALT')}>
        Stop
      </Action>
      <Action disabled={busy || (!steps.length && phase !== 'failed')} onClick={send('RESET')}>
        Reset
      </Action>
    </div>
  )
}
