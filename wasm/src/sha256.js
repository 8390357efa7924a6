// SHA-256 where there is no WebCrypto: a library, fetched only there.
import { assetUrls } from './assets.js'
import { HrmError, messageOf } from './errors.js'
import { importScript } from './import-script.js'

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} throws MODEL_FETCH where the library cannot be had */
export async function sha256(bytes) {
  try {
    // By its address: page and worker share the file.
    const library = await importScript(assetUrls().sha256)
    return library.sha256(bytes)
  } catch (cause) {
    throw new HrmError(
      'MODEL_FETCH',
      `This origin is not secure, so it has no WebCrypto, and dist/sha256.js cannot be loaded: ${messageOf(cause)}. Use https.`,
      { cause },
    )
  }
}
