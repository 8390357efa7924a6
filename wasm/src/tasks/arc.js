// ARC: its JSON, its tokens, its comparison; see arc.d.ts.
import { readJson, refuse } from './reading.js'
import { randomArcSymmetry } from './symmetry.js'

/** @typedef {import('./arc.d.ts').Colours} Colours */
/** @typedef {import('./arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('./arc.d.ts').Pair} Pair */

export const SIDE_MOST = 64
/** Of the official encoding: a grid stands in the upper left corner, with a border of "end" to its right and below it;
 * the rest is padding.
 */
const END = 1
const FIRST_COLOUR = 2
const COLOURS = 10
const COLOUR_WORDS = ['black', 'blue', 'red', 'green', 'yellow', 'grey', 'magenta', 'orange', 'sky', 'maroon']

/** @param {unknown} value @param {string} where @returns {Colours} */
function readGrid(value, where) {
  const rows = Array.isArray(value) ? value : refuse(`${where} is no grid.`)
  if (rows.length < 1 || rows.length > SIDE_MOST)
    refuse(`${where} has ${rows.length} rows; a grid has 1 to ${SIDE_MOST}.`)
  return rows.map((given, r) => {
    const row = typeof given === 'string' ? [...given.replace(/[\s,]/g, '')].map(Number) : given
    const place = `Row ${r + 1} of ${where}`
    if (!Array.isArray(row) || row.length < 1 || row.length > SIDE_MOST)
      refuse(`${place} is not 1 to ${SIDE_MOST} cells long.`)
    if (r && row.length !== (rows[0].length ?? 0) && typeof given !== 'string')
      refuse(`The rows of ${where} are not of one length: row ${r + 1} has ${row.length} cells, row 1 ${rows[0].length}.`)
    const wrong = row.findIndex((/** @type {unknown} */ cell) => !Number.isInteger(cell) || Number(cell) < 0 || Number(cell) >= COLOURS)
    if (wrong >= 0)
      refuse(`${place} holds ${JSON.stringify(row[wrong]) ?? 'nothing'} in cell ${wrong + 1}, which is no colour from 0 to 9.`)
    return row
  })
}

/** A member of an object whatever its case.
 * @param {unknown} value @param {string} name */
function member(value, name) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const key = Object.keys(value).find((one) => one.toLowerCase() === name)
  return key === undefined ? undefined : /** @type {Record<string, unknown>} */ (value)[key]
}

/** @param {unknown} value */
const isEmpty = (value) => value === undefined || value === null || (Array.isArray(value) && !value.length)

/** @param {unknown} list @param {string} set @param {boolean} wantsOutput @returns {Pair[]} */
function readPairs(list, set, wantsOutput) {
  if (!Array.isArray(list)) return refuse(`“${set}” is no list of pairs.`)
  return list.map((pair, i) => {
    const input = readGrid(member(pair, 'input'), `the input of ${set} pair ${i + 1}`)
    const output = member(pair, 'output')
    if (isEmpty(output) && !wantsOutput) return { input }
    return { input, output: readGrid(output, `the output of ${set} pair ${i + 1}`) }
  })
}

/** @param {any} value @returns {boolean} */
const isGrid = (value) => Array.isArray(value) && Array.isArray(value[0]) && !Array.isArray(value[0][0])
/** @param {any} value */
const isTask = (value) => member(value, 'train') !== undefined || member(value, 'test') !== undefined
/** @param {any} value */
const isPair = (value) => member(value, 'input') !== undefined

/** @param {any} value @param {string} [name] @returns {ArcTask} */
function readTask(value, name) {
  const said = member(value, 'name') ?? member(value, 'id')
  return {
    name: name ?? (typeof said === 'string' ? said : undefined),
    train: readPairs(member(value, 'train') ?? [], 'train', true),
    test: readPairs(member(value, 'test') ?? [], 'test', false),
  }
}

/** @param {Colours} input @param {string} [name] @returns {ArcTask} */
const single = (input, name) => ({ name, train: [], test: [{ input }] })

