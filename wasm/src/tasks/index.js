// The list of tasks; see index.d.ts. What is known of a puzzle is in its own file.
import { HrmError } from '../errors.js'
import { task as arc } from './arc.js'
import { task as generic } from './generic.js'
import { task as maze } from './maze.js'
import { readOne, requireText } from './reading.js'
import { encodeRead } from './rules.js'
import { task as sudoku } from './sudoku.js'

/** @type {typeof import('./index.d.ts').tasks} */
export const tasks = [generic, sudoku, maze, arc]
export const puzzleTasks = tasks.filter(({ read }) => read)

/** @type {typeof import('./index.d.ts').findTask} */
export const findTask = (name) => tasks.find((task) => task.name === name)
/** @type {typeof import('./index.d.ts').taskOf} */
export const taskOf = ({ task }) => findTask(task) ?? generic
/** @type {typeof import('./index.d.ts').taskWithId} */
export const taskWithId = (id) => tasks.find((task) => task.id === id) ?? generic

export * as arc from './arc.js'
export * as maze from './maze.js'
export * as sudoku from './sudoku.js'
export { readOne }

/** @type {typeof import('./index.d.ts').recognise} */
export const recognise = (text) => {
  requireText(text)
  return puzzleTasks.flatMap((task) => {
    try {
      const reading = task.read?.(text)
      return reading ? [{ task, reading }] : []
    } catch (error) {
      if (error instanceof HrmError && error.code === 'PUZZLE_INVALID') return []
      throw error
    }
  })
}

/** @type {typeof import('./index.d.ts').encodePuzzle} */
export const encodePuzzle = (given, info) =>
  encodeRead(typeof given === 'string' ? readOne(taskOf(info), given) : given, info)
