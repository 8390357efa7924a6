// Run by engines.test.mjs in each engine: `engine.mjs BUILD` asks a build's golden vectors for a second, `engine.mjs learn`
// learns a little and prints the digest of the weights, `engine.mjs worker` starts a runtime in a worker.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Core } from '../../wasm/src/core.js'
import { GOLDEN, goldenDigests, isGolden } from '../../wasm/src/golden.js'
import { createWorkerRuntime } from '../../wasm/src/index.js'
import { createLearner } from '../../wasm/src/learn.js'
import { LEARN_GOLDEN, isLearnGolden, learnDigest } from '../../wasm/src/learn/golden.js'
import { learningOf } from '../wasm/latin.mjs'

const SECONDS = 1
const [what] = process.argv.slice(2)

/** Asks until the time is over. @param {() => boolean} isRight */
function ask(isRight) {
  const counts = { right: 0, wrong: 0 }
  const until = performance.now() + 1000 * SECONDS
  do counts[isRight() ? 'right' : 'wrong']++
  while (performance.now() < until || counts.right + counts.wrong < 2)
  return counts
}

async function golden(build) {
  const start = async () =>
    Core.instantiate(
      await WebAssembly.compile(readFileSync(new URL(`../../wasm/dist/hrm-${build}.wasm`, import.meta.url))),
    )
  const variant = build.replace('learn-', '')
  const isLearner = build !== variant
  // As at a start: in an instance that has not run before.
  const fresh = await start()
  const chosen = isLearner ? isLearnGolden(fresh, variant) : isGolden(fresh, variant)
  const core = await start()
  const counts = isLearner
    ? ask(() => learnDigest(core) === LEARN_GOLDEN[variant])
    : ask(() => goldenDigests(core, 1)[0] === GOLDEN.q8 && goldenDigests(core, 0)[0] === GOLDEN.f32)
  return { ...counts, chosen }
}

async function learn() {
  const { examples } = learningOf(1, { twins: 5, fresh: 1 })
  const config = { hidden_size: 32, num_heads: 2, inner_size: 64, H_cycles: 2, L_cycles: 1, halt_max_steps: 2 }
  const settings = { slots: 16, optimizer: /** @type {const} */ ('adamw'), lr: 0.006, warmup: 5 }
  // Relaxed SIMD may fuse products and sums: only SIMD is the same everywhere.
  const learner = await createLearner({ examples, config, settings, variant: 'simd' })
  for await (const _ of learner.run({ steps: 20 }));
  const digest = createHash('sha256')
    .update(await learner.save())
    .digest('hex')
  const [first] = [(await learner.model()).solve(examples.inputs.slice(0, 16))]
  const { value } = await first.next()
  learner.close()
  return { digest, tokens: [...value.tokens], qHalt: value.qHalt }
}

/** How the runtime's worker came to be. */
async function worker() {
  const runtime = await createWorkerRuntime({ variant: 'simd' })
  runtime.close()
  return { variantReason: runtime.variantReason }
}

const asked = { learn, worker }[what] ?? (() => golden(what))
console.log(JSON.stringify(await asked()))
process.exit(0)
