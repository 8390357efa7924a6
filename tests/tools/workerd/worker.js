import { createRuntime } from 'hrm-wasm'
import simd from 'hrm-wasm/dist/hrm-simd.wasm'

const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

export default {
  async fetch(request) {
    try {
      const options = new URL(request.url).pathname === '/module' ? { wasmModule: simd } : {}
      const model = await (await createRuntime(options)).loadModel(await request.arrayBuffer())
      let last
      for await (last of model.solve(PUZZLE));
      return new Response(last.valid ? 'ok' : 'not solved')
    } catch (error) {
      return new Response(`${error.name === 'HrmError' ? error.code : `raw ${error.name}`}: ${error.message}`)
    }
  },
}
