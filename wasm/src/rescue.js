// What is left where a page's `new Worker(url)` does not start: reached by import() of dist/hrm-worker.js, so that
// pages without that trouble do not carry it.
import { tellAssets } from './assets.js'
import { HrmError, messageOf } from './errors.js'
import { readPuzzle } from './read-puzzle.js'
import { createRuntime } from './runtime.js'
import { startScript } from './script.js'

/** @typedef {import('./worker-client.js').Options & { assets: import('./assets-told.js').Addresses }} Options */
/** @typedef {import('./index.d.ts').Runtime} Runtime */

/** A worker by way of a Blob or of a Trusted Types policy; where that is refused too, the calling thread.
 * @param {(options: Options) => Promise<Runtime>} create with a worker that is given @param {Options} options
 * @param {string} why no worker starts @returns {Promise<Runtime>} */
export async function rescue(create, options, why) {
  const { worker, assets, first, onProgress, ...own } = options
  try {
    return await create({ ...options, worker: startScript(assets.worker, 'hrm-worker') })
  } catch (error) {
    // Whatever a worker that runs has to say is said.
    if (error instanceof HrmError && error.code !== 'WORKER_FAILED') throw error
    why = messageOf(error) || why
  }
  tellAssets(assets)
  const runtime = await createRuntime(own, readPuzzle)
  return Object.assign(runtime, {
    variantReason: `${runtime.variantReason.replace(/\.$/, '')}; on the calling thread: ${why}`,
  })
}
