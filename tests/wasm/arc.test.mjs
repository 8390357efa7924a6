// Learning an ARC task from its demonstrations: frames, symmetries, the nets' answer, what is refused.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { colourings, examplesOf } from '../../wasm/src/arc/examples.js'
import { Frame, IGNORE, VOCAB_SIZE, sizeRuleOf, turned, turnedBack } from '../../wasm/src/arc/frame.js'
import { PORTFOLIO, learnArc } from '../../wasm/src/arc/learn.js'
import { random } from '../../wasm/src/random.js'
import { hrm, jsonLines } from './cli.mjs'

const SEED = 11

/** @param {number} rows @param {number} columns @param {() => number} next @returns {number[][]} */
const gridOf = (rows, columns, next) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.floor(next() * 10)))
/** @param {number[][]} grid @param {(colour: number) => number} change */
const mapped = (grid, change) => grid.map((row) => row.map(change))

/** Every 1 is a 2 in the output, and every 2 a 1. @param {() => number} next */
function swapTask(next) {
  /** @param {number} rows @param {number} columns */
  const pair = (rows, columns) => {
    const input = mapped(gridOf(rows, columns, next), (colour) => colour % 3)
    return { input, output: mapped(input, (colour) => [0, 2, 1][colour]) }
  }
  const train = [pair(3, 3), pair(3, 4), pair(2, 3)]
  const { input, output } = pair(3, 3)
  return { task: { train, test: [{ input }] }, output }
}

test('a grid turned comes back, in each of eight views', () => {
  const next = random(SEED)
  const grid = gridOf(3, 5, next)
  const seen = new Set()
  for (let view = 0; view < 8; view++) {
    assert.deepEqual(turnedBack(turned(grid, view), view), grid)
    seen.add(JSON.stringify(turned(grid, view)))
  }
  assert.equal(seen.size, 8)
})

test('what an example asks for is what is read from an answer, in every view, colouring and kind of size', () => {
  console.log(`seed ${SEED}`)
  const next = random(SEED)
  /** @type {Record<string, [(rows: number) => number, (columns: number) => number] | undefined>} */
  const kinds = {
    same: [(rows) => rows, (columns) => columns],
    fixed: [() => 2, () => 3],
    ratio: [(rows) => 2 * rows, (columns) => 3 * columns],
    turned: undefined,
  }
  for (const [kind, scale] of Object.entries(kinds)) {
    /** @param {number} rows @param {number} columns */
    const pair = (rows, columns) => ({
      input: gridOf(rows, columns, next),
      output: scale ? gridOf(scale[0](rows), scale[1](columns), next) : gridOf(columns, rows, next),
    })
    const task = { train: [pair(3, 4), pair(2, 5)], test: [{ input: gridOf(4, 2, next) }] }
    const rule = sizeRuleOf(task)
    assert.ok(rule)
    assert.equal(rule.kind, kind)
    for (const member of PORTFOLIO) {
      const frame = new Frame(task, rule, member.views)
      const colours = colourings(task, { ...member, allColours: true }, next)
      for (const { input, output } of task.train)
        for (let view = 0; view < (member.views ? 8 : 1); view++) {
          const colouring = colours.draw()
          const inputs = new Uint16Array(frame.cells)
          const labels = new Int16Array(frame.cells)
          frame.write(input, output, view, colouring, inputs, labels)
          labels.forEach((label, cell) => assert.ok(label === IGNORE || inputs[cell], 'an answer is asked of a cell'))
          const logits = new Float32Array(frame.cells * VOCAB_SIZE)
          labels.forEach((label, cell) => label === IGNORE || (logits[cell * VOCAB_SIZE + label] = 1))
          assert.deepEqual(frame.read(input, logits, view, colouring), output)
        }
    }
  }
})

