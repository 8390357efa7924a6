import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { arc } from 'hrm-wasm/rules'
import type { Engine } from '../../engine.ts'
import { useFiles } from '../../files/open-files.ts'
import { ChooseFile } from '../../parts/choose-file.tsx'
import { download } from '../../parts/download.ts'
import { EngineStatus } from '../../parts/engine-status.tsx'
import { ModelFacts } from '../../parts/model-facts.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Share } from '../../parts/share.tsx'
import { toBoard } from '../../parts/to-board.ts'
import type { Desk } from '../../thinking/desk.ts'
import { About } from './about.tsx'
import { Digits } from './board.tsx'
import { canCheck, checkOf, type Checked } from './checked.ts'
import { Collection } from './collection.tsx'
import { Editor, type Shown } from './editor.tsx'
import { added, Examples } from './examples.tsx'
import { isHidden, showOutputs } from './known.ts'
import { LearnPanel } from './learn-panel.tsx'
import { missingOf, type Effort, type Learning } from './learning.ts'
import { OwnWeights } from './own-weights.tsx'
import { nextOf } from './shelf.ts'
import { Sheet, useNarrow } from './sheet.tsx'
import { gridAt, HEX, learnt, withGrid } from './grids.ts'
import { toAddress, toJson, type Place, type Task } from './task.ts'
import { TaskShelf } from './task-shelf.tsx'
import { Tests } from './tests.tsx'

interface Props {
  desk: Desk<Task>
  engine: Engine
  asked: { test: Signal<number>; identifier: Signal<number> }
  learning: Learning
}

