import { read, type WeightsEntry } from 'hrm-wasm/weights'
import { weights } from '../../assets.ts'
import type { learnt } from './grids.ts'

/** Cells of an example from which on nets gain by a start (model_weights/LOG.md). */
const LARGE = 90

/** Weights that the nets of a task begin with; undefined: anew. Throws HrmError where they cannot be had. */
export async function startFor(
  task: ReturnType<typeof learnt>,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const start = weights('arc', '-start')
  const { arcCellsOf } = await import('hrm-wasm/learn')
  if (!start || arcCellsOf(task) < LARGE) return undefined
  return (await read(start.from as WeightsEntry, { signal })).file
}
