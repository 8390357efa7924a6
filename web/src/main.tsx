import { effect, untracked } from '@preact/signals'
import { render } from 'preact'
import { readAddress, room } from './address.ts'
import { App } from './app.tsx'
import { keepOffline, takeRenewal } from './offline.ts'
import { rooms } from './rooms/index.ts'
import { followTheme } from './theme.ts'

declare global {
  /** Does what was asked of the page before this code was there (first-view/before.js). */
  var doEarly: (() => void) | undefined
}

/** Draws the page over the first view that stands in the HTML, whose elements are taken over, and begins to load the
 * model of the room on view.
 */
export async function draw(): Promise<void> {
  // The first script does not wait for the whole of the HTML.
  if (document.readyState === 'loading')
    await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }))
  void takeRenewal()
  followTheme()
  readAddress()
  // Before the page is drawn: it is drawn as one that loads, once.
  effect(() => {
    const { engine } = room.value
    untracked(() => {
      if (engine.phase.value === 'idle') engine.ready().catch(() => {})
    })
  })
  const { dataset } = document.documentElement
  delete dataset.awaited
  render(<App />, document.getElementById('app')!)
  delete dataset.asked
  globalThis.doEarly?.()
  const { engine } = room.peek()
  const begun = () => (document.documentElement.dataset.begun = '')
  // What the room says now that its model is there is painted first.
  const afterPaint = () => requestAnimationFrame(() => setTimeout(begun))
  const ready = engine.ready()
  ready.then(afterPaint, afterPaint)
  void keepOffline(ready, () => rooms.map((one) => one.engine).filter((one) => one !== engine))
}
