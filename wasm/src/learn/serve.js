// The worker's side of a learner: one run, driven by messages (client.js sends them). Between two parts of a step every
// other message is handled.
import { tellAssets } from '../assets.js'
import { HrmError, packError } from '../errors.js'
import { holdLock } from '../lock.js'
import { yieldToEvents } from '../model.js'
import { chooseCore } from '../modules.js'
import { readWeights } from '../runtime.js'
import { joined } from '../source.js'
import { chooseLearnCore } from './core.js'
import { Run } from './run.js'

/** @typedef {{ postMessage: (message: any) => void, listen: (receive: (request: any) => void) => void }} Port */

/** Ms between two looks at the messages. */
const LOOK_MS = 15

/** Works for some time, looking up in between.
 * @param {Run} one @param {import('./protocol.d.ts').End & { ms: number }} end @param {AbortSignal} signal */
async function work(one, end, signal) {
  const started = performance.now()
  let looked = started
  let tries
  let hasTried = false
  for (;;) {
    const now = performance.now()
    if (signal.aborted) return void tries?.return()
    const isOver = one.isOver(end)
    // Where the run ends, the rate is that of its end.
    if (!tries && (isOver || (!hasTried && now - started >= end.ms / 2 && one.mayTry))) tries = one.tryExamples()
    if (tries) {
      if (tries.next().done) {
        tries = undefined
        hasTried = true
        if (isOver) break
      }
    } else if (now - started >= end.ms) break
    else one.part(end)
    if (performance.now() - looked >= LOOK_MS) {
      await yieldToEvents()
      looked = performance.now()
    }
  }
  return { report: one.report(), isOver: one.isOver(end) }
}

/** Answers who is at the other end of a port.
 * @param {Port} port */
export function serve(port) {
  /** @type {Run | undefined} */
  let run
  /** @type {AbortController | undefined} of the request that is being worked on */
  let current
  let currentId = 0

  function theRun() {
    if (!run) throw new HrmError('CLOSED', 'The learner was closed.')
    return run
  }

  /** @type {Record<string, (id: number, args: any, signal: AbortSignal) => unknown>} */
  const handle = {
    async create(
      id,
      {
        options: {
          learn: { start, inference: inferenceOptions },
          ...options
        },
        assets,
        lock,
      },
      signal,
    ) {
      // A sign of life: the answer itself may wait long for a file.
      port.postMessage({ id, alive: true })
      if (assets) tellAssets({ ...assets, worker: assets.thread })
      const { model, ...rest } = start
      const [{ core, variant, variantReason }, { core: inference }, weights] = await Promise.all([
        chooseLearnCore({ ...options, signal }),
        chooseCore({ ...inferenceOptions, signal }),
        model === undefined ? undefined : readWeights(model, { signal }),
      ])
      run = new Run(core, inference, { ...rest, model: weights && joined(weights.chunks, weights.loaded) })
      return { variant, variantReason, threads: core.threads, locked: await holdLock(lock) }
    },
    facts() {
      const { bytes, parameters, flops, steps, seconds } = theRun()
      return { bytes, parameters, flops, steps, seconds }
    },
    work: (_, end, signal) => work(theRun(), end, signal),
    save: (_, { dtype }) => theRun().save(dtype),
    state: () => theRun().state(),
    memory: () => theRun().memory(),
    /** request: the one to be cut short; none: whichever it is */
    cancel(_, { request }) {
      if (request === undefined || request === currentId) current?.abort()
    },
  }

  port.listen(async ({ id, call, args }) => {
    // What works on the run and looks up in between is one call at a time.
    const isLong = call === 'create' || call === 'work'
    const controller = new AbortController()
    if (isLong) [current, currentId] = [controller, id]
    try {
      port.postMessage({ id, result: await handle[call](id, args, controller.signal) })
    } catch (error) {
      port.postMessage({ id, error: packError(error) })
    }
  })
}

/** Serves as the worker that this script is, of a page or of Node; elsewhere it does nothing. */
export function serveWorker() {
  const port = globalThis.process?.getBuiltinModule?.('node:worker_threads')?.parentPort
  if (port)
    serve({ postMessage: (message) => port.postMessage(message), listen: (receive) => port.on('message', receive) })
  else if (typeof self !== 'undefined')
    serve({
      postMessage: (message) => self.postMessage(message),
      listen: (receive) => self.addEventListener('message', ({ data }) => receive(data)),
    })
}
