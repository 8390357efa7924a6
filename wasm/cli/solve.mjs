import { text } from 'node:stream/consumers'
import { HrmError } from '../src/errors.js'
import { TASK } from '../src/tasks.js'
import * as sudoku from '../src/sudoku.js'
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
  const { task } = model.info
  if (!TASK[task].fromText)
    throw new HrmError('PUZZLE_INVALID', `Puzzles for the task "${task}" have no text form; use forward.`)
  const puzzle = operand === '-' ? (await text(process.stdin)).replace(/\r?\n$/, '') : operand
  let ms = 0
  let last
  for await (const step of model.solve(puzzle, { maxSegments, rollouts, guesses: !options['no-guesses'], halt })) {
    ms += step.ms
    last = step
  }
  const {
    grid: answer,
    valid,
    rollout,
    guessed,
    segment: segments,
    qHalt,
    qContinue,
  } = /** @type {import('../src/index.d.ts').Step} */ (last)
  const sentence =
    task === 'sudoku' ? sudoku.judge(sudoku.parse(puzzle), sudoku.parse(answer ?? '')).sentence : undefined
  await writeLine({ answer, valid, rollout, guesses: guessed.length, segments, ms, qHalt, qContinue, sentence })
  return valid === false ? EXIT.unsolved : EXIT.ok
}
