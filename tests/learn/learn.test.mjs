// The learner in a browser: the example page learns and solves what it has not seen; stopped in mid-step, saved and loaded
// into the inference runtime it says the same; a page that never learns fetches nothing of it; a frozen tab goes on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { open } from '../element/site.mjs'
import { visit } from '../element/page.mjs'

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

/** The same random numbers each time. */
const SEEDED = `{ let state = 7; Math.random = () => { state = (Math.imul(state, 1664525) + 1013904223) | 0; return (state >>> 0) / 2 ** 32 } }`
const isLearning = (path) => /learn/.test(path)

test('the example page learns 4 x 4 Latin squares and solves fresh ones', async (t) => {
  const page = await visit(t, site, '', { script: SEEDED })
  await page.goto(new URL('/wasm/learn-example.html', site.url).href)
  await page.waitForFunction(() => /are right$/.test(document.getElementById('said').value), null, { timeout: 240_000 })
  const said = await page.evaluate(() => document.getElementById('said').value)
  const [right, all] = said.match(/\d+/g).map(Number)
  console.log(said)
  assert.equal(all, 20)
  assert.ok(right >= 16, said)
})

/** Puts a small learner and what it learns into the page as globals. */
const prepare = (page, slots) =>
  page.evaluate(async (slots) => {
    const { createLearner, readPairs, withTwins } = await import('/wasm/src/learn.js')
    const pairs = [
      { question: '1.34/2143/34.2/43.1', answer: '1234/2143/3412/4321' },
      { question: '12.4/23.1/3.12/41.3', answer: '1234/2341/3412/4123' },
    ]
    const options = { count: 50, tokens: [2, 3, 4, 5], rows: true, columns: true }
    globalThis.examples = withTwins(readPairs(pairs, { alphabet: '.1234' }), options)
    const config = { hidden_size: 32, num_heads: 2, inner_size: 64, H_cycles: 2, L_cycles: 2, halt_max_steps: 2 }
    globalThis.learner = await createLearner({
      examples,
      config,
      settings: { slots, optimizer: 'adamw', lr: 0.005, warmup: 5, gradient: 'full' },
    })
  }, slots)

test('stopped in mid-step, saved and loaded, it says the same digits; going on it gives the same bits', async (t) => {
  const page = await visit(t, site, '')
  await prepare(page, 256)
  const outcome = await page.evaluate(async () => {
    const abort = new AbortController()
    const run = learner.run({ steps: 3, signal: abort.signal, everyMs: 5 })
    await run.next()
    const waiting = run.next().catch(({ code }) => code)
    const started = performance.now()
    abort.abort()
    const code = await waiting
    const ms = performance.now() - started
    const midway = learner.steps
    const file = await learner.save()
    const model = await learner.model()
    const { createRuntime } = await import('/wasm/src/index.js')
    const loaded = await (await createRuntime()).loadModel(file)
    const said = []
    for (const one of [model, loaded])
      for await (const { tokens, qHalt } of one.solve(examples.inputs.slice(0, 16)))
        said.push([...tokens, qHalt].join())
    for await (const _ of learner.run({ steps: 3 }));
    const stopped = await learner.save()
    return { code, ms, midway, said, stopped: [...stopped] }
  })
  assert.deepEqual([outcome.code, outcome.midway], ['ABORTED', 0])
  assert.ok(outcome.ms < 100, `${outcome.ms} ms`)
  assert.deepEqual(outcome.said.slice(2), outcome.said.slice(0, 2))
  await page.evaluate(() => learner.close())
  await prepare(page, 256)
  const whole = await page.evaluate(async () => {
    for await (const _ of learner.run({ steps: 3 }));
    return [...(await learner.save())]
  })
  assert.deepEqual(outcome.stopped, whole)
})

test('a frozen tab stands still and goes on where it was', async (t) => {
  const page = await visit(t, site, '')
  await prepare(page, 16)
  const session = await page.context().newCDPSession(page)
  await page.evaluate(() => {
    globalThis.seen = []
    globalThis.over = (async () => {
      for await (const { step, done } of learner.run({ steps: 400, everyMs: 20 })) seen.push([step, done])
    })()
  })
  await page.waitForFunction(() => seen.length > 2)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await page.evaluate(() => over)
  const seen = await page.evaluate(() => globalThis.seen)
  assert.deepEqual(seen.at(-1), [400, true])
  assert.ok(seen.every(([step], i) => i === 0 || step >= seen[i - 1][0]))
})

