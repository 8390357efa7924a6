import type { Step } from 'hrm-wasm'

/** What a picture shows of z_H or z_L, one number a cell. */
export interface StateMap {
  /** Where the cell's state lies along the direction in which the cells differ most (first principal component),
   * from -1 to 1.
   */
  component: Float32Array
  /** How far its state moved in this segment: the length of the difference by the length of the state. Zero in
   * segment 1, before which nothing is known.
   */
  moved: Float32Array
}

/** A step with its states read: the states themselves are large, and a run has many. */
export type Thought = Omit<Step, 'z_H' | 'z_L' | 'cycles'> & {
  /** How far its grid is from right, see Judged. */
  amiss: number
  /** Where the states were on view. */
  maps?: Maps | undefined
}

export type Maps = Record<'H' | 'L', StateMap>

const ROUNDS = 12

/** Reads the states of one run's steps, in their order. */
export class StateReader {
  readonly #before: Partial<Record<'H' | 'L', { z: Float32Array; direction: Float64Array }>> = {}

  read(step: Step): Maps {
    return { H: this.#map('H', step.z_H!, step), L: this.#map('L', step.z_L!, step) }
  }

  #map(which: 'H' | 'L', z: Float32Array, { tokens, segment }: Pick<Step, 'tokens' | 'segment'>): StateMap {
    const cells = tokens.length
    const width = z.length / cells
    const last = segment > 1 ? this.#before[which] : undefined
    // Begun where the last segment's ended, so that the picture does not turn over between two segments.
    const direction = this.#before[which]?.direction ?? Float64Array.from({ length: width }, (_, i) => Math.cos(i))
    const component = firstComponent(z, cells, direction)
    this.#before[which] = { z, direction }
    const moved = new Float32Array(cells)
    if (last) {
      for (let cell = 0; cell < cells; cell++) {
        let difference = 0
        let length = 0
        for (let i = cell * width; i < (cell + 1) * width; i++) {
          difference += (z[i]! - last.z[i]!) ** 2
          length += z[i]! ** 2
        }
        moved[cell] = Math.sqrt(difference / (length || 1))
      }
    }
    return { component, moved }
  }
}

/** By power iteration on the centred cells; `direction` is where it begins, and receives where it ended. */
export function firstComponent(z: Float32Array, cells: number, direction: Float64Array): Float32Array {
  const width = direction.length
  const mean = new Float64Array(width)
  for (let i = 0; i < z.length; i++) mean[i % width]! += z[i]! / cells
  const projected = new Float32Array(cells)
  const project = () => {
    for (let cell = 0; cell < cells; cell++) {
      let sum = 0
      for (let i = 0; i < width; i++) sum += (z[cell * width + i]! - mean[i]!) * direction[i]!
      projected[cell] = sum
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    project()
    const next = new Float64Array(width)
    for (let cell = 0; cell < cells; cell++) {
      for (let i = 0; i < width; i++) next[i]! += projected[cell]! * (z[cell * width + i]! - mean[i]!)
    }
    const length = Math.hypot(...next)
    if (!length) break
    for (let i = 0; i < width; i++) direction[i] = next[i]! / length
  }
  project()
  const most = projected.reduce((far, value) => Math.max(far, Math.abs(value)), 0) || 1
  return projected.map((value) => value / most)
}
