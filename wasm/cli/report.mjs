// What an evaluation says: one line a puzzle, and the summary that follows from the lines, whoever computed them.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { messageOf } from '../src/errors.js'
import { renamed, withFormerNames } from './former-names.mjs'
import { InputError } from './output.mjs'

/** @typedef {import('./evaluator.mjs').Result} Result */
/** @typedef {import('./evaluator.mjs').Failure} Failure */
/** @typedef {{ model?: string, input?: string, segments: number | null, updates?: number, attempts: number, guesses: boolean, halt: string,
 * shard: string }} Run
 *   what decides the lines of a run: the model's SHA-256, the input's name, the settings, and which part of the input it is,
 * "1/1" for all of it; segments: null where the policy of attempts decides; updates: absent where they are not limited */

/** Bins of the rating, the number of guesses or backtracks: name and largest rating. */
const BINS = /** @type {const} */ ([
  ['0', 0],
  ['1-4', 4],
  ['5-24', 24],
  ['25+', Infinity],
])

/** Sums of what goes into a summary. What is known of no puzzle is absent from it: without answers there is no exact,
 * without rules no valid.
 */
class Tally {
  n = 0
  /** For each figure the sum of its values, and of how many puzzles they are.
   * @type {Map<string, { sum: number, of: number }>} */
  figures = new Map()

  /** @param {string} name @param {boolean | number | null | undefined} value */
  #count(name, value) {
    if (value === null || value === undefined) return
    const { sum, of } = this.figures.get(name) ?? { sum: 0, of: 0 }
    this.figures.set(name, { sum: sum + Number(value), of: of + 1 })
  }

  /** @param {Result} result */
  add({ exact, cell, valid, pass }) {
    this.n++
    this.#count('exact', exact)
    this.#count('valid', valid)
    this.#count('cell', cell)
    this.#count('pass@1', pass?.[0])
    this.#count('pass@2', pass?.[1])
  }

  /** Fractions of 1. */
  toJSON() {
    const figures = ['exact', 'valid', 'cell', 'pass@1', 'pass@2'].flatMap((name) => {
      const figure = this.figures.get(name)
      return figure ? [[name, figure.sum / figure.of]] : []
    })
    return { n: this.n, ...Object.fromEntries(figures) }
  }
}

const PERCENTILES = [50, 75, 90, 95, 99]
/** What so many of a hundred puzzles cost at most until they were right; null where fewer came to be right.
 * @param {number[]} costs Infinity where it never was */
export function percentiles(costs) {
  const sorted = [...costs].sort((a, b) => a - b)
  return Object.fromEntries(
    PERCENTILES.map((percent) => {
      const cost = sorted[Math.ceil((percent / 100) * sorted.length) - 1]
      return [`p${percent}`, Number.isFinite(cost) ? cost : null]
    }),
  )
}

/** Attempts up to which the solved are counted: 1, 2, 4, ... and the last.
 * @param {number} attempts */
function milestones(attempts) {
  const list = []
  for (let one = 1; one < attempts; one *= 2) list.push(one)
  return [...list, attempts]
}

export class Report {
  all = new Tally()
  bins = new Map(BINS.map(([name]) => [name, new Tally()]))
  /** Answers that are right, which the rules say where there are any, by the attempt that found them.
   * @type {Map<number, number>} */
  solvedAt = new Map()
  usedAttempts = 0
  segments = 0
  ms = 0
  /** Of each puzzle, in what the clock says and in updates of z, which are the same on every machine. */
  costs = { ms: /** @type {number[]} */ ([]), updates: /** @type {number[]} */ ([]) }
  errors = 0

  /** @param {Result | Failure} result */
  add(result) {
    if ('error' in result) {
      this.errors++
      return
    }
    this.all.add(result)
    const isRight = result.valid ?? result.exact
    if (isRight) this.solvedAt.set(result.attempt, (this.solvedAt.get(result.attempt) ?? 0) + 1)
    this.usedAttempts += result.attempt
    this.segments += result.segments
    this.ms += result.ms
    this.costs.ms.push(isRight ? result.ms : Infinity)
    this.costs.updates.push(isRight ? result.updates : Infinity)
    const { rating } = result
    const bin = rating === null ? undefined : BINS.find(([, largest]) => rating <= largest)
    if (bin) this.bins.get(bin[0])?.add(result)
  }

  /** @param {Run} run @param {object} more what the lines do not say */
  summary(run, more) {
    const { all, solvedAt } = this
    const by_rating = Object.fromEntries([...this.bins].filter(([, tally]) => tally.n > 0))
    /** @param {number} most */
    const solvedWithin = (most) =>
      [...solvedAt].reduce((sum, [attempt, n]) => (attempt <= most ? sum + n : sum), 0) / all.n
    const solved_by_attempt = Object.fromEntries(milestones(run.attempts).map((most) => [most, solvedWithin(most)]))
    return withFormerNames({
      ...all.toJSON(),
      by_rating,
      attempts: run.attempts,
      mean_attempts: this.usedAttempts / all.n,
      solved_by_attempt,
      mean_segments: this.segments / all.n,
      ms_per_puzzle: this.ms / all.n,
      ...(run.halt === 'rules' && all.n
        ? { until_right: { ms: percentiles(this.costs.ms), updates: percentiles(this.costs.updates) } }
        : {}),
      errors: this.errors,
      ...more,
      run,
    })
  }
}

/** The indices that a shard "i/n" evaluates are first, first + step, first + 2 step, ...
 * @param {string} shard @returns {{ first: number, step: number } | undefined} */
export function partOf(shard) {
  const [, i, n] = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(shard) ?? []
  return i !== undefined && Number(i) <= Number(n) ? { first: Number(i) - 1, step: Number(n) } : undefined
}

/** The values of a JSONL file.
 * @param {string} path @returns {AsyncGenerator<any>} throws InputError where the file or a line cannot be read */
export async function* readReport(path) {
  let line = 0
  try {
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      line++
      yield renamed(JSON.parse(text))
    }
  } catch (error) {
    throw new InputError(`${path} cannot be read${line ? ` at line ${line}` : ''}: ${messageOf(error)}`)
  }
}