/** Waits until the page has no worker left. */
async function noWorkers(page) {
  const until = Date.now() + 20_000
  while (page.workers().length && Date.now() < until) await page.waitForTimeout(50)
  assert.equal(page.workers().length, 0)
}

/** Learns a little with the package at an address: how, and the weights.
 * @param {import('playwright-core').Page} page @param {string} base */
const learnsAt = (page, base) =>
  page.evaluate(async (base) => {
    const { createLearner, readPairs } = await import(`${base}wasm/src/learn.js`)
    const examples = readPairs([{ question: '1.34/2143/34.2/43.1', answer: '1234/2143/3412/4321' }])
    const config = { hidden_size: 16, num_heads: 1, inner_size: 16, H_cycles: 1, L_cycles: 1, halt_max_steps: 2 }
    const learner = await createLearner({ examples, config, settings: { slots: 4 }, variant: 'simd' })
    for await (const _ of learner.run({ steps: 5 }));
    const file = await learner.save()
    learner.close()
    return { how: learner.variantReason, file: [...file] }
  }, base)

test('under Trusted Types, from another origin, and where no worker may start, it learns the same bits', async (t) => {
  const policy = (text) => `<meta http-equiv="Content-Security-Policy" content="${text}">`
  const expected = /TrustedScriptURL|Content Security Policy|cannot be accessed from origin/i
  const plain = await learnsAt(await visit(t, site, ''), '/')
  assert.doesNotMatch(plain.how, /calling thread/)
  for (const [head, here] of [
    ["require-trusted-types-for 'script'; trusted-types hrm-wasm", false],
    ["worker-src 'none'", true],
  ]) {
    const { how, file } = await learnsAt(await visit(t, site, '', { head: policy(head), expected }), '/')
    assert.equal(/on the calling thread: /.test(how), here, how)
    assert.deepEqual(file, plain.file)
  }
  const context = await site.browser.newContext()
  t.after(() => context.close())
  // The site's files as a host of packages serves them, to a page without a policy.
  await context.route('**/*', async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': _, ...headers } = response.headers()
    await route.fulfill({ response, headers: { ...headers, 'access-control-allow-origin': '*' } })
  })
  const page = await visit(t, site, '', { context, expected })
  const elsewhere = new URL(site.url)
  elsewhere.hostname = elsewhere.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  const { how, file } = await learnsAt(page, elsewhere.href)
  assert.doesNotMatch(how, /calling thread/)
  assert.deepEqual(file, plain.file)
})

test('closing ends the worker; memory that is not to be had is refused in a sentence', async (t) => {
  const page = await visit(t, site, '')
  await prepare(page, 16)
  await page.evaluate(async () => {
    for await (const _ of learner.run({ steps: 2 }));
    await (await learner.model()).close()
  })
  assert.ok(page.workers().length >= 1)
  await page.evaluate(() => learner.close())
  await noWorkers(page)
  const refused = await page.evaluate(async () => {
    const { createLearner } = await import('/wasm/src/learn.js')
    const config = { hidden_size: 2048, num_heads: 16, inner_size: 8192, H_layers: 8, L_layers: 8 }
    return createLearner({ examples, config }).catch(({ code, message }) => ({ code, message }))
  })
  assert.equal(refused.code, 'MODEL_TOO_LARGE')
  assert.match(refused.message, /MB|address space/)
  await noWorkers(page)
})

test('who never learns fetches nothing of it', async (t) => {
  const page = await visit(t, site, '')
  const before = site.requests.length
  await page.evaluate(async () => {
    const { createWorkerRuntime } = await import('/wasm/src/index.js')
    await import('/wasm/src/element.js')
    const runtime = await createWorkerRuntime()
    const model = await runtime.loadModel('/model_weights/sudoku.hrm')
    for await (const _ of model.solve(
      '4.5.69......7....6....1.9........6.2.6...1.93.3....71....29......3....276...731..',
      { maxSegments: 1 },
    ));
    runtime.close()
  })
  const paths = site.requests.slice(before)
  assert.ok(paths.some((path) => path.endsWith('.wasm')))
  assert.deepEqual(paths.filter(isLearning), [])
})
