// The bridge with its builds and its worker inside, bundled to dist/inline.js; see inline.d.ts.
import relaxed16 from '../dist/hrm-relaxed16.wasm'
import relaxed from '../dist/hrm-relaxed.wasm'
import scalar from '../dist/hrm-scalar.wasm'
import simd from '../dist/hrm-simd.wasm'
import workerText from 'worker-text'
import { createRuntime as createLocal, createWorkerRuntime as createInWorker } from './index.js'
import { rescue } from './rescue.js'

export * from './index.js'

const wasmBinary = { relaxed16, relaxed, simd, scalar }

/** @type {typeof import('./inline.d.ts').createRuntime} */
export const createRuntime = (options = {}) => createLocal({ wasmBinary, ...options })

/** One for all workers of the page.
 * @type {string | undefined} */
let worker

/** @type {typeof import('./inline.d.ts').createWorkerRuntime} */
export async function createWorkerRuntime(options = {}) {
  if (options.worker) return createInWorker({ wasmBinary, ...options })
  worker ??= URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }))
  return rescue(createInWorker, { wasmBinary, ...options, assets: /** @type {any} */ ({ worker }) }, 'no worker starts')
}
