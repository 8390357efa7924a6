/**
 * Weights files that are known before they are fetched, verified before they are used, and kept in the browser.
 *
 *   const [entry] = await weights.fetchManifest('model_weights/manifest.json')
 *   const { blob } = await weights.load(entry, { signal, onProgress })
 *   const model = await runtime.loadModel(blob)
 *
 * What is kept is found by its sha256 and verified again each time: a download that broke off, a damaged file or a
 * damaged cache is never used. Kept files live in the browser's Cache API; where there is none (private windows of some
 * browsers, origins that are not secure, Node) nothing is kept and everything else works.
 */
import type { Bytes } from './index.js'
import type { TaskName } from './tasks/index.js'

/** The one Cache that the files are kept in. */
export const CACHE_NAME: string

export interface WeightsEntry {
  /** For people, say "sudoku.hrm". */
  name: string
  /** Of a task; also of one that this build does not know. */
  task: TaskName | (string & {})
  /** Where it is fetched from, absolute. */
  url: string
  bytes: number
  /** 64 hexadecimal digits, lower case. */
  sha256: string
}

/** A file that the browser keeps. */
export interface KeptWeights {
  name: string
  bytes: number
  sha256: string
  /** Of the task that it is for, as it stands in the file; taskWithId of `hrm-wasm/tasks` knows its name. */
  taskId: number
  kept: Date
}

/**
 * Checks a manifest: { "weights": [{ "name", "task", "url", "bytes", "sha256" }, ...] }, each url absolute or relative
 * to the manifest, by default its name; other members are left aside. Throws MODEL_INVALID with the entry that is
 * wrong.
 */
export function parseManifest(text: string, base: string | URL): WeightsEntry[]
/** Fetches and checks a manifest. Throws MODEL_FETCH, MODEL_INVALID, ABORTED. */
export function fetchManifest(url: string | URL, options?: { signal?: AbortSignal }): Promise<WeightsEntry[]>

export interface LoadedWeights {
  /** The whole file, verified; give it to loadModel. */
  blob: Blob
  from: 'cache' | 'network'
  /** Does the browser keep it? False where it has no cache, or no room. Known once it is written, which the file
   * itself does not wait for; never rejects.
   */
  kept: Promise<boolean>
}
export interface LoadWeightsOptions {
  signal?: AbortSignal
  /** From the beginning, 0 bytes, and of a fetch; total is the entry's. */
  onProgress?: (progress: { loaded: number; total: number }) => void
}
/**
 * The file of this entry: the kept one, or fetched, verified and then kept. Throws MODEL_FETCH where it cannot be had,
 * MODEL_INVALID where what comes is not the file that the entry says, ABORTED.
 */
export function load(entry: WeightsEntry, options?: LoadWeightsOptions): Promise<LoadedWeights>
/** The same as bytes in memory. */
export function read(
  entry: WeightsEntry,
  options?: LoadWeightsOptions,
): Promise<Omit<LoadedWeights, 'blob'> & { file: Uint8Array<ArrayBuffer> }>
/** Keeps a file of the person's own. Undefined where the browser has no cache or no room. */
export function keep(file: Blob | Bytes, name: string): Promise<KeptWeights | undefined>
/** A file that is kept, verified; undefined where it is not there (any more) or damaged, and then nothing of it
 * stays.
 */
export function open(sha256: string): Promise<Blob | undefined>
/** What is kept, the latest first. */
export function list(): Promise<KeptWeights[]>
/** Was it there? */
export function remove(sha256: string): Promise<boolean>
