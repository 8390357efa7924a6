// The same in a worker, where the engine has workers as pages have.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createWorkerRuntime } from 'hrm-wasm'

const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

async function main() {
  const runtime = await createWorkerRuntime()
  const model = await runtime.loadModel(pathToFileURL(join(process.cwd(), 'public/models/sudoku.hrm')))
  let last
  for await (last of model.solve(PUZZLE));
  runtime.close()
  return last.valid ? 'ok' : 'not solved'
}

main()
  .catch((error) => `${error.name === 'HrmError' ? error.code : `raw ${error.name}`}: ${error.message}`)
  .then((outcome) => console.log(JSON.stringify({ outcome })))
