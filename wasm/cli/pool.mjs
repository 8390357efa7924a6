// Several evaluators, each in a thread of its own.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { unpackError } from '../src/errors.js'

/** @typedef {import('./evaluator.mjs').Settings} Settings */
/** @typedef {Awaited<ReturnType<typeof import('./evaluator.mjs').createEvaluator>>} Evaluator */

/** Like createEvaluator, but evaluate() may be called up to `jobs` times at once.
 * @param {Settings} settings @param {number} jobs @returns {Promise<Evaluator & { close: () => Promise<void> }>} */
export async function createPool(settings, jobs) {
  const workers = Array.from(
    { length: jobs },
    () => new Worker(new URL('./evaluator.mjs', import.meta.url), { workerData: { evaluator: settings } }),
  )
  const close = async () => void (await Promise.all(workers.map((worker) => worker.terminate())))
  try {
    // once() rejects with a worker's 'error' as well.
    const said = (await Promise.all(workers.map((worker) => once(worker, 'message')))).flat()
    const failed = said.find(({ error }) => error)
    if (failed) throw unpackError(failed.error)
    const [{ variantReason, sha256, task, halt }] = said
    const idle = [...workers]
    return {
      variantReason,
      sha256,
      task,
      halt,
      async evaluate(puzzle) {
        const worker = idle.pop()
        if (!worker) throw new Error('Every evaluator of the pool is busy.')
        worker.postMessage(puzzle)
        const [result] = await once(worker, 'message')
        idle.push(worker)
        return result
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
