import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../src/errors.js'
import { DTYPES, KIND, TASKS, forEachTensor, writeModel } from '../src/layout.js'
import { chooseCore } from '../src/modules.js'
import { Checkpoint, refuse } from './checkpoint-zip.mjs'
import { MappedModel } from '../src/mapped.js'
import { loadFile } from './load.mjs'
import { readOfficialConfig } from './official.mjs'
import { InputError, UsageError, oneOf, say, writePretty } from './output.mjs'

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

/** @typedef {import('../src/core.js').Core} Core */

/** @param {Core} core @param {{ checkpoint: string, task?: string }} options @param {number} dtype */
async function fromCheckpoint(core, options, dtype) {
  const task = options.task === undefined ? undefined : oneOf(options.task, 'task', TASKS)
  const official = await readOfficialConfig(options.checkpoint, task)
  const checkpoint = await Checkpoint.open(join(options.checkpoint, 'checkpoint'))
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
    return file
  } finally {
    checkpoint.close()
  }
}

/** The same weights in another type.
 * @param {Core} core @param {string} path of a weights file @param {number} dtype */
async function fromModel(core, path, dtype) {
  let bytes
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new InputError(`${path} cannot be read: ${messageOf(cause)}`)
  }
  const address = core.alloc(bytes.length)
  core.u8(address, bytes.length).set(bytes)
  const mapped = new MappedModel(core, address, bytes.length)
  return writeModel(core, { ...mapped.config, dtype }, ({ kind, layer, name }, { byteOffset, length }) =>
    forEachTensor(core, mapped.model, (tensor) => {
      if (tensor.kind !== kind || tensor.layer !== layer) return
      core.check(core.call.unpack_tensor(mapped.model, tensor.address, byteOffset, length), 'MODEL_INVALID', name)
    }),
  )
}

/** @param {{ checkpoint?: string, model?: string, dtype: string, out: string, task?: string }} options */
export async function run({ checkpoint, model: weights, dtype: dtypeName, out, task }) {
  const dtype = DTYPES.indexOf(oneOf(dtypeName, 'dtype', DTYPES))
  if ((checkpoint === undefined) === (weights === undefined)) throw new UsageError('Give either --checkpoint or --model.')
  if (weights !== undefined && task !== undefined) throw new UsageError('--task goes with --checkpoint; a weights file states its own.')
  const { core } = await chooseCore({})
  const file = checkpoint === undefined ? await fromModel(core, /** @type {string} */ (weights), dtype) : await fromCheckpoint(core, { checkpoint, task }, dtype)
  await replaceFile(out, core.u8(file.address, file.bytes))
  const { model } = await loadFile(out)
  say(`${out}: ${model.info.bytes} bytes`)
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
