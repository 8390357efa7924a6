import type { ComponentChildren } from 'preact'

interface Props {
  disabled?: boolean
  class?: string
  label?: string
  tabIndex?: number
  onClick: () => void
  children: ComponentChildren
}

/** A button that keeps the focus when it becomes unavailable: a disabled one would drop it, and who uses the
 * keyboard would start from the top.
 */
export function Action({ disabled = false, class: className, label, tabIndex, onClick, children }: Props) {
  return (
    <button
      type="button"
      class={className}
      aria-label={label}
      aria-disabled={disabled}
      tabIndex={tabIndex}
      onClick={() => !disabled && onClick()}
    >
      {children}
    </button>
  )
}
