// What nets say of a task's tests, counted: the votes of one net, those of all pooled, and how sure that is.
import { yieldToEvents } from '../model.js'
import { random } from '../random.js'
import { colourings } from './examples.js'
import { invariantsOf } from './invariants.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../tasks/arc.d.ts').Colours} Colours */
/** @typedef {import('../learn.d.ts').ArcMember} Member */
/** @typedef {import('../learn.d.ts').ArcCandidate} Candidate */
/** @typedef {import('../learn.d.ts').ArcLearnt} Learnt */
/** @typedef {import('./frame.js').Frame} Frame */
/** @typedef {{ model: import('../index.d.ts').Model, frame: Frame, member: Member, signal?: AbortSignal | undefined }}
 * Asked a net that is asked */

/** Segments of an answer. */
const SEGMENTS = 4
export const VOTES = 16
/** Of a vote so much is left for each thing that all demonstrations have in common and it has not. */
const LEFT = 0.1
/** Candidates of a net and test that are kept. */
const KEPT = 32
/** So many nets that agree are right nine times in ten, where their answer has all that the demonstrations have in common
 * (model_weights/arc-figures.json). */
const AGREE = 2
/** Of more than two, so many of those that fit their demonstrations. */
const MAJORITY = 2 / 3
/** Below this share of fitted examples nothing was found. */
export const FITTED = 0.5

/** What a net makes of one grid, turned and recoloured, likeliest first.
 * @param {Asked} asked @param {Colours} input @param {number} view @param {number[]} colouring */
export async function ask({ model, frame, member, signal }, input, view, colouring) {
  const inputs = new Uint16Array(frame.cells)
  frame.write(input, undefined, view, colouring, inputs)
  let logits
  for await (const step of model.solve(inputs, {
    maxSegments: SEGMENTS,
    logits: true,
    puzzleIdentifier: member.views ? view : 0,
    signal,
  }))
    logits = step.logits
  return frame.read(input, /** @type {Float32Array} */ (logits), view, colouring)
}

/** The votes of one net on the tests.
 * @param {Asked} asked @param {ArcTask} task @param {() => void} [onVote] @returns {Promise<Candidate[][]>} */
export async function vote(asked, task, onVote) {
  const { member } = asked
  const { views } = asked.frame
  const colours = colourings(task, member, random(member.seed + 77))
  const brokenBy = invariantsOf(task)
  const answers = []
  for (const { input } of task.test) {
    const votes = new Votes()
    for (let v = 0; v < VOTES; v++) {
      const view = views[v % views.length]
      const colouring = v < views.length ? colours.identity : colours.draw()
      votes.add(await ask(asked, input, view, colouring), v ? 1 : 1.5)
      onVote?.()
    }
    const heard = votes.ranked().slice(0, KEPT)
    for (const one of heard) {
      one.broken = brokenBy(input, one.grid)
      await yieldToEvents()
    }
    answers.push(byWorth(heard))
  }
  return answers
}

/** What a candidate's votes are worth, by products alone: no power has the same bits in every engine.
 * @param {Candidate} candidate */
function worthOf({ share, broken = 0 }) {
  let worth = share
  for (let i = 0; i < broken; i++) worth *= LEFT
  return worth
}

/** @param {readonly Candidate[]} candidates @returns {Candidate[]} those that are worth most first */
const byWorth = (candidates) => [...candidates].sort((a, b) => worthOf(b) - worthOf(a))

/** Grids and the votes for them. */
export class Votes {
  constructor() {
    /** @private @type {Map<string, Candidate>} share: votes */
    this.counted = new Map()
  }

  /** @param {readonly { grid: Colours, share: number, broken?: number }[]} candidates @param {number} weight */
  add(candidates, weight) {
    for (const { grid, share, broken } of candidates) {
      const key = JSON.stringify(grid)
      const one = this.counted.get(key) ?? { grid: JSON.parse(key), share: 0, broken }
      one.share += share * weight
      this.counted.set(key, one)
    }
  }

  /** @returns {Candidate[]} those that are worth most first */
  ranked() {
    const all = [...this.counted.values()]
    const votes = all.reduce((sum, { share }) => sum + share, 0)
    return byWorth(all).map((one) => ({ ...one, share: one.share / votes }))
  }
}

/** Candidates of several nets, pooled: each counts as it fits the demonstrations, one of eight views half as much again.
 * @param {readonly { member: Member, fit: number, candidates: readonly Candidate[] }[]} said */
export function pool(said) {
  const votes = new Votes()
  for (const { member, fit, candidates } of said) votes.add(candidates, (fit + 1e-3) * (member.views ? 1.5 : 1))
  return votes.ranked()
}

/** Those of the nets whose own first answers are these. @param {readonly Learnt[]} learnt @param {Candidate[][]} answers */
function giving(learnt, answers) {
  const first = answers.map(([{ grid }]) => JSON.stringify(grid))
  return learnt.filter(({ candidates }) => candidates.every(([{ grid }], test) => JSON.stringify(grid) === first[test]))
}

/** How sure the nets are of the pooled answers, by a fixed rule.
 * @param {readonly Learnt[]} learnt @param {Candidate[][]} answers */
function confidenceOf(learnt, answers) {
  const fitted = learnt.filter(({ fit }) => fit >= FITTED)
  const agreeing = giving(fitted, answers)
  const needed = Math.max(AGREE, Math.ceil(learnt.length / 2), Math.ceil(MAJORITY * fitted.length))
  if (agreeing.length >= needed && answers.every(([{ broken }]) => !broken))
    return { confidence: /** @type {const} */ ('firm'), why: `${agreeing.length} nets give the same answer.` }
  const best = Math.max(...learnt.map(({ fit }) => fit))
  if (best < FITTED)
    return { confidence: /** @type {const} */ ('not found'), why: 'No net makes of the examples what is drawn there.' }
  return {
    confidence: /** @type {const} */ ('guess'),
    why: `${agreeing.length} of ${learnt.length} nets give this answer.`,
  }
}

/** What came of nets that learnt and voted.
 * @param {ArcTask} task @param {readonly Learnt[]} learnt @returns {import('../learn.d.ts').ArcResult} */
export function resultOf(task, learnt) {
  const answers = task.test.map((_, test) =>
    pool(learnt.map(({ candidates, ...one }) => ({ ...one, candidates: candidates[test] }))).slice(0, 2),
  )
  return {
    answers,
    ...confidenceOf(learnt, answers),
    gflop: learnt.reduce((sum, one) => sum + one.gflop, 0),
    learnt: [...learnt],
  }
}

/** The net to keep of those that voted: of the ones that give the answer, the one that fits the demonstrations best, of
 * equals one of eight views.
 * @param {readonly Learnt[]} learnt @param {Candidate[][]} answers */
export function bestOf(learnt, answers) {
  const agreeing = giving(learnt, answers)
  const worth = (/** @type {Learnt} */ { fit, member }) => 2 * fit + Number(member.views)
  return [...(agreeing.length ? agreeing : learnt)].sort((a, b) => worth(b) - worth(a))[0].member
}
