import { sudoku } from 'hrm-wasm'
import type { Engine } from '../../engine.ts'
import type { State } from '../../thinking/machine.ts'
import type { Thought } from '../../thinking/states.ts'
import { verdictOf, type Judged, type Verdict } from '../../thinking/verdict.ts'
import { count, list } from '../../words.ts'
import { conflictsInWords, givens, isEmpty, toCells, type Puzzle } from './puzzle.ts'

/** Below this probability a cell counts as uncertain. */
export const SURE = 0.9

export const verdict = (state: State, loading: ReturnType<Engine['phase']['peek']>) =>
  verdictOf(state, loading, { editing, judged, variants: true })

function editing(puzzle: Puzzle): Verdict {
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
  const few = n < 17 ? ' With fewer than 17 there is always more than one solution; any valid one counts.' : ''
  return {
    tone: 'calm',
    headline: `${count(n, 'given')}, ${count(81 - n, 'cell')} to fill`,
    text: `The model has not seen this board yet.${few}`,
  }
}

/** Right, or what is wrong with the grid, in words. */
export function judged(puzzle: Puzzle, step: Thought): Judged {
  const cells = toCells(step.grid!)
  const { valid, sentence, changedGivens } = sudoku.judge(toCells(puzzle), cells)
  if (valid) return { right: true, tone: 'good', headline: 'Solved', text: sentence }
  const broken = { row: new Set(), column: new Set(), box: new Set() }
  for (const { unit, index } of sudoku.conflicts(cells)) broken[unit].add(index)
  const numbers = [broken.row.size, broken.column.size, broken.box.size]
  const units = [count(numbers[0]!, 'row'), count(numbers[1]!, 'column'), count(numbers[2]!, 'box', 'boxes')].filter(
    (_, i) => numbers[i],
  )
  const blank = cells.filter((digit) => !digit).length
  const uncertain = step.probability.filter((p) => p < SURE).length
  const words = [
    units.length ? `${list(units)} ${units.length === 1 && units[0]!.startsWith('1 ') ? 'conflicts' : 'conflict'}` : '',
    blank ? `${count(blank, 'cell')} blank` : '',
    changedGivens.length ? `${count(changedGivens.length, 'given')} changed` : '',
    uncertain ? `${count(uncertain, 'cell')} uncertain` : 'the model is sure of every cell all the same',
  ].filter(Boolean)
  return { right: false, tone: 'bad', headline: 'Not solved', text: `${words.join('; ')}.` }
}
