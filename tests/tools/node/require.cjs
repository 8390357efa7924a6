// CommonJS takes the package too.
const { join } = require('node:path')
const { createRuntime } = require('hrm-wasm')

const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

async function main() {
  const runtime = await createRuntime({ threads: 2 })
  const model = await runtime.loadModel(join(__dirname, 'public/models/sudoku.hrm'))
  let last
  for await (last of model.solve(PUZZLE.match(/.{9}/g).join('\n')));
  runtime.close()
  return last.valid && runtime.threads === 2 ? 'ok' : runtime.variantReason
}

main().then((outcome) => console.log(JSON.stringify({ outcome })))
