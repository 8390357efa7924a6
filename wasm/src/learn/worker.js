// The worker's side of a learner: one run, driven by messages (client.js sends them). Between two parts of a step every
// other message is handled.
import { HrmError, packError } from '../errors.js'
import { holdLock } from '../lock.js'
import { yieldToEvents } from '../model.js'
import { chooseCore } from '../modules.js'
import { readWeights } from '../runtime.js'
import { joined } from '../source.js'
import { chooseLearnCore } from './core.js'
import { Run } from './run.js'

/** @typedef {{ id: number, call: keyof typeof handle, args: any }} Request */

/** Ms between two looks at the messages. */
const LOOK_MS = 15

/** @type {Run | undefined} */
let run
/** @type {AbortController | undefined} of the request that is being worked on */
let current
let currentId = 0

const node = globalThis.process?.getBuiltinModule?.('node:worker_threads')
/** Node's port, where this is a thread of Node's; a page's worker is a port itself.
 * @type {{ postMessage: (message: any, transfer?: any) => void } } */
const port = node?.parentPort ?? globalThis.self

function theRun() {
  if (!run) throw new HrmError('CLOSED', 'The learner was closed.')
  return run
}

/** Works for some time, looking up in between.
 * @param {import('./protocol.d.ts').End & { ms: number }} end @param {AbortSignal} signal */
async function work(end, signal) {
  const one = theRun()
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

const handle = {
  /** @param {number} id @param {any} args @param {AbortSignal} signal */
  async create(id, { options, inference: inferenceOptions, start, lock }, signal) {
    // A sign of life: the answer itself may wait long for a file.
    port.postMessage({ id, alive: true })
    const { model, ...rest } = start
    const [{ core, variant, variantReason }, { core: inference }, weights] = await Promise.all([
      chooseLearnCore({ ...options, signal }),
      chooseCore({ ...inferenceOptions, signal }),
      model === undefined ? undefined : readWeights(model, { signal }),
    ])
    run = new Run(core, inference, { ...rest, model: weights && joined(weights.chunks, weights.loaded) })
    const { bytes, parameters, flops, steps, seconds } = run
    const locked = await holdLock(lock)
    return { variant, variantReason, threads: core.threads, bytes, parameters, flops, steps, seconds, locked }
  },
  /** @param {number} _ @param {import('./protocol.d.ts').End & { ms: number }} end @param {AbortSignal} signal */
  work: (_, end, signal) => work(end, signal),
  /** @param {number} _ @param {{ dtype: import('../index.d.ts').ModelInfo['dtype'] }} args */
  save: (_, { dtype }) => theRun().save(dtype),
  state: () => theRun().state(),
  memory: () => theRun().memory(),
  /** @param {number} _ @param {{ request?: number }} args the request to be cut short; none: whichever it is */
  cancel(_, { request }) {
    if (request === undefined || request === currentId) current?.abort()
  },
}

/** @param {Request} request */
async function receive({ id, call, args }) {
  // What works on the run and looks up in between is one call at a time.
  const isLong = call === 'create' || call === 'work'
  const controller = new AbortController()
  if (isLong) [current, currentId] = [controller, id]
  try {
    const result = await handle[call](id, args, controller.signal)
    port.postMessage({ id, result })
  } catch (error) {
    port.postMessage({ id, error: packError(error) })
  }
}

if (node?.parentPort) node.parentPort.on('message', receive)
else globalThis.self?.addEventListener('message', ({ data }) => receive(data))
