// The libraries that reading a checkpoint takes, bundled to dist/convert-libraries.js by `npm run build`: for the page
// and the command line alike. No build of zip.js with workers or WebAssembly of its own: what torch.save writes is not
// compressed.
export { BlobReader, ERR_INVALID_CRC32, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js'
export { parse as parseYaml } from 'yaml'
