// Relaxed SIMD: chosen where it computes right, passed over where it does not. In Node 20 this file runs with the options that make it right.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { createRuntime } from '../../wasm/src/index.js'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'
import { DIST, SUDOKU, makeModel, outputDigest, randomWeights, refused, wasmBytes, withInstruction } from './support.mjs'

RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const simd = wasmBytes('simd')
const scalar = wasmBytes('scalar')

/** The relaxed build with every int8 dot product made a floating-point multiply and add: valid, and wrong. */
const wrongRelaxed = () => withInstruction(wasmBytes('relaxed'), [0x93, 0x02], [0x85, 0x02])

test('relaxed SIMD is chosen where it computes right, and gives the same bits', async () => {
  const auto = await createRuntime()
  assert.equal(auto.variant, 'relaxed')
  assert.match(auto.variantReason, /^relaxed: the fastest build; the golden vector comes out right/)
  const asked = await createRuntime({ variant: 'relaxed', wasmUrl: DIST })
  assert.match(asked.variantReason, /^relaxed: asked for/)
  const file = await makeModel({ ...SUDOKU, hidden_size: 128, inner_size: 384 }, randomWeights(7))
  const runtimes = [auto, asked, await createRuntime({ variant: 'simd' }), await createRuntime({ variant: 'scalar' })]
  const digests = await Promise.all(runtimes.map(async (runtime) => outputDigest(await runtime.loadModel(file))))
  assert.equal(new Set(digests).size, 1)
})

test('a relaxed build that computes wrong values, or is not given, makes way for SIMD, and both for scalar', async () => {
  const relaxed = wrongRelaxed()
  const wrong = await createRuntime({ wasmBinary: { relaxed, simd, scalar } })
  assert.equal(wrong.variant, 'simd')
  assert.match(wrong.variantReason, /^simd: The relaxed build computes wrong values in this engine.*; the golden vector comes out right\.$/)
  await refused(createRuntime({ variant: 'relaxed', wasmBinary: { relaxed, simd, scalar } }), 'WASM_WRONG')
  await refused(createRuntime({ wasmBinary: { relaxed } }), 'WASM_WRONG')
  const two = await createRuntime({ wasmBinary: { simd, scalar } })
  assert.match(two.variantReason, /^simd: No relaxed build was given;/)
  const last = await createRuntime({ wasmBinary: { relaxed, simd: simd.subarray(0, 1000), scalar } })
  assert.match(last.variantReason, /^scalar: The relaxed build computes wrong .*; wasmBinary does not compile: .*; the golden vector comes out right\.$/)
  await refused(createRuntime({ wasmBinary: {} }), 'ARGUMENT', /No build was given/)
})

/** What `node ARGUMENTS` says of a runtime with these options, in a process of its own: code that was compiled well once is kept and shared.
 * @param {string[]} args @param {object} [options] */
async function startedBy(args, options = {}) {
  const script = `import { createRuntime } from ${JSON.stringify(new URL('../../wasm/src/index.js', import.meta.url).href)}
    createRuntime(${JSON.stringify(options)}).then((runtime) => console.log(runtime.variantReason), (error) => console.log(error.code))`
  return (await promisify(execFile)(process.execPath, [...args, '--input-type=module', '--eval', script])).stdout.trim()
}

const FLAG = '--experimental-wasm-relaxed-simd'
const skip = !RELAXED_OPTIONS.includes(FLAG) && `Node ${process.version} has relaxed SIMD without a flag`

test('the wrong dot product of Node 20 is caught, and SIMD used', { skip }, async () => {
  for (let i = 0; i < 3; i++) {
    assert.match(await startedBy([FLAG]), /^simd: The relaxed build computes wrong values in this engine: .*; the golden vector comes out right\.$/)
    assert.equal(await startedBy([FLAG], { variant: 'relaxed' }), 'WASM_WRONG')
  }
})

test('where the engine has no relaxed SIMD, its file is not read', { skip }, async () => {
  const wasmUrl = { relaxed: 'file:///nowhere/hrm-relaxed.wasm', simd: new URL('hrm-simd.wasm', DIST).href }
  assert.match(await startedBy([], { wasmUrl }), /^simd: This engine has no WebAssembly relaxed SIMD;/)
})
