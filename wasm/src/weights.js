// Weights that are verified and kept; see weights.d.ts.
import { HrmError, messageOf, throwIfAborted } from './errors.js'
import { sha256 } from './sha256.js'
import { absoluteUrl, joined, looksLikeHtml, openUrl, readChunks } from './source.js'

/** @typedef {import('./weights.d.ts').WeightsEntry} WeightsEntry */
/** @typedef {import('./weights.d.ts').KeptWeights} KeptWeights */

export const CACHE_NAME = 'hrm-weights-1'
/** Names in the cache; nothing is ever fetched from there. */
const KEPT = 'https://weights.invalid/'
const HEADER = { name: 'x-hrm-name', kept: 'x-hrm-kept' }
/** Where a file says which task it is for (core/FORMAT.md); ids go to 255, one byte. */
const TASK_AT = 36
const SHA256 = /^[0-9a-f]{64}$/
const LONGEST_MANIFEST = 2 ** 20

/** @param {string} sha256 */
const keyOf = (sha256) => KEPT + sha256

/** SHA-256 in hexadecimal. Where the engine keeps WebCrypto from the page (an origin that is not secure) a library
 * computes it.
 * @param {Uint8Array<ArrayBuffer>} bytes */
async function digestOf(bytes) {
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : await sha256(bytes)
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @returns {Promise<Cache | undefined>} undefined where the browser has none for this page */
async function openCache() {
  try {
    return await globalThis.caches?.open(CACHE_NAME)
  } catch {
    return undefined
  }
}

/** @param {unknown} value @param {number} index @param {URL} base @returns {WeightsEntry} */
function entryOf(value, index, base) {
  const {
    name,
    task,
    bytes,
    sha256,
    url = name,
  } = /** @type {Record<string, any>} */ (typeof value === 'object' && value ? value : {})
  /** @param {string} sentence */
  const refuse = (sentence) =>
    new HrmError('MODEL_INVALID', `The manifest ${base.href}, entry ${index + 1}: ${sentence}.`)
  if (typeof name !== 'string' || !name) throw refuse('a name is missing')
  if (typeof task !== 'string' || !task) throw refuse('the task is missing')
  if (!Number.isSafeInteger(bytes) || bytes < 1) throw refuse('bytes is a whole number from 1')
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) throw refuse('sha256 is 64 hexadecimal digits in lower case')
  if (typeof url !== 'string' || !URL.canParse(url, base)) throw refuse('url is no URL')
  return { name, task, url: new URL(url, base).href, bytes, sha256 }
}

/** @type {typeof import('./weights.d.ts').parseManifest} */
export function parseManifest(text, base) {
  const from = absoluteUrl(base)
  let manifest
  try {
    manifest = JSON.parse(text)
  } catch (cause) {
    throw new HrmError('MODEL_INVALID', `The manifest ${from.href} is no JSON: ${messageOf(cause)}.`, { cause })
  }
  if (!Array.isArray(manifest?.weights))
    throw new HrmError('MODEL_INVALID', `The manifest ${from.href} has no list "weights".`)
  return manifest.weights.map((/** @type {unknown} */ value, /** @type {number} */ index) =>
    entryOf(value, index, from),
  )
}

/** @type {typeof import('./weights.d.ts').fetchManifest} */
export async function fetchManifest(url, { signal } = {}) {
  const from = absoluteUrl(url)
  const source = await openUrl(from, 'MODEL_FETCH', signal)
  const { chunks, loaded } = await readChunks(source, 'MODEL_FETCH', {
    signal,
    enough: (_, loaded) => loaded > LONGEST_MANIFEST,
  })
  return parseManifest(new TextDecoder().decode(joined(chunks, loaded)), from)
}

/** @param {WeightsEntry} entry @param {import('./index.d.ts').LoadOptions} options @param {RequestCache} [cache]
 * @returns {Promise<Uint8Array<ArrayBuffer>>} verified
 */
