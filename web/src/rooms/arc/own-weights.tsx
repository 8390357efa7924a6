import { useSignal, type Signal } from '@preact/signals'
import type { Engine } from '../../engine.ts'
import { Action } from '../../parts/action.tsx'
import { CellDetail } from '../../parts/cell-detail.tsx'
import { RelativeOnly } from '../../parts/net.tsx'
import { PaceChoice } from '../../parts/pace-choice.tsx'
import { StateMaps } from '../../parts/state-maps.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { Account } from '../../thinking/account.tsx'
import { Controls } from '../../thinking/controls.tsx'
import type { Desk } from '../../thinking/desk.ts'
import { Result } from '../../thinking/result.tsx'
import { useSpace } from '../../thinking/use-space.ts'
import { grouped } from '../../words.ts'
import { ANSWERS } from './answers.ts'
import type { Task } from './task.ts'
import { verdict } from './verdict.ts'

interface Props {
  desk: Desk<Task>
  engine: Engine
  identifier: Signal<number>
  inspected: { row: number; column: number; cell: number }
  /** Of the model's grid. */
  columns: number
  onAsk: () => void
  /** Learning may begin with these weights. */
  onLearn: (() => void) | undefined
}

/** A model of one's own: it is asked for the test that is chosen, and watched. */
export function OwnWeights({ desk, engine, identifier, inspected, columns, onAsk, onLearn }: Props) {
  const { run } = desk
  const state = run.state.value
  const { steps, shown, limit } = state
  const loaded = engine.loaded.value
  const states = useSignal(false)
  useSpace(run)
  if (!loaded) return null
  const busy = state.phase === 'solving'
  const identifiers = Math.max(1, loaded.info.config.num_puzzle_identifiers)
  return (
    <section class="own-weights" aria-labelledby="own-heading">
      <h2 id="own-heading">For researchers: ask {loaded.source.name}</h2>
      <RelativeOnly config={loaded.info.config} />
      <div class="columns">
        <div class="ask" onClickCapture={onAsk}>
          <Result says={() => verdict(state, engine.phase.value)} />
          <label class="side identifier">
            <span>
              Puzzle identifier{' '}
              <span class="soft">
                this model knows {grouped(identifiers)}, from 0 to {grouped(identifiers - 1)}; their names are not in
                the file
              </span>
            </span>
            <input
              type="number"
              min={0}
              max={identifiers - 1}
              value={identifier.value}
              disabled={busy}
              onChange={(event) => {
                const wanted = Math.round(event.currentTarget.valueAsNumber) || 0
                identifier.value = Math.max(0, Math.min(identifiers - 1, wanted))
                event.currentTarget.value = String(identifier.value)
                run.send({ type: 'RESET' })
              }}
            />
          </label>
          <Controls run={run} disabled={false} twins={false} />
          {state.costs.length > 1 && <Account desk={desk} />}
          {onLearn && <Action onClick={onLearn}>Learn this task from these weights</Action>}
        </div>
        <Timeline steps={steps} shown={shown} limit={limit} onShow={(index) => run.send({ type: 'SHOW', index })}>
          <PaceChoice pace={run.pace} />
        </Timeline>
        <div class="closer">
          <CellDetail
            heading={`Row ${inspected.row + 1}, column ${inspected.column + 1}`}
            given=""
            cell={inspected.cell}
            answers={ANSWERS}
            steps={steps}
            shown={shown}
          />
          <details class="state-maps" onToggle={(event) => (states.value = event.currentTarget.open)}>
            <summary>Look into its states</summary>
            {states.value && <StateMaps config={loaded.info.config} run={run} columns={columns} />}
          </details>
        </div>
      </div>
    </section>
  )
}
