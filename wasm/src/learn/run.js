// A run of learning on one core: its memory, its steps in parts, what it says of them, and what is made of it.
import { HrmError } from '../errors.js'
import { CONFIG_BYTES, DTYPES, readConfig } from '../layout.js'
import { MappedModel } from '../mapped.js'
import { IGNORE_LABEL, checkExamples, countOf, identifiersOf } from '../data/examples.js'
import { checkLearn } from './core.js'
import { layOutSet, pairOf, reserve, setBytes } from './memory.js'
import { OPTIONS_BYTES, changesOf, checkFits, layOutOptions, newConfig } from './options.js'
import { HEAD_BYTES, readHead, writeHead } from './state.js'
import { checkConfig, floatsOf, newWeights, packWeights, unpackWeights, withConfig } from './weights.js'

/** @typedef {import('../core.js').Core} Core */
/** @typedef {import('./core.js').LearnCore} LearnCore */
/** @typedef {import('../learn.d.ts').Examples} Examples */
/** @typedef {import('../learn.d.ts').LearnSettings} LearnSettings */
/** @typedef {import('../learn.d.ts').Progress} Progress */
/** @typedef {import('../layout.js').Config} Config */
/** @typedef {{ examples: Examples, config?: import('../learn.d.ts').NewConfig, model?: Uint8Array, state?: Uint8Array,
 * settings?: LearnSettings }} Start */

/** Of the examples at most so many are tried for the exact rate, and in at most this share of the time. */
const TRIED = 64
const TRIED_SHARE = 0.1
/** What learn_read_state writes: a config, two words, three addresses and a number, and room for their alignment. */
const STATE_BYTES = CONFIG_BYTES + 64
/** Ms after which a part is over, as far as microbatches allow. */
const PART_MS = 15

export class Run {
  /** @param {LearnCore} core @param {Core} inference where weights files are made, read and tried @param {Start} start
   * throws what start and examples are refused for, and gives the memory back */
  constructor(core, inference, { examples, config: wanted = {}, model, state, settings: given = {} }) {
    this.core = core
    this.inference = inference
    this.examples = checkExamples(examples)
    /** @type {number[]} what is given back at the end */
    this.regions = []
    this.config = /** @type {Config} */ ({})
    /** @type {LearnSettings} */
    this.settings = {}
    // Addresses: options, file (HEAD_BYTES and the state), work, the set, the learner, and words for results.
    this.options = this.file = this.work = this.set = this.learner = this.pointer = this.isDone = this.totals = 0
    this.stateBytes = this.workBytes = this.bytes = 0
    this.seconds = 0
    /** Microbatches a part, adapted to PART_MS. No thread may stand idle: as many for each. */
    this.items = core.threads
    this.inStep = false
    /** @type {number[]} bytes of both memories */
    this.atStart = []
    this.exact = /** @type {number | undefined} */ (undefined)
    this.triedMs = 0
    try {
      if (model && state) throw new HrmError('ARGUMENT', 'A run begins with a model or goes on from a state, not both.')
      if (state) this.goOn(state, given)
      else this.begin(wanted, model, given)
      this.flops = core.call.flops(this.options, core.u32(this.options + CONFIG_BYTES, 4)[3])
      this.parameters = core.call.parameters(this.options) >>> 0
      core.call.totals(this.learner, this.totals)
      this.atStart = [core, inference].map(({ memory }) => memory.buffer.byteLength)
    } catch (error) {
      this.free()
      throw error
    }
  }

  /** @param {number} bytes @returns {number} a region of this run's own */
  own(bytes) {
    const address = this.core.alloc(bytes)
    this.regions.push(address)
    return address
  }

  /** Regions whose sizes the options tell.
   * @private @param {Config} config @param {LearnSettings} settings */
  layOut(config, settings) {
    const { core, inference, examples } = this
    this.config = config
    this.settings = settings
    this.options = this.own(OPTIONS_BYTES)
    layOutOptions(core, this.options, config, settings)
    const [stateBytes, workBytes] = pairOf(core, (sizes) => core.call.sizes(this.options, core.threads, sizes))
    this.stateBytes = stateBytes
    this.workBytes = workBytes
    const weights = 4 * floatsOf(core, config)
    this.bytes = reserve(core, [HEAD_BYTES + stateBytes, workBytes, setBytes(examples)])
    // A file, the tensor that is being packed into it, and what running it takes.
    const running = withConfig(
      inference,
      config,
      (at) =>
        inference.call.work_bytes(at, 1) + inference.call.state_bytes(at) + 4 * examples.seq_len * examples.vocab_size,
    )
    this.bytes += reserve(inference, [2 * weights, running, 2 ** 20])
    this.file = this.own(HEAD_BYTES + stateBytes)
    this.work = this.own(workBytes)
    const set = layOutSet(core, examples, config.puzzle_emb_len > 0)
    this.regions.push(...set.regions)
    this.set = set.address
    const words = this.own(16)
    this.pointer = words
    this.isDone = words + 4
    this.totals = this.own(88)
    checkLearn(core, core.call.check_set(this.options, this.set, 0))
  }

