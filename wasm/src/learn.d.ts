/** `hrm-wasm/learn`: a net learns a task from examples, in a worker, in a page as in Node. Nothing else of the package
 * loads this entry or the WebAssembly that it runs.
 */
import type { Bytes, ErrorCode, Model, ModelInfo, ModelSource } from './index.js'

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
  /** What tokens 1, 2, ... are. Default: all characters of the pairs in the order of their code points; for mazes
   * (`# SGo`) the official order.
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
