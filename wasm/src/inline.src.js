// The bridge with its three builds and its worker inside, bundled to dist/inline.js; see inline.d.ts.
import relaxed from '../dist/hrm-relaxed.wasm'
import scalar from '../dist/hrm-scalar.wasm'
import simd from '../dist/hrm-simd.wasm'
import workerText from 'worker-text'
import { createRuntime as createLocal, createWorkerRuntime as createInWorker } from './index.js'

export { HrmError, sudoku } from './index.js'

const wasmBinary = { relaxed, simd, scalar }

/** @type {typeof import('./inline.d.ts').createRuntime} */
export const createRuntime = (options = {}) => createLocal({ wasmBinary, ...options })

/** @type {typeof import('./inline.d.ts').createWorkerRuntime} */
export async function createWorkerRuntime({ worker, ...options } = {}) {
  if (worker) return createInWorker({ wasmBinary, ...options, worker })
  const url = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }))
  try {
    return await createInWorker({ wasmBinary, ...options, worker: new Worker(url, { type: 'module', name: 'hrm' }) })
  } finally {
    URL.revokeObjectURL(url)
  }
}
