// What is left where a page's `new Worker(url)` does not start: reached by import() of dist/hrm-worker.js, so that
// pages without that trouble do not carry it.
import { tellAssets } from './assets.js'
import { otherwise } from './otherwise.js'
import { readPuzzle } from './read-puzzle.js'
import { createRuntime } from './runtime.js'

/** @typedef {import('./worker-client.js').Options & { assets: import('./assets-told.js').Addresses }} Options */
/** @typedef {import('./index.d.ts').Runtime} Runtime */

/** A worker by another way, or the calling thread.
 * @param {(options: Options) => Promise<Runtime>} create with a worker that is given @param {Options} options
 * @param {string} why no worker starts @returns {Promise<Runtime>} */
export function rescue(create, options, why) {
  const { worker, assets, first, onProgress, ...own } = options
  const createHere = () => {
    tellAssets(assets)
    return createRuntime(own, readPuzzle)
  }
  return otherwise(create, options, createHere, why)
}
