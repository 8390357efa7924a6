// A puzzle is known in few places: its own files, and a line in each list.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { findTask, puzzleTasks, tasks } from '../../wasm/src/index.js'
import { RULES } from '../../wasm/src/tasks/rules.js'
import { inRepository } from './support.mjs'

/** Files of the repository; undefined where this is no clone of it. @returns {string[] | undefined} */
function filesOfProject() {
  try {
    return execFileSync('git', ['ls-files', '-z'], { cwd: inRepository(''), encoding: 'utf8', maxBuffer: 2 ** 26 })
      .split('\0')
      .filter((path) => path && existsSync(inRepository(path)))
  } catch {
    return undefined
  }
}

const files = filesOfProject()
/** Tests, what people read, pictures, weights. */
const ASIDE = /^(tests|findings)\/|\.(md|svg|png|hrm|jsonl|gz)$/u
/** Files that name the puzzle and are none of its own. */
const MOST = 8

test(
  'the maze is named in its own files and in the lists, and nowhere else',
  { skip: !files && 'this is no clone of the repository' },
  () => {
    // A file or a folder of the maze has its name.
    const places = /** @type {string[]} */ (files)
      .filter((path) => !ASIDE.test(path) && !/maze/iu.test(path))
      .filter((path) => /maze/iu.test(readFileSync(inRepository(path), 'utf8')))
    console.log(`${places.length} files: ${places.join(', ')}`)
    assert.ok(places.includes('wasm/src/tasks/index.js'))
    assert.ok(places.length <= MOST, places.join(', '))
  },
)

test('the list of tasks and the list of their rules are one', () => {
  assert.deepEqual(
    tasks.map(({ name }) => name),
    Object.keys(RULES),
  )
  assert.deepEqual(
    tasks.map(({ id }) => id),
    [...tasks.keys()],
  )
  for (const { name, ...rules } of Object.values(RULES))
    for (const [key, value] of Object.entries(rules))
      assert.deepEqual(/** @type {any} */ (findTask(name))[key], value, `${name}.${key}`)
})

test('each puzzle has an entry of the package, a room, a row in the element’s manifest', () => {
  const { exports } = JSON.parse(readFileSync(inRepository('wasm/package.json'), 'utf8'))
  const parts = JSON.parse(readFileSync(inRepository('wasm/custom-elements.json'), 'utf8')).modules.flatMap(
    (/** @type {any} */ module) =>
      module.declarations.flatMap(
        (/** @type {any} */ one) => one.cssParts?.map((/** @type {any} */ p) => p.name) ?? [],
      ),
  )
  const rooms = readFileSync(inRepository('web/src/rooms/index.ts'), 'utf8')
  for (const { name, marks, entries = '' } of puzzleTasks) {
    assert.ok(exports[`./${name}`], name)
    assert.ok(rooms.includes(`./${name}/index.tsx`), name)
    for (const { part, word, character } of marks)
      if (entries.includes(character)) assert.ok(parts.includes(part ?? word), `${name}: ${part ?? word}`)
  }
})
