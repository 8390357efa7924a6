import { useLayoutEffect } from 'preact/hooks'

/** Text pasted anywhere on the page, but into a field; from the moment that the page is on view. */
export function usePaste(read: (text: string) => void): void {
  useLayoutEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text')
      if (!text || (event.target as Element).closest('input, textarea, dialog')) return
      event.preventDefault()
      read(text)
    }
    addEventListener('paste', onPaste)
    return () => removeEventListener('paste', onPaste)
  }, [read])
}
