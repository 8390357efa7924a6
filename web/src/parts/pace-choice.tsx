import type { Signal } from '@preact/signals'
import type { Pace } from '../thinking/run.ts'
import { Choice } from './choice.tsx'

const PACES: readonly { value: Pace; label: string }[] = [
  { value: 'slow', label: 'Slow' },
  { value: 'normal', label: 'Normal' },
  { value: 'fast', label: 'Fast' },
]

/** How fast segments come on view. */
export const PaceChoice = ({ pace }: { pace: Signal<Pace> }) => (
  <Choice
    legend="Pace"
    hideLegend
    name="pace"
    options={PACES}
    value={pace.value}
    onChange={(value) => (pace.value = value)}
  />
)
