// The golden vector: a tiny model made from a fixed sequence of numbers, packed and run by the core, must give these
// bits.
import { writeModel } from './layout.js'
import { MappedModel } from './mapped.js'
import { random } from './random.js'

/** @typedef {import('./core.js').Core} Core */

/** Sizes that leave remainders in the loops of the kernels, but for the last matrix, whose depth is whole blocks of
 * them; learned positions so that no cosine is needed. */
const CONFIG = {
  task: 0,
  grid_rows: 0,
  grid_cols: 0,
  vocab_size: 7,
  seq_len: 10,
  puzzle_emb_len: 1,
  num_puzzle_identifiers: 2,
  hidden_size: 40,
  num_heads: 2,
  inner_size: 64,
  H_layers: 1,
  L_layers: 1,
  H_cycles: 2,
  L_cycles: 2,
  halt_max_steps: 4,
  pos_encodings: 1,
  rope_theta: 1,
  rms_norm_eps: 1e-5,
}
const SEGMENTS = 2

/** The digest of each dtype's outputs, written by tests/wasm/tools/golden.mjs. */
export const GOLDEN = { f32: 845669865, q8: 679365615 }

/** FNV-1a over 32-bit words.
 * @param {Uint32Array} words @param {number} digest */
export function fnv(words, digest) {
  for (const word of words) digest = Math.imul(digest ^ word, 0x01000193)
  return digest >>> 0
}

/** @param {Core} core @param {number} dtype 0 f32, 1 q8 @param {number} [times] @returns {number[]} the digest of
 * all logits and q values, each time
 */
export function goldenDigests(core, dtype, times = 1) {
  const next = random(1)
  const { address, bytes } = writeModel(core, { dtype, ...CONFIG }, ({ cols }, values) => {
    // Around zero, of a size near 2/sqrt(cols): a power of two, so that every engine rounds alike.
    const scale = 2 ** (2 - Math.round(Math.log2(cols) / 2))
    for (let i = 0; i < values.length; i++) values[i] = (next() - 0.5) * scale
  })
  let mapped
  try {
    mapped = new MappedModel(core, address, bytes)
  } catch (error) {
    core.free(address)
    throw error
  }
  const tokens = Array.from({ length: CONFIG.seq_len }, (_, i) => (3 * i + 1) % CONFIG.vocab_size)
  const digests = Array.from({ length: times }, () => {
    const state = mapped.newState()
    let digest = 0x811c9dc5
    for (let segment = 0; segment < SEGMENTS; segment++) {
      const { logits } = mapped.segment(state, tokens, 1)
      digest = fnv(core.u32(logits.byteOffset, logits.length), digest)
      digest = fnv(core.u32(mapped.q, 2), digest)
    }
    return digest
  })
  mapped.free()
  return digests
}

/** How often the relaxed build must give the int8 digest. Engines compile a function twice, first quickly, then well
 * once it has run for a while, and either compiler may have the relaxed dot product wrong. The first time begins with
 * the first compiler's code; on V8 the kernel has done enough by its end for the second, whose code takes over at a
 * later time. So what the first compiler does wrong is caught, unless the engine kept good code of the same module from
 * before, which it then uses. What only the second does wrong is caught if it is done within these few milliseconds,
 * and may escape on a busy machine. */
const RELAXED_TIMES = 6

/** Does the golden vector come out right, for both dtypes?
 * @param {Core} core @param {import('./index.d.ts').WasmBuild} variant */
export function isGolden(core, variant) {
  const q8 = goldenDigests(core, 1, variant.startsWith('relaxed') ? RELAXED_TIMES : 1)
  return q8.every((digest) => digest === GOLDEN.q8) && goldenDigests(core, 0)[0] === GOLDEN.f32
}
