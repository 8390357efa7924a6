import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createRuntime } from '../../wasm/src/index.js'
import { vectorsBack } from '../../wasm/src/tasks/symmetry.js'
import { all, GENERIC, HARD, makeModel, randomWeights, SUDOKU } from './support.mjs'

/** @type {import('../../wasm/src/index.d.ts').Runtime} */
let runtime
before(async () => void (runtime = await createRuntime()))
after(() => runtime.close())

test('the states of the cells come with the steps that ask for them, and move', async () => {
  const model = await runtime.loadModel(await makeModel(GENERIC, randomWeights(5)))
  const tokens = Uint16Array.from({ length: 13 }, (_, i) => i % 7)
  const steps = await all(model.solve(tokens, { states: true }))
  for (const { z_H, z_L } of steps) {
    assert.deepEqual([z_H?.length, z_L?.length], [13 * 24, 13 * 24])
    assert.notDeepEqual(z_H, z_L)
    // Each vector is the outcome of a root mean square norm.
    for (let cell = 0; cell < 13; cell++) {
      const square = z_H?.subarray(cell * 24, (cell + 1) * 24).reduce((sum, value) => sum + value * value, 0) ?? 0
      assert.ok(Math.abs(square / 24 - 1) < 1e-3, `${square / 24}`)
    }
  }
  assert.notDeepEqual(steps[0].z_H, steps[1].z_H)
  const [plain] = await all(model.solve(tokens, { maxSegments: 1 }))
  assert.equal('z_H' in plain, false)
  model.close()
})

test('a twin’s states come back to the puzzle’s cells', async () => {
  const cells = [2, 0, 1]
  assert.deepEqual(
    [...vectorsBack({ cells, tokens: [] }, Float32Array.of(20, 21, 0, 1, 10, 11))],
    [0, 1, 10, 11, 20, 21],
  )
  const model = await runtime.loadModel(await makeModel(SUDOKU, randomWeights(6)))
  const steps = await all(model.solve(HARD, { states: true, attempts: 2, maxSegments: 1, guesses: false }))
  assert.deepEqual(
    steps.map(({ z_H }) => z_H?.length),
    [81 * 16, 81 * 16],
  )
  model.close()
})
