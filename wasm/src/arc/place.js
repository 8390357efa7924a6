// A place of the portfolio, which nets take one after another. One that fits its demonstrations gains nothing by more
// time, and another that starts anew sees what it did not (model_weights/LOG.md): so it votes and makes room. One that
// does not fit them yet goes on.
import { Net } from './net.js'
import { FITTED } from './votes.js'

/** @typedef {import('../learn.d.ts').ArcMember} Member */
/** @typedef {import('../learn.d.ts').ArcLearnt} Learnt */
/** @typedef {import('../learn.d.ts').ArcBudget} Budget */
/** @typedef {import('../learn.d.ts').ArcPlace} Kept */

/** GFLOP of a whole portfolio's budget that one net of each place is worth. */
const STAGE = 300
/** Nets of a place at the most: beyond that they learn longer. */
const MOST_NETS = 6

/** What it costs to be one of several that share a budget, and how a net is made.
 * @typedef {{ part: (budget: Budget) => Budget, seeds: number, make: (member: Member, budget: Budget) => Net }} Shared
 * part: of the budget of all; seeds: from one net of a place to the next */

export class Place {
  /** @param {Member} member @param {Shared} shared @param {Budget} budget of all places @param {Kept} [kept] */
  constructor(member, shared, budget, kept) {
    this.member = member
    /** @private */
    this.shared = shared
    /** Those that have made room. */
    this.voted = [...(kept?.voted ?? [])]
    /** @private Stages that the net at work has had and not left with. */
    this.went = kept?.went ?? 0
    /** @private */
    this.drawn = kept?.drawn ?? this.aim(budget).budget
    /** @private @type {Uint8Array | undefined} of the net at work, to begin with */
    this.state = kept?.net
    this.net = this.made()
  }

  /** @private A net is drawn for what it is to learn at first. */
  made() {
    const { member, shared, voted, drawn } = this
    const seed = member.seed + voted.length * shared.seeds
    return shared.make(voted.length ? { ...member, seed } : member, drawn)
  }

  /** What the net at work learns towards, and is it the end? Seconds are not shared out: how many nets they are worth is
   * another number each time.
   * @param {Budget} all of all places @returns {{ budget: Budget, isLast: boolean }} */
  aim(all) {
    const part = this.shared.part(all)
    if (part.gflop === undefined) return { budget: part, isLast: true }
    const stages = Math.min(MOST_NETS, Math.max(1, Math.round(Number(all.gflop) / STAGE)))
    const rest = part.gflop - this.voted.reduce((sum, { learnt }) => sum + learnt.gflop, 0)
    const left = Math.max(1, stages - this.voted.reduce((sum, { stages }) => sum + stages, 0))
    const had = Math.min(left, this.went + 1)
    return { budget: { gflop: (rest * had) / left }, isLast: had === left }
  }

  /** Of its part of the budget, 0 to 1. @param {Budget} all */
  share(all) {
    const { budget, isLast } = this.aim(all)
    const share = this.net.share(budget)
    const { gflop } = this.shared.part(all)
    return isLast && share >= 1 ? 1 : gflop === undefined ? share : Math.min(this.gflop / gflop, 1 - 1e-6)
  }

  get gflop() {
    return this.voted.reduce((sum, { learnt }) => sum + learnt.gflop, this.net.gflop)
  }

  /** @param {Parameters<Net['begin']>[0]} given @param {AbortSignal} [signal] */
  async begin(given, signal) {
    if (this.net.learner) return
    await this.net.begin(given, signal, this.state)
    this.state = undefined
  }

  /** Has its net something to say, or had another? */
  get begun() {
    return this.net.steps > 0
  }

  /** Learns a little. What the net at work has been asked to learn, it may have learnt before.
   * @param {Parameters<Net['begin']>[0]} given @param {Budget} all @param {(progress: any) => void} onProgress @param
   * {readonly import('../tasks/arc.d.ts').Colours[]} inputs to look at @param {AbortSignal} signal */
  async slice(given, all, onProgress, inputs, signal) {
    await this.begin(given, signal)
    const { budget, isLast } = this.aim(all)
    if (this.net.share(budget) < 1)
      for await (const progress of this.net.learn(budget, signal)) {
        onProgress(progress)
        break
      }
    if (isLast || this.net.share(budget) < 1) return
    if (this.net.fit < FITTED) this.went++
    else await this.makeRoom(all, inputs, signal)
  }

  /** @private @param {Budget} all @param {readonly import('../tasks/arc.d.ts').Colours[]} inputs @param {AbortSignal}
   * signal */
  async makeRoom(all, inputs, signal) {
    const { net } = this
    const learnt = await net.answer(signal)
    const grids = await net.look(inputs, signal)
    const file = await net.save()
    this.voted.push({ learnt, grids, file, stages: this.went + 1 })
    this.went = 0
    this.drawn = this.aim(all).budget
    this.net = this.made()
    net.close()
  }

  /** @private What is asked of the net at work at any time, or of the next where it makes room meanwhile.
   * @template T @param {(net: Net) => Promise<T>} ask @returns {Promise<T>} */
  async ofNet(ask) {
    const { net } = this
    try {
      return await ask(net)
    } catch (error) {
      if (net === this.net) throw error
      return this.ofNet(ask)
    }
  }

  /** What its nets made of grids, when they made room and now. One that has just begun says nothing beside others.
   * @param {readonly import('../tasks/arc.d.ts').Colours[]} inputs @param {AbortSignal} [signal] */
  look(inputs, signal) {
    return this.ofNet(async (net) => {
      const said = this.voted.map(({ learnt: { member, fit }, grids }) => ({ member, fit, grids }))
      if (this.begun && (!said.length || net.fit >= FITTED))
        said.push({ member: net.member, fit: net.fit, grids: await net.look(inputs, signal) })
      return said
    })
  }

  /** The votes of all its nets. @param {Budget} all @param {AbortSignal | undefined} signal @param {() => void} onVote */
  async answer(all, signal, onVote) {
    const learnt = this.voted.map((one) => one.learnt)
    if (this.begun) {
      if (this.net.share(this.aim(all).budget) < 1) await this.net.measure(signal)
      learnt.push(await this.net.answer(signal, onVote))
    }
    return learnt
  }

  /** The weights file of one of its nets; undefined: it is none of them. @param {Member} member */
  async save(member) {
    return this.net.member === member && this.net.learner
      ? this.net.save()
      : this.voted.find(({ learnt }) => learnt.member === member)?.file
  }

  /** To go on from. @returns {Promise<Kept>} */
  kept() {
    return this.ofNet(async ({ learner }) => {
      const { voted, went, drawn, state } = this
      return { voted: [...voted], went, drawn, net: learner ? await learner.state() : state }
    })
  }

  /** Bytes of its net's memory. @returns {Promise<number>} */
  memory() {
    return this.ofNet(async ({ learner }) => (learner ? (await learner.memory()).bytes : 0))
  }

  get hasState() {
    return this.state !== undefined
  }

  close() {
    this.net.close()
  }
}
