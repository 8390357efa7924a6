// The commands of hrm-sudoku and hrm-maze: output, bad input, exit codes. HRM_BIN names the folder of the programs.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'

const bin = process.env.HRM_BIN ?? '.build/native'
const folder = mkdtempSync(join(tmpdir(), 'hrm-sudoku-'))
after(() => rmSync(folder, { recursive: true }))

function run(program, args, input = '') {
  const { status, stdout, stderr } = spawnSync(join(bin, program), args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { status, lines: stdout.split('\n').filter(Boolean), stderr }
}
const sudoku = (args, input) => run('hrm-sudoku', args.split(' '), input)
const maze = (args, input) => run('hrm-maze', args.split(' '), input)
function file(name, content) {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const easy = '53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79'
const easyAnswer = '534678912672195348198342567859761423426853791713924856961537284287419635345286179'
const hard = '8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..'
// easy with its rows as columns and digits 1 to 9 replaced by 9 to 1
const twin = [...Array(81).keys()]
  .map((i) => easy[(i % 9) * 9 + Math.floor(i / 9)])
  .map((c) => (c === '.' ? c : String(10 - Number(c))))
  .join('')

test('generate: the same seed gives the same puzzles whatever the number of threads, another seed others', () => {
  const base = 'generate --count 60 --difficulty 10-49 --seed'
  const one = sudoku(`${base} 7`)
  assert.equal(one.status, 0, one.stderr)
  assert.equal(one.lines[0], 'question,answer,clues,guesses')
  assert.equal(one.lines.length, 61)
  assert.match(one.stderr, /60 puzzles from \d+ of \d+ starts/)
  assert.deepEqual(sudoku(`${base} 7 --threads 3`).lines, one.lines)
  assert.notDeepEqual(sudoku(`${base} 8`).lines, one.lines)
  for (const line of one.lines.slice(1)) {
    const [question, , clues, guesses] = line.split(',')
    assert.equal(Number(clues), question.replaceAll('.', '').length)
    assert.ok(guesses >= 10 && guesses <= 49, line)
  }
})

test('generate: starts from a pool, and gives no twin of an excluded puzzle', () => {
  const pool = file('hard.csv.gz', gzipSync(`rating,puzzle\n11,${hard}\n`))
  const near = sudoku(`generate --count 5 --difficulty 50+ --seed 1 --from ${pool}`)
  assert.equal(near.status, 0, near.stderr)
  assert.equal(near.lines.length, 6)
  const made = file('made.csv', near.lines.join('\n'))
  const others = sudoku(`generate --count 5 --difficulty 50+ --seed 1 --from ${pool} --exclude ${made},${pool}`)
  assert.equal(others.lines.length, 6, others.stderr)
  for (const line of others.lines.slice(1)) assert.ok(!near.lines.includes(line))
  assert.equal(sudoku(`exclude --against ${made}`, others.lines.join('\n')).lines.length, 6)
})

test('generate: a wrong command line is said and exits with 2', () => {
  for (const args of [
    'generate',
    'generate --count 0',
    'generate --count x',
    'generate --count 1 --difficulty 9-1',
    'generate --count 1 --difficulty hard',
    'generate --count 1 --seed',
    'generate --count 1 --nothing 2',
    'nothing',
    'rate x',
    'canon x',
    'exclude',
  ]) {
    const { status, lines, stderr } = sudoku(args)
    assert.equal(status, 2, args)
    assert.equal(lines.length, 0)
    assert.match(stderr, /usage/)
  }
  const missing = sudoku('generate --count 1 --from /nowhere.csv')
  assert.equal(missing.status, 1)
  assert.match(missing.stderr, /nowhere\.csv: No such file/)
})

test('rate: bad lines are reported with their number, the rest goes on, the exit code is 1', () => {
  const input = [
    'question,answer',
    `${easy},${easyAnswer}`,
    easy.slice(1),
    `${easy.replace('.', 'x')},${easyAnswer}`,
    `55${easy.slice(2)},${easyAnswer}`,
    '',
    `${easy},${easyAnswer.replace('5', '4')}`,
    easy,
  ].join('\n')
  const { status, lines, stderr } = sudoku('rate', input)
  assert.equal(status, 1)
  assert.deepEqual(lines, ['question,answer,solutions,clues,guesses', `${easy},${easyAnswer},1,30,0`])
  for (const said of [
    'line 3: has fewer fields than the header',
    "line 4: question: character 3 is not a digit or '.'",
    'line 5: the answer changes a given',
    'line 7: the answer changes a given',
    'line 8: has fewer fields',
  ])
    assert.ok(stderr.includes(said), `${said} is missing in:\n${stderr}`)

  const bare = sudoku('rate', `${easy.slice(1)}\n55${easy.slice(2)}\n${easy.replaceAll('.', '0')}\n${'.'.repeat(81)}`)
  assert.equal(bare.status, 1)
  assert.match(bare.stderr, /line 1: question has 80 characters, not 81/)
  assert.match(bare.stderr, /line 2: no solution/)
  assert.ok(bare.lines.includes(`${easy},${easyAnswer},1,30,0`))
  assert.equal(bare.lines.at(-1).split(',')[2], '1000')

  const long = sudoku('rate', `${'1'.repeat(300000)}\n${easy}\n`)
  assert.equal(long.status, 1)
  assert.match(long.stderr, /line 1: line is too long/)
  assert.ok(long.lines.includes(`${easy},${easyAnswer},1,30,0`))
})

test('rate: gzip is read, a broken stream is an error', () => {
  const rows = sudoku('generate --count 500 --seed 2').lines.join('\n')
  const gz = gzipSync(rows)
  assert.equal(gunzipSync(gz).toString(), rows)
  assert.equal(sudoku('rate', gz).lines.length, 501)
  const broken = sudoku('rate', gz.subarray(0, gz.length / 2))
  assert.equal(broken.status, 1)
  assert.match(broken.stderr, /gzip|middle|characters/)
})

test('canon and exclude: twins have one form and are dropped, others stay with their columns', () => {
  const { status, lines } = sudoku('canon', `${easy}\n${twin}\n${hard}\n`)
  assert.equal(status, 0)
  const [a, b, c] = lines.slice(1).map((line) => line.split(',')[1])
  assert.equal(a, b)
  assert.notEqual(a, c)
  const known = file('known.csv', `question\n${easy}\n`)
  const rest = sudoku(`exclude --against ${known}`, `set,question\nfirst,${twin}\nsecond,${hard}\n`)
  assert.equal(rest.status, 0)
  assert.deepEqual(rest.lines, ['set,question', `second,${hard}`])
  const several = sudoku('canon', '.'.repeat(81))
  assert.equal(several.status, 1)
  assert.match(several.stderr, /line 1: more than one solution/)
})

test('hrm-maze: generates checked mazes, reports bad lines and options', () => {
  const made = maze('generate --size 15 --count 20 --hard --seed 3')
  assert.equal(made.status, 0)
  assert.equal(made.lines[0], 'question,answer,shortest_path_steps')
  for (const line of made.lines.slice(1)) assert.ok(Number(line.split(',')[2]) >= 48, line)
  assert.deepEqual(maze('check', made.lines.join('\n')).lines, Array(20).fill('shortest'))
  const [question, answer] = made.lines[1].split(',')
  const judged = maze('check', `${question},${answer}\n${question},${answer.slice(1)}\n${question},${question}\n`)
  assert.equal(judged.status, 1)
  assert.deepEqual(judged.lines, ['shortest', 'no-path'])
  assert.match(judged.stderr, /line 2: /)
  for (const args of [
    'generate',
    'generate --count 1 --size 4',
    'generate --count 1 --size 65',
    'generate --count',
    'generate --count -1',
    'generate --count 1 --min-steps 0',
    'nothing',
  ])
    assert.equal(maze(args).status, 2, args)
})

test('the evaluation files: 1,000 classes each, none in both, none in the public evaluation files', (t) => {
  const none = 'tests/data/sudoku-no-guess-1000.csv.gz'
  const mixed = 'tests/data/sudoku-mixed-1000.csv.gz'
  const text = Object.fromEntries([none, mixed].map((path) => [path, gunzipSync(readFileSync(path))]))
  const ratings = (path) =>
    text[path]
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[3]))
  assert.deepEqual(ratings(none), Array(1000).fill(0))
  const bins = [
    [0, 0],
    [1, 9],
    [10, 49],
    [50, Infinity],
  ]
  assert.deepEqual(
    bins.map(([low, high]) => ratings(mixed).filter((r) => r >= low && r <= high).length),
    Array(4).fill(250),
  )
  for (const path of [none, mixed])
    assert.equal(
      new Set(
        sudoku('canon', text[path])
          .lines.slice(1)
          .map((line) => line.split(',')[1]),
      ).size,
      1000,
    )
  assert.equal(sudoku(`exclude --against ${none}`, text[mixed]).lines.length, 1001)
  for (const path of ['../shared/data/sudoku/extreme-dev.csv.gz', '../shared/data/sudoku/bench-100.csv.gz']) {
    if (!existsSync(path)) {
      t.diagnostic(`${path} is absent and not compared`)
      continue
    }
    for (const own of [none, mixed])
      assert.equal(sudoku(`exclude --against ${path}`, text[own]).lines.length, 1001, path)
  }
})
