import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

export interface CellView {
  class?: string
  /** After "Row 1, column 1: ". */
  label: string
  style?: Record<string, string>
  content?: ComponentChildren
}

interface Props {
  rows: number
  columns: number
  label: string
  class?: string
  id?: string
  selected: number
  readonly: boolean
  multiselectable?: (cell: number) => boolean
  cell: (cell: number) => CellView
  onSelect: (cell: number) => void
  onHover?: (cell: number | undefined) => void
  /**
   * A pointer draws: every cell it passes, the first with first = true. Not while readonly. A finger draws on purpose
   * only: by a tap, by setting out sideways or by resting for a moment; any other movement of it scrolls.
   */
  onStroke?: (cell: number, first: boolean) => void
  /** A key that moves nothing. True: it was of use. `from` is the cell that has the focus. */
  onKey?: (event: KeyboardEvent, from: number) => boolean
  /** Arrow with Shift: from the first cell to the second. */
  onExtend?: (from: number, to: number) => void
  /** The id of what says which keys do what. */
  describedby?: string
  /** Drawn over the cells. */
  children?: ComponentChildren
}

/** In ms: how long a finger rests before it draws whichever way it goes. */
const REST = 250

interface Stroke {
  /** The cell it is at. */
  at: number
  /** It has not drawn yet: it may still be a swipe. */
  pending: boolean
  timer?: ReturnType<typeof setTimeout>
}

/** The ARIA grid pattern: one tab stop, arrows, Home and End move; a pointer draws with capture, the cell found from
 * where it is.
 */
export function Grid(props: Props) {
  const { rows, columns, selected, readonly } = props
  const grid = useRef<HTMLDivElement>(null)
  const stroke = useRef<Stroke | undefined>(undefined)

  useEffect(() => {
    const board = grid.current!
    const hold = (event: TouchEvent) => stroke.current && !stroke.current.pending && event.preventDefault()
    // By hand: what keeps a page from scrolling may not be passive.
    board.addEventListener('touchmove', hold, { passive: false })
    return () => board.removeEventListener('touchmove', hold)
  }, [])

  function cellAt(event: PointerEvent): number {
    const box = grid.current!.getBoundingClientRect()
    const at = (offset: number, length: number, n: number) =>
      Math.max(0, Math.min(n - 1, Math.floor((offset / length) * n)))
    return at(event.clientY - box.top, box.height, rows) * columns + at(event.clientX - box.left, box.width, columns)
  }

  function select(cell: number): void {
    props.onSelect(cell)
    grid.current!.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.focus({ preventScroll: true })
  }

  function begin(cell: number): void {
    select(cell)
    stroke.current = props.onStroke && !readonly ? { at: cell, pending: false } : undefined
    if (stroke.current) props.onStroke!(cell, true)
  }

  function onPointerDown(event: PointerEvent): void {
    if (event.button) return
    event.preventDefault()
    const cell = cellAt(event)
    if (event.pointerType !== 'touch') {
      begin(cell)
      if (stroke.current) grid.current!.setPointerCapture(event.pointerId)
    } else stroke.current = { at: cell, pending: true, timer: setTimeout(() => begin(cell), REST) }
  }

  function onPointerMove(event: PointerEvent): void {
    const to = cellAt(event)
    if (event.pointerType === 'mouse') props.onHover?.(to)
    const from = stroke.current?.at
    if (from === undefined || from === to) return
    if (readonly || !props.onStroke) return end()
    // A swipe that the browser scrolls by is cancelled before it comes here.
    if (stroke.current!.pending) {
      end()
      begin(from)
    }
    for (const cell of cellsBetween(from, to, columns)) props.onStroke(cell, false)
    stroke.current!.at = to
    props.onSelect(to)
  }

  function end(): void {
    clearTimeout(stroke.current?.timer)
    stroke.current = undefined
  }

  function onPointerUp(): void {
    const { at, pending } = stroke.current ?? {}
    end()
    if (pending) begin(at!)
    end()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey
    const row = Math.floor(selected / columns)
    const column = selected % columns
    const to: Record<string, number> = {
      ArrowLeft: row * columns + Math.max(0, column - 1),
      ArrowRight: row * columns + Math.min(columns - 1, column + 1),
      ArrowUp: Math.max(0, row - 1) * columns + column,
      ArrowDown: Math.min(rows - 1, row + 1) * columns + column,
      Home: command ? 0 : row * columns,
      End: command ? rows * columns - 1 : row * columns + columns - 1,
    }
    const next = to[event.key]
    if (next !== undefined) {
      select(next)
      if (event.shiftKey && !readonly) props.onExtend?.(selected, next)
    } else if (event.altKey || !props.onKey?.(event, selected)) return
    event.preventDefault()
  }

  return (
    <div
      class={`grid ${props.onStroke ? 'drawn' : ''} ${props.class ?? ''}`}
      translate={false}
      id={props.id}
      role="grid"
      aria-label={props.label}
      aria-describedby={props.describedby}
      aria-readonly={readonly}
      aria-rowcount={rows}
      aria-colcount={columns}
      aria-multiselectable={props.multiselectable ? true : undefined}
      ref={grid}
      style={{ '--rows': rows, '--columns': columns }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={end}
      onPointerLeave={() => props.onHover?.(undefined)}
    >
      {Array.from({ length: rows }, (_, row) => (
        <div role="row" key={row} aria-rowindex={row + 1}>
          {Array.from({ length: columns }, (_, column) => {
            const cell = row * columns + column
            const view = props.cell(cell)
            return (
              <div
                key={cell}
                role="gridcell"
                data-cell={cell}
                tabindex={cell === selected ? 0 : -1}
                aria-selected={props.multiselectable ? props.multiselectable(cell) : cell === selected}
                aria-colindex={column + 1}
                aria-label={`Row ${row + 1}, column ${column + 1}: ${view.label}`}
                class={`square ${view.class ?? ''}`}
                style={view.style ?? {}}
                onFocus={() => cell !== selected && props.onSelect(cell)}
              >
                {view.content}
              </div>
            )
          })}
        </div>
      ))}
      {props.children}
    </div>
  )
}

/** The cells on a straight line after the first, the last among them: a fast pointer leaves cells out. */
export function cellsBetween(from: number, to: number, columns: number): number[] {
  const [r, c] = [Math.floor(from / columns), from % columns]
  const down = Math.floor(to / columns) - r
  const right = (to % columns) - c
  const n = Math.max(Math.abs(down), Math.abs(right))
  return Array.from(
    { length: n },
    (_, i) => (r + Math.round((down * (i + 1)) / n)) * columns + c + Math.round((right * (i + 1)) / n),
  )
}
