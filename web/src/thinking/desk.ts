import { signal } from '@preact/signals'
import type { ModelInfo } from 'hrm-wasm'
import { Run, type Request } from './run.ts'
import type { Engine } from '../engine.ts'
import { linesOf } from './lines.ts'
import type { Thought } from './states.ts'
import type { Judged } from './verdict.ts'

/** How puzzles of one kind are read, asked for and judged. */
export interface Kind<P> {
  /** Throws HrmError PUZZLE_INVALID with a sentence. */
  read: (text: string) => P
  request: (puzzle: P, info: ModelInfo) => Request
  judged: (puzzle: P, step: Thought) => Judged
  /** What a person is told after a refusal: “The board was left as it is.” */
  left: string
}

/** Where a room's puzzle lies: its run, and how puzzles get in from outside. */
export class Desk<P> {
  readonly run: Run<P>
  /** Why a text was refused; empty if it was not. */
  readonly refusal = signal('')
  /** A dialog asks for a text. */
  readonly asking = signal(false)
  /** The text of a list to be solved; a new object for each list that comes in. */
  readonly list = signal<{ text: string } | undefined>(undefined)

  constructor(
    engine: Engine,
    puzzle: P,
    readonly kind: Kind<P>,
  ) {
    this.run = new Run(engine, puzzle, kind.request)
  }

  /** Another puzzle takes the place of the one that lies there. */
  load(puzzle: P): void {
    this.refusal.value = ''
    this.run.replace(puzzle)
  }

  /** What is to be done to take up a text that anybody may have written: a puzzle is put on the board, a list among the
   * lists. Nothing changes before. Throws HrmError PUZZLE_INVALID with a sentence.
   */
  taking(text: string): () => void {
    try {
      const puzzle = this.kind.read(text)
      return () => this.load(puzzle)
    } catch (error) {
      if (!this.#isList(text)) throw error
      return () => (this.list.value = { text })
    }
  }

  /** Takes a text up; on a refusal nothing changes and the sentence is shown. False: refused. */
  read(text: string): boolean {
    try {
      this.taking(text)()
      return true
    } catch (error) {
      this.refuse(error as Error)
      return false
    }
  }

  /** More than one line, and a puzzle in the first of them. */
  #isList(text: string): boolean {
    try {
      const lines = linesOf(text)
      this.kind.read(lines[0]!)
      return lines.length > 1
    } catch {
      return false
    }
  }

  refuse(error: Error): void {
    this.refusal.value = `${error.message} ${this.kind.left}`
  }

  ask(): void {
    this.refusal.value = ''
    this.asking.value = true
  }

  /** A single change by hand. */
  edit(puzzle: P, joined = false): void {
    this.refusal.value = ''
    this.run.send({ type: 'EDIT', puzzle, joined })
  }

  undo(redo: boolean): void {
    this.run.send({ type: redo ? 'REDO' : 'UNDO' })
  }
}
