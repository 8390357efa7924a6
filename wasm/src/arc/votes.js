// What nets say of a task's tests, counted: the votes of one net, those of all pooled, and how sure that is.
import { random } from '../random.js'
import { colourings } from './examples.js'

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
/** A net this sure of itself, whose demonstrations are fitted, is right nine times in ten, as are three nets that agree
 * (model_weights/arc-figures.json). In two views, which is all that a line has, it is not. */
const SURE = 0.9
const SURE_VIEWS = 4
const AGREE = 3
/** Of more than three, so many of those that fit their demonstrations. */
const MAJORITY = 2 / 3
/** Below this share of fitted examples nothing was found. */
export const FITTED = 0.5

/** What a net makes of one grid, turned and recoloured.
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
  const answers = []
  for (const { input } of task.test) {
    const votes = new Map()
    for (let v = 0; v < VOTES; v++) {
      const view = views[v % views.length]
      const colouring = v < views.length ? colours.identity : colours.draw()
      const key = JSON.stringify(await ask(asked, input, view, colouring))
      votes.set(key, (votes.get(key) ?? 0) + 1 + (v ? 0 : 0.5))
      onVote?.()
    }
    answers.push(ranked(votes))
  }
  return answers
}

/** @param {Map<string, number>} votes by grid @returns {Candidate[]} most voted first */
export function ranked(votes) {
  const all = [...votes.values()].reduce((sum, one) => sum + one, 0)
  return [...votes].sort(([, a], [, b]) => b - a).map(([key, count]) => ({ grid: JSON.parse(key), share: count / all }))
}

/** Candidates of several nets, pooled: each counts as it fits the demonstrations, one of eight views half as much again.
 * @param {readonly { member: Member, fit: number, candidates: readonly Candidate[] }[]} said */
export function pool(said) {
  const votes = new Map()
  for (const { member, fit, candidates } of said)
    for (const { grid, share } of candidates) {
      const key = JSON.stringify(grid)
      votes.set(key, (votes.get(key) ?? 0) + share * (fit + 1e-3) * (member.views ? 1.5 : 1))
    }
  return ranked(votes)
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
  const sure =
    fitted.length <= AGREE &&
    agreeing.some(
      ({ viewCount, fit, candidates }) =>
        viewCount >= SURE_VIEWS && fit >= SURE && candidates.every(([{ share }]) => share >= SURE),
    )
  if (agreeing.length >= needed)
    return { confidence: /** @type {const} */ ('firm'), why: `${agreeing.length} nets give the same answer.` }
  if (sure) return { confidence: /** @type {const} */ ('firm'), why: 'One net gives the same answer in all its views.' }
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
