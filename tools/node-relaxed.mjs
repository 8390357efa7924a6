// Node's options for WebAssembly with relaxed SIMD that computes right. Node 20 hides it behind a flag, and its
// baseline compiler drops the accumulator of the int8 dot product: without that compiler every function is optimised
// code, which is right. Later versions need nothing.
import { hasFeature } from '../wasm/src/features.js'

export const RELAXED_OPTIONS = hasFeature('relaxed') ? [] : ['--experimental-wasm-relaxed-simd', '--no-liftoff']
