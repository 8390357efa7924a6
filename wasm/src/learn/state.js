// A run's state as bytes to keep: a head of magic, version, digest and what JavaScript knows of the run as JSON, then the
// library's own state.
import { HrmError } from '../errors.js'
import { fnv } from '../golden.js'

const MAGIC = new TextEncoder().encode('\x7fHRMRUN\n')
const VERSION = 1
/** The state behind the head is aligned as the library wants it. */
export const HEAD_BYTES = 4096
const DIGEST_WORD = 3
const JSON_AT = 24

/** @typedef {{ settings: import('../learn.d.ts').LearnSettings, seconds: number, alphabet?: string | undefined }} Known
 * what goes with the library's state */

/** Of all words but its own place. @param {Uint8Array} file 4-byte aligned, of whole words */
function digestOf({ buffer, byteOffset, length }) {
  const words = new Uint32Array(buffer, byteOffset, length >> 2)
  return fnv(words.subarray(DIGEST_WORD + 1), fnv(words.subarray(0, DIGEST_WORD), 0x811c9dc5))
}

/** Writes the head. @param {Uint8Array} file room for it, then the state; 4-byte aligned @param {Known} known */
export function writeHead(file, known) {
  const json = new TextEncoder().encode(JSON.stringify(known))
  if (JSON_AT + json.length > HEAD_BYTES) throw new HrmError('ARGUMENT', 'The settings are too long to be kept.')
  const view = new DataView(file.buffer, file.byteOffset, HEAD_BYTES)
  file.subarray(0, HEAD_BYTES).fill(0)
  file.set(MAGIC)
  view.setUint32(8, VERSION, true)
  view.setUint32(16, json.length, true)
  view.setUint32(20, file.length, true)
  file.set(json, JSON_AT)
  view.setUint32(4 * DIGEST_WORD, digestOf(file), true)
}

/** @param {Uint8Array} file as writeHead wrote it @returns {Known} throws STATE_INVALID */
export function readHead(file) {
  /** @param {string} what */
  const refuse = (what) => new HrmError('STATE_INVALID', `This is no state of a run: ${what}.`)
  if (file.length < HEAD_BYTES || MAGIC.some((byte, i) => file[i] !== byte)) throw refuse('it begins as none')
  const view = new DataView(file.buffer, file.byteOffset, HEAD_BYTES)
  const version = view.getUint32(8, true)
  if (version !== VERSION) throw refuse(`it is of version ${version}, and this build knows ${VERSION}`)
  const stated = view.getUint32(20, true)
  if (stated !== file.length) throw refuse(`it has ${file.length} bytes and should have ${stated}`)
  if (view.getUint32(4 * DIGEST_WORD, true) !== digestOf(file)) throw refuse('it is damaged')
  return JSON.parse(new TextDecoder().decode(file.subarray(JSON_AT, JSON_AT + view.getUint32(16, true))))
}
