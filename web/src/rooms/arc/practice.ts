import type { ArcBudget, ArcLook, ArcResult } from 'hrm-wasm/learn'
import type { Task } from './task.ts'

/** A point of the curves. */
export interface Point {
  /** Of the budget. */
  share: number
  /** Share of the examples' cells that the nets get right. */
  examples: number
  /** Share of the tests' cells that all nets make the same of. */
  agreed: number
}

/** What is known of a run, and kept. */
export interface Kept {
  task: Task
  budget: ArcBudget
  /** Practised, of about so many in all. */
  seconds: number
  secondsOf: number
  gflop: number
  share: number
  curve: readonly Point[]
  look: ArcLook | undefined
  result: ArcResult | undefined
  /** Of the net that is worth keeping, where its outputs have the size of their inputs. */
  file: Uint8Array<ArrayBuffer> | undefined
  /** The nets of eight views began with what was learnt of other tasks; or should have, and it could not be had. */
  start?: 'practised' | 'lost' | undefined
}
