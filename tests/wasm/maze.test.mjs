import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import * as maze from '../../wasm/src/tasks/maze.js'
import { inRepository, random, refused } from './support.mjs'

const QUESTION = 'S     ###    #  # # G#   '

test('a maze is read with line breaks and dots, and written back', () => {
  assert.equal(maze.parse(QUESTION), QUESTION)
  assert.equal(maze.parse(maze.print(QUESTION).replaceAll('\n', '\r\n')), QUESTION)
  assert.equal(maze.parse(QUESTION.replaceAll(' ', '.')), QUESTION)
  assert.equal(maze.print(QUESTION).split('\n').length, 5)
})

test('what is no maze is refused with its place', async () => {
  assert.equal(
    (await refused(() => maze.parse(`${QUESTION.slice(0, 7)}x${QUESTION.slice(8)}`), 'PUZZLE_INVALID', /marks .*"x"/))
      .position,
    7,
  )
  for (const text of ['', 'S', QUESTION.slice(1), '#'.repeat(15), '#'.repeat(65 * 65), '#'.repeat(1e6), ' '.repeat(25)])
    await refused(
      () => maze.parse(text),
      'PUZZLE_INVALID',
      /square|no maze|64 cells|shows no start|the largest maze has 4,096 cells/,
    )
  await refused(() => maze.frame(QUESTION, 4), 'PUZZLE_INVALID', /5 x 5.*up to 4 x 4/)
  await refused(() => maze.judge(QUESTION, 'S'), 'PUZZLE_INVALID', /25 cells, the answer 1/)
})

test('a smaller maze stands in the middle, among walls', () => {
  const framed = maze.frame(QUESTION, 8)
  const at = maze.framedCells(5, 8)
  assert.equal(at.map((cell) => framed[cell]).join(''), QUESTION)
  assert.deepEqual([at[0], at[24]], [9, 45])
  assert.equal([...framed].filter((_, cell) => !at.includes(cell)).join(''), '#'.repeat(64 - 25))
  assert.equal(maze.frame(QUESTION, 5), QUESTION)
  assert.equal(maze.solve(framed)?.steps, maze.solve(QUESTION)?.steps)
})

test('walls are token 0 where the model leaves such cells out, and walls again in its answer', () => {
  const puzzle = { rows: 5, columns: 5, cells: QUESTION }
  const [all, few] = [0, 8].map((rules) =>
    /** @type {Required<typeof maze.task>} */ (maze.task).encode(
      puzzle,
      /** @type {any} */ ({ config: { seq_len: 36, vocab_size: 6, rules } }),
    ),
  )
  assert.deepEqual(
    [...few.tokens],
    [...all.tokens].map((token) => (token === 1 ? 0 : token)),
  )
  assert.equal(maze.task.decode?.(few.tokens, puzzle, few)?.cells, QUESTION)
  const lost = few.tokens.map((token) => (token === 2 ? 0 : token))
  assert.equal(maze.judge(QUESTION, maze.task.decode?.(lost, puzzle, few)?.cells ?? '').kind, 'altered')
})

test('every verdict, as the generator of the training data gives it', () => {
  /** @type {[string, string, string][]} */
  const cases = [
    [QUESTION, 'S    o### o  # o# # G#   ', 'shortest'],
    [QUESTION, 'S    o### ooo# o# # G#   ', 'no-path'], // a branch
    [QUESTION, 'S    o###    # o# # G#   ', 'no-path'], // a gap
    [QUESTION, 'S   oo### o  # o# # G#   ', 'no-path'], // a stray mark
    [QUESTION, 'S    o##o o  # o# # G#   ', 'altered'],
    [QUESTION, 'o    o### o  # o# # G#   ', 'altered'],
    [QUESTION, 'S    x### o  # o# # G#   ', 'altered'],
    [QUESTION, QUESTION, 'no-path'],
    [`S    ${' '.repeat(15)}G    `, 'Sooooooooo     oooooG    ', 'no-path'], // a wide path
    ['S     ###  # #      G    ', 'Soooo ###o # #oooooo' + 'G    ', 'longer'],
    ['S    #####          G    ', 'S    #####          G    ', 'unsolvable'],
    [`SS   ${' '.repeat(15)}G    `, `SS   ${' '.repeat(15)}G    `, 'unsolvable'],
    [' '.repeat(25), ' '.repeat(25), 'unsolvable'],
  ]
  for (const [question, answer, kind] of cases) assert.equal(maze.judge(question, answer).kind, kind, answer)
  assert.deepEqual(maze.judge(QUESTION, cases[4][1]).altered, [8])
  assert.match(maze.judge(cases[9][0], cases[9][1]).sentence, /path of 12 moves, but 8 longer/)
  assert.match(maze.judge(QUESTION, cases[0][1]).sentence, /Right.*4 moves/)
  assert.equal(maze.solve(cases[10][0]), undefined)
  assert.equal(maze.solve(cases[11][0]), undefined)
})

test('generated mazes are solvable, as far as asked, and the same for the same seed', () => {
  const seed = 3
  console.log(`seed ${seed}`)
  const next = random(seed)
  let walls = 0
  let cells = 0
  for (let size = 5; size <= 30; size++) {
    const minSteps = Math.round(0.6 * maze.hardSteps(size))
    const question = maze.generate({ size, next, minSteps })
    assert.ok(question)
    const label = maze.solve(question)
    assert.ok(label && label.steps >= minSteps)
    assert.equal(maze.judge(question, label.answer).kind, 'shortest')
    assert.equal(maze.parse(question), question)
    walls += question.split('#').length - 1
    cells += size * size
  }
  assert.ok(Math.abs(walls / cells - 0.37) < 0.05, `${walls / cells}`)
  assert.equal(maze.hardSteps(30), 109)
  assert.equal(maze.generate({ size: 9, next: random(5) }), maze.generate({ size: 9, next: random(5) }))
  assert.equal(maze.generate({ size: 5, next, minSteps: 25, drawings: 50 }), undefined)
})

const published = inRepository('../shared/data/maze/maze-30x30-hard-dev.csv.gz')
test('the labels of the public data set come out', { skip: !existsSync(published) && `${published} is absent` }, () => {
  const rows = gunzipSync(readFileSync(published)).toString().trimEnd().split(/\r?\n/).slice(1)
  assert.ok(rows.length > 100)
  for (const row of rows) {
    const [question, answer, steps] = row.split(',')
    assert.deepEqual(maze.solve(question), { answer, steps: Number(steps) })
  }
})
