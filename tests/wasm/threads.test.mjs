// Threads: the same bits with any number of them; one, and a reason, where they are not to be had. In Node 20 with the
// options that make relaxed SIMD right.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { createRuntime } from '../../wasm/src/index.js'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'
import { hrm, jsonLines } from './cli.mjs'
import {
  DIST,
  HARD,
  HARD_SOLVED,
  SUDOKU,
  makeModel,
  outputDigest,
  randomWeights,
  refused,
  temporaryFolder,
  wasmBytes,
} from './support.mjs'

RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))

/** @type {Uint8Array<ArrayBuffer>[]} */
let files
before(async () => {
  const config = { ...SUDOKU, hidden_size: 128, inner_size: 384, H_cycles: 2, L_cycles: 2 }
  files = await Promise.all(
    [{ ...config, dtype: 0 }, config, { ...config, puzzle_emb_len: 0, num_puzzle_identifiers: 0 }].map((one) =>
      makeModel(one, randomWeights(7)),
    ),
  )
})

/** @param {import('../../wasm/src/index.d.ts').RuntimeOptions} options */
async function digestsWith(options) {
  const runtime = await createRuntime(options)
  const digests = []
  for (const file of files) digests.push(await outputDigest(await runtime.loadModel(file)))
  runtime.close()
  return digests
}

test('the bits do not depend on the number of threads', async () => {
  const expected = await digestsWith({ variant: 'scalar' })
  for (const variant of /** @type {const} */ (['simd', 'relaxed'])) {
    for (const threads of [1, 2, 3])
      assert.deepEqual(await digestsWith({ variant, threads }), expected, `${variant}, ${threads} threads`)
  }
})

test('the reason says how many run; where they cannot, one does, and why', async () => {
  const two = await createRuntime({ threads: 2 })
  assert.deepEqual([two.variant, two.threads], ['relaxed', 2])
  assert.match(two.variantReason, /comes out right; 2 threads\.$/)
  two.close()
  await refused(two.loadModel(files[0]), 'CLOSED')
  const given = await createRuntime({
    threads: 4,
    wasmUrl: { simd: new URL('hrm-simd-threads.wasm', DIST), scalar: new URL('hrm-scalar.wasm', DIST) },
  })
  assert.deepEqual([given.variant, given.threads], ['simd', 4])
  given.close()
  const single = await createRuntime({ wasmUrl: new URL('hrm-simd-threads.wasm', DIST) })
  assert.deepEqual(
    [single.threads, single.variantReason],
    [1, 'simd: the only build given; the golden vector comes out right.'],
  )

  for (const options of /** @type {import('../../wasm/src/index.d.ts').RuntimeOptions[]} */ ([
    { variant: 'scalar' },
    { wasmBinary: { simd: wasmBytes('simd') } },
  ])) {
    const runtime = await createRuntime({ threads: 2, ...options })
    assert.equal(runtime.threads, 1)
    assert.match(runtime.variantReason, /; one thread: this build has no threads\.$/)
  }
  const isolated = Object.getOwnPropertyDescriptor(globalThis, 'crossOriginIsolated')
  try {
    Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false, configurable: true })
    const foreign = await createRuntime({ threads: 2 })
    assert.equal(foreign.threads, 1)
    assert.match(foreign.variantReason, /; one thread: this page is not cross-origin isolated\.$/)
  } finally {
    if (isolated) Object.defineProperty(globalThis, 'crossOriginIsolated', isolated)
    else Reflect.deleteProperty(globalThis, 'crossOriginIsolated')
  }
  for (const threads of [0, 65, 1.5, NaN])
    await refused(createRuntime({ threads }), 'ARGUMENT', /threads is a whole number from 1 to 64/)
})

test('the command line has --threads; its process ends', async () => {
  const folder = await temporaryFolder()
  const [model, input] = ['model.hrm', 'puzzles.csv'].map((name) => join(folder, name))
  await writeFile(model, files[1])
  await writeFile(input, `question,answer\n${HARD},${HARD_SOLVED}\n${HARD_SOLVED},${HARD_SOLVED}\n`)
  const runs = await Promise.all(
    [[], ['--threads', '2'], ['--threads', '2', '--jobs', '2']].map((more) =>
      hrm(['eval', '--model', model, '--input', input, ...more]),
    ),
  )
  assert.deepEqual(
    runs.map(({ code }) => code),
    [0, 0, 0],
    runs[1].stderr,
  )
  assert.deepEqual(
    runs.map(({ stderr }) => /; 2 threads\./.test(stderr)),
    [false, true, true],
  )
  const [lines, ...others] = runs.map(({ stdout }) =>
    jsonLines(stdout)
      .slice(0, 2)
      .map((line) => ({ ...line, ms: 0 })),
  )
  for (const other of others) assert.deepEqual(other, lines)
  const solved = await hrm(['solve', '--threads', '2', '--model', model, '--segments', '1', HARD])
  assert.deepEqual([solved.code, /2 threads/.test(solved.stderr)], [1, false])
  const wrong = await hrm(['solve', '--threads', '99', '--model', model, HARD])
  assert.deepEqual([wrong.code, /threads is a whole number/.test(wrong.stderr)], [2, true])
})
