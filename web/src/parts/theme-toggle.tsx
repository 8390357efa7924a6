import { theme, type Theme } from '../theme.ts'
import { Choice } from './choice.tsx'

const OPTIONS: readonly { value: Theme; label: string }[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

export function ThemeToggle() {
  return (
    <Choice
      legend="Colours"
      hideLegend
      name="theme"
      options={OPTIONS}
      value={theme.value}
      onChange={(value) => (theme.value = value)}
    />
  )
}
