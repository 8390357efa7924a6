import { render } from 'preact'
import { room } from './address.ts'
import { App } from './app.tsx'
import { keepOffline } from './offline.ts'

/** In ms. */
const MOMENT = 100

/**
 * Draws the page beside the document and puts it there once its model is ready, after a moment at the latest: laying it
 * out takes this thread as long as drawing it, and the model's message would have to wait for it, only to change what
 * has just been laid out.
 */
export async function draw(): Promise<void> {
  const app = document.createElement('div')
  app.id = 'app'
  render(<App />, app)
  const ready = room.peek().engine.ready()
  keepOffline(ready)
  await Promise.race([ready.catch(() => {}), new Promise((resolve) => setTimeout(resolve, MOMENT))])
  // The first script does not wait for the whole of the HTML.
  if (document.readyState === 'loading')
    await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }))
  document.getElementById('app')!.replaceWith(app)
}
