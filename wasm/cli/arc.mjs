// `hrm arc`: nets learn each task from its demonstrations alone, and answer its tests.
import { readFileSync } from 'node:fs'
import { HrmError, messageOf } from '../src/errors.js'
import { arcCellsOf, learnArc } from '../src/arc/learn.js'
import { random } from '../src/random.js'
import { readTasks } from '../src/tasks/arc.js'
import { nativeLearners } from './native-learner.mjs'
import { InputError, UsageError, jobsOf, say, wholeNumber, writeLine } from './output.mjs'
import { inOrder, take } from './order.mjs'
import { partOf } from './report.mjs'
import { openReport } from './resume.mjs'

/** @typedef {import('../src/tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {{ task?: string, right1?: boolean, right2?: boolean, confidence?: string, gflop?: number,
 * error?: string }}
 * Answered */

/** A task's budget, where none is given. */
const GFLOP = '300'

/** @param {string[]} files @param {string | undefined} name @returns {AsyncGenerator<ArcTask, void, void>} */
async function* tasksOf(files, name) {
  let found = 0
  for (const file of files) {
    let text
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      throw new InputError(`${file} cannot be read: ${messageOf(error)}`)
    }
    for (const task of readTasks(text).tasks) {
      if (name !== undefined && task.name !== name) continue
      found++
      yield task
    }
  }
  if (!found) throw new InputError(`${files.join(', ')}: there is no task${name === undefined ? '' : ` "${name}"`}.`)
}

/** Tasks in an order drawn by a seed: the first so many of them are that many at random (Fisher and Yates).
 * @param {Iterable<ArcTask> | AsyncIterable<ArcTask>} tasks @param {number} seed @returns {AsyncGenerator<ArcTask, void, void>} */
export async function* shuffled(tasks, seed) {
  const all = []
  for await (const task of tasks) all.push(task)
  const next = random(seed)
  for (let i = 0; i < all.length; i++) {
    const j = i + Math.floor(next() * (all.length - i))
    ;[all[i], all[j]] = [all[j], all[i]]
    yield all[i]
  }
}

/** Official scoring: every output of every test exactly right, among so many answers. Undefined: an output is not
 * stated.
 * @param {ArcTask} task @param {import('../src/learn.d.ts').ArcResult} result @param {number} attempts */
function isRight({ test }, { answers }, attempts) {
  if (!test.every(({ output }) => output)) return undefined
  return test.every(({ output }, i) =>
    answers[i].slice(0, attempts).some(({ grid }) => JSON.stringify(grid) === JSON.stringify(output)),
  )
}

/** @param {ArcTask} task @param {Omit<import('../src/learn.d.ts').ArcLearnOptions, 'signal'>} options
 * @param {typeof import('../src/learn.d.ts').createLearner | undefined} makes the learner of a net */
async function answer(task, options, makes) {
  const started = performance.now()
  // The nets never see what a test's output is.
  const asked = { ...task, test: task.test.map(({ input }) => ({ input })) }
  try {
    const result = await learnArc(asked, options, makes)
    return {
      task: task.name,
      answers: result.answers.map((candidates) => candidates.map(({ grid }) => grid)),
      confidence: result.confidence,
      why: result.why,
      right1: isRight(task, result, 1),
      right2: isRight(task, result, 2),
      seconds: Math.round((performance.now() - started) / 100) / 10,
      gflop: Math.round(result.gflop),
    }
  } catch (error) {
    if (!(error instanceof HrmError) || error.code !== 'DATA_INVALID') throw error
    return { task: task.name, error: error.message, gflop: 0 }
  }
}

/** What a run sums up to. A task that no net can learn is one whose rule is not found; what is right is null where no
 * output is stated.
 */
class Sums {
  n = 0
  known = 0
  pass1 = 0
  pass2 = 0
  gflop = 0
  notFound = 0
  firm = { n: 0, right: 0 }
  guess = { n: 0, right: 0 }

