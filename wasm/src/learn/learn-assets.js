// Where the learner's own files are: its .wasm builds and its worker, in the form that ../assets.js tells of.
import { addressesOf } from '../assets.js'

/** There is none without SIMD. */
const beside = () => {
  return {
    relaxed: new URL('../../dist/hrm-learn-relaxed.wasm', import.meta.url),
    simd: new URL('../../dist/hrm-learn-simd.wasm', import.meta.url),
    'relaxed-threads': new URL('../../dist/hrm-learn-relaxed-threads.wasm', import.meta.url),
    'simd-threads': new URL('../../dist/hrm-learn-simd-threads.wasm', import.meta.url),
    worker: new URL('../../dist/hrm-learner.js', import.meta.url),
  }
}

/** Throws WASM_FETCH. */
export const learnUrls = () => addressesOf(beside)
