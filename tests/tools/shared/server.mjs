// A program for Node: a solved puzzle, or the error, as one line.
import { join } from 'node:path'
import { createRuntime } from 'hrm-wasm'

const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

async function main() {
  const runtime = await createRuntime()
  const model = await runtime.loadModel(join(process.cwd(), 'public/models/sudoku.hrm'))
  let last
  for await (last of model.solve(PUZZLE));
  return last.valid ? 'ok' : 'not solved'
}

main()
  .catch((error) => `${error.name === 'HrmError' ? error.code : `raw ${error.name}`}: ${error.message}`)
  .then((outcome) => console.log(JSON.stringify({ outcome })))
