// The page's side of the worker: the same API as runtime.js, every call a message.
import { assetUrls } from './assets.js'
import { HrmError, INSTEAD, messageOf, throwIfAborted, unpackError } from './errors.js'
import { importScript } from './import-script.js'
import { absolutePageUrl } from './page-url.js'

/** @typedef {import('./index.d.ts').LoadOptions} LoadOptions */
/** @typedef {import('./index.d.ts').ModelInfo} ModelInfo */
/** @typedef {import('./index.d.ts').ModelSource} ModelSource */
/** @typedef {import('./index.d.ts').SolveOptions} SolveOptions */
/** @typedef {import('./index.d.ts').Step} Step */
/** @typedef {{ signal?: AbortSignal, onProgress?: LoadOptions['onProgress'] }} Heed
 * @typedef {{ resolve: (result: any) => void, reject: (error: HrmError) => void, onProgress?:
 * LoadOptions['onProgress'], leave?: () => void }} Pending leave: no longer listens to the signal
 */

/** How long a worker may take until its first word, in ms: a slow network has to bring it. */
const PATIENCE = 20_000

/** A worker and the calls it has not answered yet. */
export class Connection {
  lastId = 0
  /** @type {Map<number, Pending>} */
  pending = new Map()
  /** @type {HrmError | undefined} why it is over */
  ended
  watching = new AbortController()
  /** Has it ever answered? What never did may be another script, or none. */
  heard = false

  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker
    worker.addEventListener('message', ({ data }) => this.receive(data))
    worker.addEventListener('error', (event) => {
      event.preventDefault?.()
      this.fail(`The worker failed: ${event.message || 'its script cannot be loaded or was stopped'}.`)
    })
    worker.addEventListener('messageerror', () => this.fail('The worker is unreadable.'))
    this.silence = setTimeout(() => this.fail('The worker is silent.'), PATIENCE)
  }

  /** @param {string} sentence */
  fail(sentence) {
    this.end(new HrmError('WORKER_FAILED', sentence))
  }

  /** A worker that the browser ends, for want of memory say, may do so without a word; but then its lock is free.
   * @param {string} lock that it holds */
  watch(lock) {
    const gone = () => this.fail('The worker failed: the browser ended it.')
    navigator.locks.request(lock, { signal: this.watching.signal }, gone).catch(() => {})
  }

  /** @param {{ id: number, alive?: boolean, progress?: any, error?: any, result?: any }} message */
  receive({ id, alive, progress, error, result }) {
    const call = this.pending.get(id)
    if (!call) return
    this.heard = true
    clearTimeout(this.silence)
    if (alive) return
    if (progress) {
      call.onProgress?.(progress)
      return
    }
    this.pending.delete(id)
    call.leave?.()
    if (error) call.reject(unpackError(error))
    else call.resolve(result)
  }

  /** Sends a call.
   * @param {string} call @param {object} args @param {Heed} [heed]
   * @returns {{ id: number, answer: Promise<any> }} */
  send(call, args, heed) {
    const id = ++this.lastId
    const answer = new Promise((resolve, reject) => {
      if (this.ended) throw this.ended
      throwIfAborted(heed?.signal)
      try {
        this.worker.postMessage({ id, call, args })
      } catch (cause) {
        throw new HrmError('ARGUMENT', `This cannot be sent to a worker: ${messageOf(cause)}.`, { cause })
      }
      this.pending.set(id, { resolve, reject })
      this.heed(id, heed)
    })
    return { id, answer }
  }

  /** Heeds a signal and a listener of its own for a call that is not answered yet, in place of those it had. The signal
   * rejects it at once, wherever the worker is; the worker is told to give up what it can.
   * @param {number} id @param {Heed} [heed] */
  heed(id, { signal, onProgress } = {}) {
    const call = this.pending.get(id)
    if (!call) return
    const cancel = () => {
      this.pending.delete(id)
      this.send('cancel', { request: id }).answer.catch(() => {})
      call.reject(new HrmError('ABORTED', 'The work was cancelled.', { cause: signal?.reason }))
    }
    call.leave?.()
    call.leave = () => signal?.removeEventListener('abort', cancel)
    call.onProgress = onProgress
    if (signal?.aborted) cancel()
    else signal?.addEventListener('abort', cancel)
  }

  /** @param {HrmError} reason what every call from now on, and every one not yet answered, throws */
  end(reason) {
    if (this.ended) return
    this.ended = reason
    this.watching.abort()
    clearTimeout(this.silence)
    this.worker.terminate()
    for (const { leave, reject } of this.pending.values()) {
      leave?.()
      reject(reason)
    }
    this.pending.clear()
  }
}

class WorkerModel {
  /** @param {Connection} connection @param {number} id @param {ModelInfo} info */
  constructor(connection, id, info) {
    /** @private */
    this.connection = connection
    /** @private */
    this.id = id
    /** @readonly */
    this.info = info
  }

