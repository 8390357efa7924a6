// What all demonstrations of a task have in common, as a check on answers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Frame, VOCAB_SIZE, sizeRuleOf } from '../../wasm/src/arc/frame.js'
import { invariantsOf } from '../../wasm/src/arc/invariants.js'
import { Votes, pool } from '../../wasm/src/arc/votes.js'

/** @param {string} rows of digits */
const grid = (rows) => rows.split(' ').map((row) => Array.from(row, Number))
/** @param {[input: string, output: string][]} pairs */
const taskOf = (...pairs) => ({
  train: pairs.map(([input, output]) => ({ input: grid(input), output: grid(output) })),
  test: [{ input: grid('000') }],
})

test('an answer that moves all is whole, one that loses a cell or another colour is not', () => {
  const brokenBy = invariantsOf(taskOf(['220000', '022000'], ['003330', '000333'], ['400550', '040055']))
  const answer = (/** @type {string} */ text) => brokenBy(grid('660070'), grid(text))
  assert.equal(answer('066007'), 0)
  // Neither its colours, nor its objects, nor the cells that are drawn.
  assert.ok(answer('066000') > 2)
  assert.ok(answer('066008') > 0)
  assert.ok(answer('606007') > 0, 'an object fell apart')
  assert.ok(answer('660070') > 0, 'nothing changes, and in the demonstrations something does')
})

test('what stays where it is must stay, and no other colour come or go', () => {
  const brokenBy = invariantsOf(taskOf(['1020 0000', '1323 3333'], ['0100 0002', '3133 3332']))
  const answer = (/** @type {string} */ text) => brokenBy(grid('1000 0020'), grid(text))
  assert.equal(answer('1333 3323'), 0)
  assert.ok(answer('3133 3323') > 0, 'the blue cell moves')
  assert.ok(answer('1444 4424') > 0, 'another colour comes')
  assert.ok(answer('1333 3333') > 0, 'one goes')
})

test('cells with the same surroundings become the same, where all demonstrations have it so', () => {
  // An object grows by a cell to its right; by one to its left it has the same colours, numbers and cells that stay.
  const brokenBy = invariantsOf(taskOf(['0200000', '0220000'], ['0003000', '0003300']))
  assert.equal(brokenBy(grid('0002000'), grid('0002200')), 0)
  assert.equal(brokenBy(grid('0002000'), grid('0022000')), 1)
  // One grows to its left here, so nothing is asked.
  const free = invariantsOf(taskOf(['0200000', '0220000'], ['0002000', '0022000']))
  assert.equal(free(grid('0002000'), grid('0022000')), 0)
  // Nor of a cell that is like none of the demonstrations'.
  assert.equal(brokenBy(grid('0007000'), grid('0077000')), 0)
})

test('nothing is asked of what differs between demonstrations, nor of a colour that one lacks', () => {
  const brokenBy = invariantsOf(taskOf(['12', '11'], ['00', '04'], ['305', '350']))
  assert.equal(brokenBy(grid('60'), grid('66')), 0)
  // A test's output has no demonstrated colours where its input has none of them: the demonstrations say nothing of 7.
  const keeping = invariantsOf(taskOf(['10', '12'], ['10', '12']))
  assert.ok(keeping(grid('10'), grid('22')) > 0, 'blue stays')
  assert.equal(invariantsOf({ train: [], test: [] })(grid('1'), grid('2')), 0)
})

test('outputs of another size are asked for colours and numbers, not for places', () => {
  const brokenBy = invariantsOf(taskOf(['12 00', '1'], ['10 20', '1']))
  assert.equal(brokenBy(grid('01 02'), grid('1')), 0)
  assert.ok(brokenBy(grid('01 02'), grid('2')) > 0)
})

test('a candidate that breaks an invariant counts a tenth for each, in one net and in all', () => {
  const votes = new Votes()
  const say = (/** @type {number} */ colour, /** @type {number} */ share, /** @type {number} */ broken) =>
    votes.add([{ grid: [[colour]], share, broken }], 1)
  say(1, 9, 1)
  say(2, 80, 2)
  say(3, 1, 0)
  assert.deepEqual(
    votes.ranked().map(({ grid: [[colour]], share, broken }) => [colour, share, broken]),
    [
      [3, 1 / 90, 0],
      [1, 0.1, 1],
      [2, 8 / 9, 2],
    ],
  )
  const member = { name: '', views: false, absolute: false, allColours: false, share: 1, seed: 1 }
  /** @type {(colour: number, share: number, broken: number) => any} */
  const one = (colour, share, broken) => ({ member, fit: 1, candidates: [{ grid: [[colour]], share, broken }] })
  assert.deepEqual(pool([one(1, 1, 1), one(3, 0.2, 0)])[0].grid, [[3]])
  assert.deepEqual(pool([one(1, 1, 1), one(3, 0.05, 0)])[0].grid, [[1]])
})

test('a net is heard with the likeliest grid and those that differ where it is least sure, turned back', () => {
  const task = taskOf(['010', '010'], ['200', '200'])
  const frame = new Frame(task, /** @type {any} */ (sizeRuleOf(task)), true)
  const first = VOCAB_SIZE - 10
  const logits = new Float32Array(3 * VOCAB_SIZE)
  const say = (/** @type {number} */ cell, /** @type {number} */ colour, /** @type {number} */ logit) =>
    (logits[cell * VOCAB_SIZE + first + colour] = logit)
  // Mirrored (bit 1 of the view), with 3 for 5 and 5 for 3: as drawn the grid is 2 0 5, and 2 4 5 is nearly as likely.
  say(0, 3, 20)
  say(1, 0, 20)
  say(1, 4, 19)
  say(2, 2, 20)
  say(2, 1, 18)
  const colours = [0, 1, 2, 5, 4, 3, 6, 7, 8, 9]
  const said = frame.read(grid('000'), logits, 2, colours)
  assert.deepEqual(
    said.slice(0, 3).map((one) => one.grid[0].join('')),
    ['205', '245', '105'],
  )
  assert.equal(said.length, 8)
  assert.ok(Math.abs(said.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9)
  assert.ok(Math.abs(said[0].share / said[1].share - Math.E) < 0.03)
})
