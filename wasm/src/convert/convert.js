// The public side of the conversion; see convert.d.ts.
import { throwIfAborted } from '../errors.js'
import { taskWithId } from '../tasks/index.js'
import { convertTo, openCheckpoint } from './conversion.js'

export { MOST_FILES, chooseFiles, partOf, tooMany } from './files.js'
export { originOf } from '../origin.js'

/** @type {typeof import('./convert.d.ts').describeCheckpoint} */
export async function describeCheckpoint(files, options = {}) {
  const { plan } = await openCheckpoint(files, { ...options, onProgress: undefined })
  const { architecture, source, notes, config } = plan
  const { task, num_puzzle_identifiers, puzzle_emb_len, hidden_size, puzzle_emb_ndim, seq_len, vocab_size } = config
  const width = puzzle_emb_ndim || puzzle_emb_len * hidden_size
  return {
    task: taskWithId(task).name,
    architecture,
    source,
    notes,
    seqLen: seq_len,
    vocabSize: vocab_size,
    puzzleIdentifiers: num_puzzle_identifiers,
    puzzleBytes: 4 * num_puzzle_identifiers * width,
  }
}

/** @type {typeof import('./convert.d.ts').convertCheckpoint} */
export async function convertCheckpoint(files, options = {}) {
  /** Each part is a Blob of its own, which a browser may keep on its disk.
   * @type {Blob[]} */
  const parts = []
  await convertTo(files, options, (at, bytes) => {
    parts[at && parts.length] = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)])
  })
  throwIfAborted(options.signal)
  return new Blob(parts)
}
