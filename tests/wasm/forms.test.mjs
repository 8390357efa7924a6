// Forms in which people have puzzles, beyond ../shared/cases: each is read as what it is, or refused with what was seen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readList } from '../../wasm/src/data/list.js'
import { HrmError } from '../../wasm/src/errors.js'
import { arc, findTask } from '../../wasm/src/index.js'
import { FORMATS, LISTS_OF_PROGRAMS, TASKS_OF_PROGRAMS } from './formats.mjs'
import { FORMS, LISTS, MAZE, SUDOKU, TASKS } from './forms.mjs'
import { all } from './support.mjs'

/** What the work gives, or its sentence.
 * @template T @param {() => T | Promise<T>} work */
async function said(work) {
  try {
    return await work()
  } catch (error) {
    assert.ok(error instanceof HrmError, String(/** @type {Error} */ (error).stack))
    assert.ok(error.message.length > 15, error.message)
    return error.message
  }
}

const forms = { sudoku: { ...FORMS.sudoku, ...FORMATS.sudoku }, maze: { ...FORMS.maze, ...FORMATS.maze } }
const lists = { ...LISTS, ...LISTS_OF_PROGRAMS }
const arcTasks = { ...TASKS, ...TASKS_OF_PROGRAMS }

for (const [kind, right] of /** @type {const} */ ([
  ['sudoku', SUDOKU],
  ['maze', MAZE],
]))
  test(`${Object.keys(forms[kind]).length} forms of a ${kind}`, async () => {
    const task = /** @type {Required<import('../../wasm/src/index.d.ts').Task>} */ (findTask(kind))
    for (const [name, form] of Object.entries(forms[kind])) {
      const [text, sentence] = Array.isArray(form) ? form : [form]
      const what = await said(() => task.read(text).puzzles.map(({ cells }) => cells))
      if (sentence) assert.match(String(what), sentence, name)
      else assert.deepEqual(what, [right], name)
    }
  })

test(`${Object.keys(lists).length} forms of a list`, async () => {
  for (const [name, [source, right]] of Object.entries(lists)) {
    const what = await said(async () =>
      (await all(readList(source, { task: findTask('sudoku') }))).map((row) =>
        'error' in row ? 'error' : row.puzzle.cells,
      ),
    )
    if (right instanceof RegExp) assert.match(String(what), right, name)
    else assert.deepEqual(what, right, name)
  }
})

test(`${Object.keys(arcTasks).length} forms of ARC's tasks`, async () => {
  for (const [name, [text, right]] of Object.entries(arcTasks)) {
    const what = await said(() => arc.readTasks(text).tasks.map(({ train, test }) => [train.length, test.length]))
    if (right instanceof RegExp) assert.match(String(what), right, name)
    else assert.deepEqual(what, right, name)
  }
})
