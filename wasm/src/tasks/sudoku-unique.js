// Has a Sudoku exactly one solution? Asked only of what may be a puzzle that lost its end: one that lost anything else
// has none or many.

/** Steps of the search; a proper Sudoku takes far less. */
const MOST_STEPS = 100_000

/** @param {string} cells 81 characters, digits and blanks @returns {boolean} false also where the search takes too long */
export function hasOneSolution(cells) {
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
      if (held[unit] & bit) return false
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
  return solutions === 1 && steps < MOST_STEPS
}
