// Lists of puzzles; see list.d.ts.
import { HrmError, messageOf } from '../errors.js'
import { viewOf } from '../source.js'
import { attempt, readJson } from '../tasks/reading.js'
import { delimiterOf, fieldsOf, linesOf, peekable, recordsOf } from './records.js'
import { refuse } from './refuse.js'
import { once, textOf, unpacked } from './unpack.js'

/** @typedef {import('./list.d.ts').ListOptions & { task: import('../index.d.ts').Task }} ListOptions */
/** @typedef {import('./list.d.ts').ListRow} ListRow */
/** @typedef {import('./list.d.ts').BadRow} BadRow */
/** @typedef {import('./records.js').Line} Line */
/** @typedef {{ line: number, fields: string[] } | { line: number, text: string, error: string }} Entry */
/** @typedef {{ question: number, answer: number, rating: number }} Columns -1: there is none */

/** @type {typeof import('./list.d.ts').COLUMNS} */
export const COLUMNS = {
  question: [
    'question',
    'questions',
    'quiz',
    'quizzes',
    'puzzle',
    'puzzles',
    'problem',
    'problems',
    'input',
    'inputs',
    'unsolved',
    'givens',
    'clues',
    'grid',
    'board',
    'start',
  ],
  answer: [
    'answer',
    'answers',
    'solution',
    'solutions',
    'solved',
    'output',
    'outputs',
    'label',
    'labels',
    'target',
    'path',
  ],
  rating: ['rating', 'difficulty', 'guesses', 'backtracks', 'hardness'],
}

/** Records that the mark between fields is told from. */
const LOOKED_AT = 20
/** Of a text that is handed out as one. */
const LONGEST_TEXT = 2 ** 26
/** Of a text that is read as a whole: drawn puzzles. */
const LONGEST_DRAWN = 4 * 2 ** 20
const SCIENTIFIC = /^\s*\d(?:[.,]\d+)?E[+]?\d+\s*$/iu

/** @param {string} text */
const nameOf = (text) => text.trim().toLowerCase()

/** @param {string[]} fields @param {string} wanted a name, or a place from 1 */
function columnAt(fields, wanted) {
  const named = fields.map(nameOf).indexOf(nameOf(wanted))
  if (named >= 0) return named
  return /^[1-9]\d*$/u.test(wanted) && Number(wanted) <= fields.length ? Number(wanted) - 1 : -1
}

/** What each column is, by a first record; undefined: it is no header.
 * @param {string[]} fields @param {ListOptions} options @returns {Columns | undefined} */
function headerOf(fields, { task, question, answer, name = 'The list' }) {
  const names = fields.map(nameOf)
  /** @param {readonly string[]} known */
  const known = (known) => known.map((one) => names.indexOf(one)).find((at) => at >= 0) ?? -1
  const columns = {
    question: question === undefined ? known([...COLUMNS.question, task.name]) : names.indexOf(nameOf(question)),
    answer: answer === undefined ? known(COLUMNS.answer) : names.indexOf(nameOf(answer)),
    rating: known(COLUMNS.rating),
  }
  for (const [option, wanted, at] of /** @type {const} */ ([
    ['question', question, columns.question],
    ['answer', answer, columns.answer],
  ]))
    if (wanted !== undefined && at < 0 && columnAt(fields, wanted) < 0)
      throw refuse(
        `${name} has no column "${wanted}" for --${option}; its first line has ${names.map((one) => `"${one}"`).join(', ')}.`,
      )
  return columns.question < 0 ? undefined : columns
}

/** The columns of a table without a header: the first that holds a puzzle, and the first behind it that holds an answer.
 * @param {string[]} fields @param {ListOptions} options @returns {Columns | undefined} */
function columnsOf(fields, { task, question, answer }) {
  const at =
    question === undefined
      ? fields.findIndex((field) => field.length > 3 && attempt(() => task.read?.(field)))
      : columnAt(fields, question)
  if (at < 0) return undefined
  const isAnswer = (/** @type {string} */ field) =>
    field.length > 3 && attempt(() => task.readAnswer?.(field, { rows: 0, columns: 0, cells: '' })) !== undefined
  const behind = fields.findIndex((field, i) => i > at && isAnswer(field))
  return { question: at, answer: answer === undefined ? behind : columnAt(fields, answer), rating: -1 }
}

/** @param {string | undefined} text */
function ratingOf(text) {
  const value = text?.trim() ? Number(text.trim().replace(/^(\d+),(\d+)$/u, '$1.$2')) : NaN
  return Number.isFinite(value) ? value : null
}