test('colours that every demonstration holds are kept, and black always', () => {
  /** @type {import('../../wasm/src/tasks/arc.d.ts').ArcTask} */
  const task = {
    train: [
      { input: [[1, 5]], output: [[1, 0]] },
      { input: [[1, 7]], output: [[1, 0]] },
    ],
    test: [],
  }
  const next = random(SEED)
  const kept = colourings(task, PORTFOLIO[0], next)
  const all = colourings(task, { ...PORTFOLIO[0], allColours: true }, next)
  let moved = 0
  for (let i = 0; i < 50; i++) {
    assert.deepEqual(kept.draw().slice(0, 2), [0, 1])
    const drawn = all.draw()
    assert.equal(drawn[0], 0)
    assert.deepEqual([...drawn].sort(), kept.identity)
    moved += Number(drawn[1] !== 1)
  }
  assert.ok(moved > 25, `${moved} of 50 exchange a colour that is kept elsewhere`)
})

test('an example says only what its task says: one identifier a view', () => {
  const { task } = swapTask(random(SEED))
  const member = PORTFOLIO.find(({ views }) => views)
  const rule = sizeRuleOf(task)
  assert.ok(rule && member)
  const examples = examplesOf(task, new Frame(task, rule, true), member, 40, random(SEED))
  assert.equal(examples.num_puzzle_identifiers, 8)
  assert.equal(new Set(examples.puzzle_identifiers).size, 8)
})

test('a net learns to exchange two colours, says how sure it is, and answers the same again', async () => {
  const { task, output } = swapTask(random(SEED))
  const options = { gflop: 12, portfolio: PORTFOLIO.slice(0, 1) }
  /** @type {number[]} */
  const progress = []
  const result = await learnArc(task, { ...options, onProgress: ({ step }) => progress.push(step) })
  assert.deepEqual(result.answers[0][0].grid, output)
  assert.equal(result.confidence, 'guess', 'one net cannot agree with others')
  assert.ok(progress.at(-1) === result.learnt[0].steps && Math.abs(result.gflop - 12) < 1)
  assert.deepEqual((await learnArc(task, options)).answers, result.answers)
})

test('what cannot be learnt is refused in a sentence', async () => {
  const one = { input: [[1]], output: [[2]] }
  const two = { input: [[1, 1]], output: [[2], [2], [2]] }
  for (const [task, sentence] of /** @type {[any, RegExp][]} */ ([
    [{ train: [], test: [one] }, /needs an example/],
    [{ train: [one], test: [] }, /a grid to answer/],
    [{ train: [one, two], test: [one] }, /how large an output is/],
  ]))
    await assert.rejects(learnArc(task, { gflop: 1 }), (/** @type {any} */ error) => {
      assert.equal(error.code, 'DATA_INVALID')
      assert.match(error.message, sentence)
      return true
    })
  const gone = new AbortController()
  gone.abort()
  await assert.rejects(learnArc(swapTask(random(SEED)).task, { gflop: 1, signal: gone.signal }), { code: 'ABORTED' })
})

test('hrm arc answers a collection and sums it up, a task that has no size rule included', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hrm-arc-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const { task, output } = swapTask(random(SEED))
  const file = join(folder, 'tasks.json')
  const known = { ...task, test: [{ ...task.test[0], output }] }
  const odd = { train: [known.train[0], { input: [[1, 1]], output: [[2]] }], test: known.test }
  writeFileSync(file, JSON.stringify({ swap: known, odd, unknown: task }))
  const { stdout, code } = await hrm(['arc', file, '--gflop', '6', '--limit', '2'])
  assert.equal(code, 0)
  const [first, second, { summary }] = jsonLines(stdout)
  assert.equal(first.task, 'swap')
  assert.equal(first.answers[0].length <= 2 && typeof first.right1, 'boolean')
  assert.match(second.error, /how large/)
  assert.deepEqual([summary.n, summary.refused], [2, 1])
  assert.equal(summary.pass1, Number(first.right1))
  assert.equal((await hrm(['arc', file, '--task', 'nobody'])).code, 3)
})
