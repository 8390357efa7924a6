// A net learns one ARC task from its demonstrations alone, then answers the tests. Several nets, each started anew and
// each with a symmetry of its own, vote; where they agree, the answer is firm.
import { HrmError, throwIfAborted } from '../errors.js'
import { createRuntime, createWorkerRuntime } from '../index.js'
import { hasPageWorkers } from '../learn/client.js'
import { croppedOf, lackOf, saidOfParts } from './crop.js'
import { contradictionOf } from './examples.js'
import { sizeOf, sizeRuleOf } from './frame.js'
import { Net, isArcNet, isOfKind } from './net.js'
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
const STATE_VERSION = 2

/** See arcFaultOf in learn.d.ts. @type {typeof import('../learn.d.ts').arcFaultOf} */
export function arcFaultOf(task) {
  if (!task.train.length || !task.test.length) return 'A task needs an example with its output, and a grid to answer.'
  const pair = contradictionOf(task.train)
  if (pair)
    return `Examples ${pair[0] + 1} and ${pair[1] + 1} have the same input and different outputs: no rule does both.`
  if (sizeRuleOf(task) || croppedOf(task)) return undefined
  return lackOf(task) ?? 'No rule was found that says how large an output is: the examples differ.'
}

/** How the nets learn a task: of parts of its inputs, where its outputs are about those.
 * @param {ArcTask} task throws DATA_INVALID with what keeps it from being learnt */