/** One puzzle of a list. Throws PUZZLE_INVALID.
 * @param {string} question @param {string | undefined} answer @param {import('../index.d.ts').Task} task */
function readRow(question, answer, task) {
  if (SCIENTIFIC.test(question))
    throw new HrmError(
      'PUZZLE_INVALID',
      `${question.trim()} is a number that a spreadsheet rounded: its digits are lost. Export the column as text.`,
    )
  const stated = answer?.trim() ? answer : undefined
  const repaired = task.repair?.(question, stated)
  if (!repaired && !task.read)
    throw new HrmError('PUZZLE_INVALID', `Puzzles for the task "${task.name}" have no text form.`)
  const plain = task.readPlain?.(question)
  const { puzzles, note } =
    repaired ??
    (plain ? { puzzles: [plain] } : /** @type {import('../tasks/index.d.ts').Reading} */ (task.read?.(question)))
  if (puzzles.length > 1) throw new HrmError('PUZZLE_INVALID', `This holds ${puzzles.length} puzzles; a line has one.`)
  const [puzzle] = puzzles
  const said = stated === undefined ? undefined : task.readAnswer?.(stated, puzzle)
  const verdict = said && task.solved ? task.judge?.(puzzle, said) : undefined
  if (verdict && verdict.kind !== task.solved)
    throw new HrmError('PUZZLE_INVALID', `The list's answer does not fit its question. ${verdict.sentence}`)
  return {
    puzzle,
    ...(said ? { answer: said } : puzzle.answer ? { answer: puzzle.answer } : {}),
    ...(note ? { note } : {}),
  }
}

/** Rows of a table's entries.
 * @param {AsyncIterable<Entry>} entries @param {Columns} columns @param {number} width fields of a record, 0: any
 * @param {ListOptions} options @param {{ index: number }} count @returns {AsyncGenerator<ListRow | BadRow>} */
async function* rowsOf(entries, columns, width, { task }, count) {
  for await (const entry of entries) {
    const { line } = entry
    if ('error' in entry) {
      yield { index: count.index++, ...entry }
      continue
    }
    const { fields } = entry
    const text = fields[columns.question] ?? ''
    try {
      while (width && fields.length > width && !fields[fields.length - 1].trim()) fields.pop()
      if (width && fields.length !== width)
        throw new Error(`The line has ${fields.length} fields; the first line has ${width}.`)
      const read = readRow(text, columns.answer < 0 ? undefined : fields[columns.answer], task)
      yield { index: count.index++, line, text, ...read, rating: ratingOf(fields[columns.rating]) }
    } catch (error) {
      yield { index: count.index++, line, text, error: messageOf(error) }
    }
  }
}

/** Rows of what a task reads from a whole text.
 * @param {string} text @param {ListOptions} options @param {{ index: number }} count
 * @returns {Generator<ListRow>} throws DATA_INVALID */
function* drawnRows(text, { task, name = 'The list' }, count) {
  let reading
  try {
    reading = task.read?.(text)
  } catch (error) {
    throw refuse(`${name}: ${messageOf(error)}`)
  }
  if (!reading) throw refuse(`${name}: puzzles for the task "${task.name}" have no text form.`)
  for (const puzzle of reading.puzzles)
    yield {
      index: count.index++,
      line: count.index,
      text: task.print?.(puzzle) ?? '',
      puzzle,
      ...(puzzle.answer ? { answer: puzzle.answer } : {}),
      rating: null,
      ...(reading.note ? { note: reading.note } : {}),
    }
}

/** @param {unknown} value */
const fieldText = (value) =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** The entries of JSON: a list of objects, of lists or of texts; or an object of lists, a column each.
 * @param {unknown} value @returns {{ header?: string[], entries: { line: number, fields: string[] }[] } | undefined} */
function tableOf(value) {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const columns = Object.entries(value)
    const isTable =
      columns.length > 0 &&
      columns.every(([, list]) => Array.isArray(list) && list.every((one) => typeof one === 'string'))
    if (!isTable) return undefined
    const header = columns.map(([name]) => name)
    const entries = columns[0][1].map((/** @type {string} */ _, /** @type {number} */ i) => ({
      line: i + 1,
      fields: columns.map(([, list]) => fieldText(list[i])),
    }))
    return { header, entries }
  }
  if (!Array.isArray(value) || !value.length) return undefined
  if (value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))) {
    const header = [...new Set(value.flatMap((one) => Object.keys(one)))]
    return {
      header,
      entries: value.map((one, i) => ({ line: i + 1, fields: header.map((name) => fieldText(one[name])) })),
    }
  }
  if (
    value.every(
      (one) => typeof one === 'string' || (Array.isArray(one) && one.every((field) => typeof field === 'string')),
    )
  )
    return { entries: value.map((one, i) => ({ line: i + 1, fields: typeof one === 'string' ? [one] : one })) }
  return undefined
}

