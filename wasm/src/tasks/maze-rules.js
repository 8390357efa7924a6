// Mazes' rules, tokens and symmetries; see maze.d.ts. The rules are those of tools/maze, which makes the
// training data.
import { HrmError, requireObject } from '../errors.js'
import { RULE } from '../layout.js'
import { withRules } from './face.js'
import { randomSquareSymmetry } from './symmetry.js'

export const SIZE_LEAST = 2
export const SIZE_MOST = 64
const WALL_SHARE = 0.37

/** @param {number} size */
const isSize = (size) => Number.isInteger(size) && size >= SIZE_LEAST && size <= SIZE_MOST

/** @type {typeof import('./maze.d.ts').sizeOf} */
export function sizeOf(maze) {
  if (typeof maze !== 'string') throw new HrmError('ARGUMENT', 'A maze is a string of its cells, row by row.')
  const size = Math.sqrt(maze.length)
  if (!isSize(size)) {
    throw new HrmError(
      'PUZZLE_INVALID',
      `A maze is a square of ${SIZE_LEAST} x ${SIZE_LEAST} to ${SIZE_MOST} x ${SIZE_MOST} cells; this text has ${maze.length}.`,
    )
  }
  return size
}

/** @param {string} cells @param {number} columns @returns {string[]} */
const rowsOf = (cells, columns) =>
  Array.from({ length: cells.length / columns }, (_, row) => cells.slice(row * columns, (row + 1) * columns))

/** @type {typeof import('./maze.d.ts').print} */
export const print = (maze, columns = sizeOf(maze)) => rowsOf(maze, columns).join('\n')

/** @type {typeof import('./maze.d.ts').framedCells} */
export function framedCells(columns, side, rows = columns) {
  const [above, before] = [rows, columns].map((length) => Math.floor((side - length) / 2))
  return Array.from(
    { length: rows * columns },
    (_, i) => (above + Math.floor(i / columns)) * side + before + (i % columns),
  )
}

/** @type {typeof import('./maze.d.ts').frame} */
export function frame(maze, side, columns = sizeOf(maze)) {
  const rows = maze.length / columns
  if (Math.max(rows, columns) > side)
    throw new HrmError(
      'PUZZLE_INVALID',
      `This maze is ${columns} x ${rows}; the model takes mazes up to ${side} x ${side}.`,
    )
  const cells = Array(side * side).fill('#')
  framedCells(columns, side, rows).forEach((at, i) => (cells[at] = maze[i]))
  return cells.join('')
}

/** @type {typeof import('./maze.d.ts').squared} */
export const squared = ({ rows, columns, cells }) => frame(cells, Math.max(rows, columns), columns)

/** Down, left, right, up: the order that the labels ask for.
 * @param {number} cell @param {number} columns @param {number} count of all cells */
function neighbours(cell, columns, count) {
  const column = cell % columns
  return [cell + columns, column > 0 ? cell - 1 : -1, column + 1 < columns ? cell + 1 : -1, cell - columns].filter(
    (next) => next >= 0 && next < count,
  )
}

/** Breadth first. Distance -1: out of reach.
 * @param {ArrayLike<string>} maze @param {number} columns @param {number} start */
