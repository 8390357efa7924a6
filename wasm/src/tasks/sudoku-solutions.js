// How many solutions a Sudoku has. No answer is ever filled in from this: it says what a puzzle is worth that may have
// lost its end, or that more than one grid solves.

/** Digits that the search puts in; a proper Sudoku takes far fewer. */
const MOST_STEPS = 50_000

/** @type {typeof import('./sudoku.d.ts').countSolutions} */
export function countSolutions(cells) {
  const digits = Array.from(cells, (character) => Number(character) || 0)
  /** The digits that a unit holds, a bit each: rows, columns, boxes. */
  const held = new Uint16Array(27)
  /** @param {number} cell */
  const unitsOf = (cell) => {
    const [row, column] = [Math.floor(cell / 9), cell % 9]
    return [row, 9 + column, 18 + 3 * Math.floor(row / 3) + Math.floor(column / 3)]
  }
  for (let cell = 0; cell < 81; cell++) {
    const bit = digits[cell] && 1 << digits[cell]
    for (const unit of unitsOf(cell)) {
      if (held[unit] & bit) return 0
      held[unit] |= bit
    }
  }
  let solutions = 0
  let steps = 0
  const search = () => {
    let best = -1
    let free = 0
    let fewest = 10
    for (let cell = 0; cell < 81; cell++) {
      if (digits[cell]) continue
      const open = unitsOf(cell).reduce((left, unit) => left & ~held[unit], 0b1111111110)
      let n = 0
      for (let bits = open; bits; bits &= bits - 1) n++
      if (n < fewest) [best, free, fewest] = [cell, open, n]
    }
    if (best < 0) return void solutions++
    for (let digit = 1; digit <= 9 && solutions < 2 && steps < MOST_STEPS; digit++) {
      if (!(free & (1 << digit))) continue
      steps++
      digits[best] = digit
      for (const unit of unitsOf(best)) held[unit] |= 1 << digit
      search()
      for (const unit of unitsOf(best)) held[unit] &= ~(1 << digit)
      digits[best] = 0
    }
  }
  search()
  return solutions < 2 && steps >= MOST_STEPS ? undefined : /** @type {0 | 1 | 2} */ (solutions)
}
