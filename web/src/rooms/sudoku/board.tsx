import type { Thought } from '../../thinking/states.ts'
import { probabilities } from '../../parts/cell-detail.tsx'
import { Grid, type CellView } from '../../parts/grid.tsx'
import { digitOf, undoing } from '../../parts/keys.ts'
import { list, percent } from '../../words.ts'
import { column, DIGITS, row, toCells } from './puzzle.ts'
import { SURE } from './verdict.ts'

/** What the cells show beside the model's digit. */
export type Lens = 'certainty' | 'candidates' | 'entropy'

interface Props {
  id: string
  puzzle: string
  step: Thought | undefined
  /** Cells that break a rule. */
  conflicts: ReadonlySet<number>
  solved: boolean
  selected: number
  lens: Lens
  readonly: boolean
  onSelect: (cell: number) => void
  onHover: (cell: number | undefined) => void
  onDigit: (digit: number) => void
  onUndo: (redo: boolean) => void
  onSolve: () => void
}

/** Probabilities from which a digit is written as a candidate, and written bold. */
const POSSIBLE = 0.04
const LIKELY = 0.3

/** The board: digits write, what the model says stands in its ink. */
export function Board(props: Props) {
  const { puzzle, step, selected, lens } = props
  const given = toCells(puzzle)
  const changed = new Set(step?.changed)

  function onKey(event: KeyboardEvent): boolean {
    const undo = undoing(event)
    if (undo) props.onUndo(undo === 'REDO')
    else if (event.ctrlKey || event.metaKey) return false
    else if (event.key === 'Enter') props.onSolve()
    else {
      const digit = ['Delete', 'Backspace', '.', ' '].includes(event.key) ? 0 : digitOf(event)
      if (digit === undefined) return false
      props.onDigit(digit)
    }
    return true
  }

  return (
    <Grid
      id={props.id}
      class={`sudoku ${lens} ${step ? 'thinking' : ''} ${props.solved ? 'solved' : ''}`}
      rows={9}
      columns={9}
      label="Sudoku"
      selected={selected}
      readonly={props.readonly}
      cell={(cell) =>
        view({
          cell,
          given: given[cell]!,
          step,
          lens,
          conflict: props.conflicts.has(cell),
          changed: changed.has(cell),
          peer: isPeer(cell, selected),
          solved: props.solved,
        })
      }
      onSelect={props.onSelect}
      onHover={props.onHover}
      onKey={onKey}
    />
  )
}

function isPeer(a: number, b: number): boolean {
  return (
    row(a) === row(b) ||
    column(a) === column(b) ||
    (Math.floor(row(a) / 3) === Math.floor(row(b) / 3) && Math.floor(column(a) / 3) === Math.floor(column(b) / 3))
  )
}

interface Cell {
  cell: number
  given: number
  step: Thought | undefined
  lens: Lens
  conflict: boolean
  changed: boolean
  peer: boolean
  solved: boolean
}

function view({ cell, given, step, lens, conflict, changed, peer, solved }: Cell): CellView {
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
  return {
    class: classes.filter(Boolean).join(' '),
    label: describe(cell, given, answer, step, marks, conflict, changed),
    ...(solved ? { style: { '--wave': String(row(cell) + column(cell)) } } : {}),
    content: marks ? (
      <span class="marks" aria-hidden="true">
        {marks.map((q, i) => (
          <i key={i} data-digit={q > POSSIBLE ? i + 1 : ''} class={q > LIKELY ? 'strong' : ''} />
        ))}
      </span>
    ) : (
      <>
        <span class="digit" aria-hidden="true">
          {answer || undefined}
        </span>
        {/* Leaves: a browser resolves the styles of cells that have none of their own many times faster. */}
        {step && !kept && lens === 'certainty' && sure !== 'sure' && (
          <i class="bar" style={{ backgroundSize: `${Math.round(p * 100)}% 100%` }} />
        )}
        {step && !kept && lens === 'entropy' && (
          <i class="heat" style={{ opacity: Math.min(1, step.entropy[cell]! / 3).toFixed(2) }} />
        )}
      </>
    ),
  }
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
  return words.join(', ')
}
