// Guessing: where a model is at its wits' end, one of its own half-sure answers is given to it as if it stood in the
// puzzle.

/** A cell with a likelier answer than this needs no guess. */
const SURE = 0.98

/** The blank cell the model is surest of among those it is not sure of, and a token for it, drawn by the probabilities
 * the model gives; undefined where it is sure of every blank.
 * @param {ArrayLike<number>} given [seq_len] tokens, guesses so far among them @param {number} blank the token of a
 * cell to be found
 * @param {Float32Array} probability [seq_len] of each cell's likeliest token @param {Float32Array} logits
 * [seq_len][vocab_size]
 * @param {(token: number) => boolean} isAnswer can a cell's answer be this token? @param {() => number} next numbers in
 * [0, 1)
 * @returns {{ cell: number, token: number } | undefined} */
export function guess(given, blank, probability, logits, isAnswer, next) {
  let cell = -1
  for (let i = 0; i < given.length; i++) {
    if (given[i] === blank && probability[i] < SURE && (cell < 0 || probability[i] > probability[cell])) cell = i
  }
  if (cell < 0) return undefined
  const vocabulary = logits.length / given.length
  const scores = logits.subarray(cell * vocabulary, (cell + 1) * vocabulary)
  const top = Math.max(...scores)
  const weights = Array.from(scores, (score, token) => (isAnswer(token) ? Math.exp(score - top) : 0))
  let left = next() * weights.reduce((sum, weight) => sum + weight)
  let token = -1
  for (let i = 0; i < weights.length && (token < 0 || left >= 0); i++) {
    if (weights[i] > 0) {
      token = i
      left -= weights[i]
    }
  }
  return { cell, token }
}
