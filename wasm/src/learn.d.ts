/** `hrm-wasm/learn`: a net learns a task from examples, in a worker, in a page as in Node. Nothing else of the package
 * loads this entry or the WebAssembly that it runs (`hrm-learn-*.wasm`).
 *
 *   const learner = await createLearner({ examples: readPairs([{ question: '1./..', answer: '12/21' }]) })
 *   for await (const { step, loss, exact } of learner.run({ seconds: 10, signal })) console.log(step, loss, exact)
 *   const model = await learner.model()                     // a Model as createRuntime gives it
 *   const file = await learner.save({ dtype: 'q8' })         // a weights file
 *   learner.close()
 */
import type { Bytes, ErrorCode, Model, ModelInfo, ModelSource, Runtime, RuntimeOptions, Variant } from './index.js'

export { HrmError } from './index.js'
export type { ErrorCode }

/**
 * Pairs of token grids, in the form of the official data sets (dataset/common.py): each example is of a puzzle, which
 * has an identifier; each puzzle is of a group. A draw takes each group equally often, then a puzzle of it, then all
 * examples of that puzzle, as the official loader does.
 */
export interface Examples {
  /** The task whose rules the answers satisfy, or whose sizes these are. */
  task: ModelInfo['task']
  seq_len: number // cells, 1 .. 16384
  vocab_size: number // 2 .. 4096; token 0 is padding
  /** 0 where the cells are no grid. */
  grid_rows: number
  grid_cols: number
  /** Puzzle identifiers there are, the blank one (0) included. */
  num_puzzle_identifiers: number
  inputs: Uint16Array // [count][seq_len]
  labels: Int16Array // [count][seq_len]; -100: nothing is asked of the cell
  puzzle_identifiers: Uint32Array // [puzzles]
  puzzle_indices: Uint32Array // [puzzles + 1] a puzzle's examples are those from its own index to the next
  group_indices: Uint32Array // [groups + 1] likewise its puzzles
  /** Of examples that were text: token t is character t - 1. */
  alphabet?: string
}

/** A NumPy array of whole numbers. */
export interface Npy {
  shape: number[]
  values: Uint8Array | Float64Array
}

/** A question and its answer: rows by line breaks or "/", or one line. */
export interface Pair {
  question: string
  answer: string
  /** Of the file, for messages. */
  line?: number
}

export interface PairsOptions {
  /** What tokens 1, 2, ... are. Default: all characters of the pairs in the order of their code points; where
   * they are a task's own (`sign` of Task) its order.
   */
  alphabet?: string
  /** Cells of a row, where a grid is one line. Default: the square root, where it is whole. */
  width?: number
  /** Default: the characters and padding. */
  vocab_size?: number
}

/** Throws DATA_INVALID with the pair that is at fault: all grids are of one size and of characters of the alphabet. */
export function readPairs(pairs: Iterable<Pair>, options?: PairsOptions): Examples

export interface ArcOptions {
  /** The demonstrations (default), or the tests whose output is known. */
  split?: 'train' | 'test'
  /** Of the square that a grid stands in, at most 30, as officially. Default: one more than the largest grid needs. */
  side?: number
}

/** ARC JSON, one task or several by name, as text or parsed. Each task has an identifier of its own. Throws
 * DATA_INVALID.
 */
export function readArcTasks(source: string | object, options?: ArcOptions): Examples

/** The files of a folder: as a file input or a drop gives them, or by name. */
export type DatasetFiles = Iterable<File> | Record<string, Blob | Bytes>

/**
 * A data-set folder of the official code: dataset.json and the arrays of its sets, in the folder itself or in its part
 * `split`. The label that dataset.json says is ignored is. Throws DATA_INVALID with what is missing or does not fit.
 */
export function readDataset(files: DatasetFiles, options?: { split?: 'train' | 'test' }): Promise<Examples>

export interface TwinsOptions {
  /** Twins of each example, it itself included. */
  count: number
  /** Default 1. */
  seed?: number
  /** Tokens that may be renamed among each other. */
  tokens?: ArrayLike<number> & Iterable<number>
  /** Rows, columns in any order. */
  rows?: boolean
  columns?: boolean
  /** Turned and mirrored; of squares only. */
  turns?: boolean
}

/** Each example with random symmetric twins, where the rules of the puzzle allow that. Throws DATA_INVALID. */
export function withTwins(examples: Examples, options: TwinsOptions): Examples

