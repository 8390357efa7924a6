// Relaxed SIMD: chosen where it computes right, passed over where it does not. In Node 20 this file runs with the
// options that make it right.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { createRuntime } from '../../wasm/src/index.js'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'
import {
  DIST,
  SUDOKU,
  makeModel,
  outputDigest,
  randomWeights,
  refused,
  wasmBytes,
  withInstruction,
} from './support.mjs'

RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const simd = wasmBytes('simd')
const scalar = wasmBytes('scalar')

/** Int8 dot products that add to sums of 32 bits, and that leave sums of 16 bits; and what takes as many operands,
 * valid and wrong.
 */
const DOT_32 = [
  [0x93, 0x02],
  [0x85, 0x02],
] // f32x4.relaxed_madd
const DOT_16 = [
  [0x92, 0x02],
  [0x95, 0x01],
] // i16x8.mul
/** The two relaxed builds with every one of these dot products made the wrong instruction.
 * @param {number[][][]} wrong */
const relaxedWith = (...wrong) => {
  const [relaxed, relaxed16] = /** @type {const} */ (['relaxed', 'relaxed16']).map((build) =>
    wrong.reduce((bytes, [from, to]) => withInstruction(bytes, from, to), wasmBytes(build)),
  )
  return { relaxed, relaxed16 }
}

test('relaxed SIMD is chosen where it computes right, and gives the same bits', async () => {
  const auto = await createRuntime()
  assert.equal(auto.variant, 'relaxed')
  assert.match(
    auto.variantReason,
    /^relaxed: the fastest build; sums in (16|32) bits; the golden vector comes out right\.$/,
  )
  const asked = await createRuntime({ variant: 'relaxed', wasmUrl: DIST })
  assert.match(asked.variantReason, /^relaxed: asked for/)
  const file = await makeModel({ ...SUDOKU, hidden_size: 128, inner_size: 384 }, randomWeights(7))
  const runtimes = [auto, asked, await createRuntime({ variant: 'simd' }), await createRuntime({ variant: 'scalar' })]
  const digests = await Promise.all(runtimes.map(async (runtime) => outputDigest(await runtime.loadModel(file))))
  assert.equal(new Set(digests).size, 1)
})

test('of the two dot products one that computes wrong makes way for the other, quicker or not', async () => {
  const file = await makeModel({ ...SUDOKU, hidden_size: 128, inner_size: 384 }, randomWeights(8))
  const right = await outputDigest(await (await createRuntime({ variant: 'simd' })).loadModel(file))
  for (const [wrong, bits] of /** @type {const} */ ([
    [DOT_32, 16],
    [DOT_16, 32],
  ])) {
    const runtime = await createRuntime({ wasmBinary: relaxedWith(wrong) })
    assert.match(runtime.variantReason, new RegExp(`; sums in ${bits} bits; the golden`))
    assert.equal(await outputDigest(await runtime.loadModel(file)), right)
  }
})

test('a relaxed build that computes wrong values, or is not given, makes way for SIMD, and both for scalar', async () => {
  const relaxed = relaxedWith(DOT_32, DOT_16)
  const wrong = await createRuntime({ wasmBinary: { ...relaxed, simd, scalar } })
  assert.equal(wrong.variant, 'simd')
  assert.match(
    wrong.variantReason,
    /^simd: The relaxed build computes wrong values in this engine.*; the golden vector comes out right\.$/,
  )
  await refused(createRuntime({ variant: 'relaxed', wasmBinary: { ...relaxed, simd, scalar } }), 'WASM_WRONG')
  await refused(createRuntime({ wasmBinary: relaxed }), 'WASM_WRONG')
  await refused(createRuntime({ wasmBinary: { relaxed: relaxed.relaxed } }), 'WASM_WRONG')
  const two = await createRuntime({ wasmBinary: { simd, scalar } })
  assert.match(two.variantReason, /^simd: No relaxed build was given;/)
  const last = await createRuntime({ wasmBinary: { ...relaxed, simd: simd.subarray(0, 1000), scalar } })
  assert.match(
    last.variantReason,
    /^scalar: The relaxed build computes wrong .*; wasmBinary does not compile: .*; the golden vector comes out right\.$/,
  )
  await refused(createRuntime({ wasmBinary: {} }), 'ARGUMENT', /No build was given/)
})

/** What `node ARGUMENTS` prints of a script, in a process of its own: code that was compiled well once is kept and
 * shared.
 * @param {string[]} args @param {string} script */
async function printedBy(args, script) {
  return (await promisify(execFile)(process.execPath, [...args, '--input-type=module', '--eval', script])).stdout.trim()
}
/** @param {string} path */
const source = (path) => JSON.stringify(new URL(`../../wasm/src/${path}`, import.meta.url).href)

/** What `node ARGUMENTS` says of a runtime with these options.
 * @param {string[]} args @param {object} [options] */
const startedBy = (args, options = {}) =>
  printedBy(
    args,
    `import { createRuntime } from ${source('index.js')}
  createRuntime(${JSON.stringify(options)}).then((runtime) => console.log(runtime.variantReason), (error) => console.log(error.code))`,
  )

/** Whether the golden vector comes out of the relaxed build whose sums have so many bits.
 * @param {string[]} args @param {16 | 32} bits */
const goldenBy = (args, bits) =>
  printedBy(
    args,
    `import { readFileSync } from 'node:fs'
  import { Core } from ${source('core.js')}
  import { isGolden } from ${source('golden.js')}
  const core = await Core.instantiate(await WebAssembly.compile(readFileSync(new URL('hrm-relaxed${bits === 16 ? 16 : ''}.wasm', '${DIST.href}'))))
  console.log(isGolden(core, 'relaxed'))`,
  )

const FLAG = '--experimental-wasm-relaxed-simd'
const skip = !RELAXED_OPTIONS.includes(FLAG) && `Node ${process.version} has relaxed SIMD without a flag`

test('the wrong dot product of Node 20, in 32 bits, is caught, and the one in 16 bits used', { skip }, async () => {
  for (let i = 0; i < 3; i++) {
    assert.equal(await goldenBy([FLAG], 32), 'false')
    assert.equal(await goldenBy([FLAG], 16), 'true')
    assert.match(
      await startedBy([FLAG]),
      /^relaxed: the fastest build; sums in 16 bits; the golden vector comes out right\.$/,
    )
    assert.match(await startedBy([FLAG], { variant: 'relaxed' }), /^relaxed: asked for; sums in 16 bits;/)
  }
})

test('where the engine has no relaxed SIMD, its file is not read', { skip }, async () => {
  const wasmUrl = { relaxed: 'file:///nowhere/hrm-relaxed.wasm', simd: new URL('hrm-simd.wasm', DIST).href }
  assert.match(await startedBy([], { wasmUrl }), /^simd: This engine has no WebAssembly relaxed SIMD;/)
})
