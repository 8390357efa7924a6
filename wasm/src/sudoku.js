// Sudoku's rules and text; see sudoku.d.ts. Nothing else in the package knows a rule of Sudoku.
import { HrmError } from './errors.js'

const CELLS = 81

/** The 27 units, each with its nine cells.
 * @type {{ unit: 'row' | 'column' | 'box', index: number, cells: number[] }[]} */
const UNITS = []
for (let index = 0; index < 9; index++) {
  const nine = [0, 1, 2, 3, 4, 5, 6, 7, 8]
  const corner = 27 * Math.floor(index / 3) + 3 * (index % 3)
  UNITS.push({ unit: 'row', index, cells: nine.map((i) => 9 * index + i) })
  UNITS.push({ unit: 'column', index, cells: nine.map((i) => 9 * i + index) })
  UNITS.push({ unit: 'box', index, cells: nine.map((i) => corner + 9 * Math.floor(i / 3) + (i % 3)) })
}

/** @param {ArrayLike<number>} cells */
function requireCells(cells) {
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

/** @type {typeof import('./sudoku.d.ts').parse} */
export function parse(text) {
  const cells = new Uint8Array(CELLS)
  let count = 0
  let position = 0
  for (const character of String(text)) {
    if (/[\d._*]/.test(character)) {
      if (count < CELLS) cells[count] = Number(character) || 0
      count++
    } else if (!/[\s|+-]/.test(character)) {
      throw new HrmError(
        'PUZZLE_INVALID',
        `The character "${character}" at position ${position + 1} is neither a digit nor a blank (. 0 _ *).`,
        { position },
      )
    }
    position += character.length
  }
  if (count !== CELLS)
    throw new HrmError('PUZZLE_INVALID', `A Sudoku has 81 cells; this text has ${count}.`, { position })
  return cells
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
