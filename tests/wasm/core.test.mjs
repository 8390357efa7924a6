import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'
import { GOLDEN, goldenDigests } from '../../wasm/src/golden.js'
import { MappedModel } from '../../wasm/src/mapped.js'
import { GENERIC, SUDOKU, makeModel, random, randomWeights, startCore, wasmBytes } from './support.mjs'

const VARIANTS = /** @type {const} */ (['scalar', 'simd', 'relaxed', 'relaxed16'])
RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))

test('each .wasm imports nothing and is under 64 KB', () => {
  for (const variant of VARIANTS) {
    const bytes = wasmBytes(variant)
    assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), [], variant)
    assert.ok(bytes.length < 65536, `${variant} has ${bytes.length} bytes`)
  }
})

test('regions never overlap, are aligned, and come back whole', async () => {
  const core = await startCore('scalar')
  const seed = 20260101
  console.log(`seed ${seed}`)
  const next = random(seed)
  const before = structuredClone(core.gaps)
  /** @type {Map<number, { bytes: number, mark: number }>} */
  const live = new Map()
  for (let round = 0; round < 3000; round++) {
    if (live.size && next() < 0.5) {
      const [address, { bytes, mark }] = [...live][Math.floor(next() * live.size)]
      assert.ok(
        core.u8(address, bytes).every((byte) => byte === mark),
        'nobody else wrote here',
      )
      core.free(address)
      live.delete(address)
    } else {
      const bytes = Math.floor(next() ** 4 * 50000)
      const address = core.alloc(bytes)
      assert.equal(address % 64, 0)
      const mark = round & 255
      core.u8(address, bytes).fill(mark)
      live.set(address, { bytes, mark })
    }
  }
  for (const address of live.keys()) core.free(address)
  assert.equal(core.used.size, 0)
  assert.equal(core.gaps.length, 1, 'one free region')
  assert.equal(core.gaps[0][0], before[0][0])
  assert.throws(() => core.free(core.gaps[0][0]), /not in use/)
})

test('memory that the engine refuses is a clear error and breaks nothing', async () => {
  const core = await startCore('scalar')
  assert.throws(() => core.alloc(2 ** 33), { code: 'MODEL_TOO_LARGE' })
  assert.equal(core.used.size, 0)
  core.free(core.alloc(100))
})

test('the golden vector comes out of every build, for both dtypes, and leaves no memory behind', async () => {
  for (const variant of VARIANTS) {
    const core = await startCore(variant)
    assert.deepEqual({ f32: goldenDigests(core, 0)[0], q8: goldenDigests(core, 1)[0] }, GOLDEN, variant)
    assert.equal(core.used.size, 0)
  }
})

test('scalar, SIMD and relaxed SIMD give the same bits, in float32 and int8, at sizes with every remainder', async () => {
  const cores = await Promise.all(VARIANTS.map(startCore))
  let compared = 0
  for (let seed = 1; seed <= 24; seed++) {
    const next = random(seed)
    /** @param {number} least @param {number} most */
    const between = (least, most) => least + Math.floor(next() * (most - least + 1))
    const num_heads = between(1, 4)
    const prefix = between(0, 2)
    const config = {
      ...GENERIC,
      dtype: seed % 2,
      vocab_size: between(2, 19),
      seq_len: between(1, 41),
      puzzle_emb_len: prefix,
      num_puzzle_identifiers: prefix && 2,
      num_heads,
      hidden_size: num_heads * 4 * between(1, 5),
      inner_size: 4 * between(1, 9),
      pos_encodings: between(0, 1),
      rope_theta: 10000,
    }
    const file = await makeModel(config, randomWeights(seed))
    const tokens = Array.from({ length: config.seq_len }, () => Math.floor(next() * config.vocab_size))
    const outputs = cores.map((core) => {
      const address = core.alloc(file.length)
      core.u8(address, file.length).set(file)
      const mapped = new MappedModel(core, address, file.length)
      const state = mapped.newState()
      const bits = []
      for (let segment = 0; segment < 3; segment++) {
        const { logits } = mapped.segment(state, tokens, prefix && 1)
        bits.push(
          ...core.u32(logits.byteOffset, logits.length),
          ...core.u32(mapped.q, 2),
          ...core.u32(state, mapped.stateBytes / 4),
        )
      }
      mapped.free()
      return bits
    })
    VARIANTS.forEach((variant, i) =>
      assert.deepEqual(outputs[i], outputs[0], `${variant}, seed ${seed}, ${JSON.stringify(config)}`),
    )
    assert.ok(new Set(outputs[0]).size > 10, 'the outputs say something')
    compared += outputs[0].length
  }
  console.log(`${compared} words compared, seeds 1 to 24`)
})

test('a Sudoku model in int8 is about a quarter of its float32', async () => {
  const [f32, q8] = await Promise.all(
    [0, 1].map((dtype) =>
      makeModel({ ...SUDOKU, dtype, hidden_size: 128, inner_size: 384, num_heads: 4 }, randomWeights(1)),
    ),
  )
  assert.ok(q8.length < 0.4 * f32.length, `${q8.length} and ${f32.length} bytes`)
})
