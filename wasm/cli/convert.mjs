import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { convertTo } from '../src/convert/conversion.js'
import { messageOf } from '../src/errors.js'
import { CONFIG_BYTES, DTYPES, readConfig, tensorsOf, writeConfig, writeModel } from '../src/layout.js'
import { MappedModel } from '../src/mapped.js'
import { describe } from '../src/model.js'
import { chooseCore } from '../src/modules.js'
import { originOf } from '../src/origin.js'
import { tasks } from '../src/tasks/index.js'
import { openFiles } from './checkpoint-files.mjs'
import { InputError, UsageError, oneOf, say, wholeNumber, writePretty } from './output.mjs'

/** @typedef {import('../src/core.js').Core} Core */
/** @typedef {import('../src/layout.js').Config} Config */
/** @typedef {import('../src/convert/write.js').Put} Put */

/** The same weights in another type.
 * @param {Core} core @param {string} path of a weights file @param {number} dtype @param {Put} put @returns
 * {Promise<Config>} */
async function fromModel(core, path, dtype, put) {
  let bytes
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new InputError(`${path} cannot be read: ${messageOf(cause)}`)
  }
  const address = core.alloc(bytes.length)
  core.u8(address, bytes.length).set(bytes)
  const mapped = new MappedModel(core, address, bytes.length)
  const config = { ...mapped.config, dtype }
  const file = writeModel(core, config, ({ kind, layer, name }, { byteOffset, length }) => {
    for (const tensor of tensorsOf(core, mapped.model)) {
      if (tensor.kind !== kind || tensor.layer !== layer) continue
      core.check(core.call.unpack_tensor(mapped.model, tensor.address, byteOffset, length), 'MODEL_INVALID', name)
    }
  })
  await put(0, core.u8(file.address, file.bytes))
  return config
}

/** What hrm info says of a file just written, without loading it: it may be longer than memory.
 * @param {Core} core @param {Config} config @param {string} path */
async function infoOf(core, config, path) {
  const sha256 = createHash('sha256')
  let bytes = 0
  await pipeline(createReadStream(path), async (pieces) => {
    for await (const piece of pieces) {
      sha256.update(piece)
      bytes += piece.length
    }
  })
  const model = core.alloc(CONFIG_BYTES)
  writeConfig(core, model, config)
  return describe({ core, model, bytes, config: readConfig(core, model) }, sha256.digest('hex'))
}

/** Writes beside the file first, so that whoever reads it never sees a half.
 * @template T @param {string} path @param {(put: Put) => Promise<T>} work @returns {Promise<T>} */
async function replaceFile(path, work) {
  const beside = `${path}.${process.pid}.part`
  /** @param {unknown} cause */
  const cannot = (cause) => new Error(`${path} cannot be written: ${messageOf(cause)}`, { cause })
  const file = await open(beside, 'w').catch((cause) => {
    throw cannot(cause)
  })
  try {
    const result = await work(async (at, bytes) => {
      await file.write(bytes, 0, bytes.length, at).catch((cause) => {
        throw cannot(cause)
      })
    })
    await file.close()
    await rename(beside, path).catch((cause) => {
      throw cannot(cause)
    })
    return result
  } finally {
    await file.close().catch(() => {})
    await rm(beside, { force: true })
  }
}

/** @typedef {{ checkpoint?: string, model?: string, dtype: string, out: string, task?: string, 'seq-len'?: string,
 * identifiers?: string }} Options
 */

/** @param {Options} options @param {Put} put */
function fromCheckpoint({ checkpoint, dtype, task, identifiers, 'seq-len': cells }, put) {
  const options = {
    dtype: oneOf(dtype, 'dtype', DTYPES),
    task:
      task === undefined
        ? undefined
        : oneOf(
            task,
            'task',
            tasks.map(({ name }) => name),
          ),
    seqLen: cells === undefined ? undefined : wholeNumber(cells, 'seq-len'),
    identifiers: identifiers?.split(',').map((one) => one.trim()),
  }
  return openFiles(/** @type {string} */ (checkpoint)).then(async ({ files, notes }) => {
    const plan = await convertTo(files, options, put)
    say(`${plan.architecture}, from ${files.folder}${files.name}.`)
    for (const note of [...notes, ...plan.notes]) say(note)
    return { ...plan.config, dtype: DTYPES.indexOf(options.dtype) }
  })
}

/** @param {Options} options */
export async function run(options) {
  const { checkpoint, model, dtype, out } = options
  const type = DTYPES.indexOf(oneOf(dtype, 'dtype', DTYPES))
  if ((checkpoint === undefined) === (model === undefined)) throw new UsageError('Give either --checkpoint or --model.')
  const own = /** @type {const} */ (['task', 'seq-len', 'identifiers']).find((name) => options[name] !== undefined)
  if (model !== undefined && own)
    throw new UsageError(`--${own} goes with --checkpoint; a weights file states its own.`)
  const { core } = await chooseCore({})
  const config = await replaceFile(out, (put) =>
    model === undefined ? fromCheckpoint(options, put) : fromModel(core, model, type, put),
  )
  const info = await infoOf(core, config, out)
  say(`${out}: ${info.bytes} bytes`)
  await writePretty({ ...info, ...originOf(info.config) })
}
