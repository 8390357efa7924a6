// Solves the puzzles of an evaluation, one at a time: in this thread, or as a worker thread of pool.mjs.
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { messageOf, packError } from '../src/errors.js'
import { checkOptions } from '../src/model.js'
import { taskOf } from '../src/tasks/index.js'
import { textOf } from '../src/tasks/text.js'
import { loadFile } from './load.mjs'

/** @typedef {{ model: string, variant: string, threads: string, segments: number | null, updates?: number |
 * undefined, attempts: number, guesses: boolean, halt: 'none' | 'rules' | 'q' | undefined }} Settings
 *   updates: of z, that a puzzle gets at most; halt: undefined where the task decides */
/** @typedef {{
 *   index: number, name?: string, exact: boolean | null, cell: number | null, pass?: [boolean, boolean], attempt: number,
 * segments: number, valid: boolean | null, rating: number | null, ms: number, updates: number, answer: string, note?: string }} Result
 *   exact: the grid after the run equals the stated answer, null where none is stated or several are right; cell: fraction
 * of cells that do; pass: for tasks without rules, is the answer that most attempts gave right, and is one of the two that
 * most gave; attempt: the last one; segments: of that attempt; ms, updates: compute time and updates of z of all */
/** @typedef {{ index: number, line: number, error: string }} Failure */

/** The answers of several attempts, those that most gave first; of as many, the one the model is surer to be done with.
 * @param {import('../src/index.d.ts').Step[]} steps the last of each attempt */
function ranked(steps) {
  /** @type {Map<string, { step: import('../src/index.d.ts').Step, votes: number, q: number }>} */
  const answers = new Map()
  for (const step of steps) {
    const key = JSON.stringify(step.answer)
    const known = answers.get(key)
    answers.set(key, {
      step: known?.step ?? step,
      votes: (known?.votes ?? 0) + 1,
      q: Math.max(known?.q ?? -Infinity, step.qHalt),
    })
  }
  return [...answers.values()].sort((a, b) => b.votes - a.votes || b.q - a.q).map(({ step }) => step)
}

/** @param {Settings} settings */
export async function createEvaluator({ model: path, variant, threads, segments, updates: most = Infinity, ...given }) {
  const { attempts, guesses, halt } = given
  const { runtime, model } = await loadFile(path, variant, threads)
  const { info } = model
  const options = {
    maxSegments: segments ?? undefined,
    attempts,
    guesses,
    halt: halt ?? (attempts > 1 && taskOf(info).solved ? 'rules' : 'none'),
  }
  checkOptions(options, info)
  const task = taskOf(info)
  /** @param {Exclude<import('./inputs.mjs').Input, { error: string }>} input */
  const run = async (input) => {
    const puzzleIdentifier = 'tokens' in input ? input.puzzleIdentifier : 0
    let ms = 0
    let updates = 0
    /** @type {import('../src/index.d.ts').Step[]} */
    const lasts = []
    for await (const step of model.solve('tokens' in input ? input.tokens : input.puzzle, {
      ...options,
      puzzleIdentifier,
    })) {
      ms += step.ms
      updates += step.updates
      lasts[step.attempt - 1] = step
      if (updates + step.updates > most) break
    }
    const steps = lasts.filter(Boolean)
    return { ms, updates, steps: task.solved ? steps.slice(-1) : ranked(steps), last: steps[steps.length - 1] }
  }
  /** @param {import('../src/tasks/index.d.ts').Grid | undefined} said @param {import('../src/tasks/index.d.ts').Grid}
   * wanted */
  const share = (said, wanted) =>
    said?.rows === wanted.rows && said.columns === wanted.columns
      ? [...wanted.cells].filter((character, i) => character === said.cells[i]).length / wanted.cells.length
      : 0
  /** How a step compares with what the input states, a fraction; null: it states nothing, or other answers are right too.
   * @param {import('./inputs.mjs').Input} input @param {import('../src/index.d.ts').Step} step */
  const compared = (input, step) => {
    if ('tokens' in input) {
      const asked = input.labels.flatMap((label, i) => (label === null ? [] : [step.tokens[i] === label]))
      return asked.filter(Boolean).length / asked.length
    }
    return 'puzzle' in input && input.answer ? share(step.answer, input.answer) : null
  }
  return {
    variantReason: runtime.variantReason,
    sha256: info.sha256,
    task: info.task,
    halt: options.halt,
    /** @param {Exclude<import('./inputs.mjs').Input, { error: string }>} input @returns {Promise<Result | Failure>} */
    async evaluate(input) {
      const { index, line, rating } = input
      try {
        const { ms, updates, steps, last } = await run(input)
        const [step] = steps
        const cell = compared(input, step)
        // Where several grids are right, the stated one is only one of them.
        const isOpen = cell !== null && 'puzzle' in input && task.countSolutions?.(input.puzzle) === 2
        const { name } = 'puzzle' in input ? input.puzzle : {}
        const note = 'note' in input ? input.note : undefined
        return {
          index,
          ...(name === undefined ? {} : { name }),
          exact: cell === null || isOpen ? null : cell === 1,
          cell: isOpen ? null : cell,
          ...(task.solved || cell === null || 'tokens' in input
            ? {}
            : {
                pass: /** @type {[boolean, boolean]} */ (
                  [1, 2].map((most) => steps.slice(0, most).some((one) => compared(input, one) === 1))
                ),
              }),
          attempt: last.attempt,
          segments: last.segment,
          valid: step.valid ?? null,
          rating,
          ms,
          updates,
          answer: step.answer ? textOf(task, step.answer) : (step.grid ?? Array.from(step.tokens).join(' ')),
          ...(note ? { note } : {}),
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
    const { variantReason, sha256, task, halt } = evaluator
    port.postMessage({ variantReason, sha256, task, halt })
  } catch (error) {
    // As a message: an uncaught error would arrive without its code.
    port.postMessage({ error: packError(error) })
  }
}
