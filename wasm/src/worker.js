// The worker's side: one runtime, driven by messages (worker-client.js sends them). A segment runs for each "next", so that every other
// message is handled between two segments.
import { HrmError, packError } from './errors.js'
import { createRuntime } from './runtime.js'

/** @typedef {import('./index.d.ts').Step} Step */
/** @typedef {{ id: number, call: keyof typeof handle, args: any }} Request */

/** @type {import('./index.d.ts').Runtime | undefined} */
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

/** Holds a lock for as long as this worker lives: it is how the page learns of a worker that the browser ends without a word.
 * @param {string | undefined} name @returns {Promise<boolean>} is it held? */
const holdLock = (name) =>
  new Promise((resolve) => {
    if (name === undefined) return resolve(false)
    const forever = () => new Promise(() => resolve(true))
    navigator.locks.request(name, forever).catch(() => resolve(false))
  })

/** @template T @param {Map<number, T>} map @param {number} id */
function find(map, id) {
  const found = map.get(id)
  if (!found) throw new HrmError('CLOSED', 'The model was closed.')
  return found
}

const handle = {
  /** @param {number} id @param {{ options: import('./index.d.ts').RuntimeOptions, lock?: string }} args */
  async create(id, { options, lock }) {
    runtime = await withSignal(id, (signal) => createRuntime({ ...options, signal }))
    return { variant: runtime.variant, variantReason: runtime.variantReason, threads: runtime.threads, locked: await holdLock(lock) }
  },
  /** @param {number} id @param {{ source: string | import('./index.d.ts').Bytes | Blob }} args */
  async load(id, { source }) {
    const { loadModel } = /** @type {NonNullable<typeof runtime>} */ (runtime)
    const model = await withSignal(id, (signal) =>
      loadModel.call(runtime, source, { signal, onProgress: (progress) => postMessage({ id, progress }) }),
    )
    models.set(id, model)
    return model.info
  },
  /** @param {number} id @param {{ model: number, puzzle: string | ArrayLike<number>, options: import('./index.d.ts').SolveOptions }} args */
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

self.addEventListener('message', async (/** @type {MessageEvent<Request>} */ { data: { id, call, args } }) => {
  try {
    postMessage({ id, result: await handle[call](id, args) })
  } catch (error) {
    postMessage({ id, error: packError(error) })
  }
})
