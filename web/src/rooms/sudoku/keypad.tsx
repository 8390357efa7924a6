import { Action } from '../../parts/action.tsx'
import { EditTools } from '../../parts/edit-tools.tsx'
import type { Desk } from '../../thinking/desk.ts'
import { EMPTY, isEmpty, type Puzzle } from './puzzle.ts'

interface Props {
  desk: Desk<Puzzle>
  disabled: boolean
  onDigit: (digit: number) => void
}

export function Keypad({ desk, disabled, onDigit }: Props) {
  return (
    <div class="entry keypad" role="group" aria-label="Keypad">
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
      <EditTools
        desk={desk}
        disabled={disabled}
        canClear={!isEmpty(desk.run.state.value.puzzle)}
        onClear={() => desk.load(EMPTY)}
      />
    </div>
  )
}