/** @param {any} value @returns {{ tasks: ArcTask[], note?: string }} */
function fromValue(value) {
  if (isTask(value)) return { tasks: [readTask(value)] }
  if (isGrid(value)) return { tasks: [single(readGrid(value, 'the grid'))] }
  if (Array.isArray(value) && value.length && value.every(isPair)) {
    const pairs = readPairs(value, 'list', false)
    return {
      tasks: [{ train: pairs.slice(0, -1).filter(({ output }) => output), test: pairs.slice(-1) }],
      note: `A list of ${pairs.length} pairs: the last is the test.`,
    }
  }
  if (Array.isArray(value) && value.length && value.every(isTask)) return { tasks: value.map((one) => readTask(one)) }
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  if (entries.length && entries.every(([, one]) => isTask(one)))
    return { tasks: entries.map(([name, one]) => readTask(one, name)) }
  if (entries.length && entries.every(([, one]) => Array.isArray(one) && one.every(isGrid)))
    return {
      tasks: entries.map(([name, one]) => ({
        name,
        train: [],
        test: one.map((/** @type {unknown} */ grid, /** @type {number} */ i) => ({
          input: readGrid(grid, `grid ${i + 1} of ${name}`),
        })),
      })),
      note: 'Grids by name, as a file of solutions holds them: what they answer is in the file of challenges.',
    }
  return refuse('This JSON holds no task of ARC: a task has lists “train” and “test” of pairs of “input” and “output”.')
}

/** @type {typeof import('./arc.d.ts').readTasks} */
export function readTasks(text) {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (/^(\d[\s,]*)+$/.test(trimmed)) {
    const rows = trimmed.split(/\r\n?|\n/).filter((row) => row.trim())
    if (new Set(rows.map((row) => row.replace(/[\s,]/g, '').length)).size > 1)
      refuse('The rows of the grid are not of one length.')
    return { tasks: [single(readGrid(rows, 'the grid'))] }
  }
  return fromValue(readJson(trimmed))
}

/** @type {typeof import('./arc.d.ts').gridOf} */
export const gridOf = (colours) => ({
  rows: colours.length,
  columns: colours[0].length,
  cells: colours.map((row) => row.join('')).join(''),
})

/** @type {typeof import('./arc.d.ts').coloursOf} */
export const coloursOf = ({ rows, columns, cells }) =>
  Array.from({ length: rows }, (_, row) => Array.from(cells.slice(row * columns, (row + 1) * columns), Number))

/** @type {typeof import('./arc.d.ts').puzzlesOf} */
export const puzzlesOf = (task) =>
  task.test.map(({ input, output }, test) => ({
    ...gridOf(input),
    ...(task.name === undefined ? {} : { name: task.name }),
    ...(output ? { answer: gridOf(output) } : {}),
    task,
    test,
  }))

/** @type {typeof import('./arc.d.ts').withSolutions} */
export function withSolutions(tasks, solutions) {
  const known = new Map(solutions.map(({ name, test }) => [name, test]))
  return tasks.map((task) => ({
    ...task,
    test: task.test.map((pair, i) => ({ output: known.get(task.name)?.[i]?.input, ...pair })),
  }))
}

/** The largest rectangle of colours in the upper left corner; undefined where there is none.
 * @param {ArrayLike<number>} tokens @param {number} side */
function decode(tokens, side) {
  /** @param {number} row @param {number} column */
  const isColour = (row, column) =>
    tokens[row * side + column] >= FIRST_COLOUR && tokens[row * side + column] < FIRST_COLOUR + COLOURS
  let best = { rows: 0, columns: 0 }
  let columns = side
  for (let rows = 1; rows <= side; rows++) {
    let run = 0
    while (run < columns && isColour(rows - 1, run)) run++
    columns = run
    if (rows * columns > best.rows * best.columns) best = { rows, columns }
  }
  if (!best.rows) return undefined
  const cells = Array.from({ length: best.rows * best.columns }, (_, i) => {
    const cell = Math.floor(i / best.columns) * side + (i % best.columns)
    return tokens[cell] - FIRST_COLOUR
  }).join('')
  return { ...best, cells }
}

