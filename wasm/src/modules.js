// From options to a running core: which build, from where, and why.
import { assetUrls, installedUrl } from './assets.js'
import { Core, hasThreads } from './core.js'
import { HrmError, INSTEAD, messageOf, throwIfAborted } from './errors.js'
import { hasFeature, whyNoCompiling } from './features.js'
import { isGolden } from './golden.js'
import { areProductsQuickerIn16Bits } from './products.js'
import { startTeam, whyNoThreads } from './team.js'
import { absoluteUrl, joined, looksLikeHtml, openUrl, readChunks, viewOf } from './source.js'

/** @typedef {import('./index.d.ts').RuntimeOptions} RuntimeOptions */
/** @typedef {import('./index.d.ts').Variant} Variant */
/** @typedef {import('./index.d.ts').WasmBuild} WasmBuild */

/** @type {Family} */
const INFERENCE = { name: 'hrm-', urls: assetUrls, isRight: isGolden }

/** Fastest first. */
const VARIANTS = /** @type {const} */ (['relaxed', 'simd', 'scalar'])
/** The builds of each; of two the first is the quicker one on most processors, and both can tell.
 * @type {Record<Variant, WasmBuild[]>} */
const BUILDS = { relaxed: ['relaxed16', 'relaxed'], simd: ['simd'], scalar: ['scalar'] }
const LONGEST_WASM = 2 ** 24
/** HRM_MAX_THREADS of the core. */
const MOST_THREADS = 64

/** All there are: another one is a slip of the pen, which would do nothing. */
const OPTIONS = ['wasmUrl', 'wasmBinary', 'wasmModule', 'variant', 'threads', 'signal']

/** asset: a file of the package, by what it is called without .wasm.
 * @typedef {{ module?: WebAssembly.Module, bytes?: Uint8Array, url?: string | URL, asset?: { name: string, url: () =>
 * string | undefined } }} Given */
/** @typedef {`${Exclude<WasmBuild, 'scalar'>}-threads` | WasmBuild} Build */
/**
 * @typedef {object} Family modules that do the same, one or two for each variant
 * @property {string} name what a file's name begins with
 * @property {() => Partial<Record<Build, string>>} urls beside the package; throws WASM_FETCH
 * @property {Build[]} [builds] that there are, by default all
 * @property {(core: Core, build: WasmBuild) => boolean} isRight do the golden vectors come out?
 */

/** URLs, modules and bytes have tags of their own.
 * @param {unknown} value @returns {value is Partial<Record<WasmBuild, any>>} */
const isPerVariant = (value) => Object.prototype.toString.call(value) === '[object Object]'

/** The builds of a family, those with threads where more than one is wanted.
 * @param {Family} family @param {number} threads @param {(build: Build) => Given} give @returns
 * {Partial<Record<WasmBuild, Given>>} */
function all({ builds }, threads, give) {
  /** @param {Build} build */
  const at = (build) => (!builds || builds.includes(build) ? give(build) : undefined)
  return {
    relaxed16: at(threads > 1 ? 'relaxed16-threads' : 'relaxed16'),
    relaxed: at(threads > 1 ? 'relaxed-threads' : 'relaxed'),
    simd: at(threads > 1 ? 'simd-threads' : 'simd'),
    scalar: at('scalar'),
  }
}

/** What the options offer: one build for any variant, or builds by name.
 * @param {RuntimeOptions} options @param {number} threads @param {Family} family @returns {{ single: Given } |
 * Partial<Record<WasmBuild, Given>>} */
function offered({ wasmModule, wasmBinary, wasmUrl }, threads, family) {
  /** @param {any} value @param {(value: any) => Given} wrap */
  const perVariant = (value, wrap) => {
    if (!isPerVariant(value)) return { single: wrap(value) }
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => [name, wrap(one)]),
    )
  }
  if (wasmModule) return perVariant(wasmModule, (module) => ({ module }))
  if (wasmBinary) return perVariant(wasmBinary, (binary) => ({ bytes: viewOf(binary) }))
  const { name, urls } = family
  if (wasmUrl === undefined)
    return all(family, threads, (build) => ({ asset: { name: name + build, url: () => urls()[build] } }))
  if (isPerVariant(wasmUrl)) return perVariant(wasmUrl, (url) => ({ url }))
  const url = absoluteUrl(/** @type {string | URL} */ (wasmUrl))
  if (!url.pathname.endsWith('/')) return { single: { url } }
  return all(family, threads, (build) => ({ url: new URL(`${name}${build}.wasm`, url) }))
}

