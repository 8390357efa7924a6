import { Grid } from '../../parts/grid.tsx'
import { percent } from '../../words.ts'
import { holds, type Rectangle } from './edits.ts'
import { HEX, NAMES, type Colours } from './task.ts'

export type Tool = 'edit' | 'select' | 'fill'

interface Props {
  grid: Colours
  label: string
  cursor: number
  selection: Rectangle | undefined
  readonly: boolean
  /** Of the model, where this is its answer. */
  sureness: ((row: number, column: number) => { probability: number; changed: boolean }) | undefined
  onCursor: (cell: number) => void
  onHover: (cell: number | undefined) => void
  onStroke: (cell: number, first: boolean) => void
  onExtend: (from: number, to: number) => void
  onKey: (event: KeyboardEvent, from: number) => boolean
}

export function Board({
  grid,
  label,
  cursor,
  selection,
  readonly,
  sureness,
  onCursor,
  onHover,
  onStroke,
  onExtend,
  onKey,
}: Props) {
  const columns = grid[0]!.length
  return (
    <Grid
      id="board"
      describedby="arc-keys"
      class={sureness ? 'arc thinking' : 'arc'}
      rows={grid.length}
      columns={columns}
      label={label}
      selected={cursor}
      readonly={readonly}
      multiselectable={(cell) => (selection ? holds(selection, Math.floor(cell / columns), cell % columns) : false)}
      cell={(cell) => {
        const [row, column] = [Math.floor(cell / columns), cell % columns]
        const colour = grid[row]![column]!
        const said = sureness?.(row, column)
        const words = [
          `${colour} ${NAMES[colour]}`,
          ...(said ? [`${percent(said.probability)} sure`, ...(said.changed ? ['changed'] : [])] : []),
        ]
        return {
          class: `c${colour}${said?.changed ? ' changed' : ''}`,
          label: words.join(', '),
          content: <span aria-hidden="true">{colour}</span>,
          style: { '--colour': HEX[colour]!, ...(said ? { '--p': said.probability.toFixed(3) } : {}) },
        }
      }}
      onSelect={onCursor}
      onHover={onHover}
      onStroke={onStroke}
      onExtend={onExtend}
      onKey={onKey}
    />
  )
}

/** A grid in small, as a picture. */
export function Thumbnail({ grid }: { grid: Colours }) {
  const paths: string[] = []
  grid.forEach((line, row) =>
    line.forEach((colour, column) => (paths[colour] = `${paths[colour] ?? ''}M${column} ${row}h1v1h-1z`)),
  )
  return (
    <svg class="arc-thumbnail" viewBox={`0 0 ${grid[0]!.length} ${grid.length}`} aria-hidden="true">
      {paths.map((d, colour) => d && <path key={colour} fill={HEX[colour]} d={d} />)}
    </svg>
  )
}