/** @param {unknown} value @param {string} text @param {ListOptions} options @param {{ index: number }} count
 * @returns {AsyncGenerator<ListRow | BadRow>} */
async function* jsonRows(value, text, options, count) {
  const table = tableOf(value)
  const columns =
    table && (table.header ? headerOf(table.header, options) : columnsOf(table.entries[0].fields, options))
  if (!table || !columns) return yield* drawnRows(text, options, count)
  const entries = async function* () {
    yield* table.entries
  }
  yield* rowsOf(entries(), columns, 0, options, count)
}

/** One value a line.
 * @param {AsyncIterable<Line>} lines @param {ListOptions} options @param {{ index: number }} count
 * @returns {AsyncGenerator<ListRow | BadRow>} */
async function* jsonLineRows(lines, options, count) {
  /** @type {{ header: string[], columns: Columns } | undefined} */
  let table
  const { name = 'The list' } = options
  for await (const given of lines) {
    if ('error' in given) yield { index: count.index++, line: given.line, text: '', error: given.error }
    else if (given.text.trim()) {
      const { line, text } = given
      const value = attempt(() => readJson(text))
      const one = value === undefined ? undefined : tableOf([value])
      if (!one?.header) {
        yield { index: count.index++, line, text, error: 'The line is no JSON object.' }
        continue
      }
      const columns = table?.columns ?? headerOf(one.header, options)
      if (!columns)
        throw refuse(`${name}: line ${line} names no puzzle; it has ${one.header.map((key) => `"${key}"`).join(', ')}.`)
      table ??= { header: one.header, columns }
      const { header } = table
      const fields = header.map((key) => fieldText(/** @type {Record<string, unknown>} */ (value)[key]))
      const entry = async function* () {
        yield { line, fields }
      }
      yield* rowsOf(entry(), columns, 0, options, count)
    }
  }
}

/** Every row of a text.
 * @param {AsyncIterable<string>} pieces @param {ListOptions} options @param {{ index: number }} count
 * @returns {AsyncGenerator<ListRow | BadRow>} */
