// A loaded model and its solving, one segment at a time.
import { HrmError, throwIfAborted } from './errors.js'
import { DTYPES, POSITIONS, RULE, KIND, tensorsOf } from './layout.js'
import { paceOf } from './policy.js'
import { random } from './random.js'
import { guess } from './tasks/guess.js'
import { encodeRead, nameOf, rulesOf } from './tasks/rules.js'
import { mapBack, twinOf, vectorsBack } from './tasks/symmetry.js'

/** @typedef {import('./index.d.ts').ModelInfo} ModelInfo */
/** @typedef {import('./index.d.ts').SolveOptions} SolveOptions */
/** @typedef {import('./index.d.ts').Step} Step */

/** Lets everything that waits run first: messages, timers, input. Quicker than setTimeout, which browsers hold back to
 * 4 ms.
 * @type {() => Promise<void>} */
export const yieldToEvents =
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

/** @param {Pick<import('./mapped.js').MappedModel, 'core' | 'model' | 'config' | 'bytes'>} mapped @param {string} [sha256]
 * @returns {ModelInfo} */
export function describe(mapped, sha256) {
  const { dtype, task, pos_encodings, ...config } = mapped.config
  let parameters = 0
  for (const { kind, rows, cols } of tensorsOf(mapped.core, mapped.model)) {
    // The RoPE tables are constants, not parameters.
    if (kind !== KIND.ropeCos && kind !== KIND.ropeSin) parameters += rows * cols
  }
  return {
    task: nameOf(task),
    taskId: task,
    dtype: DTYPES[dtype],
    parameters,
    bytes: mapped.bytes,
    sha256,
    config: { ...config, pos_encodings: POSITIONS[pos_encodings] },
  }
}

/** What the logits say of each cell: argmax, its softmax probability, and the entropy in bits. A cell that is left out is
 * token 0 for sure.
 * @param {Float32Array} logits [cells][vocabulary] @param {number} cells @param {(cell: number) => boolean} isLeftOut */
