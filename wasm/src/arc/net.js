// One net of those that learn an ARC task: its frame, its examples, its learner, and what it costs.
import { HrmError } from '../errors.js'
import { RULE, prefixOf } from '../layout.js'
import { createLearner } from '../learn/client.js'
import { yieldToEvents } from '../model.js'
import { random } from '../random.js'
import { AS_DRAWN, drawing, examplesOf } from './examples.js'
import { Frame, VOCAB_SIZE } from './frame.js'
import { ask, vote } from './votes.js'

/** @typedef {import('../tasks/arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('../learn.d.ts').ArcMember} Member */
/** @typedef {import('../learn.d.ts').ArcLearnt} Learnt */
/** @typedef {import('../learn.d.ts').Learner} Learner */
/** @typedef {import('../index.d.ts').ModelInfo['config']} Config */
/** @typedef {NonNullable<ReturnType<typeof import('./frame.js').sizeRuleOf>>} SizeRule */
/** @typedef {{ file: Uint8Array, config: Config }} Start weights to begin with */
/** @typedef {{ gflop?: number | undefined, seconds?: number | undefined }} Budget of one net */

/** Of every net. A narrow one: of so few operations that makes the most steps, and steps are what nets lack
 * (model_weights/LOG.md). */
const SIZES = { hidden_size: 64, inner_size: 128, H_layers: 1, L_layers: 1, H_cycles: 2, L_cycles: 2 }
/** Examples a step: as many as have so many cells, between one and the most. Large grids want steps, not examples. */
const CELLS_A_STEP = 100
const MOST_SLOTS = 8
/** Cells worked on at a time: what is kept for the way back grows with them, and is never more than some 100 MB. */
const CELLS_AT_ONCE = 800
/** Segments of a puzzle in training. */
const TRAINED = 2
/** Examples drawn for a net: as many as it will see, up to so many. */
const MOST_EXAMPLES = 4096
/** Examples drawn between two looks at what else there is to do. */
const PART = 64

/** What a member begins with. @param {Member} member */
export const configOf = ({ views, absolute }) => ({
  ...SIZES,
  num_heads: SIZES.hidden_size / 16,
  halt_max_steps: TRAINED,
  puzzle_emb_len: views ? 1 : 0,
  pos_encodings: absolute ? 'relative and absolute' : 'relative',
  // How a grid lies is told to each of its cells.
  rules: RULE.noCell0 | (views ? RULE.puzzleAdded : 0),
})

/** Operations of a training segment of so many tokens: hrm_learn_flops of core/learn/hrm_learn.h, with the gradient of
 * the last H cycle.
 * @param {typeof SIZES} sizes @param {number} tokens */
function flopsOf({ hidden_size, inner_size, H_layers, L_layers, H_cycles, L_cycles }, tokens) {
  const block = 2 * tokens * (4 * hidden_size ** 2 + 3 * hidden_size * inner_size + 2 * tokens * hidden_size)
  const blocks = L_cycles * L_layers + H_layers
  return block * ((H_cycles - 1) * blocks + 3 * blocks)
}

/** Cells of an example. @param {import('../learn.d.ts').Examples} examples */
const cellsOf = ({ inputs, seq_len }) =>
  Array.from({ length: inputs.length / seq_len }, (_, i) =>
    inputs.subarray(i * seq_len, (i + 1) * seq_len).reduce((n, token) => n + Number(token > 0), 0),
  )

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length

/** Is this the configuration of a net that learns ARC tasks?
 * @param {Config} config @param {import('../index.d.ts').ModelInfo['task']} task */
export const isArcNet = ({ rules, vocab_size, pos_encodings }, task) =>
  task === 'arc' && (rules & RULE.noCell0) !== 0 && vocab_size === VOCAB_SIZE && pos_encodings.startsWith('relative')

/** Would this member have these weights? @param {Member} member @param {Config} config */
export const isOfKind = ({ views, absolute }, { puzzle_emb_len, pos_encodings }) =>
  views === puzzle_emb_len > 0 && absolute === (pos_encodings === 'relative and absolute')

