// Examples to learn from, whatever file they come from: pairs of token grids, each of a puzzle, each puzzle of a group,
// as the official data sets have them (dataset/common.py, puzzle_dataset.py of sapientinc/HRM).
import { findTask, puzzleTasks } from '../tasks/index.js'
import { refuse } from './refuse.js'

/** @typedef {import('../learn.d.ts').Examples} Examples */

/** The label of a cell that nothing is asked of: IGNORE_LABEL_ID of the official code. */
export const IGNORE_LABEL = -100
/** The ranges of core/FORMAT.md. */
const MOST_TOKENS = 4096
const LONGEST = 16384

/** The examples' number. @param {Pick<Examples, 'inputs' | 'seq_len'>} examples */
export const countOf = ({ inputs, seq_len }) => inputs.length / seq_len

/** Each example its own puzzle, each puzzle its own group.
 * @param {number} count */
export const oneByOne = (count) => ({
  puzzle_identifiers: new Uint32Array(count),
  puzzle_indices: Uint32Array.from({ length: count + 1 }, (_, i) => i),
  group_indices: Uint32Array.from({ length: count + 1 }, (_, i) => i),
})

/** Which example is at fault, for a sentence. @param {number} at of all cells @param {number} seq_len */
const place = (at, seq_len) => `cell ${(at % seq_len) + 1} of example ${Math.floor(at / seq_len) + 1}`

/** @param {string} name @param {ArrayLike<number>} indices @param {number} end what the last one must be
 * @param {string} what it counts */
function checkIndices(name, indices, end, what) {
  if (indices.length < 2 || indices[0] !== 0 || indices[indices.length - 1] !== end)
    throw refuse(`${name} should go from 0 to the ${end} ${what}; it has ${indices.length} numbers.`)
  for (let i = 1; i < indices.length; i++)
    if (!(indices[i] > indices[i - 1])) throw refuse(`${name} does not rise at number ${i + 1}.`)
}

/** Throws DATA_INVALID where these cannot be examples; returns them.
 * @param {Examples} examples @returns {Examples} */
export function checkExamples(examples) {
  const { seq_len, vocab_size, grid_rows, grid_cols, inputs, labels } = examples
  const { num_puzzle_identifiers, puzzle_identifiers, puzzle_indices, group_indices } = examples
  if (!Number.isInteger(seq_len) || seq_len < 1 || seq_len > LONGEST)
    throw refuse(`seq_len is ${seq_len}; a model takes 1 to ${LONGEST} cells.`)
  if (!Number.isInteger(vocab_size) || vocab_size < 2 || vocab_size > MOST_TOKENS)
    throw refuse(`vocab_size is ${vocab_size}; a model knows 2 to ${MOST_TOKENS} tokens.`)
  if (grid_rows * grid_cols !== seq_len && (grid_rows || grid_cols))
    throw refuse(`${grid_rows} rows of ${grid_cols} are not ${seq_len} cells.`)
  const count = inputs.length / seq_len
  if (!count) throw refuse('There is no example to learn from.')
  if (!Number.isInteger(count)) throw refuse(`${inputs.length} inputs are no whole number of examples of ${seq_len}.`)
  if (labels.length !== inputs.length)
    throw refuse(`There are ${count} questions and ${labels.length / seq_len} answers; each question has one.`)
  checkIndices('puzzle_indices', puzzle_indices, count, 'examples')
  if (puzzle_identifiers.length !== puzzle_indices.length - 1)
    throw refuse(
      `There are ${puzzle_indices.length - 1} puzzles and ${puzzle_identifiers.length} puzzle_identifiers; each puzzle has one.`,
    )
  checkIndices('group_indices', group_indices, puzzle_identifiers.length, 'puzzles')
  for (let i = 0; i < inputs.length; i++) {
    if (!(inputs[i] >= 0 && inputs[i] < vocab_size))
      throw refuse(`The question's ${place(i, seq_len)} is token ${inputs[i]}; vocab_size is ${vocab_size}.`, i)
    if (labels[i] !== IGNORE_LABEL && !(labels[i] >= 0 && labels[i] < vocab_size))
      throw refuse(`The answer's ${place(i, seq_len)} is token ${labels[i]}; vocab_size is ${vocab_size}.`, i)
  }
  if (!labels.some((label) => label !== IGNORE_LABEL))
    throw refuse('Every label is the one that is ignored: there is nothing to learn.')
  for (let i = 0; i < puzzle_identifiers.length; i++)
    if (!(puzzle_identifiers[i] < Math.max(1, num_puzzle_identifiers)))
      throw refuse(
        `Puzzle ${i + 1} has the identifier ${puzzle_identifiers[i]}; num_puzzle_identifiers is ${num_puzzle_identifiers}.`,
      )
  return examples
}