/** @param {Uint8Array} bytes @param {string} name throws WASM_INVALID where they cannot be WebAssembly */
function checkMagic(bytes, name) {
  if (new DataView(joined([bytes], 4).buffer).getUint32(0) !== 0x0061736d) {
    const what = looksLikeHtml(bytes) ? 'is a web page' : bytes.length ? 'is something else' : 'is empty'
    throw new HrmError(
      'WASM_INVALID',
      `${name} should be WebAssembly but ${what}. Check that the .wasm files are served at this address.`,
    )
  }
}

/** @param {Uint8Array} bytes @param {string} name */
async function compile(bytes, name) {
  checkMagic(bytes, name)
  try {
    return await WebAssembly.compile(/** @type {BufferSource} */ (bytes))
  } catch (cause) {
    throw new HrmError('WASM_INVALID', `${name} does not compile: ${messageOf(cause)}.`, { cause })
  }
}

/** @param {string | URL} url @param {AbortSignal} [signal] */
async function read(url, signal) {
  const source = await openUrl(url, 'WASM_FETCH', signal)
  const { chunks, loaded } = await readChunks(source, 'WASM_FETCH', {
    signal,
    enough: (_, loaded) => loaded > LONGEST_WASM,
  })
  const bytes = joined(chunks, loaded)
  checkMagic(bytes, source.name)
  return { bytes, name: source.name }
}

/** A build of the package: where it is expected, or in Node where it is installed.
 * @param {NonNullable<Given['asset']>} asset @param {AbortSignal} [signal] */
async function readAsset({ name, url }, signal) {
  try {
    return await read(/** @type {string} */ (url()), signal)
  } catch (cause) {
    throwIfAborted(signal)
    const installed = installedUrl(`${name}.wasm`)
    if (installed) return read(installed, signal)
    const { code, message } = /** @type {HrmError} */ (cause)
    throw message.endsWith(INSTEAD) ? cause : new HrmError(code, `${message} ${INSTEAD}`, { cause })
  }
}

/** @param {Given} given @param {AbortSignal} [signal] @returns {Promise<WebAssembly.Module>} */
async function moduleOf({ module, bytes, url, asset }, signal) {
  if (module) return module
  if (bytes) return compile(bytes, 'wasmBinary')
  const file = await (asset ? readAsset(asset, signal) : read(/** @type {string | URL} */ (url), signal))
  return compile(file.bytes, file.name)
}

/** @param {Given} given @param {number} threads @param {Family} family @param {AbortSignal} [signal]
 * @returns {Promise<{ core: Core, build: WasmBuild, oneThread?: string }>} checked by the golden vector; oneThread:
 * why it has no more */
async function startCore(given, threads, family, signal) {
  const module = await moduleOf(given, signal)
  let core
  let oneThread
  try {
    core = await Core.instantiate(module)
    if (threads > 1)
      oneThread = hasThreads(module) ? await startTeam(core, module, threads) : 'this build has no threads'
  } catch (cause) {
    if (cause instanceof HrmError) throw cause
    throw new HrmError('WASM_INVALID', `The WebAssembly module does not start: ${messageOf(cause)}.`, { cause })
  }
  const build = /** @type {WasmBuild} */ (core.text(core.call.variant()))
  let right = false
  try {
    right = family.isRight(core, build)
  } catch (error) {
    if (error instanceof HrmError) throw error
    // Else as wrong as wrong values.
  }
  if (right) return { core, build, oneThread }
  core.endTeam()
  throw new HrmError(
    'WASM_WRONG',
    `The ${variantOf(build)} build computes wrong values in this engine: the golden vector does not come out.`,
  )
}

/** @param {WasmBuild} build @returns {Variant} */
const variantOf = (build) => (build === 'relaxed16' ? 'relaxed' : build)

/** Of a variant's two builds the quicker one that computes right; the other is not fetched without need.
 * @param {Given[]} given in the order of BUILDS @param {number} threads @param {Family} family @param {AbortSignal}
 * [signal] */
