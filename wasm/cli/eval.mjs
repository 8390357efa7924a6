import { loadLibraries } from './libraries.mjs'
import { HALTS } from './load.mjs'
import { createEvaluator } from './evaluator.mjs'
import { InputError, oneOf, say, wholeNumber, writeLine } from './output.mjs'
import { createPool } from './pool.mjs'
import { readPuzzles } from './puzzles.mjs'

/** @typedef {import('./evaluator.mjs').Result} Result */
/** @typedef {import('./evaluator.mjs').Failure} Failure */

/** Bins of the rating, the number of guesses or backtracks: name and largest rating. */
const BINS = /** @type {const} */ ([['0', 0], ['1-4', 4], ['5-24', 24], ['25+', Infinity]])

/** Sums of what goes into a summary. */
class Tally {
  n = 0
  exact = 0
  cell = 0

  /** @param {Result} result */
  add({ exact, cell }) {
    this.n++
    this.exact += exact ? 1 : 0
    this.cell += cell
  }

  /** Fractions of 1. */
  toJSON() {
    return { n: this.n, exact: this.exact / this.n, cell: this.cell / this.n }
  }
}

/** Rollouts up to which the solved are counted: 1, 2, 4, ... and the last.
 * @param {number} rollouts */
function milestones(rollouts) {
  const list = []
  for (let one = 1; one < rollouts; one *= 2) list.push(one)
  return [...list, rollouts]
}

/** Calls `work` on every item, at most `width` at once, and yields the results in the items' order, each as soon as its turn has come.
 * @template T, R @param {AsyncIterable<T>} items @param {number} width @param {(item: T) => Promise<R>} work @returns {AsyncGenerator<R>} */
async function* inOrder(items, width, work) {
  /** A slot frees when its own work ends, not when its turn to be printed comes: one slow puzzle must not idle the others.
   * @type {Set<Promise<unknown>>} */
  const busy = new Set()
  /** @type {Promise<R>[]} */
  const queue = []
  for await (const item of items) {
    const result = work(item)
    busy.add(result)
    const leave = () => void busy.delete(result)
    result.then(leave, leave)
    queue.push(result)
    // The race may be over before leave() has run; then it runs now.
    while (busy.size >= width) await Promise.race(busy)
    const first = await Promise.race([queue[0].then(() => true), false])
    if (first || queue.length > 64 * width) yield /** @type {Promise<R>} */ (queue.shift())
  }
  while (queue.length) yield /** @type {Promise<R>} */ (queue.shift())
}

/** @template T @param {AsyncIterable<T>} items @param {number} limit */
async function* take(items, limit) {
  let taken = 0
  if (limit > 0) {
    for await (const item of items) {
      yield item
      if (++taken >= limit) return
    }
  }
}

/** @param {{ model: string, input: string, limit?: string, segments: string, rollouts: string, halt?: string, variant: string, jobs: string }} options */
export async function run(options) {
  const jobs = wholeNumber(options.jobs, 'jobs')
  const limit = options.limit === undefined ? Infinity : wholeNumber(options.limit, 'limit')
  const rollouts = wholeNumber(options.rollouts, 'rollouts')
  const settings = {
    model: options.model, variant: options.variant, segments: wholeNumber(options.segments, 'segments'), rollouts,
    halt: oneOf(options.halt ?? (rollouts > 1 ? 'rules' : 'none'), 'halt', HALTS),
  }
  const { parseCsv } = await loadLibraries()
  const puzzles = take(readPuzzles(options.input, (line) => parseCsv(line)[0] ?? []), limit)
  const pool = jobs > 1 ? await createPool(settings, jobs) : { ...(await createEvaluator(settings)), close: async () => {} }
  say(pool.variantReason)

  const all = new Tally()
  const bins = new Map(BINS.map(([name]) => [name, new Tally()]))
  /** Exact answers by the rollout that found them.
   * @type {Map<number, number>} */
  const exactAt = new Map()
  let usedRollouts = 0
  let segments = 0
  let ms = 0
  let errors = 0
  const started = performance.now()
  try {
    /** @type {AsyncIterable<Result | Failure>} */
    const results = inOrder(puzzles, jobs, async (puzzle) => ('error' in puzzle ? puzzle : pool.evaluate(puzzle)))
    for await (const result of results) {
      await writeLine(result)
      if ('error' in result) {
        errors++
        continue
      }
      all.add(result)
      if (result.exact) exactAt.set(result.rollout, (exactAt.get(result.rollout) ?? 0) + 1)
      usedRollouts += result.rollout
      segments += result.segments
      ms += result.ms
      const { rating } = result
      const bin = rating === null ? undefined : BINS.find(([, largest]) => rating <= largest)
      if (bin) bins.get(bin[0])?.add(result)
    }
  } finally {
    await pool.close()
  }
  if (all.n === 0) throw new InputError(`${options.input} holds no puzzle that this model can be given.`)
  const by_rating = Object.fromEntries([...bins].filter(([, tally]) => tally.n > 0))
  /** @param {number} most */
  const exactWithin = (most) => [...exactAt].reduce((sum, [rollout, n]) => (rollout <= most ? sum + n : sum), 0) / all.n
  const solved_by_rollout = Object.fromEntries(milestones(rollouts).map((most) => [most, exactWithin(most)]))
  await writeLine({
    summary: {
      ...all.toJSON(), by_rating, rollouts, mean_rollouts: usedRollouts / all.n, solved_by_rollout, mean_segments: segments / all.n,
      ms_per_puzzle: ms / all.n, errors, jobs, seconds: (performance.now() - started) / 1000,
    },
  })
}
