// Learns a task from examples and writes the weights file.
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HrmError, messageOf } from '../src/errors.js'
import { DTYPES } from '../src/layout.js'
import { countOf, createLearner } from '../src/learn.js'
import { isFolder, readExamples } from './examples.mjs'
import { VARIANTS } from './load.mjs'
import { NUMBERS, SIZES, optionOf } from './learn-usage.mjs'
import { InputError, UsageError, oneOf, say, wholeNumber, write, writeLine } from './output.mjs'

const EVERY_MS = 2000

/** @param {string} text @param {string} option */
function number(text, option) {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new UsageError(`--${option} is a number from 0, not "${text}"`)
  return value
}

/** Does what makes a file of a part beside it.
 * @param {string} path @param {(part: string) => Promise<void>} work */
async function writing(path, work) {
  const part = `${path}.part`
  try {
    if (await isFolder(path)) throw new Error('it is a folder.')
    await work(part)
  } catch (error) {
    await rm(part, { force: true })
    throw new InputError(`${path} cannot be written: ${messageOf(error)}`)
  }
}

/** The file as a whole or not at all.
 * @param {string} path @param {Uint8Array} bytes */
const replaceFile = (path, bytes) =>
  writing(path, async (part) => {
    await writeFile(part, bytes)
    await rename(part, path)
  })

/** Throws where a file could not be written, before anything is learnt for it.
 * @param {string} path */
const checkPlace = (path) =>
  writing(path, async (part) => {
    await writeFile(part, '')
    await rm(part)
  })

/** @param {Record<string, string | boolean | undefined>} given */
export async function run(given) {
  const options = /** @type {Record<string, string | undefined>} */ (given)
  const { data = '', out = '', state: statePath } = options
  const dtype = oneOf(options.dtype ?? 'f32', 'dtype', DTYPES)
  const steps = options.steps === undefined ? undefined : wholeNumber(options.steps, 'steps')
  const seconds = options.seconds === undefined ? undefined : number(options.seconds, 'seconds')
  if (steps === undefined && seconds === undefined) throw new UsageError('--seconds or --steps says how long to learn')
  /** @param {readonly string[]} names @returns {Record<string, number>} */
  const numbers = (names) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const text = options[optionOf(name)]
        return text === undefined ? [] : [[name, number(text, optionOf(name))]]
      }),
    )
  const gradient = options.grad && (/^\d+$/.test(options.grad) ? Number(options.grad) : options.grad)
  const settings = {
    ...numbers(NUMBERS),
    ...(gradient && { gradient: /** @type {any} */ (gradient) }),
    ...(options.optimizer && { optimizer: /** @type {any} */ (options.optimizer) }),
    ...(options.loss && { loss: /** @type {any} */ (options.loss) }),
    ...(given['q-continue'] ? { q_continue: true } : {}),
  }
  const config = {
    ...numbers(SIZES),
    ...(options.arch && { arch: /** @type {any} */ (options.arch) }),
    ...(options.pos && { pos_encodings: /** @type {any} */ (options.pos) }),
  }
  for (const path of [out, statePath]) if (path !== undefined) await checkPlace(path)
  const examples = await readExamples(data, {
    split: 'train',
    alphabet: options.alphabet,
    width: options.width === undefined ? undefined : wholeNumber(options.width, 'width'),
    side: options.side === undefined ? undefined : wholeNumber(options.side, 'side'),
  })
  // A state that is there is gone on with; one that is not is begun.
  const state =
    statePath === undefined
      ? undefined
      : await readFile(statePath).catch((error) => {
          if (error.code === 'ENOENT') return undefined
          throw new InputError(`${statePath} cannot be read: ${messageOf(error)}`)
        })
  const learner = await createLearner({
    examples,
    config: state ? {} : config,
    settings,
    variant: oneOf(options.variant ?? 'auto', 'variant', VARIANTS),
    threads: wholeNumber(options.threads ?? '1', 'threads'),
    ...(state && { state: new Uint8Array(state) }),
    ...(options.model && !state && { model: pathToFileURL(resolve(options.model)) }),
  })
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  /** @type {unknown} */
  let failure
  try {
    say(learner.variantReason)
    say(
      `${countOf(examples)} examples of ${examples.seq_len} cells, ${examples.vocab_size} tokens, task ${examples.task}` +
        `${examples.alphabet === undefined ? '' : `, alphabet ${JSON.stringify(examples.alphabet)}`}; ${learner.parameters} parameters`,
    )
    const started = learner.steps
    let last
    try {
      for await (last of learner.run({
        ...(steps && { steps }),
        ...(seconds && { seconds }),
        everyMs: EVERY_MS,
        signal: stop.signal,
      }))
        await write(`${JSON.stringify(last)}\n`)
    } catch (error) {
      // What was learnt until then is kept.
      if (learner.steps === started && !stop.signal.aborted) throw error
      failure = error
    }
    await replaceFile(out, await learner.save({ dtype }))
    if (statePath !== undefined) await replaceFile(statePath, await learner.state())
    await writeLine({
      out,
      steps: learner.steps,
      seconds: learner.seconds,
      exact: last?.exact,
      alphabet: examples.alphabet,
    })
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    learner.close()
  }
  if (failure instanceof HrmError && failure.code === 'ABORTED') say('Stopped by a signal; what was learnt is written.')
  else if (failure) throw failure
}
