import { HrmError, type Model, type ModelInfo, type Runtime } from 'hrm-wasm'
import { batch, computed, signal } from '@preact/signals'
import { type Fault, isAbort, isRuntimeFault, toFault } from './fault.ts'
import { newRuntime } from './first-runtime.ts'
import type { Conversion, Source } from './source.ts'

export interface Loaded {
  model: Model
  info: ModelInfo
  variantReason: string
  source: Source
}
export interface Progress {
  doing: 'Fetching' | 'Converting'
  name: string
  loaded: number
  total?: number | undefined
}

/** The weights are good, but of another room's task. */
export class WrongTask extends HrmError {
  constructor(
    name: string,
    readonly task: ModelInfo['task'],
    needed: ModelInfo['task'],
  ) {
    super('ARGUMENT', `“${name}” holds a model for the task “${task}”; this room needs one for “${needed}”.`)
  }
}

/**
 * One runtime in one worker, and the weights of one task in it.
 *
 *   idle, absent (no weights are known) --load--> loading --loaded--> ready
 *                  loading --failed--> ready if other weights were there before (they stay), else failed
 *                  loading --cancel--> ready or idle, likewise
 */
export class Engine {
  readonly progress = signal<Progress | undefined>(undefined)
  readonly loaded = signal<Loaded | undefined>(undefined)
  /** Rises when the browser may keep other files than before. */
  readonly kept = signal(0)
  readonly fault = signal<Fault | undefined>(undefined)
  readonly phase = computed(() =>
    this.progress.value
      ? 'loading'
      : this.loaded.value
        ? 'ready'
        : this.fault.value
          ? 'failed'
          : this.shipped
            ? 'idle'
            : 'absent',
  )

  #runtime: Promise<Runtime> | undefined
  #latest: Source | undefined
  #loading: { source: Source; promise: Promise<Loaded>; abort: AbortController } | undefined
  readonly #own: Set<Source | undefined>

  /** shipped: the page's own weights for this task. */
  constructor(
    readonly task: ModelInfo['task'],
    public shipped: Source | undefined,
  ) {
    this.#latest = shipped
    this.#own = new Set([shipped])
  }

  /** From now on these are the page's own weights: they take the place of others of its own, not of those that a
   * person chose.
   */
  prefer(source: Source): void {
    this.shipped = source
    this.#own.add(source)
    const inUse = this.#loading?.source ?? this.loaded.peek()?.source ?? this.#latest
    if (inUse === source || !this.#own.has(inUse)) return
    this.#latest = source
    if (this.#loading || this.loaded.peek()) this.load(source).catch(() => {}) // the signals tell
  }

  /** The model to compute with: the one loaded, else the one being loaded, else the one that worked last or is
   * preferred. Rejects with HrmError.
   */
  async ready(): Promise<Loaded> {
    if (this.loaded.value) return this.loaded.value
    if (this.#loading) return this.#loading.promise
    if (!this.#latest) throw new HrmError('MODEL_FETCH', `This page has no weights for “${this.task}”.`)
    return this.load(this.#latest)
  }

  load(source: Source): Promise<Loaded> {
    this.#loading?.abort.abort()
    const abort = new AbortController()
    const promise = this.#load(source, abort.signal).finally(() => {
      abort.abort() // what is still on its way when the rest has failed
      if (this.#loading?.abort !== abort) return
      this.#loading = undefined
      this.progress.value = undefined
    })
    this.#loading = { source, promise, abort }
    this.fault.value = undefined
    this.progress.value = {
      doing: typeof source.from === 'function' ? 'Converting' : 'Fetching',
      name: source.name,
      loaded: 0,
    }
    promise.catch((error) => {
      if (isAbort(error)) return
      this.fault.value = toFault(error)
      if (isRuntimeFault(this.fault.value)) this.discard()
    })
    return promise
  }

  cancel(): void {
    this.#loading?.abort.abort()
  }

  /** Throws the worker away; the next use starts a new one. For a runtime that failed. */
  discard(): void {
    this.cancel()
    this.#runtime?.then(
      (runtime) => runtime.close(),
      () => {},
    )
    this.#runtime = undefined
    this.loaded.value = undefined
  }

  async #load(source: Source, signal: AbortSignal): Promise<Loaded> {
    const onProgress = ({ loaded, total }: { loaded: number; total?: number }) => {
      if (!signal.aborted) this.progress.value = { ...this.progress.value!, loaded, total }
    }
    if (typeof source.from === 'function') {
      const { blob, notes } = await source.from({ signal, onProgress })
      source = { name: source.name, from: blob, notes }
    }
    const from = source.from as Exclude<Source['from'], Conversion>
    const cancelled = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(new HrmError('ABORTED', 'Loading was cancelled.'))),
    )
    const runtime = await Promise.race([(this.#runtime ??= newRuntime(from)), cancelled])
    const model = await runtime.loadModel(from, { signal, onProgress })
    if (signal.aborted) {
      model.close()
      throw new HrmError('ABORTED', 'Loading was cancelled.')
    }
    if (model.info.task !== this.task) {
      model.close()
      throw new WrongTask(source.name, model.info.task, this.task)
    }
    this.loaded.value?.model.close()
    this.#latest = source
    // It is in use whether the browser finds room for it or not.
    void (from instanceof Blob ? import('hrm-wasm/weights').then(({ keep }) => keep(from, source.name)) : model.kept)
      .catch(() => {})
      .then(() => this.kept.value++)
    // At once: what the room says of a model is drawn anew at each change.
    return batch(() => {
      this.progress.value = undefined
      return (this.loaded.value = { model, info: model.info, variantReason: runtime.variantReason, source })
    })
  }
}
