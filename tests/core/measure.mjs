// measure.mjs - times segments of models of random weights, in Node or in a page: bench.mjs gives it what differs.
import { Core } from '../../wasm/src/core.js'

// xorshift32: the same weights in every run.
let seed = 0x9E3779B9
const random = () => {
  seed ^= seed << 13
  seed ^= seed >>> 17
  seed ^= seed << 5
  return seed / 2 ** 31
}

/** A model of random weights in a fresh instance, ready to run. size(name) gives the number of one of bench.mjs's options. */
async function prepare(module, variant, dtype, size) {
  const core = await Core.instantiate(module)
  const call = (name, ...words) => {
    const status = core.call[name](...words)
    if (status) throw new Error(`${name}: status ${status}`)
  }
  const u32 = (at, count) => new Uint32Array(core.memory.buffer, at, count)
  const config = core.alloc(76)
  u32(config, 17).set([dtype === 'q8' ? 1 : 0, 0, 0, 0, size('vocab'), size('seq'), size('prefix'), size('prefix') && 1, size('hidden'), size('heads'),
    size('inner'), size('layers'), size('layers'), size('H-cycles'), size('L-cycles'), 16, 0])
  new Float32Array(core.memory.buffer, config + 68, 2).set([10000, 1e-5])
  const tensor = core.alloc(40)
  const length = core.alloc(8)
  call('file_bytes', config, length)
  const bytes = u32(length, 1)[0]
  const file = core.alloc(bytes)
  call('tensor_at', config, 0, tensor)
  call('write_header', config, file, u32(tensor, 10)[6])
  for (let index = 0; index < core.call.tensor_count(config); index++) {
    call('tensor_at', config, index, tensor)
    const [, , , rows, cols, , offset, , tensorBytes] = u32(tensor, 10)
    const at = core.alloc(rows * cols * 4)
    const weights = new Float32Array(core.memory.buffer, at, rows * cols)
    for (let i = 0; i < weights.length; i++) weights[i] = random() / Math.sqrt(cols)
    call('pack_tensor', tensor, at, rows * cols, file + offset, Math.ceil(tensorBytes / 64) * 64)
    core.free(at)
  }
  call('seal', file, bytes)
  const model = core.alloc(88)
  call('model_map', model, file, bytes, 0)
  const areas = { state: core.call.state_bytes(config), work: core.call.work_bytes(config), logits: size('seq') * size('vocab') * 4, q: 8, inputs: size('seq') * 4 }
  const at = Object.fromEntries(Object.entries(areas).map(([name, n]) => [name, core.alloc(n)]))
  for (let i = 0; i < size('seq'); i++) u32(at.inputs, size('seq'))[i] = i % size('vocab')
  call('state_reset', model, at.state, areas.state)
  const segment = () => call('segment', model, at.inputs, 0, at.state, areas.state, at.logits, areas.logits, at.q, at.work, areas.work)
  return { variant, dtype, segment, ms: [], cpu: [], bytes, workBytes: areas.work + areas.state }
}

/** options: bench.mjs's, complete. moduleOf(variant): the bytes of its build. cpuTime(): processor time so far in ms, or undefined where it is not known. */
export async function measure(options, moduleOf, cpuTime) {
  const size = (name) => Number(options[name])
  const tokens = size('seq') + size('prefix')
  const layerCalls = size('H-cycles') * (size('L-cycles') + 1) * size('layers')
  const operations = layerCalls * (2 * tokens * (4 * size('hidden') ** 2 + 3 * size('hidden') * size('inner')) + 4 * tokens ** 2 * size('hidden'))
  const entries = []
  for (const variant of options.variants.split(',')) {
    const module = await WebAssembly.compile(await moduleOf(variant))
    for (const dtype of options.dtypes.split(',')) entries.push(await prepare(module, variant, dtype, size))
  }
  for (const { segment } of entries) for (let i = 0; i < 2; i++) segment() // until the engine has compiled the hot loops
  for (let run = 0; run < size('runs'); run++) {
    for (const entry of entries) {
      const cpu = cpuTime()
      const start = performance.now()
      entry.segment()
      entry.ms.push(performance.now() - start)
      if (cpu !== undefined) entry.cpu.push(cpuTime() - cpu)
    }
  }
  const sorted = (numbers) => numbers.toSorted((a, b) => a - b)
  return entries.map(({ variant, dtype, ms, cpu, bytes, workBytes }) => {
    const cpuBest = sorted(cpu)[0]
    return {
      variant, dtype, ms: +sorted(ms)[ms.length >> 1].toFixed(2), best_ms: +sorted(ms)[0].toFixed(2), cpu_ms: cpuBest && +cpuBest.toFixed(2),
      gops: +(operations / (cpuBest ?? sorted(ms)[0]) / 1e6).toFixed(1), model_bytes: bytes, state_and_work_bytes: workBytes,
    }
  })
}
