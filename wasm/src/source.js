// Bytes from where they are: a URL (file: URLs in Node), a Blob or memory.
import { absolutePageUrl } from './page-url.js'
import { HrmError, messageOf, throwIfAborted } from './errors.js'

/** @typedef {import('./index.d.ts').ErrorCode} ErrorCode */
/** @typedef {{ chunks: AsyncIterable<Uint8Array>, total?: number, name: string, cancel: () => void }} Source
 *   total: bytes, where it is known; name: for messages; cancel: gives up a source that nobody has begun to read */

/** In Node a string is a path, whatever characters are in it, unless it begins with a scheme; one letter is a drive's.
 * @param {string | URL} url */
const pathInNode = (url) =>
  typeof url === 'string' && globalThis.location === undefined && !/^[a-z][a-z\d+.-]+:/i.test(url)
    ? globalThis.process?.getBuiltinModule?.('node:url').pathToFileURL(url)
    : undefined

/** A URL made absolute the way the platform does it: against the document, the worker's script, or Node's working
 * folder.
 * @param {string | URL} url */
export const absoluteUrl = (url) => pathInNode(url) ?? absolutePageUrl(url)

/** Tells the network that nothing more is wanted. A stream that fails has nothing to cancel.
 * @param {{ cancel: () => Promise<void> } | null} stream */
const cancelStream = (stream) => void stream?.cancel().catch(() => {})

/** @param {ReadableStream<Uint8Array>} stream */
async function* chunksOf(stream) {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // Reached early when the consumer stops.
    cancelStream(reader)
  }
}

/** @param {URL} url @param {ErrorCode} code @param {AbortSignal} [signal] @returns {Promise<Source>} */
async function openFile(url, code, signal) {
  // Not an import: a page's bundler must not look for Node's modules.
  // By globalThis: Parcel would install a library for the name alone.
  const { open } = globalThis.process.getBuiltinModule('node:fs/promises')
  let path = url.href
  try {
    path = globalThis.process.getBuiltinModule('node:url').fileURLToPath(url)
    const file = await open(path)
    const stat = await file.stat()
    if (stat.isDirectory()) {
      await file.close()
      throw new Error('it is a folder; the address of a folder ends in "/"')
    }
    const { size } = stat
    return { chunks: file.createReadStream({ signal }), total: size, name: url.href, cancel: () => void file.close() }
  } catch (cause) {
    throw new HrmError(code, `${path} cannot be read: ${messageOf(cause)}.`, { cause })
  }
}

/** Opens a URL. Not reached, a status that is no success, or no such file: an error with this code.
 * @param {string | URL} given @param {ErrorCode} code @param {AbortSignal} [signal] @param {RequestCache} [cache] as
 * in fetch @returns {Promise<Source>} */
export async function openUrl(given, code, signal, cache) {
  const url = absoluteUrl(given)
  throwIfAborted(signal)
  if (url.protocol === 'file:' && globalThis.process !== undefined) return openFile(url, code, signal)
  const name = url.protocol === 'data:' || url.protocol === 'blob:' ? url.protocol : url.href
  let response
  try {
    response = await fetch(url, { signal, cache })
  } catch (cause) {
    throwIfAborted(signal)
    throw new HrmError(code, `${name} cannot be reached: ${messageOf(cause)}.`, { cause })
  }
  if (!response.ok || !response.body) {
    cancelStream(response.body)
    throw new HrmError(
      code,
      `The server answered ${response.status}${response.statusText && ` (${response.statusText})`} for ${name}.`,
    )
  }
  // Under a content encoding the length is that of the compressed bytes.
  const length = response.headers.get('content-encoding') ? null : response.headers.get('content-length')
  const { body } = response
  return {
    chunks: chunksOf(body),
    total: length === null ? undefined : Number(length),
    name,
    cancel: () => cancelStream(body),
  }
}

/** @param {import('./index.d.ts').Bytes} bytes a view of the same memory */
export const viewOf = (bytes) =>
  ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes)

/** @param {string | URL | import('./index.d.ts').Bytes | Blob} given @param {ErrorCode} code @param {AbortSignal}
 * [signal] @returns {Promise<Source>}
 */
export async function openSource(given, code, signal) {
  if (typeof given === 'string' || given instanceof URL) return openUrl(given, code, signal)
  const nothing = () => {}
  if (given instanceof Blob)
    return {
      chunks: chunksOf(given.stream()),
      total: given.size,
      name: /** @type {File} */ (given).name ?? 'the blob',
      cancel: nothing,
    }
  if (!(given instanceof ArrayBuffer || ArrayBuffer.isView(given))) {
    throw new HrmError('ARGUMENT', 'Bytes come from a URL, a Blob, an ArrayBuffer or a view of one.')
  }
  const bytes = viewOf(given)
  return {
    chunks: (async function* () {
      yield bytes
    })(),
    total: bytes.length,
    name: 'the bytes',
    cancel: nothing,
  }
}

/** The chunks of a source. `enough` sees how many bytes there are and may end the reading early.
 * @param {Source} source @param {ErrorCode} code @param {{ signal?: AbortSignal, enough?: (chunks: Uint8Array[],
 * loaded: number) => boolean }} [options]
 * @returns {Promise<{ chunks: Uint8Array[], loaded: number }>} */
export async function readChunks(source, code, { signal, enough } = {}) {
  /** @type {Uint8Array[]} */
  const chunks = []
  let loaded = 0
  try {
    for await (const chunk of source.chunks) {
      throwIfAborted(signal)
      chunks.push(chunk)
      loaded += chunk.length
      if (enough?.(chunks, loaded)) break
    }
  } catch (cause) {
    throwIfAborted(signal)
    if (cause instanceof HrmError) throw cause
    throw new HrmError(code, `Reading ${source.name} broke off after ${loaded} bytes: ${messageOf(cause)}.`, { cause })
  }
  throwIfAborted(signal)
  return { chunks, loaded }
}

/** One array from the first `count` bytes of chunks, or all of them.
 * @param {Uint8Array[]} chunks @param {number} count */
export function joined(chunks, count) {
  const bytes = new Uint8Array(count)
  let at = 0
  for (const chunk of chunks) {
    if (at >= count) break
    bytes.set(chunk.subarray(0, count - at), at)
    at += chunk.length
  }
  return bytes
}

/** Is this text that begins like a web page?
 * @param {Uint8Array} bytes */
export const looksLikeHtml = (bytes) =>
  /^\s*<(!doctype|html|head|body|\?xml)/i.test(String.fromCharCode(...bytes.subarray(0, 64)))
