// The worker's side: one runtime, driven by messages (worker-client.js sends them). A segment runs for each "next", so
// that every other message is handled between two segments.
import { tellAssets } from './assets.js'
import { HrmError, packError, throwIfAborted } from './errors.js'
import { holdLock } from './lock.js'
import { readPuzzle } from './read-puzzle.js'
import { createRuntime, readWeights } from './runtime.js'

/** @typedef {import('./index.d.ts').Step} Step */
/** @typedef {{ id: number, call: keyof typeof handle, args: any }} Request */

/** @type {ReturnType<typeof createRuntime>} */
let runtime
/** Models and running solves by the id of the request that made them.
 * @type {Map<number, import('./index.d.ts').Model>} */
const models = new Map()
/** @type {Map<number, AsyncIterableIterator<Step>>} */
const solves = new Map()
/** What can still be cancelled, by the id of its request.
 * @type {Map<number, AbortController>} */
const cancellable = new Map()

/** @template T @param {number} id @param {(signal: AbortSignal) => Promise<T>} work */
async function withSignal(id, work) {
  const controller = new AbortController()
  cancellable.set(id, controller)
  try {
    return await work(controller.signal)
  } finally {
    cancellable.delete(id)
  }
}

/** @template T @param {Map<number, T>} map @param {number} id */
function find(map, id) {
  const found = map.get(id)
  if (!found) throw new HrmError('CLOSED', 'The model was closed.')
  return found
}

const handle = {
  /** @param {number} id @param {{ options: import('./index.d.ts').RuntimeOptions, assets?: import('./assets-told.js').Addresses, lock?:
   * string }} args
   */
  async create(id, { options, assets, lock }) {
    // A sign of life: the answer itself may wait long for a file.
    postMessage({ id, alive: true })
    if (assets) tellAssets(assets)
    runtime = withSignal(id, (signal) => createRuntime({ ...options, signal }, readPuzzle))
    const locked = holdLock(lock)
    const { variant, variantReason, threads } = await runtime
    return { variant, variantReason, threads, locked: await locked }
  },
  /** May come before the runtime is there: the file is on its way meanwhile.
   * @param {number} id @param {{ source: import('./index.d.ts').ModelSource }} args */
  async load(id, { source }) {
    const model = await withSignal(id, async (signal) => {
      const weights = await readWeights(source, { signal, onProgress: (progress) => postMessage({ id, progress }) })
      const local = await runtime
      throwIfAborted(signal)
      return local.take(weights)
    })
    models.set(id, model)
    return model.info
  },
  /** @param {number} id @param {{ model: number, puzzle: import('./index.d.ts').Puzzle | ArrayLike<number>, options:
   * import('./index.d.ts').SolveOptions }} args
   */
  solve(id, { model, puzzle, options }) {
    solves.set(id, find(models, model).solve(puzzle, options))
  },
  /** @param {number} _ @param {{ solve: number }} args @returns {Promise<Step>} */
  async next(_, { solve }) {
    const { value } = await find(solves, solve).next()
    return value
  },
  /** @param {number} _ @param {{ solve: number }} args */
  async leave(_, { solve }) {
    const iterator = solves.get(solve)
    solves.delete(solve)
    await iterator?.return?.()
  },
  /** @param {number} _ @param {{ model: number }} args */
  kept: (_, { model }) => find(models, model).kept,
  /** @param {number} _ @param {{ model: number }} args */
  closeModel(_, { model }) {
    models.get(model)?.close()
    models.delete(model)
  },
  /** @param {number} id @param {{ request: number }} args */
  cancel(id, { request }) {
    cancellable.get(request)?.abort()
    // It may have been answered while the cancelling was on its way: then nobody knows this model.
    handle.closeModel(id, { model: request })
  },
}

/** Answers whoever started this worker. */
export function serve() {
  self.addEventListener('message', async (/** @type {MessageEvent<Request>} */ { data: { id, call, args } }) => {
    try {
      postMessage({ id, result: await handle[call](id, args) })
    } catch (error) {
      postMessage({ id, error: packError(error) })
    }
  })
}
