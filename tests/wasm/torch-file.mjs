// Files as torch.save writes them, of any content and length: a pickle, of protocol 2 or of another, and a zip whose entries are not
// compressed, aligned to 64 bytes, with data descriptors and the records of zip64, which torch writes always.
import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { tensorsOfConfig } from '../../wasm/src/layout.js'

/** A tensor to be saved, contiguous. bytes: of its storage, or, for a long one, a function that writes those from an
 * offset on, and `sparse` where the file is to have a hole in its place but for some parts.
 * @typedef {{ shape: number[], type?: string, bytes: Uint8Array | ((at: number, piece: Uint8Array) => void), sparse?:
 * [number, Uint8Array][] }} TensorToSave
 */
export class SavedTensor {
  /** @param {TensorToSave} of */
  constructor(of) {
    this.of = of
  }
}
/** A call of a global, as pickles name functions and classes.
 * state: what BUILD then sets. */
export class Call {
  /** @param {string} name "module name" @param {unknown[]} args @param {unknown} [state] */
  constructor(name, args, state) {
    this.name = name
    this.args = args
    this.state = state
  }
}
export class Tuple {
  /** @param {...unknown} items */
  constructor(...items) {
    this.items = items
  }
}

/** @param {number[]} shape @param {ArrayLike<number>} values float32 */
export const floats = (shape, values) =>
  new SavedTensor({ shape, bytes: new Uint8Array(Float32Array.from(values).buffer) })

/** The same values in another type, which has to have them: multiples of 1/128 of a power of two.
 * @param {Map<string, SavedTensor>} tensors of float32 @param {string} type of torch's storages */
export const inType = (tensors, type) =>
  new Map(
    [...tensors].map(([name, { of }]) => {
      const from = /** @type {Uint8Array} */ (of.bytes)
      const bytes = new Uint8Array((from.length / 4) * WIDTH[type])
      const [read, write] = [new DataView(from.buffer), new DataView(bytes.buffer)]
      for (let at = 0, to = 0; at < from.length; at += 4, to += WIDTH[type]) {
        const bits = read.getUint32(at, true)
        const exponent = ((bits >> 23) & 255) - 127 + 15 // as half has it
        const half = ((bits >> 16) & 0x8000) | (exponent << 10) | ((bits >> 13) & 0x3ff)
        if (type === 'BFloat16Storage') write.setUint16(to, bits >>> 16, true)
        else if (type === 'HalfStorage') write.setUint16(to, bits ? half : 0, true)
        else if (type === 'DoubleStorage') write.setFloat64(to, read.getFloat32(at, true), true)
        else write.setUint32(to, bits, true)
      }
      return [name, new SavedTensor({ ...of, type, bytes })]
    }),
  )

/** The state dict of the weights that makeModel would make.
 * @param {import('../../wasm/src/core.js').Core} core @param {import('../../wasm/src/layout.js').Config} config @param {(tensor:
 * import('../../wasm/src/layout.js').Tensor, values: Float32Array) => void} fill @returns {Map<string, SavedTensor>} */
export function stateDict(core, config, fill) {
  const tensors = new Map()
  for (const tensor of tensorsOfConfig(core, config)) {
    const { name, rows, cols } = tensor
    if (!name) continue
    const values = new Float32Array(rows * cols)
    fill(tensor, values)
    tensors.set(name, floats(/init$|bias$/.test(name) ? [cols] : [rows, cols], values))
  }
  return tensors
}

/** @type {Record<string, number>} */
const WIDTH = { FloatStorage: 4, BFloat16Storage: 2, HalfStorage: 2, DoubleStorage: 8, LongStorage: 8, ByteStorage: 1 }
/** @param {number[]} sizes */
const product = (sizes) => sizes.reduce((all, size) => all * size, 1)

/** The pickle and the storages that it names.
 * @param {unknown} value Maps, objects, arrays, texts, numbers, booleans, null, Tuples, Calls and SavedTensors
 * @param {number} [protocol] from 4 on with frames, short texts and globals from the stack */
