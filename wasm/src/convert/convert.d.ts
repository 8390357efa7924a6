/** PyTorch checkpoints of HRM and its relatives as weights files, in a page, in a worker and in Node. Wants a bundle of
 * its own: nothing else of the package imports it.
 */
import type { ModelInfo, RuntimeOptions } from '../index.js'

/** A checkpoint and what lies beside it. */
export interface Checkpoint {
  /** What torch.save wrote, or a safetensors file. Read where it lies, in pieces. */
  checkpoint: Blob
  /** The file's name, for messages; default "checkpoint". */
  name?: string | undefined
  /** The text of all_config.yaml, or of config.json. Without it the settings are those in the checkpoint itself. */
  config?: string | undefined
  /** The configuration's name, for messages; default "all_config.yaml". */
  configName?: string | undefined
  /** The text of dataset.json. Without it the sizes are those of the tensors. */
  dataset?: string | undefined
  /** identifiers.json, the names of the puzzle identifiers. */
  identifiers?: Blob | undefined
  /** Put before the names of files in messages, "" (default) or ending in "/". */
  folder?: string | undefined
}

export interface DescribeOptions {
  /** Where the sizes do not tell the task, or tell it wrong. */
  task?: ModelInfo['task']
  /** The number of cells, where neither the files beside the checkpoint nor its tensors tell it. */
  seqLen?: number
  /**
   * The puzzle identifiers whose embeddings are taken, in this order: numbers, or names of identifiers.json. Only their
   * rows are read. Default: all.
   */
  identifiers?: readonly (number | string)[]
  /** Checked whenever something has been read: ABORTED. */
  signal?: AbortSignal
}

export interface ConvertOptions extends Omit<RuntimeOptions, 'threads'>, DescribeOptions {
  /** Of the weights file, default 'q8'. */
  dtype?: ModelInfo['dtype']
  /** Bytes of the checkpoint; those that hold no weights are never read, so that loaded ends below total. */
  onProgress?: (progress: { loaded: number; total: number }) => void
  /**
   * Initial states in place of those that EqR and HRM-mini draw at each start, row-major: [hidden_size], of EqR
   * [tokens][hidden_size].
   */
  initial?: { H: Float32Array; L: Float32Array }
}

export interface CheckpointInfo {
  task: ModelInfo['task']
  /** "HRM", "TRM", "TRM with one state", "EqR", "HRM-mini", "HRM, port to transformers", "nano-trm". */
  architecture: string
  /** Where in the file the weights are: "the state dict", or the keys that lead to them. */
  source: string
  /** Sentences: what was inferred, preferred and left. */
  notes: string[]
  seqLen: number
  vocabSize: number
  /** Rows of the puzzle embedding, 0 without one, and the bytes that all of it takes in a weights file. */
  puzzleIdentifiers: number
  puzzleBytes: number
}

/**
 * The weights file, to be loaded or kept. The pickle is parsed as data, nothing of it is ever run. The zip's checksums
 * are compared, but that of a table of which only some rows are read. Throws CHECKPOINT_INVALID with what is missing,
 * damaged, extra, of another shape than the configuration implies or not computed here. Computes on the thread that
 * calls: a page does this in a worker.
 */
export function convertCheckpoint(files: Checkpoint, options?: ConvertOptions): Promise<Blob>
/** What a checkpoint holds, before its weights are read; throws CHECKPOINT_INVALID. */
export function describeCheckpoint(files: Checkpoint, options?: DescribeOptions): Promise<CheckpointInfo>

/** What a weights file still knows of the checkpoint that it was: its architecture, in words; whose code had trained it,
 * "not noted" where that is HRM's or nobody's; and which numbers were inferred or drawn.
 */
export function originOf(config: Pick<ModelInfo['config'], 'H_layers'> & Partial<ModelInfo['config']>): {
  architecture: string
  source: string
  inferred: string[]
}

/** A file by its name; folder: "" or ending in "/". */
export interface NamedFile {
  folder: string
  name: string
}
/** What a file of this name may be in a checkpoint; undefined: nothing. */
export function partOf(name: string): 'weights' | 'config' | 'dataset' | 'identifiers' | undefined
/**
 * The files of one checkpoint among those found in a folder, upper folders first; name: of the whole, for messages.
 * Throws CHECKPOINT_INVALID where there is none, or several of which none is meant more than the others.
 */
export function chooseFiles<T extends NamedFile>(
  found: T[],
  name: string,
): { weights: T; config?: T; dataset?: T; identifiers?: T; notes: string[] }
/** So many files are looked through, and the error for more. */
export const MOST_FILES: number
export function tooMany(): Error
