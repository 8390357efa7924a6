// How a pair of ARC stands in the grid that a net learns on: of its own size, nothing around it (token 0 is no cell).
// Where all outputs have their input's size, the answer of a cell is written into the cell itself; else the output
// stands to the right of the input, its cells still to be found.
import { HrmError } from '../errors.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../tasks/arc.d.ts').Colours} Colours */
/** @typedef {{ rows: number, columns: number }} Size */
/** @typedef {(input: Colours) => Size} SizeRule */

export const VOCAB_SIZE = 12
const TO_BE_FOUND = 1
const FIRST_COLOUR = 2
export const IGNORE = -100

/** @param {Colours} grid @returns {Size} */
export const sizeOf = (grid) => ({ rows: grid.length, columns: grid[0].length })

/** @param {Colours} grid @param {Size} size */
export const isOfSize = (grid, { rows, columns }) => grid.length === rows && grid[0].length === columns

/** Has every pair an output of the size that the rule says?
 * @param {readonly import('../tasks/arc.d.ts').Pair[]} pairs @param {SizeRule} rule */
export const holds = (pairs, rule) =>
  pairs.every(({ input, output }) => {
    const { rows, columns } = rule(input)
    return output?.length === rows && output[0].length === columns
  })

/** The size of an output, as all demonstrations have it: its input's, always one, a multiple or a part of the input's,
 * or the input's turned. Undefined: none of these.
 * @param {ArcTask} task @returns {{ kind: 'same' | 'fixed' | 'ratio' | 'turned', rule: SizeRule } | undefined} */
export function sizeRuleOf({ train }) {
  const [first] = train
  if (!first?.output) return undefined
  const [from, to] = [sizeOf(first.input), sizeOf(first.output)]
  /** @param {number} of @param {number} by */
  const scaled = (of, by) => Math.max(1, Math.round(of * by))
  const [down, across] = [to.rows / from.rows, to.columns / from.columns]
  const rules = /** @type {{ kind: 'same' | 'fixed' | 'ratio' | 'turned', rule: SizeRule }[]} */ ([
    { kind: 'same', rule: sizeOf },
    { kind: 'fixed', rule: () => to },
    {
      kind: 'ratio',
      rule: (/** @type {Colours} */ input) => ({
        rows: scaled(input.length, down),
        columns: scaled(input[0].length, across),
      }),
    },
    {
      kind: 'turned',
      rule: (/** @type {Colours} */ input) => ({ rows: input[0].length, columns: input.length }),
    },
  ])
  return rules.find(({ rule }) => holds(train, rule))
}

/** Cells of an example on average, those of an output that stands beside its input among them.
 * @param {readonly import('../tasks/arc.d.ts').Pair[]} pairs @param {{ kind: string, rule: SizeRule }} sizeRule */
export function cellsOf(pairs, { kind, rule }) {
  const cells = pairs.map(({ input }) => {
    const { rows, columns } = rule(input)
    return input.length * input[0].length + (kind === 'same' ? 0 : rows * columns)
  })
  return cells.reduce((sum, one) => sum + one, 0) / cells.length
}

export const VIEWS = 8
/** Grids beside the likeliest that a net is heard with. */
const DOUBTS = 7
/** One of the eight ways a grid can lie: bit 0 upside down, bit 1 mirrored, bit 2 transposed at last.
 * @param {Colours} grid @param {number} view @returns {number[][]} */
export function turned(grid, view) {
  let rows = grid.map((row) => [...row])
  if (view & 1) rows.reverse()
  if (view & 2) rows.forEach((row) => row.reverse())
  if (view & 4) rows = rows[0].map((_, column) => rows.map((row) => row[column]))
  return rows
}

/** @param {Colours} grid @param {number} view @returns {number[][]} */
export function turnedBack(grid, view) {
  let rows = grid.map((row) => [...row])
  if (view & 4) rows = rows[0].map((_, column) => rows.map((row) => row[column]))
  if (view & 2) rows.forEach((row) => row.reverse())
  if (view & 1) rows.reverse()
  return rows
}

const EIGHT = /** @type {readonly number[]} */ (Array.from({ length: VIEWS }, (_, i) => i))
const UPRIGHT = EIGHT.slice(0, 4)
/** One row upside down is the same row, one column mirrored the same column. */
const LINE = [0, 2]
const PILLAR = [0, 1]
const AS_IT_LIES = [0]

/** A frame that takes each grid upright and transposed has at most so many times the cells of one that takes them as
 * they are drawn; else none is transposed. A line means nothing upright. */
const MOST_TIMES = 4

/** @param {(of: (size: { from: Size, to: Size }) => number) => number} most @param {boolean} beside @param {(size: Size)
 * => Size} as how a grid may lie */
function layOut(most, beside, as) {
  // A gap: the input's right edge stays one.
  const outputAt = most(({ from }) => as(from).columns) + 1
  return {
    rows: most(({ from, to }) => Math.max(as(from).rows, as(to).rows)),
    columns: beside ? outputAt + most(({ to }) => as(to).columns) : outputAt - 1,
    outputAt,
  }
}

/** Of a colour whose logit lags, beside the likeliest: e^-lag, near enough. Math.exp has other bits in other engines.
 * @param {number} lag */