function readLogits(logits, cells, isLeftOut) {
  const vocabulary = logits.length / cells
  const tokens = new Uint16Array(cells)
  const probability = new Float32Array(cells)
  const entropy = new Float32Array(cells)
  for (let cell = 0; cell < cells; cell++) {
    if (isLeftOut(cell)) {
      probability[cell] = 1
      continue
    }
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

/** @param {import('./tasks/types.d.ts').Task} task @param {ArrayLike<number>} tokens */
function charactersOf({ marks, blank = '?', leftOut = blank }, tokens) {
  const characters = new Map([
    [0, leftOut],
    ...marks.map(({ token, character }) => /** @type {const} */ ([token, character])),
  ])
  return Array.from(tokens, (token) => characters.get(token) ?? blank).join('')
}

/** @param {import('./mapped.js').MappedModel} mapped @param {number} state @param {import('./tasks/symmetry.js').Symmetry
 * | undefined} symmetry
 */
function statesOf(mapped, state, symmetry) {
  const { z_H, z_L } = mapped.cellStates(state)
  return symmetry ? { z_H: vectorsBack(symmetry, z_H), z_L: vectorsBack(symmetry, z_L) } : { z_H, z_L }
}

/** The seed of the twins, where none is given. */
const SEED = 1

/** The options with what was left out; throws ARGUMENT.
 * @param {SolveOptions} options @param {ModelInfo} info */
export function checkOptions(options, info) {
  const { solved, twin } = rulesOf(info)
  const {
    maxSegments,
    puzzleIdentifier = 0,
    halt = solved ? 'rules' : 'none',
    signal,
    logits,
    states,
    cycles: inside,
  } = options
  // The former names are taken for one version.
  const { attempts = options.rollouts ?? 1, firstAttempt = options.firstRollout ?? 1 } = options
  const { seed = SEED, guesses = true } = options
  const pace = paceOf(info, { attempts, maxSegments })
  for (const [name, value, least] of /** @type {[string, number, number][]} */ ([
    ['maxSegments', pace.maxSegments, 1],
    ['attempts', attempts, 1],
    ['firstAttempt', firstAttempt, 1],
    ['seed', seed, 0],
  ])) {
    if (!Number.isSafeInteger(value) || value < least)
      throw new HrmError('ARGUMENT', `${name} is a whole number from ${least}, not ${value}.`)
  }
  if (firstAttempt > attempts)
    throw new HrmError('ARGUMENT', `firstAttempt is ${firstAttempt}, but there are only ${attempts} attempts.`)
  if (!['rules', 'q', 'none'].includes(halt))
    throw new HrmError('ARGUMENT', `halt is "rules", "q" or "none", not "${halt}".`)
  if (halt === 'rules' && !solved)
    throw new HrmError('ARGUMENT', `halt "rules": the rules of the task "${info.task}" are not known here.`)
  if (attempts > 1 && solved && halt !== 'rules')
    throw new HrmError(
      'ARGUMENT',
      `More than one attempt needs halt "rules", not "${halt}": only the rules can say which one is right.`,
    )
  if (attempts > 1 && !twin)
    throw new HrmError('ARGUMENT', `The task "${info.task}" has no symmetries here, so there is only one attempt.`)
  const identifiers = Math.max(1, info.config.num_puzzle_identifiers)
  if (!Number.isInteger(puzzleIdentifier) || puzzleIdentifier < 0 || puzzleIdentifier >= identifiers) {
    throw new HrmError('ARGUMENT', `puzzleIdentifier is ${puzzleIdentifier}; this model knows 0 to ${identifiers - 1}.`)
  }
  return { pace, attempts, firstAttempt, seed, guesses, puzzleIdentifier, halt, signal, logits, states, inside }
}

/** The puzzle that a text holds; rejects with PUZZLE_INVALID.
 * @typedef {(text: string, info: { task: ModelInfo['task'] }) => Promise<import('./tasks/types.d.ts').Puzzle>} Read */

/** See Model in index.d.ts. */
export class LocalModel {
  /** @param {import('./mapped.js').MappedModel} mapped owned from here on @param {Read} read @param {string} [sha256]
   * @param {Promise<boolean>} [kept]
   */
  constructor(mapped, read, sha256, kept = Promise.resolve(false)) {
    /** @private */
    this.mapped = mapped
    /** @private */
    this.read = read
    /** @readonly */
    this.info = describe(mapped, sha256)
    /** @readonly */
    this.kept = kept
    const { name, fits } = rulesOf(this.info)
    if (!fits(this.info))
      throw new HrmError('MODEL_INVALID', `The weights say they are for ${name}, but their sizes do not fit it.`)
  }

  /** @param {Parameters<import('./index.d.ts').Model['solve']>[0]} given @param {SolveOptions} [options] @returns {AsyncGenerator<Step, void,
   * void>}
   */
  async *solve(given, options = {}) {
    const { info } = this
    const settings = checkOptions(options ?? {}, info)
    // What is plain is not waited for.
    const read =
      typeof given === 'string' ? (rulesOf(info).readPlain?.(given) ?? (await this.read(given, info))) : given
    const question = encodeRead(read, info)
    const next = random(settings.seed)
    for (let attempt = 1; attempt <= settings.attempts; attempt++) {
      // Drawn even where it is skipped or does not guess: an attempt is the same wherever one begins.
      const symmetry = attempt > 1 ? rulesOf(info).twin?.(next, info) : undefined
      const guessSeed = attempt > 1 ? next() * 2 ** 32 : 0
      const chance = attempt > 1 && settings.guesses ? random(guessSeed) : undefined
      if (attempt >= settings.firstAttempt && (yield* this.attempt(question, attempt, symmetry, chance, settings)))
        return
    }
  }

  /** One attempt, from the initial state. What it yields is about the inputs, whatever the symmetry.
   * @private
   * @param {ReturnType<typeof encodeRead>} question @param {number} attempt @param {import('./tasks/symmetry.js').Symmetry | undefined} symmetry
   * @param {(() => number) | undefined} chance for guesses; none without it
   * @param {ReturnType<typeof checkOptions>} settings @returns {AsyncGenerator<Step, boolean, void>} is the solving
   * done? */
  async *attempt(
    { puzzle, encoded },
    attempt,
    symmetry,
    chance,
    { pace, attempts, puzzleIdentifier, halt, signal, logits: wantsLogits, states, inside },
  ) {
    const { mapped, info } = this
    const { cycles, guessAfter, guesses } = pace
    const maxSegments = attempt > 1 ? pace.maxSegments : pace.firstSegments
    const task = rulesOf(info)
    const { solved, isAnswer } = task
    const inputs = encoded.tokens
    const blank = task.marks.find(({ character }) => character === task.blank)?.token
    const given = inputs.slice()
    const leavesOut = (info.config.rules & RULE.noCell0) > 0
    const isLeftOut = (/** @type {number} */ cell) => leavesOut && !given[cell]
    /** @type {number[]} */
    const guessed = []
    /** @type {ArrayLike<number>} */
    let previous = inputs
    let state
    try {
      for (let segment = 1; segment <= maxSegments; segment++) {
        throwIfAborted(signal)
        if (mapped.closed) throw new HrmError('CLOSED', 'The model was closed.')
        state ??= mapped.newState()
        const seen = symmetry ? twinOf(symmetry, given) : given
        const started = performance.now()
        const ran = mapped.segment(state, seen, puzzleIdentifier, cycles, inside)
        const { logits: said, qHalt, qContinue } = ran
        const ms = performance.now() - started
        const logits = symmetry ? mapBack(symmetry, said) : said
        /** What was read of logits, and as a grid.
         * @param {Float32Array} from */
        const readOut = (from) => {
          const read = readLogits(from, info.config.seq_len, isLeftOut)
          return {
            ...read,
            grid: task.fromTokens && charactersOf(task, read.tokens),
            answer: puzzle && task.decode?.(read.tokens, puzzle, encoded),
            ...(wantsLogits ? { logits: from.slice() } : {}),
          }
        }
        const read = readOut(logits)
        const { answer } = read
        const verdict = puzzle && task.judge?.(puzzle, answer)
        const valid = solved && verdict ? verdict.kind === solved : undefined
        const wouldHalt = qHalt > (info.config.rules & RULE.haltAbove0 ? 0 : qContinue)
        const guessing = chance && isAnswer && blank !== undefined && segment >= guessAfter && !valid
        const next = guessing ? guess(given, blank, read.probability, logits, isAnswer, chance) : undefined
        // Sure of every cell and yet wrong: nothing more will come of it.
        const last = segment === maxSegments || (guessing && !next)
        const done =
          (last && attempt === attempts) || (halt === 'rules' && valid === true) || (halt === 'q' && wouldHalt)
        /** @type {number[]} */
        const changed = []
        read.tokens.forEach((token, cell) => token !== previous[cell] && changed.push(cell))
        previous = read.tokens.slice()
        yield {
          attempt,
          rollout: attempt,
          segment,
          maxSegments,
          updates: cycles.H_cycles * (cycles.L_cycles + 1),
          ...read,
          changed,
          guessed: guessed.slice(),
          verdict,
          valid,
          qHalt,
          qContinue,
          wouldHalt,
          done,
          ms,
          ...(inside ? { cycles: ran.inside.map((one) => readOut(symmetry ? mapBack(symmetry, one) : one)) } : {}),
          ...(states ? statesOf(mapped, state, symmetry) : {}),
        }
        if (done) return true
        if (last) return false
        if (next) {
          given[next.cell] = next.token
          guessed.push(next.cell)
          if (guessed.length > guesses) {
            const [oldest] = guessed.splice(0, 1)
            given[oldest] = inputs[oldest]
          }
        }
        await yieldToEvents()
      }
      return false
    } finally {
      if (state !== undefined) mapped.freeState(state)
    }
  }

  close() {
    this.mapped.free()
  }
}
