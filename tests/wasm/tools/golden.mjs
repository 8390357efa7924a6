// Writes what the tests and the start-up check hold the numbers against: the golden vector's digests in
// wasm/src/golden.js, and a weights file with the digest of its outputs in tests/wasm/data/. Everything comes from the
// scalar build, which is the reference. Run it only after a deliberate change of the numbers or the format: node
// tests/wasm/tools/golden.mjs
import { readFile, writeFile } from 'node:fs/promises'
import { goldenDigests } from '../../../wasm/src/golden.js'
import { createRuntime } from '../../../wasm/src/index.js'
import { SUDOKU, inRepository, makeModel, outputDigest, randomWeights, startCore } from '../support.mjs'

const core = await startCore('scalar')
const source = inRepository('wasm/src/golden.js')
const line = `export const GOLDEN = { f32: ${goldenDigests(core, 0)[0]}, q8: ${goldenDigests(core, 1)[0]} }`
await writeFile(source, (await readFile(source, 'utf8')).replace(/^export const GOLDEN = .*$/m, line))
console.log(line)

const file = await makeModel(SUDOKU, randomWeights(1))
await writeFile(inRepository('tests/wasm/data/sudoku-q8.hrm'), file)
// A new process: this one has read golden.js before it changed.
if (process.argv[2] !== '--again') {
  const { execFileSync } = await import('node:child_process')
  execFileSync(process.execPath, [process.argv[1], '--again'])
} else {
  const model = await (await createRuntime({ variant: 'scalar' })).loadModel(file)
  await writeFile(inRepository('tests/wasm/data/sudoku-q8.sha256'), `${await outputDigest(model)}\n`)
}
