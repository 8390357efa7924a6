import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { bundle } from './bundle.mjs'
import * as bridge from '../../wasm/src/index.js'
import { HARD, SUDOKU, inRepository, makeModel, outputDigest, randomWeights, temporaryFolder } from './support.mjs'

/** @param {string} path @returns {Promise<number>} bytes */
const gzipped = async (path) => gzipSync(await readFile(inRepository(path)), { level: 9 }).length

test('what a page loads is small, needs nothing of Node and holds nothing of the command line', async () => {
  const page = await bundle(
    'import { createWorkerRuntime, sudoku, HrmError } from "./index.js"; export { createWorkerRuntime, sudoku, HrmError }',
  )
  const alone = await bundle('import { createWorkerRuntime } from "./index.js"; console.log(createWorkerRuntime)')
  const worker = await gzipped('wasm/dist/hrm-worker.js')
  console.log(
    `gzipped: ${page.gzipped} bytes for the page's side, ${alone.gzipped} of createWorkerRuntime, ${worker} for the worker`,
  )
  assert.ok(alone.gzipped <= 2.3 * 1024)
  assert.ok(page.gzipped + worker < 35 * 1024)
  const { inputs } = await bundle('import "./worker.js"')
  for (const input of [...page.inputs, ...inputs])
    assert.ok(!input.includes('cli/') && !input.includes('node_modules'), input)
})

test('who never learns loads nothing of learning, nor of its modules the names', async () => {
  for (const code of [
    'import "./index.js"',
    'import "./element.js"',
    'import "./worker.js"',
    'import "./hrm-worker.src.js"',
  ])
    for (const input of (await bundle(code)).inputs) assert.doesNotMatch(input, /learn/, code)
  for (const file of ['hrm-worker.js', 'inline.js', 'inline-element.js'])
    assert.doesNotMatch(await readFile(inRepository(`wasm/dist/${file}`), 'utf8'), /hrm-learn|learner/i, file)
  const { inputs } = await bundle('import "./learn.js"')
  assert.ok(
    inputs.some((input) => input.includes('src/learn/client.js')),
    'paths are what they are looked for',
  )
})

test('element, worker and a .wasm are as small together as the README says, and so is the inline build', async () => {
  const element = await bundle('import "./element.js"')
  const worker = await gzipped('wasm/dist/hrm-worker.js')
  const embedded = element.gzipped + worker + (await gzipped('wasm/dist/hrm-relaxed16.wasm'))
  const { gzipped: inline } = await bundle('export * from "../dist/inline.js"')
  console.log(`gzipped: ${embedded} bytes for element, worker and hrm-relaxed16.wasm, ${inline} for inline.js`)
  const readme = await readFile(inRepository('wasm/README.md'), 'utf8')
  /** @param {RegExp} claim */
  const claimed = (claim) => Number(/** @type {RegExpMatchArray} */ (readme.match(claim))[1]) * 1024
  assert.ok(Math.abs(embedded - claimed(/Element, worker and a `.wasm` are (\d+) KB gzipped together/)) < 1024)
  assert.ok(Math.abs(inline - claimed(/the same API with both inside \(about (\d+) KB gzipped/)) < 4096)
})

test('in Node the main entry is one file that holds the same', async () => {
  const description = JSON.parse(await readFile(inRepository('wasm/package.json'), 'utf8'))
  const { node, default: others } = description.exports['.']
  assert.equal(inRepository(`wasm/${others.slice(2)}`), inRepository('wasm/src/index.js'))
  const file = inRepository(`wasm/${node.slice(2)}`)
  const one = await import(file)
  assert.deepEqual(Object.keys(one).sort(), Object.keys(bridge).sort())
  const model = await (await one.createRuntime()).loadModel(await makeModel(SUDOKU, randomWeights(1)))
  const drawn = HARD.match(/.{9}/g)?.join('\n') ?? ''
  for await (const { tokens } of model.solve(drawn, { maxSegments: 1 })) assert.equal(tokens.length, 81)
  assert.doesNotMatch(await readFile(file, 'utf8'), /^(import|export)\b.*\bfrom\b/m)
  assert.ok((await stat(file)).size < 110 * 1024)
})

test('the package has no dependencies, and exports what its types say', async () => {
  const description = JSON.parse(await readFile(inRepository('wasm/package.json'), 'utf8'))
  assert.deepEqual(
    [description.dependencies, description.optionalDependencies, description.peerDependencies],
    [undefined, undefined, undefined],
  )
  for (const version of Object.values(description.devDependencies))
    assert.match(/** @type {string} */ (version), /^\d+\.\d+\.\d+$/, 'pinned')
  assert.deepEqual(Object.keys(bridge).sort(), [
    'HrmError',
    'arc',
    'createRuntime',
    'createWorkerRuntime',
    'encodePuzzle',
    'findTask',
    'maze',
    'puzzleTasks',
    'readOne',
    'recognise',
    'sudoku',
    'taskOf',
    'taskWithId',
    'tasks',
  ])
  assert.deepEqual(Object.keys(bridge.sudoku).sort(), [
    'conflictSentence',
    'conflicts',
    'countSolutions',
    'face',
    'format',
    'fromTokens',
    'judge',
    'parse',
    'rules',
    'task',
    'toTokens',
  ])
})

test("the packed package holds the project's licence, and nothing of it stays behind", async () => {
  const folder = await temporaryFolder()
  const { stdout } = await promisify(execFile)('npm', ['pack', '--json', '--offline', '--pack-destination', folder], {
    cwd: inRepository('wasm'),
  })
  const [{ filename, files }] = JSON.parse(stdout)
  const paths = files.map((/** @type {{ path: string }} */ { path }) => path)
  for (const path of [
    'LICENSE',
    'src/index.d.ts',
    'src/tasks/symmetry.js',
    'bin/hrm.mjs',
    'dist/hrm-scalar.wasm',
    'dist/libraries.mjs',
  ])
    assert.ok(paths.includes(path), path)
  const packed = await promisify(execFile)('tar', ['-xzOf', join(folder, filename), 'package/LICENSE'])
  assert.equal(packed.stdout, await readFile(inRepository('LICENSE'), 'utf8'))
  assert.ok(!existsSync(inRepository('wasm/LICENSE')))
})

test('a weights file of the first version is still read, still written, and still gives the same', async () => {
  const file = await readFile(inRepository('tests/wasm/data/sudoku-q8.hrm'))
  assert.ok(file.equals(await makeModel(SUDOKU, randomWeights(1))), 'written the same')
  const model = await (await bridge.createRuntime()).loadModel(file)
  const expected = await readFile(inRepository('tests/wasm/data/sudoku-q8.sha256'), 'utf8')
  assert.equal(await outputDigest(model), expected.trim())
})
