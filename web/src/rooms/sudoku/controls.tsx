import { Action } from '../../parts/action.tsx';
import { canThinkLonger, type Event } from './machine.ts';
import type { Run } from './run.ts';

export function Controls({ run }: { run: Run }) {
  const state = run.state.value;
  const { phase, steps, end, attempt, pausing } = state;
  const send = (type: Exclude<Event['type'], 'EDIT' | 'STEPPED' | 'FAIL' | 'SHOW'>) => () => run.send({ type });
  const busy = phase === 'solving';
  const longer = canThinkLonger(state);
  const again = phase === 'paused' ? 'Resume' : phase === 'editing' ? 'Solve' : 'Solve again';
  return (
    <div class="controls row">
      {busy
        ? <Action class="primary" disabled={pausing} onClick={send('PAUSE')}>Pause</Action>
        : <Action class="primary" onClick={send(longer ? 'LONGER' : 'SOLVE')}>{longer ? 'Think longer' : again}</Action>}
      {(end === 'exhausted' || attempt > 1) && <Action disabled={end !== 'exhausted'} onClick={send('DIFFERENTLY')}>Try again differently</Action>}
      <Action disabled={busy} onClick={send('ADVANCE')}>Step</Action>
      <Action disabled={!busy && phase !== 'paused'} onClick={send('HALT')}>Stop</Action>
      <Action disabled={busy || (!steps.length && phase !== 'failed')} onClick={send('RESET')}>Reset</Action>
    </div>
  );
}
