import { useSignal } from '@preact/signals'
import { maze } from 'hrm-wasm'
import { useEffect } from 'preact/hooks'
import type { Engine } from '../../engine.ts'
import { Batch } from '../../parts/batch.tsx'
import { CellDetail } from '../../parts/cell-detail.tsx'
import { Choice } from '../../parts/choice.tsx'
import { EngineStatus } from '../../parts/engine-status.tsx'
import { ModelFacts } from '../../parts/model-facts.tsx'
import { PACES } from '../../parts/paces.ts'
import { INK, type Picture } from '../../parts/picture.ts'
import { Share } from '../../parts/share.tsx'
import { StateMaps } from '../../parts/state-maps.tsx'
import { TextDialog } from '../../parts/text-dialog.tsx'
import { Timeline } from '../../parts/timeline.tsx'
import type { Kind } from '../../thinking/batch.ts'
import { Controls } from '../../thinking/controls.tsx'
import { useIntake } from '../../thinking/intake.ts'
import type { Run } from '../../thinking/run.ts'
import type { Verdict } from '../../thinking/verdict.ts'
import { About } from './about.tsx'
import { Board, type Lens } from './board.tsx'
import {
  ANSWERS,
  fromText,
  NAMES,
  SIZE_MOST,
  sizeOf,
  takenBy,
  toAddress,
  withCell,
  type Puzzle,
  type Tool,
} from './puzzle.ts'
import { Tools } from './tools.tsx'
import { verdict } from './verdict.ts'

const LENSES: readonly { value: Lens; label: string }[] = [
  { value: 'path', label: 'Path' },
  { value: 'entropy', label: 'Entropy' },
]
const MISSING =
  'Weights for mazes (maze.hrm) are not part of this page. Draw and generate all you like; to see a maze solved, drop a .hrm file of a maze model onto the page. The project’s trainer makes one: hrm-train train --task maze.'

const PICTURED: Record<string, ReturnType<Picture['cell']>> = {
  '#': { fill: INK.rule },
  o: { dot: INK.model },
  S: { dot: INK.planner, text: 'S', ink: INK.paper, bold: true },
  G: { dot: INK.good, text: 'G', ink: INK.paper, bold: true },
}

/** larger: the page brings in another model for mazes that this one is too small for. */
export function MazeView({
  run,
  engine,
  larger,
  kind,
}: {
  run: Run
  engine: Engine
  larger: boolean
  kind: Kind<Puzzle>
}) {
  const selected = useSignal(0)
  const hovered = useSignal<number | undefined>(undefined)
  const tool = useSignal<Tool>('wall')
  const lens = useSignal<Lens>('path')
  const asking = useSignal(false)
  const state = run.state.value
  const { puzzle, steps, shown, phase } = state
  const step = steps[shown]
  const size = sizeOf(puzzle)
  const busy = phase === 'solving'
  const loaded = engine.loaded.value
  const takes = loaded ? takenBy(loaded.info) : SIZE_MOST
  const tooLarge = size > takes
  const awaited = tooLarge && larger && engine.progress.value !== undefined
  const limit = `mazes up to ${takes} × ${takes}; this one is ${size} × ${size}.`
  const says: Verdict =
    phase !== 'editing' || !tooLarge
      ? verdict(state, engine.phase.value)
      : awaited
        ? { tone: 'calm', headline: 'A larger model is on its way', text: `The one before takes ${limit}` }
        : { tone: 'warn', headline: 'Too large for this model', text: `It takes ${limit}` }
  const inside = (cell: number) => Math.min(cell, puzzle.length - 1)
  const inspected = inside(hovered.value ?? selected.value)
  const side = step ? Math.sqrt(step.tokens.length) : size

  /** What is on the board: the maze, or what the model made of it. */
  const drawn = step
    ? maze
        .framedCells(size, side)
        .map((cell) => step.grid![cell])
        .join('')
    : puzzle

  const { refusal, load, read } = useIntake(run, fromText, 'The maze was left as it is.')

  // A step belongs to the maze as it was: whoever draws on looks at the maze again.
  useEffect(() => {
    if (selected.peek() >= puzzle.length) selected.value = puzzle.length - 1
  }, [puzzle])

  return (
    <>
      <div class="stage">
        <section class="play" aria-label="Board">
          <Board
            puzzle={puzzle}
            step={step}
            lens={lens.value}
            selected={inside(selected.value)}
            readonly={busy}
            tool={tool.value}
            onSelect={(cell) => (selected.value = cell)}
            onHover={(cell) => (hovered.value = cell)}
            onDraw={(cell, character, joined) =>
              run.send({ type: 'EDIT', puzzle: withCell(run.state.peek().puzzle, cell, character), joined })
            }
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
          <Controls run={run} disabled={awaited || engine.phase.value === 'absent'} />
          <Tools
            run={run}
            most={larger ? SIZE_MOST : Math.min(SIZE_MOST, Math.max(takes, size))}
            tool={tool.value}
            onTool={(value) => (tool.value = value)}
            onLoad={load}
            onText={() => (asking.value = true)}
          />
          <Share
            room="maze"
            address={toAddress(puzzle)}
            text={() => maze.print(drawn)}
            picture={() => ({ rows: size, columns: size, cell: (i) => PICTURED[drawn[i]!] ?? {} })}
          />
        </section>

        <div class="thought">
          <header class="lede">
            <h1>Draw a maze, see a network find its way</h1>
            <p>
              No step is taken and no corridor followed: the whole path comes into being at once, over and over, until
              it holds.
            </p>
          </header>
          <section class={`verdict ${says.tone}`} aria-label="Result">
            <p class="headline">{says.headline}</p>
            <p>{says.text}</p>
          </section>
          <EngineStatus engine={engine} missing={MISSING} />
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
              heading={`Row ${Math.floor(inspected / size) + 1}, column ${(inspected % size) + 1}`}
              given={`The maze: ${NAMES[puzzle[inspected]!]}.`}
              cell={maze.framedCells(size, side)[inspected]!}
              answers={ANSWERS}
              steps={steps}
              shown={shown}
            />
            <StateMaps step={step} columns={side} />
          </div>
        </div>
      </div>
      <p class="unseen" role="status">
        {busy ? (steps.length ? '' : 'The model is thinking.') : `${says.headline}. ${says.text}`}
      </p>
      <Batch
        engine={engine}
        kind={kind}
        name="maze"
        hint="One maze a line: its rows one after another, 25 to 900 characters of # . S G or blanks."
        disabled={engine.phase.value === 'absent'}
      />
      <div class="reading">
        <About />
        <ModelFacts engine={engine} />
      </div>
      {asking.value && (
        <TextDialog
          heading="A maze as text"
          initial={maze.print(puzzle).replaceAll(' ', '.')}
          refusal={refusal.value}
          use="Use this maze"
          onRead={(text) => read(text) && (asking.value = false)}
          onClose={() => {
            asking.value = false
            refusal.value = ''
          }}
        >
          Rows of equal length, a square of 5 to 30: <code>#</code> wall, <code>.</code> or a blank for free,{' '}
          <code>S</code> start, <code>G</code> goal.
        </TextDialog>
      )}
    </>
  )
}
