/** ARC's tasks: their JSON and its kin, the official encoding of a grid, and the comparison with a stated output. */
import type { Face, Grid, Puzzle, Task } from './types.js'

/** Rows of one length, of the colours 0 to 9. */
export type Colours = readonly (readonly number[])[]
export interface Pair {
  input: Colours
  /** Undefined: the file states none. */
  output?: Colours
}
export interface ArcTask {
  /** How its collection or it itself calls it. */
  name?: string
  /** May be empty. */
  train: readonly Pair[]
  /** May be empty: then there is nothing to ask. */
  test: readonly Pair[]
}

/** The largest grid that readTasks takes; a model takes less. */
export const SIDE_MOST: number

/**
 * Every task of a text: one task, a collection (by name, or a list), a list of pairs (each a test, the others its
 * demonstrations), a single grid as JSON or as rows
 * of digits; JSON with comments, trailing commas or Python's quotes. Throws PUZZLE_INVALID with a sentence.
 */
export function readTasks(text: string): {
  tasks: ArcTask[]
  note?: string
  /** Of a list of pairs: all of them as one task, of which the last is the test. */
  whole?: ArcTask
}
/** The tests of a task, as puzzles. */
export function puzzlesOf(task: ArcTask): Puzzle[]
/** One digit a cell. */
export function gridOf(colours: Colours): Grid
export function coloursOf(grid: Grid): number[][]
/** Puts a collection's stated outputs, as readTasks gives them, into its tests by name and place. */
export function withSolutions(tasks: readonly ArcTask[], solutions: readonly ArcTask[]): ArcTask[]

/** What the package knows of ARC, in the shape of all tasks. */
export const task: Task<'arc'>
/** The same without the reading of texts. */
export const rules: Task<'arc'>
/** Its part that shows puzzles. */
export const face: Face<'arc'>
