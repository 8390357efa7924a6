// The workers of a build with threads: each runs the same module on the same memory (wasm/c/team.c).
import { assetUrls } from './assets.js'
import { HrmError, messageOf } from './errors.js'
import { startScript } from './script.js'

/** Bytes of a thread's stack, as the linker gives the first of the largest build. */
const STACK = 2 ** 18

/** What thread.js is told.
 * @typedef {{ module: WebAssembly.Module, memory: WebAssembly.Memory, team: number, thread: number, stackTop: number
 * }} Post */

const nodeThreads = () => globalThis.process?.getBuiltinModule?.('node:worker_threads')

/** Why this place cannot have threads, or undefined. */
export function whyNoThreads() {
  if (typeof SharedArrayBuffer === 'undefined' || globalThis.crossOriginIsolated === false)
    return 'this page is not cross-origin isolated'
  return undefined
}

/** Starts one worker; resolves when it is about to join, to what ends it.
 * @param {Post} post @returns {Promise<() => void>} */
function startWorker(post) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {unknown} */ reason) => reject(new HrmError('WORKER_FAILED', messageOf(reason)))
    const node = nodeThreads()
    if (node) {
      const worker = new node.Worker(new URL(assetUrls().worker), { workerData: post })
      worker.once('error', fail)
      worker.once('message', () => {
        // It never ends by itself; a process that has nothing else to do may.
        worker.unref()
        resolve(() => void worker.terminate())
      })
    } else {
      const worker = startScript(assetUrls().worker, 'hrm-thread')
      worker.addEventListener('message', () => resolve(() => worker.terminate()), { once: true })
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        fail(event.message || 'its script cannot be loaded')
      })
      worker.postMessage(post)
    }
  })
}

/** Gives the core a team of so many threads, this one included.
 * @param {import('./core.js').Core} core @param {WebAssembly.Module} module a build with threads @param {number}
 * threads
 * @returns {Promise<string | undefined>} why it has none, where workers do not start */
export async function startTeam(core, module, threads) {
  const team = core.alloc(core.call.team_bytes())
  core.call.team_init(team, threads)
  const started = await Promise.allSettled(
    Array.from({ length: threads - 1 }, (_, i) =>
      startWorker({ module, memory: core.memory, team, thread: i + 1, stackTop: core.alloc(STACK) + STACK }),
    ),
  )
  const endTeam = () => started.forEach((one) => one.status === 'fulfilled' && one.value())
  const failed = started.find((one) => one.status === 'rejected')
  if (failed) {
    endTeam()
    return `a worker does not start (${messageOf(failed.reason)})`
  }
  Object.assign(core, { team, threads, endTeam })
  return undefined
}
