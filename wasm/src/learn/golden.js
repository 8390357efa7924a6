// The learner's golden vector: a few steps of a tiny run on fixed examples must leave weights of these bits.
import { IGNORE_LABEL, oneByOne } from '../data/examples.js'
import { checkLearns } from './core.js'
import { layOutSet, pairOf } from './memory.js'
import { OPTIONS_BYTES, layOutOptions, newConfig } from './options.js'
import { newWeights } from './weights.js'

/** @typedef {import('./core.js').LearnCore} LearnCore */

/** Sizes that leave remainders in the loops of the kernels where they may; both optimisers, a prefix, learned
 * positions, gradient through the whole segment. */
const SIZES = { hidden_size: 48, num_heads: 3, inner_size: 80, puzzle_emb_len: 1, halt_max_steps: 3 }
const CELLS = 13
const COUNT = 3
const STEPS = 2

/** The digest of the weights, written by tests/wasm/tools/golden-learn.mjs; relaxed: with products fused into sums. */
export const LEARN_GOLDEN = { simd: 1608764299, relaxed: 4049381474 }

/** @returns {import('../learn.d.ts').Examples} */
const examples = () => ({
  task: 'generic',
  seq_len: CELLS,
  vocab_size: 6,
  grid_rows: 0,
  grid_cols: 0,
  num_puzzle_identifiers: COUNT,
  inputs: Uint16Array.from({ length: COUNT * CELLS }, (_, i) => (7 * i + 3) % 6),
  labels: Int16Array.from({ length: COUNT * CELLS }, (_, i) => (i % 11 ? (5 * i + 1) % 6 : IGNORE_LABEL)),
  ...oneByOne(COUNT),
  puzzle_identifiers: Uint32Array.from({ length: COUNT }, (_, i) => i),
})

/** @param {LearnCore} core @returns {number} the digest of the weights after the steps */
export function learnDigest(core) {
  const data = examples()
  const config = newConfig(data, SIZES)
  const { flat, floats } = newWeights(core, config, 1, true)
  const set = layOutSet(core, data, true)
  const options = core.alloc(OPTIONS_BYTES)
  layOutOptions(core, options, config, {
    slots: 3,
    microbatch: 2,
    gradient: 'full',
    q_continue: true,
    warmup: 0,
    lr: 0.01,
  })
  const [stateBytes, workBytes] = pairOf(core, (sizes) => core.call.sizes(options, 1, sizes))
  const state = core.alloc(stateBytes)
  const work = core.alloc(workBytes)
  const words = core.alloc(8)
  try {
    let status = core.call.begin(words, options, flat, 0, set.address, 0, state, stateBytes, work, workBytes)
    const learner = core.u32(words, 1)[0]
    for (let step = 0; step < STEPS && status === 0; step++)
      status = core.call.part(learner, step / STEPS, 65536, words + 4)
    let digest = status ? 0 : 0x811c9dc5
    const weights = status ? [] : core.u32(core.call.weights(learner) >>> 0, floats)
    for (const word of weights) digest = Math.imul(digest ^ word, 0x01000193) >>> 0
    return digest
  } finally {
    ;[flat, options, state, work, words, ...set.regions].forEach((region) => core.free(region))
  }
}

/** An engine may compute a relaxed instruction one way at first and another once it has compiled the function well: so
 * it is asked until it has run for so long, too. */
const WARM_MS = 60

/** Does the golden vector come out right, cold and warm?
 * @param {LearnCore} core @param {import('../index.d.ts').Variant} variant */
export function isLearnGolden(core, variant) {
  checkLearns(core)
  if (variant === 'scalar') return false
  const started = performance.now()
  do {
    if (learnDigest(core) !== LEARN_GOLDEN[variant]) return false
  } while (variant === 'relaxed' && performance.now() - started < WARM_MS)
  return true
}
