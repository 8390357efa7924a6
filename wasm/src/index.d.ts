/** Types of the bridge: the same API in a page, in a worker and in Node. The implementation is plain ES modules
 * beside this file.
 */
import type { Grid, Puzzle, TaskName, Verdict } from './tasks/index.js'
import type { WeightsEntry } from './weights.js'

export type ErrorCode =
  | 'WASM_FETCH'
  | 'WASM_INVALID'
  | 'WASM_WRONG' // the runtime: not found, not wasm (say an HTML page), computes wrong values
  | 'MODEL_FETCH'
  | 'MODEL_INVALID'
  | 'MODEL_TOO_LARGE' // the weights
  | 'PUZZLE_INVALID' // the puzzle text or grid
  | 'CHECKPOINT_INVALID' // convert
  | 'DATA_INVALID'
  | 'STATE_INVALID'
  | 'NOT_FINITE' // learn: the examples, a state to go on from, a loss that is no number any more
  | 'ABORTED'
  | 'CLOSED'
  | 'WORKER_FAILED'
  | 'ARGUMENT'

/** Every error the bridge throws. `message` is a sentence for people; `position` is a byte (weights) or a character
 * (puzzles) where known.
 */
export class HrmError extends Error {
  readonly code: ErrorCode
  readonly position?: number
  /** The core's own status name, e.g. "HRM_ERROR_CHECKSUM", when the core refused. */
  readonly status?: string
  constructor(code: ErrorCode, message: string, details?: { position?: number; status?: string; cause?: unknown })
}

export type Variant = 'relaxed' | 'simd' | 'scalar'
/** The builds: of relaxed SIMD there are two, of which a processor is quicker with one or the other. */
export type WasmBuild = Variant | 'relaxed16'

/** Of the page's own types, where a program has them: one for Node alone need not load the library "dom". */
type PageWorker = typeof globalThis extends { Worker: { prototype: infer Page } } ? Page : object
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object

/** Bytes in memory: an ArrayBuffer, or a view of one (a typed array, a DataView, Node's Buffer). */
export type Bytes = ArrayBuffer | ArrayBufferView

export interface RuntimeOptions {
  /** Where the .wasm files are: a folder URL ending in "/", or one URL per build. Default: beside the package
   * (`dist/`).
   */
  wasmUrl?: string | URL | Partial<Record<WasmBuild, string | URL>>
  wasmBinary?: Bytes | Partial<Record<WasmBuild, Bytes>>
  wasmModule?: WasmModule | Partial<Record<WasmBuild, WasmModule>>
  /** 'auto' (default): the first of relaxed SIMD, SIMD and scalar that the engine has and whose golden vector comes
   * out right.
   */
  variant?: 'auto' | Variant
  /**
   * Threads that share the work of a segment, 1 (default) to 64. More than one needs memory that workers share: Node,
   * or a page that is cross-origin isolated; and a build for it (`hrm-relaxed-threads.wasm` and so on),
   * which wasmUrl, wasmBinary and wasmModule may name by variant as the others. Where that is not to be had, one thread
   * runs and variantReason says why. The results are the same to the bit.
   */
  threads?: number
  signal?: AbortSignal
}

export interface Runtime {
  readonly variant: Variant
  /** One sentence: which variant runs and why, with how many threads. */
  readonly variantReason: string
  readonly threads: number
  loadModel(source: ModelSource, options?: LoadOptions): Promise<Model>
  /** Frees everything; models of this runtime throw CLOSED afterwards. */
  close(): void
}

/** Where a weights file is: a URL, the file itself, or an entry of a manifest (`hrm-wasm/weights`), which is
 * verified and kept.
 */
export type ModelSource = string | URL | Bytes | Blob | WeightsEntry

export interface LoadOptions {
  signal?: AbortSignal
  /** total: the real number of bytes, from the server or from the file's own header; undefined only before either is
   * known.
   */
  onProgress?: (progress: { loaded: number; total?: number }) => void
}

export interface ModelInfo {
  /** 'generic' also where the file is of a task that this build does not know. */
  task: TaskName
  /** As the file states it. */
  taskId: number
  /** 'q4' is how the file is stored; it runs as 'q8'. */
  dtype: 'f32' | 'q8' | 'q4'
  parameters: number
  bytes: number
  /** Hexadecimal. Undefined where the engine keeps WebCrypto from a page: an origin that is not secure (http://
   * other than localhost).
   */
  sha256?: string
  config: {
    vocab_size: number
    seq_len: number
    puzzle_emb_len: number
    num_puzzle_identifiers: number
    hidden_size: number
    num_heads: number
    inner_size: number
    H_layers: number
    L_layers: number
    H_cycles: number
    L_cycles: number
    halt_max_steps: number
    pos_encodings: 'rope' | 'learned' | 'none' | 'relative' | 'relative and absolute'
    rope_theta: number
    rms_norm_eps: number
    /** The following as in core/FORMAT.md; 0 in an HRM. */
    mlp_t_size: number
    puzzle_emb_ndim: number
    rules: number
    update_rate: number
    origin: number
    grid_rows: number
    grid_cols: number
  }
}