function search(maze, columns, start) {
  const distance = new Int16Array(maze.length).fill(-1)
  const parent = new Int16Array(maze.length).fill(-1)
  const queue = [start]
  distance[start] = 0
  for (const cell of queue) {
    for (const next of neighbours(cell, columns, maze.length)) {
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

/** @param {string} maze @param {number} columns */
function explore(maze, columns) {
  const start = only(maze, 'S')
  const goal = only(maze, 'G')
  if (start < 0 || goal < 0) return { start, goal, shortest: -1 }
  const { distance, parent } = search(maze, columns, start)
  return { start, goal, shortest: distance[goal], parent }
}

/** @type {typeof import('./maze.d.ts').solve} */
export function solve(maze, columns = sizeOf(maze)) {
  const { start, goal, shortest, parent } = explore(maze, columns)
  if (!parent || shortest < 0) return undefined
  const cells = [...maze]
  for (let cell = parent[goal]; cell !== start; cell = parent[cell]) cells[cell] = 'o'
  return { answer: cells.join(''), steps: shortest }
}

/** @type {typeof import('./maze.d.ts').hardSteps} */
export const hardSteps = (size) => Math.round(109 * (size / 30) ** 1.18)

/** @type {typeof import('./maze.d.ts').generate} */
export function generate(options) {
  requireObject(options, 'What generates a maze')
  const { size, next, minSteps = 1, drawings = 20_000 } = options
  if (!isSize(size))
    throw new HrmError('ARGUMENT', `size is a whole number from ${SIZE_LEAST} to ${SIZE_MOST}, not ${size}.`)
  if (typeof next !== 'function')
    throw new HrmError('ARGUMENT', 'next is a function that gives numbers in [0, 1), say Math.random.')
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
 * @param {string} answer @param {number} columns @param {number} start @param {number} goal */
function walk(answer, columns, start, goal) {
  let marked = 0
  for (const cell of answer) if (cell === 'o') marked++
  let steps = 0
  for (let cell = start, before = -1; cell !== goal; steps++) {
    const ways = neighbours(cell, columns, answer.length).filter(
      (next) => next !== before && (answer[next] === 'o' || next === goal),
    )
    if (ways.length !== 1 || steps > marked) return -1
    before = cell
    cell = ways[0]
  }
  return steps === marked + 1 ? steps : -1
}

/** @param {number} n */
const moves = (n) => `${n} move${n === 1 ? '' : 's'}`

/** @type {typeof import('./maze.d.ts').judge} */
export function judge(question, answer, columns = sizeOf(question)) {
  const { start, goal, shortest } = explore(question, columns)
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
  const steps = walk(answer, columns, start, goal)
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

/** Token of each character in the official data set: its place here, from 1. 0 is padding, which is wall, and what a
 * wall is for a model that leaves such cells out. */
const MARKS = '# SGo'
const WORDS = ['wall', 'free', 'start', 'goal', 'path']
/** @param {ArrayLike<number>} tokens */
const charactersOf = (tokens) => Array.from(tokens, (token) => (token ? (MARKS[token - 1] ?? '?') : '#')).join('')
/** @param {ArrayLike<number>} tokens the model's own frame, a square @returns {import('./types.d.ts').Puzzle} */
const square = (tokens) => ({
  rows: Math.sqrt(tokens.length),
  columns: Math.sqrt(tokens.length),
  cells: charactersOf(tokens),
})

/** @type {import('./types.d.ts').Face<'maze'>} */
export const face = {
  name: 'maze',
  noun: 'maze',
  marks: WORDS.map((word, i) => ({ token: i + 1, character: MARKS[i], word })),
  sign: 'SG',
  blank: ' ',
  leftOut: '#',
  entries: '# SG',
  readPlain(text) {
    const side = Math.sqrt(text.length)
    const isPlain = /^[# .]*S[# .]*G[# .]*$|^[# .]*G[# .]*S[# .]*$/.test(text) && Number.isInteger(side)
    return isPlain && side <= SIZE_MOST ? { rows: side, columns: side, cells: text.replaceAll('.', ' ') } : undefined
  },
  print: ({ columns, cells }) => print(cells, columns),
}

/** All but the reading of texts: what a worker needs. */
export const rules = /* @__PURE__ */ withRules(face, {
  id: 2,
  form: 'one row a line, "#" wall, "." or a space free, S start, G goal',
  sizes: { seq_len: 900, vocab_size: 6 },
  solved: 'shortest',
  fits: ({ config: { seq_len, vocab_size } }) =>
    vocab_size > MARKS.length && Number.isInteger(Math.sqrt(seq_len)) && seq_len >= 4 && seq_len <= SIZE_MOST ** 2,
  takes: ({ config: { seq_len } }) => `mazes up to ${Math.sqrt(seq_len)} x ${Math.sqrt(seq_len)}`,
  encode({ rows, columns, cells }, { config }) {
    const side = Math.sqrt(config.seq_len)
    const wall = config.rules & RULE.noCell0 ? 0 : 1
    return {
      tokens: Uint16Array.from(frame(cells, side, columns), (character) =>
        character === '#' ? wall : 1 + MARKS.indexOf(character),
      ),
      cells: framedCells(columns, side, rows),
    }
  },
  fromTokens: square,
  decode: (tokens, { rows, columns }, { cells }) => ({
    rows,
    columns,
    cells: charactersOf(Array.from(cells, (cell) => tokens[cell])),
  }),
  judge({ columns, cells }, answer) {
    const { kind, sentence, ...details } = judge(cells, answer?.cells ?? '', columns)
    return { kind, sentence, details }
  },
  twin: (next, { config }) => ({
    cells: randomSquareSymmetry(Math.sqrt(config.seq_len), next),
    tokens: [...Array(config.vocab_size).keys()],
  }),
})
