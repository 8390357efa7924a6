// The command line on what people have: mazes, ARC, lists without answers, folders.
import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { hrm, jsonLines } from './cli.mjs'
import { HARD, HARD_SOLVED, SUDOKU, echoWeights, makeModel, temporaryFolder } from './support.mjs'

/** Models that say back what they are given. @type {Record<'sudoku' | 'maze' | 'arc', string>} */
let models
/** @type {string} */
let folder
before(async () => {
  folder = await temporaryFolder()
  /** @param {string} name @param {object} sizes */
  const make = async (name, sizes) => {
    const path = join(folder, `${name}.hrm`)
    await writeFile(path, await makeModel({ ...SUDOKU, ...sizes }, echoWeights()))
    return path
  }
  models = {
    sudoku: await make('sudoku', {}),
    maze: await make('maze', { task: 2, seq_len: 36, grid_rows: 6, grid_cols: 6, vocab_size: 6 }),
    arc: await make('arc', { task: 3, seq_len: 36, grid_rows: 6, grid_cols: 6, vocab_size: 12 }),
  }
})

test('solve says of a maze what its answer is, in its own frame; larger ones are refused with the sizes', async () => {
  const { code, stdout } = await hrm(['solve', '--model', models.maze, '--segments', '1', 'S..#\n##.G'])
  const { answer, kind, sentence, valid } = JSON.parse(stdout)
  assert.deepEqual([code, answer, kind, valid], [1, 'S  #\n## G', 'no-path', false])
  assert.match(sentence, /not one path from the start to the goal/)
  const large = await hrm(['solve', '--model', models.maze, `S${'.'.repeat(7)}\n${'.'.repeat(7)}G`])
  assert.deepEqual([large.code, large.stdout], [3, ''])
  assert.match(large.stderr, /8 x 2; the model takes mazes up to 6 x 6/)
})

test('eval without answers has valid and no exact; answers that are one of several are not counted', async () => {
  /** @param {string} input */
  const summaryOf = async (input) => {
    const { code, stdout, stderr } = await hrm(['eval', '--model', models.sudoku, '--input', '-', '--segments', '1'], {
      input,
    })
    assert.equal(code, 0, stderr)
    return jsonLines(stdout).pop().summary
  }
  const bare = await summaryOf(`${HARD}\n${HARD_SOLVED}\n`)
  assert.deepEqual([bare.n, bare.valid, 'exact' in bare, 'cell' in bare], [2, 0.5, false, false])
  const open = await summaryOf(`puzzle;solution\n${'.'.repeat(81)};${HARD_SOLVED}\n${HARD_SOLVED};${HARD_SOLVED}\n`)
  assert.deepEqual([open.n, open.valid, open.exact], [2, 0.5, 1])
})

test('columns of other names are read where they are named, and only then', async () => {
  const input = `x,y\n${HARD_SOLVED},${HARD_SOLVED}\n`
  const args = ['eval', '--model', models.sudoku, '--input', '-', '--segments', '1']
  const named = await hrm([...args, '--question', 'x', '--answer', 'y'], { input })
  assert.equal(jsonLines(named.stdout).pop().summary.exact, 1, named.stderr)
  const wrong = await hrm([...args, '--question', 'z'], { input })
  assert.equal(wrong.code, 3)
  assert.match(wrong.stderr, /no column "z" for --question; its first line has "x", "y"/)
})

test('ARC: solve judges each test, eval gives pass@1 and pass@2, answers may be in a file of their own', async () => {
  const [same, other] = [[[1, 2]], [[2, 1]]]
  const pair = { input: same, output: same }
  const solved = await hrm(['solve', '--model', models.arc, '--segments', '1', '-'], {
    input: JSON.stringify({ train: [pair], test: [pair, { input: same, output: other }, { input: same }] }),
  })
  assert.deepEqual(
    jsonLines(solved.stdout).map(({ answer, kind }) => [answer, kind]),
    [
      ['12', 'same'],
      ['12', 'other'],
      ['12', undefined],
    ],
    solved.stderr,
  )
  const tasks = join(folder, 'tasks')
  await mkdir(tasks)
  const challenges = { a: { train: [pair], test: [{ input: same }] }, b: { train: [pair], test: [{ input: same }] } }
  await writeFile(join(tasks, 'x_challenges.json'), JSON.stringify(challenges))
  await writeFile(join(tasks, 'x_solutions.json'), JSON.stringify({ a: [same], b: [other] }))
  const { stdout, stderr } = await hrm([
    'eval',
    '--model',
    models.arc,
    '--input',
    tasks,
    '--segments',
    '1',
    '--attempts',
    '3',
  ])
  const lines = jsonLines(stdout)
  const { summary } = lines.pop()
  assert.deepEqual(
    [lines.map(({ name, exact }) => [name, exact]), summary['pass@1'], summary['pass@2']],
    [
      [
        ['a', true],
        ['b', false],
      ],
      0.5,
      0.5,
    ],
    stderr,
  )
  assert.ok(!('valid' in summary))
})
