import { createRuntime as createLocal } from './runtime.js'
import { readPuzzle } from './read-puzzle.js'

export { HrmError } from './errors.js'
export { createWorkerRuntime } from './worker-client.js'
export { encodePuzzle, findTask, puzzleTasks, readOne, recognise, taskOf, taskWithId, tasks } from './tasks/index.js'
export * as arc from './tasks/arc.js'
export * as maze from './tasks/maze.js'
export * as sudoku from './tasks/sudoku.js'

/** @type {typeof import('./index.d.ts').createRuntime} */
export const createRuntime = (options = {}) => createLocal(options, readPuzzle)