  /** @private @param {import('../learn.d.ts').NewConfig} wanted @param {Uint8Array | undefined} model @param
   * {LearnSettings} settings */
  begin(wanted, model, settings) {
    const { core, inference, examples } = this
    /** @type {{ config: Config, flat: number } | undefined} */
    let weights
    try {
      if (model) {
        weights = unpackWeights(inference, core, model, examples)
        checkFits(examples, weights.config)
        Object.assign(weights.config, changesOf(weights.config, wanted))
      } else {
        const config = newConfig(examples, wanted)
        checkConfig(inference, config)
        weights = newWeights(core, config, settings.seed ?? 1, settings.q_continue ?? false)
      }
      this.layOut(weights.config, settings)
      checkLearn(
        core,
        core.call.begin(
          this.pointer,
          this.options,
          weights.flat,
          0,
          this.set,
          core.team,
          this.file + HEAD_BYTES,
          this.stateBytes,
          this.work,
          this.workBytes,
        ),
      )
      this.learner = core.u32(this.pointer, 1)[0]
    } finally {
      if (weights) core.free(weights.flat)
    }
  }

  /** @private @param {Uint8Array} state @param {LearnSettings} given what is to be other than it was */
  goOn(state, given) {
    const { core, examples } = this
    const copy = core.alloc(state.length)
    core.u8(copy, state.length).set(state)
    try {
      const known = readHead(core.u8(copy, state.length))
      const config = this.configOf(copy + HEAD_BYTES, state.length - HEAD_BYTES)
      checkFits(examples, config)
      this.layOut(config, { ...known.settings, ...given })
      if (state.length !== HEAD_BYTES + this.stateBytes)
        throw new HrmError('STATE_INVALID', 'The state is of a run with other slots or of another build.')
      core.u8(this.file, state.length).set(core.u8(copy, state.length))
      this.seconds = known.seconds
    } finally {
      core.free(copy)
    }
    checkLearn(
      core,
      core.call.go_on(
        this.pointer,
        this.options,
        this.set,
        core.team,
        this.file + HEAD_BYTES,
        this.stateBytes,
        this.work,
        this.workBytes,
      ),
    )
    this.learner = core.u32(this.pointer, 1)[0]
  }

  /** The configuration that a state is of.
   * @private @param {number} address @param {number} bytes @returns {Config} */
  configOf(address, bytes) {
    const { core } = this
    const out = core.alloc(STATE_BYTES)
    try {
      checkLearn(core, core.call.read_state(address, bytes, out))
      return readConfig(core, out)
    } finally {
      core.free(out)
    }
  }

  get steps() {
    return this.core.call.steps(this.learner)
  }

  /** Where a run towards this end stands, 0 to 1: what the learning rate's schedule goes by.
   * @param {import('./protocol.d.ts').End} end */
  progress({ steps, seconds }) {
    const share = Math.max(steps ? this.steps / steps : 0, seconds ? this.seconds / seconds : 0)
    return Math.min(1, share)
  }

  /** Is the run at its end? Never within a step.
   * @param {import('./protocol.d.ts').End} end */
  isOver({ steps = Infinity, seconds = Infinity }) {
    return !this.inStep && (this.steps >= steps || this.seconds >= seconds)
  }

  /** Some microbatches more of a step, about PART_MS of work. When the loss is no longer finite it throws NOT_FINITE and
   * stands where it was before the step.
   * @param {import('./protocol.d.ts').End} end */
  part(end) {
    const { core } = this
    const started = performance.now()
    const status = core.call.part(this.learner, this.progress(end), this.items, this.isDone)
    this.inStep = status === 0 && core.u32(this.isDone, 1)[0] === 0
    const ms = performance.now() - started
    this.seconds += ms / 1000
    checkLearn(core, status)
    if (ms < PART_MS / 2) this.items = Math.min(2 * this.items, 2 ** 16 * core.threads)
    else if (ms > PART_MS) this.items = Math.max(core.threads, this.items >> 1)
  }

