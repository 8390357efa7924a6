// Writes what the learner's builds are held against at their start: LEARN_GOLDEN in wasm/src/learn/golden.js. Run it only
// after a deliberate change of the learning library's numbers: node tests/wasm/tools/golden-learn.mjs
import { readFile, writeFile } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { learnDigest } from '../../../wasm/src/learn/golden.js'
import { RELAXED_OPTIONS } from '../../../tools/node-relaxed.mjs'
import { inRepository, startCore } from '../support.mjs'

RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
/** @param {'learn-simd' | 'learn-relaxed'} build */
const digest = async (build) => learnDigest(/** @type {any} */ (await startCore(/** @type {any} */ (build))))
const source = inRepository('wasm/src/learn/golden.js')
const line = `export const LEARN_GOLDEN = { simd: ${await digest('learn-simd')}, relaxed: ${await digest('learn-relaxed')} }`
await writeFile(source, (await readFile(source, 'utf8')).replace(/^export const LEARN_GOLDEN = .*$/m, line))
console.log(line)
