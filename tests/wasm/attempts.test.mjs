import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { guess as makeGuess } from '../../wasm/src/tasks/guess.js'
import { createRuntime } from '../../wasm/src/index.js'
import { paceOf } from '../../wasm/src/policy.js'
import { random } from '../../wasm/src/random.js'
import { twinOf } from '../../wasm/src/tasks/symmetry.js'
import { task as sudokuTask } from '../../wasm/src/tasks/sudoku.js'
import {
  GENERIC,
  HARD,
  HARD_SOLVED,
  SUDOKU,
  all,
  echoWeights,
  guessWeights,
  makeModel,
  randomWeights,
  refused,
} from './support.mjs'

/** @typedef {import('../../wasm/src/index.d.ts').Model} Model */
/** @typedef {import('../../wasm/src/index.d.ts').Step} Step */
/** @typedef {import('../../wasm/src/tasks/symmetry.js').Symmetry} Symmetry */

/** @type {Model} */
let noise
/** @type {Model} */
let guess
/** @type {Model} */
let echo
/** @type {import('../../wasm/src/index.d.ts').Runtime & { core: import('../../wasm/src/core.js').Core }} */
let runtime
before(async () => {
  runtime = /** @type {any} */ (await createRuntime())
  noise = await runtime.loadModel(await makeModel(SUDOKU, randomWeights(5)))
  guess = await runtime.loadModel(await makeModel(SUDOKU, guessWeights))
  echo = await runtime.loadModel(await makeModel(SUDOKU, echoWeights()))
})

/** The symmetries of the attempts 2, 3, ... to the last.
 * @param {Model} model @param {number} attempts @param {number} seed @returns {Symmetry[]} */
function symmetries({ info }, attempts, seed) {
  const next = random(seed)
  return Array.from({ length: attempts - 1 }, () => {
    const symmetry = /** @type {NonNullable<typeof sudokuTask.twin>} */ (sudokuTask.twin)(next, info)
    next() // the seed of its guesses
    return symmetry
  })
}
/** @param {Step[]} steps */
const untimed = (steps) => steps.map((step) => ({ ...step, ms: 0 }))
/** @param {string} puzzle */
const tokensOf = (puzzle) => Uint16Array.from(puzzle, (character) => (Number(character) || 0) + 1)

test('each attempt is a solve of its twin, told in the cells and digits of the puzzle', async () => {
  const attempts = 5
  const seed = 42
  const steps = await all(noise.solve(HARD, { maxSegments: 3, attempts, seed, logits: true }))
  assert.deepEqual(
    steps.map(({ attempt, segment, done }) => [attempt, segment, done]),
    Array.from({ length: 15 }, (_, i) => [1 + Math.floor(i / 3), 1 + (i % 3), i === 14]),
  )
  assert.deepEqual(
    untimed(steps.slice(0, 3)),
    untimed(
      await all(noise.solve(HARD, { maxSegments: 3, logits: true })).then((plain) =>
        plain.map((step) => ({ ...step, done: false })),
      ),
    ),
  )
  for (const [i, symmetry] of symmetries(noise, attempts, seed).entries()) {
    const there = await all(noise.solve(twinOf(symmetry, tokensOf(HARD)), { maxSegments: 3, logits: true }))
    const { cells, tokens } = symmetry
    there.forEach((said, segment) => {
      const step = steps[3 * (i + 1) + segment]
      assert.equal(step.attempt, i + 2)
      assert.deepEqual([step.qHalt, step.qContinue, step.valid], [said.qHalt, said.qContinue, said.valid])
      for (let cell = 0; cell < 81; cell++) {
        const here = cells[cell]
        assert.equal(tokens[step.tokens[here]], said.tokens[cell])
        assert.ok(Math.abs(step.probability[here] - said.probability[cell]) < 1e-6)
        assert.ok(Math.abs(step.entropy[here] - said.entropy[cell]) < 1e-5)
        for (let token = 0; token < 11; token++) {
          assert.equal(
            /** @type {Float32Array} */ (step.logits)[here * 11 + token],
            /** @type {Float32Array} */ (said.logits)[cell * 11 + tokens[token]],
          )
        }
      }
      assert.deepEqual(
        step.changed,
        said.changed.map((cell) => cells[cell]).sort((a, b) => a - b),
      )
      assert.equal(step.grid, Array.from(step.tokens, (token) => (token > 1 ? token - 1 : '.')).join(''))
    })
  }
  for (const step of await all(echo.solve(HARD, { maxSegments: 2, attempts: 6 })))
    assert.deepEqual([step.grid, step.changed], [HARD, []])
})

