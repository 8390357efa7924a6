// A loaded model and its solving, one segment at a time.
import { HrmError, throwIfAborted } from './errors.js'
import { DTYPES, POSITIONS, TASKS, forEachTensor, KIND } from './layout.js'
import { TASK, encodePuzzle } from './tasks.js'

/** @typedef {import('./index.d.ts').ModelInfo} ModelInfo */
/** @typedef {import('./index.d.ts').SolveOptions} SolveOptions */
/** @typedef {import('./index.d.ts').Step} Step */

/** Lets everything that waits run first: messages, timers, input. Quicker than setTimeout, which browsers hold back to 4 ms.
 * @type {() => Promise<void>} */
const yieldToEvents =
  typeof setImmediate === 'function'
    ? () => new Promise((resolve) => setImmediate(resolve))
    : () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            port1.close()
            resolve()
          }
          port2.postMessage(0)
        })

/** @param {import('./mapped.js').MappedModel} mapped @param {string} [sha256] @returns {ModelInfo} */
function describe(mapped, sha256) {
  const { dtype, task, pos_encodings, ...config } = mapped.config
  let parameters = 0
  forEachTensor(mapped.core, mapped.model, ({ kind, rows, cols }) => {
    // The RoPE tables are constants, not parameters.
    if (kind !== KIND.ropeCos && kind !== KIND.ropeSin) parameters += rows * cols
  })
  return {
    task: TASKS[task], dtype: DTYPES[dtype], parameters, bytes: mapped.bytes, sha256, config: { ...config, pos_encodings: POSITIONS[pos_encodings] },
  }
}

/** What the logits say of each cell: argmax, its softmax probability, and the entropy in bits.
 * @param {Float32Array} logits [cells][vocabulary] @param {number} cells */
function readLogits(logits, cells) {
  const vocabulary = logits.length / cells
  const tokens = new Uint16Array(cells)
  const probability = new Float32Array(cells)
  const entropy = new Float32Array(cells)
  for (let cell = 0; cell < cells; cell++) {
    const first = cell * vocabulary
    let best = 0
    for (let i = 1; i < vocabulary; i++) if (logits[first + i] > logits[first + best]) best = i
    const top = logits[first + best]
    let sum = 0
    let weighted = 0
    for (let i = 0; i < vocabulary; i++) {
      const below = logits[first + i] - top
      const weight = Math.exp(below)
      sum += weight
      weighted += weight * below
    }
    tokens[cell] = best
    probability[cell] = 1 / sum
    entropy[cell] = Math.max(0, (Math.log(sum) - weighted / sum) / Math.LN2)
  }
  return { tokens, probability, entropy }
}

/** @param {SolveOptions} options @param {ModelInfo} info */
function checkOptions(options, info) {
  const { maxSegments = info.config.halt_max_steps, puzzleIdentifier = 0, halt = TASK[info.task].judge ? 'rules' : 'none', signal, logits } = options
  if (!Number.isInteger(maxSegments) || maxSegments < 1) throw new HrmError('ARGUMENT', `maxSegments is a whole number from 1, not ${maxSegments}.`)
  if (!['rules', 'q', 'none'].includes(halt)) throw new HrmError('ARGUMENT', `halt is "rules", "q" or "none", not "${halt}".`)
  if (halt === 'rules' && !TASK[info.task].judge) throw new HrmError('ARGUMENT', `halt "rules": the rules of the task "${info.task}" are not known here.`)
  const identifiers = Math.max(1, info.config.num_puzzle_identifiers)
  if (!Number.isInteger(puzzleIdentifier) || puzzleIdentifier < 0 || puzzleIdentifier >= identifiers) {
    throw new HrmError('ARGUMENT', `puzzleIdentifier is ${puzzleIdentifier}; this model knows 0 to ${identifiers - 1}.`)
  }
  return { maxSegments, puzzleIdentifier, halt, signal, logits }
}

/** See Model in index.d.ts. */
export class LocalModel {
  /** @param {import('./mapped.js').MappedModel} mapped owned from here on @param {string} [sha256] */
  constructor(mapped, sha256) {
    /** @private */
    this.mapped = mapped
    /** @readonly */
    this.info = describe(mapped, sha256)
    const { task } = this.info
    if (!TASK[task].fits(this.info)) {
      throw new HrmError('MODEL_INVALID', `The weights say they are for ${task}, but their sizes do not fit it.`)
    }
  }

  /** @param {string | ArrayLike<number>} puzzle @param {SolveOptions} [options] @returns {AsyncGenerator<Step, void, void>} */
  async *solve(puzzle, options = {}) {
    const { mapped, info } = this
    const { maxSegments, puzzleIdentifier, halt, signal, logits: wantsLogits } = checkOptions(options, info)
    const { judge, toText } = TASK[info.task]
    const inputs = encodePuzzle(puzzle, info)
    /** @type {ArrayLike<number>} */
    let previous = inputs
    let state
    try {
      for (let segment = 1; segment <= maxSegments; segment++) {
        throwIfAborted(signal)
        if (mapped.closed) throw new HrmError('CLOSED', 'The model was closed.')
        state ??= mapped.newState()
        const started = performance.now()
        const { logits, qHalt, qContinue } = mapped.segment(state, inputs, puzzleIdentifier)
        const ms = performance.now() - started
        const read = readLogits(logits, info.config.seq_len)
        const valid = judge?.(inputs, read.tokens)
        const wouldHalt = qHalt > qContinue
        const done = segment === maxSegments || (halt === 'rules' && valid === true) || (halt === 'q' && wouldHalt)
        /** @type {number[]} */
        const changed = []
        read.tokens.forEach((token, cell) => token !== previous[cell] && changed.push(cell))
        previous = read.tokens.slice()
        yield {
          segment, ...read, changed, grid: toText?.(read.tokens), valid, qHalt, qContinue, wouldHalt, done, ms,
          ...(wantsLogits ? { logits: logits.slice() } : {}),
        }
        if (done) return
        await yieldToEvents()
      }
    } finally {
      if (state !== undefined) mapped.freeState(state)
    }
  }

  close() {
    this.mapped.free()
  }
}
