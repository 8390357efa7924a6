// Flat arrays of the learning library as weights files of the core, and the other way round.
import { CONFIG_BYTES, DTYPES, KIND, POSITIONS, tensorsOf, writeConfig, writeModel } from '../layout.js'
import { MappedModel } from '../mapped.js'
import { checkLearn } from './core.js'
import { pairOf } from './memory.js'
import { OPTIONS_BYTES, layOutOptions } from './options.js'

/** @typedef {import('../core.js').Core} Core */
/** @typedef {import('./core.js').LearnCore} LearnCore */
/** @typedef {import('../layout.js').Config} Config */
/** @typedef {Pick<Config, 'grid_rows' | 'grid_cols' | 'seq_len'>} Grid */
/** @typedef {{ config: Config, flat: number, floats: number }} Weights flat: a region of the learning core */

/** Calls `work` with the address of a configuration.
 * @template T @param {Core | LearnCore} core @param {Config} config @param {(address: number) => T} work */
export function withConfig(core, config, work) {
  const address = core.alloc(CONFIG_BYTES)
  try {
    writeConfig(core, address, config)
    return work(address)
  } finally {
    core.free(address)
  }
}

/** Where each tensor begins in a flat array, and how many floats it has, in the order of the file.
 * @param {LearnCore} core @param {Config} config @returns {[number, number][]} */
const placesOf = (core, config) =>
  withConfig(core, config, (address) =>
    Array.from({ length: core.call.tensor_count(address) >>> 0 }, (_, index) =>
      pairOf(core, (place) => core.call.place(address, index, place)),
    ),
  )

/** A weights file of a flat array.
 * @param {Core} to where it is written @param {LearnCore} core @param {Config} config
 * @param {import('../index.d.ts').ModelInfo['dtype']} dtype @param {number} flat @returns {import('../layout.js').File} */
export function packWeights(to, core, config, dtype, flat) {
  const written = { ...config, dtype: DTYPES.indexOf(dtype) }
  const places = placesOf(core, config)
  const names = withConfig(to, written, (address) => Array.from(tensorsOf(to, address), keyOf))
  return writeModel(to, written, (tensor, values) => {
    values.set(core.f32(flat + 4 * places[names.indexOf(keyOf(tensor))][0], values.length))
  })
}

/** @param {import('../layout.js').Tensor} tensor */
const keyOf = ({ kind, layer }) => `${kind} ${layer}`

/** A model whose positions are relative knows every offset within its grid: so it fits any that is smaller, whose own
 * numbers are those of its offsets, rows and columns.
 * @param {Config} config @param {Grid | undefined} grid @returns {Config} of the smaller grid, or as it was */
function shrunk(config, grid) {
  const isRelative = POSITIONS[config.pos_encodings].startsWith('relative')
  // Examples that state no grid, only their cells, are of the model's own.
  if (!grid?.grid_rows || !isRelative) return config
  const { grid_rows, grid_cols, seq_len } = grid
  const isWithin = grid_rows <= config.grid_rows && grid_cols <= config.grid_cols
  return isWithin ? { ...config, grid_rows, grid_cols, seq_len } : config
}

/** Those numbers of a tensor that a smaller grid has. A table of offsets has a row for each head, from the offset furthest
 * up and left to its opposite; codes of rows and columns begin with the first.
 * @param {Float32Array} values @param {import('../layout.js').Tensor} tensor @param {Grid} from @param {Grid} to @param
 * {number} count numbers in the smaller grid */
function valuesWithin(values, { kind, rows, cols }, from, to, count) {
  if (kind !== KIND.HRelative && kind !== KIND.LRelative) return values.subarray(0, count)
  const [width, height] = [2 * to.grid_cols - 1, 2 * to.grid_rows - 1]
  const [left, top] = [from.grid_cols - to.grid_cols, from.grid_rows - to.grid_rows]
  const kept = new Float32Array(count)
  for (let head = 0; head < rows; head++)
    for (let row = 0; row < height; row++) {
      const first = head * cols + (top + row) * (2 * from.grid_cols - 1) + left
      kept.set(values.subarray(first, first + width), (head * height + row) * width)
    }
  return kept
}

/** Makes a flat array of a weights file.
 * @param {Core} from where the file is looked at @param {LearnCore} core @param {Uint8Array} file @param {Grid} [grid] that
 * is to be learnt on, which may be smaller than the file's where positions are relative @returns {Weights}
 * config: of dtype f32 */
export function unpackWeights(from, core, file, grid) {
  const address = from.alloc(file.length)
  from.u8(address, file.length).set(file)
  let mapped
  try {
    mapped = new MappedModel(from, address, file.length)
  } catch (error) {
    from.free(address)
    throw error
  }
  try {
    const config = shrunk({ ...mapped.config, dtype: 0, origin: 0 }, grid)
    const places = placesOf(core, config)
    const weights = newFlat(core, config)
    let index = 0
    for (const tensor of tensorsOf(from, mapped.model)) {
      const count = tensor.rows * tensor.cols
      const values = from.alloc(4 * count)
      from.check(from.call.unpack_tensor(mapped.model, tensor.address, values, count), 'MODEL_INVALID')
      const [place, floats] = places[index++]
      const kept = valuesWithin(from.f32(values, count), tensor, mapped.config, config, floats)
      core.f32(weights.flat + 4 * place, floats).set(kept)
      from.free(values)
    }
    return weights
  } finally {
    mapped.free()
  }
}

/** Room for a flat array, zeroed; throws ARGUMENT where the library cannot train such a configuration.
 * @param {LearnCore} core @param {Config} config @returns {Weights} */
function newFlat(core, config) {
  const floats = floatsOf(core, config)
  const flat = core.alloc(4 * floats)
  core.u8(flat, 4 * floats).fill(0)
  return { config, flat, floats }
}

/** @param {Core} core @param {Config} config throws ARGUMENT where no weights file can be of it */
export const checkConfig = (core, config) =>
  withConfig(core, config, (address) => core.check(core.call.config_check(address, 0), 'ARGUMENT', 'The configuration'))

/** Throws why the library does not train a configuration.
 * @param {LearnCore} core @param {Config} config */
function sayWhyNot(core, config) {
  const options = core.alloc(OPTIONS_BYTES)
  try {
    layOutOptions(core, options, config, {})
    pairOf(core, (sizes) => core.call.sizes(options, 1, sizes))
  } finally {
    core.free(options)
  }
}

/** @param {LearnCore} core @param {Config} config @returns {number} length of a flat array; throws ARGUMENT as above */
export function floatsOf(core, config) {
  const floats = withConfig(core, config, (address) => core.call.floats(address) >>> 0)
  if (!floats) sayWhyNot(core, config)
  return floats
}

/** The official start.
 * @param {LearnCore} core @param {Config} config @param {number} seed @param {boolean}
 * trainsQContinue @returns {Weights} */
export function newWeights(core, config, seed, trainsQContinue) {
  const weights = newFlat(core, config)
  const { flat, floats } = weights
  const status = withConfig(core, config, (address) =>
    core.call.official(address, seed, Number(trainsQContinue), flat, floats),
  )
  if (status) core.free(flat)
  checkLearn(core, status)
  return weights
}
