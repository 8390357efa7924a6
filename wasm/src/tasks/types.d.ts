/** The shape of a task: everything that is known of a puzzle stands in one object of this type, in a file of its own
 * beside this one. index.js lists them.
 */
import type { ModelInfo } from '../index.js'

/** Another way to write the same puzzle: the twin's cell i is the puzzle's cell cells[i], the puzzle's token t is
 * written tokens[t] in the twin.
 */
export interface Symmetry {
  /** [seq_len] */
  cells: ArrayLike<number>
  /** [vocab_size] */
  tokens: ArrayLike<number>
}

/** A grid as it is drawn: one character a cell, row by row, rows * columns in all. The characters are the task's
 * marks.
 */
export interface Grid {
  rows: number
  columns: number
  cells: string
}

/** What a model is asked. */
export interface Puzzle extends Grid {
  /** How a collection calls it. */
  name?: string
  /** The answer that its file states, where the task has no rules that decide: ARC's test output. */
  answer?: Grid
  /** ARC: the task whose test this is, and which of its tests, from 0. */
  task?: import('./arc.js').ArcTask
  test?: number
}

/** What a text holds. */
export interface Reading {
  /** At least one. */
  puzzles: Puzzle[]
  /** A sentence on what was put right or left out in reading it, where anything was. */
  note?: string
}

/** What a cell can hold. */
export interface Mark {
  token: number
  character: string
  /** Of people: "wall", "7". */
  word: string
  /** What kind of mark it is, where several look alike: "digit". Default: its word. */
  part?: string
}

/** A puzzle as a model takes it. */
export interface Encoded {
  /** [seq_len] */
  tokens: Uint16Array
  /** [rows * columns] the model's cell of each of the puzzle's cells. */
  cells: ArrayLike<number>
  /** The model writes its answer into these very cells, whatever it leaves in others. */
  inPlace?: boolean
}

/** The one judgement of an answer. */
export interface Verdict {
  /** One of the task's own; what is right has the kind that the task calls `solved`. */
  kind: string
  /** For people. */
  sentence: string
  /** What the sentence is about, as values; the task's own. */
  details: Record<string, unknown>
}

/** How a task's puzzles look: enough to show one and to take a person's entries. */
export interface Face<Name extends string = string> {
  readonly name: Name
  /** Of people: "Sudoku". */
  readonly noun: string
  /** Every token that means something. */
  readonly marks: readonly Mark[]
  /** The characters by which its grids are known among other grids of text: tokens have the order of `marks` there, not
   * that of code points. Undefined: the two are the same, or the characters tell nothing.
   */
  readonly sign?: string
  /** The character of a cell that the model is to find, or may write into. */
  readonly blank?: string
  /** The character of a cell that a model of `rules` 8 leaves out (token 0), where the puzzle has such. */
  readonly leftOut?: string
  /** The characters that a person can enter into a puzzle. */
  readonly entries?: string
  /** The puzzle that shows where none is given. */
  readonly empty?: Puzzle
  /** The one puzzle of a text in the task's own plain form, which needs no reader: what print writes and what data sets
   * hold. Undefined: the text is in another form, or wrong.
   */
  readPlain?(text: string): Puzzle | undefined
  /** As text, one row a line, that read takes. */
  print?(grid: Grid): string
}

export interface Task<Name extends string = string> extends Face<Name> {
  /** As weights files state it (core/FORMAT.md), below 256. */
  readonly id: number
  /** What its texts are, for usage texts: 'rows of 9 cells, "." or 0 for blank'. Undefined: it has no text form. */
  readonly form?: string
  /** Of the official data set, by which checkpoints are told apart. */
  readonly sizes?: { readonly seq_len: number; readonly vocab_size: number }
  /** The verdict's kind that is right by the rules. Undefined: no rule decides, only a stated answer can. */
  readonly solved?: string

  /** Can a model of these sizes be of this task? */
  fits(info: Pick<ModelInfo, 'config'>): boolean
  /** The puzzles that a model takes, in words: "grids up to 30 x 30". */
  takes?(info: Pick<ModelInfo, 'config'>): string
  /** One puzzle or several from text in any form that is certain. Throws PUZZLE_INVALID with a sentence that says what
   * was seen.
   */
  read?(text: string): Reading
  /** A question that a program damaged in a way that can be undone, read; its answer, where it is stated, or the rules
   * confirm it. Undefined: it is no such thing.
   */
  repair?(text: string, answer: string | undefined): Reading | undefined
  /** How many answers are right, 2 for more than one; undefined: not known. Only asked of puzzles that state an answer. */
  countSolutions?(puzzle: Puzzle): 0 | 1 | 2 | undefined
  /** The answer that a file states for this puzzle, in any of these forms. Throws PUZZLE_INVALID. */
  readAnswer?(text: string, puzzle: Grid): Grid
  /** Throws PUZZLE_INVALID where the puzzle contradicts itself or the model cannot take it. */
  encode?(puzzle: Puzzle, info: Pick<ModelInfo, 'config'>): Encoded
  /** A puzzle from the task's own numbers, one a cell. Throws PUZZLE_INVALID. */
  fromNumbers?(numbers: ArrayLike<number>): Puzzle
  /** What the model wrote, in the puzzle's frame. Undefined: no grid at all. */
  decode?(tokens: ArrayLike<number>, puzzle: Grid, encoded: Encoded): Grid | undefined
  /** The puzzle that these tokens are, in the model's own frame. */
  fromTokens?(tokens: ArrayLike<number>): Puzzle
  /** Undefined where nothing decides: no rules, and no answer is stated. */
  judge?(puzzle: Puzzle, answer: Grid | undefined): Verdict | undefined
  /** A random symmetric twin of a puzzle in the model's frame; next: numbers in [0, 1). */
  twin?(next: () => number, info: Pick<ModelInfo, 'config'>): Symmetry
  /** Can a blank cell's answer be this token? Where it is known, further attempts guess. */
  isAnswer?(token: number): boolean
}
