// ARC tasks as examples, written as the official builder writes them (dataset/build_arc_dataset.py): a grid stands in the
// upper left corner of a square. Each task is a puzzle of its own, with an identifier.
import { HrmError } from '../errors.js'
import { gridOf, readTasks, task as arc } from '../tasks/arc.js'
import { IGNORE_LABEL, checkExamples } from './examples.js'
import { refuse } from './refuse.js'

/** @typedef {import('../learn.d.ts').Examples} Examples */
/** @typedef {import('../tasks/arc.d.ts').Colours} Colours */

/** The side of the official data set's square, and the largest grid's. */
const SIDE = 30
const VOCABULARY = /** @type {{ vocab_size: number }} */ (arc.sizes).vocab_size

/** @param {string} text */
function tasksOf(text) {
  try {
    const { tasks, whole } = readTasks(text)
    return whole ? [whole] : tasks
  } catch (error) {
    throw error instanceof HrmError ? refuse(error.message) : error
  }
}

/** @param {Colours} grid @param {number} side @returns {Uint16Array} [side * side] */
const write = (grid, side) =>
  /** @type {NonNullable<typeof arc.encode>} */ (arc.encode)(gridOf(grid), {
    config: /** @type {any} */ ({ seq_len: side * side, vocab_size: VOCABULARY }),
  }).tokens

/** See readArcTasks in learn.d.ts.
 * @param {string | object} source @param {import('../learn.d.ts').ArcOptions} [options] @returns {Examples} */
export function readArcTasks(source, { split = 'train', side: wanted } = {}) {
  const tasks = tasksOf(typeof source === 'string' ? source : JSON.stringify(source))
  const pairs = tasks.map((task) => task[split].flatMap(({ input, output }) => (output ? [{ input, output }] : [])))
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
    inputs.set(write(input, side), i * cells)
    // Padding is what the official data set has its loss ignore.
    labels.set(
      Int16Array.from(write(output, side), (token) => token || IGNORE_LABEL),
      i * cells,
    )
  })
  const filled = pairs.map((list, task) => ({ task, count: list.length })).filter(({ count }) => count)
  let end = 0
  return checkExamples({
    task: 'arc',
    seq_len: cells,
    vocab_size: VOCABULARY,
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
