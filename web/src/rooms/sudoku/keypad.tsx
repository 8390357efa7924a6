import { useSignal } from '@preact/signals'
import { Action } from '../../parts/action.tsx'
import { EditTools } from '../../parts/edit-tools.tsx'
import type { Desk } from '../../thinking/desk.ts'
import { EMPTY, isEmpty, type Puzzle } from './puzzle.ts'

interface Props {
  desk: Desk<Puzzle>
  disabled: boolean
  onDigit: (digit: number) => void
}

/** In the order of the keys; 0 erases. */
const KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]

/** The digits are one tab stop, as the board's cells are: arrows, Home and End move among them. */
export function Keypad({ desk, disabled, onDigit }: Props) {
  const at = useSignal(0)
  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
    const last = KEYS.length - 1
    const to: Record<string, number> = { ArrowLeft: at.value - 1, ArrowRight: at.value + 1, Home: 0, End: last }
    const next = to[event.key]
    if (next === undefined) return
    at.value = Math.max(0, Math.min(last, next))
    ;(event.currentTarget.children[at.value] as HTMLElement).focus()
    event.preventDefault()
  }
  return (
    <div class="entry keypad" role="group" aria-label="Keypad">
      <div class="digits" role="toolbar" aria-label="Digits" onKeyDown={onKeyDown}>
        {KEYS.map((digit, i) => (
          <Action
            key={digit}
            disabled={disabled}
            {...(digit ? {} : { label: 'Erase the cell' })}
            tabIndex={i === at.value ? 0 : -1}
            onClick={() => {
              at.value = i
              onDigit(digit)
            }}
          >
            {digit || (
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M9 6h11v12H9l-6-6zM12.5 9.5l4 5m0-5l-4 5" />
              </svg>
            )}
          </Action>
        ))}
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