/** Those of the examples, each a group of its own. */
export function pick(examples: Examples, which: ArrayLike<number> & Iterable<number>): Examples
/** How many examples there are. */
export function countOf(examples: Pick<Examples, 'inputs' | 'seq_len'>): number
/** A grid of text, in rows or one line, as the tokens that the examples' alphabet gives it; throws DATA_INVALID. */
export function toTokens(examples: Examples, text: string): Uint16Array
/** Tokens as text, one line; "?" where the alphabet has no character. */
export function toText(examples: Examples, tokens: ArrayLike<number>): string

/** One of the nets that learn an ARC task, each started anew. */
export interface ArcMember {
  name: string
  /** It learns the task in the eight ways it can lie, in those that differ, each with a puzzle identifier of its own;
   * else as drawn. */
  views: boolean
  /** Rows and columns have codes, beside the offsets. */
  absolute: boolean
  /** All colours but black are exchanged; else only those that not every demonstration holds. */
  allColours: boolean
  /** Of the budget. */
  share: number
  seed: number
}

export interface ArcCandidate {
  /** Rows of colours. */
  grid: number[][]
  /** Of the votes, each of which is spread over the grids that a net finds likeliest. */
  share: number
  /** Of the things that all demonstrations have in common (what stays, how many objects there are ...) it has so many not. */
  broken?: number
}

export interface ArcLearnt {
  member: ArcMember
  /** Share of the demonstrations, turned and recoloured, that it answers exactly. */
  fit: number
  gflop: number
  steps: number
  /** For each test, those first whose votes are worth most: a tenth for each thing that is broken. */
  candidates: ArcCandidate[][]
}

export interface ArcResult {
  /** For each test at most two, as the official scoring allows. */
  answers: ArcCandidate[][]
  /** By a fixed rule: nets that agree on answers that have all that the demonstrations have in common; its hit rate is in
   * model_weights/LOG.md. Not firm where the examples leave open which part of the input an output is made of.
   */
  confidence: 'firm' | 'guess' | 'not found'
  /** A sentence; where outputs are made of a part of the input, one more that says which. */
  why: string
  /** 10^9 operations: products of all nets' training. */
  gflop: number
  learnt: ArcLearnt[]
}

/** For all nets together: 10^9 operations, by which the answer is the same on every machine, or seconds. */
export interface ArcBudget {
  gflop?: number | undefined
  /** Of learning, one net after the other. */
  seconds?: number | undefined
}

/** One of both is given. */
export interface ArcLearnOptions extends ArcBudget {
  signal?: AbortSignal | undefined
  /** Default: arcPortfolio. */
  portfolio?: readonly ArcMember[]
  /** Nets that learn at the same time, each in a worker of its own; default 1. The answers do not depend on it. */
  atOnce?: number
  /** A weights file of such a net (ArcLearner.save), for grids as large as the task's or larger: those of the portfolio
   * that are of its kind begin with it. */
  start?: Uint8Array | undefined
  /** Options of each net's learner: where the modules are. The variant is "simd" where none is given, which gives the
   * same answers in every engine.
   */
  learner?: Partial<LearnerOptions>
  onProgress?: ((progress: Progress & { member: ArcMember }) => void) | undefined
}

/** What nets make of a task as it is drawn, as they are now: their most frequent grids, of the outputs' sizes, undefined
 * before any has begun.
 */
export interface ArcLook {
  train: (number[][] | undefined)[]
  test: (number[][] | undefined)[]
  /** Nets that have begun. */
  nets: number
  /** Cells of the tests, and those of them that all these nets make the same of. */
  cells: number
  agreed: number
}

/** What structured cloning keeps: to go on from later, with the same task. */
export interface ArcState {
  version: number
  budget: ArcBudget
  /** The weights file that nets begin with. */
  start: Uint8Array | undefined
  /** Nets of each member that had voted when the budget was given. */
  rounds: number
  /** Of each member of the portfolio. */
  nets: ArcPlace[]
}

/** A member's place: nets that have voted and made room for another, and the one at work. */
export interface ArcPlace {
  voted: {
    learnt: ArcLearnt
    /** What it made of the inputs of demonstrations and tests. */
    grids: number[][][]
    /** Its weights file. */
    file: Uint8Array
    /** Parts of the budget that it had. */
    stages: number
  }[]
  /** Parts of the budget that the one at work has had already. */
  went: number
  /** What its examples were drawn for. */
  drawn: ArcBudget
  net: Uint8Array | undefined
}

/** Nets that learn one task, to be watched, paused and asked on the way. One run() or answer() at a time; the rest may be
 * called at any time.
 */
