import { useSignal, type Signal } from '@preact/signals'
import { usePaste } from '../parts/use-paste.ts'
import type { Run } from './run.ts'

/** How puzzles get into a room from outside. */
export interface Intake<P> {
  /** Why a text was refused; empty if it was not. */
  refusal: Signal<string>
  load: (puzzle: P) => void
  /** Takes a puzzle from text that anybody may have written; on a refusal nothing changes and the sentence is shown.
   * False: refused.
   */
  read: (text: string) => boolean
}

/** Text pasted on the page is read as well. left: what the person is told after a refusal. */
export function useIntake<P>(run: Run<P>, fromText: (text: string) => P, left: string): Intake<P> {
  const refusal = useSignal('')
  const load = (puzzle: P) => {
    refusal.value = ''
    run.replace(puzzle)
    run.send({ type: 'RESET' })
  }
  const read = (text: string) => {
    try {
      load(fromText(text))
      return true
    } catch (error) {
      refusal.value = `${(error as Error).message} ${left}`
      return false
    }
  }
  usePaste(read)
  return { refusal, load, read }
}
