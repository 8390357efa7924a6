// What the elements of a page share: one runtime in one worker, and of each weights file one copy, for as long as an
// element uses it.
import { HrmError } from './errors.js'
import { fetchManifest } from './weights.js'

/** @typedef {import('./index.d.ts').Model} Model */
/** @typedef {import('./index.d.ts').Runtime} Runtime */
/** @typedef {import('./element.d.ts').PuzzleType} PuzzleType */
/** @typedef {(progress: { loaded: number, total?: number }) => void} OnProgress */
/** @typedef {{ model: Model, runtime: Runtime }} Loaded */
/** @typedef {{ loaded: Promise<Loaded>, users: Map<object, OnProgress>, abort: AbortController }} Shared */

/** @type {Promise<Runtime> | undefined} */
let runtime
/** @type {Map<string, Shared>} by address and task */
const models = new Map()

/** @param {string} address of a weights file or, ending in .json, of a manifest; there the fragment names the file,
 * else it is the first of the task
 * @param {PuzzleType} task @param {{ signal: AbortSignal, onProgress: OnProgress }} options @returns
 * {Promise<import('./index.d.ts').ModelSource>} */
async function sourceOf(address, task, options) {
  const url = new URL(address)
  if (!url.pathname.endsWith('.json')) return address
  const wanted = decodeURIComponent(url.hash.slice(1))
  const entries = await fetchManifest(url, options)
  const entry = entries.find((one) => (wanted ? one.name === wanted : one.task === task))
  if (!entry)
    throw new HrmError('MODEL_FETCH', `The manifest ${address} names no ${wanted || `weights for the task "${task}"`}.`)
  return entry
}

/** Ends the runtime where nothing is left in it. WebAssembly memory never shrinks: only so it goes back to the
 * system.
 */
function endRuntime() {
  if (models.size) return
  runtime?.then(
    (ended) => ended.close(),
    () => {},
  )
  runtime = undefined
}

/** @param {string} key @param {Shared} shared */
function drop(key, shared) {
  if (models.get(key) !== shared) return
  models.delete(key)
  shared.abort.abort()
  shared.loaded.then(
    ({ model }) => model.close(),
    () => {},
  )
  endRuntime()
}

/** The model at this address, loaded once however many use it. Give it back with release().
 * @param {object} user @param {string} address absolute @param {PuzzleType} task
 * @param {{ createRuntime: () => Promise<Runtime>, onProgress: OnProgress }} options @returns {{ loaded:
 * Promise<Loaded>, release: () => void }} */
export function acquire(user, address, task, { createRuntime, onProgress }) {
  const key = `${task} ${address}`
  let shared = models.get(key)
  if (!shared) {
    const abort = new AbortController()
    const users = new Map()
    const load = async () => {
      const owner = await (runtime ??= createRuntime())
      const options = {
        signal: abort.signal,
        /** @type {OnProgress} */
        onProgress: (progress) => users.forEach((tell) => tell(progress)),
      }
      const model = await owner.loadModel(await sourceOf(address, task, options), options)
      if (model.info.task === task) return { model, runtime: owner }
      model.close()
      throw new HrmError('MODEL_INVALID', `The model is for the task "${model.info.task}", not for "${task}".`)
    }
    const created = { loaded: load(), users, abort }
    // What failed is tried again by the next who asks.
    created.loaded.catch(() => drop(key, created))
    models.set(key, created)
    shared = created
  }
  const used = shared
  used.users.set(user, onProgress)
  return {
    loaded: used.loaded,
    release() {
      used.users.delete(user)
      if (!used.users.size) drop(key, used)
    },
  }
}

/** After a failure of the runtime itself: the next who asks starts afresh. */
export function discardRuntime() {
  for (const [key, shared] of [...models]) drop(key, shared)
  endRuntime()
}
