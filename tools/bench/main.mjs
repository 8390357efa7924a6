// The benchmark: one table of this machine. Every build of the core and, where they are, other runtimes take turns,
// round by round, on the same sizes with random weights; besides, the peak of the instructions used, an evaluation with
// one and two jobs, the page's cold start, and a training step beside TensorFlow.js (learning.mjs).
//   node tools/bench/main.mjs [--shapes shipped,official,large] [--rounds N] [--puzzles N] [--log]     --log: appends
// the report to core/SPEED.md
// `make bench` builds what it needs; BENCH='--rounds 1' hands options over. Ends with 1 where two builds differ in a
// bit.
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { learning, learningTable } from './learning.mjs'
import { coldStarts } from './page.mjs'
import { PEERS, preparePeers, runPeer } from './peers.mjs'
import { runLines } from './run.mjs'

/** @typedef {{ title: string, hidden: number, heads: number, inner: number, layers: number, H: number, L: number, seq:
 * number, prefix: number, vocab: number,
 *   rounds: number, runs: number, warm: number }} Shape rounds: of processes; runs: in each, after `warm` others */

/** @type {Record<string, Shape>} */
const SHAPES = {
  shipped: {
    title: 'shipped Sudoku model',
    hidden: 128,
    heads: 4,
    inner: 384,
    layers: 2,
    H: 3,
    L: 6,
    seq: 81,
    prefix: 1,
    vocab: 11,
    rounds: 3,
    runs: 15,
    warm: 5,
  },
  official: {
    title: 'official Sudoku size',
    hidden: 512,
    heads: 8,
    inner: 1536,
    layers: 4,
    H: 2,
    L: 2,
    seq: 81,
    prefix: 1,
    vocab: 11,
    rounds: 3,
    runs: 4,
    warm: 4,
  },
  large: {
    title: 'official size of 30 x 30 cells',
    hidden: 512,
    heads: 8,
    inner: 1536,
    layers: 4,
    H: 2,
    L: 2,
    seq: 900,
    prefix: 1,
    vocab: 6,
    rounds: 1,
    runs: 2,
    warm: 1,
  },
}
const ENGINES = { node: `Node ${process.versions.node.split('.')[0]}`, chromium: 'Chromium', native: 'native' }

const { values } = parseArgs({
  options: {
    shapes: { type: 'string', default: Object.keys(SHAPES).join(',') },
    rounds: { type: 'string' },
    puzzles: { type: 'string', default: '100' },
    log: { type: 'boolean', default: false },
  },
})
const root = fileURLToPath(new URL('../..', import.meta.url))
/** @param {number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
/** @param {string} sentence */
const say = (sentence) => void process.stderr.write(`${sentence}\n`)

/** @param {string} engine @param {...string} more */
const bench = (engine, ...more) =>
  runLines(process.execPath, ['tests/core/bench.mjs', '--engine', engine, ...more], root)

/** Peaks by engine, variant and type. */
async function measurePeaks() {
  /** @type {Record<string, Record<string, Record<string, number>>>} */
  const peaks = {}
  for (const [engine, lines] of Object.entries({
    node: await bench('node', '--peak', 'yes', '--variants', 'simd'),
    chromium: await bench('chromium', '--peak', 'yes', '--variants', 'simd,relaxed'),
    native: await runLines('.build/native/hrm-bench', ['peak'], root),
  }))
    peaks[engine] = Object.fromEntries(
      lines.map(({ variant, peak }) => [variant === 'relaxed' ? 'relaxed16' : variant, peak]),
    )
  return peaks
}

/** @param {Shape} shape */
async function oursOnce({ hidden, heads, inner, layers, H, L, seq, prefix, vocab, runs, warm }) {
  const sizes = {
    hidden,
    heads,
    inner,
    layers,
    'H-cycles': H,
    'L-cycles': L,
    seq,
    prefix,
    vocab,
    runs,
    warm,
    threads: '1,2',
    dtypes: 'q8,f32',
  }
  const args = Object.entries(sizes).flatMap(([name, value]) => [`--${name}`, String(value)])
  const lines = []
  for (const [engine, variant] of [
    ['node', 'simd'],
    ['chromium', 'relaxed16'],
  ]) {
    for (const line of await bench(engine, ...args, '--variants', variant)) lines.push({ engine, ...line })
  }
  for (const dtype of ['q8', 'f32']) {
    const [line] = await runLines(
      '.build/native/hrm-bench',
      [hidden, heads, inner, layers, H, L, seq, prefix, vocab, dtype, runs].map(String),
      root,
    )
    lines.push({ engine: 'native', ...line })
  }
  return lines
}

