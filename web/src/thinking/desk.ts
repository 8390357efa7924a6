import { signal } from '@preact/signals'
import { HrmError, type ModelInfo } from 'hrm-wasm'
import type { Puzzle, TaskName } from 'hrm-wasm/tasks'
import { readListOf } from '../files/list.ts'
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

/** A line of a list: its puzzle, or why it holds none. */
export interface Entry<P> {
  text: string
  puzzle?: P
  /** The list's own answer, where it states one. */
  stated?: P | undefined
  /** What was put right in reading it; where there is no puzzle, what was seen. */
  note?: string | undefined
}
export interface List<P> {
  entries: readonly Entry<P>[]
  isCut: boolean
}

/** How puzzles of one kind are read, asked for and judged. */
export interface Kind<P> {
  /** Rejects with HrmError PUZZLE_INVALID and a sentence. */
  read: (text: string) => Promise<Reading<P>>
  task: TaskName
  /** What the package read, as a puzzle of this kind. Rejects as `read` does. Undefined: there are no lists of them. */
  from?: (puzzle: Puzzle) => P | Promise<P>
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
  /** Several puzzles that came in together, of a kind that has no lists. */
  readonly several = signal<readonly P[] | undefined>(undefined)
  /** A list of puzzles, some of whose lines may be none. */
  readonly list = signal<List<P> | undefined>(undefined)

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

  /** The puzzles of a list, in whatever form. Rejects with HrmError and a sentence where it is none of this kind's. */
  async entries(text: string): Promise<List<P>> {
    const { task, from, line } = this.kind
    if (!from) throw new HrmError('PUZZLE_INVALID', 'These lines are no list of puzzles.')
    const { rows, isCut } = await readListOf(task, text)
    const entries = rows.map(async (row): Promise<Entry<P>> => {
      if ('error' in row) return { text: row.text, note: row.error }
      try {
        const puzzle = await from(row.puzzle)
        const stated = row.answer && (await from(row.answer))
        return { text: row.text.includes('\n') ? line(puzzle) : row.text, puzzle, stated, note: row.note }
      } catch (error) {
        if (error instanceof HrmError) return { text: row.text, note: error.message }
        throw error
      }
    })
    return { entries: await Promise.all(entries), isCut }
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
    const list = puzzles.length > 1 && this.kind.from ? await this.listOf(text, puzzles) : undefined
    const open = () => {
      if (puzzles.length === 1) this.load(puzzles[0]!)
      else if (list) this.list.value = list
      else this.several.value = puzzles
      this.refusal.value = ''
      this.note.value = note ?? ''
    }
    return { open, bare }
  }

  /** Where it is one puzzle a line, with the lines beside them that are none, and with the answers that it states. */
  private async listOf(text: string, puzzles: readonly P[]): Promise<List<P>> {
    const { line } = this.kind
    try {
      const list = await this.entries(text)
      const first = list.entries[0]?.puzzle
      const isSame = first !== undefined && line(first) === line(puzzles[0]!)
      if (isSame && list.entries.length >= puzzles.length) return list
    } catch (error) {
      if (!(error instanceof HrmError)) throw error
    }
    return { entries: puzzles.map((puzzle) => ({ text: line(puzzle), puzzle })), isCut: false }
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