test('it ends at the first attempt that the rules confirm, and says which', async () => {
  // The model writes a 1 into every blank: right where the symmetry has made a 1 of the digit that is wanted.
  for (const [digit, seed] of [
    ['4', 1],
    ['9', 1],
    ['4', 77],
    ['1', 1],
  ]) {
    const cell = HARD_SOLVED.indexOf(/** @type {string} */ (digit))
    const puzzle = `${HARD_SOLVED.slice(0, cell)}.${HARD_SOLVED.slice(cell + 1)}`
    const expected =
      digit === '1'
        ? 1
        : 2 + symmetries(guess, 200, Number(seed)).findIndex(({ tokens }) => tokens[Number(digit) + 1] === 2)
    const steps = await all(guess.solve(puzzle, { maxSegments: 2, attempts: 200, seed: Number(seed) }))
    const last = /** @type {Step} */ (steps.at(-1))
    assert.deepEqual(
      [last.attempt, last.segment, last.valid, last.done, last.grid],
      [expected, 1, true, true, HARD_SOLVED],
    )
    assert.equal(steps.length, 2 * (expected - 1) + 1)
    assert.ok(steps.slice(0, -1).every((step) => !step.valid && !step.done))
  }
})

test('the seed decides, its default is 1, and a later start changes nothing', async () => {
  const options = { maxSegments: 2, attempts: 6 }
  const plain = untimed(await all(noise.solve(HARD, options)))
  assert.deepEqual(untimed(await all(noise.solve(HARD, { ...options, seed: 1 }))), plain)
  const other = untimed(await all(noise.solve(HARD, { ...options, seed: 2 })))
  assert.deepEqual(other.slice(0, 2), plain.slice(0, 2))
  assert.notDeepEqual(other.slice(2), plain.slice(2))
  assert.deepEqual(untimed(await all(noise.solve(HARD, { ...options, firstAttempt: 4 }))), plain.slice(6))
})

test('a guess is the surest of the unsure blanks, drawn by the probabilities', () => {
  const log = Math.log
  // Three cells, tokens 0 (blank), 1, 2. The first is given, the second is sure, the third and fourth are not.
  const logits = Float32Array.of(0, 9, 0, -9, 9, 0, log(0.1), log(0.6), log(0.3), log(0.2), log(0.4), log(0.4))
  const probability = Float32Array.of(1, 1, 0.6, 0.4)
  /** @param {number} chance @param {number[]} [given] */
  const at = (chance, given = [1, 0, 0, 0]) =>
    makeGuess(
      given,
      0,
      probability,
      logits,
      (token) => token > 0,
      () => chance,
    )
  assert.deepEqual(at(0), { cell: 2, token: 1 })
  assert.deepEqual(at(0.66), { cell: 2, token: 1 }) // 0.6 of 0.9: the blank is no answer
  assert.deepEqual(at(0.67), { cell: 2, token: 2 })
  assert.deepEqual(at(1 - 2 ** -32), { cell: 2, token: 2 })
  assert.deepEqual(at(0.49, [1, 0, 2, 0]), { cell: 3, token: 1 })
  assert.equal(at(0, [1, 0, 2, 1]), undefined)
})

test('from the fourth segment on a further attempt guesses, one cell a segment, and the model sees it', async () => {
  const options = { maxSegments: 7, attempts: 3, seed: 9, logits: true }
  const steps = await all(noise.solve(HARD, options))
  assert.deepEqual(
    steps.map(({ guessed }) => guessed.length),
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 1, 2, 3],
  )
  assert.equal(new Set(steps[13].guessed).size, 3)
  assert.ok(steps[13].guessed.every((cell) => HARD[cell] === '.'))
  const plain = await all(noise.solve(HARD, { ...options, guesses: false }))
  assert.ok(plain.every(({ guessed }) => guessed.length === 0))
  for (const [i, step] of steps.entries()) {
    const same = step.logits?.every((value, k) => value === plain[i].logits?.[k])
    assert.equal(same, step.guessed.length === 0, `step ${i}`)
  }
  assert.deepEqual(untimed(await all(noise.solve(HARD, options))), untimed(steps))
})

test('an attempt that has nothing left to guess ends early', async () => {
  const puzzle = `${HARD_SOLVED.slice(0, 79)}..`
  const steps = await all(guess.solve(puzzle, { maxSegments: 9, attempts: 3 }))
  assert.deepEqual(
    steps.map(({ attempt }) => attempt),
    [...Array(9).fill(1), ...Array(6).fill(2), ...Array(6).fill(3)],
  )
  assert.deepEqual(
    steps.map(({ done }) => done),
    [...Array(20).fill(false), true],
  )
})

test('the former names of attempts and firstAttempt still work', async () => {
  const steps = await all(noise.solve(HARD, { maxSegments: 1, rollouts: 3, firstRollout: 2 }))
  const today = await all(noise.solve(HARD, { maxSegments: 1, attempts: 3, firstAttempt: 2 }))
  assert.deepEqual(untimed(steps), untimed(today))
  assert.deepEqual(
    steps.map(({ attempt, rollout }) => [attempt, rollout]),
    [
      [2, 2],
      [3, 3],
    ],
  )
})

