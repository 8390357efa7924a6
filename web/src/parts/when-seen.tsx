import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** What stands far below is made, and its code fetched, once it comes into the window. */
export function WhenSeen({ children }: { children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null)
  const seen = useSignal(false)
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      seen.value ||= entries.some(({ isIntersecting }) => isIntersecting)
    })
    observer.observe(place.current!)
    return () => observer.disconnect()
  }, [])
  return <div ref={place}>{seen.value && children}</div>
}
