// Times the training step in WebAssembly: node tools/bench/learn.mjs [DIST] [ROUNDS], in turns for each build: processor
// time of a step's segments (forward and backward), and the float32 peak of the same build in the same run; then seven
// steps of the learner with one and with two threads, in turns, on the clock. DIST: a folder with other
// hrm-learn-*.wasm, to be compared with. Needs make wasm-learn and .build/bench/peak-*.wasm.
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { LearnModule } from '../../tests/wasm/learn-module.mjs'
import { readExamples } from '../../wasm/cli/examples.mjs'
import { createLearner } from '../../wasm/src/learn.js'
import { random } from '../../wasm/src/random.js'
import { RELAXED_OPTIONS } from '../node-relaxed.mjs'

RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
const WIDTH_128 = { hidden_size: 128, num_heads: 4, inner_size: 384 }
const SHAPES = {
  'Sudoku, width 128': { grid_rows: 9, vocab_size: 11, task: 1 },
  'grid 4 x 4, width 64': { grid_rows: 4, vocab_size: 6, hidden_size: 64, num_heads: 2, inner_size: 128, layers: 1 },
}
const rounds = Number(process.argv[3] ?? 5)
const other = process.argv[2] && pathToFileURL(`${process.argv[2]}/`)

/** @param {() => void} work @returns {number} seconds of processor time */
function seconds(work) {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return (user + system) * 1e-6
}

/** The loop that shows the peak of a build's float32 instructions. @param {string} build @returns {() => number} */
function peakOf(build) {
  const bytes = readFileSync(new URL(`../../.build/bench/peak-${build}.wasm`, import.meta.url))
  const { exports } = /** @type {any} */ (new WebAssembly.Instance(new WebAssembly.Module(bytes), {}))
  return () => {
    let operations = 0
    const time = seconds(() => {
      for (let i = 0; i < 20; i++) operations += 1000 * (exports.peak_f32_fused ?? exports.peak_f32)(1000)
    })
    return (operations * 1e-9) / time
  }
}
const peaks = { simd: peakOf('simd'), relaxed: peakOf('relaxed') }
/** @type {Record<string, number>} */
const best = { simd: 0, relaxed: 0 }

for (const [name, given] of Object.entries(SHAPES)) {
  const config = {
    ...WIDTH_128,
    ...{ H_cycles: 2, L_cycles: 2, halt_max_steps: 16 },
    ...{ puzzle_emb_len: 1, num_puzzle_identifiers: 1, pos_encodings: 1, rope_theta: 1, rms_norm_eps: 1e-5, task: 2 },
    ...given,
    ...{ grid_cols: given.grid_rows, seq_len: given.grid_rows ** 2 },
    ...{ H_layers: given.layers ?? 2, L_layers: given.layers ?? 2 },
  }
  const next = random(1)
  const token = () => Math.floor(next() * config.vocab_size)
  const examples = Array.from({ length: 16 }, () => ({
    inputs: Array.from({ length: config.seq_len }, token),
    labels: Array.from({ length: config.seq_len }, token),
  }))
  const builds = ['simd', 'relaxed'].flatMap((build) =>
    other
      ? [
          [build, other],
          [build, undefined],
        ]
      : [[build, undefined]],
  )
  const runs = builds.map(([build, folder]) => {
    const module = new LearnModule(/** @type {string} */ (build), /** @type {URL | undefined} */ (folder))
    const run = module.begin(config, { slots: 8, gradient_calls: config.L_cycles + 1 }, examples)
    return { build, folder, module, run, time: Infinity, whole: Infinity }
  })
  for (let round = 0; round < rounds; round++) {
    for (const build of /** @type {const} */ (['simd', 'relaxed'])) best[build] = Math.max(best[build], peaks[build]())
    for (const one of runs) {
      const done = one.module.alloc(4)
      const time = seconds(() => one.module.check(one.module.exports.part(one.run.learner, 0, 3, done)))
      one.module.exports.rewind(one.run.learner)
      const whole = seconds(() => one.module.check(one.module.exports.step(one.run.learner, 0)))
      if (time / 6 < one.time) one.time = time / 6
      if (whole / 8 < one.whole) one.whole = whole / 8
    }
  }
  for (const { build, folder, module, run, time, whole } of runs) {
    const work = module.exports.flops(run.configAt, config.L_cycles + 1) * 1e-9
    const rate = (/** @type {number} */ time) => (work / time).toFixed(1).padStart(6)
    const share = ((100 * work) / time / best[build]).toFixed(0)
    console.log(
      `${name}, ${build}${folder ? ' (other)' : ''}: ${rate(time)} GFLOP/s, ${share} % of ${best[build].toFixed(1)}; with 8 slots a whole step ${rate(whole)}`,
    )
  }
}

const sudokus = fileURLToPath(new URL('../../tests/data/sudoku-no-guess-1000.csv.gz', import.meta.url))
const examples = await readExamples(sudokus, { split: 'train' })
// One segment a puzzle: at each end the learner tries some, which is not timed.
const config = { ...WIDTH_128, H_layers: 2, L_layers: 2, halt_max_steps: 1 }
/** @type {Record<number, number>} */
const least = { 1: Infinity, 2: Infinity }
for (let round = 0; round < rounds; round++)
  for (const threads of [1, 2]) {
    const learner = await createLearner({ examples, threads, config, settings: { slots: 16 } })
    /** @param {number} steps */
    const secondsAt = async (steps) => {
      for await (const { done } of learner.run({ steps })) if (done) break
      return learner.seconds
    }
    const before = await secondsAt(1)
    least[threads] = Math.min(least[threads], (await secondsAt(8)) - before)
    learner.close()
  }
console.log(
  `seven steps of 16 slots, width 128: ${least[1].toFixed(2)} s with one thread, ${least[2].toFixed(2)} with two, ${(least[1] / least[2]).toFixed(2)} times`,
)
