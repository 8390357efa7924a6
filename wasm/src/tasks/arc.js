// ARC's JSON and its kin; see arc.d.ts.
import { COLOURS, gridOf, puzzlesOf, rules } from './arc-rules.js'
import { unfenced } from './lines.js'
import { attempt, readJson, refuse } from './reading.js'

export { coloursOf, face, gridOf, puzzlesOf, rules } from './arc-rules.js'

/** @typedef {import('./arc.d.ts').Colours} Colours */
/** @typedef {import('./arc.d.ts').ArcTask} ArcTask */
/** @typedef {import('./arc.d.ts').Pair} Pair */

export const SIDE_MOST = 128
/** Of a text; the largest public collection has some 7 million characters. */
const LONGEST = 2 ** 26

/** @param {unknown} value @param {string} where @returns {Colours} */
function readGrid(value, where) {
  const rows = Array.isArray(value) ? value : refuse(`${where} is no grid.`)
  if (rows.length < 1 || rows.length > SIDE_MOST)
    refuse(`${where} has ${rows.length} rows; a grid has 1 to ${SIDE_MOST}.`)
  const cells = rows.map((row) => (typeof row === 'string' ? [...row.replace(/[\s,]/g, '')].map(Number) : row))
  cells.forEach((row, r) => {
    const place = `Row ${r + 1} of ${where}`
    if (!Array.isArray(row) || row.length < 1 || row.length > SIDE_MOST)
      refuse(`${place} is not 1 to ${SIDE_MOST} cells long.`)
    if (row.length !== cells[0].length)
      refuse(
        `The rows of ${where} are not of one length: row ${r + 1} has ${row.length} cells, row 1 ${cells[0].length}.`,
      )
    const wrong = row.findIndex(
      (/** @type {unknown} */ cell) => !Number.isInteger(cell) || Number(cell) < 0 || Number(cell) >= COLOURS,
    )
    if (wrong >= 0)
      refuse(`${place} holds ${JSON.stringify(row[wrong])} in cell ${wrong + 1}, which is no colour from 0 to 9.`)
  })
  return cells
}

/** A member of an object whatever its case.
 * @param {unknown} value @param {string} name */
function member(value, name) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const key = Object.keys(value).find((one) => one.toLowerCase() === name)
  return key === undefined ? undefined : /** @type {Record<string, unknown>} */ (value)[key]
}

/** @param {unknown} value */
const isEmpty = (value) => value === undefined || value === null || (Array.isArray(value) && !value.length)

/** Pairs as objects, as lists of two, or as an object of two lists.
 * @param {any} given @param {string} set @param {boolean} wantsOutput @returns {Pair[]} */
function readPairs(given, set, wantsOutput) {
  const inputs = member(given, 'input')
  const list = Array.isArray(inputs)
    ? inputs.map((input, i) => [input, /** @type {any} */ (member(given, 'output'))?.[i]])
    : given
  if (!Array.isArray(list)) return refuse(`“${set}” is no list of pairs.`)
  return list.map((pair, i) => {
    const [first, output] = Array.isArray(pair) ? pair : [member(pair, 'input'), member(pair, 'output')]
    const input = readGrid(first, `the input of ${set} pair ${i + 1}`)
    if (isEmpty(output) && !wantsOutput) return { input }
    return { input, output: readGrid(output, `the output of ${set} pair ${i + 1}`) }
  })
}

/** @param {any} value @returns {boolean} */
const isGrid = (value) => Array.isArray(value) && Array.isArray(value[0]) && !Array.isArray(value[0][0])
/** @param {any} value @returns {boolean} */
const isPair = (value) =>
  member(value, 'input') !== undefined || (Array.isArray(value) && value.length === 2 && value.every(isGrid))
/** @param {any} value */
const isPairs = (value) => Array.isArray(value) || member(value, 'input') !== undefined
/** Sets may be called as the lists of a task are: their members then are tasks.
 * @param {any} value @returns {boolean} */
