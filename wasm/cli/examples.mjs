// Examples to learn from, or to be tried, from what a path names: an official data-set folder, ARC's JSON, or a list of
// pairs of grids.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { messageOf } from '../src/errors.js'
import { readDatasetFrom } from '../src/data/dataset.js'
import { readArcTasks, readPairs } from '../src/learn.js'
import { loadLibraries } from './libraries.mjs'
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

/** The pairs of a table in CSV or CSV.gz ("-": stdin) with columns question and answer.
 * @param {string} path @returns {Promise<import('../src/learn.d.ts').Pair[]>} */
async function readTable(path) {
  const name = path === '-' ? 'stdin' : path
  const { parseCsv } = await loadLibraries()
  /** @type {{ record: Record<string, string>, info: { lines: number } }[]} */
  let rows
  try {
    const bytes = path === '-' ? await buffer(process.stdin) : await readFile(path)
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString()
    /** @param {string[]} names */
    const columns = (names) => names.map((column) => column.trim().toLowerCase())
    rows = /** @type {any} */ (parseCsv(text, { columns, bom: true, skip_empty_lines: true, info: true }))
  } catch (error) {
    throw new InputError(`${name} cannot be read: ${messageOf(error)}`)
  }
  if (rows.length && (rows[0].record.question === undefined || rows[0].record.answer === undefined))
    throw new InputError(`${name}: the first line names no columns "question" and "answer".`)
  return rows.map(({ record: { question, answer }, info }) => ({ question, answer, line: info.lines }))
}