export interface ArcLearner {
  readonly task: import('./tasks/arc.js').ArcTask
  readonly budget: ArcBudget
  /** 10^9 operations so far. */
  readonly gflop: number
  /** Of the budget, 0 to 1. */
  readonly share: number
  /** Learns towards the end of the budget, the net that lags most first, or until six nets and more have voted for an
   * answer that is firm; another budget takes the place of the last.
   * Resolves at the end, or at a pause with done: false. After a pause, and after an abort (rejects with ABORTED), it goes
   * on where it was, to the same bits.
   */
  run(options?: {
    budget?: ArcBudget | undefined
    signal?: AbortSignal | undefined
    onProgress?: ArcLearnOptions['onProgress']
  }): Promise<{ done: boolean }>
  pause(): void
  look(options?: { signal?: AbortSignal | undefined }): Promise<ArcLook>
  /** The nets that have begun vote. */
  answer(options?: {
    signal?: AbortSignal | undefined
    onVote?: ((votes: { done: number; all: number }) => void) | undefined
  }): Promise<ArcResult>
  /** The net that gives the answer and fits the examples best, as a weights file; throws ARGUMENT where outputs have
   * another size than their inputs, or are made of a part of them.
   */
  save(result: ArcResult): Promise<Uint8Array<ArrayBuffer>>
  state(): Promise<ArcState>
  /** Bytes of WebAssembly memory of the nets. */
  memory(): Promise<{ bytes: number }>
  close(): void
}

export const arcPortfolio: readonly ArcMember[]

/** Why a task cannot be learnt: a sentence; undefined: it can. */
export function arcFaultOf(task: import('./tasks/arc.js').ArcTask): string | undefined

/** Cells of an example as a net is shown it, on average: of the input or its part, and of an output of another size, which
 * stands beside it. 0: the task cannot be learnt. A start from joint training helps from 90 on (model_weights/LOG.md).
 */
export function arcCellsOf(task: import('./tasks/arc.js').ArcTask): number

/**
 * Small nets are to learn one task of ARC from its demonstrations alone, turned, mirrored and recoloured (the outputs of
 * tests are never looked at). Where no other rule says how large an output is, or where the outputs are parts of their
 * inputs, the nets learn on those parts: of all crops that give the demonstrations' sizes those that come nearest to their
 * outputs, and of several that which most of them give of the tests. Throws DATA_INVALID with what arcFaultOf says; MODEL_INVALID (the weights to start from), STATE_INVALID.
 */
export function createArcLearner(
  task: import('./tasks/arc.js').ArcTask,
  options: Omit<ArcLearnOptions, 'signal' | 'onProgress'> & {
    /** What state() gave: the same nets go on. */
    state?: ArcState | undefined
  },
): Promise<ArcLearner>

/** The same from beginning to answer. Throws ABORTED too. */
export function learnArc(task: import('./tasks/arc.js').ArcTask, options: ArcLearnOptions): Promise<ArcResult>

/** Sizes of a new model; what is left out is small: hidden_size 64, one layer each, H2 L2, learned positions. Hidden
 * size, inner size, mlp_t_size and hidden_size / num_heads are multiples of 16.
 */
export type NewConfig = {
  /** Default 'hrm'. 'trm' (Tiny Recursive Model): L updates both states, and ACT halts where q_halt > 0. */
  arch?: 'hrm' | 'trm'
  /** Token mixing in attention's place: inner width of its SwiGLU over the tokens. There are no heads then, and without
   * pos_encodings no positions.
   */
  mlp_t_size?: number
  /** Numbers of a puzzle embedding where they do not fill the prefix, whose rest is 0. */
  puzzle_emb_ndim?: number
} & Partial<
  Pick<
    ModelInfo['config'],
    | 'puzzle_emb_len'
    | 'hidden_size'
    | 'num_heads'
    | 'inner_size'
    | 'H_layers'
    | 'L_layers'
    | 'H_cycles'
    | 'L_cycles'
    | 'halt_max_steps'
    | 'pos_encodings'
    | 'rope_theta'
    | 'rms_norm_eps'
  >
>

/** hrm_learn_options of core/learn/hrm_learn.h, which says what each is; what is left out is that file's default. */
export interface LearnSettings {
  slots?: number
  microbatch?: number
  /** The calls of a segment that take part in the gradient: the paper's one step, the last H cycle, the whole segment,
   * or a number of calls.
   */
  gradient?: 'one' | 'cycle' | 'full' | number
  loss?: 'softmax' | 'stablemax'
  optimizer?: 'muon' | 'adamw'
  q_continue?: boolean
  seed?: number
  stagger?: boolean
  unknown_token?: number
  midway_from?: number
  warmup?: number
  lr?: number
  adam_lr?: number
  lr_min?: number
  weight_decay?: number
  beta2?: number
  clip?: number
  ema?: number
  smoothing?: number
  explore?: number
  init_noise?: number
  noise?: number
  retry?: number
  retry_share?: number
  midway?: number
}

