import { maze } from 'hrm-wasm/rules'
import { Grid, type CellView } from '../../parts/grid.tsx'
import { nameOf, undoing } from '../../parts/keys.ts'
import type { Thought } from '../../thinking/states.ts'
import { percent } from '../../words.ts'
import { NAMES, sizeOf, type Puzzle, type Tool } from './puzzle.ts'

export type Lens = 'path' | 'entropy'

interface Props {
  id: string
  puzzle: Puzzle
  step: Thought | undefined
  lens: Lens
  selected: number
  readonly: boolean
  onSelect: (cell: number) => void
  onHover: (cell: number | undefined) => void
  /** Writes a character; joined: in the stroke of the one before. */
  onDraw: (cell: number, character: string, joined: boolean) => void
  tool: Tool
  onUndo: (redo: boolean) => void
}

const KEYS: Record<string, string> = { '#': '#', w: '#', s: 'S', g: 'G', Delete: ' ', Backspace: ' ', '.': ' ' }

/** What a stroke draws from its first cell on, and whether it has drawn anything yet. Kept outside the view: it
 * lives from one pointer event to the next.
 */
let stroke = { brush: ' ', drawn: false }

/** A stroke that begins on start or goal carries it along; else the tool says, and walls are drawn or wiped,
 * whichever the first cell is not.
 */
export function brushFor(tool: Tool, first: string): string {
  if (first === 'S' || first === 'G') return first
  if (tool !== 'wall') return tool === 'start' ? 'S' : 'G'
  return first === '#' ? ' ' : '#'
}

export function Board(props: Props) {
  const { puzzle, step, lens, tool } = props
  const size = sizeOf(puzzle)
  // The cells of the model's grid that this maze stands at.
  const framed = step && maze.framedCells(size, Math.sqrt(step.tokens.length))
  const changed = new Set(step?.changed)

  function view(cell: number): CellView {
    const given = puzzle[cell]!
    const at = framed?.[cell]
    const mark = at === undefined ? given : step!.grid![at]!
    const altered = mark !== given && !(mark === 'o' && given === ' ')
    const words = [NAMES[mark] ?? 'nothing known']
    const classes = [`is-${NAMES[given]}`]
    if (at === undefined) return { class: classes[0]!, label: words[0]!, content: letter(given) }
    if (mark === 'o' && !altered) classes.push('on-path')
    if (altered) {
      classes.push('altered')
      words.push(`the maze has ${NAMES[given]} here`)
    }
    words.push(`${percent(step!.probability[at]!)} sure`)
    if (changed.has(at)) {
      classes.push('changed')
      words.push('changed')
    }
    return {
      class: classes.join(' '),
      label: words.join(', '),
      // A cell without a style of its own is drawn many times faster.
      ...(lens === 'entropy' ? { style: { '--h': Math.min(1, step!.entropy[at]! / 1.5).toFixed(2) } } : {}),
      content: letter(given),
    }
  }

  return (
    <Grid
      id={props.id}
      describedby="maze-keys"
      class={`maze ${lens} ${step ? 'thinking' : ''}`}
      rows={size}
      columns={size}
      label="Maze"
      selected={props.selected}
      readonly={props.readonly}
      cell={view}
      onSelect={props.onSelect}
      onHover={props.onHover}
      onStroke={(cell, first) => {
        if (first) stroke = { brush: brushFor(tool, puzzle[cell]!), drawn: false }
        props.onDraw(cell, stroke.brush, stroke.drawn)
        stroke.drawn ||= puzzle[cell] !== stroke.brush
      }}
      onExtend={(from, to) => {
        if (puzzle[from] === '#' || puzzle[from] === ' ') props.onDraw(to, puzzle[from]!, false)
      }}
      onKey={(event, from) => {
        const undo = undoing(event)
        if (undo) props.onUndo(undo === 'REDO')
        if (event.ctrlKey || event.metaKey) return undo !== undefined
        const name = nameOf(event)
        const character = name === ' ' || name === 'Enter' ? brushFor(tool, puzzle[from]!) : KEYS[name]
        if (character === undefined) return false
        props.onDraw(from, character, false)
        return true
      }}
    >
      {framed && <PathLines size={size} framed={framed} step={step!} />}
    </Grid>
  )
}

const letter = (given: string) => (given === 'S' || given === 'G' ? <span aria-hidden="true">{given}</span> : undefined)

const BANDS = ['unsure', 'likely', 'sure'] as const

/** What is marked as path, joined to the neighbours that are: in three strengths of ink, as sure as the less sure of
 * the two cells.
 */
function PathLines({ size, framed, step }: { size: number; framed: readonly number[]; step: Thought }) {
  const band = (cell: number) => {
    const mark = step.grid![framed[cell]!]!
    const p = step.probability[framed[cell]!]!
    return 'oSG'.includes(mark) ? (p >= 0.9 ? 2 : p >= 0.6 ? 1 : 0) : -1
  }
  const paths = ['', '', '']
  for (let cell = 0; cell < size * size; cell++) {
    const here = band(cell)
    if (here < 0) continue
    const [x, y] = [(cell % size) + 0.5, Math.floor(cell / size) + 0.5]
    if (step.grid![framed[cell]!] === 'o') paths[here] += `M${x} ${y}h.001`
    for (const [next, line] of [
      [x < size - 1 ? cell + 1 : -1, 'h1'],
      [y < size - 1 ? cell + size : -1, 'v1'],
    ] as const) {
      if (next >= 0 && band(next) >= 0) paths[Math.min(here, band(next))] += `M${x} ${y}${line}`
    }
  }
  return (
    <svg class="path-lines" viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      {BANDS.map((name, i) => (
        <path key={name} class={name} d={paths[i]} />
      ))}
    </svg>
  )
}
