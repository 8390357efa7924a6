import type { ComponentChildren } from 'preact'
import { Choice } from '../../parts/choice.tsx'
import type { Tool } from './board.tsx'
import { HEX, NAMES } from './grids.ts'
import { MARKS, choose, marks } from './marks.ts'
import { SIDE_MOST } from './task.ts'

const TOOLS: readonly { value: Tool; label: string }[] = [
  { value: 'edit', label: 'Edit' },
  { value: 'select', label: 'Select' },
  { value: 'fill', label: 'Flood fill' },
]

interface Props {
  /** Which side of the pair they are about. */
  of: 'input' | 'output'
  colour: number
  tool: Tool
  rows: number
  columns: number
  disabled: boolean
  onColour: (colour: number) => void
  onTool: (tool: Tool) => void
  onSize: (rows: number, columns: number) => void
  children: ComponentChildren
}

export function Tools(props: Props) {
  const { of, colour, tool, rows, columns, disabled, onSize } = props
  return (
    <div class="arc-tools" role="group" aria-label={`Editing the ${of}`}>
      <Choice legend="Tool" name="arc-tool" options={TOOLS} value={tool} onChange={props.onTool} />
      <fieldset class="palette">
        <legend class="unseen">Colour</legend>
        {NAMES.map((name, i) => (
          <label key={i} class={`c${i}`} style={{ '--colour': HEX[i] }}>
            <input
              type="radio"
              name="colour"
              checked={i === colour}
              aria-label={`${i} ${name}`}
              onClick={() => props.onColour(i)}
            />
            <span aria-hidden="true">{i}</span>
          </label>
        ))}
      </fieldset>
      <div class="row sizes" role="group" aria-label={`Size of the ${of}`}>
        <Side label="Rows" value={rows} disabled={disabled} onChange={(value) => onSize(value, columns)} />
        <Side label="Columns" value={columns} disabled={disabled} onChange={(value) => onSize(rows, value)} />
        <Choice legend="Cells show" hideLegend name="marks" options={MARKS} value={marks.value} onChange={choose} />
      </div>
      {props.children}
      <p class="keys soft" id="arc-keys">
        Keys: arrows move, <kbd>0</kbd> to <kbd>9</kbd> colour the cell or the selection, Shift with an arrow draws on
        or selects, Ctrl C and V copy.
      </p>
    </div>
  )
}

function Side({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string
  value: number
  disabled: boolean
  onChange: (value: number) => void
}) {
  const to = (next: number) => onChange(Math.max(1, Math.min(SIDE_MOST, Math.round(next) || 1)))
  return (
    <label class="side">
      <span class="soft">{label}</span>
      <input
        type="number"
        min={1}
        max={SIDE_MOST}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          to(event.currentTarget.valueAsNumber)
          event.currentTarget.value = String(value) // the view follows what was made of it
        }}
      />
    </label>
  )
}
