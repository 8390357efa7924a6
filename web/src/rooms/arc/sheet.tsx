import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { pairName } from './examples.tsx'
import type { Place } from './task.ts'

/** As the style sheets have it: one column. */
const NARROW = '(max-width: 59.99rem)'

export function useNarrow(): boolean {
  const narrow = useSignal(matchMedia(NARROW).matches)
  useEffect(() => {
    const media = matchMedia(NARROW)
    const follow = () => (narrow.value = media.matches)
    follow()
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [])
  return narrow.value
}

/** Where one draws on a narrow screen: from the lower edge, over the page, which scrolls everywhere else. */
export function Sheet({
  place,
  onClose,
  children,
}: {
  place: Place
  onClose: () => void
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current!.showModal(), [])
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="sheet-heading" onClose={onClose}>
      <div class="top">
        <h2 id="sheet-heading">{pairName(place)}</h2>
        <button type="button" class="primary" onClick={() => dialog.current!.close()}>
          Done
        </button>
      </div>
      {children}
    </dialog>
  )
}
