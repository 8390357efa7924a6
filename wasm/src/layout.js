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
/** Where the configuration is in a file's header. */
const CONFIG_AT = 32
export const CONFIG_BYTES = 4 * CONFIG_FIELDS.length
export const MODEL_BYTES = 112
export const DTYPES = /** @type {const} */ (['f32', 'q8', 'q4'])
export const Q4 = DTYPES.indexOf('q4')
export const POSITIONS = /** @type {const} */ (['rope', 'learned', 'none', 'relative', 'relative and absolute'])
/** The bits of a configuration's `rules`: hrm_rule of the core. */
export const RULE = { haltAbove0: 1, singleZ: 2, tokenInits: 4, noCell0: 8, puzzleAdded: 16 }
/** Tokens in front of the cells: hrm_prefix of the core.
 * @param {{ rules: number, puzzle_emb_len: number }} config */
export const prefixOf = ({ rules, puzzle_emb_len }) => (rules & RULE.puzzleAdded ? 0 : puzzle_emb_len)
/** hrm_storage: row-major floats. */
export const PLAIN = 0
export const KIND = { puzzleEmb: 1, ropeCos: 3, ropeSin: 4, HRelative: 25, LRelative: 26 }

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

/** @template T @typedef {(tensor: Tensor, values: Float32Array, first: number) => T} Fill writes the row-major values of
 * the tensor's rows from `first` on, as many as there is room for */
/** @typedef {{ at: number, bytes: Uint8Array }} Part of a file; the bytes are a view of the core's memory */
/** @typedef {{ address: number, bytes: number }} File in memory, to be given back with core.free(address) */

/** So many rows of a plain tensor are a whole number of 64 bytes. */
const ROWS_ALIGNED = 16

/** @param {number} kind */
const isTable = (kind) => kind === KIND.ropeCos || kind === KIND.ropeSin

/** How many rows of a tensor are packed at once. Only a plain one's rows are independent of each other.
 * @param {Core} core @param {Tensor} tensor @param {number} most values */
const rowsAtOnce = (core, { address, kind, rows, cols }, most) =>
  core.u32(address, TENSOR_WORDS)[2] === PLAIN && !isTable(kind)
    ? Math.min(rows, Math.max(ROWS_ALIGNED, Math.floor(most / cols / ROWS_ALIGNED) * ROWS_ALIGNED))
    : rows

/** Every tensor of a configuration that is not in memory yet; throws CHECKPOINT_INVALID where one of its values is outside
 * its range.
 * @param {Core} core @param {Config} config @returns {Generator<Tensor, void, void>} */
export function* tensorsOfConfig(core, config) {
  const configAddress = core.alloc(CONFIG_BYTES + 12)
  try {
    writeConfig(core, configAddress, config)
    fileBytes(core, configAddress)
    yield* tensorsOf(core, configAddress)
  } finally {
    core.free(configAddress)
  }
}

/** The length of the weights file that a configuration implies; throws CHECKPOINT_INVALID, or MODEL_TOO_LARGE.
 * @param {Core} core @param {number} configAddress */
function fileBytes(core, configAddress) {
  const position = configAddress + CONFIG_BYTES + 4
  if (core.call.config_check(configAddress, position)) {
    const field = CONFIG_FIELDS[(core.u32(position, 1)[0] - CONFIG_AT) / 4]
    throw new HrmError(
      'CHECKPOINT_INVALID',
      `The configuration has a value outside its range: ${field} is ${readConfig(core, configAddress)[field]}.`,
    )
  }
  const status = core.call.file_bytes(configAddress, position)
  const [bytes, high] = core.u32(position, 2)
  if (status || high) {
    const many = readConfig(core, configAddress).num_puzzle_identifiers > 1
    throw new HrmError(
      'MODEL_TOO_LARGE',
      `The weights file would be longer than 4 GB.${many ? ' Some puzzle identifiers can be taken alone (--identifiers).' : ''}`,
    )
  }
  return bytes
}

