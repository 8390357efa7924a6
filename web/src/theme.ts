import { effect, signal } from '@preact/signals'
import { remember } from './storage.ts'

export type Theme = 'auto' | 'light' | 'dark'
const KEY = 'theme'

/** The colours that were chosen, also on an earlier visit: before.js sets those before anything is painted. */
export const theme = signal<Theme>('auto')

export function followTheme(): void {
  const { dataset } = document.documentElement
  const chosen = dataset.theme
  if (chosen === 'light' || chosen === 'dark') theme.value = chosen
  effect(() => {
    dataset.theme = theme.value
    remember(KEY, theme.value)
  })
}
