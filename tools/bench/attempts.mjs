// The time until a Sudoku is right: for each puzzle of a list the seconds of computing on one thread in headless Chromium,
// relaxed SIMD where the engine has it, the rules checking. By the policy of attempts (wasm/src/policy.js) and, in the same
// run, one puzzle after the other, by attempts of 16 whole segments, as they were before it. Options: --input FILE (question
// and rating, .csv or .csv.gz), --first N --step N --limit N (which of them), --seconds N (a puzzle's most, default 60),
// --model FILE, --variant. One JSON line a puzzle, then percentiles; a puzzle that is not right in time counts as infinite
// (null).
import { parseArgs } from 'node:util'
import { serveRepository } from '../../tests/core/serve.mjs'
import { launch } from '../../tests/web/browser.mjs'
import { readInput } from '../../wasm/cli/inputs.mjs'
import { percentiles } from '../../wasm/cli/report.mjs'
import { findTask } from '../../wasm/src/tasks/index.js'

const { values: options } = parseArgs({
  options: {
    input: { type: 'string', default: '../shared/data/sudoku/extreme-dev.csv.gz' },
    first: { type: 'string', default: '0' },
    step: { type: 'string', default: '1' },
    limit: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    model: { type: 'string', default: 'model_weights/sudoku.hrm' },
    variant: { type: 'string', default: 'auto' },
  },
})
const POLICIES = { policy: {}, whole: { maxSegments: 16 } }

/** The questions and ratings of the chosen puzzles. */
async function readPuzzles() {
  const [first, step, limit] = ['first', 'step', 'limit'].map((name) => Number(options[name]))
  const puzzles = []
  for await (const row of readInput(options.input, { task: findTask('sudoku') })) {
    if (puzzles.length === limit) break
    const { index, puzzle, rating } = row
    if (puzzle && index >= first && (index - first) % step === 0)
      puzzles.push({ index, question: puzzle.cells, rating })
  }
  return puzzles
}

const puzzles = await readPuzzles()
const { server, url } = await serveRepository()
const browser = await launch()
try {
  const page = await browser.newPage()
  await page.goto(url)
  const variant = await page.evaluate(
    async ({ model, variant }) => {
      const { createRuntime } = await import('/wasm/src/index.js')
      const runtime = await createRuntime({ variant, wasmUrl: '/wasm/dist/' })
      window.model = await runtime.loadModel(`/${model}`)
      return runtime.variantReason
    },
    { model: options.model, variant: options.variant },
  )
  console.log(
    JSON.stringify({ variant, input: options.input, puzzles: puzzles.length, seconds: Number(options.seconds) }),
  )
  const costs = Object.fromEntries(Object.keys(POLICIES).map((name) => [name, { seconds: [], updates: [] }]))
  for (const { index, question, rating } of puzzles) {
    const result = { index, rating }
    for (const [name, solving] of Object.entries(POLICIES)) {
      const run = await page.evaluate(
        async ({ question, solving, most }) => {
          let ms = 0
          let updates = 0
          for await (const step of window.model.solve(question, { ...solving, attempts: 1e6 })) {
            ms += step.ms
            updates += step.updates
            if (step.valid) return { seconds: ms / 1000, updates, attempt: step.attempt }
            if (ms > 1000 * most) break
          }
          return { seconds: Infinity, updates: Infinity }
        },
        { question, solving, most: Number(options.seconds) },
      )
      result[name] = run
      costs[name].seconds.push(run.seconds)
      costs[name].updates.push(run.updates)
    }
    console.log(JSON.stringify(result))
  }
  for (const [name, figures] of Object.entries(costs)) {
    const summary = Object.fromEntries(Object.entries(figures).map(([figure, costs]) => [figure, percentiles(costs)]))
    console.log(JSON.stringify({ name, right: figures.seconds.filter(Number.isFinite).length, ...summary }))
  }
} finally {
  await browser.close()
  server.close()
}
