import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as sudoku from '../../wasm/src/tasks/sudoku.js'
import { HARD, HARD_SOLVED, refused } from './support.mjs'

test('every way to write a blank and to lay out a grid is read', () => {
  const plain = sudoku.parse(HARD)
  assert.equal(sudoku.format(plain), HARD)
  for (const blank of ['0', '_', '*']) assert.deepEqual(sudoku.parse(HARD.replaceAll('.', blank)), plain)
  const rows = HARD.match(/.{9}/g)?.map((row) => `| ${row.match(/.{3}/g)?.join(' | ')} |`) ?? []
  rows.splice(3, 0, '+-----+-----+')
  assert.deepEqual(sudoku.parse(rows.join('\r\n')), plain)
})

test('a wrong character or length is named with its place', async () => {
  const error = await refused(
    () => sudoku.parse(`${HARD.slice(0, 40)}x${HARD.slice(41)}`),
    'PUZZLE_INVALID',
    /"x" at position 41/,
  )
  assert.equal(error.position, 40)
  await refused(() => sudoku.parse(HARD.slice(1)), 'PUZZLE_INVALID', /this text has 80/)
  await refused(() => sudoku.parse(`${HARD}.`), 'PUZZLE_INVALID', /this text has 82/)
  await refused(() => sudoku.parse(''), 'PUZZLE_INVALID', /text is empty/)
  assert.equal(sudoku.parse(`${HARD.slice(1)}\u{1d7d9}`)[80], 1)
})

test('a conflict is found in each kind of unit, and only there', () => {
  const blank = () => new Uint8Array(81)
  const pairs = /** @type {const} */ ([
    ['row', 0, 8],
    ['column', 4, 76],
    ['box', 30, 40],
  ])
  for (const [unit, a, b] of pairs) {
    const cells = blank()
    cells[a] = cells[b] = 7
    assert.deepEqual(
      sudoku.conflicts(cells).map((one) => [one.unit, one.digit, one.cells]),
      [[unit, 7, [a, b]]],
    )
  }
  assert.deepEqual(sudoku.conflicts(sudoku.parse(HARD_SOLVED)), [])
  assert.deepEqual(sudoku.conflicts(blank()), [])
})

test('the judge says right, or what is wrong', async () => {
  const givens = sudoku.parse(HARD)
  const solved = sudoku.parse(HARD_SOLVED)
  assert.deepEqual([sudoku.judge(givens, solved).valid, sudoku.judge(givens, solved).complete], [true, true])
  const unfinished = sudoku.judge(givens, givens)
  assert.deepEqual([unfinished.valid, unfinished.complete, unfinished.changedGivens], [false, false, []])
  assert.match(unfinished.sentence, /55 cells left blank/)
  const other = sudoku.judge(sudoku.parse(HARD.replace('4', '7')), solved)
  assert.deepEqual([other.valid, other.changedGivens], [false, [0]])
  assert.match(other.sentence, /1 given of the puzzle changed/)
  const swapped = solved.slice()
  ;[swapped[0], swapped[1]] = [swapped[1], swapped[0]]
  assert.match(
    sudoku.judge(new Uint8Array(81), swapped).sentence,
    /rules broken, the first: column 1 holds the 2 twice/,
  )
  await refused(() => sudoku.judge(givens, [1, 2]), 'PUZZLE_INVALID', /81 cells/)
  await refused(() => sudoku.conflicts(new Uint8Array(81).fill(10)), 'PUZZLE_INVALID', /Cell 1 holds 10/)
})

test('tokens are the official ones and come back', () => {
  const cells = sudoku.parse(HARD)
  const tokens = sudoku.toTokens(cells)
  assert.deepEqual([...tokens.slice(0, 5)], [5, 1, 6, 1, 7])
  assert.deepEqual(sudoku.fromTokens(tokens), cells)
  assert.deepEqual([...sudoku.fromTokens([0, 1, 2, 10, 11])], [0, 0, 1, 9, 0])
})
