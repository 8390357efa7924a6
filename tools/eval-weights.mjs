// Measures the shipped weights, in WebAssembly, one pass of 16 segments, on the project's own test files and on the
// public ones where they are. One JSON line a measurement. `make eval` runs it; the card's figures are its output.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tests = [
  {
    models: ['model_weights/sudoku.hrm', 'model_weights/sudoku-f32.hrm'],
    inputs: [
      'tests/data/sudoku-no-guess-1000.csv.gz', 'tests/data/sudoku-mixed-1000.csv.gz',
      '../shared/data/sudoku/bench-100.csv.gz', '../shared/data/sudoku/extreme-dev.csv.gz',
    ],
  },
  { models: ['model_weights/maze.hrm', 'model_weights/maze-f32.hrm'], inputs: ['tests/data/maze-15x15-hard-1000.csv.gz'] },
]

/** The summary, i.e. the last line, of `hrm eval`. */
export async function evaluate(model, input, extra = []) {
  const child = spawn(process.execPath, ['wasm/bin/hrm.mjs', 'eval', '--model', model, '--input', input,
    '--jobs', String(availableParallelism()), ...extra], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = new Promise((resolve) => child.on('close', resolve))
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) last = line
  const code = await closed
  if (code !== 0) throw new Error(`hrm eval ended with exit code ${code}`)
  return JSON.parse(last).summary
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const extra = process.argv.slice(2)
  for (const { models, inputs } of tests) {
    for (const model of models) {
      for (const input of inputs) {
        if (!existsSync(new URL(`../${input}`, import.meta.url))) console.error(`${input} is not here: skipped`)
        else console.log(JSON.stringify({ model, input, summary: await evaluate(model, input, extra) }))
      }
    }
  }
}
