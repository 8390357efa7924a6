/**
 * The worker that fetches and loads the weights of the room that is asked for, begun before the page's own code is
 * there, and of a host nearby before the page is drawn. The browser needs this thread to start a worker
 * and to paint the first view, and has no turn while the page is drawn; so the page's own code waits a moment, and then
 * draws while the worker does its part. Of a host nearby there is nothing to wait for.
 */
import { createWorkerRuntime, type ModelInfo, type ModelSource, type Runtime } from 'hrm-wasm'
import { weights } from './assets.ts'

declare global {
  /** Begun before the page was drawn (first-view/before.js). */
  var earlyWorker: Worker | undefined
}

/** In ms. By then a worker has begun and the first view is painted; a reader shall not be kept from the page. */
const MOMENT = 100

const { hash } = globalThis.location ?? { hash: '' } // the build draws the first view where there is none
const [task, puzzle] = hash.slice(1).split('/') as [ModelInfo['task'] | '', string?]
const own = weights(task || 'sudoku')
const larger = task && weights(task, '-large')
/** Where there are weights for larger puzzles, the address begins with the puzzle's size. */
const isLarge = own && Number.parseInt(puzzle ?? '') ** 2 > own.seq_len
const first = ((isLarge && larger) || own)?.from
let early: Promise<Runtime> | undefined

/** Resolves when the model is there, or the moment is over. */
export const begun = new Promise<unknown>((resolve) => {
  if (import.meta.env.SSR) return
  const options = { first }
  const { earlyWorker } = globalThis
  early = earlyWorker
    ? // One that does not start says so; there are other ways then.
      createWorkerRuntime({ ...options, worker: earlyWorker }).catch(() => createWorkerRuntime(options))
    : createWorkerRuntime(options)
  // Whoever takes it hears of a failure.
  early.then(resolve, resolve)
  const isAwaited = document.documentElement.dataset.awaited !== undefined
  setTimeout(resolve, first && !isAwaited ? MOMENT : 0)
})

/** A runtime of one's own, which begins with this model: for who comes first the one that is on its way already. */
export function newRuntime(first: ModelSource): Promise<Runtime> {
  const own = early ?? createWorkerRuntime({ first })
  early = undefined
  return own
}
