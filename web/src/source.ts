/** Where a room's weights come from. */
import type { LoadOptions } from 'hrm-wasm'
import type { WeightsEntry } from 'hrm-wasm/weights'

/** Makes weights of something else; loaded and total are of that. notes: sentences on what was inferred, preferred, left. */
export type Conversion = (
  options: LoadOptions & { signal: AbortSignal },
) => Promise<{ blob: Blob; notes: readonly string[] }>

/** A person's file, something that is converted into one, or weights known beforehand, which are verified and kept. */
export interface Source {
  name: string
  from: string | Blob | WeightsEntry | Conversion
  /** Of the conversion that made them. */
  notes?: readonly string[]
}
