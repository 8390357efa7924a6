// What this engine's WebAssembly can do, asked with the smallest modules that need it.
import { messageOf } from './errors.js'

/** A module of one function of type [] -> [v128].
 * @param {number[]} code */
const probe = (code) =>
  new Uint8Array([
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    5,
    1,
    96,
    0,
    1,
    123,
    3,
    2,
    1,
    0,
    10,
    code.length + 4,
    1,
    code.length + 2,
    0,
    ...code,
    11,
  ])
/** i32.const 0, i8x16.splat */
const VECTOR = [65, 0, 253, 15]
const PROBES = {
  simd: probe([...VECTOR, 253, 98]), // i8x16.popcnt
  relaxed: probe([...VECTOR, ...VECTOR, ...VECTOR, 253, 147, 2]), // i32x4.relaxed_dot_i8x16_i7x16_add_s
}

/** Magic and version: the smallest module. */
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])

/** Why nothing can be compiled here, or undefined. */
export function whyNoCompiling() {
  if (typeof WebAssembly !== 'object') return 'This engine has no WebAssembly; Lockdown mode takes it away.'
  try {
    new WebAssembly.Module(EMPTY)
    return undefined
  } catch (error) {
    return `WebAssembly cannot be compiled here: ${messageOf(error)}. A page's policy needs 'wasm-unsafe-eval'; else give wasmModule.`
  }
}

/** Does the engine compile modules of this variant? It may still compute wrong: the golden vector tells.
 * @param {import('./index.d.ts').Variant} variant */
export const hasFeature = (variant) => variant === 'scalar' || WebAssembly.validate(PROBES[variant])
