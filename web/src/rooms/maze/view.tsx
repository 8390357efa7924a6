import { useSignal } from '@preact/signals'
import { maze } from 'hrm-wasm/rules'
import { useEffect } from 'preact/hooks'
import type { Engine } from '../../engine.ts'
import { INK, type Picture } from '../../parts/ink.ts'
import type { Desk } from '../../thinking/desk.ts'
import type { Rivalry } from '../../thinking/rival.ts'
import { Stage } from '../../thinking/stage.tsx'
import type { Verdict } from '../../thinking/verdict.ts'
import { About } from './about.tsx'
import { Board, type Lens } from './board.tsx'
import { ANSWERS, NAMES, SIZE_MOST, sizeOf, takenBy, toAddress, withCell, type Puzzle, type Tool } from './puzzle.ts'
import { generated, Tools, type Reach } from './tools.tsx'
import { verdict } from './verdict.ts'

const LENSES: readonly { value: Lens; label: string }[] = [
  { value: 'path', label: 'Path' },
  { value: 'entropy', label: 'Entropy' },
]
const MISSING =
  'Weights for mazes (maze.hrm) are not part of this page. Draw and generate all you like; to see a maze solved, drop a .hrm file of a maze model onto the page. The project’s trainer makes one: hrm-train train --task maze.'

const PICTURED: Record<string, ReturnType<Picture['cell']>> = {
  '#': { fill: INK.rule },
  o: { dot: INK.model },
  S: { dot: INK.planner, text: 'S', ink: INK.paper, bold: true },
  G: { dot: INK.good, text: 'G', ink: INK.paper, bold: true },
}

interface Props {
  desk: Desk<Puzzle>
  engine: Engine
  rivalry: Rivalry<Puzzle>
  /** The page brings in another model for mazes that this one is too small for. */
  larger: boolean
}

export function MazeView({ desk, engine, rivalry, larger }: Props) {
  const selected = useSignal(0)
  const hovered = useSignal<number | undefined>(undefined)
  const tool = useSignal<Tool>('wall')
  const reach = useSignal<Reach>('far')
  const lens = useSignal<Lens>('path')
  const state = desk.run.state.value
  const { puzzle, phase } = state
  const step = desk.run.onView
  const size = sizeOf(puzzle)
  const busy = phase === 'solving'
  const loaded = engine.loaded.value
  const takes = loaded ? takenBy(loaded.info) : SIZE_MOST
  const tooLarge = size > takes
  const awaited = tooLarge && larger && engine.progress.value !== undefined
  const limit = `mazes up to ${takes} × ${takes}; this one is ${size} × ${size}.`
  const says = (): Verdict =>
    phase !== 'editing' || !tooLarge
      ? verdict(state, engine.phase.value)
      : awaited
        ? { tone: 'calm', headline: 'A larger model is on its way', text: `The one before takes ${limit}` }
        : { tone: 'warn', headline: 'Too large for this model', text: `It takes ${limit}` }
  const inside = (cell: number) => Math.min(cell, puzzle.length - 1)
  const inspected = inside(hovered.value ?? selected.value)
  const side = step ? Math.sqrt(step.tokens.length) : size

  /** What is on the board: the maze, or what the model made of it. */
  const drawn = step?.answer?.cells ?? puzzle

  useEffect(() => {
    if (selected.peek() >= puzzle.length) selected.value = puzzle.length - 1
  }, [puzzle])

  return (
    <Stage
      desk={desk}
      engine={engine}
      heading="Draw a maze, see a network find its way"
      lede="No step is taken and no corridor followed: the whole path comes into being at once, over and over, until it holds."
      says={says}
      missing={MISSING}
      board={(of, own) => (
        <Board
          id={own ? 'board' : 'rival-board'}
          puzzle={puzzle}
          step={of}
          lens={lens.value}
          selected={inside(selected.value)}
          readonly={busy || !own}
          tool={tool.value}
          onSelect={(cell) => (selected.value = cell)}
          onHover={(cell) => (hovered.value = cell)}
          onDraw={(cell, character, joined) =>
            own && desk.edit(withCell(desk.run.state.peek().puzzle, cell, character), joined)
          }
          onUndo={(redo) => own && desk.undo(redo)}
        />
      )}
      rival={{ rivalry, says: (other) => verdict(other, 'ready') }}
      onNext={() => desk.load(generated(size, reach.value))}
      marks={
        <>
          <span class="mark-key dot">just changed</span> <span class="mark-key line">the thicker, the surer</span>{' '}
          <span class="mark-key hatch">cannot be</span>
        </>
      }
      tools={
        <Tools
          desk={desk}
          most={larger ? SIZE_MOST : Math.min(SIZE_MOST, Math.max(takes, size))}
          tool={tool.value}
          onTool={(value) => (tool.value = value)}
          reach={reach}
        />
      }
      disabled={awaited || engine.phase.value === 'absent'}
      shared={{
        room: 'maze',
        address: toAddress(puzzle),
        text: () => maze.print(drawn),
        picture: () => ({ rows: size, columns: size, cell: (i) => PICTURED[drawn[i]!] ?? {} }),
      }}
      lenses={{ options: LENSES, value: lens }}
      inspected={{
        row: Math.floor(inspected / size),
        column: inspected % size,
        given: `The maze: ${NAMES[puzzle[inspected]!]}.`,
        cell: maze.framedCells(size, side)[inspected]!,
      }}
      answers={ANSWERS}
      columns={side}
      text={{
        heading: 'A maze as text',
        initial: maze.print(puzzle).replaceAll(' ', '.'),
        use: 'Use this maze',
        hint: (
          <>
            Rows of equal length, a square of 5 to 30: <code>#</code> wall, <code>.</code> or a blank for free,{' '}
            <code>S</code> start, <code>G</code> goal.
          </>
        ),
        list: 'One maze a line: its rows one after another, 25 to 900 characters of # . S G or blanks.',
      }}
      about={<About engine={engine} />}
    />
  )
}
