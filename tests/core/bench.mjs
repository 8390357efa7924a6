// bench.mjs - ms per segment of the built WebAssembly modules on a model of random weights, as one JSON line per
// variant, type and number of threads: the median of interleaved runs, the best, and the processor time of the run that
// took least (the figure to trust on a busy machine; gops is computed from it, or from the best where an engine does
// not tell it). One operation is a multiplication or an addition of a matrix product or of attention. Default sizes:
// the official Sudoku model. Options, each with a number: --hidden --heads --inner --layers --H-cycles --L-cycles
// --seq --prefix --vocab --runs; --mlp-t N: a TRM, whose --layers are of both levels, with token mixing of that width
// (0: an HRM); --variants relaxed16,relaxed,simd,scalar --dtypes q8,f32 --threads 1,2; --warm N segments
// before; --peak yes measures the instructions' peaks instead (`make bench` builds what it needs); and --engine node or
// chromium (headless, /usr/bin/chromium or $CHROMIUM; needs tests/node_modules). Node 20 computes relaxed SIMD right
// only without its baseline compiler, so that is how the engine runs then.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { RELAXED_OPTIONS } from '../../tools/node-relaxed.mjs'
import { measure, measurePeaks } from './measure.mjs'
import { serveRepository } from './serve.mjs'

const defaults = {
  hidden: 512,
  heads: 8,
  inner: 1536,
  layers: 4,
  'H-cycles': 2,
  'L-cycles': 2,
  seq: 81,
  prefix: 1,
  vocab: 11,
  'mlp-t': 0,
  runs: 7,
  variants: 'simd,scalar',
  dtypes: 'q8,f32',
  threads: '1',
  warm: 2,
  peak: 'no',
  engine: 'node',
}
const { values } = parseArgs({
  options: Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' }])),
})
const options = { ...defaults, ...values }

/** Where a build is, from the repository's root. */
const pathOf = (build) => (build.startsWith('peak-') ? `.build/bench/${build}.wasm` : `wasm/dist/hrm-${build}.wasm`)

async function inNode() {
  if (options.variants.includes('relaxed')) RELAXED_OPTIONS.forEach((option) => setFlagsFromString(option))
  const cpuTime = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  const moduleOf = (build) => readFile(new URL(`../../${pathOf(build)}`, import.meta.url))
  return options.peak === 'yes' ? measurePeaks(options.variants, moduleOf) : measure(options, moduleOf, cpuTime)
}

async function inChromium() {
  const { launch } = await import('../web/browser.mjs')
  const { server, url } = await serveRepository()
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(url)
    const paths = Object.fromEntries(
      ['', '-threads']
        .flatMap((suffix) => options.variants.split(',').map((variant) => variant + suffix))
        .concat(options.variants.split(',').map((variant) => `peak-${variant}`))
        .map((build) => [build, `/${pathOf(build)}`]),
    )
    return await page.evaluate(
      async ({ options, paths }) => {
        const { measure, measurePeaks } = await import('/tests/core/measure.mjs')
        const moduleOf = async (build) => (await fetch(paths[build])).arrayBuffer()
        return options.peak === 'yes'
          ? measurePeaks(options.variants, moduleOf)
          : measure(options, moduleOf, () => undefined)
      },
      { options, paths },
    )
  } finally {
    await browser.close()
    server.close()
  }
}

for (const line of await { node: inNode, chromium: inChromium }[options.engine]()) console.log(JSON.stringify(line))
