import { join } from 'node:path'
import { createRuntime } from 'hrm-wasm'

const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

export default defineEventHandler(async () => {
  try {
    const model = await (await createRuntime()).loadModel(join(process.env.MODELS, 'sudoku.hrm'))
    let last
    for await (last of model.solve(PUZZLE));
    return { outcome: last.valid ? 'ok' : 'not solved' }
  } catch (error) {
    return { outcome: `${error.code ?? error.name}: ${error.message}` }
  }
})
