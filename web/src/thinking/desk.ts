import { signal } from '@preact/signals'
import { HrmError, type ModelInfo } from 'hrm-wasm'
import { linesOf } from './lines.ts'
import { Run, type Request } from './run.ts'
import type { Engine } from '../engine.ts'
import type { Thought } from './states.ts'
import type { Judged } from './verdict.ts'

/** What a text holds: at least one puzzle, and a word on what was put right in reading it. */
export interface Reading<P> {
  puzzles: readonly P[]
  note?: string | undefined
  /** Digits and nothing else: it may be a puzzle of this kind, and as well of another. */
  bare?: boolean
}

/** What is to be done to take up a text. */
export interface Taking {
  open: () => void
  bare: boolean
}

/** How puzzles of one kind are read, asked for and judged. */
export interface Kind<P> {
  /** Rejects with HrmError PUZZLE_INVALID and a sentence. */
  read: (text: string) => Promise<Reading<P>>
  /** A puzzle as a line of a list, which `read` takes. */
  line: (puzzle: P) => string
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
  /** What was put right in the text that was read last; empty: nothing. */
  readonly note = signal('')
  /** A dialog asks for a text. */
  readonly asking = signal(false)
  /** Several puzzles that came in together. */
  readonly several = signal<readonly P[] | undefined>(undefined)
  /** A list of puzzles as text, some of which may be none. */
  readonly list = signal<string | undefined>(undefined)

  constructor(
    engine: Engine,
    puzzle: P,
    readonly kind: Kind<P>,
  ) {
    this.run = new Run(engine, puzzle, kind.request)
  }

  /** Another puzzle takes the place of the one that lies there. */
  load(puzzle: P): void {
    this.refusal.value = this.note.value = ''
    this.run.replace(puzzle)
  }

  /** What is to be done to take up a list of puzzles, one a line. Rejects where it is none of this kind's. */
  async listing(text: string): Promise<Taking> {
    const [first, second] = linesOf(text)
    const { bare } = await this.kind.read(first!)
    if (bare || second === undefined) throw new HrmError('PUZZLE_INVALID', 'These lines are no list of puzzles.')
    return { open: () => (this.list.value = text), bare: false }
  }

  /** What is to be done to take up a text that anybody may have written: one puzzle is put on the board, several are
   * offered. Nothing changes before. Rejects with HrmError PUZZLE_INVALID and a sentence.
   */
  async taking(text: string): Promise<Taking> {
    const { puzzles, note, bare = false } = await this.kind.read(text)
    const lines = puzzles.length > 1 && (await this.hasOtherLines(text, puzzles))
    const open = () => {
      if (puzzles.length === 1) this.load(puzzles[0]!)
      else if (lines) this.list.value = text
      else this.several.value = puzzles
      this.refusal.value = ''
      this.note.value = note ?? ''
    }
    return { open, bare }
  }

  /** Is it one puzzle a line, and lines beside them that are none? Those are told one by one, not left out. */
  private async hasOtherLines(text: string, puzzles: readonly P[]): Promise<boolean> {
    try {
      const lines = linesOf(text)
      const { puzzles: first } = await this.kind.read(lines[0]!)
      return (
        lines.length > puzzles.length && first.length === 1 && this.kind.line(first[0]!) === this.kind.line(puzzles[0]!)
      )
    } catch (error) {
      if (error instanceof HrmError) return false
      throw error
    }
  }

  /** Takes a text up; on a refusal nothing changes and the sentence is shown. False: refused. */
  async read(text: string): Promise<boolean> {
    try {
      ;(await this.taking(text)).open()
      return true
    } catch (error) {
      this.refuse(error as Error)
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
    this.refusal.value = this.note.value = ''
    this.run.send({ type: 'EDIT', puzzle, joined })
  }

  undo(redo: boolean): void {
    this.run.send({ type: redo ? 'REDO' : 'UNDO' })
  }
}
