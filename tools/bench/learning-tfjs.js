// The training step of an HRM in TensorFlow.js on its WebAssembly back end, for a page: the same net, batch, loss and
// gradient span as ours, written with that library's own operations. It has no Muon and no AdamW; Adam stands in.
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'

/** @typedef {{ hidden: number, heads: number, inner: number, layers: number, H: number, L: number, seq: number, prefix:
 * number, vocab: number, slots: number }} Shape */

/** What the back end does not have is noted and computed another way.
 * @type {string[]} */
export const LACKS = []

/** @param {string} wasmPaths @param {number} threads */
export async function start(wasmPaths, threads) {
  setWasmPaths(wasmPaths)
  setThreadsCount(threads)
  await tf.setBackend('wasm')
  await tf.ready()
  for (const kernel of ['UnsortedSegmentSum', 'Softmax', 'LogSoftmax', 'OneHot', 'Einsum', 'LogicalAnd'])
    if (!tf.getKernel(kernel, 'wasm')) LACKS.push(kernel)
  return tf.version_core
}

/** A net with its optimizer.
 * @param {Shape} shape */
export function createNet({ hidden, heads, inner, layers, H, L, seq, prefix, vocab, slots }) {
  const T = seq + prefix
  const d = hidden / heads
  /** @param {number[]} shape @param {number} [deviation] */
  const weight = (shape, deviation = 1 / Math.sqrt(shape[0])) => tf.variable(tf.truncatedNormal(shape, 0, deviation))
  /** @param {number} count */
  const stack = (count) =>
    Array.from({ length: count }, () => ({
      qkv: weight([hidden, 3 * hidden]),
      o: weight([hidden, hidden]),
      gateUp: weight([hidden, 2 * inner]),
      down: weight([inner, hidden]),
    }))
  const modules = { H: stack(layers), L: stack(layers) }
  // As one product with one-hot tokens: the gradient of gather needs UnsortedSegmentSum, which the back end has not.
  const embedding = weight([vocab, hidden], 1 / Math.sqrt(hidden))
  const positions = weight([T, hidden], 1 / Math.sqrt(hidden))
  const puzzle = weight([prefix, hidden], 1 / Math.sqrt(hidden))
  const lmHead = weight([hidden, vocab])
  const qHead = weight([hidden, 2])
  const random = (/** @type {number} */ count, /** @type {number} */ below) =>
    Int32Array.from({ length: count }, () => Math.floor(Math.random() * below))
  const oneHot = (/** @type {Int32Array} */ tokens) => {
    const values = new Float32Array(tokens.length * vocab)
    tokens.forEach((token, i) => (values[i * vocab + token] = 1))
    return tf.tensor2d(values, [tokens.length, vocab])
  }
  const inputs = oneHot(random(slots * seq, vocab))
  const labels = oneHot(random(slots * seq, vocab))
  const solved = tf.zeros([slots, 1])

  const rms = (/** @type {tf.Tensor} */ x) => tf.div(x, tf.sqrt(tf.add(tf.mean(tf.square(x), -1, true), 1e-5)))
  /** @param {tf.Tensor} x [slots * T][hidden] @param {ReturnType<typeof stack>[number]} w */
  function block(x, w) {
    const qkv = tf.transpose(tf.reshape(tf.matMul(x, w.qkv), [slots, T, 3 * heads, d]), [0, 2, 1, 3])
    const part = (/** @type {number} */ i) => tf.slice(qkv, [0, i * heads, 0, 0], [slots, heads, T, d])
    const scores = tf.softmax(tf.matMul(tf.mul(part(0), 1 / Math.sqrt(d)), part(1), false, true))
    const mixed = tf.reshape(tf.transpose(tf.matMul(scores, part(2)), [0, 2, 1, 3]), [slots * T, hidden])
    x = rms(tf.add(x, tf.matMul(mixed, w.o)))
    const [gate, up] = tf.split(tf.matMul(x, w.gateUp), 2, 1)
    return rms(tf.add(x, tf.matMul(tf.mul(tf.mul(gate, tf.sigmoid(gate)), up), w.down)))
  }
  /** @param {'H' | 'L'} module @param {tf.Tensor} x */
  const call = (module, x) => modules[module].reduce(block, x)

  function embed() {
    const tokens = tf.reshape(tf.matMul(inputs, embedding), [slots, seq, hidden])
    const all = tf.concat([tf.tile(tf.reshape(puzzle, [1, prefix, hidden]), [slots, 1, 1]), tokens], 1)
    return tf.reshape(tf.mul(tf.add(all, positions), Math.sqrt(hidden / 2)), [slots * T, hidden])
  }
  /** Calls from `from` to `to` of a segment, of H * (L + 1); every (L + 1)-th is H's.
   * @param {{ zH: tf.Tensor, zL: tf.Tensor }} z @param {tf.Tensor} e @param {number} from @param {number} to */
  function calls({ zH, zL }, e, from, to) {
    for (let i = from; i < to; i++) {
      if (i % (L + 1) === L) zH = call('H', tf.add(zH, zL))
      else zL = call('L', tf.add(zL, tf.add(zH, e)))
    }
    return { zH, zL }
  }

  const optimizer = tf.train.adam(1e-3)
  let z = { zH: tf.randomNormal([slots * T, hidden]), zL: tf.randomNormal([slots * T, hidden]) }

  /** @param {number} gradientCalls the last of a segment */
  function step(gradientCalls) {
    const all = H * (L + 1)
    // What takes no part in the gradient is computed without a tape.
    const before = tf.tidy(() => calls(z, embed(), 0, all - gradientCalls))
    /** @type {typeof z | undefined} */
    let after
    const { value, grads } = tf.variableGrads(() => {
      const { zH, zL } = calls(before, embed(), all - gradientCalls, all)
      after = { zH: tf.keep(zH.clone()), zL: tf.keep(zL.clone()) }
      const states = tf.reshape(zH, [slots, T, hidden])
      const cells = tf.reshape(tf.slice(states, [0, prefix, 0], [slots, seq, hidden]), [slots * seq, hidden])
      const logits = tf.matMul(cells, lmHead)
      const lm = tf.neg(tf.div(tf.sum(tf.mul(tf.logSoftmax(logits), labels)), slots * seq))
      const q = tf.slice(
        tf.matMul(tf.reshape(tf.slice(states, [0, 0, 0], [slots, 1, hidden]), [slots, hidden]), qHead),
        [0, 0],
        [slots, 1],
      )
      // Cross-entropy of a logit: max(q, 0) - q target + log(1 + exp(-|q|)).
      const halt = tf.add(tf.sub(tf.relu(q), tf.mul(q, solved)), tf.log(tf.add(tf.exp(tf.neg(tf.abs(q))), 1)))
      return /** @type {tf.Scalar} */ (tf.add(lm, tf.mul(tf.mean(halt), 0.5)))
    })
    optimizer.applyGradients(grads)
    const loss = value.dataSync()[0]
    tf.dispose([value, grads, z, before])
    z = /** @type {typeof z} */ (after)
    return loss
  }
  return { step, memory: () => tf.memory() }
}
