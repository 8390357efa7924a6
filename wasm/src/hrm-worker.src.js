// The script of every worker that the package starts, bundled to dist/hrm-worker.js with all that it needs: a runtime
// (serve.js), a thread of its team (thread.js), or, imported where no worker starts, the runtime of the calling thread.
import { node, ownScript, scope } from './own-script.js'
import { serve } from './serve.js'
import { join } from './thread.js'

export { rescue } from './rescue.js'

if (node?.workerData?.stackTop) {
  join(node.workerData, () => node.parentPort?.postMessage(undefined))
} else if (scope?.name === 'hrm-thread') {
  scope.addEventListener(
    'message',
    (/** @type {MessageEvent} */ { data }) => join(data, () => scope.postMessage(undefined)),
    { once: true },
  )
} else if (/hrm-worker/.test(ownScript())) {
  serve()
}
