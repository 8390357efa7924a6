// What is claimed for the shipped weights, checked with the WebAssembly build. `make eval` measures the full files.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { evaluate } from '../../tools/eval-weights.mjs'

const folder = new URL('../../model_weights/', import.meta.url)
const q8 = 'model_weights/sudoku.hrm'
const f32 = 'model_weights/sudoku-f32.hrm'

for (const name of ['sudoku.hrm', 'sudoku-f32.hrm']) {
  test(`the card names the sha256 of ${name}`, async () => {
    const sha256 = createHash('sha256').update(await readFile(new URL(name, folder))).digest('hex')
    const card = await readFile(new URL('README.md', folder), 'utf8')
    assert.ok(card.includes(sha256), `${name} is ${sha256}, which model_weights/README.md does not say`)
  })
}

test('at least 90 % exact in one pass on puzzles that need no guess', async () => {
  const summary = await evaluate(q8, 'tests/data/sudoku-no-guess-1000.csv.gz', ['--limit', '400'])
  console.log(`no guess: ${summary.exact} exact of ${summary.n}, ${summary.ms_per_puzzle} ms a puzzle`)
  assert.equal(summary.n, 400)
  assert.ok(summary.exact >= 0.9, `exact is ${summary.exact}`)
})

test('int8 solves as many as float32, within one puzzle in a hundred', async () => {
  const limit = ['--limit', '200']
  const quantized = await evaluate(q8, 'tests/data/sudoku-mixed-1000.csv.gz', limit)
  const float = await evaluate(f32, 'tests/data/sudoku-mixed-1000.csv.gz', limit)
  console.log(`mixed: int8 ${quantized.exact}, float32 ${float.exact} exact of ${float.n}`)
  assert.equal(quantized.n, 200)
  assert.ok(Math.abs(quantized.exact - float.exact) <= 0.01)
})
