import { Action } from '../../parts/action.tsx'

interface Props {
  disabled: boolean
  canUndo: boolean
  canRedo: boolean
  canClear: boolean
  onDigit: (digit: number) => void
  onUndo: () => void
  onRedo: () => void
  onClear: () => void
  onText: () => void
}

export function Keypad({ disabled, canUndo, canRedo, canClear, onDigit, onUndo, onRedo, onClear, onText }: Props) {
  return (
    <div class="keypad" role="group" aria-label="Keypad">
      <div class="digits">
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => (
          <Action key={digit} disabled={disabled} onClick={() => onDigit(digit)}>
            {digit}
          </Action>
        ))}
        <Action disabled={disabled} label="Erase the cell" onClick={() => onDigit(0)}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M9 6h11v12H9l-6-6zM12.5 9.5l4 5m0-5l-4 5" />
          </svg>
        </Action>
      </div>
      <div class="row tools">
        <Action class="quiet" disabled={disabled || !canUndo} onClick={onUndo}>
          Undo
        </Action>
        <Action class="quiet" disabled={disabled || !canRedo} onClick={onRedo}>
          Redo
        </Action>
        <Action class="quiet" disabled={disabled || !canClear} onClick={onClear}>
          Clear
        </Action>
        <Action class="quiet" disabled={disabled} onClick={onText}>
          Paste text
        </Action>
      </div>
    </div>
  )
}
