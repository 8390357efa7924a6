// A checkpoint of any kind that is read here, opened: its tensors by name, their numbers read where they lie.
import { throwIfAborted } from '../errors.js'
import { listZip } from './checkpoint-zip.js'
import { crc32 } from './libraries.js'
import { FIRST_BYTES, recognise } from './recognise.js'
import { refuse } from './refuse.js'
import { readSafetensors } from './safetensors.js'
import { findWeights } from './states.js'
import { STORAGE_BYTES, readPickle } from './unpickle.js'

/** @typedef {import('./unpickle.js').Tensor} Tensor */
/** @typedef {import('./checkpoint-zip.js').Place} Place */
/** @typedef {{ signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) => void }} Reading */

/** Bytes that are read at once of what is longer. */
const PIECE = 2 ** 22
/** A storage that is not read in the order of its tensor is held whole; larger ones are not. */
const LARGEST_WHOLE = 2 ** 27

/** bfloat16 is the upper half of a float32.
 * @param {number} bits */
function fromBFloat16(bits) {
  scratch.setUint32(0, bits << 16)
  return scratch.getFloat32(0)
}
const scratch = new DataView(new ArrayBuffer(4))

/** @param {number} bits IEEE half precision */
function fromHalf(bits) {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return exponent ? sign * 2 ** (exponent - 15) * (1 + fraction / 1024) : sign * 2 ** -24 * fraction
}

/** How an element of each type that weights have is read.
 * @type {Record<string, (view: DataView, at: number) => number>} */
const READ = {
  FloatStorage: (view, at) => view.getFloat32(at, true),
  DoubleStorage: (view, at) => view.getFloat64(at, true),
  HalfStorage: (view, at) => fromHalf(view.getUint16(at, true)),
  BFloat16Storage: (view, at) => fromBFloat16(view.getUint16(at, true)),
}

/** @param {number[]} sizes */
const product = (sizes) => sizes.reduce((all, size) => all * size, 1)

/** Are the elements in row-major order, without gaps?
 * @param {Tensor} tensor */
const isDense = ({ shape, stride }) =>
  shape.every((size, axis) => size === 1 || stride[axis] === product(shape.slice(axis + 1)))

/** An opened checkpoint. */
export class Checkpoint {
  /** @param {Blob} blob @param {string} path for messages @param {Reading} [reading] @returns {Promise<Checkpoint>}
   * throws CHECKPOINT_INVALID
   */
  static async open(blob, path, reading = {}) {
    const kind = recognise(new Uint8Array(await blob.slice(0, FIRST_BYTES).arrayBuffer()), blob.size, path)
    if (kind === 'safetensors') {
      const { tensors, places } = await readSafetensors(blob, path)
      const find = async (/** @type {string} */ key) => /** @type {Place} */ (places.get(key))
      return new Checkpoint(blob, path, reading, tensors, find)
    }
    const zip = await listZip(blob, path)
    const find = (/** @type {string} */ key) => zip.find(`data/${key}`)
    const checkpoint = new Checkpoint(blob, path, reading, undefined, find)
    /** @param {string} name */
    const part = async (name) => checkpoint.whole(await zip.find(name), `the entry ${name}`)
    const order = zip.has('byteorder') ? new TextDecoder('latin1').decode(await part('byteorder')) : 'little'
    if (order !== 'little') throw refuse(`${path}: the byte order "${order}" is not read here.`)
    checkpoint.saved = readPickle(await part('data.pkl'))
    return checkpoint
  }

  /** @private @param {Blob} blob @param {string} path @param {Reading} reading @param {unknown} saved @param {(key: string) =>
   * Promise<Place>} find
   */
  constructor(blob, path, { signal, onProgress }, saved, find) {
    this.blob = blob
    this.path = path
    this.signal = signal
    this.onProgress = onProgress
    this.find = find
    /** What was saved: Maps, arrays, Tensors. */
    this.saved = saved
    this.loaded = 0
    /** Storages whose checksum was compared, or is not to be.
     * @type {Map<string, Place>} */
    this.verified = new Map()
    /** The storage read last, if it is short.
     * @type {{ key: string, view: DataView } | undefined} */
    this.last = undefined
  }

  /** The weights, by the model's own names, and where they were. */
  weights() {
    return findWeights(this.saved, this.path)
  }

  /** Some bytes of the file.
   * @param {number} at @param {number} bytes */
  async slice(at, bytes) {
    throwIfAborted(this.signal)
    const content = new Uint8Array(await this.blob.slice(at, at + bytes).arrayBuffer())
    throwIfAborted(this.signal)
    if (content.length !== bytes) throw refuse(`${this.path} is shorter than it was when it was opened.`)
    return content
  }

