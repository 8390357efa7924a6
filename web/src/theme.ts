import { effect, signal } from '@preact/signals'
import { KEY, storedTheme, type Theme } from './stored-theme.ts'

export type { Theme }

export const theme = signal<Theme>(storedTheme())

effect(() => {
  document.documentElement.dataset.theme = theme.value
  try {
    localStorage.setItem(KEY, theme.value)
  } catch {
    /* see stored-theme.ts */
  }
})
