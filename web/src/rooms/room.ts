import type { ReadonlySignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import type { Engine } from '../engine.ts'
import type { Taking } from '../thinking/desk.ts'
import type { State } from '../thinking/machine.ts'

/**
 * A room of the page: one kind of puzzle. It owns its state machine, its view and how a model is asked; the shell gives
 * it an engine with weights of its task and the part of the address that is its own.
 */
export interface Room {
  /** Also the first part of the address: "#sudoku/...". */
  id: string
  name: string
  engine: Engine
  /** Its puzzle, of whatever kind. */
  desk: {
    run: { state: ReadonlySignal<State<unknown>>; replaced: ReadonlySignal<number> }
    taking(text: string): Promise<Taking>
    listing(text: string, mayBeBad?: boolean): Promise<Taking>
    refuse(error: Error): void
  }
  /** Takes up a state from the address, which anybody may have written. False: it was refused and nothing changed. */
  open(address: string): boolean
  /** The state as the address's own part. A signal read: the shell follows it. */
  address(): string
  /** It is at something else than its desk's thinking: also while another room is on view. */
  busy?: ReadonlySignal<boolean>
  /** What the tab's title says of that; empty: nothing. */
  mark?: ReadonlySignal<string>
  View: ComponentType
}
