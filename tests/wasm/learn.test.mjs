// The learner in Node: it learns, says how it goes, stops in mid-step and goes on to the same bits, is saved, and refuses
// what cannot be learnt from. No test here depends on how fast it learns: runs end by steps.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRuntime } from '../../wasm/src/index.js'
import { createLearner, pick, readPairs } from '../../wasm/src/learn.js'
import { chooseLearnCore } from '../../wasm/src/learn/core.js'
import { Run } from '../../wasm/src/learn/run.js'
import { chooseCore } from '../../wasm/src/modules.js'
import { learningOf } from './latin.mjs'
import { all, makeModel, GENERIC, randomWeights, refused } from './support.mjs'

/** @typedef {import('../../wasm/src/learn.d.ts').LearnerOptions} LearnerOptions */

const { examples, fresh } = learningOf(1)
/** As small as the library takes. */
const TINY = { hidden_size: 16, num_heads: 1, inner_size: 16, H_cycles: 1, L_cycles: 1, halt_max_steps: 3 }
const SETTINGS = /** @type {const} */ ({ slots: 8, warmup: 4, optimizer: 'adamw', lr: 0.01, ema: 0.9 })
/** A model of that kind, of which the library's defaults make nothing else.
 * @type {import('../../wasm/src/layout.js').Config} */
const SHAPE = {
  ...GENERIC,
  ...{ vocab_size: 6, seq_len: 16, puzzle_emb_len: 1, num_puzzle_identifiers: 1 },
  ...{ ...TINY, H_layers: 1, L_layers: 1 },
}
const cells = examples.seq_len
/** @param {import('node:test').TestContext} t @param {Partial<LearnerOptions>} [options] */
async function learner(t, options = {}) {
  const one = await createLearner({ examples, config: TINY, settings: SETTINGS, ...options })
  t.after(() => one.close())
  return one
}

/** What a model says of the first of some examples: argmax and all logits.
 * @param {import('../../wasm/src/index.d.ts').Model} model */
async function saysOf(model) {
  const steps = await all(model.solve(fresh.inputs.slice(0, cells), { logits: true }))
  return steps.map(({ tokens, logits }) => ({ tokens: [...tokens], logits: [...(logits ?? [])] }))
}

test('it learns by steps, and its model, what it saves and the runtime say the same', async (t) => {
  const one = await learner(t)
  const seen = await all(one.run({ steps: 60, everyMs: 40 }))
  const last = seen[seen.length - 1]
  assert.deepEqual([last.step, last.done, last.secondsLeft, one.steps], [60, true, 0, 60])
  assert.ok(seen.slice(0, -1).every(({ done }) => !done))
  assert.ok(last.seconds > 0 && one.seconds === last.seconds)
  assert.ok(Number(last.exact) >= 0 && Number(last.exact) <= 1, 'the exact rate is known at the end')
  assert.equal(
    seen.reduce((sum, { segments }) => sum + segments, 0),
    60 * SETTINGS.slots,
  )
  const losses = seen.filter(({ segments }) => segments).map(({ loss }) => loss)
  assert.ok(losses.every(Number.isFinite) && (losses.length < 2 || losses[losses.length - 1] < losses[0]))
  const model = await one.model()
  t.after(() => model.close())
  const runtime = await createRuntime()
  t.after(() => runtime.close())
  const file = await one.save()
  const said = await saysOf(model)
  assert.deepEqual(await saysOf(await runtime.loadModel(file)), said)
  assert.equal(model.info.dtype, 'f32')
  assert.equal(model.info.parameters, one.parameters + 2 * TINY.hidden_size, 'all but H_init and L_init are trained')
  const small = await runtime.loadModel(await one.save({ dtype: 'q8' }))
  assert.equal(small.info.dtype, 'q8')
  assert.ok(small.info.bytes < file.length)
  // It goes on, and a model that was made before stays as it was.
  await all(one.run({ steps: 70 }))
  assert.equal(one.steps, 70)
  assert.deepEqual(await saysOf(model), said)
  assert.notDeepEqual(await saysOf(await one.model()), said)
})

