// Writes the golden vector's digests into wasm/src/golden.js, from the scalar build, which is the reference. Run it only after a deliberate
// change of the numbers: node tests/wasm/tools/golden.mjs
import { readFile, writeFile } from 'node:fs/promises'
import { Core } from '../../../wasm/src/core.js'
import { goldenDigest } from '../../../wasm/src/golden.js'

const source = new URL('../../../wasm/src/golden.js', import.meta.url)
const wasm = await readFile(new URL('../../../wasm/dist/hrm-scalar.wasm', import.meta.url))
const core = await Core.instantiate(await WebAssembly.compile(wasm))
const line = `export const GOLDEN = { f32: ${goldenDigest(core, 0)}, q8: ${goldenDigest(core, 1)} }`
await writeFile(source, (await readFile(source, 'utf8')).replace(/^export const GOLDEN = .*$/m, line))
console.log(line)
