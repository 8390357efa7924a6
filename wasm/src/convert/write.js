// The tensors of an official checkpoint, checked against its configuration, as a weights file.
import { KIND, writeModelAsync } from '../layout.js'
import { Checkpoint, refuse } from './checkpoint-zip.js'
import { readOfficialConfig } from './official.js'

/** @typedef {import('../core.js').Core} Core */
/** @typedef {import('./unpickle.js').TensorRef} TensorRef */
/** @typedef {import('./official.js').Texts & { checkpoint: Blob }} Parts */

/** What torch.compile and the loss head put before the names of the model itself. */
const PREFIX = /^(?:_orig_mod\.)?(?:model\.)?(?:_orig_mod\.)?(?:inner\.)?/

/** @param {number[]} shape */
const inWords = (shape) => `[${shape.join(', ')}]`

/** The tensors under the model's own names.
 * @param {Map<string, TensorRef>} tensors */
function withoutPrefix(tensors) {
  /** @type {Map<string, TensorRef>} */
  const plain = new Map()
  for (const [name, ref] of tensors) {
    const own = name.replace(PREFIX, '')
    if (plain.has(own)) throw refuse(`The tensor ${own} is in the checkpoint twice, the second time as ${name}.`)
    plain.set(own, ref)
  }
  return plain
}

/** The width of SwiGLU, which no configuration states.
 * @param {Map<string, TensorRef>} tensors */
function innerSize(tensors) {
  const name = 'H_level.layers.0.mlp.down_proj.weight'
  const shape = tensors.get(name)?.shape
  if (!shape) throw refuse(`The tensor ${name} is missing.`)
  if (shape.length !== 2)
    throw refuse(`The tensor ${name} has the shape ${inWords(shape)}; it should have two dimensions.`)
  return shape[1]
}

/** Writes the weights file to the core's memory.
 * @param {Core} core @param {Parts} parts
 * @param {{ dtype: number, task?: import('../tasks/index.d.ts').TaskName, signal?: AbortSignal, onProgress?: (progress: { loaded:
 * number, total: number }) => void }} options */
export async function writeCheckpoint(core, { checkpoint: blob, ...texts }, { dtype, task, ...reading }) {
  const official = readOfficialConfig(texts, task)
  const checkpoint = await Checkpoint.open(blob, { ...reading, name: `${texts.folder ?? ''}checkpoint` })
  const tensors = withoutPrefix(checkpoint.tensors)
  const config = { dtype, ...official.config, inner_size: innerSize(tensors) }
  const unused = new Set(tensors.keys())
  const file = await writeModelAsync(core, config, async ({ name, kind, rows, cols }, values) => {
    const ref = tensors.get(name)
    if (!ref) throw refuse(`The tensor ${name} is missing.`)
    unused.delete(name)
    const width = kind === KIND.puzzleEmb ? official.puzzle_emb_ndim : cols
    const wanted = [rows, width]
    const { shape } = ref
    const fits =
      shape.length === 2
        ? shape[0] === rows && shape[1] === width
        : shape.length === 1 && rows === 1 && shape[0] === width
    if (!fits)
      throw refuse(`The tensor ${name} has the shape ${inWords(shape)}; the configuration implies ${inWords(wanted)}.`)
    if (width < cols) values.fill(0)
    await checkpoint.forEachValue(name, ref, (value, i) => {
      values[width === cols ? i : cols * Math.floor(i / width) + (i % width)] = value
    })
  })
  const [extra] = unused
  if (extra !== undefined)
    throw refuse(`The tensor ${extra} is in the checkpoint, but the configuration has no place for it.`)
  return file
}
