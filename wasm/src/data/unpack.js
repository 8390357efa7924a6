// The bytes of a list as they come, unpacked and as text: gzip, bzip2 and zip are told by how a file begins, UTF-16 by its
// byte order mark.
import { HrmError, messageOf } from '../errors.js'
import { loadLibraries } from './libraries.js'
import { refuse } from './refuse.js'

/** Of a file that has to be in memory as a whole: bzip2, zip, JSON. */
const MOST_BYTES = 2 ** 29
/** Bytes that tell what a file is. */
const HEAD = 64
/** Files of other kinds, by how they begin. */
const FOREIGN = [
  ['PAR1', 'a Parquet file'],
  ['\xd0\xcf\x11\xe0', 'a file of an older Office program, say an Excel workbook'],
  ['\xfd7zXZ', 'packed with xz'],
  ['\x28\xb5\x2f\xfd', 'packed with Zstandard'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
  ['\x93NUMPY', 'an array of NumPy without its dataset.json'],
  ['SQLite', 'a database'],
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
]

/** @typedef {AsyncIterable<Uint8Array>} Chunks */

/** @param {Uint8Array[]} chunks @returns {Uint8Array} */
function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** @param {Chunks} chunks @returns {Promise<Uint8Array>} */
async function wholeOf(chunks) {
  const list = []
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > MOST_BYTES)
      throw refuse(`The file is larger than ${MOST_BYTES / 2 ** 20} MB, which are read at most of its kind.`)
    list.push(chunk)
  }
  return joined(list)
}

/** The first bytes of a stream, and the stream with them.
 * @param {Chunks} chunks @returns {Promise<{ head: Uint8Array, all: Chunks }>} */
async function peek(chunks) {
  const rest = chunks[Symbol.asyncIterator]()
  /** @type {Uint8Array[]} */
  const seen = []
  let ended = false
  while (!ended && joined(seen).length < HEAD) {
    const { value, done } = await rest.next()
    ended = done === true
    if (value) seen.push(value)
  }
  const all = async function* () {
    yield* seen
    if (!ended) yield* { [Symbol.asyncIterator]: () => rest }
  }
  return { head: joined(seen).subarray(0, HEAD), all: all() }
}

/** @param {ReadableStream<Uint8Array>} stream @returns {Chunks} */
async function* chunksOf(stream) {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.cancel().catch(() => {})
  }
}

/** @param {Chunks} chunks @returns {Chunks} */
function gunzipped(chunks) {
  const packed = new ReadableStream({
    async start(controller) {
      try {
        for await (const chunk of chunks) controller.enqueue(chunk)
        controller.close()
      } catch (error) {
        controller.error(error)
      }
    },
  })
  return chunksOf(packed.pipeThrough(/** @type {ReadableWritablePair} */ (new DecompressionStream('gzip'))))
}

/** The files of an archive.
 * @param {Uint8Array} bytes @returns {Promise<{ name: string, bytes: Uint8Array }[]>} */
async function unzipped(bytes) {
  const { BlobReader, Uint8ArrayWriter, ZipReader } = await import('../convert/libraries.js')
  const zip = new ZipReader(new BlobReader(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)])))
  const files = []
  for (const entry of await zip.getEntries()) {
    if (/^(?:xl\/workbook\.xml|content\.xml)$/.test(entry.filename))
      throw refuse('The file is a workbook of a spreadsheet program: save the sheet as CSV, or copy its cells as text.')
    if (entry.directory || /(^|\/)(__MACOSX\/|\.)/.test(entry.filename)) continue
    if (Number(entry.uncompressedSize) > MOST_BYTES) throw refuse(`${entry.filename} in the archive is too large.`)
    files.push({ name: entry.filename, bytes: await entry.getData(new Uint8ArrayWriter()) })
  }
  return files
}

/** @param {Uint8Array} head @param {string} text */
const begins = (head, text) => [...text].every((character, i) => head[i] === character.charCodeAt(0))

/** What a source is, unpacked as often as it was packed.
 * @param {Chunks} chunks @param {string} name for messages
 * @returns {AsyncGenerator<{ name: string, chunks: Chunks }>} one file, or those of an archive */
export async function* unpacked(chunks, name) {
  const { head, all } = await peek(chunks)
  /** @template T @param {() => Promise<T>} unpack */
  const attempt = async (unpack) => {
    try {
      return await unpack()
    } catch (error) {
      throw error instanceof HrmError ? error : refuse(`${name} cannot be unpacked: ${messageOf(error)}.`)
    }
  }
  if (begins(head, '\x1f\x8b')) return yield* unpacked(gunzipped(all), name)
  if (begins(head, 'BZh')) {
    const bytes = await attempt(async () => (await loadLibraries()).unpackBzip2(await wholeOf(all)))
    return yield* unpacked(once(bytes), name)
  }
  if (begins(head, 'PK\x03\x04')) {
    const files = await attempt(async () => unzipped(await wholeOf(all)))
    for (const file of files) yield* unpacked(once(file.bytes), `${name}, ${file.name}`)
    return
  }
  const foreign = FOREIGN.find(([begin]) => begins(head, begin))?.[1]
  if (foreign ?? (encodingOf(head) === 'utf-8' && head.includes(0)))
    throw refuse(`${name} is ${foreign ?? 'no text'}: give its puzzles as text, CSV or JSON.`)
  yield { name, chunks: all }
}

/** @param {Uint8Array} bytes @returns {Chunks} */
export async function* once(bytes) {
  yield bytes
}

/** @param {Uint8Array} head */
const encodingOf = (head) => (begins(head, '\xff\xfe') ? 'utf-16le' : begins(head, '\xfe\xff') ? 'utf-16be' : 'utf-8')

/** The text of a stream, piece by piece.
 * @param {Chunks} chunks @returns {AsyncGenerator<string>} */
export async function* textOf(chunks) {
  const { head, all } = await peek(chunks)
  const decoder = new TextDecoder(encodingOf(head))
  for await (const chunk of all) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
