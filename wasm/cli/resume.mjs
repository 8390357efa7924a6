// A report in a file, which a run that was interrupted goes on with.
import { open } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { messageOf } from '../src/errors.js'
import { InputError } from './output.mjs'
import { partOf, readReport } from './report.mjs'

/** @typedef {import('./report.mjs').Run} Run */

const NEWLINE = 10

/** Drops what follows the last line's end: a line that the interrupted run did not finish.
 * @param {import('node:fs/promises').FileHandle} file @returns {Promise<number>} bytes that are left */
async function dropUnfinishedLine(file) {
  const block = Buffer.alloc(65536)
  let end = (await file.stat()).size
  while (end > 0) {
    const from = Math.max(0, end - block.length)
    const { bytesRead } = await file.read(block, 0, end - from, from)
    const last = block.lastIndexOf(NEWLINE, bytesRead - 1)
    end = last < 0 ? from : from + last + 1
    if (last >= 0) break
  }
  await file.truncate(end)
  return end
}

/** Does the file hold no more than a beginning of this text, or nothing?
 * @param {import('node:fs/promises').FileHandle} file @param {string} text */
async function isBeginningOf(file, text) {
  const wanted = Buffer.from(text)
  const held = Buffer.alloc(wanted.length + 1)
  const { bytesRead } = await file.read(held, 0, held.length, 0)
  return bytesRead <= wanted.length && held.subarray(0, bytesRead).equals(wanted.subarray(0, bytesRead))
}

/** Throws InputError where a report is not of this run.
 * @param {string} path @param {Run} run */
async function checkHead(path, run) {
  for await (const head of readReport(path)) {
    if (isDeepStrictEqual(head?.run, run)) return
    throw new InputError(
      `${path} is not of this run: it begins with ${JSON.stringify(head)?.slice(0, 300)}, not with ${JSON.stringify({ run })}.`,
    )
  }
}

/** Opens the file, or makes it. Its first line is the run it belongs to; it must be this one. What is written to a
 * finished one takes the place of its summary.
 * @param {string} path @param {Run} run @param {(result: any) => void} keep takes what is there already, line by line
 * @returns {Promise<{ done: number, summary?: object, write: (value: unknown) => Promise<void>, close: () =>
 * Promise<void> }>}
 *   done: lines kept; summary: of a finished run, as long as nothing was written */
export async function openReport(path, run, keep) {
  let file
  try {
    file = await open(path, 'a+')
  } catch (error) {
    throw new InputError(`${path} cannot be opened: ${messageOf(error)}`)
  }
  /** @type {object | undefined} */
  let summary
  const write = async (/** @type {unknown} */ value) => {
    if (summary) {
      // Without the end of its line, the last one is not finished.
      await file.truncate((await file.stat()).size - 1)
      await dropUnfinishedLine(file)
      summary = undefined
    }
    await file.appendFile(`${JSON.stringify(value)}\n`)
  }
  const close = () => file.close()
  const { first, step } = /** @type {{ first: number, step: number }} */ (partOf(run.shard))
  let done = 0
  try {
    // Looked at before anything is cut off: a file that no run of this kind began stays as it is.
    if (!(await isBeginningOf(file, JSON.stringify({ run })))) await checkHead(path, run)
    if ((await dropUnfinishedLine(file)) === 0) {
      await write({ run })
    } else {
      const lines = readReport(path)
      await lines.next()
      let line = 1
      for await (const value of lines) {
        line++
        if (!summary && value?.summary) {
          summary = value.summary
          continue
        }
        if (summary || value?.index !== first + step * done)
          throw new InputError(`${path}: line ${line} should be of puzzle ${first + step * done}.`)
        keep(value)
        done++
      }
    }
  } catch (error) {
    await close()
    throw error
  }
  return {
    done,
    get summary() {
      return summary
    },
    write,
    close,
  }
}
