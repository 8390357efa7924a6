// What is left where a learner's worker does not start: reached by import() of dist/hrm-learner.js.
import { otherwise } from '../otherwise.js'
import { serve } from './serve.js'

/** The calling thread as if it were a worker: it learns between the events of its page. @returns {Worker} */
function callingThread() {
  const { port1, port2 } = new MessageChannel()
  serve({
    postMessage: (message) => port2.postMessage(message),
    listen: (receive) => port2.addEventListener('message', ({ data }) => receive(data)),
  })
  port1.start()
  port2.start()
  const terminate = () => {
    port1.close()
    port2.close()
  }
  return /** @type {any} */ (Object.assign(port1, { terminate }))
}

/** A worker by another way, or the calling thread.
 * @template {{ variantReason: string }} T @template {{ assets: import('../assets-told.js').Addresses }} O
 * @param {(options: O & { worker: Worker }) => Promise<T>} create with a worker that is given @param {O} options @param
 * {string} why no worker starts @returns {Promise<T>} */
export const rescue = (create, options, why) =>
  otherwise(create, options, () => create({ ...options, worker: callingThread() }), why)
