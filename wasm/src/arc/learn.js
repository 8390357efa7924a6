// A net learns one ARC task from its demonstrations alone, then answers the tests. Several nets, each started anew and
// each with a symmetry of its own, vote; where they agree, the answer is firm.
import { HrmError, throwIfAborted } from '../errors.js'
import { createRuntime, createWorkerRuntime } from '../index.js'
import { hasPageWorkers } from '../learn/client.js'
import { cropOf, saidOfParts } from './crop.js'
import { contradictionOf } from './examples.js'
import { cellsOf, sizeOf, sizeRuleOf } from './frame.js'
import { invariantsOf } from './invariants.js'
import { Net, isArcNet, isOfKind } from './net.js'
import { Place } from './place.js'
import { VOTES, bestOf, pool, resultOf } from './votes.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../learn.d.ts').ArcMember} Member */
/** @typedef {import('../learn.d.ts').ArcLearnt} Learnt */
/** @typedef {import('../learn.d.ts').ArcBudget} Budget */
/** @typedef {import('../learn.d.ts').ArcLearnOptions} Options */

/** The nets, and how the budget is shared out. */
export const PORTFOLIO = /** @type {readonly Member[]} */ ([
  { name: 'as drawn', views: false, absolute: false, allColours: false, share: 0.25, seed: 1 },
  { name: 'eight views', views: true, absolute: false, allColours: false, share: 0.375, seed: 2 },
  { name: 'eight views again', views: true, absolute: false, allColours: false, share: 0.375, seed: 3 },
])
const STATE_VERSION = 4
/** So many nets whose answer is firm have the last word: of 56 such answers more nets changed none to the right one
 * (model_weights/LOG.md). */
const ENOUGH = 6

/** How the nets learn a task: of parts of its inputs, where its outputs are about those. Or why it cannot be learnt.
 * @param {ArcTask} task */
function planOf(task) {
  if (!task.train.length || !task.test.length)
    return { fault: 'A task needs an example with its output, and a grid to answer.' }
  const pair = contradictionOf(task.train)
  if (pair)
    return {
      fault: `Examples ${pair[0] + 1} and ${pair[1] + 1} have the same input and different outputs: no rule does both.`,
    }
  const whole = sizeRuleOf(task)
  const { cropped, lack } = cropOf(task, whole)
  const sizeRule = cropped ? { kind: /** @type {const} */ ('same'), rule: sizeOf } : whole
  return sizeRule
    ? { cropped, sizeRule }
    : { fault: lack ?? 'No rule was found that says how large an output is: the examples differ.' }
}

/** See arcFaultOf in learn.d.ts. @type {typeof import('../learn.d.ts').arcFaultOf} */
export const arcFaultOf = (task) => planOf(task).fault

/** See arcCellsOf in learn.d.ts. @type {typeof import('../learn.d.ts').arcCellsOf} */
export function arcCellsOf(task) {
  const { cropped, sizeRule } = planOf(task)
  return sizeRule ? cellsOf((cropped?.task ?? task).train, sizeRule) : 0
}

/** @param {Budget} budget of all nets @param {Member} member @param {readonly Member[]} portfolio @returns {Budget} */
function partOf({ gflop, seconds }, { share }, portfolio) {
  if (gflop === undefined && seconds === undefined)
    throw new HrmError('ARGUMENT', 'Say how long to learn: gflop or seconds.')
  const part = share / portfolio.reduce((sum, one) => sum + one.share, 0)
  return gflop === undefined ? { seconds: Number(seconds) * part } : { gflop: gflop * part }
}

/** Weights to begin with, read. @param {Uint8Array | undefined} file @param {readonly Member[]} portfolio @param
 * {import('../index.d.ts').Runtime} runtime @returns {Promise<import('./net.js').Start | undefined>} */
async function startOf(file, portfolio, runtime) {
  if (!file) return undefined
  const model = await runtime.loadModel(file)
  const { config, task } = model.info
  model.close()
  if (!isArcNet(config, task) || !portfolio.some((member) => isOfKind(member, config)))
    throw new HrmError('MODEL_INVALID', 'The weights to start from are of no net that learns an ARC task.')
  return { file, config }
}

