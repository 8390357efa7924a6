import { basename } from 'node:path'
import { findTask } from '../src/tasks/index.js'
import { withFormerNames } from './former-names.mjs'
import { HALTS } from './load.mjs'
import { createEvaluator } from './evaluator.mjs'
import { readInput } from './inputs.mjs'
import { InputError, UsageError, jobsOf, oneOf, say, wholeNumber, writeLine } from './output.mjs'
import { inOrder, take } from './order.mjs'
import { createPool } from './pool.mjs'
import { Report, partOf } from './report.mjs'
import { openReport } from './resume.mjs'

/** @typedef {import('./report.mjs').Result} Result */
/** @typedef {import('./report.mjs').Failure} Failure */

const OFFICIAL_SEGMENTS = 16

/** @param {{
 *   model: string, input: string, question?: string, answer?: string, answers?: string, limit?: string, segments?: string, updates?: string, attempts: string, 'no-guesses': boolean, halt?:
 * string, variant: string, threads: string, jobs: string, shard: string, resume?: string }} options */
export async function run(options) {
  const jobs = jobsOf(options.jobs)
  const limit = options.limit === undefined ? Infinity : wholeNumber(options.limit, 'limit')
  const attempts = wholeNumber(options.attempts, 'attempts')
  const part = partOf(options.shard)
  if (!part) throw new UsageError(`--shard is i/n, part i of n from 1/n to n/n, not "${options.shard}"`)
  const settings = {
    model: options.model,
    variant: options.variant,
    threads: options.threads,
    // Of one attempt as in the official evaluation; several go as the policy has them, where nothing else is said.
    segments:
      options.segments !== undefined
        ? wholeNumber(options.segments, 'segments')
        : attempts > 1
          ? null
          : OFFICIAL_SEGMENTS,
    updates: options.updates === undefined ? undefined : wholeNumber(options.updates, 'updates'),
    attempts,
    guesses: !options['no-guesses'],
    halt: options.halt === undefined ? undefined : oneOf(options.halt, 'halt', HALTS),
  }
  const pool =
    jobs > 1 ? await createPool(settings, jobs) : { ...(await createEvaluator(settings)), close: async () => {} }
  say(pool.variantReason)

  const report = new Report()
  const run = {
    model: pool.sha256,
    // Its name alone: machines that share the work may have it in folders of their own.
    input: basename(options.input),
    segments: settings.segments,
    ...(settings.updates === undefined ? {} : { updates: settings.updates }),
    attempts,
    guesses: settings.guesses,
    halt: pool.halt,
    shard: options.shard,
  }
  const started = performance.now()
  let file
  try {
    file =
      options.resume === undefined ? undefined : await openReport(options.resume, run, (result) => report.add(result))
    const done = file?.done ?? 0
    if (done) say(`${options.resume} has ${done} puzzles already.`)
    const { question, answer, answers } = options
    const task = /** @type {import('../src/tasks/index.d.ts').Task} */ (findTask(pool.task))
    const puzzles = take(readInput(options.input, { task, question, answer, answers }), {
      limit,
      first: part.first + done * part.step,
      step: part.step,
    })
    /** @type {AsyncIterable<Result | Failure>} */
    const results = inOrder(puzzles, jobs, async (puzzle) => {
      if (!('error' in puzzle)) return pool.evaluate(puzzle)
      const { index, line, error } = puzzle
      return { index, line, error }
    })
    for await (const result of results) {
      await (file?.write ?? writeLine)(withFormerNames(result))
      report.add(result)
    }
    if (file?.summary) {
      say(`${options.resume} is complete.`)
      return await writeLine({ summary: withFormerNames(file.summary) })
    }
    if (report.all.n === 0) throw new InputError(`${options.input} holds no puzzle that this model can be given.`)
    const seconds = (performance.now() - started) / 1000
    const ended = { summary: report.summary(run, { jobs, seconds, ...(done ? { resumed: done } : {}) }) }
    await file?.write(ended)
    await writeLine(ended)
  } finally {
    await Promise.all([pool.close(), file?.close()])
  }
}
