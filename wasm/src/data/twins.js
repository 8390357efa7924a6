// Symmetric twins: the same examples written differently, where the puzzle's rules do not mind. A few examples stand for
// many.
import { random } from '../random.js'
import { randomSquareSymmetry, shuffled } from '../tasks/symmetry.js'
import { IGNORE_LABEL, checkExamples, countOf } from './examples.js'
import { refuse } from './refuse.js'

/** @typedef {import('../learn.d.ts').Examples} Examples */
/** @typedef {import('../learn.d.ts').TwinsOptions} TwinsOptions */

/** @param {Examples} examples @param {TwinsOptions} options @param {() => number} next */
function randomTwin({ seq_len, vocab_size, grid_rows, grid_cols }, options, next) {
  const tokens = Array.from({ length: vocab_size }, (_, token) => token)
  const renamed = options.tokens ?? []
  shuffled(renamed.length, next).forEach((other, i) => (tokens[renamed[i]] = renamed[other]))
  const rows = options.rows ? shuffled(grid_rows, next) : undefined
  const columns = options.columns ? shuffled(grid_cols, next) : undefined
  const turned = options.turns && next() < 7 / 8 ? randomSquareSymmetry(grid_rows, next) : undefined
  const cells = Array.from({ length: seq_len }, (_, cell) => {
    const row = Math.floor(cell / grid_cols)
    const column = cell % grid_cols
    const moved = rows || columns ? (rows?.[row] ?? row) * grid_cols + (columns?.[column] ?? column) : cell
    return turned ? turned[moved] : moved
  })
  return { cells, tokens }
}

/** See withTwins in learn.d.ts.
 * @param {Examples} examples @param {TwinsOptions} options @returns {Examples} */
export function withTwins(examples, options) {
  const { seq_len, vocab_size, grid_rows, grid_cols, inputs, labels } = examples
  const { count, seed = 1 } = options
  const tokens = Array.from(options.tokens ?? [])
  if (!Number.isInteger(count) || count < 1) throw refuse(`count is a whole number from 1, not ${count}.`)
  if (tokens.some((token) => !Number.isInteger(token) || token < 0 || token >= vocab_size))
    throw refuse(`tokens are whole numbers below ${vocab_size}, not ${tokens.join(', ')}.`)
  if ((options.rows || options.columns) && !grid_cols) throw refuse('These examples have no rows and columns.')
  if (options.turns && (!grid_rows || grid_rows !== grid_cols)) throw refuse('Only squares can be turned.')
  const next = random(seed)
  const many = countOf(examples)
  const out = {
    ...examples,
    inputs: new Uint16Array(inputs.length * count),
    labels: new Int16Array(labels.length * count),
    // An example's twins are of its puzzle.
    puzzle_indices: examples.puzzle_indices.map((index) => index * count),
  }
  for (let example = 0; example < many; example++)
    for (let twin = 0; twin < count; twin++) {
      const symmetry = twin ? randomTwin(examples, options, next) : undefined
      const from = example * seq_len
      const to = (example * count + twin) * seq_len
      for (let cell = 0; cell < seq_len; cell++) {
        const source = from + (symmetry ? symmetry.cells[cell] : cell)
        out.inputs[to + cell] = symmetry ? symmetry.tokens[inputs[source]] : inputs[source]
        const label = labels[source]
        out.labels[to + cell] = symmetry && label !== IGNORE_LABEL ? symmetry.tokens[label] : label
      }
    }
  return checkExamples(out)
}
