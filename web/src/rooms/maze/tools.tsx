import type { Signal } from '@preact/signals'
import { maze } from 'hrm-wasm/rules'
import { useRef } from 'preact/hooks'
import { Action } from '../../parts/action.tsx'
import { Choice } from '../../parts/choice.tsx'
import { EditTools } from '../../parts/edit-tools.tsx'
import type { Desk } from '../../thinking/desk.ts'
import { empty, resized, SIZE_LEAST, sizeOf, type Puzzle, type Tool } from './puzzle.ts'

const TOOLS: readonly { value: Tool; label: string }[] = [
  { value: 'wall', label: 'Walls' },
  { value: 'start', label: 'Start' },
  { value: 'goal', label: 'Goal' },
]
export type Reach = 'near' | 'far' | 'hard'
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
  desk: Desk<Puzzle>
  /** The largest size on offer. */
  most: number
  tool: Tool
  onTool: (tool: Tool) => void
  /** How far the goal is in the mazes that are made. */
  reach: Signal<Reach>
}

export function Tools({ desk, most, tool, onTool, reach }: Props) {
  const { puzzle, phase } = desk.run.state.value
  const size = sizeOf(puzzle)
  const busy = phase === 'solving'
  // While the slider is pulled nothing beyond a size on the way is lost, and all of it is undone as one.
  const pull = useRef<{ from: Puzzle; to: Puzzle } | undefined>(undefined)
  const pullTo = (next: number) => {
    const now = desk.run.state.peek().puzzle
    const joined = pull.current?.to === now
    const from = joined ? pull.current!.from : now
    pull.current = { from, to: resized(from, next) }
    desk.edit(pull.current.to, joined)
  }
  return (
    <div class="entry maze-tools" role="group" aria-label="Drawing">
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
          onInput={(event) => pullTo(Number(event.currentTarget.value))}
          onChange={() => (pull.current = undefined)}
        />
        <output class="figures">
          {size} × {size}
        </output>
      </label>
      <div class="row">
        <Action disabled={busy} onClick={() => desk.load(generated(size, reach.value))}>
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
      <EditTools desk={desk} disabled={busy} onClear={() => desk.load(empty(size))} />
      <p class="keys soft" id="maze-keys">
        Keys: arrows move, Enter draws, Shift with an arrow draws on; <kbd>#</kbd> <kbd>S</kbd> <kbd>G</kbd> set, Delete
        frees the cell.
      </p>
    </div>
  )
}