test('attempts that make no sense are refused', async () => {
  for (const options of [
    { attempts: 0 },
    { attempts: 1.5 },
    { firstAttempt: 0 },
    { firstAttempt: 3, attempts: 2 },
    { seed: -1 },
    { seed: 0.5 },
  ]) {
    await refused(noise.solve(HARD, options).next(), 'ARGUMENT', /whole number|only 2 attempts/)
  }
  for (const halt of /** @type {const} */ (['q', 'none']))
    await refused(noise.solve(HARD, { attempts: 2, halt }).next(), 'ARGUMENT', /needs halt "rules"/)
  const generic = await runtime.loadModel(await makeModel(GENERIC, randomWeights(3)))
  await refused(generic.solve(new Uint16Array(13), { attempts: 2 }).next(), 'ARGUMENT', /no symmetries/)
  await refused(
    generic.solve(new Uint16Array(13), { attempts: 2, halt: 'rules' }).next(),
    'ARGUMENT',
    /rules of the task/,
  )
})

test('leaving and aborting in a later attempt give its state back', async () => {
  const used = runtime.core.used.size
  const controller = new AbortController()
  /** @type {number[]} */
  const seen = []
  const work = (async () => {
    for await (const { attempt, segment } of noise.solve(HARD, {
      maxSegments: 2,
      attempts: 1000,
      signal: controller.signal,
    })) {
      seen.push(attempt)
      if (attempt === 3 && segment === 1) controller.abort()
    }
  })()
  await refused(work, 'ABORTED')
  assert.deepEqual(seen, [1, 1, 2, 2, 3])
  for await (const { attempt } of noise.solve(HARD, { maxSegments: 1, attempts: 9 })) if (attempt === 4) break
  assert.equal(runtime.core.used.size, used)
})

test('the policy: short attempts of small segments where a model can guess and nothing else is said', async () => {
  const info = { task: /** @type {const} */ ('sudoku'), config: { ...noise.info.config, H_cycles: 3, L_cycles: 36 } }
  const open = { attempts: 9, maxSegments: undefined }
  assert.deepEqual(paceOf(info, open), {
    maxSegments: 16,
    firstSegments: 8,
    cycles: { H_cycles: 1, L_cycles: 18 },
    guessAfter: 4,
    guesses: 3,
  })
  // Few L cycles: as many updates, but no more segments than the model has.
  const few = { ...info, config: { ...info.config, H_cycles: 2, L_cycles: 2, halt_max_steps: 16 } }
  assert.deepEqual(paceOf(few, open), {
    maxSegments: 32,
    firstSegments: 32,
    cycles: { H_cycles: 1, L_cycles: 2 },
    guessAfter: 8,
    guesses: 3,
  })
  // One attempt, or one of a length that is given, or of a task without guesses, is the model as it is.
  const whole = { cycles: { H_cycles: 3, L_cycles: 36 }, guessAfter: 4, guesses: Infinity }
  assert.deepEqual(paceOf(info, { ...open, attempts: 1 }), { ...whole, maxSegments: 8, firstSegments: 8 })
  assert.deepEqual(paceOf(info, { ...open, maxSegments: 5 }), { ...whole, maxSegments: 5, firstSegments: 5 })
  assert.deepEqual(paceOf({ ...info, task: 'maze' }, open), { ...whole, maxSegments: 8, firstSegments: 8 })

  // A segment of one H cycle of 18 is a segment of a model of such cycles, and one that follows at the file's own is again.
  const deep = await runtime.loadModel(await makeModel({ ...SUDOKU, H_cycles: 3, L_cycles: 36 }, randomWeights(5)))
  const small = await runtime.loadModel(await makeModel({ ...SUDOKU, H_cycles: 1, L_cycles: 18 }, randomWeights(5)))
  const options = { seed: 3, logits: true }
  const steps = await all(deep.solve(HARD, { ...options, attempts: 2 }))
  assert.deepEqual(
    steps.map(({ attempt, segment, maxSegments, updates }) => [attempt, segment, maxSegments, updates]),
    [8, 16].flatMap((most, k) => Array.from({ length: most }, (_, i) => [k + 1, i + 1, most, 19])),
  )
  // Three guesses stand at once; with the fourth the first is taken back.
  const further = steps.slice(8)
  assert.deepEqual(
    further.map(({ guessed }) => guessed.length),
    [0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3],
  )
  further.slice(7).forEach(({ guessed }, i) => assert.deepEqual(guessed.slice(0, 2), further[6 + i].guessed.slice(1)))
  const same = await all(small.solve(HARD, { ...options, attempts: 2, maxSegments: 7 }))
  const until = (/** @type {Step[]} */ all) => all.map(({ logits, guessed, updates }) => ({ logits, guessed, updates }))
  assert.deepEqual(until(further.slice(0, 7)), until(same.slice(7)))
  const [own] = await all(deep.solve(HARD, { ...options, maxSegments: 1 }))
  const thrice = await all(small.solve(HARD, { ...options, maxSegments: 3 }))
  assert.equal(own.updates, 3 * 37)
  assert.notDeepEqual(own.logits, thrice[2].logits)
})
