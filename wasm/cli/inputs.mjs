// What an evaluation reads: a list of puzzles in a file or on stdin, a folder of such files in JSON, or a data-set folder
// as the official code writes it.
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { HrmError, messageOf } from '../src/errors.js'
import { IGNORE_LABEL, countOf, identifiersOf } from '../src/data/examples.js'
import { readList } from '../src/data/list.js'
import { isFolder, readFolder } from './examples.mjs'
import { InputError } from './output.mjs'

/** @typedef {import('../src/tasks/index.d.ts').Task} Task */
/** @typedef {import('../src/data/list.d.ts').ListRow} ListRow */
/** @typedef {import('../src/data/list.d.ts').BadRow} BadRow */
/** @typedef {{ index: number, line: number, tokens: Uint16Array, labels: (number | null)[], puzzleIdentifier: number,
 * rating: null }} Example of a data set; a label that is null is asked of nobody */
/** @typedef {ListRow | BadRow | Example} Input */

/** @param {string} folder @returns {AsyncGenerator<Example>} */
async function* examplesOf(folder) {
  const examples = await readFolder(folder, 'test')
  const { inputs, labels, seq_len } = examples
  const identifiers = identifiersOf(examples)
  for (let index = 0; index < countOf(examples); index++) {
    const cells = /** @type {const} */ ([index * seq_len, (index + 1) * seq_len])
    yield {
      index,
      line: index + 1,
      tokens: inputs.slice(...cells),
      labels: Array.from(labels.subarray(...cells), (label) => (label === IGNORE_LABEL ? null : label)),
      puzzleIdentifier: identifiers[index],
      rating: null,
    }
  }
}

/** The puzzles of a folder of JSON files, such as ARC's; their answers may be in a file of their own, as Kaggle has them.
 * @param {string} folder @param {string[]} names @param {Task} task @returns {AsyncGenerator<ListRow | BadRow>} */
async function* tasksOf(folder, names, task) {
  const files = names.filter((name) => /\.json$/i.test(name)).sort()
  const challenges = files.filter((name) => !/solutions?\.json$/i.test(name))
  let index = 0
  for (const name of challenges) {
    const answers = files.find((one) => one !== name && one === name.replace(/challenges?(\.json)$/i, 'solutions$1'))
    for await (const row of readFileRows(join(folder, name), { task, answers: answers && join(folder, answers) }))
      yield { ...row, index: index++ }
  }
}

/** @param {string} path @param {{ task: Task, question?: string, answer?: string, answers?: string }} options
 * @returns {AsyncGenerator<ListRow | BadRow>} */
async function* readFileRows(path, { task, question, answer, answers }) {
  /** @type {Map<string, ListRow[]>} the rows of a file of answers by name */
  const stated = new Map()
  if (answers !== undefined)
    for await (const row of readFileRows(answers, { task }))
      if ('puzzle' in row) stated.set(row.puzzle.name ?? '', [...(stated.get(row.puzzle.name ?? '') ?? []), row])
  const name = path === '-' ? 'stdin' : path
  const source = path === '-' ? process.stdin : createReadStream(path)
  for await (const row of readList(source, { task, question, answer, name })) {
    const known = 'puzzle' in row && stated.get(row.puzzle.name ?? '')?.[row.puzzle.test ?? 0]?.puzzle
    yield known ? { .../** @type {ListRow} */ (row), answer: known } : row
  }
}

/** @param {string} input a file, a folder, or "-" @param {{ task: Task, question?: string, answer?: string, answers?:
 * string }} options @returns {AsyncGenerator<Input>} throws InputError or DATA_INVALID where the input itself is at
 * fault */
export async function* readInput(input, options) {
  try {
    if (await isFolder(input)) {
      const names = await readdir(input)
      const hasTasks = names.some((name) => /\.json$/i.test(name)) && !names.includes('dataset.json')
      return yield* hasTasks && options.task.read && !names.includes('test')
        ? tasksOf(input, names, options.task)
        : examplesOf(input)
    }
    if (!options.task.read)
      throw new HrmError(
        'PUZZLE_INVALID',
        `Puzzles for the task "${options.task.name}" have no text form; eval needs one.`,
      )
    yield* readFileRows(input, options)
  } catch (error) {
    if (error instanceof HrmError) throw error
    throw new InputError(`${input} cannot be read: ${messageOf(error)}`)
  }
}
