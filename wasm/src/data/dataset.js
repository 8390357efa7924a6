// The data-set folders of the official code: dataset.json and, for each set it names, five arrays. They mean what
// puzzle_dataset.py of sapientinc/HRM takes them for.
import { messageOf } from '../errors.js'
import { viewOf } from '../source.js'
import { IGNORE_LABEL, checkExamples, oneByOne, taskOf } from './examples.js'
import { readNpy } from './npy.js'
import { refuse } from './refuse.js'

/** @typedef {import('../learn.d.ts').Examples} Examples */
/** @typedef {(name: string) => Promise<Uint8Array | undefined>} Lookup the content of a file of the folder, undefined
 * where there is none */

const HAS =
  'a data set has dataset.json, all__inputs.npy, all__labels.npy, all__puzzle_identifiers.npy, all__puzzle_indices.npy and all__group_indices.npy'

/** @param {Uint8Array} bytes @param {string} name */
function readMetadata(bytes, name) {
  let metadata
  try {
    metadata = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw refuse(`${name} cannot be read: ${messageOf(error)}.`)
  }
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata))
    throw refuse(`${name} holds no mapping.`)
  /** @param {string} key @param {number} [fallback] */
  const whole = (key, fallback) => {
    const value = metadata[key] ?? fallback
    if (!Number.isSafeInteger(value)) throw refuse(`${name}: ${key} is ${JSON.stringify(value)}, no whole number.`)
    return /** @type {number} */ (value)
  }
  const sets = metadata.sets ?? ['all']
  if (!Array.isArray(sets) || !sets.length || sets.some((set) => typeof set !== 'string' || !/^[\w.-]+$/.test(set)))
    throw refuse(`${name}: sets is ${JSON.stringify(sets)}, no list of names.`)
  return {
    seq_len: whole('seq_len'),
    vocab_size: whole('vocab_size'),
    num_puzzle_identifiers: whole('num_puzzle_identifiers', 1),
    ignore_label_id: metadata.ignore_label_id == null ? undefined : whole('ignore_label_id'),
    sets: /** @type {string[]} */ (sets),
  }
}

/** One set's arrays.
 * @param {Lookup} lookup @param {string} folder @param {string} set @param {ReturnType<typeof readMetadata>} metadata */
async function readSet(lookup, folder, set, { seq_len, num_puzzle_identifiers }) {
  /** @param {string} field */
  const nameOf = (field) => `${folder}${set}__${field}.npy`
  /** @param {string} field @param {boolean} [optional] */
  const read = async (field, optional = false) => {
    const bytes = await lookup(nameOf(field))
    if (!bytes && !optional) throw refuse(`${nameOf(field)} is missing: ${HAS}.`)
    return bytes && readNpy(bytes, nameOf(field))
  }
  /** @param {string} field */
  const readCells = async (field) => {
    const { shape, values } = /** @type {import('../learn.d.ts').Npy} */ (await read(field))
    if (shape.length !== 2 || shape[1] !== seq_len)
      throw refuse(`${nameOf(field)} has the shape ${shape.join(' x ')}; dataset.json says seq_len ${seq_len}.`)
    return { count: shape[0], values }
  }
  const inputs = await readCells('inputs')
  const labels = await readCells('labels')
  if (inputs.count !== labels.count)
    throw refuse(`${nameOf('inputs')} has ${inputs.count} examples, ${nameOf('labels')} ${labels.count}.`)
  const lists = ['puzzle_identifiers', 'puzzle_indices', 'group_indices']
  // A set whose puzzles are all the blank one is told as well by its examples alone.
  const optional = num_puzzle_identifiers <= 1
  const given = await Promise.all(lists.map((field) => read(field, optional)))
  const missing = lists.filter((_, i) => !given[i])
  if (missing.length && missing.length < lists.length) throw refuse(`${nameOf(missing[0])} is missing: ${HAS}.`)
  if (missing.length) return { inputs: inputs.values, labels: labels.values, ...oneByOne(inputs.count) }
  const [puzzle_identifiers, puzzle_indices, group_indices] = given.map((npy, i) => {
    const { shape, values } = /** @type {import('../learn.d.ts').Npy} */ (npy)
    if (shape.length !== 1) throw refuse(`${nameOf(lists[i])} has the shape ${shape.join(' x ')}; it is a list.`)
    const outside = Array.from(values).findIndex(
      (value) => !Number.isSafeInteger(value) || value < 0 || value >= 2 ** 32,
    )
    if (outside >= 0) throw refuse(`${nameOf(lists[i])}: number ${outside + 1} is ${values[outside]}.`)
    return Uint32Array.from(values)
  })
  if (puzzle_indices.at(-1) !== inputs.count)
    throw refuse(
      `${nameOf('puzzle_indices')} ends with ${puzzle_indices.at(-1)}; ${nameOf('inputs')} has ${inputs.count} examples.`,
    )
  return { inputs: inputs.values, labels: labels.values, puzzle_identifiers, puzzle_indices, group_indices }
}

