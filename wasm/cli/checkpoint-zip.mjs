// The zip that torch.save writes: data.pkl and, uncompressed, one entry of raw little-endian numbers a storage.
import { closeSync, openSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { HrmError, messageOf } from '../src/errors.js'
import { loadLibraries } from './libraries.mjs'
import { STORAGE_BYTES, readStateDict } from './unpickle.mjs'

/** @typedef {import('./unpickle.mjs').TensorRef} TensorRef */
/** @typedef {{ start: number, bytes: number, crc: number }} Place of an entry's content in the file */

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
  /** @param {string} path @returns {Promise<Checkpoint>} */
  static async open(path) {
    const { openZip } = await loadLibraries()
    /** @type {Map<string, Place>} */
    const places = new Map()
    let zip
    try {
      zip = await openZip(path, { lazyEntries: true, autoClose: false })
      for await (const entry of zip.eachEntry()) {
        // <name of the archive>/data.pkl, <name of the archive>/data/0, ...
        const name = entry.fileName.replace(/^[^/]*\//, '')
        if (places.has(name)) throw new Error(`the entry ${name} comes twice`)
        if (entry.compressionMethod !== 0) throw new Error(`the entry ${name} is compressed, which torch.save does not do`)
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
        places.set(name, { start: fileDataStart, bytes: entry.uncompressedSize, crc: entry.crc32 })
      }
    } catch (error) {
      throw refuse(`${path} is no zip as torch.save (1.6 and later) writes it: ${messageOf(error)}.`, error)
    } finally {
      zip?.close()
    }
    return new Checkpoint(path, places)
  }

  /** @param {string} path @param {Map<string, Place>} places */
  constructor(path, places) {
    this.path = path
    this.places = places
    this.file = openSync(path, 'r')
    /** The storage read last.
     * @type {{ key: string, view: DataView } | undefined} */
    this.last = undefined
    try {
      const order = places.has('byteorder') ? this.read('byteorder').toString('latin1') : 'little'
      if (order !== 'little') throw refuse(`${path}: the byte order "${order}" is not read here.`)
      /** Every tensor by the name it has in the state dict.
       * @type {Map<string, TensorRef>} */
      this.tensors = readStateDict(this.read('data.pkl'))
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** An entry's content, its checksum compared.
   * @param {string} name */
  read(name) {
    const place = this.places.get(name)
    if (!place) throw refuse(`${this.path} has no entry ${name}.`)
    let content
    try {
      content = Buffer.allocUnsafe(place.bytes)
      for (let at = 0; at < place.bytes; ) {
        const count = readSync(this.file, content, at, Math.min(place.bytes - at, 2 ** 30), place.start + at)
        if (count === 0) throw new Error('the file ends in the middle')
        at += count
      }
    } catch (error) {
      throw refuse(`${this.path}: the entry ${name} cannot be read: ${messageOf(error)}.`, error)
    }
    if (crc32(content) !== place.crc) throw refuse(`${this.path}: the checksum of the entry ${name} does not fit its content.`)
    return content
  }

  /** Writes a tensor's elements in row-major order.
   * @param {string} name @param {TensorRef} ref @param {(value: number, index: number) => void} put */
  forEachValue(name, { storage, offset, shape, stride }, put) {
    const bytes = STORAGE_BYTES[storage.type]
    const readElement = READ[storage.type]
    if (!readElement) throw refuse(`${name} is a tensor of ${storage.type}; weights are float, double, half or bfloat16.`)
    const count = shape.reduce((product, size) => product * size, 1)
    if (count === 0) return
    const last = shape.reduce((sum, size, i) => sum + (size - 1) * stride[i], offset)
    if (!Number.isSafeInteger(last) || last >= storage.count) throw refuse(`${name} reaches beyond its storage of ${storage.count} elements.`)
    if (this.last?.key !== storage.key) {
      this.last = undefined
      const content = this.read(`data/${storage.key}`)
      this.last = { key: storage.key, view: new DataView(content.buffer, content.byteOffset, content.byteLength) }
    }
    const { view } = this.last
    if (view.byteLength !== storage.count * bytes) {
      throw refuse(`${name}: its storage should have ${storage.count} elements of ${bytes} bytes, but has ${view.byteLength} bytes.`)
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

  close() {
    closeSync(this.file)
  }
}
