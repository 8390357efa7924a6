import { Grid } from '../../parts/grid.tsx'
import { percent } from '../../words.ts'
import { holds, type Rectangle } from './edits.ts'
import { HEX, NAMES } from './grids.ts'
import { marks } from './marks.ts'
import type { Colours } from './task.ts'

export type Tool = 'edit' | 'select' | 'fill'

interface Props {
  /** The page's board: where the skip link goes. */
  main: boolean
  /** What it is only about to be. */
  pale?: boolean
  /** A cell that is not as it should be. */
  wrong?: ((row: number, column: number) => boolean) | undefined
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
  main,
  pale = false,
  wrong,
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
      {...(main ? { id: 'board' } : {})}
      describedby="arc-keys"
      class={`arc ${sureness ? 'thinking' : ''} ${pale ? 'pale' : ''}`}
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
          ...(wrong?.(row, column) ? ['wrong'] : []),
          ...(said ? [`${percent(said.probability)} sure`, ...(said.changed ? ['changed'] : [])] : []),
        ]
        return {
          class: `c${colour}${said?.changed ? ' changed' : ''}${wrong?.(row, column) ? ' wrong' : ''}`,
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

interface ThumbnailProps {
  grid: Colours
  /** What it shows, where no name beside it says so. */
  label?: string
  pale?: boolean
  /** Digits in its cells, where marks are wanted: patterns need more room. */
  marked?: boolean
  wrong?: ((row: number, column: number) => boolean) | undefined
}

const digitId = (colour: number) => `arc-digit-${colour}`

/** The digits of thumbnails, once a room. Text in a thumbnail would be read as what the button around it is called. */
export const Digits = () =>
  marks.value === 'none' ? null : (
    <svg class="arc-digits" width="0" height="0" aria-hidden="true">
      <defs>
        {HEX.map((_, colour) => (
          <text key={colour} class="arc-digit" id={digitId(colour)}>
            {colour}
          </text>
        ))}
      </defs>
    </svg>
  )

/** A grid in small, as a picture; cells that are wrong are crossed. */
export function Thumbnail({ grid, label, pale = false, marked = false, wrong }: ThumbnailProps) {
  const paths: string[] = []
  let crosses = ''
  grid.forEach((line, row) =>
    line.forEach((colour, column) => {
      paths[colour] = `${paths[colour] ?? ''}M${column} ${row}h1v1h-1z`
      if (wrong?.(row, column)) crosses += `M${column} ${row}l1 1M${column + 1} ${row}l-1 1`
    }),
  )
  const [rows, columns] = [grid.length, grid[0]!.length]
  const lines =
    Array.from({ length: rows - 1 }, (_, row) => `M0 ${row + 1}h${columns}`).join('') +
    Array.from({ length: columns - 1 }, (_, column) => `M${column + 1} 0v${rows}`).join('')
  return (
    <svg
      class={`arc-thumbnail ${pale ? 'pale' : ''}`}
      viewBox={`0 0 ${columns} ${rows}`}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {paths.map((d, colour) => d && <path key={colour} fill={HEX[colour]} d={d} />)}
      <path class="lines" d={lines} />
      {marked &&
        marks.value !== 'none' &&
        grid.flatMap((line, row) =>
          line.map((colour, column) => (
            <use
              key={`${row} ${column}`}
              class={`c${colour}`}
              href={`#${digitId(colour)}`}
              x={column + 0.5}
              y={row + 0.5}
            />
          )),
        )}
      {crosses && (
        <>
          <path class="cross under" d={crosses} />
          <path class="cross" d={crosses} />
        </>
      )}
    </svg>
  )
}