export function pickle(value, protocol = 2) {
  const isNew = protocol >= 4
  /** @type {Buffer[]} */
  const parts = []
  /** @type {TensorToSave[]} */
  const storages = []
  /** @param {...(number | Buffer)} content */
  const put = (...content) => content.forEach((one) => parts.push(typeof one === 'number' ? Buffer.from([one]) : one))
  /** @param {string} text */
  const string = (text) => {
    const content = Buffer.from(text)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(content.length)
    if (isNew && content.length < 256) put(0x8c, content.length, content, 0x94)
    else put(0x58, length, content)
  }
  /** @param {string} name */
  const global = (name) => {
    if (!isNew) return put(0x63, Buffer.from(`${name.replace(' ', '\n')}\n`))
    name.split(' ').forEach(string)
    put(0x93, 0x94)
  }
  /** @param {unknown} one */
  const write = (one) => {
    if (one === null || one === undefined) put(0x4e)
    else if (typeof one === 'boolean') put(one ? 0x88 : 0x89)
    else if (typeof one === 'number' && Number.isInteger(one) && Math.abs(one) < 2 ** 31) {
      const word = Buffer.alloc(4)
      word.writeInt32LE(one)
      put(0x4a, word)
    } else if (typeof one === 'number' && Number.isInteger(one)) {
      const long = Buffer.alloc(8)
      long.writeBigInt64LE(BigInt(one))
      put(0x8a, 8, long)
    } else if (typeof one === 'number') {
      const float = Buffer.alloc(8)
      float.writeDoubleBE(one)
      put(0x47, float)
    } else if (typeof one === 'string') string(one)
    else if (one instanceof SavedTensor) {
      const { shape, type = 'FloatStorage' } = one.of
      const key = String(storages.push(one.of) - 1)
      global('torch._utils _rebuild_tensor_v2')
      put(0x28)
      write(new Tuple('storage', new Call(`torch ${type}`, []), key, 'cpu', product(shape)))
      put(0x51)
      write(0)
      write(new Tuple(...shape))
      write(new Tuple(...shape.map((_, axis) => product(shape.slice(axis + 1)))))
      write(false)
      write(new Call('collections OrderedDict', []))
      put(0x74, 0x52)
    } else if (one instanceof Tuple) {
      put(0x28)
      one.items.forEach((item) =>
        item instanceof Call && item.name.endsWith('Storage') ? global(item.name) : write(item),
      )
      put(0x74)
    } else if (one instanceof Call) {
      global(one.name)
      write(new Tuple(...one.args))
      put(0x52)
      if (one.state !== undefined) {
        write(one.state)
        put(0x62)
      }
    } else if (Array.isArray(one)) {
      put(0x5d, 0x28)
      one.forEach(write)
      put(0x65)
    } else {
      put(0x7d, 0x28)
      for (const [key, inner] of one instanceof Map ? one : Object.entries(/** @type {object} */ (one))) {
        write(key)
        write(inner)
      }
      put(0x75)
    }
  }
  write(value)
  put(0x2e)
  const content = Buffer.concat(parts)
  const frame = Buffer.alloc(9, 0x95)
  frame.writeBigUInt64LE(BigInt(content.length), 1)
  return { pickle: Buffer.concat([Buffer.from([0x80, protocol]), ...(isNew ? [frame] : []), content]), storages }
}

const ALIGN = 64
const PIECE = 2 ** 22
const MOST32 = 0xffffffff

/** A record of numbers: [bytes, value] each.
 * @param {...[1 | 2 | 4 | 8, number]} fields */
function record(...fields) {
  const out = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of fields) {
    if (bytes === 8) out.writeBigUInt64LE(BigInt(value), at)
    else out.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return out
}

/** Writes what torch.save(value, path) would.
 * @param {string} path @param {unknown} value @param {{ name?: string, protocol?: number }} [options] name: of the folder in the archive
 * @returns {Promise<number>} the file's length */