export function ArcView({ desk, engine, asked, learning }: Props) {
  const { run } = desk
  const files = useFiles()
  const narrow = useNarrow()
  const wanted = useSignal<Place>({ set: 'test', index: 0, side: 'input' })
  const sheet = useSignal(false)
  const cursor = useSignal(0)
  const hovered = useSignal<number | undefined>(undefined)
  const effort = useSignal<Effort>('normal')
  /** Which of the nets' answers stands in the test's output; undefined: what is drawn there. */
  const attempt = useSignal<0 | 1 | undefined>(0)
  const compared = useSignal<{ result: object; test: Task['test']; checked: Checked } | undefined>(undefined)

  const state = run.state.value
  const { puzzle: task, steps, shown: at, phase } = state
  const place = { ...wanted.value, index: Math.min(wanted.value.index, task[wanted.value.set].length - 1) }
  const test = Math.min(asked.test.value, task.test.length - 1)
  const step = steps[at]
  const busy = phase === 'solving'
  const practice = learning.stale.value ? undefined : learning.run.value
  const result = learning.phase.value === 'done' ? practice?.result : undefined
  const { result: of, test: known, checked: found } = compared.value ?? {}
  const checked = of === result && known === task.test ? found : undefined
  const missing = missingOf(task) ?? learning.faultOf.value?.(learnt(task))
  const side = engine.loaded.value?.info.config.grid_cols || Math.sqrt(step?.tokens.length ?? 900)
  const modelCell = (row: number, column: number) => row * side + column
  const address = toAddress(task)

  useEffect(() => {
    // A new answer is looked at before anything else.
    if (result) attempt.value = 0
  }, [result])

  const go = (next: Place) => {
    wanted.value = next
    cursor.value = 0
    if (next.set === 'test' && next.index !== test && !busy) {
      asked.test.value = next.index
      run.send({ type: 'RESET' }) // what was thought is about another grid
    }
  }
  /** On a narrow screen drawing is in a sheet. */
  const pick = (next: Place) => {
    go(next)
    sheet.value = narrow
  }
  const change = (next: Task, where: Place) => {
    desk.edit(next)
    pick(where)
  }
  const load = (next: Task) => {
    desk.load(next)
    go({ set: 'test', index: 0, side: 'input' })
    compared.value = undefined
    if (narrow) scrollTo({ top: 0 })
    else toBoard()
  }
  const unseen = (index: number) => isHidden(task.test[index]!.output)

  /** What stands in a test's output in place of what is drawn there. */
  const shownOf = (index: number): Shown | undefined => {
    const answer = index === test && step?.answer && arc.coloursOf(step.answer)
    if (answer) {
      const changed = new Set(step.changed)
      return {
        grid: answer,
        caption: 'The model’s answer',
        sureness: (row, column) => ({
          probability: step.probability[modelCell(row, column)]!,
          changed: changed.has(modelCell(row, column)),
        }),
      }
    }
    if (result) {
      const grid = attempt.value === undefined ? undefined : result.answers[index]?.[attempt.value]?.grid
      if (!grid) return undefined
      const output = task.test[index]!.output
      return {
        grid,
        caption: attempt.value ? 'Its second answer' : 'Its answer',
        pale: result.confidence === 'not found',
        wrong: checked && ((row, column) => output[row]?.[column] !== grid[row]![column]),
      }
    }
    const grid = practice?.look?.test[index]
    return grid && { grid, caption: 'So far, no answer yet', pale: true }
  }
  const shown = place.set === 'test' ? shownOf(place.index) : undefined
  const grid = place.side === 'output' && shown ? shown.grid : gridAt(task, place)
  const columns = grid[0]!.length
  const inspected = Math.min(hovered.value ?? cursor.value, grid.length * columns - 1)
  const cell = { row: Math.floor(inspected / columns), column: inspected % columns }

  const editor = (
    <Editor
      desk={desk}
      place={place}
      busy={busy}
      shown={shown}
      hidden={place.set === 'test' && unseen(place.index)}
      onReveal={() => showOutputs(task)}
      onPlace={go}
      onHover={(value) => (hovered.value = value)}
      cursor={cursor.value}
      onCursor={(value) => (cursor.value = value)}
    />
  )
  return (
    <div class="arc-room">
      <Digits />
      <header class="lede">
        <h1>Draw a rule. A network learns it.</h1>
        <p>Show it two to five examples. Small networks practise on them here, then try the test.</p>
        <div class="row">
          <ChooseFile label="Open a task" multiple onFile={(_, all) => files(all)} />
          <button type="button" onClick={() => download('task.json', 'application/json', toJson(task))}>
            Save JSON
          </button>
        </div>
      </header>
      {desk.refusal.value && (
        <Notice tone="bad" onDismiss={() => (desk.refusal.value = '')}>
          {desk.refusal.value}
        </Notice>
      )}
      {desk.note.value && (
        <Notice tone="calm" onDismiss={() => (desk.note.value = '')}>
          {desk.note.value}
        </Notice>
      )}
      <EngineStatus engine={engine} />
      {desk.several.value && <Collection desk={desk} tasks={desk.several.value} />}
      <div class="arc-columns">
        <Examples
          task={task}
          place={place}
          disabled={busy}
          now={practice?.look?.train}
          onPlace={pick}
          onTask={change}
        />
        <section class="play" aria-label="Board">
          <Tests
            task={task}
            place={place}
            test={test}
            narrow={narrow}
            disabled={busy}
            shownOf={shownOf}
            isHidden={unseen}
            attempt={result && attempt.value}
            answers={result?.answers[test]?.length ?? 0}
            onAttempt={result && ((value) => (attempt.value = value))}
            onPlace={pick}
            onTask={change}
          />
          {narrow ? (
            sheet.value && <Sheet place={place} onClose={() => (sheet.value = false)} children={editor} />
          ) : (
            <>
              {editor}
              <Share
                room="arc"
                address={address}
                text={() => toJson(task)}
                picture={() => ({
                  rows: grid.length,
                  columns,
                  cell: (i) => ({ fill: HEX[grid[Math.floor(i / columns)]![i % columns]!]! }),
                })}
              />
            </>
          )}
          {!address && (
            <p class="soft">This task is too long for a link: it is kept in this browser. To pass it on, save it.</p>
          )}
        </section>
        <LearnPanel
          learning={learning}
          task={task}
          missing={missing}
          effort={effort.value}
          checked={checked}
          onCheck={
            result && canCheck(task)
              ? () => {
                  compared.value = { result, test: task.test, checked: checkOf(task, result) }
                  go({ set: 'test', index: test, side: 'output' })
                  showOutputs(task)
                }
              : undefined
          }
          onEffort={(value) => (effort.value = value)}
          onAddExample={() => change(...added(task, 'train'))}
          onNext={nextOf(task) && (() => load(nextOf(task)!))}
          second={result && (result.answers[test]?.length ?? 0) > 1 ? attempt.value === 1 : undefined}
          onSecond={(second) => (attempt.value = second ? 1 : 0)}
          onTake={() => {
            const answers = result!.answers.map((all) => (all[attempt.value ?? 0] ?? all[0]!).grid)
            const next = answers.reduce<Task>(
              (now, answer, index) => withGrid(now, { set: 'test', index, side: 'output' }, answer),
              task,
            )
            attempt.value = undefined
            change(next, { set: 'test', index: test, side: 'output' })
          }}
        />
      </div>
      <OwnWeights
        desk={desk}
        engine={engine}
        identifier={asked.identifier}
        inspected={{ ...cell, cell: modelCell(cell.row, cell.column) }}
        columns={side}
        onAsk={() => (wanted.value = { set: 'test', index: test, side: 'output' })}
        onLearn={startOf(engine) && (async () => learning.start(task, effort.value, await startOf(engine)!()))}
      />
      <TaskShelf task={task} onChoose={load} />
      <div class="reading">
        <About />
        <ModelFacts engine={engine} />
      </div>
    </div>
  )
}

/** The weights that are loaded, where learning may begin with them; undefined: it may not. */
function startOf(engine: Engine): (() => Promise<Uint8Array>) | undefined {
  const loaded = engine.loaded.value
  const from = loaded?.source.from
  const isNet = loaded?.info.config.pos_encodings.startsWith('relative')
  return isNet && from instanceof Blob ? async () => new Uint8Array(await from.arrayBuffer()) : undefined
}
