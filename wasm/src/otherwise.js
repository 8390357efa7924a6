// Other ways to a worker where `new Worker(url)` does not start one, for the scripts of dist/ that are then imported.
import { HrmError, messageOf } from './errors.js'
import { startScript } from './script.js'

/** What is created in a worker by way of a Blob or of a Trusted Types policy; where that is refused too, here.
 * @template {{ variantReason: string }} T @template {{ assets: { worker: string } }} O
 * @param {(options: O & { worker: Worker }) => Promise<T>} create @param {O} options @param {() => Promise<T>} createHere
 * on the calling thread, as the result then says @param {string} why no worker starts @returns {Promise<T>} */
export async function otherwise(create, options, createHere, why) {
  try {
    return await create({ ...options, worker: startScript(options.assets.worker, 'hrm-worker') })
  } catch (error) {
    // Whatever a worker that runs has to say is said.
    if (error instanceof HrmError && error.code !== 'WORKER_FAILED') throw error
    why = messageOf(error) || why
  }
  const created = await createHere()
  return Object.assign(created, {
    variantReason: `${created.variantReason.replace(/\.$/, '')}; on the calling thread: ${why}`,
  })
}
