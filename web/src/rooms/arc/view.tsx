import { useSignal, type Signal } from '@preact/signals'
import type { Engine } from '../../engine.ts'
import { Action } from '../../parts/action.tsx'
import { ChooseFile } from '../../parts/choose-file.tsx'
import { download } from '../../parts/download.ts'
import { EditTools } from '../../parts/edit-tools.tsx'
import { digitOf, nameOf, undoing } from '../../parts/keys.ts'
import { useFiles } from '../../files/open-files.ts'
import type { Desk } from '../../thinking/desk.ts'
import { Stage } from '../../thinking/stage.tsx'
import { grouped } from '../../words.ts'
import { arc } from 'hrm-wasm/rules'
import { About } from './about.tsx'
import { ANSWERS } from './answers.ts'
import { Board, type Tool } from './board.tsx'
import { cut, filled, flooded, painted, rectangle, resized, stamped, type Rectangle } from './edits.ts'
import { Collection } from './collection.tsx'
import { LearnPanel } from './learn-panel.tsx'
import type { Learner } from './learning.ts'
import { Overview, pairName } from './overview.tsx'
import { blank, gridAt, HEX, toAddress, toJson, withGrid, type Colours, type Place, type Task } from './task.ts'
import { Tools, type Marks } from './tools.tsx'
import { verdict } from './verdict.ts'

const MISSING =
  'No weights for ARC (arc.hrm) are part of this page: a network learns the task here. Whoever has a .hrm of an ARC model may drop it onto the page.'

interface Props {
  desk: Desk<Task>
  engine: Engine
  asked: { test: Signal<number>; identifier: Signal<number> }
  learner: Learner
}

