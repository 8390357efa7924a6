interface Props<T extends string> {
  legend: string
  hideLegend?: boolean
  name: string
  options: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

/** One of a few: radio buttons that look like a segmented control. */
export function Choice<T extends string>({ legend, hideLegend, name, options, value, onChange }: Props<T>) {
  return (
    <fieldset class="choice">
      <legend class={hideLegend ? 'unseen' : ''}>{legend}</legend>
      <div class="options">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