  /** What happened since the last call. @returns {import('./protocol.d.ts').Report} */
  report() {
    const { core, learner } = this
    core.call.totals(learner, this.totals)
    const [lm, q_halt, q_continue] = new Float64Array(core.memory.buffer, this.totals, 3)
    const counts = new BigUint64Array(core.memory.buffer, this.totals + 24, 7)
    const [segments, labelled, correct, , halted, halted_exact, halted_segments] = Array.from(counts, Number)
    const mean = (/** @type {number} */ sum) => (segments ? sum / segments : NaN)
    return {
      step: this.steps,
      seconds: this.seconds,
      segments,
      loss: mean(lm + (q_halt + q_continue) / 2),
      lm_loss: mean(lm),
      q_halt_loss: mean(q_halt),
      q_continue_loss: mean(q_continue),
      cell: labelled ? correct / labelled : NaN,
      halted,
      halted_exact,
      halted_segments,
      gradient_norm: core.call.gradient_norm(learner),
      rate: core.call.rate(learner),
      exact: this.exact,
    }
  }

  /** May the exact rate be measured again now? */
  get mayTry() {
    return this.triedMs / 1000 <= TRIED_SHARE * this.seconds
  }

  /** Measures the exact rate on some of the examples, with the weights that save() gives, as inference has it: all
   * segments. Stops after each segment, to be gone on with or left. */
  *tryExamples() {
    const { inference, examples } = this
    const { seq_len, inputs, labels } = examples
    const count = countOf(examples)
    const identifiers = identifiersOf(examples)
    const { address, bytes } = this.pack('f32')
    let mapped
    try {
      mapped = new MappedModel(inference, address, bytes)
    } catch (error) {
      inference.free(address)
      throw error
    }
    try {
      const tried = triedOf(count)
      let exact = 0
      for (const example of tried) {
        const [from, to] = [example * seq_len, (example + 1) * seq_len]
        const state = mapped.newState()
        /** @type {Float32Array | undefined} */
        let logits
        for (let segment = 0; segment < mapped.config.halt_max_steps; segment++) {
          const started = performance.now()
          const identifier = mapped.config.puzzle_emb_len ? identifiers[example] : 0
          logits = mapped.segment(state, inputs.subarray(from, to), identifier).logits
          if (segment + 1 === mapped.config.halt_max_steps && isExact(logits, labels.subarray(from, to))) exact++
          this.triedMs += performance.now() - started
          yield
        }
        mapped.freeState(state)
      }
      this.exact = exact / tried.length
    } finally {
      mapped.free()
    }
  }

  /** @private @param {import('../index.d.ts').ModelInfo['dtype']} dtype @returns {import('../layout.js').File} in the
   * memory of inference */
  pack(dtype) {
    const { core, inference, config, learner } = this
    return packWeights(inference, core, config, dtype, core.call.mean(learner) >>> 0)
  }

  /** A weights file of the running mean of the weights.
   * @param {import('../index.d.ts').ModelInfo['dtype']} dtype @returns {Uint8Array<ArrayBuffer>} */
  save(dtype) {
    if (!DTYPES.includes(dtype)) throw new HrmError('ARGUMENT', `dtype is "f32", "q8" or "q4", not "${dtype}".`)
    const { address, bytes } = this.pack(dtype)
    const file = new Uint8Array(this.inference.u8(address, bytes))
    this.inference.free(address)
    return file
  }

  /** What to go on from: the run after its last whole step.
   * @returns {Uint8Array<ArrayBuffer>} */
  state() {
    const { core } = this
    if (this.inStep) core.call.rewind(this.learner)
    this.inStep = false
    const bytes = HEAD_BYTES + this.stateBytes
    const { settings, seconds, examples } = this
    const file = core.u8(this.file, bytes)
    writeHead(file, { settings, seconds, alphabet: examples.alphabet })
    return new Uint8Array(file)
  }

  /** Bytes by which the memory of learning and of inference has grown since the run was made. */
  memory() {
    const now = [this.core, this.inference].map(({ memory }) => memory.buffer.byteLength)
    return { bytes: now[0] + now[1], grown: now.map((bytes, i) => bytes - this.atStart[i]) }
  }

  free() {
    this.regions.forEach((region) => this.core.free(region))
    this.regions = []
  }
}

/** Of so many examples those on which the exact rate is measured. @param {number} count */
export function triedOf(count) {
  const tried = Math.min(TRIED, count)
  return Array.from({ length: tried }, (_, i) => Math.floor((i * count) / tried))
}

/** Is every cell that is asked for right? @param {Float32Array} logits [cells][vocabulary] @param {Int16Array} labels */
export function isExact(logits, labels) {
  const vocabulary = logits.length / labels.length
  return labels.every((label, cell) => {
    if (label === IGNORE_LABEL) return true
    const own = logits.subarray(cell * vocabulary, (cell + 1) * vocabulary)
    return own[label] === Math.max(...own) && own.indexOf(own[label]) === label
  })
}
