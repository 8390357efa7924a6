import assert from 'node:assert/strict'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { hasFeature } from '../../wasm/src/features.js'
import { createRuntime } from '../../wasm/src/index.js'
import {
  DIST,
  SUDOKU,
  echoWeights,
  makeModel,
  refused,
  serve,
  temporaryFolder,
  wasmBytes,
  withInstruction,
} from './support.mjs'

const simd = wasmBytes('simd')
const scalar = wasmBytes('scalar')
const fastest = hasFeature('relaxed') ? 'relaxed' : 'simd'

/** The SIMD build with every multiplication of four floats made an addition: valid, and wrong. */
const wrongSimd = () => withInstruction(simd, [0xe6, 0x01], [0xe4, 0x01])

test('the fastest build is chosen that the engine has, scalar where it is asked for, and the reason is said', async () => {
  const auto = await createRuntime()
  assert.equal(auto.variant, fastest)
  assert.match(
    auto.variantReason,
    {
      relaxed: /^relaxed: the fastest build; sums in (16|32) bits; the golden vector comes out right\.$/,
      simd: /^simd: This engine has no WebAssembly relaxed SIMD; the golden vector comes out right\.$/,
    }[fastest],
  )
  const asked = await createRuntime({ variant: 'scalar' })
  assert.equal(asked.variant, 'scalar')
  assert.match(asked.variantReason, /asked for/)
})

test('a SIMD build that computes wrong values makes way for scalar', async () => {
  const { variant, variantReason } = await createRuntime({ wasmBinary: { simd: wrongSimd(), scalar } })
  assert.equal(variant, 'scalar')
  assert.match(variantReason, /simd build computes wrong values .* golden vector/)
  await refused(createRuntime({ variant: 'simd', wasmBinary: { simd: wrongSimd(), scalar } }), 'WASM_WRONG')
  await refused(createRuntime({ wasmBinary: wrongSimd() }), 'WASM_WRONG')
})

test('a SIMD build that does not compile makes way for scalar', async () => {
  const broken = simd.subarray(0, simd.length / 2)
  const { variant, variantReason } = await createRuntime({ wasmBinary: { simd: broken, scalar } })
  assert.equal(variant, 'scalar')
  assert.match(variantReason, /does not compile/)
  await refused(createRuntime({ wasmBinary: broken }), 'WASM_INVALID', /does not compile/)
})

test('modules, binaries, files and folders are all ways to give the builds', async () => {
  assert.equal((await createRuntime({ wasmModule: await WebAssembly.compile(scalar) })).variant, 'scalar')
  assert.equal((await createRuntime({ wasmModule: { simd: await WebAssembly.compile(simd) } })).variant, 'simd')
  assert.equal((await createRuntime({ wasmBinary: new Uint8Array(scalar) })).variant, 'scalar')
  assert.equal((await createRuntime({ wasmUrl: DIST })).variant, fastest)
  assert.equal((await createRuntime({ wasmUrl: new URL('hrm-scalar.wasm', DIST).href })).variant, 'scalar')
  assert.equal((await createRuntime({ wasmUrl: { scalar: new URL('hrm-scalar.wasm', DIST) } })).variant, 'scalar')
  const server = await serve((_, response) => response.end(scalar))
  assert.equal((await createRuntime({ wasmUrl: { scalar: server } })).variant, 'scalar')
  await refused(createRuntime({ variant: 'simd', wasmBinary: { scalar } }), 'ARGUMENT', /No simd build/)
  await refused(createRuntime({ variant: 'simd', wasmBinary: scalar }), 'ARGUMENT', /only build given is scalar/)
  await refused(createRuntime({ variant: /** @type {any} */ ('neon') }), 'ARGUMENT', /neon/)
})

test('a folder with special characters in its name is found', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'a #1 50% ü.wasm')
  await copyFile(new URL('hrm-scalar.wasm', DIST), path)
  assert.equal((await createRuntime({ wasmUrl: pathToFileURL(path) })).variant, 'scalar')
})

