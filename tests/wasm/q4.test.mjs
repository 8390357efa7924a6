// 4-bit weights: converted by the command line, loaded as 8-bit ones.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { ModelFile } from '../../wasm/cli/model-file.mjs'
import { crc32 } from '../../wasm/src/convert/libraries.js'
import { createRuntime } from '../../wasm/src/index.js'
import { KIND, tensorsOfConfig } from '../../wasm/src/layout.js'
import { chooseCore } from '../../wasm/src/modules.js'
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

test('a weights file is converted tensor by tensor, checked as the core checks it, its position tables kept', async () => {
  const path = join(await temporaryFolder(), 'model.hrm')
  const { core } = await chooseCore({})
  const runtime = await createRuntime()
  const whole = Buffer.from(await makeModel({ ...CONFIG, dtype: 2, pos_encodings: 0 }, randomWeights(4)))
  /** @param {(file: Buffer) => Uint8Array} damage */
  const damaged = (damage) => damage(Buffer.from(whole))
  for (const file of [
    damaged((file) => file.fill(1, 3, 4)),
    damaged((file) => file.fill(9, 8, 9)),
    damaged((file) => file.fill(7, 13, 14)),
    damaged((file) => file.fill(7, 16, 17)),
    damaged((file) => file.fill(255, 64, 68)),
    damaged((file) => file.fill(7, 140, 141)),
    damaged((file) => file.fill(77, file.length - 200, file.length - 199)),
    damaged((file) => file.subarray(0, 60)),
    damaged((file) => file.subarray(0, -1)),
    damaged((file) => Buffer.concat([file, file.subarray(0, 1)])),
  ]) {
    await writeFile(path, file)
    const { message } = await refused(runtime.loadModel(file), 'MODEL_INVALID')
    assert.equal((await refused(ModelFile.open(core, path), 'MODEL_INVALID')).message, message)
  }

  // RoPE's tables: of a file whose positions have two dimensions they are not those that the core computes.
  const tables = [...tensorsOfConfig(core, { ...CONFIG, dtype: 2, pos_encodings: 0 })].filter(({ kind }) =>
    [KIND.ropeCos, KIND.ropeSin].includes(kind),
  )
  assert.equal(tables.length, 2)
  for (const { offset, bytes } of tables) whole.fill(whole.subarray(offset, offset + 4), offset + 4, offset + bytes)
  whole.fill(0, 12, 16)
  whole.writeInt32LE(crc32(whole), 12)
  await writeFile(path, whole)
  const out = `${path}.out`
  const { code, stderr } = await hrm(['convert', '--model', path, '--dtype', 'q8', '--out', out])
  assert.equal(code, 0, stderr)
  const written = await readFile(out)
  const places = [...tensorsOfConfig(core, { ...CONFIG, dtype: 1, pos_encodings: 0 })]
  for (const { kind, offset, bytes } of tables) {
    const at = places.find((one) => one.kind === kind)?.offset ?? 0
    assert.ok(written.subarray(at, at + bytes).equals(whole.subarray(offset, offset + bytes)))
  }
  const [from, to] = await Promise.all([whole, written].map((file) => runtime.loadModel(file)))
  assert.equal(await outputDigest(to), await outputDigest(from), 'q8 is what q4 runs as')
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
