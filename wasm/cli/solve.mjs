import { text } from 'node:stream/consumers'
import { HrmError } from '../src/errors.js'
import { taskOf } from '../src/tasks/index.js'
import { textOf } from '../src/tasks/text.js'
import { withFormerNames } from './former-names.mjs'
import { HALTS, loadFile } from './load.mjs'
import { EXIT, oneOf, say, wholeNumber, writeLine } from './output.mjs'

/** @param {{ model: string, segments?: string, attempts: string, 'no-guesses': boolean, halt?: string, variant:
 * string, threads: string }} options @param {string[]} operands
 */
export async function run(options, [operand]) {
  const maxSegments = options.segments === undefined ? undefined : wholeNumber(options.segments, 'segments')
  const halt = options.halt === undefined ? undefined : oneOf(options.halt, 'halt', HALTS)
  const attempts = wholeNumber(options.attempts, 'attempts')
  const { model } = await loadFile(options.model, options.variant, options.threads)
  const task = taskOf(model.info)
  if (!task.read)
    throw new HrmError('PUZZLE_INVALID', `Puzzles for the task "${task.name}" have no text form; use forward.`)
  const { puzzles, note } = task.read(operand === '-' ? await text(process.stdin) : operand)
  if (note) say(note)
  let isWrong = false
  for (const puzzle of puzzles) {
    let ms = 0
    let last
    for await (const step of model.solve(puzzle, { maxSegments, attempts, guesses: !options['no-guesses'], halt })) {
      ms += step.ms
      last = step
    }
    const { answer, verdict, valid, attempt, guessed, segment, qHalt, qContinue } =
      /** @type {import('../src/index.d.ts').Step} */ (last)
    await writeLine(
      withFormerNames({
        ...(puzzle.name === undefined ? {} : { name: puzzle.name, test: puzzle.test }),
        answer: answer && textOf(task, answer),
        valid,
        attempt,
        guesses: guessed.length,
        segments: segment,
        ms,
        qHalt,
        qContinue,
        kind: verdict?.kind,
        sentence: verdict?.sentence,
      }),
    )
    isWrong ||= valid === false
  }
  return isWrong ? EXIT.unsolved : EXIT.ok
}