class ArcLearner {
  /** @param {ArcTask} task @param {ReturnType<typeof cropOf>['cropped']} cropped @param {Place[]} places @param
   * {import('../index.d.ts').Runtime} runtime @param {Options & { rounds?: number | undefined }} options */
  constructor(task, cropped, places, runtime, { gflop, seconds, start, rounds = 0, atOnce = 1, learner = {} }) {
    this.task = task
    /** @private */
    this.cropped = cropped
    this.budget = /** @type {Budget} */ (gflop === undefined ? { seconds } : { gflop })
    /** @private */
    this.start = start
    /** @private */
    this.places = places
    /** @private */
    this.runtime = runtime
    /** @private */
    this.atOnce = atOnce
    /** @private */
    this.given = { ...learner, runtime }
    const learnt = cropped?.task ?? task
    const { train, test } = learnt
    /** @private */
    this.brokenBy = invariantsOf(learnt)
    /** @private What is looked at. */
    this.inputs = [...train, ...test].map(({ input }) => input)
    /** @private @type {AbortController | undefined} of the run that goes on */
    this.running = undefined
    /** @private Nets of each place that had voted when the budget was given. */
    this.rounds = 0
    /** @private Nets of each place of which it is known whether their answer is firm. */
    this.asked = 0
    /** @private */
    this.firm = 0
    this.expect(rounds)
  }

  /** @private Looks for an answer that is firm among more nets than these. @param {number} rounds nets of each place */
  expect(rounds) {
    this.rounds = rounds
    this.asked = Math.max(Math.ceil(ENOUGH / this.places.length) - 1, rounds)
    this.firm = 0
  }

  /** @private Nets that have voted in every place. */
  get votedInAll() {
    return Math.min(...this.places.map(({ voted }) => voted.length))
  }

  get gflop() {
    return this.places.reduce((sum, one) => sum + one.gflop, 0)
  }

  /** @private As many nets of each place as have voted in all: it does not matter which was quicker.
   * @param {number} rounds */
  votedIn(rounds) {
    return this.places.flatMap(({ voted }) => voted.slice(0, rounds).map(({ learnt }) => learnt))
  }

  /** @private After how many nets of each place the answer was firm, so that no more are asked; 0: it is not. */
  get agreed() {
    const all = this.votedInAll
    while (!this.firm && this.asked < all)
      if (resultOf(this.task, this.votedIn(++this.asked)).confidence === 'firm') this.firm = this.asked
    return this.firm
  }

  get share() {
    if (this.agreed) return 1
    const all = this.places.reduce((sum, { member }) => sum + member.share, 0)
    return this.places.reduce((sum, place) => sum + (place.member.share * place.share(this.budget)) / all, 0)
  }

  /** @param {{ budget?: Budget, signal?: AbortSignal, onProgress?: Options['onProgress'] }} [options] */
  async run({ budget = this.budget, signal, onProgress } = {}) {
    if (this.running) throw new HrmError('ARGUMENT', 'The nets are learning already.')
    throwIfAborted(signal)
    if (budget.gflop !== this.budget.gflop) this.expect(this.votedInAll)
    this.budget = budget
    const running = (this.running = new AbortController())
    const cut = signal ? AbortSignal.any([signal, running.signal]) : running.signal
    /** @type {Set<Place>} */
    const busy = new Set()
    const work = async () => {
      for (;;) {
        // The one that lags most: so all nets can answer whenever that is asked.
        const [place] = this.places
          .filter((one) => !busy.has(one) && !(one.net.learner && one.share(this.budget) >= 1))
          .sort((a, b) => a.share(this.budget) - b.share(this.budget))
        if (!place || this.agreed) return
        busy.add(place)
        try {
          const said = (/** @type {any} */ progress) => onProgress?.({ ...progress, member: place.net.member })
          await place.slice(this.given, this.budget, said, this.inputs, cut)
        } finally {
          busy.delete(place)
        }
      }
    }
    /** @type {unknown[]} */
    const faults = []
    const ended = Array.from({ length: Math.min(this.atOnce, this.places.length) }, () =>
      work().catch((error) => {
        // What stops one stops all; what the others say of that is no news.
        if (!cut.aborted) faults.push(error)
        running.abort()
      }),
    )
    await Promise.all(ended)
    this.running = undefined
    throwIfAborted(signal)
    if (faults.length) throw faults[0]
    return { done: this.share >= 1 }
  }

  pause() {
    this.running?.abort()
  }

  /** @param {{ signal?: AbortSignal }} [options] */
  async look({ signal } = {}) {
    const { inputs } = this
    const { train, test } = this.cropped?.task ?? this.task
    /** @type {{ member: Member, fit: number, grids: number[][][] }[]} */
    const said = []
    for (const place of this.places) said.push(...(await place.look(inputs, signal)))
    const pooled = inputs.map((_, i) =>
      pool(
        said.map(({ grids: { [i]: grid }, ...one }) => ({
          ...one,
          candidates: [{ grid, share: 1, broken: this.brokenBy(inputs[i], grid) }],
        })),
      ),
    )
    let cells = 0
    let agreed = 0
    test.forEach((_, i) => {
      const grids = said.map(({ grids: all }) => all[train.length + i])
      grids[0]?.forEach((row, r) =>
        row.forEach((colour, c) => {
          cells++
          agreed += Number(grids.every((grid) => grid[r][c] === colour))
        }),
      )
    })
    return {
      train: pooled.slice(0, train.length).map((all) => all[0]?.grid),
      test: pooled.slice(train.length).map((all) => all[0]?.grid),
      nets: said.length,
      agreed,
      cells,
    }
  }