/** @type {import('./types.d.ts').Task<'arc'>} */
export const task = {
  name: 'arc',
  id: 3,
  noun: 'ARC task',
  form: 'ARC\'s JSON: one task, a collection, or one grid',
  sizes: { seq_len: 900, vocab_size: FIRST_COLOUR + COLOURS },
  marks: [
    { token: 0, character: ' ', word: 'none' },
    { token: END, character: '|', word: 'end' },
    ...COLOUR_WORDS.map((word, colour) => ({
      token: FIRST_COLOUR + colour,
      character: String(colour),
      word,
      part: `colour-${colour}`,
    })),
  ],
  entries: '0123456789',
  fits: () => true,
  takes: ({ config }) => `grids up to ${Math.sqrt(config.seq_len)} x ${Math.sqrt(config.seq_len)}`,
  read(text) {
    const { tasks, note } = readTasks(text)
    const puzzles = tasks.flatMap(puzzlesOf)
    if (!puzzles.length) refuse('This task has no test: there is nothing to ask.')
    return { puzzles, note }
  },
  readAnswer: (text) => gridOf(readTasks(text).tasks[0].test[0].input),
  print: ({ columns, cells }) => (cells.match(RegExp(`.{${columns}}`, 'g')) ?? []).join('\n'),
  encode({ rows, columns, cells }, { config }) {
    const side = Math.sqrt(config.seq_len)
    if (!Number.isInteger(side) || config.vocab_size < FIRST_COLOUR + COLOURS)
      refuse(
        `This model sees ${config.seq_len} cells of ${config.vocab_size} tokens; ARC's grids are written in a square of 12.`,
      )
    if (Math.max(rows, columns) > side)
      refuse(`This grid is ${rows} x ${columns}; the model takes grids up to ${side} x ${side}.`)
    const tokens = Uint16Array.from({ length: side * side }, (_, cell) => {
      const [row, column] = [Math.floor(cell / side), cell % side]
      if (row < rows && column < columns) return FIRST_COLOUR + Number(cells[row * columns + column])
      return (row === rows && column < columns) || (column === columns && row < rows) ? END : 0
    })
    return {
      tokens,
      cells: Array.from({ length: rows * columns }, (_, i) => Math.floor(i / columns) * side + (i % columns)),
    }
  },
  fromTokens(tokens) {
    const grid = decode(tokens, Math.sqrt(tokens.length))
    return grid ?? { rows: 0, columns: 0, cells: '' }
  },
  decode: (tokens) => decode(tokens, Math.sqrt(tokens.length)),
  judge({ answer: stated }, answer) {
    if (!stated) return undefined
    if (!answer) return { kind: 'no-grid', sentence: 'Wrong: what is written holds no grid of colours.', details: {} }
    const { rows, columns } = answer
    if (rows !== stated.rows || columns !== stated.columns)
      return {
        kind: 'size',
        sentence: `Wrong: a grid of ${rows} x ${columns}; the stated output is ${stated.rows} x ${stated.columns}.`,
        details: { rows, columns },
      }
    const differing = Array.from(stated.cells, (cell, i) => (cell === answer.cells[i] ? -1 : i)).filter((i) => i >= 0)
    const cells = `${differing.length} cell${differing.length === 1 ? '' : 's'}`
    return {
      kind: differing.length ? 'other' : 'same',
      sentence: differing.length
        ? `Wrong: ${cells} of ${rows * columns} differ from the stated output.`
        : `Right: a grid of ${rows} x ${columns}, equal to the stated output cell by cell.`,
      details: { differing },
    }
  },
  twin(next, { config }) {
    const { cells, colours } = randomArcSymmetry(Math.sqrt(config.seq_len), next)
    const tokens = Array.from({ length: config.vocab_size }, (_, token) =>
      token >= FIRST_COLOUR && token < FIRST_COLOUR + COLOURS ? FIRST_COLOUR + colours[token - FIRST_COLOUR] : token,
    )
    return { cells, tokens }
  },
}
