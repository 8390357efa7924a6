import { useSignal } from '@preact/signals'
import { Action } from '../../parts/action.tsx'
import { EditTools } from '../../parts/edit-tools.tsx'
import { digitOf, nameOf, undoing } from '../../parts/keys.ts'
import type { Desk } from '../../thinking/desk.ts'
import { Board, type Tool } from './board.tsx'
import { cut, filled, flooded, painted, rectangle, resized, stamped, type Rectangle } from './edits.ts'
import { pairName } from './examples.tsx'
import { gridAt, withGrid } from './grids.ts'
import { blank, type Colours, type Place, type Task } from './task.ts'
import { marks } from './marks.ts'
import { Tools } from './tools.tsx'

/** What stands in the output's place, not to be drawn on. */
export interface Shown {
  grid: Colours
  /** Above it, after the arrow. */
  caption: string
  pale?: boolean
  wrong?: ((row: number, column: number) => boolean) | undefined
  sureness?: ((row: number, column: number) => { probability: number; changed: boolean }) | undefined
}

interface Props {
  desk: Desk<Task>
  place: Place
  busy: boolean
  shown: Shown | undefined
  /** The output is known and not to be seen yet. */
  hidden: boolean
  onReveal: () => void
  onPlace: (place: Place) => void
  onHover: (cell: number | undefined) => void
  cursor: number
  onCursor: (cell: number) => void
}

const SIDES = ['input', 'output'] as const

/** One pair, input and output side by side, both to draw on with the same tools. */
export function Editor({ desk, place, busy, shown, hidden, onReveal, onPlace, onHover, cursor, onCursor }: Props) {
  const { run } = desk
  const anchor = useSignal<[number, number] | undefined>(undefined)
  const piece = useSignal<Colours | undefined>(undefined)
  const colour = useSignal(4)
  const tool = useSignal<Tool>('edit')
  const task = run.state.value.puzzle

  /** The side that keys and sizes are about. */
  const active = hidden && !shown ? 'input' : place.side
  const gridOf = (side: Place['side']) => (side === 'output' && shown ? shown.grid : gridAt(task, { ...place, side }))
  const isReadonly = (side: Place['side']) => busy || (side === 'output' && shown !== undefined)
  const grid = gridOf(active)
  const columns = grid[0]!.length
  const readonly = isReadonly(active)
  const cells = grid.length * columns
  const at = Math.min(cursor, cells - 1)
  const selection: Rectangle | undefined =
    anchor.value && tool.value === 'select'
      ? rectangle(Math.min(anchor.value[0], cells - 1), Math.min(anchor.value[1], cells - 1), columns)
      : undefined

  const edit = (next: (grid: Colours) => Colours, joined = false, side = active) => {
    const now = run.state.peek().puzzle
    const where = { ...place, side }
    desk.edit(withGrid(now, where, next(gridAt(now, where))), joined)
  }
  const turnTo = (side: Place['side']) => {
    if (side === active) return
    anchor.value = undefined
    onPlace({ ...place, side })
  }
  const apply = (side: Place['side'], cell: number, joined: boolean) => {
    if (tool.value === 'fill') edit((now) => flooded(now, cell, colour.value), joined, side)
    else if (tool.value === 'edit') edit((now) => painted(now, cell, colour.value), joined, side)
    else if (selection && side === active) edit((now) => filled(now, selection, colour.value), joined)
  }

  function onKey(side: Place['side'], event: KeyboardEvent, from: number): boolean {
    const key = nameOf(event)
    const undo = undoing(event)
    const here = gridOf(side)
    const selected = side === active ? selection : undefined
    if (event.ctrlKey || event.metaKey) {
      if (undo) run.send({ type: undo })
      else if (key === 'c') piece.value = cut(here, selected ?? rectangle(from, from, here[0]!.length))
      else if (key === 'v' && piece.value && !isReadonly(side))
        edit((now) => stamped(now, piece.value!, from), false, side)
      else return false
      return true
    }
    const digit = key === 'Delete' || key === 'Backspace' ? 0 : digitOf(event)
    if (key === 'Escape' && anchor.value) anchor.value = undefined
    else if (isReadonly(side)) return false
    else if (digit !== undefined) {
      colour.value = digit
      apply(side, from, false)
    } else if (key === ' ' || key === 'Enter') apply(side, from, false)
    else return false
    turnTo(side)
    return true
  }

  return (
    <>
      <div class={`pair marks-${marks.value}`}>
        {SIDES.map((side) => (
          <div key={side} class="side-of-pair">
            <h3>{side === 'output' && shown ? shown.caption : side === 'input' ? 'Input' : 'Output'}</h3>
            {side === 'output' && hidden && !shown ? (
              <div class="mount hidden-answer">
                <p>The right answer is known, and hidden.</p>
                <button type="button" class="quiet" onClick={onReveal}>
                  Show it
                </button>
              </div>
            ) : (
              <div class="mount">
                <Board
                  main={side === active}
                  grid={gridOf(side)}
                  label={`${side} of ${pairName(place)}`}
                  cursor={side === active ? at : 0}
                  selection={side === active ? selection : undefined}
                  readonly={isReadonly(side)}
                  pale={side === 'output' && Boolean(shown?.pale)}
                  wrong={side === 'output' ? shown?.wrong : undefined}
                  sureness={side === 'output' ? shown?.sureness : undefined}
                  onCursor={(cell) => {
                    turnTo(side)
                    onCursor(cell)
                  }}
                  onHover={(cell) => side === active && onHover(cell)}
                  onStroke={(cell, first) => {
                    if (tool.value === 'select') anchor.value = [first ? cell : (anchor.value?.[0] ?? cell), cell]
                    else if (first || tool.value === 'edit') apply(side, cell, !first)
                  }}
                  onExtend={(from, to) => {
                    if (tool.value === 'select') anchor.value = [anchor.value?.[0] ?? from, to]
                    else if (tool.value === 'edit') apply(side, to, false)
                  }}
                  onKey={(event, from) => onKey(side, event, from)}
                />
              </div>
            )}
          </div>
        ))}
      </div>
      <div class={`entry marks-${marks.value}`}>
        <Tools
          of={active}
          colour={colour.value}
          tool={tool.value}
          rows={grid.length}
          columns={columns}
          disabled={readonly}
          onColour={(value) => {
            colour.value = value
            if (selection && !readonly) edit((now) => filled(now, selection, value))
          }}
          onTool={(value) => (tool.value = value)}
          onSize={(rows, width) => edit((now) => resized(now, rows, width))}
        >
          <EditTools
            desk={desk}
            disabled={busy}
            canClear={!readonly}
            text={false}
            onClear={() => edit((now) => blank(now.length, now[0]!.length))}
          >
            <Action
              class="quiet"
              disabled={isReadonly('output') || (hidden && !shown)}
              onClick={() => edit(() => gridAt(task, { ...place, side: 'input' }), false, 'output')}
            >
              Copy from input
            </Action>
          </EditTools>
        </Tools>
      </div>
    </>
  )
}
