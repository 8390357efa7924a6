// Forms in which people have puzzles, beyond ../shared/cases: each is read as what it is, or refused with what was seen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readList } from '../../wasm/src/data/list.js'
import { HrmError } from '../../wasm/src/errors.js'
import { arc, findTask } from '../../wasm/src/index.js'
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

for (const [kind, right] of /** @type {const} */ ([
  ['sudoku', SUDOKU],
  ['maze', MAZE],
]))
  test(`${Object.keys(FORMS[kind]).length} forms of a ${kind}`, async () => {
    const task = /** @type {Required<import('../../wasm/src/index.d.ts').Task>} */ (findTask(kind))
    for (const [name, form] of Object.entries(FORMS[kind])) {
      const [text, sentence] = Array.isArray(form) ? form : [form]
      const what = await said(() => task.read(text).puzzles.map(({ cells }) => cells))
      if (sentence) assert.match(String(what), sentence, name)
      else assert.deepEqual(what, [right], name)
    }
  })

test(`${Object.keys(LISTS).length} forms of a list`, async () => {
  for (const [name, [source, right]] of Object.entries(LISTS)) {
    const what = await said(async () =>
      (await all(readList(source, { task: findTask('sudoku') }))).map((row) =>
        'error' in row ? 'error' : row.puzzle.cells,
      ),
    )
    if (right instanceof RegExp) assert.match(String(what), right, name)
    else assert.deepEqual(what, right, name)
  }
})

test(`${Object.keys(TASKS).length} forms of ARC's tasks`, async () => {
  for (const [name, [text, right]] of Object.entries(TASKS)) {
    const what = await said(() => arc.readTasks(text).tasks.map(({ train, test }) => [train.length, test.length]))
    if (right instanceof RegExp) assert.match(String(what), right, name)
    else assert.deepEqual(what, right, name)
  }
})
