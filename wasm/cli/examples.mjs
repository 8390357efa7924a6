// Examples to learn from, or to be tried, from what a path names: an official data-set folder, ARC's JSON, or a list of
// pairs of grids.
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { HrmError, messageOf } from '../src/errors.js'
import { readDatasetFrom } from '../src/data/dataset.js'
import { readList } from '../src/data/list.js'
import { readArcTasks, readPairs } from '../src/learn.js'
import { InputError } from './output.mjs'

/** @typedef {import('../src/learn.d.ts').Examples} Examples */

/** @param {string} path */
export async function isFolder(path) {
  try {
    return path !== '-' && (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

/** The examples of a data-set folder.
 * @param {string} folder @param {'train' | 'test'} split which part, where it has parts @returns {Promise<Examples>} */
export const readFolder = (folder, split) =>
  readDatasetFrom(async (name) => {
    try {
      return await readFile(join(folder, name))
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
      throw new InputError(`${join(folder, name)} cannot be read: ${messageOf(error)}`)
    }
  }, split)

/** @param {string} path @param {{ split: 'train' | 'test', alphabet?: string | undefined, width?: number | undefined,
 * side?: number | undefined }} how @returns {Promise<Examples>} throws where one line is at fault */
export async function readExamples(path, { split, alphabet, width, side }) {
  if (await isFolder(path)) return readFolder(path, split)
  if (/\.json$/i.test(path)) {
    const text = await readFile(path, 'utf8').catch((error) => {
      throw new InputError(`${path} cannot be read: ${messageOf(error)}`)
    })
    return readArcTasks(text, { split, ...(side === undefined ? {} : { side }) })
  }
  return readPairs(await readTable(path), {
    ...(alphabet === undefined ? {} : { alphabet }),
    ...(width === undefined ? {} : { width }),
  })
}

/** The pairs of a list ("-": stdin).
 * @param {string} path @returns {Promise<import('../src/learn.d.ts').Pair[]>} */
async function readTable(path) {
  const name = path === '-' ? 'stdin' : path
  const pairs = []
  try {
    for await (const row of readList(path === '-' ? process.stdin : createReadStream(path), { name })) {
      if ('error' in row) throw new InputError(`${name}, line ${row.line}: ${row.error}`)
      if (!row.answer) throw new InputError(`${name}, line ${row.line}: there is no answer to learn from.`)
      pairs.push({ question: row.puzzle.cells, answer: row.answer.cells, line: row.line })
    }
  } catch (error) {
    if (error instanceof HrmError || error instanceof InputError) throw error
    throw new InputError(`${name} cannot be read: ${messageOf(error)}`)
  }
  return pairs
}
