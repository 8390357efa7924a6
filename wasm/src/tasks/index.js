// The list of tasks; see index.d.ts. What is known of a puzzle is in its own file.
import { HrmError } from '../errors.js'
import { task as arc } from './arc.js'
import { task as generic } from './generic.js'
import { task as maze } from './maze.js'
import { readOne, refuse } from './reading.js'
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

export { readOne }

/** @type {typeof import('./index.d.ts').recognise} */
export const recognise = (text) =>
  puzzleTasks.flatMap((task) => {
    try {
      const reading = task.read?.(text)
      return reading ? [{ task, reading }] : []
    } catch (error) {
      if (error instanceof HrmError && error.code === 'PUZZLE_INVALID') return []
      throw error
    }
  })

/** @param {ArrayLike<number>} tokens @param {import('../index.d.ts').ModelInfo['config']} config */
function checkTokens(tokens, { seq_len, vocab_size }) {
  if (tokens.length !== seq_len)
    refuse(`This model's puzzles have ${seq_len} cells; this one has ${tokens.length}.`)
  for (let i = 0; i < seq_len; i++) {
    if (!Number.isInteger(tokens[i]) || tokens[i] < 0 || tokens[i] >= vocab_size)
      refuse(`Token ${i + 1} is ${tokens[i]}; this model's tokens are 0 to ${vocab_size - 1}.`, i)
  }
}

/** @type {typeof import('./index.d.ts').encodePuzzle} */
export function encodePuzzle(given, info) {
  const task = taskOf(info)
  /** @param {import('./types.d.ts').Puzzle} puzzle */
  const encoded = (puzzle) => {
    if (!task.encode) return refuse(`Puzzles of a model for the task "${task.name}" are tokens.`)
    return { puzzle, encoded: task.encode(puzzle, info) }
  }
  if (typeof given === 'string') return encoded(readOne(task, given))
  if ('cells' in given) return encoded(given)
  if (!(given instanceof Uint16Array) && task.fromNumbers) return encoded(task.fromNumbers(given))
  checkTokens(given, info.config)
  const tokens = Uint16Array.from(given)
  return { puzzle: task.fromTokens?.(tokens), encoded: { tokens, cells: [...tokens.keys()] } }
}
