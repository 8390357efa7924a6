/** What this browser keeps of the page between visits. Storage is refused in some private windows, and may be full: what
 * is kept then lasts as long as the page, and nothing that is kept may be needed. Says whether it is kept.
 */
export function remember(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text)
    return true
  } catch {
    return false
  }
}

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
