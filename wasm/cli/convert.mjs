import { openAsBlob } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../src/errors.js'
import { DTYPES, tensorsOf, writeModel } from '../src/layout.js'
import { tasks } from '../src/tasks/index.js'
import { chooseCore } from '../src/modules.js'
import { refuse } from '../src/convert/checkpoint-zip.js'
import { writeCheckpoint } from '../src/convert/write.js'
import { MappedModel } from '../src/mapped.js'
import { loadFile } from './load.mjs'
import { InputError, UsageError, oneOf, say, writePretty } from './output.mjs'

/** @typedef {import('../src/core.js').Core} Core */

/** The folder that the official training code writes.
 * @param {Core} core @param {{ checkpoint: string, task?: string }} options @param {number} dtype */
async function fromFolder(core, { checkpoint, task }, dtype) {
  /** @template T @param {string} name @param {(path: string) => Promise<T>} read */
  const file = async (name, read) => {
    const path = join(checkpoint, name)
    try {
      return await read(path)
    } catch (error) {
      throw refuse(`${path} cannot be read: ${messageOf(error)}`, error)
    }
  }
  /** @param {string} path */
  const text = (path) => readFile(path, 'utf8')
  const parts = {
    config: await file('all_config.yaml', text),
    dataset: await file('dataset.json', text),
    checkpoint: await file('checkpoint', (path) => openAsBlob(path)),
    folder: join(checkpoint, '/'),
  }
  const names = tasks.map(({ name }) => name)
  return writeCheckpoint(core, parts, { dtype, task: task === undefined ? undefined : oneOf(task, 'task', names) })
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
  return writeModel(core, { ...mapped.config, dtype }, ({ kind, layer, name }, { byteOffset, length }) => {
    for (const tensor of tensorsOf(core, mapped.model)) {
      if (tensor.kind !== kind || tensor.layer !== layer) continue
      core.check(core.call.unpack_tensor(mapped.model, tensor.address, byteOffset, length), 'MODEL_INVALID', name)
    }
  })
}

/** @param {{ checkpoint?: string, model?: string, dtype: string, out: string, task?: string }} options */
export async function run({ checkpoint, model: weights, dtype: dtypeName, out, task }) {
  const dtype = DTYPES.indexOf(oneOf(dtypeName, 'dtype', DTYPES))
  if ((checkpoint === undefined) === (weights === undefined))
    throw new UsageError('Give either --checkpoint or --model.')
  if (weights !== undefined && task !== undefined)
    throw new UsageError('--task goes with --checkpoint; a weights file states its own.')
  const { core } = await chooseCore({})
  const file =
    checkpoint === undefined
      ? await fromModel(core, /** @type {string} */ (weights), dtype)
      : await fromFolder(core, { checkpoint, task }, dtype)
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
