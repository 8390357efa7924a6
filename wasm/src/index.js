import { createRuntime as createLocal } from './runtime.js'
import { readPuzzle } from './read-puzzle.js'

export { HrmError } from './errors.js'
export { createWorkerRuntime } from './worker-client.js'
export * from './tasks/index.js'

/** @type {typeof import('./index.d.ts').createRuntime} */
export const createRuntime = (options = {}) => createLocal(options, readPuzzle)
