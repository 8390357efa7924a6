// The configuration as words of memory, the tensors it implies, and writing a weights file with the core's packer.
import { HrmError } from './errors.js'

/** @typedef {import('./core.js').Core} Core */

/** hrm_config's fields in order, u32 but for FLOATS. The last five are 0 in HRM. */
export const CONFIG_FIELDS = /** @type {const} */ ([
  'dtype',
  'task',
  'grid_rows',
  'grid_cols',
  'vocab_size',
  'seq_len',
  'puzzle_emb_len',
  'num_puzzle_identifiers',
  'hidden_size',
  'num_heads',
  'inner_size',
  'H_layers',
  'L_layers',
  'H_cycles',
  'L_cycles',
  'halt_max_steps',
  'pos_encodings',
  'rope_theta',
  'rms_norm_eps',
  'mlp_t_size',
  'puzzle_emb_ndim',
  'rules',
  'update_rate',
  'origin',
])
const FLOATS = new Set(['rope_theta', 'rms_norm_eps', 'update_rate'])
const TENSOR_WORDS = 10
export const CONFIG_BYTES = 4 * CONFIG_FIELDS.length
export const MODEL_BYTES = 120
export const DTYPES = /** @type {const} */ (['f32', 'q8', 'q4'])
export const Q4 = DTYPES.indexOf('q4')
export const POSITIONS = /** @type {const} */ (['rope', 'learned', 'none', 'relative', 'relative and absolute'])
/** The bits of a configuration's `rules`: hrm_rule of the core. */
export const RULE = { haltAbove0: 1, singleZ: 2, tokenInits: 4, noCell0: 8 }
export const KIND = { puzzleEmb: 1, ropeCos: 3, ropeSin: 4 }

/** @typedef {'mlp_t_size' | 'puzzle_emb_ndim' | 'rules' | 'update_rate' | 'origin'} FamilyField
 * @typedef {Record<typeof CONFIG_FIELDS[number], number>} FullConfig the fields as numbers
 * @typedef {Omit<FullConfig, FamilyField> & Partial<FullConfig>} Config the same, without what is 0 in HRM
 */
/** @typedef {{ kind: number, layer: number, rows: number, cols: number, offset: number, bytes: number, name: string,
 * address: number }} Tensor
 *   name: as in an official checkpoint, "" for a RoPE table; address: of the core's own 40 bytes, valid until the
 * next tensor is asked for */

/** The short decimal of a float32 that rounds to it: 0.00001, not 0.000009999999747378752.
 * @param {number} value */
function shortDecimal(value) {
  const short = Number(value.toPrecision(7))
  return Math.fround(short) === value ? short : value
}

/** @typedef {Pick<Core, 'u32' | 'f32'>} Views */
/** @param {Views} core @param {number} address @returns {FullConfig} */
export function readConfig(core, address) {
  const words = core.u32(address, CONFIG_FIELDS.length)
  const floats = core.f32(address, CONFIG_FIELDS.length)
  return /** @type {FullConfig} */ (
    Object.fromEntries(CONFIG_FIELDS.map((field, i) => [field, FLOATS.has(field) ? shortDecimal(floats[i]) : words[i]]))
  )
}

/** @param {Views} core @param {number} address @param {Config} config */
export function writeConfig(core, address, config) {
  const words = core.u32(address, CONFIG_FIELDS.length)
  const floats = core.f32(address, CONFIG_FIELDS.length)
  CONFIG_FIELDS.forEach((field, i) => {
    if (FLOATS.has(field)) floats[i] = config[field] ?? 0
    else words[i] = config[field] ?? 0
  })
}

/** Every tensor that the configuration at this address implies, in file order.
 * @param {Core} core @param {number} configAddress @returns {Generator<Tensor, void, void>} */
