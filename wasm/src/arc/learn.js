// A net learns one ARC task from its demonstrations alone, then answers the tests. Several nets, each started anew and
// each with a symmetry of its own, vote; where they agree, the answer is firm.
import { createLearner } from '../learn/client.js'
import { HrmError } from '../errors.js'
import { random } from '../random.js'
import { VIEWS, colourings, examplesOf } from './examples.js'
import { Frame, sizeRuleOf } from './frame.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../learn.d.ts').ArcMember} Member */
/** @typedef {import('../learn.d.ts').ArcCandidate} Candidate */
/** @typedef {import('../learn.d.ts').ArcLearnt} Learnt */
/** @typedef {import('../learn.d.ts').ArcLearnOptions} Options */

/** The nets, and how the budget is shared out. */
export const PORTFOLIO = /** @type {readonly Member[]} */ ([
  { name: 'as drawn', views: false, absolute: false, allColours: false, share: 0.25, seed: 1 },
  { name: 'absolute', views: false, absolute: true, allColours: false, share: 0.25, seed: 2 },
  { name: 'eight views', views: true, absolute: false, allColours: false, share: 0.5, seed: 3 },
])

const HIDDEN = 96
const INNER = 192
const H_CYCLES = 2
const L_CYCLES = 2
const SLOTS = 8
/** Segments of a puzzle in training, and of an answer. */
const TRAINED = 2
const SEGMENTS = 4
const VOTES = 16
/** Examples drawn for a net: as many as it will see, up to so many. */
const MOST_EXAMPLES = 4096
/** A net of eight views this sure of itself, whose demonstrations are fitted, is right nine times in ten, as are three
 * nets that agree (model_weights/LOG.md). */
const SURE = 0.9
const AGREE = 3
/** Below this share of fitted examples nothing was found. */
const FITTED = 0.5

/** Operations of a training segment of so many tokens: hrm_learn_flops of core/learn/hrm_learn.h, one layer a level,
 * with the gradient of the last H cycle.
 * @param {number} tokens */
function flopsOf(tokens) {
  const block = 2 * tokens * (4 * HIDDEN ** 2 + 3 * HIDDEN * INNER + 2 * tokens * HIDDEN)
  return block * ((H_CYCLES - 1) * (L_CYCLES + 1) + 3 * (L_CYCLES + 1))
}

/** @param {import('../learn.d.ts').Examples} examples @param {number} prefix */
function meanFlops({ inputs, seq_len }, prefix) {
  const count = inputs.length / seq_len
  let sum = 0
  for (let i = 0; i < count; i++)
    sum += flopsOf(
      prefix + inputs.subarray(i * seq_len, (i + 1) * seq_len).reduce((n, token) => n + Number(token > 0), 0),
    )
  return sum / count
}

/** The votes of one net on the tests.
 * @param {import('../index.d.ts').Model} model @param {ArcTask} task @param {Frame} frame @param {Member} member @param
 * {AbortSignal | undefined} signal @returns {Promise<Candidate[][]>} */
async function vote(model, task, frame, member, signal) {
  const colours = colourings(task, member, random(member.seed + 77))
  const answers = []
  for (const { input } of task.test) {
    const votes = new Map()
    for (let v = 0; v < VOTES; v++) {
      const view = member.views ? v % VIEWS : 0
      const colouring = v < (member.views ? VIEWS : 1) ? colours.identity : colours.draw()
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
      const grid = frame.read(input, /** @type {Float32Array} */ (logits), view, colouring)
      const key = JSON.stringify(grid)
      votes.set(key, (votes.get(key) ?? 0) + 1 + (v ? 0 : 0.5))
    }
    answers.push(ranked(votes))
  }
  return answers
}

/** @param {Map<string, number>} votes by grid @returns {Candidate[]} most voted first */
function ranked(votes) {
  const all = [...votes.values()].reduce((sum, one) => sum + one, 0)
  return [...votes].sort(([, a], [, b]) => b - a).map(([key, count]) => ({ grid: JSON.parse(key), share: count / all }))
}

/** One net learns the task and votes.
 * @param {ArcTask} task @param {NonNullable<ReturnType<typeof sizeRuleOf>>} sizeRule @param {Member} member
 * @param {Options} options gflop: of this net @returns {Promise<Learnt>} */
