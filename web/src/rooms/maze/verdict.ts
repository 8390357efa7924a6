import { maze } from 'hrm-wasm/rules'
import type { Engine } from '../../engine.ts'
import type { State } from '../../thinking/machine.ts'
import { verdictOf, type Verdict } from '../../thinking/verdict.ts'
import { count, list } from '../../words.ts'
import { judged } from './judged.ts'
import { sizeOf, type Puzzle } from './puzzle.ts'

export const verdict = (state: State, loading: ReturnType<Engine['phase']['peek']>) =>
  verdictOf(state, loading, { editing, judged, twins: true })

function editing(puzzle: Puzzle): Verdict {
  const missing = [...'SG'].filter((mark) => !puzzle.includes(mark)).map((mark) => (mark === 'S' ? 'start' : 'goal'))
  const size = sizeOf(puzzle)
  if (missing.length)
    return {
      tone: 'warn',
      headline: `No ${list(missing)} yet`,
      text: `Choose the tool and a cell. A maze needs one start and one goal.`,
    }
  const label = maze.solve(puzzle)
  if (!label)
    return {
      tone: 'warn',
      headline: 'No way leads to the goal',
      text: 'The model may be asked all the same: what it draws will be wrong.',
    }
  const walls = puzzle.split('#').length - 1
  return {
    tone: 'calm',
    headline: `${size} × ${size}, ${count(label.steps, 'move')} at the shortest`,
    text: `${count(walls, 'wall')}. The model has not seen this maze yet.`,
  }
}
