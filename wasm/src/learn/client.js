// The page's side of a learner: every call a message to its worker.
import { assetUrls, installedUrl } from '../assets.js'
import { HrmError, messageOf, requireObject, throwIfAborted } from '../errors.js'
import { createRuntime, createWorkerRuntime } from '../index.js'
import { absoluteUrl } from '../source.js'
import { absoluteUrls } from '../worker-client.js'
import { learnUrls } from './learn-assets.js'

/** @typedef {import('../worker-client.js').Connection} Connection */
/** @typedef {import('../learn.d.ts').LearnerOptions} LearnerOptions */
/** @typedef {import('../learn.d.ts').RunOptions} RunOptions */
/** @typedef {import('../learn.d.ts').Progress} Progress */
/** @typedef {import('./protocol.d.ts').Facts} Facts */
/** @typedef {import('./protocol.d.ts').Report} Report */

/** Ms from one progress to the next. */
const EVERY_MS = 250

/** A worker thread of Node's that looks like a page's worker.
 * @param {string} url */
function nodeWorker(url) {
  const { Worker: NodeWorker } = globalThis.process.getBuiltinModule('node:worker_threads')
  const { existsSync } = globalThis.process.getBuiltinModule('node:fs')
  // In a bundle that left the script behind: where the package is installed.
  const script = existsSync(new URL(url)) ? new URL(url) : installedUrl('hrm-learner.js')
  const thread = new NodeWorker(script ?? new URL(url), { workerData: 'hrm-learner' })
  return /** @type {Worker} */ (
    /** @type {unknown} */ ({
      postMessage: (/** @type {any} */ message) => thread.postMessage(message),
      terminate: () => void thread.terminate(),
      /** @param {string} type @param {(event: any) => void} listener */
      addEventListener(type, listener) {
        thread.on(type, (value) => listener(type === 'error' ? { message: messageOf(value) } : { data: value }))
      },
    })
  )
}

/** Workers as pages have them. A library in Node may have put Node's own, which are no event targets, in their place. */
export const hasPageWorkers = () => typeof Worker === 'function' && 'addEventListener' in Worker.prototype

/** What the package's own worker is got by. In Node a worker is given, which must know the files itself. */
function ownWorker() {
  const assets = { ...assetUrls(), learn: learnUrls(), thread: assetUrls().worker }
  assets.worker = assets.learn.worker
  return hasPageWorkers() ? { assets } : { assets, worker: nodeWorker(assets.worker) }
}

class Learner {
  /** @param {import('../index.d.ts').Runtime & { connection: Connection }} inWorker @param {Facts} facts
   * @param {import('../index.d.ts').Runtime | undefined} runtime for models @param
   * {import('../index.d.ts').RuntimeOptions} inference of one of this learner's own */
  constructor({ connection, variant, variantReason, threads }, facts, runtime, inference) {
    const { bytes, parameters, flops, steps, seconds } = facts
    Object.assign(this, { variant, variantReason, threads, bytes, parameters })
    /** @private */
    this.connection = connection
    /** @private */
    this.flops = flops
    this.steps = steps
    this.seconds = seconds
    /** @private @type {AbortController | undefined} of the run that goes on */
    this.running = undefined
    /** @private @type {Promise<import('../index.d.ts').Runtime> | undefined} */
    this.runtime = runtime && Promise.resolve(runtime)
    /** @private */
    this.ownsRuntime = !runtime
    /** @private */
    this.inference = inference
  }

  /** @param {RunOptions} [options] @returns {AsyncGenerator<Progress, void, void>} */
  async *run({ steps, seconds, signal, everyMs = EVERY_MS } = {}) {
    for (const [name, value] of Object.entries({ steps, seconds, everyMs }))
      if (value !== undefined && !(Number(value) > 0))
        throw new HrmError('ARGUMENT', `${name} is above 0, not ${value}.`)
    if (steps === undefined && seconds === undefined)
      throw new HrmError('ARGUMENT', 'Say how long to learn: seconds, steps or both.')
    if (this.running) throw new HrmError('ARGUMENT', 'The learner is running already.')
    throwIfAborted(signal)
    const running = new AbortController()
    this.running = running
    const cut = signal ? AbortSignal.any([signal, running.signal]) : running.signal
    try {
      for (;;) {
        const before = this.seconds
        /** @type {{ report: Report, isOver: boolean }} */
        const { report, isOver } = await this.connection.send('work', { steps, seconds, ms: everyMs }, { signal: cut })
          .answer
        const spent = report.seconds - before
        this.steps = report.step
        this.seconds = report.seconds
        const left = [
          ...(seconds === undefined ? [] : [seconds - report.seconds]),
          ...(steps === undefined ? [] : [((steps - report.step) * report.seconds) / Math.max(1, report.step)]),
        ]
        yield {
          ...report,
          gflops: spent > 0 ? (this.flops * report.segments) / spent / 1e9 : 0,
          secondsLeft: Math.max(0, Math.min(...left)),
          done: isOver,
        }
        if (isOver) return
      }
    } catch (error) {
      // A pause ends the loop without a word; an abort, or a fault, is said.
      if (!running.signal.aborted || signal?.aborted || this.connection.ended) throw error
    } finally {
      this.running = undefined
    }
  }

  pause() {
    this.running?.abort()
  }

  /** @param {import('../learn.d.ts').SaveOptions} [options] @returns {Promise<Uint8Array<ArrayBuffer>>} */
  save({ dtype = 'f32' } = {}) {
    return this.connection.send('save', { dtype }).answer
  }

  /** @returns {Promise<Uint8Array<ArrayBuffer>>} */
  state() {
    return this.connection.send('state', {}).answer
  }

  /** @returns {Promise<{ bytes: number, grown: number[] }>} */
  memory() {
    return this.connection.send('memory', {}).answer
  }

  async model() {
    const file = await this.save()
    this.runtime ??= (hasPageWorkers() ? createWorkerRuntime : createRuntime)(this.inference)
    return (await this.runtime).loadModel(file)
  }

  close() {
    this.connection.end(new HrmError('CLOSED', 'The learner was closed.'))
    if (this.ownsRuntime) this.runtime?.then((runtime) => runtime.close()).catch(() => {})
  }
}

/** See createLearner in learn.d.ts. The worker is got as that of a runtime is, only of another script, and with other
 * options.
 * @param {LearnerOptions} learnerOptions @returns {Promise<import('../learn.d.ts').Learner>} */
export async function createLearner(learnerOptions) {
  requireObject(learnerOptions, 'What createLearner takes')
  const { worker, signal, runtime, ...given } = learnerOptions
  requireObject(given.examples, 'What is learnt, examples,')
  const { examples, config, model, state, settings, inference, ...options } = given
  const { wasmUrl } = options
  // A folder has the modules of inference too.
  const folder = typeof wasmUrl === 'string' || wasmUrl instanceof URL ? { wasmUrl: absoluteUrl(wasmUrl).href } : {}
  const inferenceOptions = inference ? { ...inference, wasmUrl: absoluteUrls(inference.wasmUrl) } : folder
  const source = typeof model === 'string' || model instanceof URL ? absoluteUrl(model).href : model
  const start = { examples, config, model: source, state, settings }
  const inWorker = /** @type {any} */ (
    await createWorkerRuntime(
      /** @type {any} */ ({
        ...options,
        signal,
        learn: { start, inference: inferenceOptions },
        ...(worker ? { worker } : ownWorker()),
      }),
    )
  )
  const facts = await inWorker.connection.send('facts', {}).answer
  return /** @type {any} */ (new Learner(inWorker, facts, runtime, inferenceOptions))
}
