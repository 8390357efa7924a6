// From options to a running core: which build, from where, and why.
import { Core } from './core.js'
import { HrmError, messageOf, throwIfAborted } from './errors.js'
import { isGolden } from './golden.js'
import { absoluteUrl, joined, looksLikeHtml, openUrl, readChunks, viewOf } from './source.js'

/** @typedef {import('./index.d.ts').RuntimeOptions} RuntimeOptions */
/** @typedef {import('./index.d.ts').Variant} Variant */

/** Beside the package. Whole literals, one a build: bundlers look for exactly this form. */
const BESIDE = {
  simd: () => new URL('../dist/hrm-simd.wasm', import.meta.url),
  scalar: () => new URL('../dist/hrm-scalar.wasm', import.meta.url),
}
const LONGEST_WASM = 2 ** 24

/** A function that takes and returns a v128: valid where the engine has SIMD. */
const SIMD_PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11])

/** @typedef {{ module?: WebAssembly.Module, bytes?: Uint8Array, url?: string | URL }} Given */

/** @param {unknown} value @returns {value is Partial<Record<Variant, any>>} */
const isPerVariant = (value) =>
  Object.prototype.toString.call(value) === '[object Object]' && !(value instanceof URL) && !(value instanceof WebAssembly.Module)

/** What the options offer: one build for either variant, or a build for each.
 * @param {RuntimeOptions} options @returns {{ single: Given } | Partial<Record<Variant, Given>>} */
function offered({ wasmModule, wasmBinary, wasmUrl }) {
  /** @param {any} value @param {(value: any) => Given} wrap */
  const perVariant = (value, wrap) => {
    if (!isPerVariant(value)) return { single: wrap(value) }
    return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).map(([name, one]) => [name, wrap(one)]))
  }
  if (wasmModule) return perVariant(wasmModule, (module) => ({ module }))
  if (wasmBinary) return perVariant(wasmBinary, (binary) => ({ bytes: viewOf(binary) }))
  if (wasmUrl === undefined) return { simd: { url: BESIDE.simd() }, scalar: { url: BESIDE.scalar() } }
  if (isPerVariant(wasmUrl)) return perVariant(wasmUrl, (url) => ({ url }))
  const url = absoluteUrl(/** @type {string | URL} */ (wasmUrl))
  if (!url.pathname.endsWith('/')) return { single: { url } }
  return { simd: { url: new URL('hrm-simd.wasm', url) }, scalar: { url: new URL('hrm-scalar.wasm', url) } }
}

/** @param {Uint8Array} bytes @param {string} name */
async function compile(bytes, name) {
  if (new DataView(joined([bytes], 4).buffer).getUint32(0) !== 0x0061736d) {
    const what = looksLikeHtml(bytes) ? 'is a web page' : bytes.length ? 'is something else' : 'is empty'
    throw new HrmError('WASM_INVALID', `${name} should be WebAssembly but ${what}. Check that the .wasm files are served at this address.`)
  }
  try {
    return await WebAssembly.compile(/** @type {BufferSource} */ (bytes))
  } catch (cause) {
    throw new HrmError('WASM_INVALID', `${name} does not compile: ${messageOf(cause)}.`, { cause })
  }
}

/** @param {Given} given @param {AbortSignal} [signal] @returns {Promise<WebAssembly.Module>} */
async function moduleOf({ module, bytes, url }, signal) {
  if (module) return module
  if (bytes) return compile(bytes, 'wasmBinary')
  const source = await openUrl(/** @type {string | URL} */ (url), 'WASM_FETCH', signal)
  const { chunks, loaded } = await readChunks(source, 'WASM_FETCH', { signal, enough: (_, loaded) => loaded > LONGEST_WASM })
  return compile(joined(chunks, loaded), source.name)
}

/** @param {Given} given @param {AbortSignal} [signal] @returns {Promise<{ core: Core, variant: Variant }>} checked by the golden vector */
async function startCore(given, signal) {
  const module = await moduleOf(given, signal)
  let core
  try {
    core = await Core.instantiate(module)
  } catch (cause) {
    if (cause instanceof HrmError) throw cause
    throw new HrmError('WASM_INVALID', `The WebAssembly module does not start: ${messageOf(cause)}.`, { cause })
  }
  let right
  try {
    right = isGolden(core)
  } catch {
    right = false
  }
  const variant = /** @type {Variant} */ (core.text(core.call.variant()))
  if (!right) throw new HrmError('WASM_WRONG', `The ${variant} build computes wrong values in this engine: the golden vector does not come out.`)
  return { core, variant }
}

/** @param {RuntimeOptions} options @returns {Promise<{ core: Core, variant: Variant, variantReason: string }>} */
export async function chooseCore(options) {
  const { variant: wanted = 'auto', signal } = options
  if (!['auto', 'simd', 'scalar'].includes(wanted)) throw new HrmError('ARGUMENT', `variant is "auto", "simd" or "scalar", not "${wanted}".`)
  throwIfAborted(signal)
  const offer = offered(options)
  if ('single' in offer) {
    const { core, variant } = await startCore(offer.single, signal)
    if (wanted !== 'auto' && wanted !== variant) throw new HrmError('ARGUMENT', `The only build given is ${variant}, not ${wanted}.`)
    return { core, variant, variantReason: `${variant}: the only build given; the golden vector comes out right.` }
  }
  /** @type {string | undefined} */
  let passedOver
  if (wanted !== 'scalar') {
    try {
      if (!offer.simd) throw new HrmError('ARGUMENT', 'No SIMD build was given.')
      if (!WebAssembly.validate(SIMD_PROBE)) throw new HrmError('WASM_INVALID', 'This engine has no WebAssembly SIMD.')
      const started = await startCore(offer.simd, signal)
      return { ...started, variantReason: 'simd: the engine has it and the golden vector comes out right.' }
    } catch (error) {
      // What is not reached, or is a web page, is a fault of the installation that a slower build must not hide.
      const hidden = error instanceof HrmError && ['WASM_WRONG', 'WASM_INVALID', 'ARGUMENT'].includes(error.code)
      if (wanted === 'simd' || !offer.scalar || !hidden) throw error
      passedOver = messageOf(error)
    }
  }
  if (!offer.scalar) throw new HrmError('ARGUMENT', 'No scalar build was given.')
  const started = await startCore(offer.scalar, signal)
  return { ...started, variantReason: passedOver ? `scalar: ${passedOver}` : 'scalar: asked for; the golden vector comes out right.' }
}
