// A training step of the same net and batch: ours, one thread, beside TensorFlow.js on its WebAssembly back end, in turns
// in one page of Chromium.
//   node tools/bench/learning.mjs [--rounds N] [--slots N]     prints one JSON line
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { serveRepository } from '../../tests/core/serve.mjs'
import { launch } from '../../tests/web/browser.mjs'

const { build } = createRequire(new URL('../../tests/package.json', import.meta.url))('esbuild')
const TFJS = '4.22.0'
const folder = fileURLToPath(new URL('../../.build/tfjs/', import.meta.url))
/** The trainer's default shape, paper's gradient and last H cycle. */
export const SHAPE = {
  hidden: 128,
  heads: 4,
  inner: 384,
  layers: 2,
  H: 2,
  L: 2,
  seq: 81,
  prefix: 1,
  vocab: 11,
  slots: 16,
}
const SPANS = { one: 2, cycle: 3 }

/** Installs and bundles the peer. @returns {Promise<string | undefined>} why it is absent */
async function preparePeer() {
  try {
    mkdirSync(folder, { recursive: true })
    if (!existsSync(`${folder}node_modules/@tensorflow/tfjs-backend-wasm`)) {
      writeFileSync(`${folder}package.json`, '{ "private": true }')
      const packages = ['core', 'backend-wasm'].map((name) => `@tensorflow/tfjs-${name}@${TFJS}`)
      execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', ...packages], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
    }
    await build({
      entryPoints: [fileURLToPath(new URL('./learning-tfjs.js', import.meta.url))],
      nodePaths: [`${folder}node_modules`],
      outfile: `${folder}bundle.js`,
      bundle: true,
      format: 'esm',
      logLevel: 'error',
      // What the back end asks for in Node alone.
      external: ['fs', 'path', 'worker_threads', 'perf_hooks', 'os', 'util', 'crypto'],
    })
  } catch (error) {
    return `TensorFlow.js cannot be installed (${error instanceof Error ? error.message.split('\n')[0] : error})`
  }
  return undefined
}

/** In the page: rounds of steps, ours and theirs in turns.
 * @param {{ shape: typeof SHAPE, spans: Record<string, number>, rounds: number, peer: boolean }} what */
async function measure({ shape, spans, rounds, peer }) {
  const load = (/** @type {string} */ path) => import(path)
  const [{ chooseLearnCore }, { chooseCore }, { Run }] = await Promise.all([
    load('/wasm/src/learn/core.js'),
    load('/wasm/src/modules.js'),
    load('/wasm/src/learn/run.js'),
  ])
  const { core, variant, variantReason } = await chooseLearnCore({})
  const { core: inference } = await chooseCore({})
  const tfjs = peer ? await load('/.build/tfjs/bundle.js') : undefined
  const version = await tfjs?.start('/.build/tfjs/node_modules/@tensorflow/tfjs-backend-wasm/dist/', 1)
  const count = 64
  const cells = count * shape.seq
  const token = () => Math.floor(Math.random() * shape.vocab)
  const examples = {
    ...{ task: 'generic', seq_len: shape.seq, vocab_size: shape.vocab, grid_rows: 0, grid_cols: 0 },
    num_puzzle_identifiers: 1,
    inputs: Uint16Array.from({ length: cells }, token),
    labels: Int16Array.from({ length: cells }, token),
    puzzle_identifiers: new Uint32Array(count),
    puzzle_indices: Uint32Array.from({ length: count + 1 }, (_, i) => i),
    group_indices: Uint32Array.from({ length: count + 1 }, (_, i) => i),
  }
  const config = {
    ...{ hidden_size: shape.hidden, num_heads: shape.heads, inner_size: shape.inner, puzzle_emb_len: shape.prefix },
    ...{ H_layers: shape.layers, L_layers: shape.layers, H_cycles: shape.H, L_cycles: shape.L, halt_max_steps: 16 },
  }
  const results = []
  for (const [span, gradient] of Object.entries(spans)) {
    const settings = { slots: shape.slots, gradient, optimizer: 'adamw', warmup: 0 }
    const run = new Run(core, inference, { examples, config, settings })
    const net = tfjs?.createNet(shape)
    const ours = () => {
      do run.part({ steps: 1e6 })
      while (run.inStep)
    }
    const theirs = net && (() => net.step(gradient))
    /** @param {() => void} step */
    const timed = (step) => {
      const started = performance.now()
      step()
      return performance.now() - started
    }
    const samples = { ours: [], theirs: [] }
    // Engines compile what runs often once more.
    for (let i = 0; i < 3; i++) [ours, theirs].forEach((step) => step?.())
    for (let i = 0; i < rounds; i++) {
      samples.ours.push(timed(ours))
      if (theirs) samples.theirs.push(timed(theirs))
    }
    const operations = run.flops * shape.slots
    results.push({ span, gradient, samples, operations })
    run.free()
  }
  return { variant, variantReason, version, lacks: tfjs?.LACKS ?? [], results }
}

/** @param {{ rounds?: number, slots?: number }} [options] */
export async function learning({ rounds = 10, slots = SHAPE.slots } = {}) {
  const absent = await preparePeer()
  const { server, url } = await serveRepository()
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(url)
    const said = await page.evaluate(measure, {
      ...{ shape: { ...SHAPE, slots }, spans: SPANS, rounds, peer: !absent },
    })
    return { ...said, absent, slots }
  } finally {
    await browser.close()
    server.close()
  }
}

/** @param {number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

/** The table of `make bench`. @param {Awaited<ReturnType<typeof learning>>} said */
export function learningTable({ variant, version, lacks, results, absent, slots }) {
  const rows = results.map(({ span, gradient, samples, operations }) => {
    const [ours, theirs] = [samples.ours, samples.theirs].map((list) => (list.length ? median(list) : NaN))
    const rate = (/** @type {number} */ ms) =>
      Number.isNaN(ms) ? '-' : `${ms.toFixed(0)} (${(operations / ms / 1e6).toFixed(1)})`
    const times = Number.isNaN(theirs) ? '-' : (theirs / ours).toFixed(2)
    return `| ${span}, ${gradient} calls | ${rate(ours)} | ${rate(theirs)} | ${times} |`
  })
  return [
    `### A training step: width 128, 2 + 2 layers, H2 L2, 82 tokens, ${slots} slots, AdamW, one thread, Chromium, ${variant}`,
    '',
    `| gradient | ours, ms (GFLOP/s) | TensorFlow.js ${version ?? TFJS}, WebAssembly, ms (GFLOP/s) | times faster |`,
    '|---|---|---|---|',
    ...rows,
    '',
    absent
      ? `TensorFlow.js was not timed: ${absent}.`
      : `Its back end has no kernel ${lacks.join(', ') || '(none of those asked for)'}: so tokens are embedded by a product with one-hot vectors, since the gradient of gather needs one. It has Adam in place of AdamW, no Muon, and no ACT: its batch stays the same.`,
    '',
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, slots: { type: 'string' } } })
  const number = (/** @type {string | undefined} */ text) => (text === undefined ? undefined : Number(text))
  const said = await learning({ rounds: number(values.rounds), slots: number(values.slots) })
  console.log(JSON.stringify(said))
  process.stderr.write(`${learningTable(said).join('\n')}\n`)
}
