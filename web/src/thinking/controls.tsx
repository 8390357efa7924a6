import { Action } from '../parts/action.tsx'
import { count, milliseconds } from '../words.ts'
import { canThinkLonger, type Cost, type Event } from './machine.ts'
import type { Run } from './run.ts'

const ASKED: Record<Cost['asked'], string> = {
  solve: 'Solve',
  longer: 'Think longer',
  differently: 'Try again differently',
}

interface Props<P> {
  run: Run<P>
  /** Nobody could answer, or there is nothing to ask. */
  disabled?: boolean
  /** The task has symmetric variants. */
  variants?: boolean
}

export function Controls<P>({ run, disabled = false, variants = true }: Props<P>) {
  const state = run.state.value
  const { phase, steps, end, attempt, pausing, costs } = state
  const send = (type: Exclude<Event<P>['type'], 'EDIT' | 'STEPPED' | 'FAIL' | 'SHOW'>) => () => run.send({ type })
  const busy = phase === 'solving'
  const longer = canThinkLonger(state)
  const again = phase === 'paused' ? 'Resume' : phase === 'editing' ? 'Solve' : 'Solve again'
  return (
    <div class="controls">
      <div class="row">
        {busy ? (
          <Action class="primary" disabled={pausing} onClick={send('PAUSE')}>
            Pause
          </Action>
        ) : (
          <Action class="primary" disabled={disabled} onClick={send(longer ? 'LONGER' : 'SOLVE')}>
            {longer ? 'Think longer' : again}
          </Action>
        )}
        {variants && (end === 'exhausted' || attempt > 1) && (
          <Action disabled={end !== 'exhausted'} onClick={send('DIFFERENTLY')}>
            Try again differently
          </Action>
        )}
        <Action disabled={busy || disabled} onClick={send('ADVANCE')}>
          Step
        </Action>
        <Action disabled={!busy && phase !== 'paused'} onClick={send('HALT')}>
          Stop
        </Action>
        <Action disabled={busy || (!steps.length && phase !== 'failed')} onClick={send('RESET')}>
          Reset
        </Action>
      </div>
      {costs.length > 1 && (
        <ul class="costs figures" aria-label="What each asking took">
          {costs.map(({ asked, segments, ms }, i) => (
            <li key={i}>
              {ASKED[asked]}: {count(segments, 'segment')}, {milliseconds(ms)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
