// Nets that learn an ARC task in a browser: the same answer as in Node, one net at a time or two; memory is given back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { open } from '../element/site.mjs'
import { visit } from '../element/page.mjs'
import { arcPortfolio, createArcLearner, learnArc } from '../../wasm/src/learn.js'

/** Blue and red change places. */
const TASK = {
  train: [
    {
      input: [
        [0, 1, 2, 0],
        [1, 1, 0, 2],
        [2, 0, 0, 1],
      ],
      output: [
        [0, 2, 1, 0],
        [2, 2, 0, 1],
        [1, 0, 0, 2],
      ],
    },
    {
      input: [
        [2, 2, 0],
        [0, 1, 1],
        [1, 0, 2],
      ],
      output: [
        [1, 1, 0],
        [0, 2, 2],
        [2, 0, 1],
      ],
    },
  ],
  test: [
    {
      input: [
        [1, 0, 2],
        [2, 1, 0],
        [0, 2, 1],
      ],
    },
  ],
}
const BUDGET = { gflop: 6 }

let site
before(async () => (site = await open()))
after(() => site?.close())

test('the same task, seed and budget: the same answer in Node and Chromium, one net at a time and two', async (t) => {
  const { answers, confidence, gflop, learnt } = await learnArc(TASK, BUDGET)
  const plain = learnt.map(({ steps, fit, candidates }) => ({ steps, fit, candidates }))
  const page = await visit(t, site, '')
  for (const atOnce of [1, 2]) {
    const there = await page.evaluate(
      async ({ task, options }) => {
        const { learnArc } = await import('/wasm/src/learn.js')
        return learnArc(task, options)
      },
      { task: TASK, options: { ...BUDGET, atOnce } },
    )
    assert.deepEqual(there.answers, answers, `${atOnce} at once`)
    assert.deepEqual([there.confidence, there.gflop], [confidence, gflop])
    assert.deepEqual(
      there.learnt.map(({ steps, fit, candidates }) => ({ steps, fit, candidates })),
      plain,
    )
  }
  for (let i = 0; page.workers().length && i < 100; i++) await page.waitForTimeout(100)
  assert.equal(page.workers().length, 0, 'no worker is left')
})

test('one net on two threads answers what it answers on one, and a small task needs little memory', async () => {
  const portfolio = arcPortfolio.slice(0, 1)
  const answered = []
  for (const threads of [1, 2]) {
    const learner = await createArcLearner(TASK, { gflop: 12, portfolio, learner: { threads } })
    try {
      await learner.run()
      answered.push((await learner.answer()).answers[0][0].grid)
      const { bytes } = await learner.memory()
      assert.ok(bytes < 60e6, `${bytes} bytes`)
    } finally {
      learner.close()
    }
  }
  assert.deepEqual(answered[1], answered[0])
})
