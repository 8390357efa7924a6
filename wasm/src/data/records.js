// Records of a table, as a stream: lines, joined where a quoted field goes on over their ends, and cut into fields.
import { loadLibraries } from './libraries.js'
import { messageOf } from '../errors.js'

/** @typedef {{ line: number, text: string } | { line: number, error: string }} Line */

const LONGEST_LINE = 1 << 20
/** Lines that one quoted field may go on over; after so many its quote was a mistake. */
const MOST_LINES = 100

/** Lines without their ends.
 * @param {AsyncIterable<string>} pieces @returns {AsyncGenerator<Line>} */
export async function* linesOf(pieces) {
  let rest = ''
  let isTooLong = false
  let line = 0
  /** @param {string} text @returns {Line} */
  const made = (text) => {
    line++
    const is = isTooLong || text.length > LONGEST_LINE
    isTooLong = false
    return is ? { line, error: `The line is longer than ${LONGEST_LINE} characters.` } : { line, text }
  }
  for await (const piece of pieces) {
    // A carriage return at the end of a piece may be half of a line's end.
    const parts = (rest + piece).split(/\r\n|\n|\r(?!$)/u)
    rest = parts.pop() ?? ''
    for (const part of parts) yield made(part)
    if (rest.length > LONGEST_LINE) {
      isTooLong = true
      rest = ''
    }
  }
  rest = rest.replace(/\r$/u, '')
  if (rest || isTooLong) yield made(rest)
}

/** A line that no quoted field goes on over: a record by itself, with a field longer than a row of a grid.
 * @param {string} text */
const isRecord = (text) => !text.includes('"') && text.split(/[,;\t]/u).some((field) => field.length > 40)

/** @param {string} text */
const isOpen = (text) => (text.split('"').length - 1) % 2 === 1

/** Lines, those joined that a quoted field goes on over. Where its quote was a mistake each stands by itself again: one
 * broken line spoils no other.
 * @param {AsyncIterable<Line>} lines @returns {AsyncGenerator<Line>} */
export async function* recordsOf(lines) {
  /** @type {{ line: number, text: string }[]} */
  let held = []
  for await (const line of lines) {
    if ('error' in line) {
      yield* held
      held = []
      yield line
      continue
    }
    if (held.length && isRecord(line.text)) {
      yield* held
      held = []
    }
    const text = held.length ? `${held.map((one) => one.text).join('\n')}\n${line.text}` : line.text
    if (!isOpen(text)) {
      held = []
      yield { line: line.line - (text.split('\n').length - 1), text }
    } else {
      held.push(line)
      if (held.length >= MOST_LINES || text.length > LONGEST_LINE) {
        yield* held
        held = []
      }
    }
  }
  yield* held
}

/** The mark between fields: the one that cuts these records into the same number of fields, more than one.
 * @param {string[]} texts @returns {string | undefined} undefined: one field a line */
export function delimiterOf(texts) {
  const plain = texts.map((text) => text.replace(/"[^"]*"/gu, ''))
  /** @param {string} mark */
  const counts = (mark) => plain.map((text) => text.split(mark).length - 1)
  const likely = [',', ';', '\t', '|', ':'].filter((mark) => counts(mark).every((count) => count > 0))
  return likely.find((mark) => new Set(counts(mark)).size === 1) ?? likely[0]
}

/** The fields of one record; throws with a sentence. The parser is fetched with the first quote.
 * @param {string} text @param {string | undefined} delimiter @returns {Promise<string[]>} */
export async function fieldsOf(text, delimiter) {
  if (!text.includes('"')) return delimiter === undefined ? [text] : text.split(delimiter)
  const { parseCsv } = await loadLibraries()
  try {
    const [fields] = parseCsv(text, { delimiter: delimiter ?? '\x1f', relax_quotes: true, relax_column_count: true })
    return /** @type {string[]} */ (fields ?? [])
  } catch (error) {
    throw new Error(messageOf(error).replace(/ at line \d+/u, ''))
  }
}

/** A stream that can be looked into: what is looked at comes all the same.
 * @template T @param {AsyncIterable<T>} items */
export function peekable(items) {
  const rest = items[Symbol.asyncIterator]()
  /** @type {T[]} */
  const seen = []
  let ended = false
  return {
    /** The item at this place from here on; undefined beyond the end.
     * @param {number} at @returns {Promise<T | undefined>} */
    async peek(at) {
      while (seen.length <= at && !ended) {
        const { value, done } = await rest.next()
        if (done) ended = true
        else seen.push(value)
      }
      return seen[at]
    },
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          if (seen.length) yield /** @type {T} */ (seen.shift())
          else {
            if (ended) return
            const next = await rest.next()
            if (next.done) return
            yield next.value
          }
        }
      } finally {
        await rest.return?.()
      }
    },
  }
}