export async function writeTorchFile(path, value, { name: folder = 'archive', protocol } = {}) {
  const { pickle: data, storages } = pickle(value, protocol)
  const file = await open(path, 'w')
  let at = 0
  /** @type {{ name: Buffer, offset: number, size: number, crc: number }[]} */
  const entries = []
  /** @param {Uint8Array} bytes */
  const write = async (bytes) => {
    await file.write(bytes, 0, bytes.length, at)
    at += bytes.length
  }
  /** @param {string} name @param {number} size @param {TensorToSave['bytes']} content @param {TensorToSave['sparse']} [sparse] */
  const entry = async (name, size, content, sparse) => {
    const path = Buffer.from(`${folder}/${name}`)
    const offset = at
    const padding = (ALIGN - ((at + 30 + path.length + 4) % ALIGN)) % ALIGN
    const extra = Buffer.concat([record([2, 0x4246], [2, padding]), Buffer.alloc(padding, 'Z')])
    await write(
      record([4, 0x04034b50], [2, 0], [2, 0x808], [2, 0], [8, 0], [8, 0], [2, path.length], [2, extra.length]),
    )
    await write(Buffer.concat([path, extra]))
    let crc = 0
    if (sparse) {
      for (const [from, bytes] of sparse) await file.write(bytes, 0, bytes.length, at + from)
      at += size
    } else if (typeof content === 'function') {
      const piece = new Uint8Array(Math.min(PIECE, size))
      for (let from = 0; from < size; from += PIECE) {
        const part = piece.subarray(0, Math.min(PIECE, size - from))
        content(from, part)
        crc = crc32(part, crc)
        await write(part)
      }
    } else {
      crc = crc32(content)
      await write(content)
    }
    const wide = size >= MOST32 ? 8 : 4
    await write(record([4, 0x08074b50], [4, crc], [wide, size], [wide, size]))
    entries.push({ name: path, offset, size, crc })
  }
  try {
    await entry('data.pkl', data.length, data)
    await entry('.format_version', 1, Buffer.from('1'))
    await entry('.storage_alignment', 2, Buffer.from('64'))
    await entry('byteorder', 6, Buffer.from('little'))
    for (const [i, { shape, type = 'FloatStorage', bytes, sparse }] of storages.entries())
      await entry(`data/${i}`, product(shape) * WIDTH[type], bytes, sparse)
    await entry('version', 2, Buffer.from('3\n'))
    await entry('.data/serialization_id', 40, Buffer.alloc(40, '0'))
    const start = at
    for (const { name, offset, size, crc } of entries) {
      const wide = [...(size >= MOST32 ? [size, size] : []), ...(offset >= MOST32 ? [offset] : [])]
      const extra = wide.length
        ? record([2, 1], [2, 8 * wide.length], ...wide.map((one) => /** @type {[8, number]} */ ([8, one])))
        : Buffer.alloc(0)
      const short = (/** @type {number} */ one) => Math.min(one, MOST32)
      await write(
        record(
          [4, 0x02014b50],
          [2, 0],
          [2, 0],
          [2, 0x808],
          [2, 0],
          [4, 0],
          [4, crc],
          [4, short(size)],
          [4, short(size)],
        ),
      )
      await write(record([2, name.length], [2, extra.length], [8, 0], [2, 0], [4, short(offset)]))
      await write(Buffer.concat([name, extra]))
    }
    const [size, end, count] = [at - start, at, entries.length]
    await write(
      record([4, 0x06064b50], [8, 44], [2, 0x31e], [2, 45], [8, 0], [8, count], [8, count], [8, size], [8, start]),
    )
    await write(record([4, 0x07064b50], [4, 0], [8, end], [4, 1]))
    await write(
      record(
        [4, 0x06054b50],
        [4, 0],
        [2, count],
        [2, count],
        [4, Math.min(size, MOST32)],
        [4, Math.min(start, MOST32)],
        [2, 0],
      ),
    )
    return at
  } finally {
    await file.close()
  }
}
