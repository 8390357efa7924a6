// Memory and workers that fail, in a browser: what is refused is said, nothing is written where it should not be, and
// work goes on.
import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { SUDOKU, echoWeights, inRepository, makeModel } from '../wasm/support.mjs'
import { GENTLE, assertSolves } from '../web/page.mjs'
import { EARLY, event, puzzle, visit } from './page.mjs'
import { open } from './site.mjs'

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

const tiny = async () => Array.from(await makeModel({ ...SUDOKU, halt_max_steps: 2 }, echoWeights()))

test('a work area one byte too small is refused for every shipped model and build, and nothing is written', async (t) => {
  const page = await visit(t, site, '')
  const files = (await readdir(inRepository('model_weights'))).filter((name) => name.endsWith('.hrm'))
  const variants = ['relaxed', 'relaxed16', 'simd', 'scalar']
  const refusals = await page.evaluate(
    async ({ files, variants }) => {
      const { Core } = await import('/wasm/src/core.js')
      const { MappedModel } = await import('/wasm/src/mapped.js')
      const list = []
      for (const variant of variants) {
        const module = await WebAssembly.compile(await (await fetch(`/wasm/dist/hrm-${variant}.wasm`)).arrayBuffer())
        for (const name of files) {
          const core = await Core.instantiate(module)
          const bytes = new Uint8Array(await (await fetch(`/model_weights/${name}`)).arrayBuffer())
          const file = core.alloc(bytes.length)
          core.u8(file, bytes.length).set(bytes)
          const mapped = new MappedModel(core, file, bytes.length)
          const state = mapped.newState()
          const { seq_len, vocab_size } = mapped.config
          const logitsBytes = 4 * seq_len * vocab_size
          const digest = async () =>
            [...new Uint8Array(await crypto.subtle.digest('SHA-256', core.memory.buffer.slice(file)))].join()
          core.u32(mapped.inputs, seq_len).fill(1)
          const before = await digest()
          const run = (workBytes) =>
            core.text(
              core.call.status_name(
                core.call.segment(
                  mapped.model,
                  mapped.inputs,
                  0,
                  state,
                  mapped.stateBytes,
                  mapped.logits,
                  logitsBytes,
                  mapped.q,
                  mapped.work,
                  workBytes,
                ),
              ),
            )
          const refused = run(mapped.workBytes - 1)
          const same = before === (await digest())
          list.push({ name, variant, refused, same, ran: run(mapped.workBytes), changed: before !== (await digest()) })
        }
      }
      return list
    },
    { files, variants },
  )
  assert.equal(refusals.length, variants.length * files.length)
  for (const { name, variant, ...outcome } of refusals)
    assert.deepEqual(
      outcome,
      { refused: 'HRM_ERROR_BUFFER', same: true, ran: 'HRM_OK', changed: true },
      `${name}, ${variant}`,
    )
})

test('memory that the browser refuses is said, and work goes on with what there is', async (t) => {
  const page = await visit(t, site, '')
  const outcome = await page.evaluate(
    async ([tiny, text]) => {
      const { createRuntime } = await import('/wasm/src/index.js')
      const runtime = await createRuntime()
      const small = await runtime.loadModel(new Uint8Array(tiny))
      const grow = WebAssembly.Memory.prototype.grow
      WebAssembly.Memory.prototype.grow = () => {
        throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory')
      }
      const refused = await runtime
        .loadModel('/model_weights/sudoku.hrm')
        .catch(({ code, message }) => ({ code, message }))
      const still = (await small.solve(text).next()).value.tokens.length
      WebAssembly.Memory.prototype.grow = grow
      const model = await runtime.loadModel('/model_weights/sudoku.hrm')
      let last
      for await (last of model.solve(text));
      return { ...refused, still, grid: last.grid }
    },
    [await tiny(), GENTLE],
  )
  assert.equal(outcome.code, 'MODEL_TOO_LARGE')
  assert.match(outcome.message, /refuses \d+ MB more/)
  assert.equal(outcome.still, 81)
  assertSolves(GENTLE, [...outcome.grid].map(Number))
})

test('1,000 solves take no more memory than the first hundred: in the core, and in a page with the element', async (t) => {
  const page = await visit(t, site, `${EARLY}<hrm-puzzle value="${GENTLE}"></hrm-puzzle>`)
  const body = Buffer.from(await tiny())
  await page.route('**/tiny.hrm', (route) => route.fulfill({ body, contentType: 'application/octet-stream' }))
  await page.evaluate(() => {
    document.querySelector('hrm-puzzle').model = '/tiny.hrm'
  })
  await event(page, 'hrm-ready')
  const session = await page.context().newCDPSession(page)
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  const element = (times) =>
    page.evaluate(async (times) => {
      const element = document.querySelector('hrm-puzzle')
      seen.length = 0
      let steps = 0
      for (let i = 0; i < times; i++) {
        const step = await element.solve()
        steps += step.segment
        seen.length = 0
      }
      return steps
    }, times)
  assert.equal(await element(100), 200)
  const before = await heap()
  assert.equal(await element(1000), 2000)
  const grown = (await heap()) - before
  console.log(`JavaScript heap: ${before} bytes, ${grown} more after 1,000 solves`)
  assert.ok(grown < 200_000)
  const memory = await page.evaluate(
    async ([tiny, text]) => {
      const { createRuntime } = await import('/wasm/src/index.js')
      const runtime = await createRuntime()
      const { core } = runtime
      const state = () => ({ bytes: core.memory.buffer.byteLength, used: core.used.size, gaps: core.gaps.length })
      const model = await runtime.loadModel(new Uint8Array(tiny))
      const loaded = state()
      const solve = async () => {
        for await (const _ of model.solve(text));
      }
      for (let i = 0; i < 100; i++) await solve()
      const early = state()
      for (let i = 0; i < 900; i++) await solve()
      // Some that are left in the middle, some at once.
      for (let i = 0; i < 100; i++)
        await Promise.all(
          [1, 2, 3].map(async () => {
            for await (const _ of model.solve(text)) break
          }),
        )
      return { loaded, early, late: state() }
    },
    [await tiny(), GENTLE],
  )
  assert.equal(memory.late.bytes, memory.early.bytes)
  assert.deepEqual([memory.late.used, memory.early.used], [memory.loaded.used, memory.loaded.used])
})

for (const [how, end] of [
  [
    'throws',
    (worker) =>
      worker.evaluate(
        () =>
          void setTimeout(() => {
            throw new Error('broken on purpose')
          }),
      ),
  ],
  ['is ended without a word', (worker) => worker.evaluate(() => close())],
]) {
  test(`a worker that ${how} in mid-solve is noticed, and the page goes on`, async (t) => {
    const page = await visit(t, site, EARLY + puzzle(), { expected: /broken on purpose/ })
    await event(page, 'hrm-ready')
    await page.evaluate(() => {
      globalThis.solving = document.querySelector('hrm-puzzle').solve({ halt: 'none', maxSegments: 64 })
    })
    await event(page, 'hrm-step')
    await end(page.workers()[0])
    assert.equal((await event(page, 'hrm-error')).code, 'WORKER_FAILED')
    assert.equal(await page.evaluate(() => solving), undefined)
    await page.getByRole('button', { name: 'Solve' }).click()
    assertSolves(GENTLE, [...(await event(page, 'hrm-solved')).answer].map(Number))
  })
}