  /** @param {string | import('./index.d.ts').Puzzle | ArrayLike<number>} puzzle @param {SolveOptions} [given] @returns {AsyncGenerator<Step, void,
   * void>}
   */
  async *solve(puzzle, given) {
    const { signal, ...options } = given ?? {}
    const { connection } = this
    const { id: solve, answer } = connection.send('solve', { model: this.id, puzzle, options }, { signal })
    try {
      await answer
      for (;;) {
        /** @type {Step} */
        const step = await connection.send('next', { solve }, { signal }).answer
        yield step
        if (step.done) return
      }
    } finally {
      if (!connection.ended) connection.send('leave', { solve }).answer.catch(() => {})
    }
  }

  get kept() {
    return this.connection.send('kept', { model: this.id }).answer
  }

  close() {
    if (!this.connection.ended) this.connection.send('closeModel', { model: this.id }).answer.catch(() => {})
  }
}

/** The model that a worker loads while it starts. It is asked for with the runtime, so that its answer waits for nothing
 * but the model, however busy the page is.
 * @typedef {{ source: ModelSource, id: number, answer: Promise<ModelInfo> }} First */

class WorkerRuntime {
  /** @param {Connection} connection @param {{ variant: import('./index.d.ts').Variant, variantReason: string, threads:
   * number }} created
   * @param {First} [first] */
  constructor(connection, { variant, variantReason, threads }, first) {
    /** @private */
    this.connection = connection
    /** @private */
    this.first = first
    /** @readonly */
    this.variant = variant
    /** @readonly */
    this.variantReason = variantReason
    /** @readonly */
    this.threads = threads
  }

  /** @param {ModelSource} source @param {LoadOptions} [options] */
  async loadModel(source, options) {
    const { connection, first } = this
    if (!first || first.source !== source) {
      const { id, answer } = load(connection, source, options)
      return new WorkerModel(connection, id, await answer)
    }
    this.first = undefined
    connection.heed(first.id, options)
    return new WorkerModel(connection, first.id, await first.answer)
  }

  close() {
    this.connection.end(new HrmError('CLOSED', 'The runtime was closed.'))
  }
}

/** URLs as the page means them: in the worker they would be taken against its script. Of anything else nothing changes.
 * @template T @param {T} url */
const absolute = (url) => (typeof url === 'string' || url instanceof URL ? absolutePageUrl(url).href : url)

/** @param {import('./index.d.ts').RuntimeOptions['wasmUrl']} url */
export function absoluteUrls(url) {
  const one = absolute(url)
  return one && one === url && typeof one !== 'string'
    ? Object.fromEntries(Object.entries(url).map(([variant, one]) => [variant, absolute(one)]))
    : one
}

/** @param {Connection} connection @param {ModelSource} source @param {Heed} [heed] */
const load = (connection, source, heed) => connection.send('load', { source: absolute(source) }, heed)

/** assets: what the worker is told of the package's files; who gives a worker of their own knows best.
 * @typedef {NonNullable<Parameters<typeof import('./index.d.ts').createWorkerRuntime>[0]> & { assets?:
 * import('./assets-told.js').Addresses }} Options */

/** @param {Connection} connection @param {Options} options */
async function createIn(connection, { worker, assets, signal, wasmUrl, first, onProgress, ...options }) {
  // Where there are no locks (an origin that is not secure, Node), there is no watch.
  const lock = globalThis.navigator?.locks && crypto.randomUUID()
  const { answer } = connection.send(
    'create',
    { options: { ...options, wasmUrl: absoluteUrls(wasmUrl) }, assets, lock },
    { signal },
  )
  const model = first === undefined ? undefined : { source: first, ...load(connection, first, { onProgress }) }
  // Who takes it hears of its failure.
  model?.answer.catch(() => {})
  const created = await answer
  if (created.locked) connection.watch(lock)
  return new WorkerRuntime(connection, created, model)
}

/** What a worker's script is told of the package's files. One that the caller made may know them itself.
 * @param {boolean} needed throws WASM_FETCH where they are not known */
function addresses(needed) {
  try {
    return assetUrls()
  } catch (error) {
    if (needed) throw error
    return undefined
  }
}

/** @param {Options} [given] @returns {Promise<import('./index.d.ts').Runtime>} */
export async function createWorkerRuntime(given = {}) {
  const { worker } = given
  const options = { assets: addresses(!worker), ...given }
  const url = options.assets?.worker ?? ''
  /** @type {Connection | undefined} */
  let connection
  let why
  try {
    connection = new Connection(worker ?? new Worker(url, { type: 'module', name: 'hrm-worker' }))
    return await createIn(connection, options)
  } catch (error) {
    why = messageOf(error)
    connection?.end(/** @type {HrmError} */ (error))
    // Another way may do for a script that is not there, or is not this package's; and only for such.
    if (connection && (worker || connection.heard || /** @type {HrmError} */ (error).code !== 'WORKER_FAILED'))
      throw error
    if (worker) throw new HrmError('ARGUMENT', `No Worker: ${why}.`)
  }
  const script = await importScript(url).catch(() => {})
  if (script?.rescue) return script.rescue(createWorkerRuntime, options, why)
  throw new HrmError('WORKER_FAILED', `${why} Script: ${url}. ${INSTEAD}`)
}
