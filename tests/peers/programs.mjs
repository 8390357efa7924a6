// What each package does in a page or on a server: load its WebAssembly at its defaults and compute something small.
// `source`: a module whose default export resolves to 'ok'; `cdn`: what a page imports in place of the package's name where no tool
// resolves it.

const PUZZLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

/** A protobuf field of bytes. @param {number} field @param {...(number | string | number[])} content */
const field = (field, ...content) => {
  const bytes = content.flatMap((one) => (typeof one === 'string' ? [...Buffer.from(one)] : one))
  return [8 * field + 2, bytes.length, ...bytes]
}
/** y = x, as ONNX. */
const value = (name) => [...field(1, name), ...field(2, field(1, [8, 1], field(2, field(1, [8, 1]))))]
const graph = [
  ...field(1, field(1, 'x'), field(2, 'y'), field(4, 'Identity')),
  ...field(2, 'g'),
  ...field(11, value('x')),
  ...field(12, value('y')),
]
const ONNX = [8, 8, ...field(7, graph), ...field(8, [16, 13])]

export const PROGRAMS = {
  'hrm-wasm': {
    cdn: 'src/index.js',
    source: `
      import { createRuntime } from 'hrm-wasm'
      export default async (weights) => {
        const model = await (await createRuntime()).loadModel(weights)
        let last
        for await (last of model.solve('${PUZZLE}'));
        return last.valid ? 'ok' : 'not solved'
      }`,
  },
  'hrm-wasm, worker': {
    cdn: 'src/index.js',
    page: true,
    source: `
      import { createWorkerRuntime } from 'hrm-wasm'
      export default async (weights) => {
        const runtime = await createWorkerRuntime()
        const model = await runtime.loadModel(weights)
        let last
        for await (last of model.solve('${PUZZLE}'));
        return /calling thread/.test(runtime.variantReason) ? runtime.variantReason : last.valid ? 'ok' : 'not solved'
      }`,
  },
  'onnxruntime-web': {
    cdn: 'dist/ort.min.mjs',
    source: `
      import * as ort from 'onnxruntime-web'
      export default async () => {
        const session = await ort.InferenceSession.create(Uint8Array.from([${ONNX}]), { executionProviders: ['wasm'] })
        const { y } = await session.run({ x: new ort.Tensor('float32', [7], [1]) })
        return y.data[0] === 7 ? 'ok' : 'wrong'
      }`,
  },
  'sql.js': {
    cdn: 'dist/sql-wasm.js',
    source: `
      import initSqlJs from 'sql.js'
      export default async () => {
        const SQL = await initSqlJs()
        return new SQL.Database().exec('select 7')[0].values[0][0] === 7 ? 'ok' : 'wrong'
      }`,
  },
  '@sqlite.org/sqlite-wasm': {
    cdn: 'index.mjs',
    source: `
      import init from '@sqlite.org/sqlite-wasm'
      export default async () => {
        const sqlite = await init()
        return new sqlite.oo1.DB().selectValue('select 7') === 7 ? 'ok' : 'wrong'
      }`,
  },
  '@huggingface/transformers': {
    cdn: 'dist/transformers.min.js',
    source: `
      import { Tensor, matmul } from '@huggingface/transformers'
      export default async () => {
        const one = new Tensor('float32', [7], [1, 1])
        return (await matmul(one, one)).data[0] === 49 ? 'ok' : 'wrong'
      }`,
  },
  '@wllama/wllama': {
    cdn: 'esm/index.js',
    source: `
      import { Wllama } from '@wllama/wllama'
      export default async () => {
        // It has no defaults for its files; this is what its documentation gives.
        const wllama = new Wllama(WASM_PATHS)
        // No small model is at hand: that it reads a wrong one shows that its WebAssembly runs.
        const said = await wllama.loadModel([new Blob(['GGUF and nothing more'])]).then(() => 'loaded', ({ message }) => message)
        return /gguf|magic|model|loaded/i.test(said) ? 'ok' : said
      }`,
  },
}