function likelihood(lag) {
  let left = Math.max(0, 1 - lag / 64)
  for (let i = 0; i < 6; i++) left *= left
  return left
}

/** The frame of a task's net. */
export class Frame {
  /** @param {ArcTask} task @param {{ kind: string, rule: SizeRule }} sizeRule
   * @param {boolean} views are grids turned? @param {Size} [within] at most so many cells */
  constructor({ train, test }, { kind, rule }, views, within) {
    this.beside = kind !== 'same'
    this.rule = rule
    const sizes = [...train, ...test].map(({ input }) => ({ from: sizeOf(input), to: rule(input) }))
    /** @param {(size: { from: Size, to: Size }) => number} of */
    const most = (of) => Math.max(...sizes.map(of))
    const asDrawn = layOut(most, this.beside, (size) => size)
    const square = layOut(most, this.beside, ({ rows, columns }) => {
      const side = Math.max(rows, columns)
      return { rows: side, columns: side }
    })
    const line = most(({ from, to }) => Math.max(from.rows, to.rows)) === 1 ? LINE : undefined
    const pillar = most(({ from, to }) => Math.max(from.columns, to.columns)) === 1 ? PILLAR : undefined
    const isTransposed =
      views && !line && !pillar && square.rows * square.columns <= MOST_TIMES * asDrawn.rows * asDrawn.columns
    /** Ways that a grid lies in, which differ: views of turned(). */
    this.views = !views ? AS_IT_LIES : (line ?? pillar ?? (isTransposed ? EIGHT : UPRIGHT))
    const { rows, columns, outputAt } = isTransposed ? square : asDrawn
    this.rows = rows
    this.columns = columns
    this.outputAt = outputAt
    if (within && (rows > within.rows || columns > within.columns))
      throw new HrmError(
        'MODEL_INVALID',
        `The weights to start from take ${within.rows} x ${within.columns} cells; this task needs ${rows} x ${columns}.`,
      )
    this.cells = this.rows * this.columns
  }

  /** Writes a pair, turned and recoloured, as an example; without an output as a question.
   * @param {Colours} input @param {Colours | undefined} output @param {number} view @param {ArrayLike<number>} colours
   * @param {Uint16Array} inputs [cells] @param {Int16Array} [labels] [cells] */
  write(input, output, view, colours, inputs, labels) {
    inputs.fill(0)
    labels?.fill(IGNORE)
    turned(input, view).forEach((row, r) =>
      row.forEach((colour, c) => (inputs[r * this.columns + c] = FIRST_COLOUR + colours[colour])),
    )
    const { rows, columns } = this.turnedSize(input, view)
    const wanted = output && turned(output, view)
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) {
        const cell = this.cellOf(r, c)
        if (this.beside) inputs[cell] = TO_BE_FOUND
        if (wanted && labels) labels[cell] = FIRST_COLOUR + colours[wanted[r][c]]
      }
  }

  /** @private @param {number} row @param {number} column of an output @returns {number} its cell */
  cellOf(row, column) {
    return row * this.columns + column + (this.beside ? this.outputAt : 0)
  }

  /** @private @param {Colours} input as it was drawn @param {number} view @returns {Size} of the output, turned */
  turnedSize(input, view) {
    const { rows, columns } = this.rule(input)
    return view & 4 ? { rows: columns, columns: rows } : { rows, columns }
  }

  /** What a net's logits say of an output, turned and recoloured back; always colours: the likeliest grid, then those
   * that differ from it in the cell that is least sure, in the next, and so on.
   * @param {Colours} input @param {Float32Array} logits [cells][VOCAB_SIZE] @param {number} view @param
   * {ArrayLike<number>} colours @returns {import('../learn.d.ts').ArcCandidate[]} as likely as their shares say */
  read(input, logits, view, colours) {
    const { rows, columns } = this.turnedSize(input, view)
    const back = Array.from({ length: VOCAB_SIZE - FIRST_COLOUR }, (_, colour) => Array.from(colours).indexOf(colour))
    /** @type {{ row: number, column: number, colour: number, lag: number }[]} lag: of its logit; least first */
    const least = []
    const grid = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => {
        const first = this.cellOf(row, column) * VOCAB_SIZE + FIRST_COLOUR
        const said = logits.subarray(first, first + back.length)
        const best = said.indexOf(Math.max(...said))
        back.forEach((colour, i) => {
          const lag = said[best] - said[i]
          if (i === best || lag >= (least[DOUBTS - 1]?.lag ?? Infinity)) return
          least.push({ row, column, colour, lag })
          least.sort((one, other) => one.lag - other.lag).splice(DOUBTS)
        })
        return back[best]
      }),
    )
    const all = least.reduce((sum, { lag }) => sum + likelihood(lag), 1)
    return [
      { grid: turnedBack(grid, view), share: 1 / all },
      ...least.map(({ row, column, colour, lag }) => {
        const other = grid.map((cells, r) => (r === row ? cells.map((one, c) => (c === column ? colour : one)) : cells))
        return { grid: turnedBack(other, view), share: likelihood(lag) / all }
      }),
    ]
  }
}
