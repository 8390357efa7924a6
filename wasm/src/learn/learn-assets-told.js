// The same in the learner's script, which is told: see ../assets-told.js.
import { assetUrls } from '../assets-told.js'

/** Throws WASM_FETCH. */
export const learnUrls = () =>
  /** @type {NonNullable<import('../assets-told.js').Addresses['learn']>} */ (assetUrls().learn)
