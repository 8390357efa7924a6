/** The list of tasks. A new puzzle is one file beside this one and a line in each of this folder's two lists. */
import type { ModelInfo } from '../index.js'
import type { Encoded, Puzzle, Task } from './types.js'

export type { Encoded, Face, Grid, Mark, Puzzle, Reading, Task, Verdict } from './types.js'

/** Rules and text of one task each; also as modules of their own, such as `hrm-wasm/sudoku`. */
export * as arc from './arc.js'
export * as maze from './maze.js'
export * as sudoku from './sudoku.js'

export type TaskName = 'generic' | 'sudoku' | 'maze' | 'arc'

/** In the order of their ids. */
export const tasks: readonly Task<TaskName>[]
/** Those that have puzzles of their own. */
export const puzzleTasks: readonly Task<TaskName>[]
/** Undefined: no task has this name. */
export function findTask(name: string): Task<TaskName> | undefined
/** The task of a model. */
export function taskOf(info: Pick<ModelInfo, 'task'>): Task<TaskName>
/** The task of this id; that of an id which is not given out yet is the generic one. */
export function taskWithId(id: number): Task<TaskName>
/** The one puzzle that a text holds. Throws PUZZLE_INVALID where it holds several, or none. */
export function readOne(task: Task, text: string): Puzzle
/** A puzzle as the caller gives it, and as a model takes it: text, a Puzzle, the task's own numbers, or, as a
 * Uint16Array, the tokens themselves. Throws PUZZLE_INVALID.
 */
export function encodePuzzle(
  puzzle: string | Puzzle | ArrayLike<number>,
  info: Pick<ModelInfo, 'task' | 'config'>,
): { puzzle: Puzzle | undefined; encoded: Encoded }
/** Which of the tasks a text is of: each that can read it, with what it reads there. */
export function recognise(text: string): { task: Task<TaskName>; reading: import('./types.js').Reading }[]