async function learnOne(task, sizeRule, member, { gflop, signal, learner: given = {}, onProgress }) {
  const frame = new Frame(task, sizeRule, member.views)
  const next = random(member.seed * 31 + 5)
  const prefix = member.views ? 1 : 0
  const few = examplesOf(task, frame, member, 64, random(member.seed))
  const flops = meanFlops(few, prefix)
  const steps = Math.max(TRAINED, Math.round((gflop * 1e9) / (SLOTS * flops)))
  const count = Math.min(MOST_EXAMPLES, Math.ceil((SLOTS * steps) / TRAINED))
  const learner = await createLearner({
    ...given,
    examples: examplesOf(task, frame, member, count, next),
    signal,
    config: /** @type {any} */ ({
      hidden_size: HIDDEN,
      num_heads: HIDDEN / 16,
      inner_size: INNER,
      H_layers: 1,
      L_layers: 1,
      H_cycles: H_CYCLES,
      L_cycles: L_CYCLES,
      halt_max_steps: TRAINED,
      puzzle_emb_len: prefix,
      pos_encodings: member.absolute ? 'relative and absolute' : 'relative',
      rules: 8,
    }),
    settings: {
      slots: SLOTS,
      microbatch: SLOTS,
      optimizer: 'adamw',
      lr: 2e-3,
      warmup: 20,
      lr_min: 0.05,
      weight_decay: 0.1,
      beta2: 0.98,
      ema: 0.98,
      clip: 0,
      explore: 0,
      seed: member.seed,
    },
  })
  try {
    let fit = 0
    for await (const progress of learner.run({ steps, signal })) {
      fit = progress.exact ?? fit
      onProgress?.({ ...progress, member })
    }
    const model = await learner.model()
    try {
      const candidates = await vote(model, task, frame, member, signal)
      return { member, fit, gflop: (steps * SLOTS * flops) / 1e9, steps, candidates }
    } finally {
      model.close()
    }
  } finally {
    learner.close()
  }
}

/** All nets' votes on one test, pooled: each counts as it fits the demonstrations, one of eight views half as much
 * again.
 * @param {readonly Learnt[]} learnt @param {number} test */
function pool(learnt, test) {
  const votes = new Map()
  for (const { member, fit, candidates } of learnt)
    for (const { grid, share } of candidates[test]) {
      const key = JSON.stringify(grid)
      votes.set(key, (votes.get(key) ?? 0) + share * (fit + 1e-3) * (member.views ? 1.5 : 1))
    }
  return ranked(votes).slice(0, 2)
}

/** How sure the nets are of the pooled answers, by a fixed rule.
 * @param {readonly Learnt[]} learnt @param {Candidate[][]} answers */
function confidenceOf(learnt, answers) {
  const first = answers.map(([{ grid }]) => JSON.stringify(grid))
  /** @param {Learnt} one */
  const gives = ({ candidates }) => candidates.every(([{ grid }], test) => JSON.stringify(grid) === first[test])
  const agreeing = learnt.filter((one) => gives(one) && one.fit >= FITTED)
  const sure = agreeing.some(
    ({ member, fit, candidates }) => member.views && fit >= SURE && candidates.every(([{ share }]) => share >= SURE),
  )
  if (agreeing.length >= AGREE)
    return { confidence: /** @type {const} */ ('firm'), why: `${agreeing.length} nets give the same answer.` }
  if (sure) return { confidence: /** @type {const} */ ('firm'), why: 'One net gives the same answer in eight views.' }
  const best = Math.max(...learnt.map(({ fit }) => fit))
  if (best < FITTED)
    return { confidence: /** @type {const} */ ('not found'), why: 'No net makes of the examples what is drawn there.' }
  return {
    confidence: /** @type {const} */ ('guess'),
    why: `${agreeing.length} of ${learnt.length} nets give this answer.`,
  }
}

/** See learnArc in learn.d.ts. @type {typeof import('../learn.d.ts').learnArc} */
export async function learnArc(task, { gflop, portfolio = PORTFOLIO, atOnce = 1, ...options }) {
  if (!task.train.length || !task.test.length)
    throw new HrmError('DATA_INVALID', 'A task needs an example with its output, and a grid to answer.')
  const sizeRule = sizeRuleOf(task)
  if (!sizeRule)
    throw new HrmError('DATA_INVALID', 'No rule was found that says how large an output is: the examples differ.')
  const all = portfolio.reduce((sum, { share }) => sum + share, 0)
  /** @type {Learnt[]} */
  const learnt = []
  const waiting = [...portfolio.keys()]
  const work = async () => {
    for (let i = waiting.shift(); i !== undefined; i = waiting.shift())
      learnt[i] = await learnOne(task, sizeRule, portfolio[i], {
        ...options,
        gflop: (gflop * portfolio[i].share) / all,
      })
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const answers = task.test.map((_, test) => pool(learnt, test))
  return {
    answers,
    ...confidenceOf(learnt, answers),
    gflop: learnt.reduce((sum, one) => sum + one.gflop, 0),
    learnt,
  }
}
