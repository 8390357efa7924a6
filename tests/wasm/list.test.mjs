// Lists of puzzles: no row is lost, and what begins with # is a comment only if it is one.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { readList } from '../../wasm/src/data/list.js'
import { findTask } from '../../wasm/src/tasks/index.js'
import { inRepository } from './support.mjs'

/** @param {string | Blob} source @param {'sudoku' | 'maze'} name */
async function rowsOf(source, name) {
  const rows = []
  for await (const row of readList(source, { task: findTask(name) })) rows.push(row)
  return rows
}

test('every row of the project’s own evaluation files is read', async () => {
  const folder = inRepository('tests/data')
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv.gz'))
  assert.ok(files.length >= 5)
  for (const file of files) {
    const wanted = Number(/-(\d+)\.csv/.exec(file)?.[1])
    const rows = await rowsOf(
      new Blob([readFileSync(`${folder}/${file}`)]),
      file.startsWith('maze') ? 'maze' : 'sudoku',
    )
    assert.equal(rows.length, wanted, file)
    assert.deepEqual(
      rows.filter((row) => 'error' in row),
      [],
      file,
    )
  }
})

test('an answer whose path takes every free cell is read as one', async () => {
  const [row] = await rowsOf(`question,answer\nS G${'#'.repeat(6)},SoG${'#'.repeat(6)}`, 'maze')
  assert.equal('answer' in row && row.answer?.cells, `SoG${'#'.repeat(6)}`)
})

test('a maze’s row begins with # and is no comment, a damaged one neither; a comment is', async () => {
  const maze = '# # #  #S # ## #  #G  ## '
  const path = '# # #  #So# ##o#  #G  ## '
  const text = [
    '# small mazes, made by hand',
    'question,answer',
    `${maze},${path}`,
    '# these two are the same',
    `${maze},${path}`,
    `${maze.slice(0, -2)},${path}`,
  ].join('\n')
  const rows = await rowsOf(text, 'maze')
  assert.deepEqual(
    rows.map((row) => [row.line, 'error' in row]),
    [
      [3, false],
      [5, false],
      [6, true],
    ],
  )
})