async function startQuicker([first, second], threads, family, signal) {
  let started
  let failure
  try {
    started = await startCore(first, threads, family, signal)
    if (!second || areProductsQuickerIn16Bits(started.core)) return started
  } catch (error) {
    if (!second || !(error instanceof HrmError && error.code === 'WASM_WRONG')) throw error
    failure = error
  }
  try {
    const other = await startCore(second, threads, family, signal)
    started?.core.endTeam()
    return other
  } catch (error) {
    // Where the other is wrong or not to be had, a slower one that is right will do.
    if (started && !signal?.aborted) return started
    throw failure ?? error
  }
}

/** @param {Awaited<ReturnType<typeof startCore>>} started @param {string} why this build @param {string} [noThreads]
 * why none were asked of it
 */
function chosen({ core, build, oneThread }, why, noThreads = oneThread) {
  const variant = variantOf(build)
  if ('chain' in core.call) why += `; sums in ${build === 'relaxed16' ? 16 : 32} bits`
  const threads = core.threads > 1 ? `; ${core.threads} threads` : noThreads ? `; one thread: ${noThreads}` : ''
  return { core, variant, variantReason: `${variant}: ${why}; the golden vector comes out right${threads}.` }
}

/** @param {RuntimeOptions} options @param {Family} [family] @returns {Promise<{ core: Core, variant: Variant,
 * variantReason: string }>} */
export async function chooseCore(options, family = INFERENCE) {
  const { variant: wanted = 'auto', threads: wantedThreads = 1, signal } = options
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name))
  if (unknown) throw new HrmError('ARGUMENT', `There is no option "${unknown}"; there are ${OPTIONS.join(', ')}.`)
  if (!Number.isInteger(wantedThreads) || wantedThreads < 1 || wantedThreads > MOST_THREADS) {
    throw new HrmError('ARGUMENT', `threads is a whole number from 1 to ${MOST_THREADS}, not ${wantedThreads}.`)
  }
  const noThreads = wantedThreads > 1 ? whyNoThreads() : undefined
  const threads = noThreads ? 1 : wantedThreads
  if (wanted !== 'auto' && !VARIANTS.includes(wanted)) {
    throw new HrmError('ARGUMENT', `variant is "auto", "relaxed", "simd" or "scalar", not "${wanted}".`)
  }
  throwIfAborted(signal)
  const noCompiling = options.wasmModule ? undefined : whyNoCompiling()
  if (noCompiling) throw new HrmError('WASM_INVALID', noCompiling)
  const offer = offered(options, threads, family)
  if ('single' in offer) {
    const started = await startCore(offer.single, threads, family, signal)
    if (wanted !== 'auto' && wanted !== variantOf(started.build)) {
      started.core.endTeam()
      throw new HrmError('ARGUMENT', `The only build given is ${started.build}, not ${wanted}.`)
    }
    return chosen(started, 'the only build given', noThreads)
  }
  /** @type {string[]} why the builds before were passed over */
  const passedOver = []
  /** @param {Variant} variant */
  const givenFor = (variant) => BUILDS[variant].flatMap((build) => offer[build] ?? [])
  const last = VARIANTS.findLast((variant) => givenFor(variant).length)
  for (const variant of wanted === 'auto' ? VARIANTS : [wanted]) {
    const given = givenFor(variant)
    try {
      if (!given.length) throw new HrmError('ARGUMENT', `No ${variant} build was given.`)
      if (!hasFeature(variant))
        throw new HrmError(
          'WASM_INVALID',
          `This engine has no WebAssembly ${variant === 'relaxed' ? 'relaxed SIMD' : 'SIMD'}.`,
        )
      const started = await startQuicker(given, threads, family, signal)
      return chosen(started, wanted === 'auto' ? passedOver.join('; ') || 'the fastest build' : 'asked for', noThreads)
    } catch (error) {
      // What is not reached is a fault of the installation that a slower build must not hide.
      const hidden = error instanceof HrmError && ['WASM_WRONG', 'WASM_INVALID', 'ARGUMENT'].includes(error.code)
      if (wanted !== 'auto' || variant === last || !hidden) throw error
      passedOver.push(messageOf(error).replace(/\.$/, ''))
    }
  }
  throw new HrmError('ARGUMENT', 'No build was given.')
}
