// From a checkpoint's files to a weights file: open, plan, write; convert.js is the public side.
import { HrmError } from '../errors.js'
import { DTYPES } from '../layout.js'
import { chooseCore } from '../modules.js'
import { tasks } from '../tasks/index.js'
import { Checkpoint } from './checkpoint.js'
import { findIdentifiers } from './identifiers.js'
import { planCheckpoint } from './plan.js'
import { writeCheckpoint } from './write.js'

/** @typedef {import('./convert.d.ts').Checkpoint} Files */

/** @template {string} T @param {unknown} value @param {string} what @param {readonly T[]} known @returns {number}
 * its place among them
 */
function indexIn(value, what, known) {
  const index = known.indexOf(/** @type {T} */ (value))
  if (index < 0) throw new HrmError('ARGUMENT', `${what} is one of ${known.join(', ')}, not ${value}.`)
  return index
}

/** @param {Files} files @param {import('./convert.d.ts').ConvertOptions} options */
export async function openCheckpoint(
  { checkpoint: blob, name = 'checkpoint', folder = '', identifiers: names, ...texts },
  options,
) {
  const { task, seqLen, identifiers, signal, onProgress } = options
  if (task !== undefined)
    indexIn(
      task,
      'task',
      tasks.map(({ name }) => name),
    )
  if (!(blob instanceof Blob)) throw new HrmError('ARGUMENT', 'The checkpoint is a Blob.')
  const checkpoint = await Checkpoint.open(blob, `${folder}${name}`, { signal, onProgress })
  const plan = planCheckpoint(checkpoint, { ...texts, folder }, { task, seqLen })
  const chosen = identifiers && (await findIdentifiers(identifiers, plan.config.num_puzzle_identifiers, names))
  if (chosen) plan.notes.push(...chosen.notes)
  return { checkpoint, plan, identifiers: chosen?.identifiers }
}

/** As convertCheckpoint, into any place.
 * @param {Files} files @param {import('./convert.d.ts').ConvertOptions} options
 * @param {import('./write.js').Put} put @returns {Promise<import('./plan.js').Plan & { bytes: number }>} */
export async function convertTo(files, { dtype = 'q8', initial, ...options }, put) {
  const type = indexIn(dtype, 'dtype', DTYPES)
  const { checkpoint, plan, identifiers } = await openCheckpoint(files, options)
  const { task: _task, seqLen: _cells, identifiers: _rows, onProgress: _progress, ...where } = options
  const { core } = await chooseCore(where)
  const bytes = await writeCheckpoint(core, checkpoint, plan, { dtype: type, identifiers, initial }, put)
  if (identifiers) plan.config.num_puzzle_identifiers = identifiers.length
  return { ...plan, bytes }
}
