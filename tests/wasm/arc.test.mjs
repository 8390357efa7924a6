// Learning an ARC task from its demonstrations: frames, symmetries, the nets' answer, what is refused.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { colourings, examplesOf } from '../../wasm/src/arc/examples.js'
import { Frame, IGNORE, VOCAB_SIZE, sizeRuleOf, turned, turnedBack } from '../../wasm/src/arc/frame.js'
import { PORTFOLIO, createArcLearner, learnArc } from '../../wasm/src/arc/learn.js'
import { createRuntime } from '../../wasm/src/index.js'
import { createLearner } from '../../wasm/src/learn.js'
import { random } from '../../wasm/src/random.js'
import { hrm, jsonLines } from './cli.mjs'
import { makeModel, randomWeights, SUDOKU } from './support.mjs'

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
        for (const view of frame.views) {
          const colouring = colours.draw()
          const inputs = new Uint16Array(frame.cells)
          const labels = new Int16Array(frame.cells)
          frame.write(input, output, view, colouring, inputs, labels)
          labels.forEach((label, cell) => assert.ok(label === IGNORE || inputs[cell], 'an answer is asked of a cell'))
          const logits = new Float32Array(frame.cells * VOCAB_SIZE)
          labels.forEach((label, cell) => label === IGNORE || (logits[cell * VOCAB_SIZE + label] = 1))
          assert.deepEqual(frame.read(input, logits, view, colouring)[0].grid, output)
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

test('a line is turned about, never upright, and a large grid is learnt in little memory', async () => {
  const next = random(SEED)
  /** @param {number} rows @param {number} columns @param {number} shown */
  const taskOf = (rows, columns, shown) => {
    const train = Array.from({ length: 3 }, () => gridOf(rows, columns, next)).map((input) => ({
      input,
      output: input,
    }))
    return { train, test: [{ input: gridOf(rows, shown, next) }] }
  }
  /** @param {import('../../wasm/src/tasks/arc.d.ts').ArcTask} task */
  const frameOf = (task) => {
    const rule = sizeRuleOf(task)
    assert.ok(rule)
    const { views, rows, columns } = new Frame(task, rule, true)
    return [views, rows, columns]
  }
  assert.deepEqual(frameOf(taskOf(1, 28, 30)), [[0, 2], 1, 30])
  assert.deepEqual(frameOf(taskOf(3, 12, 12)), [[0, 1, 2, 3, 4, 5, 6, 7], 12, 12])
  assert.deepEqual(frameOf(taskOf(3, 13, 13)), [[0, 1, 2, 3], 3, 13])
  assert.deepEqual(frameOf(taskOf(4, 1, 1)), [[0, 1], 4, 1])
  for (const task of [taskOf(1, 30, 30), taskOf(30, 30, 30)]) {
    const learner = await createArcLearner(task, { gflop: 0.1 })
    await learner.run()
    const { bytes } = await learner.memory()
    console.log(`${task.train[0].input.length} rows of 30: ${(bytes / 1e6).toFixed(0)} MB`)
    assert.ok(bytes < 450e6)
    learner.close()
  }
})

test('a net learns to exchange two colours, says how sure it is, and answers the same again', async () => {
  const { task, output } = swapTask(random(SEED))
  const options = { gflop: 24, portfolio: PORTFOLIO.slice(1) }
  /** @type {number[]} */
  const progress = []
  const result = await learnArc(task, { ...options, onProgress: ({ step }) => progress.push(step) })
  assert.deepEqual(result.answers[0][0].grid, output)
  assert.equal(result.confidence, 'firm', 'two nets agree')
  const alone = await learnArc(task, { gflop: 12, portfolio: PORTFOLIO.slice(1, 2) })
  assert.equal(alone.confidence, 'guess', 'one net cannot agree with others')
  assert.ok(progress.length > 1 && Math.abs(result.gflop - 24) < 1)
  assert.deepEqual((await learnArc(task, options)).answers, result.answers)
})

test('paused, looked at, kept, gone on with and two at a time, the nets give the same answer', async () => {
  const { task } = swapTask(random(SEED))
  const whole = await learnArc(task, { gflop: 5 })
  const first = await createArcLearner(task, { gflop: 5, atOnce: 2 })
  let state
  try {
    const { done } = await first.run({ onProgress: () => first.share > 0.2 && first.pause() })
    assert.equal(done, false)
    assert.ok(first.share > 0.2 && first.share < 1)
    const { train, test: tests, nets, cells, agreed } = await first.look()
    assert.deepEqual([train.length, tests.length, cells], [3, 1, 9])
    assert.ok(nets >= 1 && agreed <= cells)
    const early = await first.answer()
    assert.equal(early.learnt.length, nets, 'the nets that have begun answer')
    assert.ok(early.gflop < whole.gflop)
    state = structuredClone(await first.state())
  } finally {
    first.close()
  }
  const second = await createArcLearner(task, { gflop: 1, state })
  try {
    assert.equal((await second.run()).done, true)
    const { answers, learnt, gflop } = await second.answer()
    assert.deepEqual(answers, whole.answers)
    assert.deepEqual(
      learnt.map(({ steps, fit, candidates }) => [steps, fit, candidates]),
      whole.learnt.map(({ steps, fit, candidates }) => [steps, fit, candidates]),
    )
    assert.equal((await second.run({ budget: { gflop: 6 } })).done, true, 'one gives it more')
    assert.ok(second.gflop > gflop)
  } finally {
    second.close()
  }
  await assert.rejects(createArcLearner(task, { gflop: 1, state: { ...state, nets: [] } }), { code: 'STATE_INVALID' })
})

test('what was learnt is a weights file: it solves, and it begins another learning', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hrm-arc-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const { task, output } = swapTask(random(SEED))
  const options = { gflop: 12, portfolio: PORTFOLIO.slice(1, 2) }
  const learner = await createArcLearner(task, options)
  const weights = join(folder, 'swap.hrm')
  try {
    await learner.run()
    writeFileSync(weights, await learner.save(await learner.answer()))
  } finally {
    learner.close()
  }
  const file = new Uint8Array(readFileSync(weights))
  const runtime = await createRuntime()
  const model = await runtime.loadModel(file)
  let last
  for await (const step of model.solve(JSON.stringify(task), { maxSegments: 4 })) last = step
  assert.equal(last?.answer?.cells, output.flat().join(''))
  const large = JSON.stringify({ train: [], test: [{ input: gridOf(7, 7, random(SEED)) }] })
  await assert.rejects(model.solve(large).next(), { code: 'PUZZLE_INVALID', message: /7 x 7; .* up to 4 x 4/ })
  runtime.close()
  writeFileSync(join(folder, 'task.json'), JSON.stringify(task))
  const solved = await hrm(['solve', '--model', weights, '--segments', '4', JSON.stringify(task)])
  assert.equal(jsonLines(solved.stdout)[0].answer, output.map((row) => row.join('')).join('\n'))
  // A single step more: what it knows is still there, which a net begun anew would not have.
  const [again] = (await learnArc(task, { ...options, gflop: 0.2, start: file })).learnt
  const [anew] = (await learnArc(task, { ...options, gflop: 0.2 })).learnt
  assert.ok(again.fit > 0.9 && anew.fit < 0.1, `${again.fit} and ${anew.fit}`)
  // Kept before it has learnt anything, it begins from them all the same.
  const begun = await createArcLearner(task, { ...options, gflop: 0.2, start: file })
  const state = structuredClone(await begun.state())
  begun.close()
  const resumed = await createArcLearner(task, { ...options, state })
  await resumed.run()
  assert.deepEqual((await resumed.answer()).learnt[0].fit, again.fit)
  resumed.close()
  const other = await createRuntime()
  const foreign = await makeModel({ ...SUDOKU }, randomWeights(3))
  await assert.rejects(learnArc(task, { ...options, start: foreign }), { code: 'MODEL_INVALID' })
  other.close()
  const wide = { train: [{ input: [[1, 2, 1, 2, 1, 2]], output: [[2, 1, 2, 1, 2, 1]] }], test: [{ input: [[1]] }] }
  await assert.rejects(learnArc(wide, { ...options, start: file }), { code: 'MODEL_INVALID', message: /4 x 4 cells/ })
})

