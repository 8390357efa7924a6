/** Official PyTorch checkpoints as weights files, in a page, in a worker and in Node. Wants a bundle of its own:
 * nothing else of the package imports it.
 */
import type { ModelInfo, RuntimeOptions } from '../index.js'

/** The three files that the official training code writes. */
export interface Checkpoint {
  /** What torch.save wrote: a zip. Read where it lies, one storage at a time. */
  checkpoint: Blob
  /** The text of all_config.yaml. */
  config: string
  /** The text of dataset.json. */
  dataset: string
}

export interface ConvertOptions extends Omit<RuntimeOptions, 'threads'> {
  /** Of the weights file, default 'q8'. */
  dtype?: ModelInfo['dtype']
  /** Where the sizes do not tell the task, or tell it wrong. */
  task?: ModelInfo['task']
  /** Checked whenever a storage has been read: ABORTED. */
  signal?: AbortSignal
  /** Bytes of the checkpoint; those that hold no weights are never read, so that loaded ends a little below total. */
  onProgress?: (progress: { loaded: number; total: number }) => void
}

/**
 * The weights file, to be loaded or kept. The pickle is parsed as data, nothing of it is ever run. The zip's checksums
 * are compared. Throws CHECKPOINT_INVALID with what is missing, damaged, extra or of another shape than the
 * configuration implies. Computes on the thread that calls: a page does this in a worker.
 */
export function convertCheckpoint(files: Checkpoint, options?: ConvertOptions): Promise<Blob>
/** The task as the sizes tell it, before the checkpoint itself is read; throws CHECKPOINT_INVALID. */
export function taskOf(texts: Pick<Checkpoint, 'config' | 'dataset'>): ModelInfo['task']
