import { useRef } from 'preact/hooks'
import type { sudoku } from 'hrm-wasm'
import type { Thought } from '../../thinking/states.ts'
import { probabilities } from '../../parts/cell-detail.tsx'
import { list, percent } from '../../words.ts'
import { column, DIGITS, row, toCells } from './puzzle.ts'
import { SURE } from './verdict.ts'

/** What the cells show beside the model's digit. */
export type Lens = 'certainty' | 'candidates' | 'entropy'

interface Props {
  puzzle: string
  step: Thought | undefined
  conflicts: readonly sudoku.Conflict[]
  selected: number
  lens: Lens
  readonly: boolean
  onSelect: (cell: number) => void
  onHover: (cell: number | undefined) => void
  onDigit: (digit: number) => void
  onUndo: (redo: boolean) => void
}

/** Probabilities from which a digit is written as a candidate, and written bold. */
const POSSIBLE = 0.04
const LIKELY = 0.3

const NINE = [0, 1, 2, 3, 4, 5, 6, 7, 8]

/** The ARIA grid pattern: one tab stop, arrows move, digits write. */
export function Board(props: Props) {
  const { puzzle, step, conflicts, selected, lens, readonly } = props
  const grid = useRef<HTMLDivElement>(null)
  const given = toCells(puzzle)
  const bad = new Set(conflicts.flatMap(({ cells }) => cells))
  const changed = new Set(step?.changed)

  function select(cell: number): void {
    props.onSelect(cell)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${cell}"]`)?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey
    const r = row(selected)
    const c = column(selected)
    const to: Record<string, number> = {
      ArrowLeft: r * 9 + Math.max(0, c - 1),
      ArrowRight: r * 9 + Math.min(8, c + 1),
      ArrowUp: Math.max(0, r - 1) * 9 + c,
      ArrowDown: Math.min(8, r + 1) * 9 + c,
      Home: command ? 0 : r * 9,
      End: command ? 80 : r * 9 + 8,
    }
    if (event.key in to) select(to[event.key]!)
    else if (command && /^[zy]$/i.test(event.key)) props.onUndo(event.shiftKey || event.key.toLowerCase() === 'y')
    else if (command || event.altKey) return
    else if (/^[1-9]$/.test(event.key)) props.onDigit(Number(event.key))
    else if (['Delete', 'Backspace', '0', '.', ' '].includes(event.key)) props.onDigit(0)
    else return
    event.preventDefault()
  }

  return (
    <div
      class={`board ${lens} ${step ? 'thinking' : ''}`}
      id="board"
      role="grid"
      aria-label="Sudoku"
      aria-readonly={readonly}
      aria-rowcount={9}
      aria-colcount={9}
      ref={grid}
      onKeyDown={onKeyDown}
      onPointerLeave={() => props.onHover(undefined)}
    >
      {NINE.map((r) => (
        <div role="row" key={r} aria-rowindex={r + 1}>
          {NINE.map((c) => {
            const cell = r * 9 + c
            return (
              <Cell
                key={cell}
                cell={cell}
                given={given[cell]!}
                step={step}
                lens={lens}
                conflict={bad.has(cell)}
                changed={changed.has(cell)}
                selected={cell === selected}
                peer={isPeer(cell, selected)}
                onPress={() => select(cell)}
                onFocus={() => props.onSelect(cell)}
                onHover={() => props.onHover(cell)}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

function isPeer(a: number, b: number): boolean {
  return (
    row(a) === row(b) ||
    column(a) === column(b) ||
    (Math.floor(row(a) / 3) === Math.floor(row(b) / 3) && Math.floor(column(a) / 3) === Math.floor(column(b) / 3))
  )
}

interface CellProps {
  cell: number
  given: number
  step: Thought | undefined
  lens: Lens
  conflict: boolean
  changed: boolean
  selected: boolean
  peer: boolean
  onPress: () => void
  onFocus: () => void
  onHover: () => void
}

function Cell({ cell, given, step, lens, conflict, changed, selected, peer, onPress, onFocus, onHover }: CellProps) {
  const answer = step ? Number(step.grid![cell]) || 0 : given
  const p = step ? step.probability[cell]! : 1
  const kept = given > 0 && answer === given
  const sure = p >= SURE ? 'sure' : p >= 0.6 ? 'likely' : 'unsure'
  const marks = step && !kept && lens === 'candidates' && p < SURE ? probabilities(step, cell, DIGITS) : undefined
  const classes = [
    'cell',
    kept ? 'given' : step ? `model ${sure}` : '',
    given && !kept ? 'overruled' : '',
    changed && !kept ? 'changed' : '',
    conflict ? 'conflict' : '',
    step?.guessed.includes(cell) ? 'guessed' : '',
    peer ? 'peer' : '',
  ]
  return (
    <div
      role="gridcell"
      data-cell={cell}
      tabIndex={selected ? 0 : -1}
      aria-selected={selected}
      aria-colindex={(cell % 9) + 1}
      class={classes.filter(Boolean).join(' ')}
      aria-label={describe(cell, given, answer, step, marks, conflict, changed)}
      onClick={onPress}
      onFocus={onFocus}
      onPointerEnter={onHover}
      style={step && !kept ? { '--p': p.toFixed(3), '--h': Math.min(1, step.entropy[cell]! / 3).toFixed(3) } : {}}
    >
      {marks ? (
        <span class="marks" aria-hidden="true">
          {marks.map((q, i) => (
            <i key={i} data-digit={q > POSSIBLE ? i + 1 : ''} class={q > LIKELY ? 'strong' : ''} />
          ))}
        </span>
      ) : (
        <span class="digit" aria-hidden="true">
          {answer || ''}
        </span>
      )}
    </div>
  )
}

function describe(
  cell: number,
  given: number,
  answer: number,
  step: Thought | undefined,
  marks: number[] | undefined,
  conflict: boolean,
  changed: boolean,
): string {
  const words = [answer ? String(answer) : 'empty']
  if (given && answer === given) words.push('given')
  else if (step) {
    words.push(`${percent(step.probability[cell]!)} sure`)
    if (given) words.push(`the puzzle gives ${given}`)
    if (marks) words.push(`candidates ${list(marks.flatMap((q, i) => (q > POSSIBLE ? [String(i + 1)] : [])))}`)
    if (changed) words.push('changed')
    if (step.guessed.includes(cell)) words.push('guessed')
  }
  if (conflict) words.push('conflict')
  return `Row ${row(cell) + 1}, column ${column(cell) + 1}: ${words.join(', ')}`
}
