// The libraries that reading a checkpoint takes, bundled to dist/convert-libraries.js by `npm run build`: for the page
// and the command line alike. No build of zip.js with workers or WebAssembly of its own: what torch.save writes is not
// compressed. The checksum goes on where it ended, for files that are read and written in pieces.
import { buf } from 'crc-32'

export { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js'
export { parse as parseYaml } from 'yaml'

/** @param {Uint8Array} bytes @param {number} [crc] of what comes before them @returns {number} signed */
export const crc32 = (bytes, crc = 0) => buf(bytes, crc)