test('stopped in mid-step by an abort or a pause, within 100 ms, it goes on to the same bits', async (t) => {
  // So large a step that it is never over between two looks.
  const config = { hidden_size: 64, num_heads: 4, inner_size: 128, H_cycles: 3, L_cycles: 3, H_layers: 2, L_layers: 2 }
  const options = /** @type {const} */ ({ config, settings: { ...SETTINGS, slots: 128, gradient: 'full' } })
  const whole = await learner(t, options)
  await all(whole.run({ steps: 2 }))
  const one = await learner(t, options)
  const abort = new AbortController()
  const run = one.run({ steps: 2, signal: abort.signal, everyMs: 10 })
  await run.next()
  assert.equal(one.steps, 0, 'in mid-step')
  const waiting = run.next()
  const started = performance.now()
  abort.abort()
  await refused(waiting, 'ABORTED')
  assert.ok(performance.now() - started < 100)
  assert.equal((await run.next()).done, true)
  const paused = all(one.run({ steps: 2, everyMs: 1e6 }))
  await new Promise((resolve) => setTimeout(resolve, 20))
  one.pause()
  await paused
  // A loop that is left is a pause too.
  for await (const { step } of one.run({ steps: 2, everyMs: 10 })) if (step >= 0) break
  await all(one.run({ steps: 2 }))
  assert.deepEqual(await one.save(), await whole.save())
})

test('a state goes on bit for bit, with its settings; one taken in mid-step is that of the step before', async (t) => {
  const whole = await learner(t)
  await all(whole.run({ steps: 12 }))
  const first = await learner(t)
  // The schedule of the whole run, stopped halfway.
  for await (const { step } of first.run({ steps: 12, everyMs: 1 })) if (step >= 5) break
  const state = await first.state()
  const then = first.steps
  first.close()
  const second = await learner(t, { state, settings: {} })
  assert.ok(second.steps >= then && second.steps < 12)
  assert.ok(second.seconds > 0)
  await all(second.run({ steps: 12 }))
  assert.deepEqual(await second.save(), await whole.save())
})

test('weights of a file are what it begins with', async (t) => {
  const first = await learner(t)
  await all(first.run({ steps: 10 }))
  const file = await first.save()
  const second = await learner(t, { model: file, config: { H_cycles: 2 } })
  assert.deepEqual(second.parameters, first.parameters)
  const model = await second.model()
  t.after(() => model.close())
  assert.equal(model.info.config.H_cycles, 2)
  const again = await learner(t, { model: file, config: {} })
  assert.deepEqual(await again.save(), file)
})

/** TRM with attention, and with token mixing, whose puzzle embedding ends within the prefix. */
const TRM = { arch: /** @type {const} */ ('trm'), puzzle_emb_len: 2, puzzle_emb_ndim: 40 }
const WIDE = { hidden_size: 32, inner_size: 64, H_cycles: 2, L_cycles: 1, halt_max_steps: 1 }

test('TRM learns the squares with attention and with token mixing, and what is saved says the same', async (t) => {
  const runtime = await createRuntime()
  t.after(() => runtime.close())
  for (const [config, steps] of /** @type {[import('../../wasm/src/learn.d.ts').NewConfig, number][]} */ ([
    [{ ...TRM, ...WIDE, num_heads: 2 }, 900],
    [{ ...TRM, ...WIDE, mlp_t_size: 64 }, 250],
  ])) {
    const settings = { ...SETTINGS, slots: 16, lr: 0.006, warmup: 20, ema: 0.98 }
    const one = await learner(t, { config, settings })
    await all(one.run({ steps }))
    const model = await one.model()
    const file = await one.save()
    const saved = await runtime.loadModel(file)
    assert.deepEqual(await saysOf(saved), await saysOf(model))
    assert.deepEqual(
      [new DataView(file.buffer).getUint32(8, true), saved.info.config.H_layers, saved.info.config.rules],
      [2, 0, 1],
    )
    assert.equal(saved.info.config.puzzle_emb_ndim, 40)
    // A file is what is begun with, and what is saved again, to the bit.
    assert.deepEqual(await (await learner(t, { model: file, config: { arch: 'trm' }, settings })).save(), file)
    let right = 0
    for (let at = 0; at < fresh.inputs.length; at += cells) {
      const [{ tokens }] = (await all(model.solve(fresh.inputs.slice(at, at + cells)))).slice(-1)
      right += Number(tokens.every((token, i) => token === fresh.labels[at + i]))
    }
    console.log(
      `${config.mlp_t_size ? 'token mixing' : 'attention'}: ${right} of 50 fresh squares after ${steps} steps`,
    )
    assert.ok(right >= 20, `${right} of 50 fresh squares`)
    model.close()
  }
})

