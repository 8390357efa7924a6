// The losses and gradients of the official code, computed by a learning module as the bridge drives it; runs in Node and
// in a page.
import { chooseLearnCore } from '../../wasm/src/learn/core.js'
import { Run } from '../../wasm/src/learn/run.js'
import { tensorsOf, writeConfig, CONFIG_BYTES } from '../../wasm/src/layout.js'
import { chooseCore } from '../../wasm/src/modules.js'

/** Nothing moves: each segment sees the weights of the file. explore: no puzzle is replaced after its first segment. */
const STILL = { slots: 1, microbatch: 1, gradient: 'one', q_continue: true, optimizer: 'adamw', explore: 1, warmup: 0 }
const RATES = { lr: 0, adam_lr: 0, weight_decay: 0, clip: 0, ema: 0, smoothing: 0 }

/** What the official code says of a few values of a tensor. */
const figuresOf = (values, { first, mid = [] }) => {
  let norm = 0
  let sum = 0
  for (const value of values) {
    norm += value * value
    sum += value
  }
  const middle = values.length >> 1
  return {
    norm: Math.sqrt(norm),
    sum,
    first: [...values.subarray(0, first.length)],
    mid: [...values.subarray(middle, middle + mid.length)],
  }
}

/** Of each loss and segment: the terms summed over the examples, and the figures of each tensor's gradient by the name
 * that train.json gives it.
 * @param {Uint8Array} file f32 @param {any} train what train.json holds @param {object} [options] of the learning core */
export async function lossesAndGradients(file, train, options = {}) {
  const [{ core, variant }, { core: inference }] = await Promise.all([chooseLearnCore(options), chooseCore({})])
  const { inputs, labels, puzzle_identifiers, losses } = train
  const seq_len = inputs[0].length
  const all = {}
  for (const kind of Object.keys(losses)) {
    const settings = { ...STILL, ...RATES, loss: kind.split('_')[0] }
    const segments = losses[kind].map(({ grad }) => ({ terms: [0, 0, 0], grad, rows: [], flat: undefined, places: [] }))
    inputs.forEach((_, i) => {
      const examples = {
        ...{ task: 'generic', seq_len, vocab_size: 0, grid_rows: 0, grid_cols: 0, num_puzzle_identifiers: 0 },
        ...{ inputs: Uint16Array.from(inputs[i]), labels: Int16Array.from(labels[i]) },
        puzzle_identifiers: Uint32Array.of(puzzle_identifiers[i]),
        ...{ puzzle_indices: Uint32Array.of(0, 1), group_indices: Uint32Array.of(0, 1) },
      }
      examples.vocab_size = train.vocab_size
      examples.num_puzzle_identifiers = train.num_puzzle_identifiers
      const run = new Run(core, inference, { examples, model: file, settings })
      for (const segment of segments) {
        do run.part({ steps: 100 })
        while (run.inStep)
        const { lm_loss, q_halt_loss, q_continue_loss } = run.report()
        ;[lm_loss, q_halt_loss, q_continue_loss].forEach((term, k) => (segment.terms[k] += term))
        const floats = core.call.floats(run.options) >>> 0
        const gradient = core.f32(core.call.gradient(run.learner) >>> 0, floats)
        segment.flat ??= new Float64Array(floats)
        gradient.forEach((value, k) => (segment.flat[k] += value))
        const place = placesOf(core, inference, run)
        segment.places = place
        const embedding = place.find(({ name }) => name.startsWith('puzzle_emb'))
        if (embedding) {
          const at = embedding.at + puzzle_identifiers[i] * embedding.cols
          segment.rows.push(Array.from(gradient.subarray(at, at + embedding.cols)))
        }
      }
      run.free()
    })
    all[kind] = segments.map(({ terms, grad, rows, flat, places }) => ({
      ...{ lm_loss: terms[0], q_halt_loss: terms[1], q_continue_loss: terms[2] },
      loss_sum: terms[0] + (terms[1] + terms[2]) / 2,
      grad: Object.fromEntries(
        Object.entries(grad).map(([name, stated]) => {
          if (name.startsWith('inner.puzzle_emb')) {
            // A row for each example, without the columns that only pad it to whole tokens.
            const columns = stated.shape.at(-1)
            return [name, figuresOf(Float64Array.from(rows.flatMap((row) => row.slice(0, columns))), stated)]
          }
          const { at, count } = places.find((place) => `inner.${place.name}` === name)
          return [name, figuresOf(flat.subarray(at, at + count), stated)]
        }),
      ),
    }))
  }
  return { variant, all }
}

/** The tensors of a run with their places in a flat array. */
function placesOf(core, inference, run) {
  const address = inference.alloc(CONFIG_BYTES)
  writeConfig(inference, address, run.config)
  const tensors = Array.from(tensorsOf(inference, address), ({ name, rows, cols }) => ({ name, rows, cols }))
  inference.free(address)
  const out = core.alloc(8)
  const places = tensors.map((tensor, index) => {
    core.call.place(run.options, index, out)
    const [at, count] = core.u32(out, 2)
    return { ...tensor, at, count }
  })
  core.free(out)
  return places
}
