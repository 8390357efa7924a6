// What the tests share: paths, weights made from a seed, refusals.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Core } from '../../wasm/src/core.js'
import { HrmError } from '../../wasm/src/errors.js'
import { writeModel } from '../../wasm/src/layout.js'
import { random } from '../../wasm/src/random.js'

/** @typedef {import('../../wasm/src/index.d.ts').WasmBuild} WasmBuild */
/** @typedef {import('../../wasm/src/layout.js').Config} Config */
/** @typedef {import('../../wasm/src/layout.js').Tensor} Tensor */

/** @param {string} path from the repository's root */
export const inRepository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
export const DIST = new URL('../../wasm/dist/', import.meta.url)

/** @param {WasmBuild} build */
export const wasmBytes = (build) => readFileSync(new URL(`hrm-${build}.wasm`, DIST))

/** @param {WasmBuild} build */
export const startCore = async (build) => Core.instantiate(await WebAssembly.compile(wasmBytes(build)))

const reference = fileURLToPath(new URL('../../../shared/reference/', import.meta.url))
/** The folder of reference models, which may be absent. */
export const REFERENCE = existsSync(reference) ? reference : undefined

/** A Sudoku model of the smallest sizes that keep its shape.
 * @type {Config} */
export const SUDOKU = {
  dtype: 1,
  task: 1,
  grid_rows: 9,
  grid_cols: 9,
  vocab_size: 11,
  seq_len: 81,
  puzzle_emb_len: 1,
  num_puzzle_identifiers: 1,
  hidden_size: 16,
  num_heads: 2,
  inner_size: 12,
  H_layers: 1,
  L_layers: 1,
  H_cycles: 1,
  L_cycles: 1,
  halt_max_steps: 8,
  pos_encodings: 0,
  rope_theta: 10000,
  rms_norm_eps: 1e-5,
}
/** A model without a task: learned positions, two prefix tokens, odd sizes.
 * @type {Config} */
export const GENERIC = {
  dtype: 0,
  task: 0,
  grid_rows: 0,
  grid_cols: 0,
  vocab_size: 7,
  seq_len: 13,
  puzzle_emb_len: 2,
  num_puzzle_identifiers: 3,
  hidden_size: 24,
  num_heads: 3,
  inner_size: 20,
  H_layers: 2,
  L_layers: 1,
  H_cycles: 2,
  L_cycles: 2,
  halt_max_steps: 4,
  pos_encodings: 1,
  rope_theta: 1,
  rms_norm_eps: 1e-5,
}

export { random }

/** @param {number} seed @returns {(tensor: Tensor, values: Float32Array) => void} fills tensors with weights of a
 * sensible size
 */
export function randomWeights(seed) {
  const next = random(seed)
  return ({ cols }, values) => {
    const scale = 3 / Math.sqrt(cols)
    for (let i = 0; i < values.length; i++) values[i] = (next() - 0.5) * scale
  }
}

/** Weights that make a Sudoku model say back what it was given: the blocks add nothing, embedding and head are the unit
 * vectors.
 * @param {{ qHalt?: number }} [options] */
export const echoWeights =
  ({ qHalt = -1 } = {}) =>
  (/** @type {Tensor} */ { name, rows, cols }, /** @type {Float32Array} */ values) => {
    values.fill(0)
    if (name === 'embed_tokens.embedding_weight' || name === 'lm_head.weight')
      for (let row = 0; row < rows; row++) values[row * cols + row] = 1
    if (name === 'q_head.bias') values[0] = qHalt
  }

/** As echoWeights, but of a blank they say the digit 1.
 * @param {Tensor} tensor @param {Float32Array} values */
export function guessWeights(tensor, values) {
  echoWeights()(tensor, values)
  if (tensor.name === 'lm_head.weight') values[2 * tensor.cols + 1] = 2
}

/** @param {Config} config @param {(tensor: Tensor, values: Float32Array) => void} fill @returns
 * {Promise<Uint8Array<ArrayBuffer>>} a weights file
 */
export async function makeModel(config, fill) {
  const core = await startCore('scalar')
  const { address, bytes } = writeModel(core, config, fill)
  return new Uint8Array(core.u8(address, bytes))
}

/** The work is refused with this code, by a sentence that fits the pattern.
 * @param {Promise<unknown> | (() => unknown)} work @param {string} code @param {RegExp} [sentence] @returns
 * {Promise<HrmError>} */
export async function refused(work, code, sentence = /./) {
  /** @type {unknown} */
  let caught
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    caught = error
  }
  assert.ok(caught instanceof HrmError, `an HrmError, not ${caught instanceof Error ? caught.stack : caught}`)
  assert.equal(caught.code, code)
  assert.match(caught.message, sentence)
  return caught
}

/** @template T @param {AsyncIterable<T>} items @returns {Promise<T[]>} */
export async function all(items) {
  const list = []
  for await (const item of items) list.push(item)
  return list
}

/** SHA-256 of every bit that a Sudoku model puts out for one puzzle.
 * @param {import('../../wasm/src/index.d.ts').Model} model */
export async function outputDigest(model) {
  const digest = createHash('sha256')
  for (const { logits, qHalt, qContinue } of await all(model.solve(HARD, { halt: 'none', logits: true }))) {
    digest.update(/** @type {Float32Array} */ (logits)).update(`${qHalt} ${qContinue}`)
  }
  return digest.digest('hex')
}

/** A folder that is removed when this process ends. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'hrm-test-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Serves on localhost; keeps no process alive.
 * @param {import('node:http').RequestListener} listener @returns {Promise<URL>} its address */
export async function serve(listener) {
  const server = createServer(listener)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  server.on('connection', (socket) => socket.unref())
  server.unref()
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return new URL(`http://127.0.0.1:${port}/`)
}

export const HARD = '4.5.69......7....6....1.9........6.2.6...1.93.3....71....29......3....276...731..'
export const HARD_SOLVED = '425369871391784256876512934518937642764821593239645718147298365983156427652473189'

/** A build with every SIMD instruction `from` made `to` (the bytes after 0xfd): valid, and wrong.
 * @param {Uint8Array} build @param {number[]} from @param {number[]} to as many bytes */
export function withInstruction(build, from, to) {
  const bytes = Buffer.from(build)
  const wanted = Buffer.from([0xfd, ...from])
  let replaced = 0
  for (let at = 0; (at = bytes.indexOf(wanted, at)) >= 0; at += wanted.length) {
    bytes.set(to, at + 1)
    replaced++
  }
  assert.ok(replaced > 0)
  return bytes
}