test('two threads learn what one does, and the same seed gives the same weights', async (t) => {
  const one = await learner(t)
  const same = await learner(t)
  const two = await learner(t, { threads: 2 })
  assert.equal(two.threads, 2)
  for (const each of [one, same, two]) await all(each.run({ steps: 8 }))
  assert.deepEqual(await same.save(), await one.save())
  const [a, b] = await Promise.all(
    [one, two].map(async (each) => {
      const model = await each.model()
      t.after(() => model.close())
      return (await saysOf(model)).flatMap(({ logits }) => logits)
    }),
  )
  // Threads add gradients in another order.
  a.forEach((logit, i) => assert.ok(Math.abs(logit - b[i]) < 1e-3, `${logit} and ${b[i]}`))
})

test('a part of a step has work for every thread, however slow it is', async (t) => {
  const [{ core }, { core: inference }] = await Promise.all([chooseLearnCore({ threads: 2 }), chooseCore({})])
  /** @type {number[]} */
  const asked = []
  /** @type {typeof core.call.part} */
  const part = (learner, progress, items, isDone) => {
    asked.push(items)
    return core.call.part(learner, progress, items, isDone)
  }
  const watched = Object.create(core, { call: { value: { ...core.call, part } } })
  const run = new Run(watched, inference, { examples, config: TINY, settings: { ...SETTINGS, microbatch: 1 } })
  // Each part seems to take a second.
  let now = 0
  t.mock.method(performance, 'now', () => (now += 1000))
  while (run.steps < 2) run.part({ steps: 2 })
  assert.deepEqual(asked, Array(8).fill(2))
  run.free()
})

test('several identifiers are learnt together', async (t) => {
  const two = { ...pick(examples, [0, 1, 2, 3]), num_puzzle_identifiers: 3 }
  two.puzzle_identifiers.set([1, 2, 1, 2])
  const one = await learner(t, { examples: two })
  await all(one.run({ steps: 3 }))
  const model = await one.model()
  t.after(() => model.close())
  assert.equal(model.info.config.num_puzzle_identifiers, 3)
  for (const puzzleIdentifier of [1, 2])
    assert.equal((await all(model.solve(fresh.inputs.slice(0, cells), { puzzleIdentifier }))).length, 3)
})

test('a loss that is no longer finite ends the run where it was before the step', async (t) => {
  const huge = await makeModel({ ...SHAPE, halt_max_steps: 3 }, (_, values) => values.fill(1e30))
  const one = await learner(t, { model: huge, config: {} })
  await refused(all(one.run({ steps: 200 })), 'NOT_FINITE', /no longer finite/)
  // What it has is still there, and whole.
  assert.deepEqual(await one.save(), huge)
  assert.ok((await one.state()).length > 0)
})

