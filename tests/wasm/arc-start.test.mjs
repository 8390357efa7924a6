// Weights that nets of ARC tasks begin with, from the data to a net that begins with them.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ModelFile } from '../../wasm/cli/model-file.mjs'
import { KIND } from '../../wasm/src/layout.js'
import { chooseCore } from '../../wasm/src/modules.js'
import { hrm, jsonLines } from './cli.mjs'
import { inRepository } from './support.mjs'

const run = promisify(execFile)
/** @param {string[]} args */
const tool = async (...args) => (await run(process.execPath, [inRepository('tools/arc-start.mjs'), ...args])).stdout

/** The puzzle embeddings of a weights file, one after another. @param {string} path */
async function embeddings(path) {
  const { core } = await chooseCore({})
  const file = await ModelFile.open(core, path)
  const { num_puzzle_identifiers: rows, hidden_size: cols } = file.config
  const values = core.f32(core.alloc(4 * rows * cols), rows * cols)
  await file.fill({ kind: KIND.puzzleEmb, layer: 0, cols, name: '' }, values, 0)
  return { rows, cols, values: [...values], config: file.config }
}

test('joint data, a net that learns it, and the means of its views: what a task begins with', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hrm-arc-start-'))
  t.after(() => rmSync(folder, { recursive: true }))
  /** @param {string} rows */
  const grid = (rows) => rows.split('/').map((row) => [...row].map(Number))
  const pair = (/** @type {string} */ input, /** @type {string} */ output) => ({
    input: grid(input),
    output: grid(output),
  })
  const small = { train: [pair('12/00', '21/00'), pair('10/02', '20/01')], test: [pair('11/22', '22/11')] }
  const collection = join(folder, 'tasks.json')
  const large = { train: [pair('1'.repeat(30), '2'.repeat(30))], test: [pair('2'.repeat(30), '1'.repeat(30))] }
  const odd = { train: [pair('1', '12'), pair('12', '1')], test: [pair('1', '1')] }
  writeFileSync(collection, JSON.stringify({ one: small, two: small, named: small, large, odd }))
  writeFileSync(join(folder, 'names.txt'), 'named\n')
  const data = join(folder, 'data')
  const said = await tool(
    'data',
    data,
    collection,
    '--held',
    '0',
    '--without',
    join(folder, 'names.txt'),
    '--cells',
    '20',
    '--copies',
    '2',
  )
  assert.match(said, /^2 tasks, 96 examples, 16 identifiers\.$/m)
  const { code, stderr } = await hrm(
    ['learn', '--data', data, '--model', join(data, 'start.hrm'), '--out', join(folder, 'net.hrm')].concat(
      '--steps 4 --slots 4 --optimizer adamw --lr 0.01'.split(' '),
    ),
  )
  assert.equal(code, 0, stderr)
  await tool('finish', join(folder, 'net.hrm'), join(folder, 'start.hrm'))
  const before = await embeddings(join(folder, 'net.hrm'))
  const after = await embeddings(join(folder, 'start.hrm'))
  assert.deepEqual([before.rows, after.rows], [16, 8])
  assert.ok(before.values.some(Boolean), 'something was learnt')
  const half = 8 * before.cols
  after.values.forEach((value, i) =>
    assert.ok(Math.abs(value - (before.values[i] + before.values[half + i]) / 2) < 1e-6, `${i}`),
  )
  assert.deepEqual([after.config.grid_rows, after.config.grid_cols], [30, 61])
  // Joint training goes on from them, of another collection too: of each the first are left out that --held says.
  const more = join(folder, 'more.json')
  writeFileSync(more, JSON.stringify({ three: small, four: small }))
  const further = join(folder, 'further')
  const from = ['--cells', '20', '--copies', '2', '--from', join(folder, 'start.hrm')]
  const saidOfOne = await tool('data', further, collection, more, '--held', '5,1', ...from)
  assert.match(saidOfOne, /^1 tasks, 48 examples, 8 identifiers\.$/m)
  const saidOfAll = await tool('data', further, collection, more, '--held', '0', ...from)
  assert.match(saidOfAll, /^5 tasks, 240 examples, 40 identifiers\.$/m)
  const again = await embeddings(join(further, 'start.hrm'))
  assert.equal(again.rows, 40)
  again.values.forEach((value, i) => assert.equal(value, after.values[i % after.values.length], `${i}`))
  // A grid as large as ARC has any begins with them.
  const answered = await hrm([
    'arc',
    collection,
    '--task',
    'large',
    '--gflop',
    '1',
    '--start',
    join(folder, 'start.hrm'),
  ])
  assert.equal(answered.code, 0, answered.stderr)
  assert.equal(jsonLines(answered.stdout)[0].answers[0][0][0].length, 30)
  // Tasks of fewer cells can be left to begin anew.
  const start = ['--start', inRepository('model_weights/arc-start.hrm')]
  const answers = []
  for (const more of [[], start, [...start, '--start-from', '4'], [...start, '--start-from', '5']]) {
    const { code, stdout, stderr } = await hrm(['arc', collection, '--task', 'one', '--gflop', '1', ...more])
    assert.equal(code, 0, stderr)
    answers.push(JSON.stringify(jsonLines(stdout)[0].answers))
  }
  const [anew, begun, from4, from5] = answers
  assert.notEqual(begun, anew)
  assert.deepEqual([from4, from5], [begun, anew])
  assert.equal((await hrm(['arc', collection, '--start-from', '5'])).code, 2)
})

for (const name of ['arc-start.hrm', 'arc-start-f32.hrm'])
  test(`${name} is of such a net`, async () => {
    const { config, rows } = await embeddings(inRepository(`model_weights/${name}`))
    assert.deepEqual([rows, config.grid_rows, config.grid_cols, config.hidden_size], [8, 30, 61, 64])
  })
