// Solves the puzzles of an evaluation, one at a time: in this thread, or as a worker thread of pool.mjs.
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { HrmError, messageOf, packError } from '../src/errors.js'
import { checkOptions } from '../src/model.js'
import { encodePuzzle, taskOf } from '../src/tasks/index.js'
import { loadFile } from './load.mjs'

/** @typedef {{ model: string, variant: string, threads: string, segments: number, rollouts: number, guesses:
 * boolean, halt: 'none' | 'rules' | 'q' }} Settings
 */
/** @typedef {{
 *   index: number, exact: boolean, cell: number, rollout: number, segments: number, valid: boolean | null, rating:
 * number | null, ms: number, answer: string }} Result exact: the grid after the run equals the file's answer; cell:
 * fraction of cells that do; rollout: the last one; segments: of that rollout;
 *   ms: compute time of all */
/** @typedef {{ index: number, line: number, error: string }} Failure */

/** @param {Settings} settings */
export async function createEvaluator({
  model: path,
  variant,
  threads,
  segments: maxSegments,
  rollouts,
  guesses,
  halt,
}) {
  const { runtime, model } = await loadFile(path, variant, threads)
  const { info } = model
  const options = { maxSegments, rollouts, guesses, halt }
  checkOptions(options, info)
  const { readAnswer } = taskOf(info)
  if (!readAnswer)
    throw new HrmError('PUZZLE_INVALID', `Puzzles for the task "${info.task}" have no text form; eval needs one.`)
  return {
    variantReason: runtime.variantReason,
    sha256: info.sha256,
    /** @param {import('./puzzles.mjs').Puzzle} puzzle @returns {Promise<Result | Failure>} */
    async evaluate({ index, line, question, answer, rating }) {
      try {
        const { puzzle } = encodePuzzle(question, info)
        const wanted = readAnswer(answer, /** @type {import('../src/tasks/index.d.ts').Puzzle} */ (puzzle)).cells
        let ms = 0
        let last
        for await (const step of model.solve(question, options)) {
          ms += step.ms
          last = step
        }
        const {
          answer: said,
          valid = null,
          rollout,
          segment: segments,
        } = /** @type {import('../src/index.d.ts').Step} */ (last)
        const right = [...wanted].filter((character, i) => character === said?.cells[i]).length
        return {
          index,
          exact: right === wanted.length,
          cell: right / wanted.length,
          rollout,
          segments,
          valid,
          rating,
          ms,
          answer: said?.cells ?? '',
        }
      } catch (error) {
        return { index, line, error: messageOf(error) }
      }
    },
  }
}

if (!isMainThread && parentPort && workerData?.evaluator) {
  const port = parentPort
  /** @type {Settings} */
  const settings = workerData.evaluator
  try {
    const evaluator = await createEvaluator(settings)
    port.on('message', async (puzzle) => port.postMessage(await evaluator.evaluate(puzzle)))
    port.postMessage({ variantReason: evaluator.variantReason, sha256: evaluator.sha256 })
  } catch (error) {
    // As a message: an uncaught error would arrive without its code.
    port.postMessage({ error: packError(error) })
  }
}
