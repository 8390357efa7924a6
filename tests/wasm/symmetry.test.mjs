import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random } from '../../wasm/src/random.js'
import * as sudoku from '../../wasm/src/tasks/sudoku.js'
import { solve } from '../../wasm/src/tasks/maze.js'
import { mapBack, randomSquareSymmetry, randomSudokuSymmetry, twinOf } from '../../wasm/src/tasks/symmetry.js'
import { task as sudokuTask } from '../../wasm/src/tasks/sudoku.js'
import { HARD, HARD_SOLVED } from './support.mjs'

const SEED = 20
console.log(`seed ${SEED}`)

/** Counts that should all be the same: Pearson's statistic over its degrees of freedom, near 1 where they are.
 * @param {number[]} counts */
function unevenness(counts) {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) / (counts.length - 1)
}

test('a symmetry maps solutions to solutions, and a puzzle to one that they solve', () => {
  const next = random(SEED)
  const [puzzle, solution] = [HARD, HARD_SOLVED].map(sudoku.parse)
  const seen = new Set()
  for (let i = 0; i < 1000; i++) {
    const { cells, digits } = randomSudokuSymmetry(next)
    assert.deepEqual(
      [...cells].sort((a, b) => a - b),
      [...solution.keys()],
    )
    assert.deepEqual([digits[0], ...[...digits].sort()], [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const [puzzleThere, solutionThere] = [puzzle, solution].map((grid) =>
      Uint8Array.from(twinOf({ cells, tokens: digits }, grid)),
    )
    assert.equal(sudoku.judge(puzzleThere, solutionThere).valid, true)
    seen.add(sudoku.format(solutionThere))
  }
  assert.equal(seen.size, 1000, 'no two alike')
})

test('what is said of the twin comes back to the puzzle', () => {
  const next = random(SEED)
  const vocab_size = 12
  const info = /** @type {import('../../wasm/src/index.d.ts').ModelInfo} */ ({ config: { vocab_size } })
  const puzzle = Uint16Array.from({ length: 81 }, () => Math.floor(next() * vocab_size))
  for (let i = 0; i < 50; i++) {
    const symmetry = /** @type {NonNullable<typeof sudokuTask.twin>} */ (sudokuTask.twin)(next, info)
    assert.deepEqual(
      Array.from(symmetry.tokens).sort((a, b) => a - b),
      [...Array(vocab_size).keys()],
    )
    assert.deepEqual(
      [0, 1, 11].map((token) => symmetry.tokens[token]),
      [0, 1, 11],
      'what is no digit keeps its token',
    )
    // Of each cell of the twin, its token and nothing else; with a number of its own, so that no two cells can be
    // taken for each other.
    const logits = new Float32Array(81 * vocab_size)
    twinOf(symmetry, puzzle).forEach((token, cell) => (logits[cell * vocab_size + token] = 1 + symmetry.cells[cell]))
    const expected = new Float32Array(81 * vocab_size)
    puzzle.forEach((token, cell) => (expected[cell * vocab_size + token] = 1 + cell))
    assert.deepEqual(mapBack(symmetry, logits), expected)
  }
})

test('every symmetry is as likely as another', () => {
  const next = random(SEED)
  const rounds = 20_000
  // For the first cell and the middle one: where it comes from. For two digits: what they become. For the first row: in
  // which order its boxes and cells lie.
  const corner = Array(81).fill(0)
  const middle = Array(81).fill(0)
  const digit = Array.from({ length: 2 }, () => Array(9).fill(0))
  const lines = Array(18).fill(0)
  /** @type {Map<number, number>} */
  const orders = new Map()
  for (let i = 0; i < rounds; i++) {
    const { cells, digits } = randomSudokuSymmetry(next)
    corner[cells[0]]++
    middle[cells[40]]++
    digit[0][digits[1] - 1]++
    digit[1][digits[9] - 1]++
    const row = cells.slice(0, 9)
    const across = Math.floor(row[0] / 9) === Math.floor(row[8] / 9)
    lines[across ? Math.floor(row[0] / 9) : 9 + (row[0] % 9)]++
    const order = row.reduce((number, cell) => 9 * number + (across ? cell % 9 : Math.floor(cell / 9)), 0)
    orders.set(order, (orders.get(order) ?? 0) + 1)
  }
  assert.equal(orders.size, 6 ** 4, 'all orders of three stacks of three columns, and no other')
  for (const counts of [corner, middle, ...digit, lines, [...orders.values()]])
    assert.ok(unevenness(counts) < 1.6, `${unevenness(counts)}`)
})

test('a square has seven other ways to lie, and a maze is as long in each', () => {
  const next = random(SEED)
  const maze = 'S #   # #   #   # # #  G '
  const seen = new Set()
  for (let i = 0; i < 200; i++) {
    const turned = randomSquareSymmetry(5, next)
      .map((cell) => maze[cell])
      .join('')
    seen.add(turned)
    assert.equal(solve(turned)?.steps, solve(maze)?.steps)
  }
  assert.equal(seen.size, 7)
  assert.ok(!seen.has(maze))
})

test('the same seed chooses the same, another seed another', () => {
  const first = (/** @type {number} */ seed) => randomSudokuSymmetry(random(seed))
  assert.deepEqual(first(7), first(7))
  assert.notDeepEqual(first(7), first(8))
  // Written down once: a seed means the same in every release.
  const { cells, digits } = first(1)
  assert.deepEqual(
    [cells.slice(0, 9), digits],
    [
      [24, 6, 15, 69, 78, 60, 42, 51, 33],
      [0, 8, 3, 7, 5, 9, 2, 6, 4, 1],
    ],
  )
})
