// The addresses of the package's files in place of assets.js where a script is bundled without any `new URL(file,
// import.meta.url)`: a bundler would look for the files, and a copy of the script elsewhere not find them.
import { HrmError, INSTEAD } from './errors.js'

/** learn: those of the learner, of whom only its script is told; thread: then worker, which here is the learner's.
 * @typedef {ReturnType<typeof import('./assets.js').assetUrls> & { learn?: ReturnType<typeof
 * import('./learn/learn-assets.js').learnUrls>, thread?: string }} Addresses */

/** @type {Addresses | undefined} */
let told
/** @param {Addresses} addresses */
export const tellAssets = (addresses) => void (told = addresses)

/** Throws WASM_FETCH. @returns {Addresses} */
export function assetUrls() {
  if (told) return told
  throw new HrmError('WASM_FETCH', `Nobody said where the package's files are. ${INSTEAD}`)
}

/** Not the business of such a script.
 * @returns {URL | undefined} */
export const installedUrl = () => undefined