test('weights with relative positions begin a net of a smaller grid, where they say the same', async () => {
  const next = random(SEED)
  const [rows, columns] = [3, 4]
  const drawn = gridOf(rows, columns, next)
  const task = { train: [{ input: drawn, output: drawn }], test: [{ input: drawn }] }
  const sizeRule = /** @type {any} */ (sizeRuleOf(task))
  for (const absolute of [false, true]) {
    const pair = { input: gridOf(5, 6, next), output: gridOf(5, 6, next) }
    const portfolio = [{ ...PORTFOLIO[0], absolute }]
    const large = await createArcLearner({ train: [pair], test: [pair] }, { gflop: 0.3, portfolio })
    await large.run()
    const file = await large.save(await large.answer())
    large.close()
    const examples = examplesOf(task, new Frame(task, sizeRule, false), portfolio[0], 2, next)
    const learner = await createLearner({ model: file, examples, settings: { slots: 1 } })
    const fitted = await learner.save()
    learner.close()
    const runtime = await createRuntime({ variant: 'simd' })
    /** @param {Uint8Array} weights @param {number} height @param {number} width */
    const logits = async (weights, height, width) => {
      const model = await runtime.loadModel(weights)
      assert.deepEqual([model.info.config.grid_rows, model.info.config.grid_cols], [height, width])
      const cells = new Uint16Array(height * width)
      drawn.forEach((row, r) => row.forEach((colour, c) => (cells[r * width + c] = 2 + colour)))
      let said = new Float32Array()
      for await (const step of model.solve(cells, { maxSegments: 2, logits: true }))
        said = /** @type {Float32Array<ArrayBuffer>} */ (step.logits)
      const of = (/** @type {number} */ cell) => [...said.slice(cell * VOCAB_SIZE, (cell + 1) * VOCAB_SIZE)]
      return drawn.map((row, r) => row.map((_, c) => of(r * width + c)))
    }
    assert.deepEqual(await logits(fitted, rows, columns), await logits(file, 5, 6), `absolute: ${absolute}`)
    runtime.close()
  }
})

