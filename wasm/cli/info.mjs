import { open, stat } from 'node:fs/promises'
import { describeCheckpoint } from '../src/convert/convert.js'
import { messageOf } from '../src/errors.js'
import { originOf } from '../src/origin.js'
import { openFiles } from './checkpoint-files.mjs'
import { loadFile } from './load.mjs'
import { InputError, writePretty } from './output.mjs'

const MAGIC = '\x89HRM'

/** Does it begin as a weights file, or is it called one?
 * @param {string} path */
async function isModel(path) {
  if (path.endsWith('.hrm')) return true
  let file
  try {
    if ((await stat(path)).isDirectory()) return false
    file = await open(path)
    const { buffer } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
    return buffer.toString('latin1') === MAGIC
  } catch (cause) {
    throw new InputError(`${path} cannot be read: ${messageOf(cause)}`)
  } finally {
    await file?.close()
  }
}

/** @param {{}} _ @param {string[]} operands */
export async function run(_, [path]) {
  if (!(await isModel(path))) {
    const { files, notes } = await openFiles(path)
    const info = await describeCheckpoint(files)
    await writePretty({ checkpoint: `${files.folder}${files.name}`, ...info, notes: [...notes, ...info.notes] })
    return
  }
  const { model } = await loadFile(path)
  await writePretty({ ...model.info, ...originOf(model.info.config) })
}
