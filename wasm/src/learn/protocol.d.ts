/** What the worker of a learner and its page say to each other. */
import type { Progress } from '../learn.js'

/** Where a run ends: of all steps and seconds it has had, whichever comes first. */
export interface End {
  steps?: number | undefined
  seconds?: number | undefined
}

/** Since the report before; what the page makes Progress of. */
export type Report = Omit<Progress, 'done' | 'gflops' | 'secondsLeft'>

/** Of a run that was made or gone on with. */
export interface Facts {
  bytes: number
  parameters: number
  flops: number // of a segment
  steps: number
  seconds: number
}
