const shuffled = (list) =>
  list
    .map((one) => [Math.random(), one])
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)
const DIGITS = [0, 1, 2, 3]

/** A random 4 x 4 Latin square, and it with six cells left out. */
function randomPair() {
  const [rows, columns, digits] = [DIGITS, DIGITS, [1, 2, 3, 4]].map(shuffled)
  // All 576 come from two: one in four is of the first kind.
  const at = Math.random() < 0.25 ? (row, column) => row ^ column : (row, column) => (row + column) % 4
  const answer = rows.flatMap((row) => columns.map((column) => digits[at(row, column)]))
  const blanks = shuffled([...answer.keys()]).slice(0, 6)
  return { question: answer.map((digit, i) => (blanks.includes(i) ? '.' : digit)).join(''), answer: answer.join('') }
}
export const randomPairs = (count) => Array.from({ length: count }, randomPair)

/** Does the answer of a line "question answer" keep the givens, with each digit once in each row and column? */
export function judge(line) {
  const [question, answer] = line.split(' ')
  const isLatin = DIGITS.every((i) =>
    [(j) => answer[4 * i + j], (j) => answer[4 * j + i]].every((cell) => new Set(DIGITS.map(cell)).size === 4),
  )
  return isLatin && [...question].every((given, i) => given === '.' || given === answer[i]) && /^[1-4]+$/.test(answer)
}