/** The writing of a weights file, part by part in file order. It stops with what `fill` returned and packs the rows when
 * it goes on, and with each part that is packed. The header comes first, its checksum 0. The RoPE tables are the core's
 * own, unless `tables` writes over them.
 * @template T @param {Core} core @param {Config} config @param {Fill<T>} fill @param {{ most?: number, tables?: (tensor:
 * Tensor, values: Float32Array) => void }} [options] most: values of a plain tensor that are asked for at once
 * @returns {Generator<{ waiting: T } | { part: Part }, number, void>} in the end the file's length */
export function* writing(core, config, fill, { most = Infinity, tables } = {}) {
  const configAddress = core.alloc(CONFIG_BYTES + 12)
  /** @type {number[]} */
  const regions = [configAddress]
  const own = (/** @type {number} */ bytes) => {
    regions.push(core.alloc(bytes))
    return /** @type {number} */ (regions.at(-1))
  }
  try {
    writeConfig(core, configAddress, config)
    const bytes = fileBytes(core, configAddress)
    let [largest, room, dataOffset] = [0, 0, bytes]
    for (const tensor of tensorsOf(core, configAddress)) {
      const rows = rowsAtOnce(core, tensor, most)
      const whole = rows === tensor.rows
      largest = Math.max(largest, rows * tensor.cols)
      room = Math.max(room, whole ? tensor.bytes : 4 * rows * tensor.cols)
      dataOffset = Math.min(dataOffset, tensor.offset)
    }
    const values = own(4 * largest)
    const sines = own(4 * largest)
    const packed = own(Math.max(Math.ceil(room / 64) * 64, dataOffset))
    core.check(core.call.write_header(configAddress, packed, dataOffset), 'ARGUMENT')
    yield { part: { at: 0, bytes: core.u8(packed, dataOffset) } }
    for (const tensor of tensorsOf(core, configAddress)) {
      const { kind, address, cols, offset, name } = tensor
      const step = rowsAtOnce(core, tensor, most)
      const piece = core.u32(address, TENSOR_WORDS).slice()
      for (let first = 0; first < tensor.rows; first += step) {
        const rows = Math.min(step, tensor.rows - first)
        let from = values
        if (isTable(kind)) {
          core.check(core.call.rope_tables(configAddress, values, sines, rows * cols), 'ARGUMENT')
          if (kind === KIND.ropeSin) from = sines
          tables?.(tensor, core.f32(from, rows * cols))
        } else yield { waiting: fill(tensor, core.f32(from, rows * cols), first) }
        // To the core a piece is a tensor of its own.
        if (rows < tensor.rows) {
          piece[3] = rows
          piece[8] = 4 * rows * cols
          piece[9] = 0
          core.u32(address, TENSOR_WORDS).set(piece)
        }
        const length = Math.ceil((rows < tensor.rows ? 4 * rows * cols : tensor.bytes) / 64) * 64
        const status = core.call.pack_tensor(address, from, rows * cols, packed, length)
        core.check(status, 'CHECKPOINT_INVALID', name)
        yield { part: { at: offset + 4 * first * cols, bytes: core.u8(packed, length) } }
      }
    }
    return bytes
  } finally {
    regions.forEach((region) => core.free(region))
  }
}

/** Writes a weights file to memory. The RoPE tables are the core's own; `fill` writes every other tensor's values.
 * @param {Core} core @param {Config} config @param {Fill<void>} fill @returns {File} */
export function writeModel(core, config, fill) {
  const configAddress = core.alloc(CONFIG_BYTES + 12)
  let address = 0
  try {
    writeConfig(core, configAddress, config)
    const bytes = fileBytes(core, configAddress)
    address = core.alloc(bytes)
    for (const step of writing(core, config, fill))
      if ('part' in step)
        core
          .u8(address + step.part.at, step.part.bytes.length)
          .set(core.u8(step.part.bytes.byteOffset, step.part.bytes.length))
    core.check(core.call.seal(address, bytes), 'ARGUMENT')
    return { address, bytes }
  } catch (error) {
    if (address) core.free(address)
    throw error
  } finally {
    core.free(configAddress)
  }
}
