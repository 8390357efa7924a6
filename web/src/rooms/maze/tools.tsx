import { useSignal } from '@preact/signals'
import { maze } from 'hrm-wasm'
import { Action } from '../../parts/action.tsx'
import { Choice } from '../../parts/choice.tsx'
import type { Run } from '../../thinking/run.ts'
import { empty, resized, SIZE_LEAST, sizeOf, type Puzzle, type Tool } from './puzzle.ts'

const TOOLS: readonly { value: Tool; label: string }[] = [
  { value: 'wall', label: 'Walls' },
  { value: 'start', label: 'Start' },
  { value: 'goal', label: 'Goal' },
]
type Reach = 'near' | 'far' | 'hard'
const REACHES: readonly { value: Reach; label: string }[] = [
  { value: 'near', label: 'Near' },
  { value: 'far', label: 'Far' },
  { value: 'hard', label: 'Hard' },
]
/** Of a hard maze's path. */
const SHARE: Record<Reach, number> = { near: 0.3, far: 0.6, hard: 0.9 }

export function generated(size: number, reach: Reach = 'far', next = Math.random): Puzzle {
  return (
    maze.generate({ size, next, minSteps: Math.max(2, Math.round(SHARE[reach] * maze.hardSteps(size))) }) ?? empty(size)
  )
}

interface Props {
  run: Run
  /** The largest size on offer. */
  most: number
  tool: Tool
  onTool: (tool: Tool) => void
  onLoad: (puzzle: Puzzle) => void
  onText: () => void
}

export function Tools({ run, most, tool, onTool, onLoad, onText }: Props) {
  const reach = useSignal<Reach>('far')
  const { puzzle, phase, past, future } = run.state.value
  const size = sizeOf(puzzle)
  const busy = phase === 'solving'
  return (
    <div class="maze-tools" role="group" aria-label="Drawing">
      <Choice legend="Draw" name="tool" options={TOOLS} value={tool} onChange={onTool} />
      <label class="slider">
        <span class="soft">Size</span>
        <input
          type="range"
          min={SIZE_LEAST}
          max={most}
          value={size}
          disabled={busy}
          aria-valuetext={`${size} by ${size}`}
          onInput={(event) => run.send({ type: 'EDIT', puzzle: resized(puzzle, Number(event.currentTarget.value)) })}
        />
        <output class="figures">
          {size} × {size}
        </output>
      </label>
      <div class="row">
        <Action disabled={busy} onClick={() => onLoad(generated(size, reach.value))}>
          Generate
        </Action>
        <Choice
          legend="Distance of the goal"
          hideLegend
          name="reach"
          options={REACHES}
          value={reach.value}
          onChange={(value) => (reach.value = value)}
        />
      </div>
      <div class="row tools">
        <Action class="quiet" disabled={busy || !past.length} onClick={() => run.send({ type: 'UNDO' })}>
          Undo
        </Action>
        <Action class="quiet" disabled={busy || !future.length} onClick={() => run.send({ type: 'REDO' })}>
          Redo
        </Action>
        <Action class="quiet" disabled={busy} onClick={() => onLoad(empty(size))}>
          Clear
        </Action>
        <Action class="quiet" disabled={busy} onClick={onText}>
          Paste text
        </Action>
      </div>
      <p class="keys soft" id="maze-keys">
        Keys: arrows move, Enter draws, Shift with an arrow draws on; <kbd>#</kbd> <kbd>S</kbd> <kbd>G</kbd> set, Delete
        frees the cell.
      </p>
    </div>
  )
}
