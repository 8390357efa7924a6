import { Action } from '../../parts/action.tsx';
import { PATIENCE_MOST, type Event } from './machine.ts';
import type { Run } from './run.ts';

export function Controls({ run }: { run: Run }) {
  const { phase, steps, end, limit, pausing } = run.state.value;
  const send = (type: Exclude<Event['type'], 'EDIT' | 'STEPPED' | 'FAIL' | 'SHOW'>) => () => run.send({ type });
  const busy = phase === 'solving';
  const longer = phase === 'done' && end === 'exhausted' && limit < PATIENCE_MOST;
  const again = phase === 'paused' ? 'Resume' : phase === 'editing' ? 'Solve' : 'Solve again';
  return (
    <div class="controls row">
      {busy
        ? <Action class="primary" disabled={pausing} onClick={send('PAUSE')}>Pause</Action>
        : <Action class="primary" onClick={send(longer ? 'LONGER' : 'SOLVE')}>{longer ? 'Think longer' : again}</Action>}
      <Action disabled={busy} onClick={send('ADVANCE')}>Step</Action>
      <Action disabled={!busy && phase !== 'paused'} onClick={send('HALT')}>Stop</Action>
      <Action disabled={busy || (!steps.length && phase !== 'failed')} onClick={send('RESET')}>Reset</Action>
    </div>
  );
}