test('what cannot be learnt is refused in a sentence', async () => {
  const one = { input: [[1]], output: [[2]] }
  const two = { input: [[1, 1]], output: [[2], [2], [2]] }
  for (const [task, sentence] of /** @type {[any, RegExp][]} */ ([
    [{ train: [], test: [one] }, /needs an example/],
    [{ train: [one], test: [] }, /a grid to answer/],
    [{ train: [one, two], test: [one] }, /how large an output is/],
    [{ train: [one, { ...one, output: [[3]] }], test: [one] }, /Examples 1 and 2 have the same input/],
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
  const { firm, guess, gflop_per_task: gflop, ...counts } = summary
  assert.deepEqual(counts, {
    n: 2,
    pass1: Number(first.right1),
    pass2: Number(first.right2),
    not_found: 1 + Number(first.confidence === 'not found'),
  })
  assert.deepEqual(Object.keys(summary), ['n', 'pass1', 'pass2', 'firm', 'guess', 'not_found', 'gflop_per_task'])
  assert.deepEqual(Object.keys(firm).concat(Object.keys(guess)), ['n', 'right', 'n', 'right'])
  assert.equal(gflop, Math.round(first.gflop / 2))
  assert.equal((await hrm(['arc', file, '--task', 'nobody'])).code, 3)
  const report = join(folder, 'report.jsonl')
  const short = ['arc', file, '--gflop', '1', '--limit', '2', '--resume', report]
  assert.equal((await hrm(short)).code, 0)
  const lines = jsonLines(readFileSync(report, 'utf8'))
  const [run, one, two, sum] = lines
  assert.deepEqual([one.index, two.index, lines.length], [0, 1, 4])
  for (const kept of [[run], [run, one], [run, one, two], lines]) {
    writeFileSync(report, kept.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const again = await hrm(short)
    assert.equal(again.code, 0, again.stderr)
    assert.deepEqual(
      jsonLines(readFileSync(report, 'utf8')).map(({ seconds: _, ...rest }) => rest),
      lines.map(({ seconds: _, ...rest }) => rest),
    )
    assert.deepEqual(jsonLines(again.stdout), [sum])
  }
  assert.equal((await hrm(['arc', file, '--gflop', '1', '--seconds', '1'])).code, 2)
  assert.equal((await hrm(['arc', file, '--start', join(folder, 'none.hrm')])).code, 3)
})

test('hrm arc takes tasks in the order that a seed draws, each once', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hrm-arc-'))
  t.after(() => rmSync(folder, { recursive: true }))
  // No rule says how large an output is: said at once.
  const odd = {
    train: [1, 3].map((width) => ({ input: [[1, 1]], output: [Array(width).fill(2)] })),
    test: [{ input: [[1]] }],
  }
  const names = Array.from({ length: 12 }, (_, i) => `t${i}`)
  const file = join(folder, 'tasks.json')
  writeFileSync(file, JSON.stringify(Object.fromEntries(names.map((name) => [name, odd]))))
  const order = async (/** @type {string[]} */ ...options) => {
    const { stdout, code } = await hrm(['arc', file, ...options])
    assert.equal(code, 0)
    return jsonLines(stdout).flatMap(({ task }) => task ?? [])
  }
  const drawn = await order('--seed', '7')
  assert.notDeepEqual(drawn, names)
  assert.deepEqual([...drawn].sort(), [...names].sort())
  assert.deepEqual(await order('--seed', '7', '--limit', '5'), drawn.slice(0, 5))
  const halves = [await order('--seed', '7', '--shard', '1/2'), await order('--seed', '7', '--shard', '2/2')]
  assert.deepEqual(
    drawn,
    drawn.map((_, i) => halves[i % 2][i >> 1]),
  )
  assert.notDeepEqual(await order('--seed', '8'), drawn)
  assert.equal((await hrm(['arc', file, '--seed', 'x'])).code, 2)
})

test('hrm arc by the clock, of tasks that are odd: a line or a sentence for each, never a crash', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hrm-arc-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const { task } = swapTask(random(SEED))
  const [pair] = task.train
  /** @type {[any, number, RegExp][]} */
  const odd = [
    [{ ...task, train: [pair] }, 0, /"answers":\[\[/],
    [{ ...task, train: [pair, { ...pair, output: [[1]] }] }, 0, /same input and different outputs/],
    [{ ...task, train: [pair, { input: [[1]], output: [[1, 2]] }] }, 0, /how large an output is/],
    [{ ...task, train: [{ ...pair, output: [] }] }, 3, /output of train pair 1 has 0 rows/],
    [{ ...task, train: [{ ...pair, output: [[10]] }] }, 3, /holds 10 in cell 1, which is no colour/],
    [{ ...task, train: [] }, 0, /needs an example/],
  ]
  for (const [i, [one, wanted, says]] of odd.entries()) {
    const file = join(folder, `${i}.json`)
    writeFileSync(file, JSON.stringify(one))
    const { stdout, stderr, code } = await hrm(['arc', file, '--seconds', '1'])
    assert.equal(code, wanted, stderr)
    assert.match(stdout + stderr, says)
    if (wanted) continue
    const [answered, { summary }] = jsonLines(stdout)
    assert.deepEqual([summary.n, summary.pass1, summary.firm.right], [1, null, null], 'no output is stated')
    if (answered.answers) assert.ok(answered.gflop > 0)
  }
})
