import type { ComponentChildren } from 'preact'
import type { Desk } from '../thinking/desk.ts'
import { Action } from './action.tsx'

interface Props<P> {
  desk: Desk<P>
  /** The puzzle may not be changed now. */
  disabled: boolean
  canClear?: boolean
  onClear: () => void
  /** The puzzle can be given as text. */
  text?: boolean
  children?: ComponentChildren
}

/** What any puzzle can be done to: undo, redo, clear, and text. */
export function EditTools<P>({ desk, disabled, canClear = true, onClear, text = true, children }: Props<P>) {
  const { past, future } = desk.run.state.value
  return (
    <div class="row tools">
      <Action class="quiet" disabled={disabled || !past.length} onClick={() => desk.undo(false)}>
        Undo
      </Action>
      <Action class="quiet" disabled={disabled || !future.length} onClick={() => desk.undo(true)}>
        Redo
      </Action>
      <Action class="quiet" disabled={disabled || !canClear} onClick={onClear}>
        Clear
      </Action>
      {text && (
        <Action class="quiet" disabled={disabled} onClick={() => desk.ask()}>
          Paste text
        </Action>
      )}
      {children}
    </div>
  )
}
