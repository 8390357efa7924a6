// The modules of the learning library without the bridge: sizes to the byte, and a state that another instance takes up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'
import { random } from '../../wasm/src/random.js'
import { LearnModule } from './learn-module.mjs'

RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const BUILDS = ['simd', 'relaxed']

const LATIN = {
  ...{ vocab_size: 6, seq_len: 16, puzzle_emb_len: 1, num_puzzle_identifiers: 1, hidden_size: 32, num_heads: 2 },
  ...{ inner_size: 64, H_layers: 1, L_layers: 1, H_cycles: 2, L_cycles: 2, halt_max_steps: 4, pos_encodings: 1 },
  ...{ rope_theta: 1, rms_norm_eps: 1e-5 },
}
/** Latin squares of side 4 with half of their cells blank (1). @param {number} count @param {number} seed */
function squares(count, seed) {
  const next = random(seed)
  const shuffled = () =>
    [0, 1, 2, 3]
      .map((value) => ({ value, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value)
  return Array.from({ length: count }, () => {
    const rows = shuffled()
    const digits = shuffled()
    const labels = Array.from({ length: 16 }, (_, i) => 2 + digits[(rows[i >> 2] + i) % 4])
    return { inputs: labels.map((label) => (next() < 0.5 ? 1 : label)), labels }
  })
}

for (const build of BUILDS) {
  test(`${build}: a byte too little is refused, and nothing is written`, () => {
    const module = new LearnModule(build)
    const config = module.config(LATIN)
    const options = module.options(config, { slots: 4 })
    const [stateBytes, workBytes] = module.sizes(options)
    const set = module.set(squares(4, 1))
    const count = module.exports.floats(config)
    const weights = module.alloc(4 * count)
    module.check(module.exports.official(config, 1, 0, weights, count))
    const [state, work, learner] = [module.alloc(stateBytes), module.alloc(workBytes), module.alloc(4)]
    const begin = (/** @type {number} */ s, /** @type {number} */ w) =>
      module.name(module.exports.begin(learner, options, weights, 0, set, 0, state, s, work, w))
    assert.equal(begin(stateBytes, workBytes - 1), 'HRM_LEARN_ERROR_BUFFER')
    assert.equal(begin(stateBytes - 1, workBytes), 'HRM_LEARN_ERROR_BUFFER')
    assert.ok(module.bytes(state, stateBytes).every((byte) => byte === 0))
    assert.equal(begin(stateBytes, workBytes), 'HRM_LEARN_OK')
  })

  test(`${build}: a run goes on from its state in another instance, bit for bit`, () => {
    const options = { slots: 6, q_continue: 1, noise: 0.01, seed: 5 }
    const one = new LearnModule(build)
    const a = one.begin(LATIN, options, squares(20, 2))
    for (let i = 0; i < 5; i++) one.check(one.exports.step(a.learner, 0))
    const kept = one.bytes(a.state, a.stateBytes).slice()
    const other = new LearnModule(build)
    const b = other.begin(LATIN, options, squares(20, 2))
    other.bytes(b.state, b.stateBytes).set(kept)
    const at = other.alloc(4)
    other.check(other.exports.go_on(at, b.optionsAt, b.set, 0, b.state, b.stateBytes, b.work, b.workBytes))
    for (const [module, learner] of /** @type {[LearnModule, number][]} */ ([
      [one, a.learner],
      [other, other.view().getUint32(at, true)],
    ]))
      for (let i = 0; i < 5; i++) module.check(module.exports.step(learner, 0.5))
    assert.deepEqual(other.bytes(b.state, b.stateBytes), one.bytes(a.state, a.stateBytes))
    other.bytes(b.state, b.stateBytes)[12] ^= 0xff // the mode
    assert.equal(
      other.name(other.exports.go_on(at, b.optionsAt, b.set, 0, b.state, b.stateBytes, b.work, b.workBytes)),
      'HRM_LEARN_ERROR_STATE',
    )
  })
}