/** Arrays one behind the other; those of indices go on where the one before ended.
 * @param {Uint32Array[]} lists */
function joinIndices(lists) {
  let base = 0
  const all = lists.flatMap((list, i) => {
    const shifted = Array.from(list.subarray(i ? 1 : 0), (index) => index + base)
    base += list.at(-1) ?? 0
    return shifted
  })
  return Uint32Array.from(all)
}

/** The cells of all sets, in a type that holds what is legal; throws at the first that is not.
 * @template {Uint16Array | Int16Array} T
 * @param {ArrayLike<number>[]} parts @param {T} out @param {(value: number, at: number) => number} each @returns {T} */
function convertCells(parts, out, each) {
  let at = 0
  for (const part of parts) for (let i = 0; i < part.length; i++, at++) out[at] = each(part[i], at)
  return out
}

/** @param {Lookup} lookup @param {string} folder "" or ending in "/" @returns {Promise<Examples | undefined>} undefined
 * where there is no dataset.json */
async function readFolder(lookup, folder) {
  const text = await lookup(`${folder}dataset.json`)
  if (!text) return undefined
  const metadata = readMetadata(text, `${folder}dataset.json`)
  const { seq_len, vocab_size, num_puzzle_identifiers, ignore_label_id } = metadata
  const sets = []
  for (const set of metadata.sets) sets.push(await readSet(lookup, folder, set, metadata))
  const cells = sets.reduce((sum, { inputs }) => sum + inputs.length, 0)
  /** @param {string} what @param {number} value @param {number} at */
  const token = (what, value, at) => {
    if (Number.isInteger(value) && value >= 0 && value < vocab_size) return value
    const example = Math.floor(at / seq_len) + 1
    throw refuse(
      `${folder}: the ${what} of example ${example} have the token ${value}; vocab_size in dataset.json is ${vocab_size}.`,
      at,
    )
  }
  const inputs = convertCells(
    sets.map((set) => set.inputs),
    new Uint16Array(cells),
    (value, at) => token('inputs', value, at),
  )
  const labels = convertCells(
    sets.map((set) => set.labels),
    new Int16Array(cells),
    (value, at) => (value === ignore_label_id || value === IGNORE_LABEL ? IGNORE_LABEL : token('labels', value, at)),
  )
  const task = taskOf({ seq_len, vocab_size, inputs, labels })
  const side = Math.sqrt(seq_len)
  const isSquare = Number.isInteger(side)
  return checkExamples({
    task: isSquare ? task : 'generic',
    seq_len,
    vocab_size,
    grid_rows: isSquare ? side : 0,
    grid_cols: isSquare ? side : 0,
    num_puzzle_identifiers,
    inputs,
    labels,
    puzzle_identifiers: Uint32Array.from(sets.flatMap((set) => Array.from(set.puzzle_identifiers))),
    puzzle_indices: joinIndices(sets.map((set) => set.puzzle_indices)),
    group_indices: joinIndices(sets.map((set) => set.group_indices)),
  })
}

/** The examples of a folder, or of its part "train" or "test" where it has parts.
 * @param {Lookup} lookup @param {'train' | 'test'} split @returns {Promise<Examples>} throws DATA_INVALID */
export async function readDatasetFrom(lookup, split) {
  const examples = (await readFolder(lookup, '')) ?? (await readFolder(lookup, `${split}/`))
  if (!examples) throw refuse(`There is no dataset.json, here or in ${split}/: ${HAS}.`)
  return examples
}

/** See readDataset in learn.d.ts.
 * @param {import('../learn.d.ts').DatasetFiles} files @param {{ split?: 'train' | 'test' }} [options]
 * @returns {Promise<Examples>} */
export async function readDataset(files, { split = 'train' } = {}) {
  const entries =
    Symbol.iterator in files
      ? Array.from(/** @type {Iterable<File>} */ (files), (file) => /** @type {const} */ ([pathOf(file), file]))
      : Object.entries(files)
  /** The folder that holds all of it is not part of the names.
   * @type {(name: string) => boolean} */
  const isIn = (name) => entries.some(([path]) => path === name)
  const root = isIn('dataset.json') || isIn(`${split}/dataset.json`) ? '' : rootOf(entries.map(([path]) => path))
  return readDatasetFrom(async (name) => {
    const found = entries.find(([path]) => path === root + name)?.[1]
    if (!found) return undefined
    return found instanceof Blob ? new Uint8Array(await found.arrayBuffer()) : viewOf(found)
  }, split)
}

/** @param {File} file */
const pathOf = (file) => file.webkitRelativePath || file.name

/** @param {string[]} paths of a folder that was chosen: all begin with its name. One part is not taken for the other. */
const rootOf = (paths) => {
  const root = paths[0]?.slice(0, paths[0].indexOf('/') + 1) ?? ''
  return !['train/', 'test/'].includes(root) && paths.every((path) => path.startsWith(root)) ? root : ''
}
