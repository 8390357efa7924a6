// What a page needs of the tasks before any text is read: their rules without the readers, which it may fetch later
// (`hrm-wasm/tasks`).
export * as arc from './tasks/arc-rules.js'
export * as maze from './tasks/maze-rules.js'
export * as sudoku from './tasks/sudoku-rules.js'
export { RULES, encodeRead, rulesOf } from './tasks/rules.js'