export interface SolveOptions {
  /**
   * Of each attempt. Default: of one attempt the model's halt_max_steps. Of several, where the model can guess (sudoku),
   * the policy of attempts: short ones, whose segments are one H cycle of at most 18 L cycles (core/MODEL.md).
   */
  maxSegments?: number
  /**
   * Attempts, default 1. The first is the puzzle as it is. Each further one, from the initial state again, is a random
   * twin of the puzzle by the task's symmetries (of a Sudoku: digits renamed, bands, rows within bands, stacks and
   * columns within stacks in another order, transposed; of a square: turned or mirrored), until a grid satisfies rules
   * and givens. They also guess, see `guesses`. More than one needs halt 'rules' and a task with symmetries; else
   * ARGUMENT.
   */
  attempts?: number
  /** The attempt to begin with, default 1: to go on where an earlier call with the same seed ended. */
  firstAttempt?: number
  /** @deprecated The former names of attempts and firstAttempt. */
  rollouts?: number
  /** @deprecated */
  firstRollout?: number
  /** Chooses twins and guesses, default 1: the same seed, the same in the same order. A whole number from 0, of
   * which the lowest 32 bits count.
   */
  seed?: number
  /**
   * Guess in attempts 2, 3, ..., default true: after each segment from the fourth on (of a model of fewer L cycles than the
   * policy's a later one), one blank cell, the one the model is surest of among those it is not sure of, gets a digit drawn
   * by the model's own probabilities, which stands among the givens: the last three of them do, or all where maxSegments
   * is given. An attempt whose model is sure of every cell, and wrong, ends early. False: the twins alone.
   */
  guesses?: boolean
  puzzleIdentifier?: number
  /**
   * When to stop before maxSegments. 'rules' (default where the task has rules): at the first grid that satisfies rules and
   * givens; 'q': when q_halt > q_continue, as the paper's ACT; 'none' (default otherwise).
   */
  halt?: 'rules' | 'q' | 'none'
  /** Checked between segments; the iteration throws HrmError ABORTED. */
  signal?: AbortSignal
  /** Adds `logits` to each step. */
  logits?: boolean
  /** Adds the recurrent states `z_H` and `z_L` to each step. */
  states?: boolean
  /** Adds `cycles` to each step: what the output head would say after each H cycle but the last. */
  cycles?: boolean
}

/** An answer read out of z_H within a segment. Arrays belong to the caller; all are as in Step. */
export interface Cycle {
  tokens: Uint16Array
  probability: Float32Array
  entropy: Float32Array
  grid?: string
  answer?: Grid
  logits?: Float32Array
}

/**
 * One segment's outcome. Arrays belong to the caller. Indices run over the seq_len cells, row by row. Cells and tokens
 * are those of the puzzle as it was given, also where the model saw a twin.
 */
export interface Step {
  /** 1: the puzzle as it is; 2, 3, ...: a twin. With `segment`, the last step says how the answer was found. */
  attempt: number
  /** @deprecated The former name of attempt. */
  rollout: number
  segment: number // 1, 2, ... of this attempt
  maxSegments: number // of this attempt at most
  updates: number // of z_L and z_H in this segment: H_cycles * (L_cycles + 1), what it costs
  tokens: Uint16Array // [seq_len] argmax per cell, the model's vocabulary
  /** [seq_len] softmax probability of that argmax. */
  probability: Float32Array
  /** [seq_len] entropy of the cell's distribution in bits. */
  entropy: Float32Array
  /** Cells whose token differs from the previous segment's (in segment 1 of an attempt: from the input). */
  changed: number[]
  /** The cells that held the model's own guesses in this segment, in the order they were made: the model saw them as
   * givens.
   */
  guessed: number[]
  /** [seq_len] every cell of the model as one of the task's marks; a token that is none counts as blank. Undefined
   * where the task has none.
   */
  grid?: string
  /** The same in the puzzle's own frame; of ARC a grid of its own size. Undefined: no grid. */
  answer?: Grid
  /** The one judgement of it, by the task. Undefined where nothing decides. */
  verdict?: Verdict
  /** Is it right by the rules, the givens kept? Undefined where no rule decides. The rules only check; they never fill
   * a cell.
   */
  valid?: boolean
  qHalt: number // raw q values (logits)
  qContinue: number
  /** q_halt > q_continue: where ACT would stop. */
  wouldHalt: boolean
  /** This is the last step of the iteration. */
  done: boolean
  ms: number // compute time of this segment
  logits?: Float32Array // [seq_len][vocab_size]
  cycles?: Cycle[] // [H_cycles - 1]
  z_H?: Float32Array // [seq_len][hidden_size] after the segment, without the positions of the puzzle embedding
  z_L?: Float32Array
}

export interface Model {
  readonly info: ModelInfo
  /** Of a WeightsEntry: does the browser keep its file, as LoadedWeights says in weights.d.ts? Of anything else
   * false.
   */
  readonly kept: Promise<boolean>
  /** puzzle: text as its task reads it, or what it read; for sudoku also 81 numbers 0..9; for any task the seq_len
   * tokens as a Uint16Array. Throws PUZZLE_INVALID before the first step.
   */
  solve(puzzle: string | Puzzle | ArrayLike<number>, options?: SolveOptions): AsyncIterableIterator<Step>
  close(): void
}

export function createRuntime(options?: RuntimeOptions): Promise<Runtime>
/**
 * The same Runtime, living in a module worker so that a page never freezes. `worker`: made by the caller from
 * `hrm-wasm/worker`, for bundlers and CSPs that want that, or from dist/hrm-worker.js, named so, before this code is there; the runtime owns it from here on and ends it in close(). A
 * worker that fails rejects everything with WORKER_FAILED. Where
 * none starts, the calling thread does its work, and variantReason says why. An abort rejects at once; the segment the worker is in ends
 * by itself. `first`: a model that the worker loads while it starts, without waiting for the page to ask; the first
 * loadModel of that same source gives it, and `onProgress` is told of it until then.
 */
export function createWorkerRuntime(
  options?: Omit<RuntimeOptions, 'wasmModule'> & {
    worker?: PageWorker
    first?: ModelSource | undefined
    onProgress?: LoadOptions['onProgress']
  },
): Promise<Runtime>

/** Every task, and what is known of its puzzles; also `hrm-wasm/tasks`. */
export * from './tasks/index.js'
