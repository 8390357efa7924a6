// 4-bit weights: converted by the command line, loaded as 8-bit ones.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRuntime } from '../../wasm/src/index.js'
import { hrm } from './cli.mjs'
import {
  GENERIC,
  HARD,
  SUDOKU,
  all,
  makeModel,
  outputDigest,
  randomWeights,
  refused,
  temporaryFolder,
} from './support.mjs'

const CONFIG = { ...SUDOKU, hidden_size: 72, num_heads: 2, inner_size: 100 }

test('a weights file is converted to any type; q4 is the smallest', async () => {
  const folder = await temporaryFolder()
  for (const config of [CONFIG, GENERIC]) {
    const files = await Promise.all([0, 1, 2].map((dtype) => makeModel({ ...config, dtype }, randomWeights(3))))
    const from = join(folder, 'f32.hrm')
    await writeFile(from, files[0])
    for (const [dtype, name] of ['f32', 'q8', 'q4'].entries()) {
      const out = join(folder, `${name}.out.hrm`)
      const { code, stdout, stderr } = await hrm(['convert', '--model', from, '--dtype', name, '--out', out])
      assert.equal(code, 0, stderr)
      assert.deepEqual([JSON.parse(stdout).dtype, JSON.parse(stdout).bytes], [name, files[dtype].length])
      assert.ok((await readFile(out)).equals(files[dtype]), name)
    }
    assert.ok(files[2].length < files[1].length && files[1].length < files[0].length)
  }
  const html = join(folder, 'page.hrm')
  await writeFile(html, '<!doctype html>')
  assert.equal((await hrm(['convert', '--model', html, '--dtype', 'q4', '--out', join(folder, 'never.hrm')])).code, 3)
  assert.equal(
    (await hrm(['convert', '--model', join(folder, 'absent.hrm'), '--dtype', 'q4', '--out', join(folder, 'never.hrm')]))
      .code,
    3,
  )
})

test('a q4 model says so, runs the same in every build, and near the float one', async () => {
  const [exact, packed] = await Promise.all([0, 2].map((dtype) => makeModel({ ...CONFIG, dtype }, randomWeights(3))))
  const digests = []
  for (const variant of /** @type {const} */ (['auto', 'simd', 'scalar'])) {
    const model = await (await createRuntime({ variant })).loadModel(packed)
    assert.deepEqual(
      [model.info.dtype, model.info.bytes, model.info.sha256],
      ['q4', packed.length, createHash('sha256').update(packed).digest('hex')],
    )
    digests.push(await outputDigest(model))
  }
  assert.equal(new Set(digests).size, 1)

  const runtime = await createRuntime()
  /** @type {Float32Array[]} */
  const logits = []
  for (const file of [exact, packed]) {
    const [step] = await all(
      (await runtime.loadModel(file)).solve(HARD, { halt: 'none', logits: true, maxSegments: 1 }),
    )
    logits.push(/** @type {Float32Array} */ (step.logits))
  }
  let difference = 0
  let square = 0
  logits[0].forEach((value, i) => {
    difference += (value - logits[1][i]) ** 2
    square += value ** 2
  })
  const relative = Math.sqrt(difference / square)
  assert.ok(relative > 1e-4 && relative < 0.3, `relative error ${relative}`)
})

test('loading q4 again and again takes no more memory; a damaged file leaves none behind', async () => {
  const packed = await makeModel({ ...CONFIG, dtype: 2 }, randomWeights(3))
  const damaged = packed.slice()
  damaged[damaged.length - 1] ^= 1
  const runtime = /** @type {any} */ (await createRuntime())
  ;(await runtime.loadModel(packed)).close()
  const [used, bytes] = [runtime.core.used.size, runtime.core.memory.buffer.byteLength]
  for (let i = 0; i < 5; i++) {
    ;(await runtime.loadModel(packed)).close()
    await refused(runtime.loadModel(damaged), 'MODEL_INVALID', /damaged/)
  }
  assert.deepEqual([runtime.core.used.size, runtime.core.memory.buffer.byteLength], [used, bytes])
})
