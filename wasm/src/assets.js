// Where the package's own files are: the .wasm builds, the worker, the library for SHA-256 and the readers of
// puzzles.
import { HrmError, INSTEAD, messageOf } from './errors.js'

/** Whole literals, one a file: bundlers look for exactly this form. A block body: @vercel/nft, by which Nitro, Vercel
 * and others find what a server needs, does not look into a concise one.
 */
const beside = () => {
  return {
    relaxed16: new URL('../dist/hrm-relaxed16.wasm', import.meta.url),
    relaxed: new URL('../dist/hrm-relaxed.wasm', import.meta.url),
    simd: new URL('../dist/hrm-simd.wasm', import.meta.url),
    scalar: new URL('../dist/hrm-scalar.wasm', import.meta.url),
    'relaxed16-threads': new URL('../dist/hrm-relaxed16-threads.wasm', import.meta.url),
    'relaxed-threads': new URL('../dist/hrm-relaxed-threads.wasm', import.meta.url),
    'simd-threads': new URL('../dist/hrm-simd-threads.wasm', import.meta.url),
    worker: new URL('../dist/hrm-worker.js', import.meta.url),
    sha256: new URL('../dist/sha256.js', import.meta.url),
    readers: new URL('../dist/readers.js', import.meta.url),
  }
}

/** @typedef {keyof ReturnType<typeof beside>} Asset */

/** What the optimizer of Vite 5 to 7 (Astro, Nuxt, Angular) makes of the package's folder in development: it moves the
 * modules into a cache and leaves the files behind.
 */
const OPTIMIZED = /(\/node_modules)?\/\.(cache\/)?(vite|angular)\b.*(?<!hrm-wasm)(?=\/dist)/

/** @template {string} Name @param {() => Record<Name, URL>} beside @returns {Record<Name, string>} the addresses, absolute;
 * throws WASM_FETCH */
export function addressesOf(beside) {
  try {
    /** @type {Record<string, any>} */
    const urls = beside()
    for (const asset in urls) urls[asset] = urls[asset].href.replace(OPTIMIZED, '/node_modules/hrm-wasm')
    return urls
  } catch (cause) {
    // A module that was bundled to CommonJS has no address.
    throw new HrmError('WASM_FETCH', `The package's files have no address: ${messageOf(cause)}. ${INSTEAD}`)
  }
}

/** Also what a worker is told, whose script has no way to know them. Throws WASM_FETCH. */
export const assetUrls = () => addressesOf(beside)

/** Who knows them need not be told; see assets-told.js.
 * @param {Record<Asset, string>} _ */
export const tellAssets = (_) => {}

/** In Node: the file where the package is installed, for bundles that left it there; else undefined.
 * @param {string} file in dist/ @returns {URL | undefined} */
export function installedUrl(file) {
  const { process } = globalThis
  const node = process?.getBuiltinModule?.('node:module')
  try {
    const path = node?.createRequire(`${process.cwd()}/`).resolve(`hrm-wasm/dist/${file}`)
    return path ? process.getBuiltinModule('node:url').pathToFileURL(path) : undefined
  } catch {
    return undefined
  }
}
