// The script of the workers that learners start, bundled to dist/hrm-learner.js with all that it needs; or, imported where
// no worker starts, the learner of the calling thread.
import { serveWorker } from './learn/serve.js'

export { rescue } from './learn/rescue.js'

const node = globalThis.process?.getBuiltinModule?.('node:worker_threads')
/** Only a worker has it. */
const scope = /** @type {any} */ (/** @type {any} */ (globalThis).WorkerGlobalScope && globalThis)

const isOwn = scope && /hrm-(worker|learner)/.test(`${scope.name} ${scope.location}`)

// Another worker, which imports this file for rescue, is not answered for.
if (node?.workerData === 'hrm-learner' || isOwn) serveWorker()
