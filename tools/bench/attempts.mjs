// The time until a Sudoku is right: for each puzzle of a list the seconds of computing on one thread in headless Chromium,
// relaxed SIMD where the engine has it, the rules checking. By the policy of attempts (wasm/src/policy.js) and, in the same
// run, one puzzle after the other, by attempts of 16 whole segments, as they were before it. Options: --input FILE (question
// and rating, .csv or .csv.gz), --first N --step N --limit N (which of them), --seconds N (a puzzle's most, default 60),
// --model FILE, --variant. One JSON line a puzzle, then percentiles; a puzzle that is not right in time counts as infinite
// (null).
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { serveRepository } from '../../tests/core/serve.mjs'
import { launch } from '../../tests/web/browser.mjs'

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
const PERCENTILES = [50, 90, 99]

/** The questions and ratings of the chosen lines. */
async function readPuzzles() {
  const bytes = await readFile(options.input)
  const text = String(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)
  const [header, ...lines] = text.trim().split('\n')
  const at = (name) => header.split(',').indexOf(name)
  const [first, step, limit] = ['first', 'step', 'limit'].map((name) => Number(options[name]))
  return lines
    .map((line, index) => {
      const fields = line.split(',')
      return { index, question: fields[at('question')], rating: Number(fields[at('rating')]) }
    })
    .filter(({ index }) => index >= first && (index - first) % step === 0)
    .slice(0, limit)
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
  const percentile = (list, percent) => [...list].sort((a, b) => a - b)[Math.ceil((percent / 100) * list.length) - 1]
  for (const [name, figures] of Object.entries(costs)) {
    const summary = Object.fromEntries(
      Object.entries(figures).map(([figure, list]) => [
        figure,
        Object.fromEntries(PERCENTILES.map((percent) => [`p${percent}`, percentile(list, percent)])),
      ]),
    )
    console.log(JSON.stringify({ name, right: figures.seconds.filter(Number.isFinite).length, ...summary }))
  }
} finally {
  await browser.close()
  server.close()
}
