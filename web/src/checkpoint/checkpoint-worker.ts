import type { ErrorCode, HrmError, ModelInfo } from 'hrm-wasm'
import { convertCheckpoint, taskOf, type Checkpoint } from 'hrm-wasm/convert'

/** task: the room's, which the checkpoint is for where its sizes do not tell. */
export interface Request {
  files: Checkpoint
  task: ModelInfo['task']
}
export type Answer =
  | { progress: { loaded: number; total: number } }
  | { blob: Blob }
  | { otherTask: ModelInfo['task'] }
  | { code: ErrorCode; message: string }

const answer = (message: Answer) => postMessage(message)

addEventListener('message', async ({ data: { files, task } }: MessageEvent<Request>) => {
  try {
    const told = taskOf(files)
    if (told !== 'generic' && told !== task) return answer({ otherTask: told })
    answer({ blob: await convertCheckpoint(files, { task, onProgress: (progress) => answer({ progress }) }) })
  } catch (error) {
    const { code, message } = error as HrmError
    if (typeof code !== 'string') throw error
    answer({ code, message })
  }
})
