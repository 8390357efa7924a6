// The header of a safetensors file: every tensor by name, checked against the file's size. The format is eight bytes
// and a JSON text; the libraries for it read from a model hub, not from a file.
import { messageOf } from '../errors.js'
import { refuse } from './refuse.js'
import { STORAGE_BYTES, Tensor } from './unpickle.js'

/** @type {Record<string, string>} */
const STORAGE = {
  F64: 'DoubleStorage',
  F32: 'FloatStorage',
  F16: 'HalfStorage',
  BF16: 'BFloat16Storage',
  I64: 'LongStorage',
  I32: 'IntStorage',
  I16: 'ShortStorage',
  I8: 'CharStorage',
  U8: 'ByteStorage',
  BOOL: 'BoolStorage',
}

/** @param {unknown} value @returns {value is number} */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0

/** Row-major strides. @param {number[]} shape */
const strideOf = (shape) => shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))

/** @typedef {{ tensors: Map<string, Tensor>, places: Map<string, { at: number, bytes: number }> }} Contents places: of
 * each tensor's storage, by its key
 */

/** @param {string} text of the header @param {number} data where the tensors begin @param {number} size of the file
 * @param {string} path for messages @returns {Contents} throws CHECKPOINT_INVALID */
export function parseSafetensors(text, data, size, path) {
  let header
  try {
    header = JSON.parse(text)
  } catch (error) {
    throw refuse(`${path}: its header cannot be read: ${messageOf(error)}`, error)
  }
  if (typeof header !== 'object' || header === null) throw refuse(`${path}: its header is no mapping.`)
  const { __metadata__: _, ...entries } = header
  /** @type {Contents} */
  const { tensors, places } = { tensors: new Map(), places: new Map() }
  let end = 0
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype, shape, data_offsets: offsets } = entry ?? {}
    if (!Array.isArray(shape) || !shape.every(isCount) || !Array.isArray(offsets) || !offsets.every(isCount))
      throw refuse(`${path}: what its header says of ${name} is no shape and place.`)
    const type = Object.hasOwn(STORAGE, dtype) ? STORAGE[dtype] : undefined
    if (!type) throw refuse(`${path}: ${name} is of the type ${dtype}, which is not read here.`)
    const count = shape.reduce((product, size) => product * size, 1)
    const [from, to] = offsets
    if (to - from !== count * STORAGE_BYTES[type])
      throw refuse(
        `${path}: ${name} has ${to - from} bytes, but its shape and type need ${count * STORAGE_BYTES[type]}.`,
      )
    end = Math.max(end, to)
    const key = String(places.size)
    tensors.set(name, new Tensor({ type, key, count }, 0, shape, strideOf(shape)))
    places.set(key, { at: data + from, bytes: to - from })
  }
  if (data + end > size) throw refuse(`${path} breaks off: its header says ${data + end} bytes, and it has ${size}.`)
  return { tensors, places }
}

/** @param {Blob} blob @param {string} path for messages @returns {Promise<Contents>} throws CHECKPOINT_INVALID */
export async function readSafetensors(blob, path) {
  const length = Number(new DataView(await blob.slice(0, 8).arrayBuffer()).getBigUint64(0, true))
  const data = 8 + length
  if (data > blob.size) throw refuse(`${path} breaks off in its header: the file is not whole.`)
  return parseSafetensors(await blob.slice(8, data).text(), data, blob.size, path)
}
