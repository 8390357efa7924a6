// What is read out of z_H within a segment: what a model of fewer H cycles would say, and nothing else is touched by it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'
import { createRuntime } from '../../wasm/src/index.js'
import { RULE } from '../../wasm/src/layout.js'
import { MappedModel } from '../../wasm/src/mapped.js'
import { all, GENERIC, HARD, makeModel, random, randomWeights, startCore, SUDOKU } from './support.mjs'

const VARIANTS = /** @type {const} */ (['scalar', 'simd', 'relaxed', 'relaxed16'])
RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const CYCLES = 4

/** One segment after another: the words of logits, Q values and state, and the logits of the H cycles before.
 * @param {import('../../wasm/src/core.js').Core} core @param {Uint8Array} file @param {number[]} tokens @param {boolean} inside */
function segments(core, file, tokens, inside) {
  const address = core.alloc(file.length)
  core.u8(address, file.length).set(file)
  const mapped = new MappedModel(core, address, file.length)
  const state = mapped.newState()
  const all = Array.from({ length: 2 }, () => {
    const { logits, inside: cycles } = mapped.segment(state, tokens, 0, undefined, inside)
    return {
      words: [
        ...core.u32(logits.byteOffset, logits.length),
        ...core.u32(mapped.q, 2),
        ...core.u32(state, mapped.stateBytes / 4),
      ],
      logits: [...logits],
      cycles: cycles.map((one) => [...one]),
    }
  })
  mapped.free()
  assert.equal(core.used.size, 0)
  return all
}

test('an H cycle reads out what a model that ends there says; the segment is the same with and without it', async () => {
  const cores = await Promise.all(VARIANTS.map(startCore))
  const next = random(7)
  // Every third cell is padding in the relative one, which then has fewer tokens than cells.
  for (const [name, config, hole] of /** @type {const} */ ([
    ['Sudoku', SUDOKU, 0],
    ['without a task', { ...GENERIC, pos_encodings: 0, rope_theta: 10000 }, 0],
    ['one network', { ...SUDOKU, H_layers: 0 }, 0],
    [
      'relative',
      {
        ...SUDOKU,
        task: 3,
        grid_rows: 5,
        grid_cols: 3,
        seq_len: 15,
        pos_encodings: 4,
        rope_theta: 1,
        rules: RULE.noCell0,
      },
      3,
    ],
  ])) {
    const files = await Promise.all(
      Array.from({ length: CYCLES }, (_, i) =>
        makeModel({ ...config, H_cycles: i + 1, L_cycles: 2 }, randomWeights(5)),
      ),
    )
    const tokens = Array.from({ length: config.seq_len }, (_, i) =>
      hole && i % hole === 0 ? 0 : 1 + Math.floor(next() * (config.vocab_size - 1)),
    )
    for (const core of cores) {
      const shorter = files.slice(0, -1).map((file) => segments(core, file, tokens, false)[0].logits)
      const plain = segments(core, files[CYCLES - 1], tokens, false)
      const told = segments(core, files[CYCLES - 1], tokens, true)
      assert.deepEqual(told[0].cycles, shorter, name)
      assert.deepEqual(
        plain.map(({ cycles }) => cycles),
        [[], []],
      )
      assert.deepEqual(
        told.map(({ words }) => words),
        plain.map(({ words }) => words),
        name,
      )
      assert.notDeepEqual(told[1].cycles, told[0].cycles)
    }
  }
})

test('a step has its cycles where they are asked for, turned back in attempts at twins', async () => {
  const runtime = await createRuntime()
  const model = await runtime.loadModel(await makeModel({ ...SUDOKU, H_cycles: 3 }, randomWeights(3)))
  const shorter = await runtime.loadModel(await makeModel({ ...SUDOKU, H_cycles: 2 }, randomWeights(3)))
  /** @param {typeof model} one @param {import('../../wasm/src/index.d.ts').SolveOptions} options */
  const steps = (one, options) =>
    all(one.solve(HARD, { maxSegments: 1, attempts: 3, guesses: false, logits: true, ...options }))
  const [plain, told, ended] = [await steps(model, {}), await steps(model, { cycles: true }), await steps(shorter, {})]
  assert.equal(told.length, 3)
  plain.forEach((step, i) => {
    assert.equal(step.cycles, undefined)
    assert.equal(told[i].cycles?.length, 2)
    assert.deepEqual(told[i].grid, step.grid)
    const { tokens, probability, entropy, grid, logits, answer } = ended[i]
    assert.deepEqual(told[i].cycles?.[1], { tokens, probability, entropy, grid, logits, answer })
  })
  runtime.close()
})
