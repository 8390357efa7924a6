export { HrmError } from './errors.js'
export { createRuntime } from './runtime.js'
export { createWorkerRuntime } from './worker-client.js'
export * as sudoku from './sudoku.js'
