// The official PyTorch model's own outputs, where they are at hand: ../shared/reference/.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { hrm } from './cli.mjs'
import { referenceFolder, temporaryFolder } from './support.mjs'

/** The largest difference between two nested lists of numbers of the same shape.
 * @param {any} a @param {any} b @returns {number} */
function distance(a, b) {
  if (typeof a === 'number') return Math.abs(a - b)
  assert.equal(b.length, a.length)
  return a.reduce(
    (/** @type {number} */ most, /** @type {any} */ one, /** @type {number} */ i) =>
      Math.max(most, distance(one, b[i])),
    0,
  )
}

for (const name of ['sudoku-rope', 'grid-learned']) {
  const folder = referenceFolder(name)
  const missing = folder ? false : `the reference model ${name} is not here (../shared/reference)`
  if (missing) console.log(missing)

  test(`${name}: float32 is as exact as PyTorch, int8 the same bits in both builds`, { skip: missing }, async () => {
    const path = join(/** @type {string} */ (folder), 'expected.json')
    const expected = JSON.parse(readFileSync(path, 'utf8'))
    const segments = expected.logits.length
    const models = await temporaryFolder()
    /** @param {string} dtype @param {string} variant */
    const forward = async (dtype, variant) => {
      const { code, stdout, stderr } = await hrm([
        'forward',
        '--model',
        join(models, dtype),
        '--inputs',
        path,
        '--segments',
        String(segments),
        '--variant',
        variant,
      ])
      assert.equal(code, 0, stderr)
      return JSON.parse(stdout)
    }
    for (const dtype of ['f32', 'q8']) {
      const { code, stderr } = await hrm([
        'convert',
        '--checkpoint',
        /** @type {string} */ (folder),
        '--dtype',
        dtype,
        '--out',
        join(models, dtype),
      ])
      assert.equal(code, 0, stderr)
      const scalar = await forward(dtype, 'scalar')
      assert.deepEqual(await forward(dtype, 'simd'), scalar, `${dtype}: scalar and simd`)
      const errors = expected.logits.map((/** @type {any} */ logits, /** @type {number} */ s) =>
        distance(logits, scalar.logits[s]),
      )
      console.log(
        `${name} ${dtype}: largest error of a logit, by segment: ${errors.map((/** @type {number} */ one) => one.toExponential(1)).join(' ')}`,
      )
      if (dtype === 'q8') continue
      errors.forEach((/** @type {number} */ error, /** @type {number} */ s) => {
        const allowed = Math.min(10 * expected.f32_deviation[s], 2e-4)
        assert.ok(error <= allowed, `segment ${s + 1}: ${error} is more than ${allowed}`)
      })
      assert.ok(distance(expected.q, scalar.q) <= 2e-4)
      assert.deepEqual(scalar.argmax, expected.argmax)
    }
  })
}
