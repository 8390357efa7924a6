// ARC's tokens, symmetries and comparison; see arc.d.ts.
import { RULE } from '../layout.js'
import { withRules } from './face.js'
import { refuse } from './reading.js'
import { randomArcSymmetry } from './symmetry.js'

/** Of the official encoding: a grid stands in the upper left corner, with a border of "end" to its right and below it;
 * the rest is padding.
 */
const END = 1
const FIRST_COLOUR = 2
export const COLOURS = 10
export const COLOUR_WORDS = ['black', 'blue', 'red', 'green', 'yellow', 'grey', 'magenta', 'orange', 'sky', 'maroon']

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

/** The largest grid that a model takes. @param {Pick<import('../index.d.ts').ModelInfo, 'config'>} info */
function most({ config }) {
  const side = Math.sqrt(config.seq_len)
  return config.rules & RULE.noCell0
    ? { rows: config.grid_rows, columns: config.grid_cols }
    : { rows: side, columns: side }
}

/** The answer in the grid's own cells; undefined where one of them holds no colour.
 * @param {ArrayLike<number>} tokens @param {import('./types.d.ts').Grid} puzzle @param {ArrayLike<number>} cells */
function decodeInPlace(tokens, { rows, columns }, cells) {
  const colours = Array.from(cells, (cell) => tokens[cell] - FIRST_COLOUR)
  return colours.every((colour) => colour >= 0) ? { rows, columns, cells: colours.join('') } : undefined
}

/** @type {import('./types.d.ts').Face<'arc'>} */
export const face = {
  name: 'arc',
  noun: 'ARC task',
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
  print: ({ columns, cells }) => (cells.match(RegExp(`.{${columns}}`, 'g')) ?? []).join('\n'),
}

/** All but the reading of texts: what a worker needs. */
export const rules = /* @__PURE__ */ withRules(face, {
  id: 3,
  form: "ARC's JSON: one task, a collection, or one grid",
  sizes: { seq_len: 900, vocab_size: FIRST_COLOUR + COLOURS },
  fits: () => true,
  takes: (info) => `grids up to ${most(info).rows} x ${most(info).columns}`,
  encode({ rows, columns, cells }, { config }) {
    const { rows: high, columns: side } = most({ config })
    if (!Number.isInteger(side) || config.vocab_size < FIRST_COLOUR + COLOURS)
      refuse(
        `This model sees ${config.seq_len} cells of ${config.vocab_size} tokens; ARC's grids are written in a square of 12.`,
      )
    if (rows > high || columns > side)
      refuse(`This grid is ${rows} x ${columns}; the model takes grids up to ${high} x ${side}.`)
    // A net that learns one task (wasm/src/arc/frame.js) writes the answer into the grid's own cells.
    const inPlace = (config.rules & RULE.noCell0) !== 0
    const tokens = Uint16Array.from({ length: high * side }, (_, cell) => {
      const [row, column] = [Math.floor(cell / side), cell % side]
      if (row < rows && column < columns) return FIRST_COLOUR + Number(cells[row * columns + column])
      return !inPlace && ((row === rows && column < columns) || (column === columns && row < rows)) ? END : 0
    })
    return {
      tokens,
      cells: Array.from({ length: rows * columns }, (_, i) => Math.floor(i / columns) * side + (i % columns)),
      ...(inPlace ? { inPlace } : {}),
    }
  },
  fromTokens(tokens) {
    const grid = decode(tokens, Math.sqrt(tokens.length))
    return grid ?? { rows: 0, columns: 0, cells: '' }
  },
  decode: (tokens, puzzle, { inPlace, cells }) =>
    inPlace ? decodeInPlace(tokens, puzzle, cells) : decode(tokens, Math.sqrt(tokens.length)),
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
    if (config.rules & RULE.noCell0)
      // What a net knows of colours and directions is its task's own.
      return { cells: [...Array(config.seq_len).keys()], tokens: [...Array(config.vocab_size).keys()] }
    const { cells, colours } = randomArcSymmetry(Math.sqrt(config.seq_len), next)
    const tokens = Array.from({ length: config.vocab_size }, (_, token) =>
      token >= FIRST_COLOUR && token < FIRST_COLOUR + COLOURS ? FIRST_COLOUR + colours[token - FIRST_COLOUR] : token,
    )
    return { cells, tokens }
  },
})