export function* tensorsOf(core, configAddress) {
  const address = core.alloc(4 * TENSOR_WORDS)
  try {
    const count = core.call.tensor_count(configAddress) >>> 0
    for (let index = 0; index < count; index++) {
      core.check(core.call.tensor_at(configAddress, index, address), 'ARGUMENT')
      const words = core.u32(address, TENSOR_WORDS)
      const [kind, layer, , rows, cols] = words
      const name = core.text(core.call.kind_name(kind)).replace('*', String(layer))
      yield {
        kind,
        layer,
        rows,
        cols,
        offset: words[6] + words[7] * 2 ** 32,
        bytes: words[8] + words[9] * 2 ** 32,
        name,
        address,
      }
    }
  } finally {
    core.free(address)
  }
}

/** @template T @typedef {(tensor: Tensor, values: Float32Array) => T} Fill writes a tensor's row-major values */
/** @typedef {{ address: number, bytes: number }} File in memory, to be given back with core.free(address) */

/** The writing of a weights file, which stops after each tensor with what `fill` returned and packs the tensor when it
 * goes on.
 * @template T @param {Core} core @param {Config} config @param {Fill<T>} fill @returns {Generator<T, File, void>} */
function* writing(core, config, fill) {
  const configAddress = core.alloc(CONFIG_BYTES + 12)
  const position = configAddress + CONFIG_BYTES + 4
  /** @type {number[]} */
  const regions = [configAddress]
  let address = 0
  try {
    writeConfig(core, configAddress, config)
    const status = core.call.config_check(configAddress, position)
    core.check(status, 'CHECKPOINT_INVALID', 'The configuration', core.u32(position, 1)[0])
    core.check(core.call.file_bytes(configAddress, position), 'MODEL_TOO_LARGE')
    const [bytes, high] = core.u32(position, 2)
    if (high) throw new HrmError('MODEL_TOO_LARGE', 'The weights file would be longer than 4 GB.')
    let largest = 0
    let dataOffset = bytes
    for (const { rows, cols, offset } of tensorsOf(core, configAddress)) {
      largest = Math.max(largest, rows * cols)
      dataOffset = Math.min(dataOffset, offset)
    }
    address = core.alloc(bytes)
    const values = core.alloc(4 * largest)
    const sines = core.alloc(4 * largest)
    regions.push(values, sines)
    core.check(core.call.write_header(configAddress, address, dataOffset), 'ARGUMENT')
    for (const tensor of tensorsOf(core, configAddress)) {
      const count = tensor.rows * tensor.cols
      let from = values
      if (tensor.kind === KIND.ropeCos || tensor.kind === KIND.ropeSin) {
        core.check(core.call.rope_tables(configAddress, values, sines, count), 'ARGUMENT')
        if (tensor.kind === KIND.ropeSin) from = sines
      } else yield fill(tensor, core.f32(values, count))
      const room = Math.ceil(tensor.bytes / 64) * 64
      core.check(
        core.call.pack_tensor(tensor.address, from, count, address + tensor.offset, room),
        'CHECKPOINT_INVALID',
        tensor.name,
      )
    }
    core.check(core.call.seal(address, bytes), 'ARGUMENT')
    return { address, bytes }
  } catch (error) {
    if (address) core.free(address)
    throw error
  } finally {
    regions.forEach((region) => core.free(region))
  }
}

/** Writes a weights file to memory. The RoPE tables are the core's own; `fill` writes every other tensor's values.
 * @param {Core} core @param {Config} config @param {Fill<void>} fill @returns {File} */
export function writeModel(core, config, fill) {
  const steps = writing(core, config, fill)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** As writeModel, with values that must be waited for. Until then nothing else may use the core.
 * @param {Core} core @param {Config} config @param {Fill<Promise<void>>} fill @returns {Promise<File>} */
export async function writeModelAsync(core, config, fill) {
  const steps = writing(core, config, fill)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    try {
      await value
    } catch (error) {
      steps.throw(error) // gives the memory back
    }
  }
}
