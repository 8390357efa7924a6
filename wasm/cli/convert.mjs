import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { convertTo } from '../src/convert/conversion.js'
import { MOST, putParts } from '../src/convert/write.js'
import { messageOf } from '../src/errors.js'
import { CONFIG_BYTES, DTYPES, readConfig, writeConfig, writing } from '../src/layout.js'
import { describe } from '../src/model.js'
import { chooseCore } from '../src/modules.js'
import { originOf } from '../src/origin.js'
import { tasks } from '../src/tasks/index.js'
import { openFiles } from './checkpoint-files.mjs'
import { ModelFile } from './model-file.mjs'
import { UsageError, oneOf, say, wholeNumber, writePretty } from './output.mjs'

/** @typedef {import('../src/core.js').Core} Core */
/** @typedef {import('../src/layout.js').Config} Config */
/** @typedef {import('../src/convert/write.js').Put} Put */

/** The same weights in another type.
 * @param {Core} core @param {string} path of a weights file @param {number} dtype @param {Put} put @returns
 * {Promise<Config>} */
async function fromModel(core, path, dtype, put) {
  const file = await ModelFile.open(core, path)
  const config = { ...file.config, dtype }
  const steps = writing(core, config, (tensor, values, first) => file.fill(tensor, values, first), {
    most: MOST,
    // They need not be those of the core: two-dimensional positions have their own.
    tables: ({ kind }, values) => values.set(/** @type {Float32Array} */ (file.tables.get(kind))),
  })
  await putParts(steps, put)
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
