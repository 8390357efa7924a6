// measure.mjs - times segments of models of random weights, in Node or in a page: bench.mjs gives it what differs.
import { Core, hasThreads } from '../../wasm/src/core.js'
import { DTYPES, writeModel } from '../../wasm/src/layout.js'
import { MappedModel } from '../../wasm/src/mapped.js'
import { startTeam } from '../../wasm/src/team.js'

/** From xorshift32: the same weights in every model, here and in tools/bench/native.c. Each is half the sum of four
 * numbers from -1 to 1: few are large, as in trained weights. */
function randomNumbers() {
  let seed = 0x9e3779b9
  return () => {
    let sum = 0
    for (let i = 0; i < 4; i++) {
      seed ^= seed << 13
      seed ^= seed >>> 17
      seed ^= seed << 5
      sum += seed
    }
    return sum / 2 ** 32
  }
}

/** FNV-1a over 32-bit words. */
function digestOf({ buffer, byteOffset, length }) {
  let digest = 0x811c9dc5
  for (const word of new Uint32Array(buffer, byteOffset, length)) digest = Math.imul(digest ^ word, 0x01000193)
  return digest >>> 0
}

/** A model of random weights in a fresh instance, ready to run. size(name) gives the number of one of bench.mjs's
 * options.
 */
async function prepare(module, variant, dtype, threads, size) {
  const core = await Core.instantiate(module)
  if (hasThreads(module)) {
    const why = await startTeam(core, module, threads)
    if (why) throw new Error(`One thread only: ${why}.`)
  }
  const config = {
    dtype: DTYPES.indexOf(dtype),
    task: 0,
    grid_rows: 0,
    grid_cols: 0,
    vocab_size: size('vocab'),
    seq_len: size('seq'),
    puzzle_emb_len: size('prefix'),
    num_puzzle_identifiers: size('prefix') && 1,
    hidden_size: size('hidden'),
    num_heads: size('mlp-t') ? 1 : size('heads'),
    inner_size: size('inner'),
    H_layers: size('mlp-t') ? 0 : size('layers'),
    L_layers: size('layers'),
    H_cycles: size('H-cycles'),
    L_cycles: size('L-cycles'),
    halt_max_steps: 16,
    pos_encodings: size('mlp-t') ? 2 : 0,
    rope_theta: 10000,
    rms_norm_eps: 1e-5,
    mlp_t_size: size('mlp-t'),
  }
  const random = randomNumbers()
  const { address, bytes } = writeModel(core, config, ({ cols }, weights) => {
    for (let i = 0; i < weights.length; i++) weights[i] = random() / Math.sqrt(cols)
  })
  const mapped = new MappedModel(core, address, bytes)
  const state = mapped.newState()
  const inputs = Array.from({ length: size('seq') }, (_, i) => i % size('vocab'))
  const segment = () => mapped.segment(state, inputs, 0)
  return {
    variant,
    dtype,
    threads,
    segment,
    core,
    ms: [],
    cpu: [],
    bytes,
    workBytes: mapped.workBytes + mapped.stateBytes,
  }
}

/** options: bench.mjs's, complete. moduleOf(build): the bytes of "simd", "simd-threads", ... cpuTime(): processor time
 * so far in ms, of all threads, or undefined where it is not known. */
export async function measure(options, moduleOf, cpuTime) {
  const size = (name) => Number(options[name])
  const tokens = size('seq') + size('prefix')
  const layerCalls = size('H-cycles') * (size('L-cycles') + 1) * size('layers')
  const mixing = size('mlp-t')
    ? 2 * size('hidden') * 3 * tokens * size('mlp-t')
    : 2 * tokens * 4 * size('hidden') ** 2 + 4 * tokens ** 2 * size('hidden')
  const operations = layerCalls * (mixing + 2 * tokens * 3 * size('hidden') * size('inner'))
  const entries = []
  for (const variant of options.variants.split(',')) {
    for (const threads of options.threads.split(',').map(Number)) {
      const module = await WebAssembly.compile(await moduleOf(threads > 1 ? `${variant}-threads` : variant))
      for (const dtype of options.dtypes.split(',')) entries.push(await prepare(module, variant, dtype, threads, size))
    }
  }
  for (const entry of entries) {
    entry.digest = digestOf(entry.segment().logits)
    for (let i = 1; i < size('warm'); i++) entry.segment() // until the engine has compiled the hot loops
  }
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
  return entries.map(({ variant, dtype, threads, ms, cpu, bytes, workBytes, core, digest }) => {
    core.endTeam()
    const cpuBest = sorted(cpu)[0]
    // Of several threads the processor time is the sum: then only the clock tells how fast they were.
    const best = (threads === 1 && cpuBest) || sorted(ms)[0]
    return {
      variant,
      dtype,
      threads,
      ms: +sorted(ms)[ms.length >> 1].toFixed(2),
      best_ms: +sorted(ms)[0].toFixed(2),
      cpu_ms: cpuBest && +cpuBest.toFixed(2),
      gops: +(operations / best / 1e6).toFixed(1),
      model_bytes: bytes,
      state_and_work_bytes: workBytes,
      memory_bytes: core.memory.buffer.byteLength,
      digest,
      samples_ms: ms.map((one) => +one.toFixed(3)),
    }
  })
}

/** The best rate of each type's instructions, of the quicker ones where it has two ways, in many windows of some
 * milliseconds, GFLOP/s or GOP/s, for tools/bench/peak.c's builds. */
export async function measurePeaks(variants, moduleOf) {
  const lines = []
  for (const variant of variants.split(',')) {
    const { instance } = await WebAssembly.instantiate(await moduleOf(`peak-${variant}`), {})
    const peak = {}
    for (const [dtype, way] of [
      ['f32', 'f32'],
      ['q8', 'q8'],
      ['q8', 'q8_blocks'],
    ]) {
      const loop = instance.exports[`peak_${way}`]
      if (!loop) continue
      let best = peak[dtype] ?? 0
      for (let window = 0; window < 60; window++) {
        const start = performance.now()
        const operations = 10000 * loop(10000)
        best = Math.max(best, operations / (performance.now() - start) / 1e6)
      }
      peak[dtype] = +best.toFixed(1)
    }
    lines.push({ variant, peak })
  }
  return lines
}
