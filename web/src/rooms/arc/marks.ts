/** What tells ARC's colours apart besides themselves: chosen once for every grid of the room, and kept in this browser. */
import { signal } from '@preact/signals'
import { remember, remembered } from '../../storage.ts'

export type Marks = 'none' | 'digits' | 'patterns'
export const MARKS: readonly { value: Marks; label: string }[] = [
  { value: 'none', label: 'Colours' },
  { value: 'digits', label: 'Digits' },
  { value: 'patterns', label: 'Patterns' },
]
const KEY = 'arc-marks'

const kept = remembered(KEY)

export const marks = signal<Marks>(MARKS.find(({ value }) => value === kept)?.value ?? 'none')

export function choose(value: Marks): void {
  marks.value = value
  remember(KEY, value)
}