export class Net {
  /** @param {ArcTask} task @param {SizeRule} sizeRule @param {Member} member @param {Budget} budget of this net; the
   * examples are drawn for it @param {Start} [start] @param {typeof createLearner} [makes] the learner */
  constructor(task, sizeRule, member, budget, start, makes = createLearner) {
    this.task = task
    /** @private */
    this.makes = makes
    this.member = member
    this.start = start && isOfKind(member, start.config) ? start : undefined
    const within = this.start && { rows: this.start.config.grid_rows, columns: this.start.config.grid_cols }
    this.frame = new Frame(task, sizeRule, member.views, within)
    const few = cellsOf(examplesOf(task, this.frame, member, 64, random(member.seed)))
    this.slots = Math.max(1, Math.min(MOST_SLOTS, Math.round(CELLS_A_STEP / mean(few))))
    const config = this.start?.config ?? configOf(member)
    this.flops = mean(few.map((cells) => flopsOf(config, prefixOf(config) + cells)))
    const steps = this.stepsOf(budget)
    this.count = steps ? Math.min(MOST_EXAMPLES, Math.ceil((this.slots * steps) / TRAINED)) : MOST_EXAMPLES
    this.fit = 0
    /** @type {Learner | undefined} */
    this.learner = undefined
  }

  /** Optimizer steps of a budget of operations. @param {Budget} budget */
  stepsOf({ gflop }) {
    return gflop === undefined ? undefined : Math.max(TRAINED, Math.round((gflop * 1e9) / (this.slots * this.flops)))
  }

  get steps() {
    return this.learner?.steps ?? 0
  }

  get gflop() {
    return (this.steps * this.slots * this.flops) / 1e9
  }

  /** @param {Partial<import('../learn.d.ts').LearnerOptions>} given @param {AbortSignal | undefined} signal @param
   * {Uint8Array} [state] of the same net before */
  async begin(given, signal, state) {
    const { task, member, frame, count } = this
    const { examples, draw } = drawing(task, frame, member, count, random(member.seed * 31 + 5))
    for (let i = 0; i < count; i++) {
      if (i % PART === PART - 1) await yieldToEvents()
      draw(i)
    }
    this.learner = await this.makes({
      // The same task, seed and budget: the same answer in every engine.
      variant: 'simd',
      inference: { ...given.inference, variant: 'simd' },
      ...given,
      examples,
      signal,
      ...(state ? { state } : this.beginning()),
    })
    if (state) await this.measure(signal)
  }

  /** @private @returns {any} */
  beginning() {
    const { member, start, slots } = this
    return {
      ...(start ? { model: start.file } : { config: configOf(member) }),
      settings: {
        slots,
        microbatch: Math.max(1, Math.min(slots, Math.floor(CELLS_AT_ONCE / this.frame.cells))),
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
    }
  }

  /** @private */
  get begun() {
    if (!this.learner) throw new HrmError('ARGUMENT', 'The net has not begun to learn.')
    return this.learner
  }

  /** Learns towards the end of a budget, progress by progress.
   * @param {Budget} budget @param {AbortSignal | undefined} signal */
  async *learn(budget, signal) {
    const steps = this.stepsOf(budget)
    for await (const progress of this.begun.run({ steps, seconds: budget.seconds, signal })) {
      this.fit = progress.exact ?? this.fit
      yield progress
    }
  }

  /** How far it is with a budget, 0 to 1. @param {Budget} budget */
  share(budget) {
    const { steps = 0, seconds = 0 } = this.learner ?? {}
    const share = budget.seconds ? seconds / budget.seconds : steps / (this.stepsOf(budget) ?? 1)
    return Math.min(1, share)
  }

  /** The share of demonstrations that it answers exactly as it is now, a step that was begun ended.
   * @param {AbortSignal | undefined} signal */
  async measure(signal) {
    for await (const { exact } of this.begun.run({ steps: Math.max(1, this.steps), signal }))
      this.fit = exact ?? this.fit
  }

  /** @template T @param {(asked: import('./votes.js').Asked) => Promise<T>} use @param {AbortSignal | undefined} signal */
  async asked(use, signal) {
    const { frame, member } = this
    const model = await this.begun.model()
    try {
      return await use({ model, frame, member, signal })
    } finally {
      model.close()
    }
  }

  /** What it makes of grids as they are drawn, as it is now.
   * @param {readonly import('../tasks/arc.d.ts').Colours[]} inputs @param {AbortSignal | undefined} signal */
  look(inputs, signal) {
    return this.asked(async (asked) => {
      const grids = []
      for (const input of inputs) grids.push((await ask(asked, input, 0, AS_DRAWN))[0].grid)
      return grids
    }, signal)
  }

  /** @param {AbortSignal | undefined} signal @param {() => void} [onVote] @returns {Promise<Learnt>} */
  async answer(signal, onVote) {
    const candidates = await this.asked((asked) => vote(asked, this.task, onVote), signal)
    const { member, fit, gflop, steps } = this
    return { member, fit, gflop, steps, candidates }
  }

  /** @returns {Promise<Uint8Array>} a weights file */
  save() {
    return this.begun.save()
  }

  close() {
    this.learner?.close()
  }
}