test('what cannot be learnt, or gone on with, is refused in a sentence', async (t) => {
  const one = await learner(t)
  await all(one.run({ steps: 2 }))
  const state = await one.state()
  const damaged = state.slice()
  damaged[damaged.length >> 1] ^= 1
  for (const [options, code, sentence] of /** @type {[Partial<LearnerOptions>, string, RegExp][]} */ ([
    [{ state: damaged }, 'STATE_INVALID', /damaged/],
    [{ state: state.slice(0, 5000) }, 'STATE_INVALID', /has 5000 bytes/],
    [{ state: new Uint8Array(10) }, 'STATE_INVALID', /no state of a run/],
    [{ state, settings: { slots: 9 } }, 'STATE_INVALID', /other slots or of another build/],
    [{ state, model: new Uint8Array(200) }, 'ARGUMENT', /not both/],
    [
      { model: await makeModel({ ...SHAPE, seq_len: 13 }, randomWeights(1)) },
      'DATA_INVALID',
      /seq_len 16; this model has 13/,
    ],
    [{ model: await makeModel({ ...SHAPE, inner_size: 32 }, randomWeights(1)) }, 'ARGUMENT', /inner_size 32/],
    [{ model: new Uint8Array(200), state: undefined }, 'MODEL_INVALID', /weights file/],
    [{ model: new Uint8Array(await one.save()), config: { arch: 'trm' } }, 'ARGUMENT', /arch "hrm"/],
    [
      { model: await makeModel({ ...SHAPE, H_layers: 0, rules: 2 }, randomWeights(1)) },
      'ARGUMENT',
      /single state z, an initial state for each token/,
    ],
    [{ config: /** @type {any} */ ({ arch: 'urm' }) }, 'ARGUMENT', /"hrm" or "trm", not "urm"/],
    [{ config: { mlp_t_size: 20 } }, 'ARGUMENT', /multiples of 16/],
    [{ config: { arch: 'trm' }, settings: { q_continue: true } }, 'ARGUMENT', /option/],
    [{ config: { hidden_size: 48 } }, 'ARGUMENT', /multiples of 16/],
    [{ config: { hidden_size: -4 } }, 'ARGUMENT', /configuration/],
    [{ config: /** @type {any} */ ({ width: 3 }) }, 'ARGUMENT', /no "width"/],
    [{ settings: /** @type {any} */ ({ rate: 3 }) }, 'ARGUMENT', /no setting "rate"/],
    [{ settings: { slots: 0 } }, 'ARGUMENT', /option/],
    [{ settings: { slots: 1.5 } }, 'ARGUMENT', /slots is 1.5/],
    [{ settings: { lr: -1 } }, 'ARGUMENT', /lr is -1/],
    [{ settings: /** @type {any} */ ({ loss: 'hinge' }) }, 'ARGUMENT', /"softmax" or "stablemax", not "hinge"/],
    [{ settings: { gradient: 99 } }, 'ARGUMENT', /option/],
    [
      { settings: { slots: 65536 }, config: { hidden_size: 1024, num_heads: 16 } },
      'MODEL_TOO_LARGE',
      /MB|address space/,
    ],
    [{ examples: { ...examples, inputs: new Uint16Array(), labels: new Int16Array() } }, 'DATA_INVALID', /no example/],
    [{ examples: /** @type {any} */ (undefined) }, 'ARGUMENT', /examples, should be an object, not undefined/],
    [{ variant: 'scalar' }, 'ARGUMENT', /No scalar build/],
    [{ wasmUrl: new URL('../../wasm/dist/hrm-simd.wasm', import.meta.url) }, 'WASM_INVALID', /for inference/],
  ]))
    await refused(createLearner({ examples, config: TINY, settings: SETTINGS, ...options }), code, sentence)
  await refused(
    createLearner(/** @type {any} */ (null)),
    'ARGUMENT',
    /createLearner takes should be an object, not null/,
  )
  await refused(all(one.run({})), 'ARGUMENT', /how long/)
  await refused(all(one.run({ seconds: -1 })), 'ARGUMENT', /seconds is above 0/)
  const running = one.run({ steps: 1000 })
  await running.next()
  await refused(all(one.run({ steps: 1000 })), 'ARGUMENT', /running already/)
  await running.return()
  await refused(one.save({ dtype: /** @type {any} */ ('q5') }), 'ARGUMENT', /dtype is/)
  one.close()
  await refused(one.save(), 'CLOSED')
  await refused(all(one.run({ steps: 3 })), 'CLOSED')
  await refused(() => readPairs([]), 'DATA_INVALID')
})

test('its memory is asked for once', async (t) => {
  const one = await learner(t)
  assert.ok(one.bytes > 0)
  await all(one.run({ steps: 5 }))
  const { grown } = await one.memory()
  assert.deepEqual(grown, [0, 0])
})

test('a Worker of Node’s own among the globals, which a library may leave there, is not taken for a page’s', async (t) => {
  t.after(() => void Reflect.deleteProperty(globalThis, 'Worker'))
  Object.defineProperty(globalThis, 'Worker', {
    value: (await import('node:worker_threads')).Worker,
    configurable: true,
  })
  const one = await learner(t)
  await all(one.run({ steps: 2 }))
  const model = await one.model()
  model.close()
})
