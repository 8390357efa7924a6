// The public side of the conversion; see convert.d.ts.
import { HrmError, throwIfAborted } from '../errors.js'
import { DTYPES } from '../layout.js'
import { taskWithId, tasks } from '../tasks/index.js'
import { chooseCore } from '../modules.js'
import { readOfficialConfig } from './official.js'
import { writeCheckpoint } from './write.js'

/** @template {string} T @param {unknown} value @param {string} what @param {readonly T[]} known @returns {number}
 * its place among them
 */
function indexIn(value, what, known) {
  const index = known.indexOf(/** @type {T} */ (value))
  if (index < 0) throw new HrmError('ARGUMENT', `${what} is one of ${known.join(', ')}, not ${value}.`)
  return index
}

/** @type {typeof import('./convert.d.ts').taskOf} */
export const taskOf = (texts) => taskWithId(readOfficialConfig(texts).config.task).name

/** @type {typeof import('./convert.d.ts').convertCheckpoint} */
export async function convertCheckpoint(parts, { dtype = 'q8', task, signal, onProgress, ...where } = {}) {
  const options = { dtype: indexIn(dtype, 'dtype', DTYPES), task, signal, onProgress }
  if (task !== undefined)
    indexIn(
      task,
      'task',
      tasks.map(({ name }) => name),
    )
  if (!(parts.checkpoint instanceof Blob)) throw new HrmError('ARGUMENT', 'The checkpoint is a Blob.')
  const { core } = await chooseCore({ ...where, signal })
  const { address, bytes } = await writeCheckpoint(core, parts, options)
  throwIfAborted(signal)
  return new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (core.u8(address, bytes))])
}
