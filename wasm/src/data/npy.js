// NumPy's array files (.npy, versions 1 to 3) of whole numbers, as numpy.save writes them.
import { refuse } from './refuse.js'

/** @typedef {import('../learn.d.ts').Npy} Npy */

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
/** A header is some hundred bytes; a longer one is no array of numbers. */
const LONGEST_HEADER = 65536

/** The reader of one number at a byte, by the kind and size in a descr such as "<i4".
 * @type {Record<string, (view: DataView, at: number, little: boolean) => number>} */
const READ = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
}

/** @param {string} name @param {string} header a Python dictionary, as text */
function parseHeader(name, header) {
  const descr = /'descr'\s*:\s*'([<>|=]?)([a-zA-Z]\d+)'/.exec(header)
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)
  const shape = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(header)
  if (!descr || !order || !shape) throw refuse(`${name}: its header does not say which array it is: ${header.trim()}`)
  const read = Object.hasOwn(READ, descr[2]) ? READ[descr[2]] : undefined
  if (!read) throw refuse(`${name} holds numbers of type "${descr[2]}"; tokens and indices are whole numbers.`)
  const sizes = (shape[1].match(/\d+/g) ?? []).map(Number)
  return { read, type: descr[2], little: descr[1] !== '>', columnsFirst: order[1] === 'True', sizes }
}

/** Reads the whole array and compares its length with the file's.
 * @param {Uint8Array} bytes @param {string} name for messages @returns {Npy} throws DATA_INVALID */
export function readNpy(bytes, name) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || MAGIC.some((byte, i) => bytes[i] !== byte)) throw refuse(`${name} is no NumPy array (.npy).`)
  const version = bytes[6]
  if (version < 1 || version > 3) throw refuse(`${name} is of version ${version} of the .npy format; 1 to 3 are known.`)
  const from = version === 1 ? 10 : 12
  const headerBytes = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const start = from + headerBytes
  if (headerBytes > LONGEST_HEADER || start > bytes.length) throw refuse(`${name} ends within its header.`)
  const header = new TextDecoder().decode(bytes.subarray(from, start))
  const { read, type, little, columnsFirst, sizes } = parseHeader(name, header)
  const count = sizes.reduce((product, size) => product * size, 1)
  const width = Number(type.slice(1))
  if (start + count * width !== bytes.length)
    throw refuse(
      `${name} should have ${count} numbers of ${width} bytes (shape ${sizes.join(' x ') || '1'}); it has ${bytes.length - start} bytes of them.`,
    )
  if (columnsFirst && sizes.filter((size) => size > 1).length > 1)
    throw refuse(`${name} is stored column by column; save it with numpy.ascontiguousarray.`)
  if (type === 'u1' || type === 'b1') return { shape: sizes, values: bytes.subarray(start) }
  const values = new Float64Array(count)
  for (let i = 0; i < count; i++) values[i] = read(view, start + i * width, little)
  return { shape: sizes, values }
}
