/** What tells ARC's colours apart besides themselves: chosen once for every grid of the room, and kept in this browser. */
import { signal } from '@preact/signals'

export type Marks = 'none' | 'digits' | 'patterns'
export const MARKS: readonly { value: Marks; label: string }[] = [
  { value: 'none', label: 'Colours' },
  { value: 'digits', label: 'Digits' },
  { value: 'patterns', label: 'Patterns' },
]
const KEY = 'arc-marks'

function kept(): Marks {
  try {
    const value = localStorage.getItem(KEY)
    return MARKS.find((one) => one.value === value)?.value ?? 'none'
  } catch {
    return 'none'
  }
}

export const marks = signal(kept())

export function choose(value: Marks): void {
  marks.value = value
  try {
    localStorage.setItem(KEY, value)
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
}
