// The worker's side: one runtime, driven by messages (worker-client.js sends them). A segment runs for each "next", so
// that every other message is handled between two segments.
import { tellAssets } from './assets.js'
import { HrmError, packError, throwIfAborted } from './errors.js'
import { holdLock } from './lock.js'
import { readPuzzle } from './read-puzzle.js'
import { createRuntime, isEntry, readWeights } from './runtime.js'

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

/** A model that is on its way before anybody asked for it.
 * @type {{ sha256: string, begun: ReturnType<typeof begin> } | undefined} */
let first

/** @template T @param {number} id @param {AbortController} controller @param {Promise<T>} work */
async function cancellably(id, controller, work) {
  cancellable.set(id, controller)
  try {
    return await work
  } finally {
    cancellable.delete(id)
  }
}

/** Loads a model; the runtime may not be there yet. Its progress is told to the request that is called its id.
 * @param {number} id @param {import('./index.d.ts').ModelSource} source */
function begin(id, source) {
  const controller = new AbortController()
  const { signal } = controller
  const load = async () => {
    const weights = await readWeights(source, {
      signal,
      onProgress: (progress) => postMessage({ id: begun.id, progress }),
    })
    const local = await runtime
    throwIfAborted(signal)
    return local.take(weights)
  }
  const begun = { id, controller, model: Promise.resolve().then(load) }
  return begun
}

/** @template T @param {Map<number, T>} map @param {number} id */
function find(map, id) {
  const found = map.get(id)
  if (!found) throw new HrmError('CLOSED', 'The model was closed.')
  return found
}

/** @typedef {{ options: import('./index.d.ts').RuntimeOptions, assets?: import('./assets-told.js').Addresses, first?:
 * import('./weights.d.ts').WeightsEntry }} Wanted */

/** Cancels the runtime that was prepared.
 * @type {AbortController | undefined} */
let prepared

const handle = {
  /** Begins what `create` will ask for with the same arguments, for who cannot hear an answer yet.
   * @param {number} id @param {Wanted} args */
  prepare(id, { options, assets, first: entry }) {
    if (assets) tellAssets(assets)
    prepared = new AbortController()
    runtime = createRuntime({ ...options, signal: prepared.signal }, readPuzzle)
    if (entry) first = { sha256: entry.sha256, begun: begin(id, entry) }
    // Who asks for them hears of their failure.
    for (const work of [runtime, first?.begun.model]) work?.catch(() => {})
  },
  /** @param {number} id @param {Wanted & { lock?: string }} args */
  async create(id, { lock, ...wanted }) {
    // A sign of life: the answer itself may wait long for a file.
    postMessage({ id, alive: true })
    if (!prepared) this.prepare(id, wanted)
    const locked = holdLock(lock)
    const { variant, variantReason, threads } = await cancellably(
      id,
      /** @type {AbortController} */ (prepared),
      runtime,
    )
    return { variant, variantReason, threads, locked: await locked }
  },
  /** @param {number} id @param {{ source: import('./index.d.ts').ModelSource }} args */
  async load(id, { source }) {
    const early = first && isEntry(source) && source.sha256 === first.sha256 ? first.begun : undefined
    if (early) first = undefined
    const begun = early ?? begin(id, source)
    begun.id = id
    const model = await cancellably(id, begun.controller, begun.model)
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
