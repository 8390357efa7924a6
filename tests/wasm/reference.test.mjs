// What the codes of the whole family compute themselves, where it is at hand: ../shared/reference/. Each folder is
// converted as it is; `hrm forward` and the page are held to the same digits elsewhere.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFiles } from '../../wasm/cli/checkpoint-files.mjs'
import { convertCheckpoint } from '../../wasm/src/convert/convert.js'
import { MappedModel } from '../../wasm/src/mapped.js'
import { REFERENCE, refused, startCore } from './support.mjs'

/** What is not computed here, by the folder's name, and the word by which it is refused. */
const REFUSED = /** @type {[RegExp, RegExp][]} */ ([
  [/^trm-hier6/, /hier6/],
  [/^trm-transformers-baseline/, /plain transformer/],
  [/^sic-/, /TRM3/],
  [/^urm/, /convolution/],
])

/** The largest difference between two nested lists of numbers of the same shape.
 * @param {any} a @param {any} b @returns {number} */
function distance(a, b) {
  if (typeof a === 'number') return Math.abs(a - b)
  assert.equal(b.length, a.length)
  return a.reduce(
    (/** @type {number} */ most, /** @type {any} */ one, /** @type {number} */ i) =>
      Math.max(most, distance(one, b[i])),
    0,
  )
}

/** @param {ArrayLike<number>} values @param {number} width @returns {number[][]} */
const rowsOf = (values, width) =>
  Array.from({ length: values.length / width }, (_, row) =>
    Array.from({ length: width }, (_, i) => values[row * width + i]),
  )

/** @param {number[]} values */
const argmax = (values) => values.indexOf(Math.max(...values))

/** What a weights file computes for one example.
 * @param {'scalar' | 'simd'} variant @param {Blob} blob @param {number[]} inputs @param {number} identifier @param {number}
 * segments
 */
async function forward(variant, blob, inputs, identifier, segments) {
  const core = await startCore(variant)
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const address = core.alloc(bytes.length)
  core.u8(address, bytes.length).set(bytes)
  const mapped = new MappedModel(core, address, bytes.length)
  const state = mapped.newState()
  return Array.from({ length: segments }, () => {
    const { logits, qHalt, qContinue } = mapped.segment(state, inputs, identifier)
    return { logits: rowsOf(logits, mapped.config.vocab_size), q: [qHalt, qContinue] }
  })
}

/** HRM-mini's settings are in its notebook alone: they are put beside the file, as its sentence says.
 * @param {any} config */
const settingsOf = ({ hidden_size, head_dim, seq_len }) => JSON.stringify({ hidden_size, head_dim, seq_len })

const folders = REFERENCE ? readdirSync(REFERENCE).filter((name) => !name.includes('.')) : []
if (!folders.length) console.log('the reference models are not here (../shared/reference)')

for (const name of folders) {
  const folder = join(/** @type {string} */ (REFERENCE), name)
  const refusal = REFUSED.find(([pattern]) => pattern.test(name))?.[1]
  if (refusal) {
    test(`${name} is refused by name`, async () => {
      const { files } = await openFiles(folder)
      await refused(convertCheckpoint(files), 'CHECKPOINT_INVALID', refusal)
    })
    continue
  }

  test(`${name}: float32 is as exact as its own code, int8 the same bits in both builds`, async () => {
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
    const { files } = await openFiles(folder)
    if (name === 'hrm-mini') {
      await refused(convertCheckpoint(files), 'CHECKPOINT_INVALID', /num_heads is in no tensor/)
      files.config = settingsOf(expected.config)
    }
    // What no tensor tells, and files beside these do not.
    const seqLen = files.dataset === undefined && !name.startsWith('hrm-mini') ? expected.config.seq_len : undefined
    const segments = expected.logits.length
    for (const dtype of /** @type {const} */ (['f32', 'q8'])) {
      const errors = Array(segments).fill(0)
      for (const [example, inputs] of expected.inputs.entries()) {
        const identifier = expected.puzzle_identifiers[example]
        // Initial states that are drawn: one for all, or one for each token of each example.
        const initial = expected.z_H && {
          H: Float32Array.from((expected.z_H[example].length ? expected.z_H[example] : expected.z_H).flat()),
          L: Float32Array.from((expected.z_L[example].length ? expected.z_L[example] : expected.z_L).flat()),
        }
        const blob = await convertCheckpoint(files, { dtype, seqLen, initial })
        const scalar = await forward('scalar', blob, inputs, identifier, segments)
        assert.deepEqual(await forward('simd', blob, inputs, identifier, segments), scalar, `${dtype}: scalar and simd`)
        scalar.forEach(({ logits, q }, s) => {
          const error = distance(expected.logits[s][example], logits)
          errors[s] = Math.max(errors[s], error)
          if (dtype !== 'f32') return
          const allowed = Math.min(10 * expected.f32_deviation[s], 2e-4)
          assert.ok(error <= allowed, `segment ${s + 1}, example ${example}: ${error} is more than ${allowed}`)
          // One output of a Q head is q_halt; EqR's second is unused.
          const wanted = expected.q[s][example]
          assert.ok(distance(wanted, q.slice(0, wanted.length)) <= 2e-4)
          assert.deepEqual(logits.map(argmax), expected.argmax[s][example])
        })
      }
      const words = (/** @type {number[]} */ numbers) => numbers.map((one) => one.toExponential(1)).join(' ')
      console.log(
        `${name} ${dtype}: largest error of a logit, by segment: ${words(errors)}; its own code in float32: ${words(expected.f32_deviation)}`,
      )
    }
  })
}
