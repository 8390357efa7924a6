// See libraries.src.js.
import * as bundled from '../../dist/convert-libraries.js'

export const { BlobReader, ERR_INVALID_CRC32, Uint8ArrayWriter, ZipReader, parseYaml } =
  /** @type {typeof import('./libraries.src.js')} */ (/** @type {unknown} */ (bundled))
