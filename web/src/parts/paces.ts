import type { Pace } from '../thinking/run.ts'

export const PACES: readonly { value: Pace; label: string }[] = [
  { value: 'watch', label: 'Unhurried' },
  { value: 'full', label: 'Full speed' },
]
