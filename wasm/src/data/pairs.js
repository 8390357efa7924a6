// Pairs of grids as text, a question and its answer each: any characters, all grids of one size.
import { checkExamples, oneByOne, rowsOf, taskOf } from './examples.js'
import { puzzleTasks } from '../tasks/index.js'
import { refuse } from './refuse.js'

/** @typedef {import('../learn.d.ts').Examples} Examples */
/** @typedef {import('../learn.d.ts').Pair} Pair */

/** What token 1, 2, ... are: all characters in the order of their code points, which gives Sudokus the official tokens;
 * or the order of the task that they are the sign of.
 * @param {Set<string>} used */
function alphabetOf(used) {
  for (const { sign, marks } of puzzleTasks) {
    const alphabet = marks.map(({ character }) => character)
    if (sign && [...sign].every((one) => used.has(one)) && [...used].every((one) => alphabet.includes(one)))
      return alphabet
  }
  return [...used].sort((a, b) => /** @type {number} */ (a.codePointAt(0)) - /** @type {number} */ (b.codePointAt(0)))
}

/** Which pair is at fault, for a sentence. @param {Pair} pair @param {number} i */
const place = ({ line }, i) => (line === undefined ? `Pair ${i + 1}` : `Line ${line}`)

/** @param {string} text @param {{ alphabet: string[], width?: number | undefined, where: string, what: string }} how
 * @returns {{ rows: number, columns: number, cells: string[] }} columns: 0 where the text tells no rows */
function parseGrid(text, { alphabet, width, where, what }) {
  const rows = rowsOf(text, alphabet).map((row) => [...row])
  const cells = rows.flat()
  if (!cells.length) throw refuse(`${where}: the ${what} is empty.`)
  if (rows.length > 1) {
    const odd = rows.findIndex((row) => row.length !== rows[0].length)
    if (odd > 0)
      throw refuse(
        `${where}: row ${odd + 1} of the ${what} has ${rows[odd].length} cells, the first ${rows[0].length}.`,
      )
    if (width !== undefined && width !== rows[0].length)
      throw refuse(`${where}: the ${what} has rows of ${rows[0].length} cells; the width is said to be ${width}.`)
    return { rows: rows.length, columns: rows[0].length, cells }
  }
  const columns = width ?? (Number.isInteger(Math.sqrt(cells.length)) ? Math.sqrt(cells.length) : 0)
  if (columns && cells.length % columns)
    throw refuse(`${where}: the ${what} has ${cells.length} cells, no whole number of rows of ${columns}.`)
  return { rows: columns && cells.length / columns, columns, cells }
}

/** See readPairs in learn.d.ts.
 * @param {Iterable<Pair>} pairs @param {import('../learn.d.ts').PairsOptions} [options] @returns {Examples} */
export function readPairs(pairs, { alphabet: given, width, vocab_size: wanted } = {}) {
  if (width !== undefined && (!Number.isInteger(width) || width < 1))
    throw refuse(`The width is a whole number from 1, not ${width}.`)
  const asked = [...(given ?? '')]
  if (new Set(asked).size !== asked.length) throw refuse(`The alphabet "${given}" has a character twice.`)
  const list = Array.from(pairs, (pair, i) => {
    const where = place(pair, i)
    const question = parseGrid(pair.question, { alphabet: asked, width, where, what: 'question' })
    const answer = parseGrid(pair.answer, { alphabet: asked, width, where, what: 'answer' })
    return { where, question, answer }
  })
  if (!list.length) throw refuse('There is no pair to learn from.')
  const { rows, columns, cells } = list[0].question
  for (const { where, question, answer } of list) {
    const odd = [question, answer].find((grid) => grid.cells.length !== cells.length || grid.columns !== columns)
    if (odd)
      throw refuse(
        `${where}: the ${odd === question ? 'question' : 'answer'} has ${sizeOf(odd)}; the first question has ${sizeOf(list[0].question)}. All grids are of one size.`,
      )
  }
  const used = new Set(list.flatMap(({ question, answer }) => [...question.cells, ...answer.cells]))
  const alphabet = asked.length ? asked : alphabetOf(used)
  const token = new Map(alphabet.map((character, i) => [character, i + 1]))
  const vocab_size = wanted ?? alphabet.length + 1
  const seq_len = cells.length
  const inputs = new Uint16Array(list.length * seq_len)
  const labels = new Int16Array(list.length * seq_len)
  list.forEach(({ where, question, answer }, i) => {
    for (const [grid, out] of /** @type {const} */ ([
      [question, inputs],
      [answer, labels],
    ]))
      grid.cells.forEach((character, cell) => {
        const found = token.get(character)
        if (found === undefined) throw refuse(`${where}: "${character}" is none of the characters "${given}".`)
        out[i * seq_len + cell] = found
      })
  })
  const task = taskOf({ seq_len, vocab_size, inputs, labels })
  return checkExamples({
    task: columns ? task : 'generic',
    seq_len,
    vocab_size,
    grid_rows: rows,
    grid_cols: columns,
    num_puzzle_identifiers: 1,
    inputs,
    labels,
    ...oneByOne(list.length),
    alphabet: alphabet.join(''),
  })
}

/** @param {{ rows: number, columns: number, cells: string[] }} grid */
const sizeOf = ({ rows, columns, cells }) => (columns ? `${rows} x ${columns} cells` : `${cells.length} cells`)
