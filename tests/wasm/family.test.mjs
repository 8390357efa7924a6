// Models of the family in sizes, types and wrappings of chance, against the same model computed in float64 (oracle.mjs),
// which is held against what the projects' own code has computed where that is at hand. SEED=N repeats a run.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFiles } from '../../wasm/cli/checkpoint-files.mjs'
import { openCheckpoint } from '../../wasm/src/convert/conversion.js'
import { convertCheckpoint } from '../../wasm/src/convert/convert.js'
import { officialConfig } from '../../wasm/src/convert/official.js'
import { MappedModel } from '../../wasm/src/mapped.js'
import { random } from '../../wasm/src/random.js'
import { compute } from './oracle.mjs'
import { safetensors } from './safetensors-file.mjs'
import { GENERIC, REFERENCE, startCore, temporaryFolder } from './support.mjs'
import { inType, stateDict, writeTorchFile } from './torch-file.mjs'

/** @typedef {import('../../wasm/src/layout.js').Config} Config */

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6))
const MODELS = 32
const SEGMENTS = 2
const TYPES = ['FloatStorage', 'BFloat16Storage', 'HalfStorage', 'DoubleStorage']
const PREFIXES = ['', '_orig_mod.model.inner.', 'module.model.', 'module._orig_mod.', 'net.']

/** Half of the last digit with which their numbers are written, and a little. Two of them have norms in float32. */
const WRITTEN = 5.1e-7
/** Those whose every rule the oracle knows. */
const KNOWN = ['grid-learned', 'sudoku-rope', 'hrm-odd-rope', 'trm-att', 'trm-att-learned', 'trm-mlp', 'trm-singlez']
if (!REFERENCE) console.log('the reference models are not here (../shared/reference)')
else
  for (const name of KNOWN)
    test(`the oracle computes what ${name}'s own code does`, async () => {
      const folder = join(/** @type {string} */ (REFERENCE), name)
      const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
      const { files } = await openFiles(folder)
      const { checkpoint, plan } = await openCheckpoint(files, {})
      const weights = new Map()
      for (const [name, tensor] of plan.tensors) {
        const values = new Float32Array(tensor.shape.reduce((product, size) => product * size, 1))
        await checkpoint.readRows(name, tensor, 0, tensor.shape[0], values, false)
        weights.set(name, { shape: tensor.shape, values })
      }
      const config = { ...plan.config, dtype: 0 }
      const [inputs] = expected.inputs
      compute(weights, config, inputs, expected.puzzle_identifiers[0], 2).forEach(({ logits, q }, s) => {
        const wanted = [...expected.logits[s][0].flat(), ...expected.q[s][0]]
        const off = [...logits.flat(), ...q].map((value, i) => Math.abs(value - wanted[i]))
        assert.ok(
          Math.max(...off) <= Math.max(WRITTEN, expected.f32_deviation[s]),
          `segment ${s + 1}: off by ${Math.max(...off)}`,
        )
      })
    })

/** @param {() => number} next @returns {Config} */
function anyConfig(next) {
  const upTo = (/** @type {number} */ most) => Math.floor(next() * (most + 1))
  const trm = next() < 0.6
  const mixes = next() < 0.4
  const single = trm && next() < 0.25
  const num_heads = mixes ? 1 : 1 + upTo(3)
  const hidden_size = 4 * num_heads * (1 + upTo(4))
  const prefixed = next() < 0.75
  const ndim = prefixed ? 4 * (1 + upTo(hidden_size / 2)) : 0
  const fills = Math.ceil(ndim / hidden_size)
  const puzzle_emb_len = prefixed ? (trm ? fills + upTo(3) : fills) : 0
  const pos_encodings = mixes ? 1 + upTo(1) : upTo(2)
  return {
    ...GENERIC,
    vocab_size: 2 + upTo(12),
    seq_len: 1 + upTo(24),
    puzzle_emb_len,
    puzzle_emb_ndim: ndim < puzzle_emb_len * hidden_size ? ndim : 0,
    num_puzzle_identifiers: prefixed ? 1 + upTo(4) : 0,
    hidden_size,
    num_heads,
    inner_size: 4 * (1 + upTo(12)),
    mlp_t_size: mixes ? 4 * (1 + upTo(8)) : 0,
    H_layers: trm ? 0 : 1 + upTo(2),
    L_layers: 1 + upTo(2),
    H_cycles: 1 + upTo(2),
    L_cycles: 1 + upTo(2),
    pos_encodings,
    rope_theta: pos_encodings === 0 ? [100, 10000][upTo(1)] : 1,
    rms_norm_eps: [1e-5, 1e-6][upTo(1)],
    rules: (trm ? 1 : 0) + (single ? 2 : 0),
  }
}