async function fetchVerified({ url, bytes, sha256 }, { signal, onProgress }, cache) {
  const source = await openUrl(url, 'MODEL_FETCH', signal, cache)
  const { chunks, loaded } = await readChunks(source, 'MODEL_FETCH', {
    signal,
    enough(_, loaded) {
      onProgress?.({ loaded: Math.min(loaded, bytes), total: bytes })
      return loaded > bytes
    },
  })
  const file = joined(chunks, loaded)
  if (looksLikeHtml(file))
    throw new HrmError('MODEL_INVALID', `${source.name} should be a weights file but is a web page.`)
  if (loaded !== bytes)
    throw new HrmError(
      'MODEL_INVALID',
      `${source.name} has ${loaded > bytes ? 'more bytes' : `only ${loaded} bytes`}; it should have ${bytes}.`,
    )
  const digest = await digestOf(file)
  if (digest !== sha256)
    throw new HrmError(
      'MODEL_INVALID',
      `${source.name} is not the file it should be: its sha256 is ${digest}, not ${sha256}.`,
    )
  return file
}

/** Keeps a verified file; false where there is no cache or no room in it. A Cache takes a file whole or not at all.
 * @param {Uint8Array<ArrayBuffer>} file @param {{ name: string, sha256: string }} what @param {Date} kept */
async function put(file, { name, sha256 }, kept) {
  const cache = await openCache()
  try {
    const headers = {
      'content-length': String(file.length),
      [HEADER.name]: encodeURIComponent(name),
      [HEADER.kept]: kept.toISOString(),
    }
    await cache?.put(keyOf(sha256), new Response(file, { headers }))
    return !!cache
  } catch {
    return false
  }
}

/** The file that is kept, verified.
 * @param {string} sha256 @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} */
async function openVerified(sha256) {
  try {
    // Not by openCache(): that is a second question to the browser, and weights that are not kept wait for the answers.
    const response = await globalThis.caches?.match(keyOf(sha256), { cacheName: CACHE_NAME })
    if (!response) return undefined
    const file = new Uint8Array(await response.arrayBuffer())
    if ((await digestOf(file)) === sha256) return file
  } catch {
    // Unreadable is as good as damaged.
  }
  await remove(sha256)
  return undefined
}

/** @type {typeof import('./weights.d.ts').open} */
export async function open(sha256) {
  const file = await openVerified(sha256)
  return file && new Blob([file])
}

/** @type {typeof import('./weights.d.ts').read} */
export async function read(entry, { signal, onProgress } = {}) {
  throwIfAborted(signal)
  onProgress?.({ loaded: 0, total: entry.bytes })
  const found = await openVerified(entry.sha256)
  throwIfAborted(signal)
  if (found) return { file: found, from: 'cache', kept: Promise.resolve(true) }
  const options = { signal, onProgress: /** @type {import('./index.d.ts').LoadOptions['onProgress']} */ (onProgress) }
  const file = await fetchVerified(entry, options).catch((error) => {
    // Another file than the entry's may be an older one that the browser's HTTP cache still holds.
    if (error.code !== 'MODEL_INVALID') throw error
    return fetchVerified(entry, options, 'reload')
  })
  throwIfAborted(signal)
  return { file, from: 'network', kept: put(file, entry, new Date()) }
}

/** @type {typeof import('./weights.d.ts').load} */
export async function load(entry, options) {
  const { file, ...rest } = await read(entry, options)
  return { blob: new Blob([file]), ...rest }
}

/** @type {typeof import('./weights.d.ts').keep} */
export async function keep(file, name) {
  const bytes = new Uint8Array(await new Response(/** @type {BodyInit} */ (file)).arrayBuffer())
  const entry = { name, sha256: await digestOf(bytes) }
  const kept = new Date()
  return (await put(bytes, entry, kept))
    ? { ...entry, bytes: bytes.length, taskId: bytes[TASK_AT] ?? 0, kept }
    : undefined
}

/** @type {typeof import('./weights.d.ts').list} */
export async function list() {
  const cache = await openCache()
  /** @type {KeptWeights[]} */
  const found = []
  for (const request of (await cache?.keys()) ?? []) {
    const response = await cache?.match(request)
    // Another tab may have removed it since.
    if (!response) continue
    const { headers } = response
    const file = await response.blob()
    const [taskId = 0] = new Uint8Array(await file.slice(TASK_AT, TASK_AT + 1).arrayBuffer())
    found.push({
      name: decodeURIComponent(headers.get(HEADER.name) ?? ''),
      bytes: Number(headers.get('content-length')),
      sha256: request.url.slice(KEPT.length),
      taskId,
      kept: new Date(headers.get(HEADER.kept) ?? 0),
    })
  }
  return found.sort((a, b) => b.kept.getTime() - a.kept.getTime())
}

/** @type {typeof import('./weights.d.ts').remove} */
export const remove = async (sha256) => !!(await (await openCache())?.delete(keyOf(sha256)))
