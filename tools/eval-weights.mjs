// Measures the shipped weights, in WebAssembly, on the project's own test files and on the public ones where they are:
// the runs of the card (model_weights/README.md), whose figures are this output. One JSON line a run. `make eval` runs
// it; EVAL=sudoku-f32 only what has that in its command.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const noGuess = 'tests/data/sudoku-no-guess-1000.csv.gz'
const mazes = 'tests/data/maze-15x15-hard-1000.csv.gz'
const nearFar = 'tests/data/maze-15x15-near-far-300.csv.gz'
const largeMazes = 'tests/data/maze-30x30-hard-100.csv.gz'
const mazeDev = '../shared/data/maze/maze-30x30-hard-dev.csv.gz'
const bench = '../shared/data/sudoku/bench-100.csv.gz'
const extreme = '../shared/data/sudoku/extreme-dev.csv.gz'
/** Weights, puzzles, other options of `hrm eval`. */
const runs = [
  ['sudoku.hrm', noGuess, '--halt rules'],
  ['sudoku.hrm', bench, '--attempts 64'],
  ['sudoku.hrm', extreme, ''],
  ['sudoku.hrm', extreme, '--limit 100 --attempts 64'],
  ['sudoku-f32.hrm', noGuess, '--halt rules'],
  ['maze.hrm', mazes, '--segments 8 --halt q'],
  ['maze.hrm', mazes, '--segments 8 --halt rules'],
  ['maze.hrm', mazes, '--segments 8 --attempts 8'],
  ['maze.hrm', nearFar, '--segments 8 --halt q'],
  ['maze.hrm', nearFar, '--segments 8 --halt rules'],
  ['maze.hrm', nearFar, '--segments 8 --attempts 8'],
  ['maze-large.hrm', mazeDev, '--segments 10 --halt q'],
  ['maze-large.hrm', largeMazes, '--segments 10 --halt q'],
  ['maze-large.hrm', largeMazes, '--limit 50 --segments 10 --attempts 8'],
]

/** The summary, i.e. the last line, of `hrm eval`. */
export async function evaluate(model, input, extra = []) {
  const child = spawn(
    process.execPath,
    [
      'wasm/bin/hrm.mjs',
      'eval',
      '--model',
      model,
      '--input',
      input,
      '--jobs',
      String(availableParallelism()),
      ...extra,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const closed = new Promise((resolve) => child.on('close', resolve))
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) last = line
  const code = await closed
  if (code !== 0) throw new Error(`hrm eval ended with exit code ${code}`)
  return JSON.parse(last).summary
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv[2] ?? ''
  for (const [weights, input, options] of runs) {
    const run = `--model model_weights/${weights} --input ${input} ${options}`.trim()
    if (!run.includes(wanted)) continue
    if (!existsSync(new URL(`../${input}`, import.meta.url))) console.error(`${input} is not here: skipped`)
    else
      console.log(
        JSON.stringify({
          run,
          summary: await evaluate(`model_weights/${weights}`, input, options.split(' ').filter(Boolean)),
        }),
      )
  }
}
