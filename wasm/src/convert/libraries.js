// See libraries.src.js.
import * as bundled from '../../dist/convert-libraries.js'

export const { BlobReader, Uint8ArrayWriter, ZipReader, crc32, parseYaml } =
  /** @type {typeof import('./libraries.src.js')} */ (/** @type {unknown} */ (bundled))
