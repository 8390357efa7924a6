import { useSignal } from '@preact/signals'
import { sudoku } from 'hrm-wasm'
import type { Engine } from '../../engine.ts'
import { Batch } from '../../parts/batch.tsx'
import { CellDetail } from '../../parts/cell-detail.tsx'
import { Choice } from '../../parts/choice.tsx'
import { EngineStatus } from '../../parts/engine-status.tsx'
import { ModelFacts } from '../../parts/model-facts.tsx'
import { PACES } from '../../parts/paces.ts'
import { INK } from '../../parts/picture.ts'
import { Share } from '../../parts/share.tsx'
import { StateMaps } from '../../parts/state-maps.tsx'
import { TextDialog } from '../../parts/text-dialog.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import { About } from './about.tsx'
import { Board, type Lens } from './board.tsx'
import type { Kind } from '../../thinking/batch.ts'
import { Controls } from '../../thinking/controls.tsx'
import { useIntake } from '../../thinking/intake.ts'
import { ExampleShelf } from './example-shelf.tsx'
import { Keypad } from './keypad.tsx'

import { column, DIGITS, EMPTY, fromText, isEmpty, row, toCells, withCell, type Puzzle } from './puzzle.ts'
import type { Run } from '../../thinking/run.ts'
import { verdict } from './verdict.ts'

const LENSES: readonly { value: Lens; label: string }[] = [
  { value: 'certainty', label: 'Certainty' },
  { value: 'candidates', label: 'Candidates' },
  { value: 'entropy', label: 'Entropy' },
]

const lines = (grid: string) => grid.match(/.{9}/g)!.join('\n')

export function SudokuView({ run, engine, kind }: { run: Run; engine: Engine; kind: Kind<Puzzle> }) {
  const selected = useSignal(0)
  const hovered = useSignal<number | undefined>(undefined)
  const lens = useSignal<Lens>('certainty')
  const asking = useSignal(false)
  const state = run.state.value
  const { puzzle, steps, shown, phase } = state
  const step = steps[shown]
  const busy = phase === 'solving'
  const conflicts = sudoku.conflicts(toCells(step?.grid ?? puzzle))
  const says = verdict(state, engine.phase.value)
  const inspected = hovered.value ?? selected.value
  const given = toCells(puzzle)[inspected]

  const { refusal, load, read } = useIntake(run, fromText, 'The board was left as it is.')

  const write = (digit: number) => {
    refusal.value = ''
    run.send({ type: 'EDIT', puzzle: withCell(puzzle, selected.value, digit) })
  }

  return (
    <>
      <div class="stage">
        <section class="play" aria-label="Board">
          <Board
            puzzle={puzzle}
            step={step}
            conflicts={conflicts}
            selected={selected.value}
            lens={lens.value}
            readonly={busy}
            onSelect={(cell) => (selected.value = cell)}
            onHover={(cell) => (hovered.value = cell)}
            onDigit={write}
            onUndo={(redo) => run.send({ type: redo ? 'REDO' : 'UNDO' })}
          />
          {refusal.value && !asking.value && (
            <div class="notice bad" role="alert">
              <p>{refusal.value}</p>
              <button type="button" class="quiet" onClick={() => (refusal.value = '')}>
                Dismiss
              </button>
            </div>
          )}
          <Controls run={run} />
          <Keypad
            disabled={busy}
            canUndo={state.past.length > 0}
            canRedo={state.future.length > 0}
            canClear={!isEmpty(puzzle)}
            onDigit={write}
            onUndo={() => run.send({ type: 'UNDO' })}
            onRedo={() => run.send({ type: 'REDO' })}
            onClear={() => load(EMPTY)}
            onText={() => (asking.value = true)}
          />
          <Share
            room="sudoku"
            address={puzzle}
            text={() => lines(step?.grid ?? puzzle)}
            picture={() => ({
              rows: 9,
              columns: 9,
              boxes: 3,
              cell: (i) => ({
                text: (step?.grid ?? puzzle)[i]!.replace('.', ''),
                ink: puzzle[i] === '.' ? INK.model : INK.given,
                bold: puzzle[i] !== '.',
              }),
            })}
          />
        </section>

        <div class="thought">
          <header class="lede">
            <h1>Watch a network think a Sudoku through</h1>
            <p>
              A Hierarchical Reasoning Model looks at the whole board at once, again and again, and changes its mind
              until it holds.
            </p>
          </header>
          <section class={`verdict ${says.tone}`} aria-label="Result">
            <p class="headline">{says.headline}</p>
            <p>{says.text}</p>
          </section>
          <EngineStatus engine={engine} />
          <Timeline
            steps={steps}
            shown={shown}
            limit={state.limit}
            onShow={(index) => run.send({ type: 'SHOW', index })}
          >
            <Choice
              legend="Pace"
              hideLegend
              name="pace"
              options={PACES}
              value={run.pace.value}
              onChange={(value) => (run.pace.value = value)}
            />
          </Timeline>
          <div class="closer">
            <Choice
              legend="Show in the cells"
              name="lens"
              options={LENSES}
              value={lens.value}
              onChange={(value) => (lens.value = value)}
            />
            <CellDetail
              heading={`Row ${row(inspected) + 1}, column ${column(inspected) + 1}`}
              given={given ? `The puzzle gives ${given}.` : 'Empty.'}
              cell={inspected}
              answers={DIGITS}
              steps={steps}
              shown={shown}
            />
            <StateMaps step={step} columns={9} />
          </div>
        </div>
      </div>
      <p class="unseen" role="status">
        {phase === 'solving' ? (steps.length ? '' : 'The model is thinking.') : `${says.headline}. ${says.text}`}
      </p>
      <ExampleShelf current={puzzle} onChoose={load} />
      <Batch
        engine={engine}
        kind={kind}
        name="sudoku"
        hint="One puzzle a line, 81 characters each."
        disabled={engine.phase.value === 'absent'}
      />
      <div class="reading">
        <About />
        <ModelFacts engine={engine} />
      </div>
      {asking.value && (
        <TextDialog
          heading="A puzzle as text"
          initial={isEmpty(puzzle) ? '' : lines(puzzle)}
          refusal={refusal.value}
          use="Use this puzzle"
          onRead={(text) => read(text) && (asking.value = false)}
          onClose={() => {
            asking.value = false
            refusal.value = ''
          }}
        >
          81 characters row by row: digits, and <code>.</code> or <code>0</code> for a blank. Line breaks and drawn
          lines between them do no harm.
        </TextDialog>
      )}
    </>
  )
}