  /** @param {Answered} answered */
  add({ right1, right2, confidence, gflop = 0 }) {
    this.n++
    this.gflop += gflop
    this.known += Number(right1 !== undefined)
    this.pass1 += Number(right1 ?? false)
    this.pass2 += Number(right2 ?? false)
    if (confidence !== 'firm' && confidence !== 'guess') this.notFound++
    else {
      this[confidence].n++
      this[confidence].right += Number(right1 ?? false)
    }
  }

  summary() {
    const { n, firm, guess, notFound } = this
    const right = (/** @type {number} */ count) => (this.known ? count : null)
    return {
      n,
      pass1: right(this.pass1),
      pass2: right(this.pass2),
      firm: { n: firm.n, right: right(firm.right) },
      guess: { n: guess.n, right: right(guess.right) },
      not_found: notFound,
      gflop_per_task: n ? Math.round(this.gflop / n) : 0,
    }
  }
}

/** @param {string} path */
function readStart(path) {
  try {
    return new Uint8Array(readFileSync(path))
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${messageOf(error)}`)
  }
}

/** @param {{ task?: string, gflop?: string, seconds?: string, start?: string, 'start-from'?: string, trainer?: string, jobs: string, limit?: string,
 * seed?: string, shard: string, resume?: string }} options
 * @param {string[]} files */
export async function run(options, files) {
  if (options.gflop !== undefined && options.seconds !== undefined)
    throw new UsageError('--gflop or --seconds, not both')
  const budget =
    options.seconds === undefined
      ? { gflop: wholeNumber(options.gflop ?? GFLOP, 'gflop') }
      : { seconds: wholeNumber(options.seconds, 'seconds') }
  const start = options.start === undefined ? undefined : readStart(options.start)
  if (options['start-from'] !== undefined && !start) throw new UsageError('--start-from says of which tasks --start is')
  const startFrom = wholeNumber(options['start-from'] ?? '1', 'start-from')
  if (options.trainer !== undefined && options.seconds !== undefined)
    throw new UsageError('--trainer counts operations: --gflop, not --seconds')
  const makes = options.trainer === undefined ? undefined : nativeLearners(options.trainer)
  const jobs = jobsOf(options.jobs)
  const limit = options.limit === undefined ? Infinity : wholeNumber(options.limit, 'limit')
  const seed = options.seed === undefined ? undefined : wholeNumber(options.seed, 'seed')
  const part = partOf(options.shard)
  if (!part) throw new UsageError(`--shard is i/n, part i of n from 1/n to n/n, not "${options.shard}"`)
  const sums = new Sums()
  const run = /** @type {any} */ ({
    files,
    task: options.task ?? null,
    ...budget,
    ...(seed === undefined ? {} : { seed }),
    ...(options.start === undefined ? {} : { start: options.start, start_from: startFrom }),
    ...(makes && { trainer: options.trainer }),
    shard: options.shard,
  })
  const file = options.resume === undefined ? undefined : await openReport(options.resume, run, (one) => sums.add(one))
  try {
    const done = file?.done ?? 0
    /** @param {ArcTask} task */
    const optionsFor = (task) => (start && arcCellsOf(task) >= startFrom ? { ...budget, start } : budget)
    let index = part.first + done * part.step
    if (done) say(`${options.resume} has ${done} tasks already.`)
    const listed = tasksOf(files, options.task)
    const tasks = take(seed === undefined ? listed : shuffled(listed, seed), { limit, first: index, step: part.step })
    for await (const answered of inOrder(tasks, jobs, (task) => answer(task, optionsFor(task), makes))) {
      await (file?.write ?? writeLine)({ index, ...answered })
      index += part.step
      sums.add(answered)
    }
    if (file?.summary) return await writeLine({ summary: file.summary })
    const ended = { summary: sums.summary() }
    await file?.write(ended)
    await writeLine(ended)
  } finally {
    await file?.close()
  }
}
