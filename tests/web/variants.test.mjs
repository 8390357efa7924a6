// The package in the page's engine, unbundled: relaxed SIMD, SIMD and scalar give the bits that Node gives.
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { createRuntime } from '../../wasm/src/index.js'
import { HARD, makeModel, randomWeights, SUDOKU } from '../wasm/support.mjs'
import { outputBits } from './bits.mjs'
import { open } from './browser.mjs'
import { visit } from './page.mjs'

let site
before(async () => (site = await open(fileURLToPath(new URL('../../wasm/', import.meta.url)))))
after(() => site?.close())

for (const dtype of [0, 1]) {
  test(`in Chromium every variant gives the bits of Node: ${['float32', 'int8'][dtype]}`, async (t) => {
    const weights = await makeModel(
      { ...SUDOKU, dtype, hidden_size: 64, num_heads: 4, inner_size: 204, L_layers: 2, L_cycles: 2 },
      randomWeights(20 + dtype),
    )
    const expected = await outputBits(await createRuntime({ variant: 'scalar' }), weights, HARD)
    assert.ok(new Set(expected).size > 1000, 'the outputs say something')
    const page = await (await site.browser.newContext()).newPage()
    t.after(() => page.context().close())
    await page.route('**/page', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Variants</title>' }),
    )
    await page.route('**/model.hrm', (route) => route.fulfill({ body: Buffer.from(weights) }))
    await page.goto(`${site.url}page`)
    const runs = await page.evaluate(
      async ([source, puzzle]) => {
        const outputBits = new Function(`return ${source}`)()
        const { createRuntime } = await import('/src/index.js')
        const runs = []
        for (const variant of ['auto', 'relaxed', 'simd', 'scalar']) {
          const runtime = await createRuntime({ variant })
          runs.push({
            wanted: variant,
            variant: runtime.variant,
            bits: await outputBits(runtime, '/model.hrm', puzzle),
          })
        }
        return runs
      },
      [String(outputBits), HARD],
    )
    assert.deepEqual(
      runs.map(({ variant }) => variant),
      ['relaxed', 'relaxed', 'simd', 'scalar'],
    )
    for (const { wanted, bits } of runs) assert.deepEqual(bits, expected, wanted)
  })
}

test('the page runs the relaxed build, fetches no other, and says so', async (t) => {
  const built = await open()
  t.after(() => built.close())
  const fetched = []
  const page = await visit(t, built, {
    routes: [['**/*.wasm', (route) => (fetched.push(new URL(route.request().url()).pathname), route.continue())]],
  })
  await page
    .getByText(/WebAssembly, relaxed: the fastest build; sums in (16|32) bits; the golden vector comes out right/)
    .waitFor()
  assert.equal(fetched.length, 1)
  assert.match(fetched[0], /hrm-relaxed/)
})