  /** @param {{ signal?: AbortSignal, onVote?: (votes: { done: number, all: number }) => void }} [options] */
  async answer({ signal, onVote } = {}) {
    const { agreed } = this
    if (agreed) return this.said(this.votedIn(agreed))
    for (const place of this.places) if (place.hasState) await place.begin(this.given, signal)
    const begun = this.places.filter((place) => place.begun)
    const all = begun.length * this.task.test.length * VOTES
    let done = 0
    /** @type {Learnt[]} */
    const learnt = []
    for (const place of this.places)
      learnt.push(...(await place.answer(this.budget, signal, () => onVote?.({ done: ++done, all }))))
    if (!learnt.length) throw new HrmError('ARGUMENT', 'No net has begun to learn.')
    return this.said(learnt)
  }

  /** @private @param {Learnt[]} learnt */
  said(learnt) {
    const result = { ...resultOf(this.task, learnt), gflop: this.gflop }
    return this.cropped ? saidOfParts(result, this.cropped) : result
  }

  /** @param {import('../learn.d.ts').ArcResult} result */
  async save(result) {
    const best = bestOf(result.learnt, result.answers)
    const files = await Promise.all(this.places.map((place) => place.save(best)))
    const file = files.find(Boolean)
    if (!file) throw new HrmError('ARGUMENT', 'The result is not of these nets.')
    if (this.places[0].net.frame.beside || this.cropped)
      throw new HrmError(
        'ARGUMENT',
        'A weights file does not say how large an output is, or of which part of the input: only nets whose outputs have the size of the input are saved.',
      )
    return file
  }

  async state() {
    const nets = []
    for (const place of this.places) nets.push(await place.kept())
    return { version: STATE_VERSION, budget: this.budget, start: this.start, rounds: this.rounds, nets }
  }

  async memory() {
    let bytes = 0
    for (const place of this.places) bytes += await place.memory()
    return { bytes }
  }

  close() {
    this.running?.abort()
    this.places.forEach((place) => place.close())
    this.runtime.close()
  }
}

/** See createArcLearner in learn.d.ts.
 * @param {ArcTask} task @param {Options & { state?: import('../learn.d.ts').ArcState | undefined }} options @param
 * {typeof import('../learn.d.ts').createLearner} [makes] the learner of a net
 * @returns {Promise<import('../learn.d.ts').ArcLearner>} */
export async function createArcLearner(task, { state, ...given }, makes) {
  const { cropped, sizeRule, fault } = planOf(task)
  if (!sizeRule) throw new HrmError('DATA_INVALID', fault)
  const { portfolio = PORTFOLIO, learner = {} } = given
  if (state && (state.version !== STATE_VERSION || state.nets.length !== portfolio.length))
    throw new HrmError('STATE_INVALID', 'The state is of other nets than these.')
  const { wasmUrl } = learner
  const runtime = await (hasPageWorkers() ? createWorkerRuntime : createRuntime)({
    variant: 'simd',
    // A folder has the modules of inference too.
    ...(typeof wasmUrl === 'string' || wasmUrl instanceof URL ? { wasmUrl } : {}),
    ...learner.inference,
  })
  try {
    const options = state
      ? { ...given, gflop: undefined, seconds: undefined, ...state.budget, start: state.start, rounds: state.rounds }
      : given
    const weights = await startOf(options.start, portfolio, runtime)
    const make = (/** @type {Member} */ member, /** @type {Budget} */ budget) =>
      new Net(cropped?.task ?? task, sizeRule, member, budget, weights, makes)
    const places = portfolio.map((member, i) => {
      const part = (/** @type {Budget} */ all) => partOf(all, member, portfolio)
      return new Place(member, { part, make, seeds: portfolio.length }, options, state?.nets[i])
    })
    return /** @type {any} */ (new ArcLearner(task, cropped, places, runtime, options))
  } catch (error) {
    runtime.close()
    throw error
  }
}

/** See learnArc in learn.d.ts.
 * @param {ArcTask} task @param {Options} options @param {typeof import('../learn.d.ts').createLearner} [makes] the
 * learner of a net */
export async function learnArc(task, { signal, onProgress, ...options }, makes) {
  throwIfAborted(signal)
  const learner = await createArcLearner(task, options, makes)
  try {
    await learner.run({ signal, onProgress })
    return await learner.answer({ signal })
  } finally {
    learner.close()
  }
}
