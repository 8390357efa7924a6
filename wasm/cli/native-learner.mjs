// Learners whose steps hrm-train takes, some times as fast as WebAssembly: the same net, examples and settings, other
// random numbers and other bits.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { IGNORE_LABEL, countOf } from '../src/data/examples.js'
import { HrmError, messageOf } from '../src/errors.js'
import { createLearner } from '../src/learn.js'
import { isExact, triedOf } from '../src/learn/run.js'
import { datasetFiles } from './dataset-folder.mjs'
import { optionOf } from './learn-usage.mjs'
import { InputError } from './output.mjs'

/** @typedef {import('../src/learn.d.ts').LearnerOptions} Options */
/** @typedef {import('../src/learn.d.ts').Examples} Examples */

const runs = promisify(execFile)

class NativeLearner {
  /** @param {string} trainer @param {Uint8Array} file weights @param {Options} options */
  constructor(trainer, file, { examples, settings, runtime }) {
    /** @private */
    this.trainer = trainer
    /** @private */
    this.file = file
    /** @private */
    this.examples = /** @type {Examples} */ (examples)
    /** @private */
    this.settings = settings ?? {}
    /** @private */
    this.runtime = /** @type {import('../src/index.d.ts').Runtime} */ (runtime)
    this.steps = 0
    this.seconds = 0
  }

  /** Takes all steps at once. Gone on with, the rate's schedule begins anew.
   * @param {import('../src/learn.d.ts').RunOptions} [options] */
  async *run({ steps = 0, signal } = {}) {
    if (steps > this.steps) await this.train(steps, signal)
    yield /** @type {import('../src/learn.d.ts').Progress} */ ({
      step: this.steps,
      exact: await this.exact(),
      done: true,
    })
  }

  /** @private @param {number} steps @param {AbortSignal | undefined} signal */
  async train(steps, signal) {
    const folder = await mkdtemp(join(tmpdir(), 'hrm-native-'))
    const started = performance.now()
    try {
      const dataset = { ...this.examples, ignore_label_id: IGNORE_LABEL }
      const files = { ...datasetFiles(dataset, { cell: '<i2' }), 'start.hrm': this.file }
      for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
      const settings = Object.entries(this.settings).flatMap(([name, value]) => [`--${optionOf(name)}`, `${value}`])
      const name = join(folder, 'net')
      const [start, out] = [join(folder, 'start.hrm'), `${name}.hrm`]
      const data = ['--init', start, '--data', folder, '--name', name, '--hint-prob', '0']
      const how = ['--steps', `${steps - this.steps}`, '--threads', '1', '--precision', 'f32', ...settings]
      await runs(this.trainer, ['train', ...data, ...how], { signal })
      await runs(this.trainer, ['export', '--from', `${name}.ckpt`, '--out', out, '--dtype', 'f32'], { signal })
      this.file = new Uint8Array(await readFile(out))
      this.steps = steps
    } catch (error) {
      const { stderr } = /** @type {{ stderr?: string }} */ (error)
      throw new HrmError(signal?.aborted ? 'ABORTED' : 'ARGUMENT', stderr?.trim() || messageOf(error))
    } finally {
      this.seconds += (performance.now() - started) / 1000
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** @private The share of some examples that are answered exactly as it is now. */
  async exact() {
    const { inputs, labels, seq_len, puzzle_identifiers } = this.examples
    const tried = triedOf(countOf(this.examples))
    const model = await this.model()
    let exact = 0
    try {
      const { halt_max_steps, puzzle_emb_len } = model.info.config
      for (const example of tried) {
        const part = [example * seq_len, (example + 1) * seq_len]
        let logits
        for await (const step of model.solve(inputs.subarray(...part), {
          maxSegments: halt_max_steps,
          logits: true,
          puzzleIdentifier: puzzle_emb_len ? puzzle_identifiers[example] : 0,
        }))
          logits = step.logits
        exact += Number(isExact(/** @type {Float32Array} */ (logits), labels.subarray(...part)))
      }
    } finally {
      model.close()
    }
    return exact / tried.length
  }

  model() {
    return this.runtime.loadModel(this.file)
  }

  async save() {
    return this.file
  }

  close() {}
}

/** What makes learners that this hrm-train trains. For `createArcLearner`, which gives them its
 * runtime: a budget of steps alone, no state.
 * @param {string} trainer the program @returns {typeof createLearner} */
export function nativeLearners(trainer) {
  if (!existsSync(trainer)) throw new InputError(`${trainer}: there is no such program.`)
  return async (options) => {
    // The start weights are those of the learner in WebAssembly.
    const learner = await createLearner(options)
    try {
      return /** @type {any} */ (new NativeLearner(trainer, await learner.save(), options))
    } finally {
      learner.close()
    }
  }
}
