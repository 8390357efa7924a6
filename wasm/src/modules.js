// From options to a running core: which build, from where, and why.
import { Core } from './core.js'
import { HrmError, messageOf, throwIfAborted } from './errors.js'
import { hasFeature } from './features.js'
import { isGolden } from './golden.js'
import { absoluteUrl, joined, looksLikeHtml, openUrl, readChunks, viewOf } from './source.js'

/** @typedef {import('./index.d.ts').RuntimeOptions} RuntimeOptions */
/** @typedef {import('./index.d.ts').Variant} Variant */

/** Beside the package. Whole literals, one a build: bundlers look for exactly this form. */
const BESIDE = {
  relaxed: () => new URL('../dist/hrm-relaxed.wasm', import.meta.url),
  simd: () => new URL('../dist/hrm-simd.wasm', import.meta.url),
  scalar: () => new URL('../dist/hrm-scalar.wasm', import.meta.url),
}
/** Fastest first. */
const VARIANTS = /** @type {const} */ (['relaxed', 'simd', 'scalar'])
const LONGEST_WASM = 2 ** 24

/** @typedef {{ module?: WebAssembly.Module, bytes?: Uint8Array, url?: string | URL }} Given */

/** @param {unknown} value @returns {value is Partial<Record<Variant, any>>} */
const isPerVariant = (value) =>
  Object.prototype.toString.call(value) === '[object Object]' && !(value instanceof URL) && !(value instanceof WebAssembly.Module)

/** @param {(variant: Variant) => string | URL} urlOf @returns {Record<Variant, Given>} */
const allAt = (urlOf) => ({ relaxed: { url: urlOf('relaxed') }, simd: { url: urlOf('simd') }, scalar: { url: urlOf('scalar') } })

/** What the options offer: one build for any variant, or builds by variant.
 * @param {RuntimeOptions} options @returns {{ single: Given } | Partial<Record<Variant, Given>>} */
function offered({ wasmModule, wasmBinary, wasmUrl }) {
  /** @param {any} value @param {(value: any) => Given} wrap */
  const perVariant = (value, wrap) => {
    if (!isPerVariant(value)) return { single: wrap(value) }
    return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).map(([name, one]) => [name, wrap(one)]))
  }
  if (wasmModule) return perVariant(wasmModule, (module) => ({ module }))
  if (wasmBinary) return perVariant(wasmBinary, (binary) => ({ bytes: viewOf(binary) }))
  if (wasmUrl === undefined) return allAt((variant) => BESIDE[variant]())
  if (isPerVariant(wasmUrl)) return perVariant(wasmUrl, (url) => ({ url }))
  const url = absoluteUrl(/** @type {string | URL} */ (wasmUrl))
  if (!url.pathname.endsWith('/')) return { single: { url } }
  return allAt((variant) => new URL(`hrm-${variant}.wasm`, url))
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
  const variant = /** @type {Variant} */ (core.text(core.call.variant()))
  let right
  try {
    right = isGolden(core, variant)
  } catch {
    right = false
  }
  if (!right) throw new HrmError('WASM_WRONG', `The ${variant} build computes wrong values in this engine: the golden vector does not come out.`)
  return { core, variant }
}

/** @param {RuntimeOptions} options @returns {Promise<{ core: Core, variant: Variant, variantReason: string }>} */
export async function chooseCore(options) {
  const { variant: wanted = 'auto', signal } = options
  if (wanted !== 'auto' && !VARIANTS.includes(wanted)) {
    throw new HrmError('ARGUMENT', `variant is "auto", "relaxed", "simd" or "scalar", not "${wanted}".`)
  }
  throwIfAborted(signal)
  const offer = offered(options)
  if ('single' in offer) {
    const { core, variant } = await startCore(offer.single, signal)
    if (wanted !== 'auto' && wanted !== variant) throw new HrmError('ARGUMENT', `The only build given is ${variant}, not ${wanted}.`)
    return { core, variant, variantReason: `${variant}: the only build given; the golden vector comes out right.` }
  }
  /** @type {string[]} why the builds before were passed over */
  const passedOver = []
  const last = VARIANTS.findLast((variant) => offer[variant])
  for (const variant of wanted === 'auto' ? VARIANTS : [wanted]) {
    const given = offer[variant]
    try {
      if (!given) throw new HrmError('ARGUMENT', `No ${variant} build was given.`)
      if (!hasFeature(variant)) throw new HrmError('WASM_INVALID', `This engine has no WebAssembly ${variant === 'relaxed' ? 'relaxed SIMD' : 'SIMD'}.`)
      const started = await startCore(given, signal)
      const why = wanted === 'auto' ? passedOver.join('; ') || 'the fastest build' : 'asked for'
      return { ...started, variantReason: `${variant}: ${why}; the golden vector comes out right.` }
    } catch (error) {
      // What is not reached is a fault of the installation that a slower build must not hide.
      const hidden = error instanceof HrmError && ['WASM_WRONG', 'WASM_INVALID', 'ARGUMENT'].includes(error.code)
      if (wanted !== 'auto' || variant === last || !hidden) throw error
      passedOver.push(messageOf(error).replace(/\.$/, ''))
    }
  }
  throw new HrmError('ARGUMENT', 'No build was given.')
}
