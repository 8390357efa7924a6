// Threads in the browser: the same bits as one, in a page and in its worker.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveRepository } from '../core/serve.mjs'
import { launch } from './browser.mjs'

test('a cross-origin isolated page has threads, which give the same bits as one', async () => {
  const { server, url } = await serveRepository()
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(url)
    const results = await page.evaluate(async () => {
      const { createRuntime, createWorkerRuntime } = await import('/wasm/src/index.js')
      const puzzle = '4.5.69......7....6....1.9........6.2.6...1.93.3....71....29......3....276...731..'
      const results = []
      for (const create of [createRuntime, createWorkerRuntime]) {
        for (const variant of ['simd', 'relaxed']) {
          for (const threads of [1, 2, 3]) {
            const runtime = await create({ variant, threads })
            const model = await runtime.loadModel('/model_weights/sudoku.hrm')
            const bits = []
            for await (const { logits } of model.solve(puzzle, { maxSegments: 2, halt: 'none', logits: true }))
              bits.push(...new Uint32Array(logits.buffer))
            results.push({
              variant,
              asked: threads,
              threads: runtime.threads,
              reason: runtime.variantReason,
              bits: bits.join(),
            })
            runtime.close()
          }
        }
      }
      return results
    })
    assert.equal(results.length, 12)
    for (const { variant, asked, threads, reason, bits } of results) {
      assert.equal(threads, asked, `${variant}: ${reason}`)
      assert.ok(bits === results[0].bits, `${variant} with ${threads} threads gives other bits`)
    }
    assert.ok(results[0].bits.length > 1000)
  } finally {
    await browser.close()
    server.close()
  }
})