/** @typedef {{ engine: keyof typeof ENGINES, runtime: string, dtype: 'f32' | 'q8', threads: number, samples:
 * number[], memory?: number, digest?: number }} Row
 */

/** @param {Shape} shape @param {string | undefined} peersAbsent @returns {Promise<Row[]>} */
async function measureShape(shape, peersAbsent) {
  /** @type {Map<string, Row>} */
  const rows = new Map()
  /** @param {Omit<Row, 'samples'>} row @param {number[]} samples */
  const add = (row, samples) => {
    const key = [row.engine, row.runtime, row.dtype, row.threads].join()
    const known = rows.get(key)
    if (known && known.digest !== row.digest) throw new Error(`${key}: other bits in another round`)
    rows.set(key, { ...row, samples: [...(known?.samples ?? []), ...samples] })
  }
  for (let round = 0; round < (values.rounds ? Number(values.rounds) : shape.rounds); round++) {
    say(`${shape.title}, round ${round + 1}`)
    for (const { engine, variant, dtype, threads, samples_ms, memory_bytes, digest } of await oursOnce(shape)) {
      add({ engine, runtime: variant, dtype, threads, memory: memory_bytes, digest }, samples_ms)
    }
    if (peersAbsent) continue
    for (const engine of /** @type {const} */ (['node', 'chromium', 'native'])) {
      for (const dtype of /** @type {const} */ (['f32', 'q8'])) {
        const { samples, memory } = await runPeer(engine, dtype, shape, shape)
        add({ engine, runtime: PEERS[engine], dtype, threads: 1, memory }, samples)
      }
    }
  }
  return [...rows.values()]
}

/** @param {Shape} shape @param {Row[]} rows @param {Record<string, Record<string, Record<string, number>>>} peaks */
function table(shape, rows, peaks) {
  const tokens = shape.seq + shape.prefix
  const operations =
    shape.H *
    (shape.L + 1) *
    shape.layers *
    (2 * tokens * (4 * shape.hidden ** 2 + 3 * shape.hidden * shape.inner) + 4 * tokens ** 2 * shape.hidden)
  /** @param {Row} row @param {'f32' | 'q8'} dtype */
  const againstPeer = (row, dtype) => {
    const peer = rows.find(
      (other) => other.engine === row.engine && other.runtime === PEERS[row.engine] && other.dtype === dtype,
    )
    return peer ? (median(peer.samples) / median(row.samples)).toFixed(2) : '-'
  }
  const lines = rows.map((row) => {
    const ms = median(row.samples)
    const rate = operations / ms / 1e6
    const peak = peaks[row.engine]?.[row.runtime]?.[row.dtype]
    return `| ${[
      `${ENGINES[row.engine]} ${row.runtime}`,
      row.dtype === 'q8' ? 'int8' : 'float32',
      row.threads,
      `${ms.toFixed(1)} (${Math.min(...row.samples).toFixed(1)})`,
      rate.toFixed(0),
      peak ? `${((100 * rate) / (peak * row.threads)).toFixed(0)} %` : '-',
      againstPeer(row, 'f32'),
      againstPeer(row, 'q8'),
      row.memory ? (row.memory / 1e6).toFixed(0) : '-',
    ].join(' | ')} |`
  })
  return [
    `### ${shape.title}: ${(operations / 1e9).toFixed(2)} G operations a segment, ${tokens} tokens`,
    '',
    '| build | type | threads | ms a segment (best) | GOP/s | of peak | times faster than onnxruntime float32 | ... int8 | memory, MB |',
    '|---|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
  ]
}

/** Builds that gave other bits than the first of their type.
 * @param {Row[]} rows */
