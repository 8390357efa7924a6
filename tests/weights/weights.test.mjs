// What is claimed for the shipped weights, checked with the WebAssembly build. `make eval` measures the full files.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { evaluate } from '../../tools/eval-weights.mjs'
import { manifestOf } from '../../tools/weights-manifest.mjs'

const folder = new URL('../../model_weights/', import.meta.url)
const q8 = 'model_weights/sudoku.hrm'
const f32 = 'model_weights/sudoku-f32.hrm'

for (const name of (await readdir(folder)).filter((file) => file.endsWith('.hrm'))) {
  test(`the card names the sha256 of ${name}`, async () => {
    const sha256 = createHash('sha256')
      .update(await readFile(new URL(name, folder)))
      .digest('hex')
    const card = await readFile(new URL('README.md', folder), 'utf8')
    assert.ok(card.includes(sha256), `${name} is ${sha256}, which model_weights/README.md does not say`)
  })
}

test('the manifest is that of the files', async () => {
  const manifest = await readFile(new URL('manifest.json', folder), 'utf8')
  assert.equal(
    manifest,
    await manifestOf(fileURLToPath(folder)),
    'after a change of the weights: make weights-manifest',
  )
})

test('the package hrm-weights holds the files that its manifest names, and no other weights', async () => {
  const { weights, starts } = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'))
  const cwd = fileURLToPath(folder)
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--offline'], { cwd, stdio: 'pipe' }),
  )
  assert.deepEqual(
    files.map(({ path }) => path).filter((path) => path.endsWith('.hrm')),
    [...weights, ...starts].map(({ name }) => name).sort(),
  )
})

const noGuess = 'tests/data/sudoku-no-guess-1000.csv.gz'
const limit = 200
/** Four segments of the sixteen that a puzzle may take: they are enough for nearly all of these, and most are solved
 * by the second.
 */
const fourSegments = ['--limit', String(limit), '--segments', '4', '--halt', 'rules']
const quantized = evaluate(q8, noGuess, fourSegments)

test('at least 90 % exact within four segments on puzzles that need no guess', async () => {
  const { n, exact, ms_per_puzzle } = await quantized
  console.log(`int8: ${exact} exact of ${n}, ${ms_per_puzzle.toFixed(0)} ms a puzzle`)
  assert.equal(n, limit)
  assert.ok(exact >= 0.9, `exact is ${exact}`)
})

test('what one attempt leaves unsolved, further ones that guess solve', async () => {
  const { n, exact, solved_by_attempt } = await evaluate(q8, 'tests/data/sudoku-mixed-1000.csv.gz', [
    '--shard',
    '1/25',
    '--attempts',
    '16',
  ])
  console.log(`int8, attempts that guess: ${JSON.stringify(solved_by_attempt)} of ${n}`)
  assert.equal(n, 40)
  assert.ok(exact > solved_by_attempt[1] || exact === 1, `exact is ${exact}`)
})

for (const [kind, model, file, shard, mazes, segments, least] of /** @type {const} */ ([
  ['hard mazes of 15 x 15', 'maze', '15x15-hard-1000', '1/10', 100, 8, 0.85],
  ['mazes of 15 x 15 with nearer goals', 'maze', '15x15-near-far-300', '1/3', 100, 8, 0.8],
  ['hard mazes of 30 x 30', 'maze-large', '30x30-hard-100', '1/6', 17, 10, 0.6],
])) {
  test(`${kind}: at least ${100 * least} % get a shortest path in one pass that ends at the Q head's word`, async () => {
    const { n, exact, valid, solved_by_attempt } = await evaluate(
      `model_weights/${model}.hrm`,
      `tests/data/maze-${file}.csv.gz`,
      ['--shard', shard, '--segments', String(segments), '--halt', 'q'],
    )
    console.log(`int8: ${valid} valid, ${exact} as the label, of ${n} mazes`)
    assert.equal(n, mazes)
    assert.ok(valid >= least, `valid is ${valid}`)
    // Another shortest path than the label is right too.
    assert.deepEqual(solved_by_attempt, { 1: valid })
  })
}

// A recurrent net amplifies rounding: on the puzzles it hardly manages, another order of sums alone decides which it
// solves, in either direction. So few puzzles cannot show half a point; `make eval` measures all.
test('int8 solves as many as float32, within two puzzles in a hundred', async () => {
  const int8 = (await quantized).exact
  const float = await evaluate(f32, noGuess, fourSegments)
  console.log(`float32: ${float.exact} exact of ${float.n}, int8: ${int8}`)
  assert.equal(float.n, limit)
  assert.ok(Math.abs(int8 - float.exact) <= 0.02)
})

// The official code has its inner width rounded up, so what comes back is a wider file; it must say the same.
test('the sudoku net is a plain HRM: written under the official names and read back, it gives the same answers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hrm-official-'))
  /** @param {string[]} args */
  const hrm = (...args) =>
    execFileSync(process.execPath, ['wasm/bin/hrm.mjs', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const input = 'tests/data/sudoku-mixed-1000.csv.gz'
  /** @param {string} model */
  const answers = (model) =>
    hrm('eval', '--model', model, '--input', input, '--limit', '12', '--segments', '8')
      .trim()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).answer)
  try {
    const back = join(folder, 'back.hrm')
    hrm('checkpoint', '--model', f32, '--out', join(folder, 'official'))
    hrm('convert', '--checkpoint', join(folder, 'official'), '--task', 'sudoku', '--dtype', 'f32', '--out', back)
    const [there, again] = [answers(f32), answers(back)]
    assert.equal(there.length, 12)
    assert.deepEqual(again, there)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the maze nets are none: that there is no official code for cells that are not there is said', async () => {
  for (const name of ['maze', 'maze-large']) {
    const args = ['checkpoint', '--model', `model_weights/${name}.hrm`, '--out', join(tmpdir(), 'never')]
    const { status, stderr } = spawnSync(process.execPath, ['wasm/bin/hrm.mjs', ...args], { encoding: 'utf8' })
    assert.equal(status, 3, name)
    assert.match(stderr, /cells that are not there, for which there is no official code/)
  }
})
