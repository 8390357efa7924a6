// Symmetries: other ways to write the same puzzle. A twin is solved exactly where the puzzle is.

/** @typedef {import('./types.d.ts').Symmetry} Symmetry */

/** @param {Symmetry} symmetry @param {ArrayLike<number>} puzzle [seq_len] tokens @returns {Uint16Array} the twin */
export const twinOf = ({ cells, tokens }, puzzle) => Uint16Array.from(cells, (cell) => tokens[puzzle[cell]])

/** What a model said of the twin, as said of the puzzle.
 * @param {Symmetry} symmetry @param {Float32Array} logits [seq_len][vocab_size] @returns {Float32Array} likewise */
export function mapBack({ cells, tokens }, logits) {
  const puzzle = new Float32Array(logits.length)
  for (let i = 0; i < cells.length; i++) {
    for (let token = 0; token < tokens.length; token++)
      puzzle[cells[i] * tokens.length + token] = logits[i * tokens.length + tokens[token]]
  }
  return puzzle
}

/** A vector for each of the twin's cells, as one for each of the puzzle's.
 * @param {Symmetry} symmetry @param {Float32Array} vectors [seq_len][width] @returns {Float32Array} likewise */
export function vectorsBack({ cells }, vectors) {
  const width = vectors.length / cells.length
  return mapBack({ cells, tokens: [...Array(width).keys()] }, vectors)
}

/** The numbers 0 to n - 1 in random order, every order as likely (Fisher and Yates).
 * @param {number} n @param {() => number} next numbers in [0, 1) @returns {number[]} */
export function shuffled(n, next) {
  const list = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[list[i], list[j]] = [list[j], list[i]]
  }
  return list
}

/** One of Sudoku's 2 * 6^8 * 9! symmetries, each as likely: the digits renamed; the bands, the rows within each, the
 * stacks and the columns within each in another order; transposed or not.
 * @param {() => number} next numbers in [0, 1)
 * @returns {{ cells: number[], digits: number[] }} cells: as in Symmetry; digits: [10] the new name of each digit, 0
 * (blank) stays */
export function randomSudokuSymmetry(next) {
  const lines = () => shuffled(3, next).flatMap((three) => shuffled(3, next).map((line) => 3 * three + line))
  const rows = lines()
  const columns = lines()
  const transposed = next() < 0.5
  return {
    cells: rows.flatMap((row) => columns.map((column) => (transposed ? 9 * column + row : 9 * row + column))),
    digits: [0, ...shuffled(9, next).map((digit) => digit + 1)],
  }
}

/** A square turned or mirrored in one of seven ways; never as it is.
 * @param {number} side @param {() => number} next numbers in [0, 1) @returns {number[]} cells, as in Symmetry */
export function randomSquareSymmetry(side, next) {
  const way = 1 + Math.floor(7 * next())
  return Array.from({ length: side * side }, (_, cell) => {
    let row = Math.floor(cell / side)
    let column = cell % side
    if (way & 1) row = side - 1 - row
    if (way & 2) column = side - 1 - column
    return way & 4 ? column * side + row : row * side + column
  })
}

/** Of ARC's symmetries those that keep a grid in the upper left corner: the colours renamed but for black, transposed or
 * not.
 * @param {number} side @param {() => number} next numbers in [0, 1)
 * @returns {{ cells: number[], colours: number[] }} cells: as in Symmetry; colours: [10] the new name of each */
export function randomArcSymmetry(side, next) {
  const colours = [0, ...shuffled(9, next).map((colour) => colour + 1)]
  const transposed = next() < 0.5
  const cells = Array.from({ length: side * side }, (_, cell) =>
    transposed ? (cell % side) * side + Math.floor(cell / side) : cell,
  )
  return { cells, colours }
}