const isTask = (value) => {
  const lists = [member(value, 'train'), member(value, 'test')].filter((list) => list !== undefined)
  return lists.length > 0 && !lists.some((list) => typeof list === 'object' && list !== null && !isPairs(list))
}

/** @param {any} value @param {string} [name] @returns {ArcTask} */
function readTask(value, name) {
  const said = member(value, 'name') ?? member(value, 'id')
  return {
    name: name ?? (typeof said === 'string' ? said : undefined),
    train: readPairs(member(value, 'train') ?? [], 'train', true),
    test: readPairs(member(value, 'test') ?? [], 'test', false),
  }
}

/** @param {Colours} input @param {string} [name] @returns {ArcTask} */
const single = (input, name) => ({ name, train: [], test: [{ input }] })

/** Demonstrations that a pair of a list gets of the others. */
const OTHERS_MOST = 20

/** A list of pairs of one rule, as re-arc writes them: each that has an output can be asked for, the others are its
 * demonstrations.
 * @param {Pair[]} pairs @returns {ReturnType<typeof import('./arc.d.ts').readTasks>} */
function fromPairs(pairs) {
  const whole = { train: pairs.slice(0, -1).filter(({ output }) => output), test: pairs.slice(-1) }
  if (pairs.length < 2) return { tasks: [whole] }
  return {
    tasks: pairs.map((pair, i) => ({
      name: `Pair ${i + 1}`,
      train: pairs.filter((other) => other !== pair && other.output).slice(0, OTHERS_MOST),
      test: [pair],
    })),
    note: `A list of ${pairs.length} pairs: each is a test, the others are its demonstrations.`,
    whole,
  }
}

/** What viewers of data sets put around each row. @param {any} value */
const rowOf = (value) => member(value, 'row') ?? value

/** @param {any} value @returns {ReturnType<typeof import('./arc.d.ts').readTasks>} */
function fromValue(value) {
  if (isTask(value)) return { tasks: [readTask(value)] }
  if (isGrid(value)) return { tasks: [single(readGrid(value, 'the grid'))] }
  if (Array.isArray(value) && value.length && value.every(isPair)) return fromPairs(readPairs(value, 'list', false))
  if (Array.isArray(value) && value.length && value.every((one) => isTask(rowOf(one))))
    return { tasks: value.map((one) => readTask(rowOf(one))) }
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  if (entries.length && entries.every(([, one]) => isTask(one)))
    return { tasks: entries.map(([name, one]) => readTask(one, name)) }
  if (entries.length && entries.every(([, one]) => Array.isArray(one) && one.every(isGrid)))
    return {
      tasks: entries.map(([name, one]) => ({
        name,
        train: [],
        test: one.map((/** @type {unknown} */ grid, /** @type {number} */ i) => ({
          input: readGrid(grid, `grid ${i + 1} of ${name}`),
        })),
      })),
      note: 'Grids by name, as a file of solutions holds them: what they answer is in the file of challenges.',
    }
  if (
    entries.length &&
    entries.every(([, one]) => Array.isArray(one) && one.every((answer) => member(answer, 'attempt_1')))
  )
    return refuse('This is a file of answers (attempt_1, attempt_2): the tasks are in the file of challenges.')
  // Sets of tasks by their names; or members that hold them, {"tasks": [...]}, beside others that do not.
  const sets = entries.filter(([, one]) => typeof one === 'object' && one !== null)
  if (entries.length === 1 && sets.length) return fromValue(sets[0][1])
  const read = sets.flatMap(([, one]) => attempt(() => fromValue(one)) ?? [])
  if (read.length === 1) return read[0]
  if (read.length && read.length === entries.length) return { tasks: read.flatMap(({ tasks }) => tasks) }
  return refuse('This JSON holds no task of ARC: a task has lists “train” and “test” of pairs of “input” and “output”.')
}

