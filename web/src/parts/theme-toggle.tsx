import { theme, type Theme } from '../theme.ts'
import { Choice } from './choice.tsx'

const OPTIONS: readonly { value: Theme; label: string }[] = [
  { value: 'auto', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Three choices side by side, or one button that goes through them where there is no room; style sheets say which. */
export function ThemeToggle() {
  const now = OPTIONS.findIndex(({ value }) => value === theme.value)
  return (
    <>
      <Choice
        legend="Colours"
        hideLegend
        name="theme"
        options={OPTIONS}
        value={theme.value}
        onChange={(value) => (theme.value = value)}
      />
      <button
        type="button"
        class="quiet theme-button"
        aria-label={`Colours: ${OPTIONS[now]!.label}`}
        onClick={() => (theme.value = OPTIONS[(now + 1) % OPTIONS.length]!.value)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true" class={theme.value}>
          <circle cx="12" cy="12" r="8" />
          <path d="M12 4a8 8 0 0 1 0 16z" />
        </svg>
      </button>
    </>
  )
}