function checked(task) {
  const fault = arcFaultOf(task)
  if (fault) throw new HrmError('DATA_INVALID', fault)
  const cropped = croppedOf(task)
  const sizeRule = cropped ? { kind: /** @type {const} */ ('same'), rule: sizeOf } : sizeRuleOf(task)
  return { cropped, sizeRule: /** @type {NonNullable<ReturnType<typeof sizeRuleOf>>} */ (sizeRule) }
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
  /** @param {ArcTask} task @param {ReturnType<typeof croppedOf>} cropped @param {Net[]} nets @param {import('../index.d.ts').Runtime} runtime @param {Options} options
   * @param {(Uint8Array | undefined)[]} states of the nets before */
  constructor(
    task,
    cropped,
    nets,
    runtime,
    { gflop, seconds, portfolio = PORTFOLIO, atOnce = 1, learner = {} },
    states,
  ) {
    this.task = task
    /** @private */
    this.cropped = cropped
    /** @private */
    this.drawn = /** @type {Budget} */ (gflop === undefined ? { seconds } : { gflop })
    this.budget = this.drawn
    /** @private */
    this.nets = nets
    /** @private */
    this.runtime = runtime
    /** @private */
    this.portfolio = portfolio
    /** @private */
    this.atOnce = atOnce
    /** @private */
    this.given = { ...learner, runtime }
    /** @private */
    this.states = states
    /** @private @type {AbortController | undefined} of the run that goes on */
    this.running = undefined
  }

  get gflop() {
    return this.nets.reduce((sum, one) => sum + one.gflop, 0)
  }

  /** @private @param {Net} net */
  shareOf(net) {
    return net.share(partOf(this.budget, net.member, this.portfolio))
  }

  get share() {
    const all = this.portfolio.reduce((sum, { share }) => sum + share, 0)
    return this.nets.reduce((sum, net) => sum + (net.member.share * this.shareOf(net)) / all, 0)
  }

  /** @private Learns a little on one net. @param {Net} net @param {AbortSignal} signal @param {Options['onProgress']} onProgress */
  async slice(net, signal, onProgress) {
    const i = this.nets.indexOf(net)
    if (!net.learner) {
      await net.begin(this.given, signal, this.states[i])
      this.states[i] = undefined
      // One that was at its end before.
      if (this.shareOf(net) >= 1) return
    }
    for await (const progress of net.learn(partOf(this.budget, net.member, this.portfolio), signal)) {
      onProgress?.({ ...progress, member: net.member })
      break
    }
  }

  /** @param {{ budget?: Budget, signal?: AbortSignal, onProgress?: Options['onProgress'] }} [options] */
  async run({ budget = this.budget, signal, onProgress } = {}) {
    if (this.running) throw new HrmError('ARGUMENT', 'The nets are learning already.')
    throwIfAborted(signal)
    this.budget = budget
    const running = (this.running = new AbortController())
    const cut = signal ? AbortSignal.any([signal, running.signal]) : running.signal
    /** @type {Set<Net>} */
    const busy = new Set()
    const work = async () => {
      for (;;) {
        // The one that lags most: so all nets can answer whenever that is asked.
        const [net] = this.nets
          .filter((one) => !busy.has(one) && !(one.learner && this.shareOf(one) >= 1))
          .sort((a, b) => this.shareOf(a) - this.shareOf(b))
        if (!net) return
        busy.add(net)
        try {
          await this.slice(net, cut, onProgress)
        } finally {
          busy.delete(net)
        }
      }
    }
    /** @type {unknown[]} */
    const faults = []
    const ended = Array.from({ length: Math.min(this.atOnce, this.nets.length) }, () =>
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

  /** @private */
  get begun() {
    return this.nets.filter(({ steps }) => steps > 0)
  }

  /** @param {{ signal?: AbortSignal }} [options] */
  async look({ signal } = {}) {
    const { train, test } = this.cropped?.task ?? this.task
    const inputs = [...train, ...test].map(({ input }) => input)
    /** @type {{ member: Member, fit: number, grids: number[][][] }[]} */
    const said = []
    for (const net of this.begun) said.push({ member: net.member, fit: net.fit, grids: await net.look(inputs, signal) })
    const pooled = inputs.map((_, i) =>
      pool(said.map(({ grids, ...one }) => ({ ...one, candidates: [{ grid: grids[i], share: 1 }] }))),
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
    for (const [i, net] of this.nets.entries())
      if (this.states[i] && !net.learner) await net.begin(this.given, signal, this.states[i])
    const nets = this.begun
    if (!nets.length) throw new HrmError('ARGUMENT', 'No net has begun to learn.')
    const all = nets.length * this.task.test.length * VOTES
    let done = 0
    /** @type {Learnt[]} */
    const learnt = []
    for (const net of nets) {
      if (this.shareOf(net) < 1) await net.measure(signal)
      learnt.push(await net.answer(signal, () => onVote?.({ done: ++done, all })))
    }
    const result = resultOf(this.task, learnt)
    return this.cropped ? saidOfParts(result, this.cropped) : result
  }

  /** @param {import('../learn.d.ts').ArcResult} result */
  async save(result) {
    const best = bestOf(result.learnt, result.answers)
    const net = this.nets.find(({ member }) => member === best)
    if (!net?.learner) throw new HrmError('ARGUMENT', 'The result is not of these nets.')
    if (net.frame.beside || this.cropped)
      throw new HrmError(
        'ARGUMENT',
        'A weights file does not say how large an output is, or of which part of the input: only nets whose outputs have the size of the input are saved.',
      )
    return net.learner.save()
  }

  async state() {
    const nets = []
    for (const [i, net] of this.nets.entries()) nets.push(net.learner ? await net.learner.state() : this.states[i])
    return { version: STATE_VERSION, drawn: this.drawn, budget: this.budget, nets }
  }

  async memory() {
    let bytes = 0
    for (const { learner } of this.nets) bytes += learner ? (await learner.memory()).bytes : 0
    return { bytes }
  }

  close() {
    this.running?.abort()
    this.nets.forEach((net) => net.close())
    this.runtime.close()
  }
}

/** See createArcLearner in learn.d.ts.
 * @param {ArcTask} task @param {Options & { state?: import('../learn.d.ts').ArcState | undefined }} options @param
 * {typeof import('../learn.d.ts').createLearner} [makes] the learner of a net
 * @returns {Promise<import('../learn.d.ts').ArcLearner>} */
export async function createArcLearner(task, { start, state, ...options }, makes) {
  const { cropped, sizeRule } = checked(task)
  const { portfolio = PORTFOLIO, learner = {} } = options
  if (state && (state.version !== STATE_VERSION || state.nets.length !== portfolio.length))
    throw new HrmError('STATE_INVALID', 'The state is of other nets than these.')
  const drawn = state?.drawn ?? options
  const { wasmUrl } = learner
  const runtime = await (hasPageWorkers() ? createWorkerRuntime : createRuntime)({
    variant: 'simd',
    // A folder has the modules of inference too.
    ...(typeof wasmUrl === 'string' || wasmUrl instanceof URL ? { wasmUrl } : {}),
    ...learner.inference,
  })
  try {
    const weights = await startOf(start, portfolio, runtime)
    const nets = portfolio.map(
      (one) => new Net(cropped?.task ?? task, sizeRule, one, partOf(drawn, one, portfolio), weights, makes),
    )
    const made = new ArcLearner(task, cropped, nets, runtime, { ...options, ...drawn }, [...(state?.nets ?? [])])
    if (state) made.budget = state.budget
    return /** @type {any} */ (made)
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
