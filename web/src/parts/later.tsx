import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'

/** A view whose code is fetched when it is first shown; nothing is on view until then, or what went wrong. */
export function later<P extends object>(fetch: () => Promise<ComponentType<P>>): ComponentType<P> {
  const view = signal<{ View: ComponentType<P> } | undefined>(undefined)
  const failed = signal(false)
  const begin = () => {
    failed.value = false
    fetch().then(
      (View) => (view.value = { View }),
      () => (failed.value = true),
    )
  }
  return (props: P) => {
    useEffect(() => void (view.peek() ?? begin()), [])
    if (failed.value)
      return (
        <div class="notice bad" role="alert">
          <p>This part of the page could not be fetched: the connection failed.</p>
          <button type="button" onClick={begin}>
            Try again
          </button>
        </div>
      )
    return view.value ? <view.value.View {...props} /> : null
  }
}
