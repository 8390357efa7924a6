// 4 x 4 Latin squares with cells left out, whose answer is one: what the tests and the example learn.
import { random } from '../../wasm/src/random.js'
import { readPairs, withTwins } from '../../wasm/src/learn.js'

/** @param {number[]} list @returns {number[][]} */
const orders = (list) =>
  list.length ? list.flatMap((one, i) => orders(list.toSpliced(i, 1)).map((rest) => [one, ...rest])) : [[]]
const ROWS = orders([1, 2, 3, 4])
const isLatin = (/** @type {number[][]} */ rows) =>
  [0, 1, 2, 3].every((c) => new Set(rows.map((row) => row[c])).size === rows.length)
/** All 576, one line each. */
export const SQUARES = ROWS.flatMap((a) =>
  ROWS.filter((b) => isLatin([a, b])).flatMap((b) =>
    ROWS.filter((c) => isLatin([a, b, c])).flatMap((c) =>
      ROWS.filter((d) => isLatin([a, b, c, d])).map((d) => [a, b, c, d].flat().join('')),
    ),
  ),
)

/** A random square without `blanks` of its cells, of which it is the only completion.
 * @param {() => number} next @param {number} blanks @returns {{ question: string, answer: string }} */
export function randomPair(next, blanks) {
  for (;;) {
    const answer = SQUARES[Math.floor(next() * SQUARES.length)]
    const question = [...answer]
    for (let left = blanks; left > 0;) {
      const cell = Math.floor(next() * 16)
      if (question[cell] === '.') continue
      question[cell] = '.'
      left--
    }
    const fits = SQUARES.filter((square) => question.every((given, i) => given === '.' || given === square[i]))
    if (fits.length === 1) return { question: question.join(''), answer }
  }
}

/** 50 examples with their twins to learn from, and fresh ones that are none of them nor of their twins' squares as they
 * stand.
 * @param {number} seed @param {{ blanks?: number, twins?: number, fresh?: number }} [options] */
export function learningOf(seed, { blanks = 6, twins = 100, fresh: wanted = 50 } = {}) {
  const next = random(seed)
  const pairs = Array.from({ length: 50 }, () => randomPair(next, blanks))
  const options = { alphabet: '.1234' }
  const examples = withTwins(readPairs(pairs, options), {
    ...{ count: twins, tokens: [2, 3, 4, 5], rows: true, columns: true, turns: true },
  })
  const known = new Set()
  for (let i = 0; i < examples.inputs.length; i += 16) known.add(examples.inputs.subarray(i, i + 16).join())
  const fresh = []
  while (fresh.length < wanted) {
    const pair = randomPair(next, blanks)
    if (!known.has(readPairs([pair], options).inputs.join())) fresh.push(pair)
  }
  return { pairs, examples, fresh: readPairs(fresh, options) }
}