export interface LearnerOptions extends Pick<
  RuntimeOptions,
  'wasmUrl' | 'wasmBinary' | 'threads' | 'variant' | 'signal'
> {
  examples: Examples
  /** Of a new model. With `model`: only what changes no tensor, such as the cycles. */
  config?: NewConfig
  /** Weights to begin with. Those with positions relative in two dimensions fit any smaller grid too. */
  model?: ModelSource
  /** What state() gave: the run goes on. `settings` then change what they name. */
  state?: Uint8Array
  settings?: LearnSettings
  /** Made by the caller from `hrm-wasm/learn-worker`, for bundlers and policies that want that; the learner owns it. */
  worker?: Worker
  /** Where the modules of inference are, which make the weights files: as RuntimeOptions say. Default: the folder that
   * wasmUrl is, or beside the package.
   */
  inference?: Pick<RuntimeOptions, 'wasmUrl' | 'wasmBinary' | 'variant'>
  /** Where model() loads its models. Default: a runtime of the learner's own, which close() ends. */
  runtime?: Runtime
}

export interface RunOptions {
  /** Where to end: when the run has had so many optimizer steps, or seconds of learning, in all, those before a pause or
   * in the state that it goes on from included. Give one or both; the learning rate falls towards that end.
   */
  steps?: number
  seconds?: number
  /** An abort ends the iteration with ABORTED within 100 ms. The learner stays, and run() goes on with the next part of
   * the same step, to the same bits.
   */
  signal?: AbortSignal
  /** Milliseconds from one progress to the next, default 250. */
  everyMs?: number
}

/** Means and sums are over the segments since the progress before. */
export interface Progress {
  step: number // optimizer steps in all
  seconds: number // of learning in all: pauses, your loop and trying examples are not counted
  segments: number
  loss: number // lm_loss + (q_halt_loss + q_continue_loss) / 2; NaN where there was no segment
  lm_loss: number
  q_halt_loss: number
  q_continue_loss: number
  /** Share of cells that were right. */
  cell: number
  /** Puzzles that left their slot, those of them that were solved, and the segments they had. */
  halted: number
  halted_exact: number
  halted_segments: number
  gradient_norm: number
  /** The schedule's factor on the learning rates. */
  rate: number
  /** Share of up to 64 of the examples that the model answers exactly, all segments run, as save() would give it now;
   * measured in at most a tenth of the time, and at the end. Undefined before the first time.
   */
  exact: number | undefined
  /** Useful operations, in 10^9 a second: those of the blocks, forward and backward. */
  gflops: number
  secondsLeft: number
  done: boolean
}

export interface SaveOptions {
  /** Default 'f32'. */
  dtype?: ModelInfo['dtype']
}

export interface Learner {
  /** The build that runs: there is none without SIMD. */
  readonly variant: Variant
  readonly variantReason: string
  readonly threads: number
  /** Of memory, asked for when the learner was made. */
  readonly bytes: number
  readonly parameters: number
  /** As of the last progress. */
  readonly steps: number
  readonly seconds: number
  /**
   * Learns while you iterate: while your loop's body waits, or has been left, nothing is computed. One at a time.
   * Throws NOT_FINITE where the loss is no number any more; the run then stands where it was before that step, to be
   * saved, or gone on with at a lower rate from its state. While the tab is hidden learning goes on: it needs neither
   * frames nor timers. Where the browser freezes a hidden page, it stands still and goes on when the page does; the
   * seconds of the freeze are not counted but for those of one part of a step.
   */
  run(options: RunOptions): AsyncGenerator<Progress, void, void>
  /** Ends the iteration that goes on, within 100 ms, without an error; run() goes on where it was. */
  pause(): void
  /** The model as it is now: the running mean of the weights, through the inference runtime. Yours to close. */
  model(): Promise<Model>
  /** The same as a weights file. */
  save(options?: SaveOptions): Promise<Uint8Array<ArrayBuffer>>
  /** The run after its last whole step, to be given to createLearner later, with the same examples. On one thread it
   * goes on bit for bit.
   */
  state(): Promise<Uint8Array<ArrayBuffer>>
  /** Bytes of WebAssembly memory now, and how much those of learning and of inference have grown since the start. */
  memory(): Promise<{ bytes: number; grown: number[] }>
  /** Ends the worker, and gives all memory back. */
  close(): void
}

/**
 * Starts a worker with the fastest build whose golden vectors come out right, and asks for the memory of the whole run
 * at once. Throws DATA_INVALID (the examples), STATE_INVALID (a state that is damaged, of other slots or of another
 * build), MODEL_TOO_LARGE (more memory than there is), ARGUMENT (a setting), and what createRuntime throws.
 */
export function createLearner(options: LearnerOptions): Promise<Learner>
