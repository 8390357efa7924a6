// `hrm arc`: nets learn each task from its demonstrations alone, and answer its tests.
import { readFileSync } from 'node:fs'
import { HrmError, messageOf } from '../src/errors.js'
import { learnArc } from '../src/arc/learn.js'
import { readTasks } from '../src/tasks/arc.js'
import { InputError, UsageError, say, wholeNumber, writeLine } from './output.mjs'
import { inOrder, take } from './order.mjs'
import { partOf } from './report.mjs'
import { openReport } from './resume.mjs'

/** @typedef {import('../src/tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {{ task?: string, right1?: boolean, right2?: boolean, confidence?: string, gflop?: number,
 * error?: string }}
 * Answered */

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

/** Official scoring: every output of every test exactly right, among so many answers. Undefined: an output is not
 * stated.
 * @param {ArcTask} task @param {import('../src/learn.d.ts').ArcResult} result @param {number} attempts */
function isRight({ test }, { answers }, attempts) {
  if (!test.every(({ output }) => output)) return undefined
  return test.every(({ output }, i) =>
    answers[i].slice(0, attempts).some(({ grid }) => JSON.stringify(grid) === JSON.stringify(output)),
  )
}

/** @param {ArcTask} task @param {number} gflop */
async function answer(task, gflop) {
  const started = performance.now()
  // The nets never see what a test's output is.
  const asked = { ...task, test: task.test.map(({ input }) => ({ input })) }
  try {
    const result = await learnArc(asked, { gflop })
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

/** What a run sums up to. */
class Sums {
  n = 0
  known = 0
  pass1 = 0
  pass2 = 0
  gflop = 0
  refused = 0
  /** @type {Record<string, { n: number, right: number }>} */
  by = { firm: { n: 0, right: 0 }, guess: { n: 0, right: 0 }, 'not found': { n: 0, right: 0 } }

  /** @param {Answered} answered */
  add({ right1, right2, confidence, gflop = 0, error }) {
    this.n++
    this.gflop += gflop
    if (error !== undefined) this.refused++
    if (right1 !== undefined) {
      this.known++
      this.pass1 += Number(right1)
      this.pass2 += Number(right2)
    }
    if (confidence !== undefined && right1 !== undefined) {
      this.by[confidence].n++
      this.by[confidence].right += Number(right1)
    }
  }

  summary() {
    const { n, known, pass1, pass2, refused } = this
    return {
      n,
      ...(known ? { pass1, pass2 } : {}),
      firm: this.by.firm,
      guess: this.by.guess,
      not_found: this.by['not found'],
      refused,
      gflop_per_task: n ? Math.round(this.gflop / n) : 0,
    }
  }
}

/** @param {{ task?: string, gflop: string, jobs: string, limit?: string, shard: string, resume?: string }} options
 * @param {string[]} files */
export async function run(options, files) {
  const gflop = wholeNumber(options.gflop, 'gflop')
  const jobs = wholeNumber(options.jobs, 'jobs')
  const limit = options.limit === undefined ? Infinity : wholeNumber(options.limit, 'limit')
  const part = partOf(options.shard)
  if (!part) throw new UsageError(`--shard is i/n, part i of n from 1/n to n/n, not "${options.shard}"`)
  const sums = new Sums()
  const run = /** @type {any} */ ({ files, task: options.task ?? null, gflop, shard: options.shard })
  const file = options.resume === undefined ? undefined : await openReport(options.resume, run, (one) => sums.add(one))
  try {
    if (file?.summary) return await writeLine({ summary: file.summary })
    const done = file?.done ?? 0
    if (done) say(`${options.resume} has ${done} tasks already.`)
    const tasks = take(tasksOf(files, options.task), { limit, first: part.first + done * part.step, step: part.step })
    for await (const answered of inOrder(tasks, jobs, (task) => answer(task, gflop))) {
      await (file?.write ?? writeLine)(answered)
      sums.add(answered)
    }
    const ended = { summary: sums.summary() }
    await file?.write(ended)
    await writeLine(ended)
  } finally {
    await file?.close()
  }
}