test('what is not there, or is something else, is named', async () => {
  await refused(
    createRuntime({ wasmUrl: new URL('nowhere/', DIST) }),
    'WASM_FETCH',
    new RegExp(`nowhere/hrm-${fastest}\\.wasm cannot be read`),
  )
  await refused(createRuntime({ wasmUrl: 'http://127.0.0.1:1/' }), 'WASM_FETCH', /cannot be reached/)
  const server = await serve((request, response) => {
    if (request.url === `/missing/hrm-${fastest}.wasm`) response.writeHead(404)
    if (request.url !== '/empty/hrm-simd.wasm') response.write('\n<!DOCTYPE html><title>page</title>')
    response.end()
  })
  await refused(createRuntime({ wasmUrl: new URL('missing/', server) }), 'WASM_FETCH', /answered 404/)
  await refused(createRuntime({ wasmBinary: Buffer.from('<!DOCTYPE html>') }), 'WASM_INVALID', /is a web page/)
  await refused(
    createRuntime({ variant: 'simd', wasmUrl: new URL('page/', server) }),
    'WASM_INVALID',
    /hrm-simd.wasm should be WebAssembly but is a web page/,
  )
  await refused(createRuntime({ variant: 'simd', wasmUrl: new URL('empty/', server) }), 'WASM_INVALID', /is empty/)
  await refused(createRuntime({ wasmUrl: new URL('page/', server) }), 'WASM_INVALID', /web page/)
  const foreign = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])
  await refused(createRuntime({ wasmBinary: foreign }), 'WASM_INVALID', /exports are missing/)
})

test('starting can be cancelled', async () => {
  await refused(createRuntime({ signal: AbortSignal.abort() }), 'ABORTED')
  const stuck = await serve(() => {})
  const controller = new AbortController()
  const started = createRuntime({ wasmUrl: stuck, signal: controller.signal })
  setTimeout(() => controller.abort(), 30)
  await refused(started, 'ABORTED')
})

test('in Node a string is a path, whatever characters are in it', async () => {
  const folder = await temporaryFolder()
  const runtime = await createRuntime()
  const file = await makeModel(SUDOKU, echoWeights())
  for (const name of ['run#3 100%', '100%', 'a?b', 'a b', 'ü', 'C', 'x%20y']) {
    const path = join(folder, name)
    await mkdir(path)
    await writeFile(join(path, 'm.hrm'), file)
    await copyFile(new URL('hrm-scalar.wasm', DIST), join(path, 'hrm-scalar.wasm'))
    const before = process.cwd()
    process.chdir(path)
    try {
      for (const given of ['m.hrm', './m.hrm', join(path, 'm.hrm')])
        assert.equal((await runtime.loadModel(given)).info.bytes, file.length, `${name} ${given}`)
      assert.equal((await createRuntime({ wasmUrl: 'hrm-scalar.wasm' })).variant, 'scalar')
      assert.equal((await createRuntime({ variant: 'scalar', wasmUrl: `${path}/` })).variant, 'scalar')
      await refused(createRuntime({ wasmUrl: path }), 'WASM_FETCH', /is a folder; the address of a folder ends in "\/"/)
      await refused(runtime.loadModel('nowhere.hrm'), 'MODEL_FETCH', /nowhere\.hrm cannot be read/)
    } finally {
      process.chdir(before)
    }
  }
  await refused(runtime.loadModel('C:\\models\\sudoku.hrm'), 'MODEL_FETCH', /C:\\models\\sudoku\.hrm cannot be read/)
  runtime.close()
})

test('an option that does not exist is refused with those that do', async () => {
  await refused(createRuntime(/** @type {any} */ ({ wasmURL: 'x' })), 'ARGUMENT', /no option "wasmURL".*wasmUrl/)
})

test('where nothing can be compiled, nothing is fetched, and the remedy is said', async (t) => {
  const { Module } = WebAssembly
  t.after(() => (WebAssembly.Module = Module))
  WebAssembly.Module = /** @type {any} */ (
    class {
      constructor() {
        throw new WebAssembly.CompileError('refused by the policy')
      }
    }
  )
  await refused(createRuntime(), 'WASM_INVALID', /refused by the policy.*wasm-unsafe-eval/)
})
