// What the commands share: data on stdout, talk on stderr, exit codes.
import { once } from 'node:events'

export const EXIT = { ok: 0, unsolved: 1, usage: 2, input: 3, failed: 4 }

/** A fault in how the command was called. */
export class UsageError extends Error {}
/** A file that cannot be read or is not what it should be. */
export class InputError extends Error {}

/** Writes text to stdout; resolves when there is room for more.
 * @param {string} text */
export async function write(text) {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** @param {unknown} value */
export const writeLine = (value) => write(`${JSON.stringify(value)}\n`)
/** @param {unknown} value */
export const writePretty = (value) => write(`${JSON.stringify(value, null, 2)}\n`)

/** @param {string} sentence */
export const say = (sentence) => void process.stderr.write(`${sentence}\n`)

/** @param {string} sentence */
export function sayError(sentence) {
  const colour = process.stderr.isTTY && !process.env.NO_COLOR
  say(`${colour ? '\x1b[31merror:\x1b[0m' : 'error:'} ${sentence}`)
}

/** @param {string} text @param {string} option @param {number} [least] @param {number} [most] */
export function wholeNumber(text, option, least = 1, most = Infinity) {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most || !Number.isSafeInteger(value)) {
    const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`
    throw new UsageError(`--${option} is a whole number ${range}, not "${text}"`)
  }
  return value
}

/** Of one process: each job has a thread and memory of its own.
 * @param {string} text */
export const jobsOf = (text) => wholeNumber(text, 'jobs', 1, 256)

/** @template {string} T @param {string} text @param {string} option @param {readonly T[]} allowed @returns {T} */
export function oneOf(text, option, allowed) {
  const found = allowed.find((one) => one === text)
  if (found === undefined) throw new UsageError(`--${option} is one of ${allowed.join(', ')}, not "${text}"`)
  return found
}