/** A grid behind its word, as prompts for language models show tasks. */
const SHOWN =
  /\b(input|output)\b[^\n\d[]{0,30}(?:\d{1,3}[^\n\d[]{0,10})?:?\s*(\[\[[\d\s,[\]]*\]\]|(?:^[ \t,]*\d[\d \t,]*$\n?)+)?/gimu

/** @param {string} text @returns {ReturnType<typeof import('./arc.d.ts').readTasks> | undefined} undefined: it is none */
function fromPrompt(text) {
  if (/^[[{("']/u.test(text)) return undefined
  /** @type {{ train: Pair[], test: Pair[] }} */
  const task = { train: [], test: [] }
  /** @type {Colours | undefined} */
  let input
  let isTest = false
  let end = 0
  const asTest = (/** @type {Colours | undefined} */ output) =>
    input && task.test.push({ input, ...(output ? { output } : {}) })
  for (const { 0: whole, 1: word, 2: drawn, index } of text.matchAll(SHOWN)) {
    if (!drawn) continue
    const grid = readGrid(
      drawn.startsWith('[') ? readJson(drawn) : drawn.trim().split('\n'),
      `an ${word.toLowerCase()}`,
    )
    if (/^input/iu.test(word)) {
      if (input && !isTest) refuse('An input of this prompt has no output, and is not called a test.')
      asTest(undefined)
      input = grid
      isTest = /\btest/iu.test(text.slice(end, index))
    } else {
      if (isTest) asTest(grid)
      else if (input) task.train.push({ input, output: grid })
      input = undefined
    }
    end = index + whole.length
  }
  asTest(undefined)
  return task.train.length + task.test.length ? { tasks: [task] } : undefined
}

/** @type {typeof import('./arc.d.ts').readTasks} */
export function readTasks(text) {
  if (text.length > LONGEST) refuse(`The text has ${text.length} characters; at most ${LONGEST} are read.`)
  // Of a program's source the value alone.
  const trimmed = unfenced(text.replace(/^\uFEFF/, '').trim())
    .trim()
    .replace(/^[\w\s:.]{1,99}=\s*(?=[[{])/u, '')
    .replace(/;$/u, '')
    .replace(/^(?:np\.)?array\(\s*(\[[^]*\])[^\]]*\)$/u, '$1')
  if (/^[\d\s,]+$/.test(trimmed)) {
    const rows = trimmed.split(/\r\n?|\n/).filter((row) => row.trim())
    if (new Set(rows.map((row) => row.replace(/[\s,]/g, '').length)).size > 1)
      refuse('The rows of the grid are not of one length.')
    return { tasks: [single(readGrid(rows, 'the grid'))] }
  }
  const prompt = fromPrompt(trimmed.replace(/\r\n?/gu, '\n'))
  if (prompt) return prompt
  const lines = trimmed.split(/\r\n?|\n/).filter((line) => line.trim())
  // JSON lines: a task each.
  if (lines.length > 1 && lines.every((line) => /^\s*\{.*\}\s*$/.test(line)))
    return { tasks: lines.flatMap((line) => fromValue(readJson(line)).tasks) }
  // A grid as numpy prints it has no commas.
  const isBare = /^\[\s*\[[\d\s[\]]+$/u.test(trimmed)
  return fromValue(readJson(isBare ? trimmed.replace(/(?<=\d)\s+(?=\d)/gu, ',').replace(/\]\s*\[/gu, '],[') : trimmed))
}

/** @type {typeof import('./arc.d.ts').withSolutions} */
export function withSolutions(tasks, solutions) {
  const known = new Map(solutions.map(({ name, test }) => [name, test]))
  return tasks.map((task) => ({
    ...task,
    test: task.test.map((pair, i) => ({ output: known.get(task.name)?.[i]?.input, ...pair })),
  }))
}

/** @type {import('./types.d.ts').Task<'arc'>} */
export const task = {
  ...rules,
  read(text) {
    const { tasks, note } = readTasks(text)
    const puzzles = tasks.flatMap(puzzlesOf)
    if (!puzzles.length) refuse('This task has no test: there is nothing to ask.')
    return { puzzles, note }
  },
  readAnswer: (text) => gridOf(readTasks(text).tasks[0].test[0].input),
}