function differentBits(rows) {
  return ['q8', 'f32'].flatMap((dtype) => {
    const [first, ...others] = rows.filter((row) => row.digest !== undefined && row.dtype === dtype)
    return others
      .filter(({ digest }) => digest !== first.digest)
      .map(({ engine, runtime, threads }) => `${engine} ${runtime} ${dtype} ${threads}`)
  })
}

/** @param {number} jobs @returns {Promise<{ seconds: number, exact: number }>} */
async function evaluate(jobs) {
  const args = [
    'wasm/bin/hrm.mjs',
    'eval',
    '--model',
    'model_weights/sudoku.hrm',
    '--input',
    'tests/data/sudoku-mixed-1000.csv.gz',
  ]
  return (
    await runLines(
      process.execPath,
      [...args, '--limit', values.puzzles, '--segments', '8', '--jobs', String(jobs)],
      root,
    )
  ).at(-1).summary
}

const peersAbsent = preparePeers()
if (peersAbsent) say(`Other runtimes are not timed: ${peersAbsent}.`)
say('peaks')
const peaks = await measurePeaks()
const lines = []
let different = 0
for (const name of values.shapes.split(',')) {
  const rows = await measureShape(SHAPES[name], peersAbsent)
  lines.push(...table(SHAPES[name], rows, peaks))
  const wrong = differentBits(rows)
  different += wrong.length
  const same = rows.filter(({ digest }) => digest !== undefined)
  lines.push(
    wrong.length
      ? `DIFFERENT BITS: ${wrong.join('; ')}`
      : `The same bits in all ${same.length} rows of the core's, by type: ${[...new Set(same.map(({ dtype, digest }) => `${dtype} ${digest?.toString(16)}`))].join(', ')}.`,
    '',
  )
}
say('learning')
lines.push(...learningTable(await learning({ rounds: values.rounds ? Number(values.rounds) : 5 })))
say('evaluation')
const [one, two] = [await evaluate(1), await evaluate(2)]
lines.push(
  `\`hrm eval\` of ${values.puzzles} puzzles, 8 segments each: ${one.seconds.toFixed(1)} s with one job, ${two.seconds.toFixed(1)} s with two, ${(one.seconds / two.seconds).toFixed(2)} times.`,
)
if (existsSync(new URL('../../web/dist/index.html', import.meta.url))) {
  say('cold start')
  const starts = await coldStarts(7)
  lines.push(
    `Cold start of the page with the shipped Sudoku weights, navigation to model ready, localhost: ${median(starts).toFixed(0)} ms (median of ${starts.length}; ${starts.map((ms) => ms.toFixed(0)).join(', ')}).`,
  )
} else lines.push('The page is not built: no cold start.')

const commit = execFileSync('git', ['log', '-1', '--format=%s'], { cwd: root, encoding: 'utf8' }).trim()
const report = [
  `## ${new Date().toISOString().slice(0, 10)}: make bench`,
  '',
  `"${commit}"; \`node tools/bench/main.mjs ${process.argv
    .slice(2)
    .filter((arg) => arg !== '--log')
    .join(
      ' ',
    )}\`; ${cpus()[0].model}, ${cpus().length} hardware threads; Node ${process.versions.node}. Medians over all rounds.`,
  `Peaks of one thread, GFLOP/s and GOP/s, in the same run: ${Object.entries(peaks)
    .flatMap(([engine, of]) =>
      Object.entries(of).map(
        ([variant, { f32 = 0, q8 = 0 }]) =>
          `${ENGINES[/** @type {keyof typeof ENGINES} */ (engine)]} ${variant} ${f32.toFixed(0)} and ${q8.toFixed(0)}`,
      ),
    )
    .join('; ')}.`,
  ...(peersAbsent
    ? [`Other runtimes were not timed: ${peersAbsent}.`]
    : [
        'onnxruntime 1.30 runs its int8 with dynamic quantization, one thread; its memory is that of its process, ours the WebAssembly memory.',
      ]),
  '',
  ...lines,
  '',
].join('\n')
console.log(report)
if (values.log) appendFileSync(new URL('../../core/SPEED.md', import.meta.url), `\n${report}`)
process.exitCode = different ? 1 : 0
