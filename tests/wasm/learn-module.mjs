// A module of the learning library (wasm/c/hrm_learn_wasm.c) with as much around it as tests and benchmarks need.
import { readFileSync } from 'node:fs'

const ALIGN = 64
const PAGE = 65536
const CONFIG = [
  ...['dtype', 'task', 'grid_rows', 'grid_cols', 'vocab_size', 'seq_len', 'puzzle_emb_len', 'num_puzzle_identifiers'],
  ...['hidden_size', 'num_heads', 'inner_size', 'H_layers', 'L_layers', 'H_cycles', 'L_cycles', 'halt_max_steps'],
  ...['pos_encodings', '#rope_theta', '#rms_norm_eps', 'mlp_t_size', 'puzzle_emb_ndim', 'rules', '#update_rate'],
  'origin',
]
const OPTIONS = [
  ...['mode', 'slots', 'microbatch', 'gradient_calls', 'loss', 'optimiser', 'q_continue', 'seed', 'stagger'],
  ...['unknown_token', 'midway_from', 'warmup', '#lr', '#adam_lr', '#lr_min', '#weight_decay', '#beta2', '#clip'],
  ...['#ema', '#smoothing', '#explore', '#init_noise', '#noise', '#retry', '#retry_share', '#midway'],
]

/** @typedef {Record<string, number>} Words a structure by the names of its fields */
/** @typedef {{ inputs: ArrayLike<number>, labels: ArrayLike<number>, puzzle?: number }} Example */

export class LearnModule {
  /** @param {string} build "simd", "relaxed" @param {string | URL} folder */
  constructor(build, folder = new URL('../../wasm/dist/', import.meta.url)) {
    const bytes = readFileSync(new URL(`hrm-learn-${build}.wasm`, folder))
    this.exports = /** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports)
    this.at = this.exports.__heap_base.value
  }

  /** @param {number} bytes @returns {number} the address of memory of its own, which is never given back */
  alloc(bytes) {
    const at = Math.ceil(this.at / ALIGN) * ALIGN
    this.at = at + bytes
    const more = Math.ceil((this.at - this.exports.memory.buffer.byteLength) / PAGE)
    if (more > 0) this.exports.memory.grow(more)
    return at
  }

  view() {
    return new DataView(this.exports.memory.buffer)
  }

  /** @param {number} at @param {number} count */
  floats(at, count) {
    return new Float32Array(this.exports.memory.buffer, at >>> 0, count)
  }

  /** @param {number} at @param {number} bytes */
  bytes(at, bytes) {
    return new Uint8Array(this.exports.memory.buffer, at, bytes)
  }

  /** @param {number} status */
  name(status) {
    const bytes = new Uint8Array(this.exports.memory.buffer)
    const at = this.exports.status_name(status)
    return new TextDecoder().decode(bytes.slice(at, bytes.indexOf(0, at)))
  }

  /** @param {number} status throws its name unless it is 0 */
  check(status) {
    if (status) throw new Error(this.name(status))
  }

  /** @param {number} at @param {string[]} fields @param {Words} values those that are not given stay */
  write(at, fields, values) {
    const view = this.view()
    fields.forEach((field, i) => {
      const value = values[field.replace('#', '')]
      if (value === undefined) return
      if (field[0] === '#') view.setFloat32(at + 4 * i, value, true)
      else view.setUint32(at + 4 * i, value, true)
    })
  }

  /** @param {Words} config @returns {number} its address */
  config(config) {
    const at = this.alloc(4 * CONFIG.length)
    this.bytes(at, 4 * CONFIG.length).fill(0)
    this.write(at, CONFIG, config)
    return at
  }

  /** The defaults of a configuration but for what is given. @param {number} config @param {Words} options */
  options(config, options) {
    const at = this.alloc(4 * (CONFIG.length + OPTIONS.length))
    this.exports.defaults(config, at)
    this.write(at + 4 * CONFIG.length, OPTIONS, options)
    return at
  }

  /** @param {Example[]} examples @returns {number} the address of a set */
  set(examples) {
    const seq = examples[0].inputs.length
    const at = this.alloc(20)
    const inputs = this.alloc(4 * seq * examples.length)
    const labels = this.alloc(4 * seq * examples.length)
    const puzzles = this.alloc(4 * examples.length)
    const words = new Int32Array(this.exports.memory.buffer)
    examples.forEach((example, i) => {
      words.set(Array.from(example.inputs), inputs / 4 + i * seq)
      words.set(Array.from(example.labels), labels / 4 + i * seq)
      words[puzzles / 4 + i] = example.puzzle ?? 0
    })
    words.set([examples.length, seq, inputs, labels, puzzles], at / 4)
    return at
  }

  /** @param {number} options @param {number} [threads] @returns {[number, number]} bytes of state and of work */
  sizes(options, threads = 1) {
    const at = this.alloc(8)
    this.check(this.exports.sizes(options, threads, at))
    return [this.view().getUint32(at, true), this.view().getUint32(at + 4, true)]
  }

  /** Begins a run; config: its address or fields; weights: an array, or new ones. Everything of it is in what is
   * returned. @param {number | Words} config @param {Words} options @param {Example[]} examples @param {ArrayLike<number>} [weights] */
  begin(config, options, examples, weights) {
    const configAt = typeof config === 'number' ? config : this.config(config)
    const optionsAt = this.options(configAt, options)
    const count = this.exports.floats(configAt)
    const weightsAt = this.alloc(4 * count)
    if (weights) this.floats(weightsAt, count).set(weights)
    else this.check(this.exports.official(configAt, options.seed ?? 1, options.q_continue ?? 0, weightsAt, count))
    const set = this.set(examples)
    const [stateBytes, workBytes] = this.sizes(optionsAt)
    const run = { configAt, optionsAt, set, count, stateBytes, workBytes, state: this.alloc(stateBytes), learner: 0 }
    const work = this.alloc(workBytes)
    const at = this.alloc(4)
    this.check(this.exports.begin(at, optionsAt, weightsAt, 0, set, 0, run.state, stateBytes, work, workBytes))
    run.learner = this.view().getUint32(at, true)
    return { ...run, work, weightsAt }
  }

  /** @param {number} learner */
  totals(learner) {
    const at = this.alloc(80)
    this.exports.totals(learner, at)
    const view = this.view()
    const f64 = (/** @type {number} */ i) => view.getFloat64(at + 8 * i, true)
    const u64 = (/** @type {number} */ i) => Number(view.getBigUint64(at + 8 * i, true))
    return { lm: f64(0), q_halt: f64(1), q_continue: f64(2), segments: u64(3), exact: u64(6), halted: u64(7) }
  }
}
