import { signal } from '@preact/signals'
import { HrmError } from 'hrm-wasm'
import type { Kind, List } from './kind.ts'
import { Run } from './run.ts'
import type { Engine } from '../engine.ts'

/** What is to be done to take up a text. */
export interface Taking {
  open: () => void
  bare: boolean
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
  /** Several puzzles that came in together, of a kind that has no lists. */
  readonly several = signal<readonly P[] | undefined>(undefined)
  /** A list of puzzles, some of whose lines may be none. */
  readonly list = signal<List<P> | undefined>(undefined)

  constructor(
    engine: Engine,
    puzzle: P,
    readonly kind: Kind<P>,
  ) {
    this.run = new Run(engine, puzzle, kind)
  }

  /** Another puzzle takes the place of the one that lies there. */
  load(puzzle: P): void {
    this.refusal.value = this.note.value = ''
    this.run.replace(puzzle)
  }

  /** The puzzles of a list, in whatever form. Rejects with HrmError and a sentence where it is none of this kind's. */
  async entries(text: string): Promise<List<P>> {
    return (await import('../files/list.ts')).entriesOf(this.kind, text)
  }

  /** What is to be done to take up a list of puzzles; of one only, to put it on the board. Rejects where it is none of
   * this kind's; mayBeBad: not where all of its lines are wrong.
   */
  async listing(text: string, mayBeBad = false): Promise<Taking> {
    const list = await this.entries(text)
    const [first] = list.entries
    const areBad = list.entries.every(({ puzzle }) => puzzle === undefined)
    if (!first || (areBad && !(mayBeBad && list.entries.length > 1)))
      throw new HrmError('PUZZLE_INVALID', first?.note ?? 'These lines are no list of puzzles.')
    const { puzzle, note } = first
    const open = () => {
      if (list.entries.length > 1 || puzzle === undefined) this.list.value = list
      else this.load(puzzle)
      this.refusal.value = ''
      this.note.value = (list.entries.length === 1 && note) || ''
    }
    return { open, bare: false }
  }

  /** What is to be done to take up a text that anybody may have written: one puzzle is put on the board, several are
   * offered. Nothing changes before. Rejects with HrmError PUZZLE_INVALID and a sentence.
   */
  async taking(text: string): Promise<Taking> {
    const { puzzles, note, bare = false } = await this.kind.read(text)
    const list =
      puzzles.length > 1 && this.kind.from
        ? await (await import('../files/list.ts')).listOf(this.kind, text, puzzles)
        : undefined
    const open = () => {
      if (puzzles.length === 1) this.load(puzzles[0]!)
      else if (list) this.list.value = list
      else this.several.value = puzzles
      this.refusal.value = ''
      this.note.value = note ?? ''
    }
    return { open, bare }
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
