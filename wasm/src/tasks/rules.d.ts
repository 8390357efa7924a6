/** `hrm-wasm/rules`: the tasks without the readers of their texts, which a page may fetch later (`hrm-wasm/tasks`). */
import type { Encoded, ModelInfo, Puzzle, Task, TaskName } from '../index.js'
import type { Face } from './types.js'
import type * as allOfArc from './arc.js'
import type * as allOfMaze from './maze.js'
import type * as allOfSudoku from './sudoku.js'

export const arc: Omit<typeof allOfArc, 'task' | 'readTasks' | 'withSolutions'>
export const maze: Omit<typeof allOfMaze, 'task' | 'parse'>
export const sudoku: Omit<typeof allOfSudoku, 'task' | 'parse'>

/** Every task by name. */
export const RULES: Record<TaskName, Task<TaskName>>
/** What shows a puzzle, of every task that has any. */
export const FACES: Record<Exclude<TaskName, 'generic'>, Face<Exclude<TaskName, 'generic'>>>
export function rulesOf(info: Pick<ModelInfo, 'task'>): Task<TaskName>
/** The name of the task with this id; of an id that is not given out yet the generic one. */
export function nameOf(id: number): TaskName
/** As encodePuzzle, of what is no text. */
export function encodeRead(
  puzzle: Puzzle | ArrayLike<number>,
  info: Pick<ModelInfo, 'task' | 'config'>,
): { puzzle: Puzzle | undefined; encoded: Encoded }
