import { PATIENCE_MOST } from './machine.ts';
import type { Run } from './run.ts';

export function Controls({ run }: { run: Run }) {
  const { phase, steps, end, limit, pausing } = run.state.value;
  const send = run.send.bind(run);
  const longer = phase === 'done' && end === 'exhausted' && limit < PATIENCE_MOST;
  return (
    <div class="controls row">
      {phase === 'solving'
        ? <button type="button" class="primary" disabled={pausing} onClick={() => send({ type: 'PAUSE' })}>Pause</button>
        : longer
          ? <button type="button" class="primary" onClick={() => send({ type: 'LONGER' })}>Think longer</button>
          : <button type="button" class="primary" onClick={() => send({ type: 'SOLVE' })}>{phase === 'paused' ? 'Resume' : phase === 'editing' ? 'Solve' : 'Solve again'}</button>}
      <button type="button" disabled={phase === 'solving'} onClick={() => send({ type: 'ADVANCE' })}>Step</button>
      <button type="button" disabled={phase !== 'solving' && phase !== 'paused'} onClick={() => send({ type: 'HALT' })}>Stop</button>
      <button type="button" disabled={phase === 'editing' || phase === 'solving' || (!steps.length && phase !== 'failed')} onClick={() => send({ type: 'RESET' })}>Reset</button>
    </div>
  );
}
