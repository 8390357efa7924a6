import { sudoku } from 'hrm-wasm/rules'
import type { Conflict } from 'hrm-wasm/sudoku'
import type { Engine } from '../../engine.ts'
import type { State } from '../../thinking/machine.ts'
import type { Thought } from '../../thinking/states.ts'
import { verdictOf, type Judged, type Verdict } from '../../thinking/verdict.ts'
import { count } from '../../words.ts'
import { column, conflictsInWords, givens, isEmpty, row, toCells, type Puzzle } from './puzzle.ts'
import type { Count } from './solutions.ts'

/** Below this probability a cell counts as uncertain. */
export const SURE = 0.9

/** count: of the puzzle's solutions, where it is known already. */
export const verdict = (state: State, loading: ReturnType<Engine['phase']['peek']>, count?: Count) =>
  verdictOf(state, loading, {
    editing: (puzzle) => editing(puzzle, count),
    judged,
    twins: true,
    hopeless:
      count?.solutions === 0
        ? `This puzzle has no solution, so no thinking can help. ${slip(state.puzzle, count)}`
        : '',
  })

/** Where the slip may be. */
function slip(puzzle: Puzzle, { culprits }: Count): string {
  const cells = culprits.map((cell) => `the ${puzzle[cell]} in row ${row(cell) + 1}, column ${column(cell) + 1}`)
  if (!cells.length) return 'More than one of the givens must be wrong.'
  if (cells.length > 3)
    return `It would have one without ${cells.slice(0, 2).join(', or without ')}, or without one of ${cells.length - 2} others.`
  return `It would have one without ${cells.join(', or without ')}.`
}

function editing(puzzle: Puzzle, found: Count | undefined): Verdict {
  const n = givens(puzzle)
  if (isEmpty(puzzle))
    return {
      tone: 'calm',
      headline: 'An empty board',
      text: 'Type a puzzle, paste one, or take an example from below.',
    }
  const conflicts = sudoku.conflicts(toCells(puzzle))
  if (conflicts.length) {
    return {
      tone: 'warn',
      headline: 'These givens contradict each other',
      text: `${conflictsInWords(conflicts)}. No solution can exist, so the model is not asked before they are corrected.`,
    }
  }
  if (n === 81)
    return {
      tone: 'calm',
      headline: 'The board is full',
      text: 'There is nothing left to solve, but the model may have a look at it.',
    }
  if (found?.solutions === 0)
    return {
      tone: 'warn',
      headline: 'No solution: look at what you typed',
      text: `No grid fits these ${count(n, 'given')}. ${slip(puzzle, found)}`,
    }
  const many = found ? found.solutions === 2 : n < 17
  const one = found?.solutions === 1 ? 'It has one solution.' : ''
  return {
    tone: 'calm',
    headline: `${count(n, 'given')}, ${count(81 - n, 'cell')} to fill`,
    text: `${many ? 'It has more than one solution; any valid one counts.' : one} The model has not seen this board yet.`.trimStart(),
  }
}

/** The judgement that the task made of the step, and how sure the model was, in words. */
export function judged(_: Puzzle, step: Omit<Thought, 'amiss'>): Judged {
  const { valid, verdict } = step
  if (valid) return { right: true, amiss: 0, tone: 'good', headline: 'Solved', text: verdict!.sentence }
  const { conflicts, changedGivens } = verdict!.details as { conflicts: Conflict[]; changedGivens: number[] }
  const broken = { row: new Set(), column: new Set(), box: new Set() }
  for (const { unit, index } of conflicts) broken[unit].add(index)
  const units = broken.row.size + broken.column.size + broken.box.size
  const blank = toCells(step.grid!).filter((digit) => !digit).length
  const uncertain = step.probability.filter((p) => p < SURE).length
  const words = [
    units ? `${units} of 27 rows, columns and boxes conflict` : '',
    blank ? `${count(blank, 'cell')} blank` : '',
    changedGivens.length ? `${count(changedGivens.length, 'given')} changed` : '',
    uncertain ? `${count(uncertain, 'cell')} uncertain` : 'the model is sure of every cell all the same',
  ].filter(Boolean)
  const amiss = units + blank + changedGivens.length
  return { right: false, amiss, tone: 'bad', headline: 'Not solved', text: `${words.join('; ')}.` }
}
