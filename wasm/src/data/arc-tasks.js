// ARC tasks as examples, written as the official builder writes them (dataset/build_arc_dataset.py): a grid stands in the
// upper left corner, with a border of "end" to its right and below it; the rest is padding. Each task is a puzzle of its
// own, with an identifier.
import { messageOf } from '../errors.js'
import { IGNORE_LABEL, checkExamples } from './examples.js'
import { refuse } from './refuse.js'

/** @typedef {import('../learn.d.ts').Examples} Examples */
/** @typedef {{ input: number[][], output: number[][] }} GridPair */

const END = 1
const FIRST_COLOUR = 2
const COLOURS = 10
/** The side of the official data set's square, and the largest grid's. */
const SIDE = 30

/** @param {unknown} grid @param {string} where @returns {number[][]} */
function checkGrid(grid, where) {
  const rows = /** @type {number[][]} */ (grid)
  if (!Array.isArray(rows) || !rows.length || !rows.every((row) => Array.isArray(row) && row.length === rows[0].length))
    throw refuse(`${where} is no grid: a list of rows of one length.`)
  if (!rows[0].length || rows.length > SIDE || rows[0].length > SIDE)
    throw refuse(`${where} has ${rows.length} x ${rows[0].length} cells; 1 x 1 to ${SIDE} x ${SIDE} are known.`)
  if (!rows.every((row) => row.every((colour) => Number.isInteger(colour) && colour >= 0 && colour < COLOURS)))
    throw refuse(`${where} holds something that is no colour from 0 to ${COLOURS - 1}.`)
  return rows
}

/** @param {unknown} task @param {string} name @param {'train' | 'test'} split @returns {GridPair[]} */
function pairsOf(task, name, split) {
  const pairs = /** @type {any} */ (task)?.[split]
  if (!Array.isArray(pairs)) throw refuse(`${name} has no list "${split}" of pairs of grids.`)
  return pairs
    .filter((pair) => split === 'train' || pair?.output != null)
    .map((pair, i) => ({
      input: checkGrid(pair?.input, `${name}, ${split} pair ${i + 1}, the input`),
      output: checkGrid(pair?.output, `${name}, ${split} pair ${i + 1}, the output`),
    }))
}

/** @param {number[][]} grid @param {number} side @param {(token: number, cell: number) => void} set */
function write(grid, side, set) {
  const [rows, columns] = [grid.length, grid[0].length]
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const isInside = row < rows && column < columns
      const isBorder = (row === rows && column < columns) || (column === columns && row < rows)
      set(isInside ? FIRST_COLOUR + grid[row][column] : isBorder ? END : 0, row * side + column)
    }
}

/** See readArcTasks in learn.d.ts.
 * @param {string | object} source @param {import('../learn.d.ts').ArcOptions} [options] @returns {Examples} */
export function readArcTasks(source, { split = 'train', side: wanted } = {}) {
  let given = source
  if (typeof source === 'string') {
    try {
      given = JSON.parse(source.replace(/^\uFEFF/, ''))
    } catch (error) {
      throw refuse(`The ARC task cannot be read: ${messageOf(error)}.`)
    }
  }
  if (typeof given !== 'object' || given === null)
    throw refuse('An ARC task is an object with lists "train" and "test".')
  /** @type {[string, unknown][]} */
  const tasks = 'train' in given ? [['The task', given]] : Object.entries(given)
  if (!tasks.length) throw refuse('There is no task to learn from.')
  const pairs = tasks.map(([name, task]) => pairsOf(task, name, split))
  const grids = pairs.flat().flatMap(({ input, output }) => [input, output])
  if (!grids.length) throw refuse(`No task has a pair in "${split}".`)
  // One more than the largest for its border, as long as that fits the official square.
  const largest = Math.min(SIDE, 1 + Math.max(...grids.flatMap((grid) => [grid.length, grid[0].length])))
  const side = wanted ?? largest
  if (!Number.isInteger(side) || side < 1 || side > SIDE)
    throw refuse(`The side is a whole number from 1 to ${SIDE}, not ${side}.`)
  const wide = grids.find((grid) => grid.length > side || grid[0].length > side)
  if (wide)
    throw refuse(`A grid of ${wide.length} x ${wide[0].length} cells does not fit a square of ${side} x ${side}.`)
  const cells = side * side
  const all = pairs.flat()
  const inputs = new Uint16Array(all.length * cells)
  const labels = new Int16Array(all.length * cells)
  all.forEach(({ input, output }, i) => {
    write(input, side, (token, cell) => (inputs[i * cells + cell] = token))
    // Padding is what the official data set has its loss ignore.
    write(output, side, (token, cell) => (labels[i * cells + cell] = token || IGNORE_LABEL))
  })
  const filled = pairs.map((list, task) => ({ task, count: list.length })).filter(({ count }) => count)
  let end = 0
  return checkExamples({
    task: 'arc',
    seq_len: cells,
    vocab_size: FIRST_COLOUR + COLOURS,
    grid_rows: side,
    grid_cols: side,
    num_puzzle_identifiers: tasks.length + 1,
    inputs,
    labels,
    // 0 is the blank identifier.
    puzzle_identifiers: Uint32Array.from(filled, ({ task }) => task + 1),
    puzzle_indices: Uint32Array.from([0, ...filled.map(({ count }) => (end += count))]),
    group_indices: Uint32Array.from({ length: filled.length + 1 }, (_, i) => i),
  })
}
