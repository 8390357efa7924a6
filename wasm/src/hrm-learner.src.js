// The script of the workers that learners start, bundled to dist/hrm-learner.js with all that it needs; or, imported where
// no worker starts, the learner of the calling thread.
import { serveWorker } from './learn/serve.js'
import { node, ownScript } from './own-script.js'

export { rescue } from './learn/rescue.js'

if (node?.workerData === 'hrm-learner' || /hrm-(worker|learner)/.test(ownScript())) serveWorker()
