// A weights file in the core's memory, checked, with the buffers that running it needs.
import { HrmError } from './errors.js'
import { CONFIG_FIELDS, MODEL_BYTES, Q4, RULE, prefixOf, readConfig } from './layout.js'

/** @typedef {import('./core.js').Core} Core */

export class MappedModel {
  /** Checks the file at this address; throws MODEL_INVALID with the byte that was refused. On success the region
   * belongs to the mapped model, which gives that of a q4 file back at once.
   * @param {Core} core @param {number} file address, from core.alloc @param {number} bytes */
  constructor(core, file, bytes) {
    this.core = core
    this.bytes = bytes
    const model = core.alloc(MODEL_BYTES + 8)
    /** Every region that free() gives back. */
    this.regions = [model]
    /** @type {Set<number>} */
    this.states = new Set()
    this.model = model
    /** For the logits within a segment, from the first one on whose inside is wanted. */
    this.inside = { address: 0, bytes: 0 }
    this.closed = false
    try {
      this.map(file, bytes)
      this.config = readConfig(core, model)
      const packed = this.config.dtype === Q4
      if (packed) this.expand()
      this.stateBytes = core.call.state_bytes(model) >>> 0
      this.workBytes = core.call.work_bytes(model, core.threads) >>> 0
      if (!this.stateBytes || !this.workBytes)
        throw new HrmError('MODEL_TOO_LARGE', 'This model needs more memory than WebAssembly can address.')
      const { seq_len, vocab_size } = this.config
      this.inputs = this.own(4 * seq_len)
      this.logits = this.own(4 * seq_len * vocab_size)
      this.q = this.own(8)
      this.work = this.own(this.workBytes)
      if (packed) core.free(file)
      else this.regions.push(file)
      core.models.add(this)
    } catch (error) {
      this.free()
      throw error
    }
  }

  /** @param {number} file @param {number} bytes */
  map(file, bytes) {
    const { core, model } = this
    const position = model + MODEL_BYTES
    const status = core.call.model_map(model, file, bytes, position)
    core.check(status, 'MODEL_INVALID', 'The weights', core.u32(position, 1)[0])
  }

  /** Maps in a q4 file's place the q8 file that it stands for. */
  expand() {
    const { core, model } = this
    const sizes = core.alloc(16)
    /** @type {number[]} */
    const passing = [sizes]
    try {
      core.check(core.call.expand_sizes(model, sizes), 'MODEL_TOO_LARGE')
      const [bytes, , workBytes] = core.u32(sizes, 4)
      const file = this.own(bytes)
      const work = core.alloc(workBytes)
      passing.push(work)
      core.check(core.call.expand(model, file, bytes, work, workBytes), 'MODEL_INVALID')
      this.map(file, bytes)
    } finally {
      passing.forEach((region) => core.free(region))
    }
  }

  /** @param {number} bytes */
  own(bytes) {
    const address = this.core.alloc(bytes)
    this.regions.push(address)
    return address
  }

  /** @returns {number} the address of a fresh state, z_H and z_L at their initial values; give it back with
   * freeState()
   */
  newState() {
    const state = this.core.alloc(this.stateBytes)
    this.states.add(state)
    this.core.check(this.core.call.state_reset(this.model, state, this.stateBytes), 'ARGUMENT')
    return state
  }

  /** Harmless when the state, or the whole model, was given back before.
   * @param {number} state */
  freeState(state) {
    if (this.states.delete(state)) this.core.free(state)
  }

  /** @param {number} bytes for logits within a segment; 0: none */
  roomInside(bytes) {
    if (bytes > this.inside.bytes) this.inside = { address: this.own(bytes), bytes }
    return bytes ? this.inside.address : 0
  }

  /** Runs one segment on the state. The logits are views of the core's memory, [seq_len][vocab_size]: read them before
   * anything else runs.
   * @param {number} state @param {ArrayLike<number>} tokens @param {number} puzzleIdentifier
   * @param {{ H_cycles: number, L_cycles: number }} [cycles] other than the file's
   * @param {boolean} [inside] the logits of each H cycle but the last are wanted, too
   * @returns {{ logits: Float32Array, inside: Float32Array[], qHalt: number, qContinue: number }} */
  segment(state, tokens, puzzleIdentifier, { H_cycles, L_cycles } = this.config, inside = false) {
    const { core, logits, q } = this
    const count = this.config.seq_len * this.config.vocab_size
    const more = inside ? H_cycles - 1 : 0
    const room = this.roomInside(4 * count * more)
    const config = core.u32(this.model, CONFIG_FIELDS.length)
    config[CONFIG_FIELDS.indexOf('H_cycles')] = H_cycles
    config[CONFIG_FIELDS.indexOf('L_cycles')] = L_cycles
    core.u32(this.inputs, tokens.length).set(tokens)
    const status = core.call.segment(
      this.model,
      this.inputs,
      puzzleIdentifier,
      state,
      this.stateBytes,
      logits,
      4 * count,
      q,
      this.work,
      this.workBytes,
      core.team,
      room,
      4 * count * more,
    )
    core.check(status, 'PUZZLE_INVALID')
    const [qHalt, qContinue] = core.f32(q, 2)
    return {
      logits: core.f32(logits, count),
      inside: Array.from({ length: more }, (_, i) => core.f32(room + 4 * count * i, count)),
      qHalt,
      qContinue,
    }
  }

  /** The state's z_H and z_L at the cells, copies, [seq_len][hidden_size] each; the same where there is one state.
   * @param {number} state */
  cellStates(state) {
    const { hidden_size, seq_len, rules } = this.config
    const prefix = hidden_size * prefixOf(this.config)
    const tokens = prefix + hidden_size * seq_len
    const all = this.core.f32(state, this.stateBytes / 4)
    const low = rules & RULE.singleZ ? 0 : tokens
    return { z_H: all.slice(prefix, tokens), z_L: all.slice(low + prefix, low + tokens) }
  }

  /** Gives everything back: the file, the buffers and the states. */
  free() {
    if (this.closed) return
    this.closed = true
    this.core.models.delete(this)
    for (const state of [...this.states]) this.freeState(state)
    this.regions.forEach((region) => this.core.free(region))
  }
}
