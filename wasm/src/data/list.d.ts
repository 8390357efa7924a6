/** Lists of puzzles, as files of data sets and of collections hold them: the one reader of the page's list and of
 * `hrm eval`.
 */
import type { Bytes, Task } from '../index.js'
import type { Grid, Puzzle } from '../tasks/index.js'

export interface ListOptions {
  /** Whose puzzles these are. Default: nobody's; then a puzzle's cells, and its answer's, are the fields as they stand. */
  task?: Task
  /** The column of the puzzles, of their answers, of their rating: by its name or, from 1, its place. Default: those of
   * the names that are known; without a header, the first that holds puzzles.
   */
  question?: string
  answer?: string
  /** For messages, say "train.csv". */
  name?: string
}

export interface ListRow {
  index: number // from 0
  line: number // of the file, from 1; of JSON the entry
  text: string // as it stands in the file
  puzzle: Puzzle
  /** Undefined where the list states none. */
  answer?: Grid
  rating: number | null
  /** What was put right in reading it. */
  note?: string
}
/** A line that holds no puzzle, and why; it spoils no other. */
export interface BadRow {
  index: number
  line: number
  text: string
  error: string
}

/** A file's content, whole or as it comes. */
export type ListSource = string | Blob | Bytes | AsyncIterable<Uint8Array>

/**
 * Each puzzle of a list: tables with commas, semicolons, tabs, bars or colons, with or without a header, quotes, comments
 * and line breaks in fields; one puzzle a line; JSON and JSON lines; ARC's collections; puzzles drawn one after the other;
 * UTF-8 or UTF-16; as gzip, bzip2 or zip. Throws DATA_INVALID where the file itself is at fault.
 */
export function readList(source: ListSource, options?: ListOptions): AsyncGenerator<ListRow | BadRow>

/** The texts of a source: of a packed file what is in it, of an archive every file. Throws DATA_INVALID. */
export function readTexts(source: ListSource, name?: string): AsyncGenerator<{ name: string; text: string }>

/** The names of columns that are known, in lower case. */
export const COLUMNS: { question: readonly string[]; answer: readonly string[]; rating: readonly string[] }
