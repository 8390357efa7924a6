// Mazes' rules and text; see maze.d.ts. The rules are those of tools/maze, which makes the training data.
import { HrmError } from './errors.js'

export const SIZE_LEAST = 2
export const SIZE_MOST = 64
const WALL_SHARE = 0.37

/** @type {typeof import('./maze.d.ts').sizeOf} */
export function sizeOf(maze) {
  const size = Math.sqrt(maze.length)
  if (!Number.isInteger(size) || size < SIZE_LEAST || size > SIZE_MOST) {
    throw new HrmError(
      'PUZZLE_INVALID',
      `A maze is a square of ${SIZE_LEAST} x ${SIZE_LEAST} to ${SIZE_MOST} x ${SIZE_MOST} cells; this text has ${maze.length}.`,
    )
  }
  return size
}

/** @type {typeof import('./maze.d.ts').parse} */
export function parse(text) {
  let maze = ''
  for (let position = 0; position < text.length; position++) {
    const character = text[position]
    if (character === '\n' || character === '\r') continue
    if (!'# SGo.'.includes(character)) {
      throw new HrmError(
        'PUZZLE_INVALID',
        `The character "${character}" at position ${position + 1} is none of "# SGo".`,
        { position },
      )
    }
    maze += character === '.' ? ' ' : character
    if (maze.length > SIZE_MOST ** 2) break
  }
  sizeOf(maze)
  return maze
}

/** @type {typeof import('./maze.d.ts').print} */
export function print(maze) {
  const size = sizeOf(maze)
  return Array.from({ length: size }, (_, row) => maze.slice(row * size, (row + 1) * size)).join('\n')
}

/** @type {typeof import('./maze.d.ts').framedCells} */
export function framedCells(size, side) {
  const before = Math.floor((side - size) / 2)
  return Array.from({ length: size * size }, (_, i) => (before + Math.floor(i / size)) * side + before + (i % size))
}

/** @type {typeof import('./maze.d.ts').frame} */
export function frame(maze, side) {
  const size = sizeOf(maze)
  if (size > side)
    throw new HrmError(
      'PUZZLE_INVALID',
      `This maze is ${size} x ${size}; the model takes mazes up to ${side} x ${side}.`,
    )
  const cells = Array(side * side).fill('#')
  framedCells(size, side).forEach((at, i) => (cells[at] = maze[i]))
  return cells.join('')
}

/** Down, left, right, up: the order that the labels ask for.
 * @param {number} cell @param {number} size */
function neighbours(cell, size) {
  const column = cell % size
  return [cell + size, column > 0 ? cell - 1 : -1, column + 1 < size ? cell + 1 : -1, cell - size].filter(
    (next) => next >= 0 && next < size * size,
  )
}

/** Breadth first. Distance -1: out of reach.
 * @param {ArrayLike<string>} maze @param {number} size @param {number} start */
function search(maze, size, start) {
  const distance = new Int16Array(size * size).fill(-1)
  const parent = new Int16Array(size * size).fill(-1)
  const queue = [start]
  distance[start] = 0
  for (const cell of queue) {
    for (const next of neighbours(cell, size)) {
      if (maze[next] === '#' || distance[next] >= 0) continue
      distance[next] = distance[cell] + 1
      parent[next] = cell
      queue.push(next)
    }
  }
  return { distance, parent }
}

/** The only cell that holds the character, or -1.
 * @param {string} maze @param {string} character */
function only(maze, character) {
  const first = maze.indexOf(character)
  return first === maze.lastIndexOf(character) ? first : -1
}

/** @param {string} maze */
function explore(maze) {
  const size = sizeOf(maze)
  const start = only(maze, 'S')
  const goal = only(maze, 'G')
  if (start < 0 || goal < 0) return { size, start, goal, shortest: -1 }
  const { distance, parent } = search(maze, size, start)
  return { size, start, goal, shortest: distance[goal], parent }
}

/** @type {typeof import('./maze.d.ts').solve} */
export function solve(maze) {
  const { start, goal, shortest, parent } = explore(maze)
  if (!parent || shortest < 0) return undefined
  const cells = [...maze]
  for (let cell = parent[goal]; cell !== start; cell = parent[cell]) cells[cell] = 'o'
  return { answer: cells.join(''), steps: shortest }
}

/** @type {typeof import('./maze.d.ts').hardSteps} */
export const hardSteps = (size) => Math.round(109 * (size / 30) ** 1.18)

/** @type {typeof import('./maze.d.ts').generate} */
export function generate({ size, next, minSteps = 1, drawings = 20_000 }) {
  for (let drawing = 0; drawing < drawings; drawing++) {
    /** @type {string[]} */
    const cells = Array.from({ length: size * size }, () => (next() < WALL_SHARE ? '#' : ' '))
    const start = Math.floor(next() * cells.length)
    cells[start] = 'S'
    const { distance } = search(cells, size, start)
    const far = [...cells.keys()].filter((cell) => distance[cell] >= Math.max(1, minSteps))
    if (!far.length) continue
    cells[far[Math.floor(next() * far.length)]] = 'G'
    return cells.join('')
  }
  return undefined
}

/** Moves along the marked cells from start to goal, or -1: every cell on the way must have exactly one continuation,
 * and no mark may be left.
 * @param {string} answer @param {number} size @param {number} start @param {number} goal */
function walk(answer, size, start, goal) {
  let marked = 0
  for (const cell of answer) if (cell === 'o') marked++
  let steps = 0
  for (let cell = start, before = -1; cell !== goal; steps++) {
    const ways = neighbours(cell, size).filter((next) => next !== before && (answer[next] === 'o' || next === goal))
    if (ways.length !== 1 || steps > marked) return -1
    before = cell
    cell = ways[0]
  }
  return steps === marked + 1 ? steps : -1
}

/** @param {number} n */
const moves = (n) => `${n} move${n === 1 ? '' : 's'}`

/** @type {typeof import('./maze.d.ts').judge} */
export function judge(question, answer) {
  const { size, start, goal, shortest } = explore(question)
  if (answer.length !== question.length)
    throw new HrmError('PUZZLE_INVALID', `The maze has ${question.length} cells, the answer ${answer.length}.`)
  /** @type {number[]} */
  const altered = []
  for (let i = 0; i < question.length; i++) {
    if (answer[i] !== question[i] && !(answer[i] === 'o' && question[i] === ' ')) altered.push(i)
  }
  if (start < 0 || goal < 0) {
    return {
      kind: 'unsolvable',
      altered,
      sentence: `The maze has no ${start < 0 ? 'start' : 'goal'}, or more than one.`,
    }
  }
  if (shortest < 0) return { kind: 'unsolvable', altered, sentence: 'No way leads from the start to the goal.' }
  if (altered.length) {
    return {
      kind: 'altered',
      shortest,
      altered,
      sentence: `Wrong: ${altered.length} cell${altered.length === 1 ? ' is' : 's are'} not what the maze holds.`,
    }
  }
  const steps = walk(answer, size, start, goal)
  if (steps < 0)
    return {
      kind: 'no-path',
      shortest,
      altered,
      sentence: 'Wrong: what is marked is not one path from the start to the goal.',
    }
  const detour = steps - shortest
  return detour
    ? {
        kind: 'longer',
        steps,
        shortest,
        altered,
        sentence: `A path of ${moves(steps)}, but ${detour} longer than the shortest.`,
      }
    : {
        kind: 'shortest',
        steps,
        shortest,
        altered,
        sentence: `Right: a path of ${moves(steps)}, and there is no shorter one.`,
      }
}