export function ArcView({ desk, engine, asked, learner }: Props) {
  const { run } = desk
  const files = useFiles()
  const wanted = useSignal<Place>({ set: 'test', index: 0, side: 'input' })
  const cursor = useSignal(0)
  const hovered = useSignal<number | undefined>(undefined)
  const anchor = useSignal<[number, number] | undefined>(undefined)
  const piece = useSignal<Colours | undefined>(undefined)
  const colour = useSignal(4)
  const tool = useSignal<Tool>('edit')
  const marks = useSignal<Marks>('none')

  const state = run.state.value
  const { puzzle: task, steps, shown, phase } = state
  const place = { ...wanted.value, index: Math.min(wanted.value.index, task[wanted.value.set].length - 1) }
  const test = Math.min(asked.test.value, task.test.length - 1)
  const step = steps[shown]
  const thought = place.set === 'test' && place.index === test && place.side === 'output' ? step : undefined
  const answer = thought?.answer && arc.coloursOf(thought.answer)
  /** Of the model's square of cells. */
  const side = step ? Math.sqrt(step.tokens.length) : 30
  const modelCell = (row: number, column: number) => row * side + column
  const grid = answer ?? gridAt(task, place)
  const columns = grid[0]!.length
  const at = Math.min(cursor.value, grid.length * columns - 1)
  const selection: Rectangle | undefined =
    anchor.value && tool.value === 'select'
      ? rectangle(anchor.value[0], Math.min(anchor.value[1], grid.length * columns - 1), columns)
      : undefined
  const busy = phase === 'solving'
  const readonly = busy || Boolean(answer)
  const says = verdict(state, engine.phase.value)
  const loaded = engine.loaded.value
  const identifiers = Math.max(1, loaded?.info.config.num_puzzle_identifiers ?? 1)
  const inspected = Math.min(hovered.value ?? at, grid.length * columns - 1)
  const changed = new Set(thought?.changed)

  const edit = (next: (grid: Colours) => Colours, joined = false) => {
    const now = run.state.peek().puzzle
    desk.edit(withGrid(now, place, next(gridAt(now, place))), joined)
  }
  const go = (next: Place) => {
    wanted.value = next
    anchor.value = undefined
    cursor.value = 0
    if (next.set === 'test' && next.index !== test && !busy) {
      asked.test.value = next.index
      run.send({ type: 'RESET' }) // what was thought is about another grid
    }
  }
  const apply = (cell: number, joined: boolean) => {
    if (tool.value === 'fill') edit((now) => flooded(now, cell, colour.value), joined)
    else if (tool.value === 'edit') edit((now) => painted(now, cell, colour.value), joined)
    else if (selection) edit((now) => filled(now, selection, colour.value), joined)
  }

  function onKey(event: KeyboardEvent, from: number): boolean {
    const key = nameOf(event)
    const undo = undoing(event)
    if (event.ctrlKey || event.metaKey) {
      if (undo) run.send({ type: undo })
      else if (key === 'c') piece.value = cut(grid, selection ?? rectangle(from, from, columns))
      else if (key === 'v' && piece.value && !readonly) edit((now) => stamped(now, piece.value!, from))
      else return false
      return true
    }
    const digit = key === 'Delete' || key === 'Backspace' ? 0 : digitOf(event)
    if (key === 'Escape') anchor.value = undefined
    else if (readonly) return false
    else if (digit !== undefined) {
      colour.value = digit
      apply(from, false)
    } else if (key === ' ' || key === 'Enter') apply(from, false)
    else return false
    return true
  }

  const address = toAddress(task)

  return (
    <Stage
      desk={desk}
      engine={engine}
      heading="Draw a rule. A network learns it."
      lede="Show it two to five examples. Small networks practise on them here, then answer the test. Draw your own, or open a task of the Abstraction and Reasoning Corpus."
      says={says}
      missing={MISSING}
      silent={!loaded && !steps.length && phase !== 'failed'}
      twins={false}
      onAsk={() => (wanted.value = { set: 'test', index: test, side: 'output' })}
      board={
        <>
          <h2 class="place">
            {place.side === 'input' ? 'Input' : answer ? 'The model’s answer: output' : 'Output'} of {pairName(place)}
          </h2>
          <div class={`mount marks-${marks.value}`}>
            <Board
              grid={grid}
              label={`${place.side} of ${pairName(place)}`}
              cursor={at}
              selection={selection}
              readonly={readonly}
              sureness={
                answer &&
                ((row, column) => ({
                  probability: thought!.probability[modelCell(row, column)]!,
                  changed: changed.has(modelCell(row, column)),
                }))
              }
              onCursor={(cell) => (cursor.value = cell)}
              onHover={(cell) => (hovered.value = cell)}
              onStroke={(cell, first) => {
                if (tool.value === 'select') anchor.value = [first ? cell : (anchor.value?.[0] ?? cell), cell]
                else if (first || tool.value === 'edit') apply(cell, !first)
              }}
              onExtend={(from, to) => {
                if (tool.value === 'select') anchor.value = [anchor.value?.[0] ?? from, to]
                else if (tool.value === 'edit') apply(to, false)
              }}
              onKey={onKey}
            />
          </div>
        </>
      }
      tools={
        <div class={`entry marks-${marks.value}`}>
          <Tools
            colour={colour.value}
            tool={tool.value}
            marks={marks.value}
            rows={grid.length}
            columns={columns}
            disabled={readonly}
            onColour={(value) => {
              colour.value = value
              if (selection && !readonly) edit((now) => filled(now, selection, value))
            }}
            onTool={(value) => (tool.value = value)}
            onMarks={(value) => (marks.value = value)}
            onSize={(rows, width) => edit((now) => resized(now, rows, width))}
          >
            <EditTools
              desk={desk}
              disabled={readonly}
              text={false}
              onClear={() => edit((now) => blank(now.length, now[0]!.length))}
            >
              {place.side === 'output' && (
                <Action
                  class="quiet"
                  disabled={readonly}
                  onClick={() => edit(() => gridAt(task, { ...place, side: 'input' }))}
                >
                  Copy from input
                </Action>
              )}
            </EditTools>
          </Tools>
        </div>
      }
      shared={{
        room: 'arc',
        address,
        text: () => toJson(task),
        picture: () => ({
          rows: grid.length,
          columns,
          cell: (i) => ({ fill: HEX[grid[Math.floor(i / columns)]![i % columns]!]! }),
        }),
      }}
      before={
        <>
          <Overview
            task={task}
            place={place}
            disabled={busy}
            onPlace={go}
            onTask={(next, where) => {
              desk.edit(next)
              go(where)
            }}
          />
          <div class="row">
            <ChooseFile label="Open a task" multiple onFile={(_, all) => files(all)} />
            <button type="button" onClick={() => download('task.json', 'application/json', toJson(task))}>
              Save JSON
            </button>
            {!address && (
              <span class="soft">
                This task is too long for a link: it is kept in this browser. To pass it on, save it.
              </span>
            )}
          </div>
          <LearnPanel
            learner={learner}
            task={task}
            onTake={(index, answer) => {
              const output: Place = { set: 'test', index, side: 'output' }
              desk.edit(withGrid(run.state.peek().puzzle, output, answer))
              go(output)
            }}
          />
          {desk.several.value && <Collection desk={desk} tasks={desk.several.value} />}
        </>
      }
      asked={
        <label class="side identifier">
          <span>
            Puzzle identifier{' '}
            <span class="soft">
              this model knows {grouped(identifiers)}, from 0 to {grouped(identifiers - 1)}; their names are not in the
              file
            </span>
          </span>
          <input
            type="number"
            min={0}
            max={identifiers - 1}
            value={asked.identifier.value}
            disabled={busy}
            onChange={(event) => {
              asked.identifier.value = Math.max(
                0,
                Math.min(identifiers - 1, Math.round(event.currentTarget.valueAsNumber) || 0),
              )
              event.currentTarget.value = String(asked.identifier.value)
              run.send({ type: 'RESET' })
            }}
          />
        </label>
      }
      inspected={{
        row: Math.floor(inspected / columns),
        column: inspected % columns,
        given: '',
        cell: modelCell(Math.floor(inspected / columns), inspected % columns),
      }}
      answers={ANSWERS}
      columns={side}
      about={<About />}
    />
  )
}
