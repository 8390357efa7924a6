import { text } from 'node:stream/consumers'
import { readOne, taskOf } from '../src/tasks/index.js'
import { HALTS, loadFile } from './load.mjs'
import { EXIT, oneOf, wholeNumber, writeLine } from './output.mjs'

/** @param {{ model: string, segments?: string, rollouts: string, 'no-guesses': boolean, halt?: string, variant:
 * string, threads: string }} options @param {string[]} operands
 */
export async function run(options, [operand]) {
  const maxSegments = options.segments === undefined ? undefined : wholeNumber(options.segments, 'segments')
  const halt = options.halt === undefined ? undefined : oneOf(options.halt, 'halt', HALTS)
  const rollouts = wholeNumber(options.rollouts, 'rollouts')
  const { model } = await loadFile(options.model, options.variant, options.threads)
  const puzzle = readOne(taskOf(model.info), operand === '-' ? await text(process.stdin) : operand)
  let ms = 0
  let last
  for await (const step of model.solve(puzzle, { maxSegments, rollouts, guesses: !options['no-guesses'], halt })) {
    ms += step.ms
    last = step
  }
  const {
    answer,
    verdict,
    valid,
    rollout,
    guessed,
    segment: segments,
    qHalt,
    qContinue,
  } = /** @type {import('../src/index.d.ts').Step} */ (last)
  const { kind, sentence } = verdict ?? {}
  await writeLine({
    answer: answer?.cells,
    valid,
    rollout,
    guesses: guessed.length,
    segments,
    ms,
    qHalt,
    qContinue,
    kind,
    sentence,
  })
  return valid === false ? EXIT.unsolved : EXIT.ok
}
