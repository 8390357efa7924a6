// What a run needs of the memory: asked for at once, named when it is too much.
import { HrmError } from '../errors.js'
import { checkLearn } from './core.js'

/** @typedef {import('./core.js').LearnCore} LearnCore */

/** WebAssembly addresses 4 GB; the module's own data and stacks find room in the rest. */
const MOST = 2 ** 32 - 2 ** 26
const MB = 2 ** 20

/** Two numbers that a function writes to memory.
 * @param {LearnCore} core @param {(address: number) => number} write @returns {[number, number]} */
export function pairOf(core, write) {
  const address = core.alloc(8)
  try {
    checkLearn(core, write(address))
    const [first, second] = core.u32(address, 2)
    return [first, second]
  } finally {
    core.free(address)
  }
}

/** Grows the memory once for regions of these sizes, so that what comes after finds its room.
 * @param {Pick<LearnCore, 'alloc' | 'free'>} core @param {number[]} sizes bytes @returns {number} bytes in all; throws MODEL_TOO_LARGE */
export function reserve(core, sizes) {
  const bytes = sizes.reduce((sum, size) => sum + 64 * Math.ceil(size / 64 + 1), 0)
  const sentence = `Learning this needs ${Math.ceil(bytes / MB)} MB`
  if (bytes > MOST)
    throw new HrmError(
      'MODEL_TOO_LARGE',
      `${sentence}; WebAssembly has ${MOST / MB}. A smaller model, fewer slots or fewer examples do.`,
    )
  try {
    core.free(core.alloc(bytes))
  } catch (cause) {
    throw new HrmError(
      'MODEL_TOO_LARGE',
      `${sentence}, which the engine refuses. A smaller model, fewer slots or fewer examples do.`,
      { cause },
    )
  }
  return bytes
}

/** Examples as an hrm_learn_set in memory, each drawn as often as the official loader draws it.
 * @param {LearnCore} core @param {import('../learn.d.ts').Examples} examples @param {boolean} prefix has the model
 * puzzle embeddings? @returns {{ address: number, regions: number[] }} */
export function layOutSet(core, examples, prefix) {
  const { inputs, labels, seq_len, puzzle_identifiers, puzzle_indices, group_indices } = examples
  const count = inputs.length / seq_len
  const regions = [24, 4 * inputs.length, 4 * labels.length, 4 * count, 8 * count].map((bytes) => core.alloc(bytes))
  const [address, inputsAt, labelsAt, puzzlesAt, uptoAt] = regions
  core.u32(inputsAt, inputs.length).set(inputs)
  new Int32Array(core.memory.buffer, labelsAt, labels.length).set(labels)
  const puzzles = core.u32(puzzlesAt, count)
  puzzle_identifiers.forEach((identifier, i) =>
    puzzles.fill(prefix ? identifier : 0, puzzle_indices[i], puzzle_indices[i + 1]),
  )
  const upto = new Float64Array(core.memory.buffer, uptoAt, count)
  let sum = 0
  for (let group = 0; group + 1 < group_indices.length; group++) {
    const [from, to] = [group_indices[group], group_indices[group + 1]]
    for (let i = puzzle_indices[from]; i < puzzle_indices[to]; i++) upto[i] = sum += 1 / (to - from)
  }
  core.u32(address, 6).set([count, seq_len, inputsAt, labelsAt, puzzlesAt, uptoAt])
  return { address, regions }
}

/** Bytes of that set. @param {import('../learn.d.ts').Examples} examples */
export const setBytes = ({ inputs, seq_len }) => 8 * inputs.length + (12 * inputs.length) / seq_len + 24