async function* textRows(pieces, options, count) {
  const { task, name = 'The list' } = options
  /** What was read so far, for puzzles that are drawn over lines. */
  let seen = ''
  const kept = async function* () {
    for await (const piece of pieces) {
      if (seen.length <= LONGEST_DRAWN) seen += piece
      yield piece
    }
  }
  const lines = peekable(linesOf(kept()))
  /** Whatever is not looked at is waited for only when its turn comes: a stream gives a row as soon as it is there.
   * @param {{ peek: (at: number) => Promise<Line | undefined> }} from @param {(text: string) => boolean} isWanted */
  const firstOf = async (from, isWanted) => {
    for (let at = 0; at < LOOKED_AT; at++) {
      const line = await from.peek(at)
      if (!line) return undefined
      if ('text' in line && line.text.trim() && isWanted(line.text)) return line.text
    }
    return undefined
  }
  const first = await firstOf(lines, () => true)
  if (first === undefined && (await lines.peek(0)) === undefined) throw refuse(`${name} is empty.`)
  const isCode = first !== undefined && /^\s*(?:[[{]|\/[/*])/u.test(first)
  if (isCode) {
    const isLines =
      /^\s*\{.*\}\s*$/u.test(first) &&
      attempt(() => readJson(first)) !== undefined &&
      (await lines.peek(1)) !== undefined
    if (isLines) return yield* jsonLineRows(lines, options, count)
    let text = ''
    for await (const line of lines) text += 'text' in line ? `${line.text}\n` : refuseLine(name, line)
    return yield* jsonRows(
      attempt(() => readJson(text)),
      text,
      options,
      count,
    )
  }
  const records = peekable(recordsOf(lines))
  /** Fields that a row has, once its columns are known. */
  let wanted = Infinity
  /** A comment is a line that begins with # and has no puzzle in it. A puzzle may begin with # too: a damaged one is a row all
   * the same, if it has a row's fields and no words.
   * @param {string} text */
  const isComment = (text) => {
    if (!/^\s*#/u.test(text)) return false
    const parts = text.split(/[,;\t|]/u)
    if ([text, ...parts].some((part) => attempt(() => task.read?.(part)) !== undefined)) return false
    return parts.length < wanted || /(\p{Ll})(?!\1)\p{Ll}/u.test(text)
  }
  const top = (await firstOf(records, (text) => !isComment(text))) ?? ''
  /** @type {string | undefined} */
  let delimiter
  for (const mark of [',', ';', '\t', '|'])
    if (top.includes(mark) && headerOf(await attemptFields(top, mark), options)) {
      delimiter = mark
      break
    }
  const header = headerOf(await attemptFields(top, delimiter), options)
  let columns = header
  if (!header) {
    /** @type {string[]} */
    const texts = []
    for (let at = 0; texts.length < LOOKED_AT && at < 4 * LOOKED_AT; at++) {
      const record = await records.peek(at)
      if (!record) break
      if ('text' in record && record.text.trim() && !isComment(record.text)) texts.push(record.text)
    }
    delimiter = delimiterOf(texts)
    columns = columnsOf(await attemptFields(top, delimiter), options)
  }
  const topFields = await attemptFields(top, delimiter)
  if (!columns) {
    for await (const _ of records);
    if (seen.length > LONGEST_DRAWN)
      throw refuse(`${name} is too long to be one text, and its first line names no column that is known.`)
    try {
      return yield* drawnRows(seen, options, count)
    } catch (error) {
      if (topFields.length < 2 || topFields.length > 20) throw error
      throw refuse(
        `${name}: its first line names no column that is known as the puzzle's; it has ${topFields.map((one) => `"${one.trim().slice(0, 40)}"`).join(', ')}. Say which one is: --question NAME.`,
      )
    }
  }
  const fieldsOfARow = 1 + Math.max(columns.question, columns.answer)
  if (fieldsOfARow > 1) wanted = fieldsOfARow
  let hasHeader = header !== undefined
  const entries = async function* () {
    for await (const record of records) {
      if ('error' in record) yield { line: record.line, text: '', error: record.error }
      else if (record.text.trim() && !isComment(record.text)) {
        if (hasHeader) {
          hasHeader = false
          continue
        }
        try {
          yield { line: record.line, fields: await fieldsOf(record.text, delimiter) }
        } catch (error) {
          yield { line: record.line, text: record.text, error: messageOf(error) }
        }
      }
    }
  }
  yield* rowsOf(entries(), columns, header ? topFields.length : 0, options, count)
}

/** @param {string} name @param {{ line: number, error: string }} line @returns {never} */
function refuseLine(name, { line, error }) {
  throw refuse(`${name}, line ${line}: ${error}`)
}

/** @param {string} text @param {string | undefined} delimiter */
async function attemptFields(text, delimiter) {
  try {
    return await fieldsOf(text, delimiter)
  } catch {
    return [text]
  }
}

/** @param {import('./list.d.ts').ListSource} source @returns {AsyncIterable<Uint8Array>} */
function chunksOf(source) {
  if (typeof source === 'string') return once(new TextEncoder().encode(source))
  if (typeof Blob === 'function' && source instanceof Blob)
    return (async function* () {
      const reader = source.stream().getReader()
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return
        yield value
      }
    })()
  if (Symbol.asyncIterator in source) return source
  return once(viewOf(/** @type {import('../index.d.ts').Bytes} */ (source)))
}

/** Of fields that are of no puzzle that is known.
 * @type {import('../index.d.ts').Task} */
const FIELDS = {
  name: 'generic',
  id: 0,
  noun: 'puzzle',
  marks: [],
  fits: () => true,
  read: (cells) => ({ puzzles: [{ rows: 1, columns: cells.length, cells }] }),
  readAnswer: (cells) => ({ rows: 1, columns: cells.length, cells }),
}

/** @type {typeof import('./list.d.ts').readTexts} */
export async function* readTexts(source, name = 'The file') {
  for await (const file of unpacked(chunksOf(source), name)) {
    let text = ''
    for await (const piece of textOf(file.chunks)) {
      text += piece
      if (text.length > LONGEST_TEXT) throw refuse(`${file.name} is longer than ${LONGEST_TEXT / 2 ** 20} MB.`)
    }
    yield { name: file.name, text }
  }
}

/** @type {typeof import('./list.d.ts').readList} */
export async function* readList(source, given = {}) {
  const options = { task: FIELDS, ...given }
  const { name = 'The list' } = options
  const count = { index: 0 }
  let line = 0
  try {
    for await (const file of unpacked(chunksOf(source), name)) {
      for await (const row of textRows(textOf(file.chunks), { ...options, name: file.name }, count)) {
        line = row.line
        yield row
      }
    }
  } catch (error) {
    if (error instanceof HrmError) throw error
    throw refuse(`${name} cannot be read${line ? ` beyond line ${line}` : ''}: ${messageOf(error)}.`)
  }
}
