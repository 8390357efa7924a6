import type { ComponentChildren } from 'preact'

/** Something that went wrong or wants a word, until it is dismissed. */
export function Notice({
  tone,
  onDismiss,
  children,
}: {
  tone: 'bad' | 'warn' | 'calm'
  onDismiss: () => void
  children: ComponentChildren
}) {
  return (
    <div class={`notice ${tone}`} role={tone === 'calm' ? 'status' : 'alert'}>
      <p>{children}</p>
      <button type="button" class="quiet" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  )
}
