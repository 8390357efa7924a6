import { effect } from '@preact/signals'
import type { Engine } from '../engine.ts'
import { remember, remembered } from '../storage.ts'
import type { Run } from './run.ts'

const KEY = 'visited'
/** In ms: the board is looked at before it fills. */
const LOOK = 1200

/** Where nothing can be remembered it would begin each time. */
const isFirst = () => !remembered(KEY) && remember(KEY, 'yes')

/** Who comes for the first time, with no puzzle of their own, is shown what the page does: the model begins by itself,
 * once, and Pause is at hand. Not for who wants no motion, and not when anything was touched meanwhile.
 */
export function beginOnFirstVisit<P>(run: Run<P>, engine: Engine): void {
  const asked = location.hash !== ''
  if (!isFirst() || asked || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const { puzzle } = run.state.peek()
  const stop = effect(() => {
    if (!engine.loaded.value) return
    setTimeout(() => {
      const state = run.state.peek()
      const untouched = state.phase === 'editing' && state.puzzle === puzzle && state.run === 0
      if (untouched && document.visibilityState === 'visible') run.send({ type: 'SOLVE' })
    }, LOOK)
    queueMicrotask(() => stop())
  })
}