/** How many examples are looked at to tell the task. */
const LOOKED_AT = 100

/** The task whose rules all of the first examples' answers satisfy, or that has no rules and these sizes; else
 * "generic".
 * @param {Pick<Examples, 'seq_len' | 'vocab_size' | 'inputs' | 'labels'>} examples @returns {Examples['task']} */
export function taskOf({ seq_len, vocab_size, inputs, labels }) {
  const count = Math.min(LOOKED_AT, inputs.length / seq_len)
  const cells = [...Array(seq_len).keys()]
  const found = puzzleTasks.find(({ sizes, fits, solved, fromTokens, decode, judge }) => {
    if (vocab_size !== sizes?.vocab_size || !fits({ config: /** @type {any} */ ({ seq_len, vocab_size }) }))
      return false
    if (!solved) return seq_len === sizes.seq_len
    for (let i = 0; i < count; i++) {
      const [from, to] = [i * seq_len, (i + 1) * seq_len]
      const tokens = inputs.subarray(from, to)
      try {
        const puzzle = /** @type {import('../tasks/types.d.ts').Puzzle} */ (fromTokens?.(tokens))
        const answer = decode?.(labels.subarray(from, to), puzzle, { tokens, cells })
        if (judge?.(puzzle, answer)?.kind !== solved) return false
      } catch {
        return false
      }
    }
    return count > 0
  })
  return found?.name ?? 'generic'
}

/** The examples with these numbers, in this order, each puzzle a group of its own: a part to learn from, a part to look
 * at.
 * @param {Examples} examples @param {ArrayLike<number>} which @returns {Examples} */
export function pick(examples, which) {
  const { seq_len, inputs, labels } = examples
  const some = {
    ...examples,
    ...oneByOne(which.length),
    inputs: new Uint16Array(which.length * seq_len),
    labels: new Int16Array(which.length * seq_len),
  }
  const identifiers = identifiersOf(examples)
  Array.from(which, (number, i) => {
    some.inputs.set(inputs.subarray(number * seq_len, (number + 1) * seq_len), i * seq_len)
    some.labels.set(labels.subarray(number * seq_len, (number + 1) * seq_len), i * seq_len)
    some.puzzle_identifiers[i] = identifiers[number]
  })
  return checkExamples(some)
}

/** The puzzle identifier of each example.
 * @param {Examples} examples @returns {Uint32Array} */
export function identifiersOf(examples) {
  const { puzzle_identifiers, puzzle_indices } = examples
  const of = new Uint32Array(countOf(examples))
  puzzle_identifiers.forEach((identifier, i) => of.fill(identifier, puzzle_indices[i], puzzle_indices[i + 1]))
  return of
}

/** What each token is written as: by the examples' alphabet, else by their task.
 * @param {Examples} examples @returns {Map<number, string>} */
function charactersOf({ alphabet, task }) {
  if (alphabet !== undefined) return new Map([...alphabet].map((character, i) => [i + 1, character]))
  return new Map(findTask(task)?.marks.map(({ token, character }) => [token, character]))
}

/** A grid as text; "?" where a token has no character.
 * @param {Examples} examples @param {ArrayLike<number>} tokens @returns {string} one line */
export function toText(examples, tokens) {
  const characters = charactersOf(examples)
  return Array.from(tokens, (token) => characters.get(token) ?? '?').join('')
}

/** The tokens of a grid that is text, in rows or in one line; throws PUZZLE_INVALID.
 * @param {Examples} examples @param {string} text @returns {Uint16Array} */
export function toTokens(examples, text) {
  const written = charactersOf(examples)
  const characters = [...rowsOf(text, [...written.values()]).join('')]
  const known = new Map([...written].map(([token, character]) => [character, token]))
  const unknown = characters.findIndex((character) => !known.has(character))
  if (unknown >= 0)
    throw refuse(
      `"${characters[unknown]}" is none of the examples' characters "${[...written.values()].join('')}".`,
      unknown,
    )
  const tokens = Uint16Array.from(characters, (character) => known.get(character) ?? 0)
  if (tokens.length !== examples.seq_len)
    throw refuse(`A grid of these examples has ${examples.seq_len} cells; this one has ${tokens.length}.`)
  return tokens
}

/** The rows of a grid that is text: lines, or parts between slashes, unless a slash is a character of the grids.
 * @param {string} text @param {string[]} [alphabet] @returns {string[]} */
export function rowsOf(text, alphabet = []) {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  return lines.length > 1 || alphabet.includes('/') ? lines : text.split('/')
}
