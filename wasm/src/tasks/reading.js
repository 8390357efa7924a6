// What the readers of puzzles share.
import { HrmError, messageOf, typeOf } from '../errors.js'

/** @param {string} sentence @param {number} [position] of a character @returns {never} */
export function refuse(sentence, position) {
  throw new HrmError('PUZZLE_INVALID', sentence, { position })
}

/** Throws ARGUMENT where what should be read is no text.
 * @param {unknown} text */
export function requireText(text) {
  if (typeof text !== 'string') throw new HrmError('ARGUMENT', `A puzzle is read from text, not from ${typeOf(text)}.`)
}

/** @type {typeof import('./index.d.ts').readOne} */
export function readOne(task, text) {
  requireText(text)
  if (!task.read) return refuse(`Puzzles of a model for the task "${task.name}" have no text form; give the tokens.`)
  const { puzzles } = task.read(text)
  if (puzzles.length > 1) refuse(`This text holds ${puzzles.length} puzzles; one is wanted here.`)
  return puzzles[0]
}

/** @template T @param {() => T} work @returns {T | undefined} undefined where it refuses */
export function attempt(work) {
  try {
    return work()
  } catch (error) {
    if (error instanceof HrmError) return undefined
    throw error
  }
}

/** @param {string} text */
function withoutComments(text) {
  let plain = ''
  let at = 0
  for (let from; (from = text.indexOf('/*', at)) >= 0;) {
    plain += text.slice(at, from)
    const to = text.indexOf('*/', from + 2)
    if (to < 0) return plain
    at = to + 2
  }
  return plain + text.slice(at)
}

/** JSON, and its kin: with comments, with trailing commas, as Python prints it. Throws PUZZLE_INVALID.
 * @param {string} text @returns {unknown} */
export function readJson(text) {
  try {
    return JSON.parse(text)
  } catch {}
  const plain = withoutComments(text)
    .replace(/^[ \t]*(\/\/|#).*$|(?<=[\],}][ \t]{0,99})\/\/.*$/gm, '')
    .replace(/'([^'"\\\n]*)'/g, '"$1"')
    .replace(/\bNone\b/g, 'null')
    .replace(/\(/g, '[')
    .replace(/\)/g, ']')
    .replace(/,(?=\s*[\]}])/g, '')
  try {
    return JSON.parse(plain)
  } catch (error) {
    return refuse(`This is no JSON: ${messageOf(error)}.`)
  }
}
