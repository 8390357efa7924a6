/** Official checkpoints that are dropped onto the page, as weights. Loaded when the first one comes. */
import { HrmError, type LoadOptions, type ModelInfo } from 'hrm-wasm'
import { WrongTask } from '../engine.ts'
import { askIdentifiers } from './ask-identifiers.tsx'
import { findCheckpoint, type Dropped } from './files.ts'
import type { Answer, Request } from './checkpoint-worker.ts'

/** The weights file, made in a worker that ends with it. Rejects with HrmError; wrong tasks before anything is
 * converted.
 */
export async function convert(
  name: string,
  dropped: readonly Dropped[],
  task: ModelInfo['task'],
  { signal, onProgress }: LoadOptions & { signal: AbortSignal },
): Promise<{ blob: Blob; notes: string[] }> {
  const cancelled = () => new HrmError('ABORTED', 'The conversion was cancelled.')
  const { files, notes } = await findCheckpoint(name, dropped, signal).catch((error) => {
    throw signal.aborted ? cancelled() : error
  })
  const request: Request = { files, task }
  if (signal.aborted) throw cancelled()
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { type: 'module', name: 'checkpoint' })
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(cancelled()), { once: true })
      worker.onerror = (event) => {
        event.preventDefault()
        reject(new Error(`The converter failed: ${event.message || 'its script cannot be loaded or was stopped'}.`))
      }
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if ('progress' in data) onProgress?.(data.progress)
        else if ('blob' in data) resolve({ blob: data.blob, notes: [...notes, ...data.notes] })
        else if ('rows' in data)
          askIdentifiers(data, files.identifiers !== undefined, signal).then((identifiers) => {
            if (identifiers) worker.postMessage({ ...request, identifiers } satisfies Request)
            else reject(cancelled())
          }, reject)
        else
          reject(
            'otherTask' in data ? new WrongTask(name, data.otherTask, task) : new HrmError(data.code, data.message),
          )
      }
      worker.postMessage(request)
    })
  } finally {
    worker.terminate()
  }
}
