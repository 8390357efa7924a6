/** The colours that were chosen on an earlier visit; apart from theme.ts because the page's first script sets them,
 * before anything is drawn.
 */
export type Theme = 'auto' | 'light' | 'dark'
export const KEY = 'theme'

export function storedTheme(): Theme {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : 'auto'
  } catch {
    return 'auto' // storage is refused in some private windows; the choice then lasts as long as the page
  }
}