test(`${MODELS} models of the family in any size, type and wrapping compute what float64 does (SEED=${SEED})`, async () => {
  const folder = await temporaryFolder()
  const next = random(SEED)
  const core = await startCore('simd')
  let most = 0
  for (let i = 0; i < MODELS; i++) {
    const config = anyConfig(next)
    const state = stateDict(core, config, ({ cols }, values) => {
      const scale = 2 ** -Math.ceil(Math.log2(Math.sqrt(cols)))
      for (let i = 0; i < values.length; i++) values[i] = ((Math.floor(next() * 255) - 127) / 128) * scale
    })
    const [type, prefix] = [TYPES[i % TYPES.length], PREFIXES[i % PREFIXES.length]]
    const saved = inType(state, type)
    const path = join(folder, `model ${i}`)
    if (i % 3 === 2) await writeFile(path, safetensors(saved, prefix))
    else {
      const named = new Map([...saved].map(([name, tensor]) => [`${prefix}${name}`, tensor]))
      const wrapped = i % 2 ? { model: named, optimizer: { state: {}, param_groups: [] }, step: i } : named
      await writeTorchFile(path, wrapped, { protocol: 2 + (i % 4) })
    }
    const { arch, dataset } = officialConfig(/** @type {import('../../wasm/src/layout.js').FullConfig} */ (config))
    await writeFile(join(folder, 'all_config.yaml'), JSON.stringify({ arch }))
    await writeFile(join(folder, 'dataset.json'), JSON.stringify(dataset))
    const { files } = await openFiles(path)
    const says = `SEED=${SEED}, model ${i}, ${type}, ${JSON.stringify(config)}`
    const blob = await convertCheckpoint(files, { dtype: 'f32', task: 'generic' }).catch((error) =>
      assert.fail(`${says}: ${error}`),
    )
    const bytes = new Uint8Array(await blob.arrayBuffer())
    const address = core.alloc(bytes.length)
    core.u8(address, bytes.length).set(bytes)
    const mapped = new MappedModel(core, address, bytes.length)
    const inputs = Array.from({ length: config.seq_len }, () => Math.floor(next() * config.vocab_size))
    const identifier = Math.floor(next() * config.num_puzzle_identifiers)
    const weights = new Map(
      [...state].map(([name, { of }]) => [
        name,
        { shape: of.shape, values: new Float32Array(/** @type {Uint8Array} */ (of.bytes).buffer) },
      ]),
    )
    const session = mapped.newState()
    compute(weights, config, inputs, identifier, SEGMENTS).forEach((wanted, s) => {
      const { logits, qHalt, qContinue } = mapped.segment(session, inputs, identifier)
      const off = [...wanted.logits.flat(), ...wanted.q].map((value, i) =>
        Math.abs(value - (i < logits.length ? logits[i] : [qHalt, qContinue][i - logits.length])),
      )
      most = Math.max(most, ...off)
      assert.ok(Math.max(...off) <= 2e-4, `${says}: segment ${s + 1} is off by ${Math.max(...off)}`)
    })
    mapped.free()
  }
  console.log(`the largest error of a logit in ${MODELS} models: ${most.toExponential(1)} (SEED=${SEED})`)
})
