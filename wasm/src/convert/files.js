// Which of the files in a folder make up a checkpoint, by their names.
import { refuse } from './refuse.js'

/** @typedef {{ folder: string, name: string }} Named folder: '' or ending in "/" */
/** @typedef {'weights' | 'config' | 'dataset' | 'identifiers'} Part */

/** Some add to a step's name what it is of: step_16275_sudoku. */
const WEIGHTS = /^(?:checkpoint|step_\d+(?:_[\w-]+)?)$|\.(?:pt|pth|ckpt|bin|safetensors)$/i
/** What trainers put beside weights under such names. */
const BESIDE = /^(?:optimi[sz]er|scheduler|scaler|rng_state|training_args|trainer_state|random_states)/i
/** In this order, where there are several. */
const NAMES = /** @type {const} */ ({
  config: ['all_config.yaml', 'config.json', 'config.yaml'],
  dataset: ['dataset.json'],
  identifiers: ['identifiers.json'],
})
const STEP = /^step_(\d+)(?:_[\w-]+)?(?:\.\w+)?$/
const SHARD = /-\d{5,}-of-\d{5,}\.\w+$/

/** More than any run writes, and few enough to look through. */
export const MOST_FILES = 10_000
export const tooMany = () =>
  refuse(`The folder holds more than ${MOST_FILES} files; give the one that the checkpoint is in.`)

/** @param {string} name of a file @returns {Part | undefined} */
export function partOf(name) {
  if (WEIGHTS.test(name)) return BESIDE.test(name) ? undefined : 'weights'
  return /** @type {('config' | 'dataset' | 'identifiers')[]} */ (Object.keys(NAMES)).find((part) =>
    /** @type {readonly string[]} */ (NAMES[part]).includes(name),
  )
}

/** "checkpoint" before any step, a later step before an earlier one, a step before any other name.
 * @param {Named} file */
const rank = ({ name }) => (name === 'checkpoint' ? Infinity : Number(STEP.exec(name)?.[1] ?? -1))

/** The files of one checkpoint: the weights of the first folder that has a configuration too, else of the first that has
 * any; what goes with them from the same folder, else from wherever it is. Throws CHECKPOINT_INVALID where there is none, or
 * several of which none is meant more than the others.
 * @template {Named} T @param {T[]} found those of upper folders first @param {string} name of the whole, for messages
 * @returns {{ weights: T, config?: T, dataset?: T, identifiers?: T, notes: string[] }} */
export function chooseFiles(found, name) {
  const all = found.filter((file) => partOf(file.name) === 'weights')
  if (!all.length)
    throw refuse(
      `“${name}” has no checkpoint: a file called checkpoint, step_… , or *.pt, *.pth, *.ckpt, *.safetensors; all_config.yaml or config.json and dataset.json may lie beside it.`,
    )
  /** @param {Named} file */
  const hasConfig = ({ folder }) => found.some((file) => file.folder === folder && partOf(file.name) === 'config')
  const { folder } = all.find(hasConfig) ?? all[0]
  const here = all.filter((file) => file.folder === folder)
  const best = Math.max(...here.map(rank))
  const [weights, ...equal] = here.filter((file) => rank(file) === best)
  if (SHARD.test(weights.name))
    throw refuse(`${weights.name} is one part of several, which are not read: save the weights as one file.`)
  if (equal.length)
    throw refuse(
      `“${name}” holds several checkpoints: ${[weights, ...equal].map((file) => file.name).join(', ')}. Give the one that is meant.`,
    )
  /** @param {keyof typeof NAMES} part */
  const beside = (part) =>
    NAMES[part]
      .flatMap((one) => {
        const named = found.filter((file) => file.name === one)
        return named.find((file) => file.folder === folder) ?? named[0] ?? []
      })
      .at(0)
  const notes = here.length > 1 ? [`Of ${here.length} checkpoints ${weights.name} is taken.`] : []
  return { weights, config: beside('config'), dataset: beside('dataset'), identifiers: beside('identifiers'), notes }
}
