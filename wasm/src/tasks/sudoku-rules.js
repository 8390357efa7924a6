// Sudoku's rules, tokens and symmetries; see sudoku.d.ts. Nothing else in the package knows a rule of Sudoku.
import { HrmError } from '../errors.js'
import { withRules } from './face.js'
import { randomSudokuSymmetry } from './symmetry.js'

export { countSolutions } from './sudoku-solutions.js'

const CELLS = 81
const DIGITS = '123456789'

/** The 27 units, each with its nine cells.
 * @type {{ unit: 'row' | 'column' | 'box', index: number, cells: number[] }[]} */
const UNITS = /* @__PURE__ */ [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((index, _, nine) => {
  const corner = 27 * Math.floor(index / 3) + 3 * (index % 3)
  return [
    { unit: 'row', index, cells: nine.map((i) => 9 * index + i) },
    { unit: 'column', index, cells: nine.map((i) => 9 * i + index) },
    { unit: 'box', index, cells: nine.map((i) => corner + 9 * Math.floor(i / 3) + (i % 3)) },
  ]
})

/** @param {ArrayLike<number>} cells */
function requireCells(cells) {
  if (typeof cells?.length !== 'number') throw new HrmError('ARGUMENT', 'The cells of a Sudoku are 81 numbers.')
  if (cells.length !== CELLS)
    throw new HrmError('PUZZLE_INVALID', `A Sudoku has 81 cells; this one has ${cells.length}.`)
  for (let i = 0; i < CELLS; i++) {
    if (!Number.isInteger(cells[i]) || cells[i] < 0 || cells[i] > 9) {
      throw new HrmError(
        'PUZZLE_INVALID',
        `Cell ${i + 1} holds ${cells[i]}; a cell is a number from 1 to 9, or 0 for blank.`,
        { position: i },
      )
    }
  }
}

/** @type {typeof import('./sudoku.d.ts').format} */
export const format = (cells) => Array.from(cells, (digit) => (digit >= 1 && digit <= 9 ? digit : '.')).join('')

/** @type {typeof import('./sudoku.d.ts').conflicts} */
export function conflicts(cells) {
  requireCells(cells)
  /** @type {import('./sudoku.d.ts').Conflict[]} */
  const found = []
  for (const { unit, index, cells: nine } of UNITS) {
    for (let digit = 1; digit <= 9; digit++) {
      const equal = nine.filter((cell) => cells[cell] === digit)
      if (equal.length > 1) found.push({ unit, index, digit, cells: equal })
    }
  }
  return found
}

/** @type {typeof import('./sudoku.d.ts').conflictSentence} */
export const conflictSentence = ({ unit, index, digit, cells }) =>
  `${unit[0].toUpperCase()}${unit.slice(1)} ${index + 1} holds the ${digit} ${cells.length === 2 ? 'twice' : `${cells.length} times`}.`

/** @param {number} n @param {string} noun */
const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`

/** @type {typeof import('./sudoku.d.ts').judge} */
export function judge(givens, answer) {
  requireCells(givens)
  const broken = conflicts(answer)
  const changedGivens = []
  let blanks = 0
  for (let i = 0; i < CELLS; i++) {
    if (givens[i] !== 0 && answer[i] !== givens[i]) changedGivens.push(i)
    if (answer[i] === 0) blanks++
  }
  const faults = []
  if (changedGivens.length) faults.push(`${count(changedGivens.length, 'given')} of the puzzle changed`)
  if (blanks) faults.push(`${count(blanks, 'cell')} left blank`)
  if (broken.length)
    faults.push(
      `${count(broken.length, 'rule')} broken, the first: ${conflictSentence(broken[0]).slice(0, -1).toLowerCase()}`,
    )
  return {
    valid: faults.length === 0,
    complete: blanks === 0,
    changedGivens,
    sentence: faults.length
      ? `Not a solution: ${faults.join('; ')}.`
      : 'Right: every row, column and box holds the digits 1 to 9 once, and every given is kept.',
  }
}

/** @type {typeof import('./sudoku.d.ts').toTokens} */
export function toTokens(cells) {
  requireCells(cells)
  return Uint16Array.from(cells, (digit) => digit + 1)
}

/** @type {typeof import('./sudoku.d.ts').fromTokens} */
export const fromTokens = (tokens) => Uint8Array.from(tokens, (token) => (token >= 2 && token <= 10 ? token - 1 : 0))

/** @param {string} cells @returns {Uint8Array} 0 for blank */
const digitsOf = (cells) => Uint8Array.from(cells, (character) => Number(character) || 0)

/** @param {string} cells @returns {import('./types.d.ts').Puzzle} */
const square = (cells) => ({ rows: 9, columns: 9, cells })

/** @type {import('./types.d.ts').Face<'sudoku'>} */
export const face = {
  name: 'sudoku',
  noun: 'Sudoku',
  marks: [
    { token: 1, character: '.', word: 'blank' },
    ...[...DIGITS].map((digit) => ({ token: Number(digit) + 1, character: digit, word: digit, part: 'digit' })),
  ],
  blank: '.',
  entries: `${DIGITS}.`,
  empty: square('.'.repeat(CELLS)),
  readPlain: (text) => (/^[\d.]{81}$/.test(text) ? square(text.replaceAll('0', '.')) : undefined),
  print: ({ cells }) => (cells.match(/.{9}/g) ?? []).join('\n'),
}

/** All but the reading of texts: what a worker needs. */
export const rules = /* @__PURE__ */ withRules(face, {
  id: 1,
  form: '81 cells row by row, "." or 0 for blank, on one line or drawn',
  sizes: { seq_len: CELLS, vocab_size: 11 },
  solved: 'solved',
  fits: ({ config }) => config.seq_len === CELLS && config.vocab_size >= 11,
  takes: () => 'Sudokus of 9 x 9',
  encode({ cells }) {
    const digits = digitsOf(cells)
    const [first] = conflicts(digits)
    if (first)
      throw new HrmError('PUZZLE_INVALID', `The givens contradict each other: ${conflictSentence(first)}`, {
        position: first.cells[1],
      })
    return { tokens: toTokens(digits), cells: [...digits.keys()] }
  },
  fromNumbers(numbers) {
    requireCells(numbers)
    return square(format(numbers))
  },
  fromTokens: (tokens) => square(format(fromTokens(tokens))),
  decode: (tokens) => square(format(fromTokens(tokens))),
  judge(puzzle, answer) {
    const { valid, sentence, ...details } = judge(digitsOf(puzzle.cells), digitsOf(answer?.cells ?? ''))
    const conflicting = conflicts(digitsOf(answer?.cells ?? ''))
    const kind = valid ? 'solved' : conflicting.length || details.changedGivens.length ? 'wrong' : 'unfinished'
    return { kind, sentence, details: { ...details, conflicts: conflicting } }
  },
  twin(next, { config }) {
    const { cells, digits } = randomSudokuSymmetry(next)
    const tokens = Array.from({ length: config.vocab_size }, (_, token) => {
      const [digit] = fromTokens([token])
      return token + digits[digit] - digit
    })
    return { cells, tokens }
  },
  isAnswer: (token) => fromTokens([token])[0] > 0,
})
