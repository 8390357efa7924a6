import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../src/errors.js'
import { DTYPES, KIND, TASKS, writeModel } from '../src/layout.js'
import { chooseCore } from '../src/modules.js'
import { Checkpoint, refuse } from './checkpoint-zip.mjs'
import { loadFile } from './load.mjs'
import { readOfficialConfig } from './official.mjs'
import { oneOf, say, writePretty } from './output.mjs'

/** @typedef {import('./unpickle.mjs').TensorRef} TensorRef */

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
  if (shape.length !== 2) throw refuse(`The tensor ${name} has the shape ${inWords(shape)}; it should have two dimensions.`)
  return shape[1]
}

/** @param {{ checkpoint: string, dtype: string, out: string, task?: string }} options */
export async function run(options) {
  const dtype = DTYPES.indexOf(oneOf(options.dtype, 'dtype', DTYPES))
  const task = options.task === undefined ? undefined : oneOf(options.task, 'task', TASKS)
  const official = await readOfficialConfig(options.checkpoint, task)
  const checkpoint = await Checkpoint.open(join(options.checkpoint, 'checkpoint'))
  const { core } = await chooseCore({})
  try {
    const tensors = withoutPrefix(checkpoint.tensors)
    const config = { dtype, ...official.config, inner_size: innerSize(tensors) }
    const unused = new Set(tensors.keys())
    const file = writeModel(core, config, ({ name, kind, rows, cols }, values) => {
      const ref = tensors.get(name)
      if (!ref) throw refuse(`The tensor ${name} is missing.`)
      unused.delete(name)
      const width = kind === KIND.puzzleEmb ? official.puzzle_emb_ndim : cols
      const wanted = [rows, width]
      const { shape } = ref
      const fits = shape.length === 2 ? shape[0] === rows && shape[1] === width : shape.length === 1 && rows === 1 && shape[0] === width
      if (!fits) throw refuse(`The tensor ${name} has the shape ${inWords(shape)}; the configuration implies ${inWords(wanted)}.`)
      if (width < cols) values.fill(0)
      checkpoint.forEachValue(name, ref, (value, i) => {
        values[width === cols ? i : cols * Math.floor(i / width) + (i % width)] = value
      })
    })
    const [extra] = unused
    if (extra !== undefined) throw refuse(`The tensor ${extra} is in the checkpoint, but the configuration has no place for it.`)
    await replaceFile(options.out, core.u8(file.address, file.bytes))
  } finally {
    checkpoint.close()
  }
  const { model } = await loadFile(options.out)
  say(`${options.out}: ${model.info.bytes} bytes`)
  await writePretty(model.info)
}

/** Writes beside the file first, so that whoever reads it never sees a half.
 * @param {string} path @param {Uint8Array} bytes */
async function replaceFile(path, bytes) {
  const beside = `${path}.${process.pid}.part`
  try {
    await writeFile(beside, bytes)
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true })
    throw new Error(`${path} cannot be written: ${messageOf(cause)}`, { cause })
  }
}
