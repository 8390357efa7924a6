// SHA-256 for where there is no WebCrypto, bundled to dist/sha256.js; see sha256.d.ts.
export { sha256 } from '@noble/hashes/sha2.js'
