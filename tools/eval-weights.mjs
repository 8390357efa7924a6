// Measures the shipped weights, in WebAssembly, on the project's own test files and on the public ones where they are:
// the runs of the card (model_weights/README.md), whose figures are this output. One JSON line a run. `make eval` runs
// it; EVAL=sudoku-f32 only what has that in its command.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { runs } from '../tests/weights/runs.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
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
