import type { Model, ModelInfo, SolveOptions } from 'hrm-wasm'
import type { Puzzle, TaskName } from 'hrm-wasm/tasks'
import type { Thought } from './states.ts'
import type { Judged } from './verdict.ts'

/** What a text holds: at least one puzzle, and a word on what was put right in reading it. */
export interface Reading<P> {
  puzzles: readonly P[]
  note?: string | undefined
  /** Digits and nothing else: it may be a puzzle of this kind, and as well of another. */
  bare?: boolean
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

/** A puzzle as a model takes it. */
export interface Request {
  input: Parameters<Model['solve']>[0]
  halt: NonNullable<SolveOptions['halt']>
  puzzleIdentifier?: number
  /** Its cells show what is read out within a segment. */
  cycles?: boolean
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
  /** Throws HrmError where the model cannot take the puzzle. */
  request: (puzzle: P, info: ModelInfo) => Request
  judged: (puzzle: P, step: Omit<Thought, 'amiss'>) => Judged
  /** What a person is told after a refusal: “The board was left as it is.” */
  left: string
}
