import type { ErrorCode, HrmError, ModelInfo } from 'hrm-wasm'
import { convertCheckpoint, describeCheckpoint, type Checkpoint } from 'hrm-wasm/convert'

/** task: the room's, which the checkpoint is for where its sizes do not tell. */
export interface Request {
  files: Checkpoint
  task: ModelInfo['task']
  identifiers?: string[]
}
export type Answer =
  | { progress: { loaded: number; total: number } }
  | { blob: Blob; notes: string[] }
  | { otherTask: ModelInfo['task'] }
  /** Another request is awaited, with some of so many identifiers. */
  | { rows: number; bytes: number }
  | { code: ErrorCode; message: string }

/** A longer table of puzzle embeddings is taken in parts. */
const LARGEST_TABLE = 2 ** 26

const answer = (message: Answer) => postMessage(message)

addEventListener('message', async ({ data: { files, task, identifiers } }: MessageEvent<Request>) => {
  try {
    const told = await describeCheckpoint(files)
    if (told.task !== 'generic' && told.task !== task) return answer({ otherTask: told.task })
    const { puzzleIdentifiers: rows, puzzleBytes: bytes } = told
    if (!identifiers && rows > 1 && bytes > LARGEST_TABLE) return answer({ rows, bytes })
    const onProgress = (progress: { loaded: number; total: number }) => answer({ progress })
    const options = { task, ...(identifiers && { identifiers }) }
    const blob = await convertCheckpoint(files, { ...options, onProgress })
    answer({ blob, notes: (await describeCheckpoint(files, options)).notes })
  } catch (error) {
    const { code, message } = error as HrmError
    if (typeof code !== 'string') throw error
    answer({ code, message })
  }
})