  /** Hands a place's bytes on in pieces and compares the checksum.
   * @param {Place} place @param {string} what for messages @param {(piece: Uint8Array, at: number) => void} take */
  async pieces({ at, bytes, crc32: wanted }, what, take) {
    let crc = 0
    for (let from = 0; from < bytes; from += PIECE) {
      const piece = await this.slice(at + from, Math.min(PIECE, bytes - from))
      if (wanted !== undefined) crc = crc32(piece, crc)
      take(piece, from)
      this.report(piece.length)
    }
    if (wanted !== undefined && crc >>> 0 !== wanted >>> 0)
      throw refuse(`${this.path}: the checksum of ${what} does not fit its content.`)
  }

  /** @param {number} bytes that were read for the first time */
  report(bytes) {
    this.loaded += bytes
    this.onProgress?.({ loaded: this.loaded, total: this.blob.size })
  }

  /** @param {Place} place @param {string} what for messages */
  async whole(place, what) {
    const content = new Uint8Array(place.bytes)
    await this.pieces(place, what, (piece, at) => content.set(piece, at))
    return content
  }

  /** Writes the elements of some rows, in row-major order. Whoever takes only some rows of a tensor has only their bytes
   * read; the checksum, which is of the whole storage, is compared only where all of it is to be read.
   * @param {string} name for messages @param {Tensor} tensor whose first axis are the rows
   * @param {number} first row @param {number} rows @param {Float32Array} values [rows][the rest]
   * @param {boolean} partial are other rows left? */
  async readRows(name, tensor, first, rows, values, partial) {
    const { storage, shape, stride } = tensor
    const bytes = STORAGE_BYTES[storage.type]
    const read = READ[storage.type]
    if (!read) throw refuse(`${name} is a tensor of ${storage.type}; weights are float, double, half or bfloat16.`)
    const last = shape.reduce((sum, size, i) => sum + (size - 1) * stride[i], tensor.offset)
    if (!Number.isSafeInteger(last) || last >= storage.count)
      throw refuse(`${name} reaches beyond its storage of ${storage.count} elements.`)
    const place = await this.place(name, storage, partial)
    const rest = shape.slice(1)
    if (isDense(tensor)) {
      const from = tensor.offset + first * product(rest)
      const held = this.last?.key === storage.key ? this.last.view : undefined
      let view = held
      let at = from * bytes
      if (!view) {
        const piece = await this.slice(place.at + at, values.length * bytes)
        view = new DataView(piece.buffer)
        at = 0
      }
      // The engines that run WebAssembly are little-endian, as the file is.
      if (storage.type === 'FloatStorage' && (view.byteOffset + at) % 4 === 0)
        values.set(new Float32Array(view.buffer, view.byteOffset + at, values.length))
      else for (let i = 0; i < values.length; i++) values[i] = read(view, at + i * bytes)
      return
    }
    const view = await this.hold(name, storage, place)
    const at = rest.map(() => 0)
    let index = 0
    for (let row = first; row < first + rows; row++) {
      let element = tensor.offset + row * (stride[0] ?? 0)
      for (let i = product(rest); i > 0; i--) {
        values[index++] = read(view, element * bytes)
        for (let axis = rest.length - 1; axis >= 0; axis--) {
          element += stride[axis + 1]
          if (++at[axis] < rest[axis]) break
          element -= stride[axis + 1] * rest[axis]
          at[axis] = 0
        }
      }
    }
  }

  /** Where a storage lies; its checksum is compared when it is asked for first, and where it is short it is held.
   * @private @param {string} name @param {import('./unpickle.js').Storage} storage @param {boolean} partial */
  async place(name, storage, partial) {
    const known = this.verified.get(storage.key)
    if (known) return known
    const place = await this.find(storage.key)
    const wanted = storage.count * STORAGE_BYTES[storage.type]
    if (place.bytes !== wanted)
      throw refuse(
        `${name}: its storage should have ${storage.count} elements of ${STORAGE_BYTES[storage.type]} bytes, but has ${place.bytes} bytes.`,
      )
    this.last = undefined
    if (!partial && place.bytes <= PIECE) await this.hold(name, storage, place)
    else if (!partial) await this.pieces(place, `the entry data/${storage.key}`, () => {})
    this.verified.set(storage.key, place)
    return place
  }

  /** @private @param {string} name @param {import('./unpickle.js').Storage} storage @param {Place} place */
  async hold(name, storage, place) {
    if (this.last?.key === storage.key) return this.last.view
    if (place.bytes > LARGEST_WHOLE)
      throw refuse(
        `${name}: its elements are not in order, and its storage of ${Math.ceil(place.bytes / 2 ** 20)} MB is too large for that.`,
      )
    this.last = undefined
    const seen = this.verified.has(storage.key)
    const content = seen
      ? await this.slice(place.at, place.bytes)
      : await this.whole(place, `the entry data/${storage.key}`)
    this.last = { key: storage.key, view: new DataView(content.buffer, content.byteOffset, content.byteLength) }
    return this.last.view
  }
}
