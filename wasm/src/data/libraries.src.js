// The libraries that lists of puzzles take, bundled to dist/data-libraries.js by `npm run build`, for the page and the
// command line alike; fetched when a list is read.
export { parse as parseCsv } from 'csv-parse/browser/esm/sync'
import Bunzip from 'seek-bzip'

/** All streams of a bzip2 file, one behind the other. @param {Uint8Array} bytes @returns {Uint8Array} throws */
export const unpackBzip2 = (bytes) => Bunzip.decode(Buffer.from(bytes), undefined, true)
