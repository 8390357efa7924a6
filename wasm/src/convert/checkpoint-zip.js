// The zip that torch.save writes: data.pkl and, uncompressed, one entry of raw little-endian numbers a storage.
import { HrmError, messageOf, throwIfAborted } from '../errors.js'
import { BlobReader, ERR_INVALID_CRC32, Uint8ArrayWriter, ZipReader } from './libraries.js'
import { STORAGE_BYTES, readStateDict } from './unpickle.js'

/** @typedef {import('./unpickle.js').TensorRef} TensorRef */
/** @typedef {import('@zip.js/zip.js').FileEntry} FileEntry */
/** @typedef {{ name?: string, signal?: AbortSignal, onProgress?: (progress: { loaded: number, total: number }) =>
 * void }} Reading name: of the file, for messages
 */

/** @param {string} sentence @param {unknown} [cause] */
export const refuse = (sentence, cause) => new HrmError('CHECKPOINT_INVALID', sentence, { cause })

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

/** An opened checkpoint. Storages are read when a tensor of theirs is, one at a time. */
export class Checkpoint {
  /** @param {Blob} blob @param {Reading} [reading] @returns {Promise<Checkpoint>} */
  static async open(blob, { name: path = 'checkpoint', ...reading } = {}) {
    /** @type {Map<string, FileEntry>} */
    const entries = new Map()
    try {
      for await (const entry of new ZipReader(new BlobReader(blob)).getEntriesGenerator()) {
        if (entry.directory) continue
        // <name of the archive>/data.pkl, <name of the archive>/data/0, ...
        const name = entry.filename.replace(/^[^/]*\//, '')
        if (entries.has(name)) throw new Error(`the entry ${name} comes twice`)
        if (entry.compressionMethod !== 0)
          throw new Error(`the entry ${name} is compressed, which torch.save does not do`)
        if (entry.uncompressedSize > blob.size) throw new Error(`the entry ${name} would be longer than the file`)
        entries.set(name, entry)
      }
    } catch (error) {
      throw refuse(`${path} is no zip as torch.save (1.6 and later) writes it: ${messageOf(error)}.`, error)
    }
    const checkpoint = new Checkpoint(path, entries, { ...reading, total: blob.size })
    const order = entries.has('byteorder')
      ? new TextDecoder('latin1').decode(await checkpoint.read('byteorder'))
      : 'little'
    if (order !== 'little') throw refuse(`${path}: the byte order "${order}" is not read here.`)
    checkpoint.tensors = readStateDict(await checkpoint.read('data.pkl'))
    return checkpoint
  }

  /** @private @param {string} path @param {Map<string, FileEntry>} entries @param {Omit<Reading, 'name'> & { total:
   * number }} reading
   */
  constructor(path, entries, { signal, onProgress, total }) {
    this.path = path
    this.entries = entries
    this.signal = signal
    this.onProgress = onProgress
    this.total = total
    this.loaded = 0
    /** Every tensor by the name it has in the state dict.
     * @type {Map<string, TensorRef>} */
    this.tensors = new Map()
    /** The storage read last.
     * @type {{ key: string, view: DataView } | undefined} */
    this.last = undefined
  }

  /** An entry's content, its checksum compared.
   * @param {string} name @returns {Promise<Uint8Array>} */
  async read(name) {
    const { entries, path, signal, total } = this
    const entry = entries.get(name)
    if (!entry) throw refuse(`${path} has no entry ${name}.`)
    throwIfAborted(signal)
    const before = this.loaded
    /** @param {number} bytes of this entry */
    const report = (bytes) => void this.onProgress?.({ loaded: (this.loaded = before + bytes), total })
    let content
    try {
      content = await entry.getData(new Uint8ArrayWriter(), {
        checkSignature: true,
        useWebWorkers: false,
        signal,
        onprogress: report,
      })
    } catch (error) {
      throwIfAborted(signal)
      if (messageOf(error) === ERR_INVALID_CRC32)
        throw refuse(`${path}: the checksum of the entry ${name} does not fit its content.`, error)
      throw refuse(`${path}: the entry ${name} cannot be read: ${messageOf(error)}.`, error)
    }
    throwIfAborted(signal)
    report(content.length)
    return content
  }

  /** Writes a tensor's elements in row-major order.
   * @param {string} name @param {TensorRef} ref @param {(value: number, index: number) => void} put */
  async forEachValue(name, { storage, offset, shape, stride }, put) {
    const bytes = STORAGE_BYTES[storage.type]
    const readElement = READ[storage.type]
    if (!readElement)
      throw refuse(`${name} is a tensor of ${storage.type}; weights are float, double, half or bfloat16.`)
    const count = shape.reduce((product, size) => product * size, 1)
    if (count === 0) return
    const last = shape.reduce((sum, size, i) => sum + (size - 1) * stride[i], offset)
    if (!Number.isSafeInteger(last) || last >= storage.count)
      throw refuse(`${name} reaches beyond its storage of ${storage.count} elements.`)
    if (this.last?.key !== storage.key) {
      this.last = undefined
      const content = await this.read(`data/${storage.key}`)
      this.last = { key: storage.key, view: new DataView(content.buffer, content.byteOffset, content.byteLength) }
    }
    const { view } = this.last
    if (view.byteLength !== storage.count * bytes) {
      throw refuse(
        `${name}: its storage should have ${storage.count} elements of ${bytes} bytes, but has ${view.byteLength} bytes.`,
      )
    }
    const at = shape.map(() => 0)
    let element = offset
    for (let index = 0; index < count; index++) {
      put(readElement(view, element * bytes), index)
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        element += stride[axis]
        if (++at[axis] < shape[axis]) break
        element -= stride[axis] * shape[axis]
        at[axis] = 0
      }
    }
  }
}
