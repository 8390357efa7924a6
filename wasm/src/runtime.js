// The runtime of this thread: one instance of the core and the models in its memory.
import { HrmError } from './errors.js'
import { MappedModel } from './mapped.js'
import { LocalModel } from './model.js'
import { chooseCore } from './modules.js'
import { joined, looksLikeHtml, openSource, readChunks } from './source.js'
import { read as readEntry } from './weights.js'

/** @typedef {import('./index.d.ts').LoadOptions} LoadOptions */
/** @typedef {import('./index.d.ts').Model} Model */
/** @typedef {import('./index.d.ts').ModelSource} ModelSource */
/** @typedef {{ chunks: Uint8Array[], loaded: number, sha256?: string, kept?: Promise<boolean> }} Weights sha256:
 * where it is known
 */

/** WebAssembly addresses 4 GB, and the model's buffers must find room too. */
const LONGEST_MODEL = 2 ** 32 - 2 ** 26
const MAGIC = [0x89, 0x48, 0x52, 0x4d, 0x0d, 0x0a, 0x1a, 0x0a]
const LENGTH_AT = 16

/** SHA-256 in hexadecimal; undefined where the engine keeps WebCrypto from the page (an origin that is not secure).
 * @param {Uint8Array} bytes */
async function sha256Of(bytes) {
  if (!globalThis.crypto?.subtle) return undefined
  // WebCrypto refuses memory that threads share.
  const own = bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (own)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @param {ModelSource} source @returns {source is import('./weights.d.ts').WeightsEntry} */
export const isEntry = (source) => /** @type {any} */ (source)?.sha256 !== undefined

/** Reads a weights file as far as it can be one: it stops where the first bytes are not a weights file's, or the file
 * goes on beyond the length it states, and leaves the judgement to the core, which sees what was read.
 * @param {ModelSource} given @param {LoadOptions} options @returns {Promise<Weights>} */
export async function readWeights(given, { signal, onProgress }) {
  if (isEntry(given)) {
    const { file, kept } = await readEntry(given, { signal, onProgress })
    return { chunks: [file], loaded: file.length, sha256: given.sha256, kept }
  }
  const source = await openSource(given, 'MODEL_FETCH', signal)
  /** @param {number} bytes */
  const tooLarge = (bytes) =>
    new HrmError(
      'MODEL_TOO_LARGE',
      `${source.name} has ${bytes} bytes; WebAssembly holds a model of at most ${LONGEST_MODEL}.`,
    )
  if (source.total && source.total > LONGEST_MODEL) {
    source.cancel()
    throw tooLarge(source.total)
  }
  /** @type {number | undefined} */
  let stated
  const read = await readChunks(source, 'MODEL_FETCH', {
    signal,
    enough(chunks, loaded) {
      if (stated === undefined && loaded >= LENGTH_AT + 8) {
        const head = joined(chunks, LENGTH_AT + 8)
        if (MAGIC.some((byte, i) => head[i] !== byte)) return true
        stated = Number(new DataView(head.buffer).getBigUint64(LENGTH_AT, true))
      }
      onProgress?.({ loaded, total: source.total ?? stated })
      if (loaded > LONGEST_MODEL) throw tooLarge(loaded)
      return stated !== undefined && loaded > stated
    },
  })
  if (looksLikeHtml(joined(read.chunks, Math.min(64, read.loaded)))) {
    throw new HrmError('MODEL_INVALID', `${source.name} should be a weights file but is a web page.`)
  }
  return read
}

/** @typedef {import('./model.js').Read} Read */

class LocalRuntime {
  /** @param {Awaited<ReturnType<typeof chooseCore>>} chosen @param {Read} read */
  constructor({ core, variant, variantReason }, read) {
    /** @readonly */
    this.variant = variant
    /** @readonly */
    this.variantReason = variantReason
    /** @readonly */
    this.threads = core.threads
    /** @private @type {import('./core.js').Core | undefined} */
    this.core = core
    /** @private */
    this.read = read
  }

  /** @param {ModelSource} source @param {LoadOptions} [options] @returns {Promise<Model>} */
  async loadModel(source, options = {}) {
    return this.take(await readWeights(source, options))
  }

  /** The model of weights that were read.
   * @param {Weights} weights @returns {Promise<Model>} */
  async take({ chunks, loaded, sha256, kept }) {
    const { core } = this
    if (!core) throw new HrmError('CLOSED', 'The runtime was closed.')
    const address = core.alloc(loaded)
    let mapped
    try {
      let at = address
      for (const chunk of chunks) {
        core.u8(at, chunk.length).set(chunk)
        at += chunk.length
      }
      sha256 ??= await sha256Of(core.u8(address, loaded))
      mapped = new MappedModel(core, address, loaded)
    } catch (error) {
      core.free(address)
      throw error
    }
    try {
      const model = new LocalModel(mapped, this.read, sha256, kept)
      if (!this.core) throw new HrmError('CLOSED', 'The runtime was closed.')
      return model
    } catch (error) {
      mapped.free()
      throw error
    }
  }

  close() {
    this.core?.models.forEach((mapped) => mapped.free())
    this.core?.endTeam()
    this.core = undefined
  }
}

/** @param {import('./index.d.ts').RuntimeOptions} options @param {Read} read */
export async function createRuntime(options, read) {
  return new LocalRuntime(await chooseCore(options), read)
}
