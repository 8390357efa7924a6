// Puzzles from a CSV or CSV.gz file, as a stream. A record is one line, so that a broken line spoils no other.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { messageOf } from '../src/errors.js'
import { InputError } from './output.mjs'

const LONGEST_LINE = 1 << 20

/** @typedef {{ index: number, line: number, question: string, answer: string, rating: number | null }} Puzzle index:
 * from 0, over the data lines
 */
/** @typedef {{ index: number, line: number, error: string }} BadLine */

/** The bytes of a file or of stdin ("-"), unpacked where they begin as gzip does.
 * @param {string} input @returns {AsyncGenerator<Buffer>} */
async function* bytesOf(input) {
  const chunks = (input === '-' ? process.stdin : createReadStream(input))[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  let ended = false
  while (head.length < 2 && !ended) {
    const { value, done } = await chunks.next()
    ended = done === true
    if (value) head = Buffer.concat([head, value])
  }
  const whole = Readable.from(
    (async function* () {
      yield head
      if (!ended) yield* { [Symbol.asyncIterator]: () => chunks }
    })(),
  )
  if (head[0] !== 0x1f || head[1] !== 0x8b) return yield* whole
  const unpacked = createGunzip()
  whole.on('error', (error) => unpacked.destroy(error))
  yield* whole.pipe(unpacked)
}

/** Lines without their ends; a line that is too long comes as undefined.
 * @param {AsyncIterable<Buffer>} chunks @returns {AsyncGenerator<string | undefined>} */
async function* linesOf(chunks) {
  const decoder = new TextDecoder()
  let rest = ''
  let tooLong = false
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
    rest = parts.pop() ?? ''
    for (const part of parts) {
      yield tooLong ? undefined : part
      tooLong = false
    }
    if (rest.length > LONGEST_LINE) {
      tooLong = true
      rest = ''
    }
  }
  rest += decoder.decode()
  if (rest || tooLong) yield tooLong ? undefined : rest
}

/** @param {string} input file, or "-" @param {(line: string) => string[]} fieldsOf
 * @returns {AsyncGenerator<Puzzle | BadLine>} throws InputError where the file itself is at fault */
export async function* readPuzzles(input, fieldsOf) {
  const name = input === '-' ? 'stdin' : input
  /** @type {string[] | undefined} */
  let header
  let column = { question: -1, answer: -1, rating: -1 }
  let line = 0
  let index = 0
  try {
    for await (const content of linesOf(bytesOf(input))) {
      line++
      if (content === '') continue
      if (header === undefined) {
        if (content === undefined)
          throw new InputError(`${name}: the first line is longer than ${LONGEST_LINE} characters.`)
        const names = fieldsOf(content.replace(/^\uFEFF/, '')).map((field) => field.trim())
        column = {
          question: names.indexOf('question'),
          answer: names.indexOf('answer'),
          rating: names.indexOf('rating'),
        }
        if (column.question < 0 || column.answer < 0)
          throw new InputError(`${name}: the first line names no columns "question" and "answer".`)
        header = names
        continue
      }
      const at = { index: index++, line }
      if (content === undefined) {
        yield { ...at, error: `The line is longer than ${LONGEST_LINE} characters.` }
        continue
      }
      try {
        const fields = fieldsOf(content)
        if (fields.length !== header.length)
          throw new Error(`The line has ${fields.length} fields; the first line has ${header.length}.`)
        const rating = column.rating < 0 || fields[column.rating].trim() === '' ? NaN : Number(fields[column.rating])
        yield {
          ...at,
          question: fields[column.question],
          answer: fields[column.answer],
          rating: Number.isFinite(rating) ? rating : null,
        }
      } catch (error) {
        yield { ...at, error: messageOf(error) }
      }
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${name} cannot be read${line ? ` beyond line ${line}` : ''}: ${messageOf(error)}`)
  }
  if (header === undefined) throw new InputError(`${name} is empty.`)
}
