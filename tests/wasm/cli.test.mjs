import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { HRM, hrm, jsonLines } from './cli.mjs'
import {
  GENERIC,
  HARD,
  HARD_SOLVED,
  SUDOKU,
  echoWeights,
  guessWeights,
  makeModel,
  randomWeights,
  temporaryFolder,
} from './support.mjs'

/** @type {string} */
let folder
/** @type {string} */
let echo
/** @type {string} */
let noise
/** @type {string} */
let generic
/** @type {string} */
let guess
/** @type {Uint8Array} */
let noiseBytes
before(async () => {
  folder = await temporaryFolder()
  ;[echo, noise, generic, guess] = ['echo.hrm', 'noise #1.hrm', 'generic.hrm', 'guess.hrm'].map((name) =>
    join(folder, name),
  )
  noiseBytes = await makeModel(SUDOKU, randomWeights(5))
  await writeFile(echo, await makeModel(SUDOKU, echoWeights()))
  await writeFile(noise, noiseBytes)
  await writeFile(generic, await makeModel(GENERIC, randomWeights(3)))
  await writeFile(guess, await makeModel(SUDOKU, guessWeights))
})

/** @param {string} text @param {string} [name] */
async function csvFile(text, name = 'puzzles.csv') {
  const path = join(folder, name)
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return path
}

test('info prints what the model is', async () => {
  const { code, stdout, stderr } = await hrm(['info', noise])
  assert.equal(code, 0, stderr)
  const info = JSON.parse(stdout)
  assert.deepEqual(
    [info.task, info.dtype, info.bytes, info.config.hidden_size],
    ['sudoku', 'q8', noiseBytes.length, 16],
  )
  assert.equal(info.sha256, createHash('sha256').update(noiseBytes).digest('hex'))
})

test('solve prints the answer; the exit code says whether it is one', async () => {
  const solved = await hrm(['solve', '--model', echo, HARD_SOLVED])
  assert.equal(solved.code, 0, solved.stderr)
  const answer = JSON.parse(solved.stdout)
  assert.deepEqual([answer.answer, answer.valid, answer.segments], [HARD_SOLVED, true, 1])
  assert.ok(answer.ms > 0)
  const unsolved = await hrm(['solve', '--model', echo, '--segments', '3', '-'], { input: `${HARD}\n` })
  assert.equal(unsolved.code, 1)
  assert.deepEqual([JSON.parse(unsolved.stdout).valid, JSON.parse(unsolved.stdout).segments], [false, 3])
  assert.match(JSON.parse(unsolved.stdout).sentence, /55 cells left blank/)
})

/** HARD_SOLVED without the first of a digit.
 * @param {number} digit */
const without = (digit) => HARD_SOLVED.replace(String(digit), '.')
/** A table of nine puzzles: each lacks one cell, of another digit. */
const NINE = ['question,answer', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${without(digit)},${HARD_SOLVED}`)]

test('attempts: solve says which one found the answer; eval counts them, in the same order with several jobs', async () => {
  // The model writes a 1 into every blank: a blank that wants another digit needs a twin that makes a 1 of it.
  const given = await hrm(['solve', '--model', guess, without(4)])
  assert.deepEqual([given.code, JSON.parse(given.stdout).attempt, JSON.parse(given.stdout).segments], [1, 1, 8])
  const found = await hrm(['solve', '--model', guess, '--segments', '2', '--attempts', '500', without(4)])
  assert.equal(found.code, 0, found.stderr)
  const solved = JSON.parse(found.stdout)
  assert.deepEqual([solved.answer, solved.valid, solved.segments], [HARD_SOLVED, true, 1])
  assert.ok(solved.attempt > 1 && solved.attempt <= 500)

  const input = [...NINE, `${HARD},${HARD_SOLVED}`].join('\n')
  const args = ['eval', '--model', guess, '--input', '-', '--segments', '2', '--attempts']
  const [one, two, few, single] = await Promise.all(
    [['500'], ['500', '--jobs', '2'], ['3', '--halt', 'rules'], ['1']].map((rest) =>
      hrm([...args, ...rest], { input }),
    ),
  )
  assert.deepEqual([one.code, two.code, few.code, single.code], [0, 0, 0, 0], one.stderr)
  const lines = jsonLines(one.stdout)
  const { summary } = lines.pop()
  assert.deepEqual(
    jsonLines(two.stdout)
      .slice(0, -1)
      .map((line) => ({ ...line, ms: 0 })),
    lines.map((line) => ({ ...line, ms: 0 })),
  )
  assert.deepEqual(
    lines.map(({ exact, segments, valid }) => [exact, segments, valid]),
    [...Array(9).fill([true, 1, true]), [false, 2, false]],
  )
  const used = lines.map((line) => line.attempt)
  assert.deepEqual([used[0], used[3], used[9]], [1, solved.attempt, 500])
  assert.deepEqual([summary.attempts, summary.mean_attempts], [500, used.reduce((sum, n) => sum + n, 0) / 10])
  const within = (/** @type {number} */ most) => used.slice(0, 9).filter((n) => n <= most).length / 10
  assert.deepEqual(
    summary.solved_by_attempt,
    Object.fromEntries([1, 2, 4, 8, 16, 32, 64, 128, 256, 500].map((most) => [most, within(most)])),
  )
  assert.equal(summary.solved_by_attempt[500], summary.exact)
  const fewer = jsonLines(few.stdout).pop().summary
  assert.deepEqual(fewer.solved_by_attempt, { 1: within(1), 2: within(2), 3: within(3) })
  const alone = jsonLines(single.stdout).pop().summary
  assert.deepEqual(
    [alone.attempts, alone.mean_attempts, alone.mean_segments, alone.solved_by_attempt],
    [1, 1, 2, { 1: alone.exact }],
  )
})

test('updates of z can be limited: what is right by then is as without the limit, the rest ends', async () => {
  const input = NINE.join('\n')
  const args = ['eval', '--model', guess, '--input', '-', '--segments', '2', '--attempts', '500']
  const linesOf = async (/** @type {string[]} */ ...more) => {
    const { stdout } = await hrm([...args, ...more], { input })
    return jsonLines(stdout).map((line) => ({ ...line, ms: 0 }))
  }
  const whole = await linesOf()
  const costs = whole.slice(0, -1).map(({ updates }) => updates)
  const most = Math.max(...costs.filter((cost) => cost < Math.max(...costs)))
  const limited = await linesOf('--updates', `${most}`)
  assert.ok(Number.isFinite(most), 'all cost the same')
  limited.slice(0, -1).forEach((line, i) => {
    if (costs[i] <= most) assert.deepEqual(line, whole[i])
    else assert.deepEqual([line.exact, line.updates], [false, most])
  })
  assert.equal(limited.pop().summary.run.updates, most)
})

test('the former names of attempts are taken, and results have both', async () => {
  const args = ['eval', '--model', guess, '--input', '-', '--segments', '1']
  const input = `question,answer\n${without(4)},${HARD_SOLVED}\n`
  const [now, before] = await Promise.all(
    [
      ['--attempts', '2'],
      ['--rollouts=2', '--halt', 'rules'],
    ].map((rest) => hrm([...args, ...rest], { input })),
  )
  const [line, { summary }] = jsonLines(before.stdout)
  assert.deepEqual({ ...line, ms: 0 }, { ...jsonLines(now.stdout)[0], ms: 0 }, before.stderr)
  assert.equal(line.rollout, line.attempt)
  const { attempts, mean_attempts, solved_by_attempt } = summary
  assert.equal(attempts, 2)
  assert.deepEqual(
    [summary.rollouts, summary.mean_rollouts, summary.solved_by_rollout],
    [attempts, mean_attempts, solved_by_attempt],
  )
  const { stdout } = await hrm(['solve', '--model', guess, '--rollouts', '1', without(1)])
  assert.deepEqual([JSON.parse(stdout).rollout, JSON.parse(stdout).attempt], [1, 1])
})

test('wrong usage ends with 2, a sentence and a hint', async () => {
  const cases = /** @type {[string[], RegExp][]} */ ([
    [[], /Which command/],
    [['evaluate'], /no command "evaluate".*/],
    [['sovle'], /Did you mean solve\?/],
    [['toString'], /no command/],
    [['info'], /MODEL\|CHECKPOINT is missing/],
    [['info', noise, noise], /one operand too many/],
    [['info', '--model', noise], /no option --model/],
    [['solve', HARD], /--model is missing/],
    [['eval', '--modle', noise], /no option --modle\. Did you mean --model\?/],
    [['solve', '--model', noise, '-'.repeat(81)], /begins with a dash comes last, behind --/],
    [['eval', '--model'], /argument missing/],
    [['eval', '--model', noise, '--input', 'x', '--jobs', '0'], /--jobs is a whole number from 1 to 256/],
    [['eval', '--model', noise, '--input', 'x', '--jobs', '257'], /--jobs is a whole number from 1 to 256/],
    [['arc', 'x', '--jobs', '257'], /--jobs is a whole number from 1 to 256/],
    [['eval', '--model', noise, '--input', 'x', '--limit', 'ten'], /--limit/],
    [['eval', '--model', noise, '--input', 'x', '--updates', '0'], /--updates is a whole number from 1/],
    [['eval', '--model', noise, '--input', 'x', '--shard', '3/2'], /--shard is i\/n, .* not "3\/2"/],
    [['eval', '--model', noise, '--input', 'x', '--shard', '0/2'], /--shard/],
    [['merge'], /REPORT\.\.\. is missing/],
    [['eval', '--model', noise, '--input', 'x', '--halt', 'soon'], /--halt is one of none, rules, q/],
    [['eval', '--model', noise, '--input', 'x', '--attempts', '0'], /--attempts is a whole number from 1/],
    [['eval', '--model', noise, '--input', 'x', '--attempts', '2', '--halt', 'none'], /needs halt "rules"/],
    [['eval', '--model', generic, '--input', 'x', '--attempts', '2', '--jobs', '2'], /no symmetries/],
    [['solve', '--model', noise, '--attempts', '2', '--halt', 'q', HARD], /needs halt "rules"/],
    [['solve', '--model', noise, '--variant', 'neon', HARD], /--variant is one of auto, scalar, simd, relaxed/],
    [['convert', '--checkpoint', folder, '--dtype', 'int8', '--out', 'x'], /--dtype is one of f32, q8, q4/],
    [['convert', '--dtype', 'q8', '--out', 'x'], /either --checkpoint or --model/],
    [['convert', '--dtype', 'q8', '--out', 'x', '--model', noise, '--task', 'arc'], /a weights file states its own/],
  ])
  for (const [args, sentence] of cases) {
    const { code, stdout, stderr } = await hrm(args)
    assert.deepEqual([code, stdout], [2, ''], args.join(' '))
    assert.match(stderr, sentence)
    assert.ok(!stderr.includes('\x1b'), 'no colour where nobody looks')
  }
})

test('a file at fault ends with 3 and is named', async () => {
  const html = join(folder, 'page.hrm')
  await writeFile(html, '<!DOCTYPE html>')
  const cut = join(folder, 'cut.hrm')
  await writeFile(cut, noiseBytes.subarray(0, 3000))
  const cases = /** @type {[string[], RegExp][]} */ ([
    [['info', join(folder, 'absent.hrm')], /absent\.hrm cannot be read/],
    [['info', folder], /has no checkpoint/],
    [['info', html], /web page/],
    [['info', cut], /ends too early/],
    [['solve', '--model', noise, HARD.slice(1)], /81 cells; this text has 80/],
    [['solve', '--model', noise, `44${HARD.slice(2)}`], /contradict/],
    [['solve', '--model', generic, HARD], /no text form/],
    [['eval', '--model', noise, '--input', join(folder, 'absent.csv')], /absent\.csv cannot be read/],
    [['eval', '--model', join(folder, 'absent.hrm'), '--input', noise, '--jobs', '2'], /absent\.hrm cannot be read/],
    [['eval', '--model', noise, '--input', await csvFile('', 'empty.csv')], /is empty/],
    [
      ['eval', '--model', noise, '--input', await csvFile('a,b\n1,2\n', 'columns.csv')],
      /names no column .*it has "a", "b"/,
    ],
    [['eval', '--model', noise, '--input', await csvFile('question,answer\n', 'none.csv')], /no puzzle/],
    [['eval', '--model', generic, '--input', await csvFile('question,answer\n1,2\n')], /no text form/],
    [['forward', '--model', generic, '--inputs', html, '--segments', '1'], /as JSON/],
  ])
  for (const [args, sentence] of cases) {
    const { code, stdout, stderr } = await hrm(args)
    assert.match(stderr, sentence, args.join(' '))
    assert.deepEqual([code, stdout], [3, ''], args.join(' '))
  }
})

test('help goes to stdout', async () => {
  for (const args of [['--help'], ['help'], ['eval', '--help'], ['eval', '-h']]) {
    const { code, stdout, stderr } = await hrm(args)
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /hrm eval --model MODEL/)
  }
})

test('eval scores a file: columns in any order, quoted, gzipped, from stdin', async () => {
  const text = `\uFEFFanswer,rating,source,question\r\n${HARD_SOLVED},0,"a, ""b""",${HARD_SOLVED}\r\n"${HARD_SOLVED}",4,x,"${HARD}"\r\n${HARD_SOLVED},5,x,${HARD_SOLVED}\r\n${HARD_SOLVED},25,x,${HARD}\r\n${HARD_SOLVED},,x,${HARD_SOLVED}`
  const cell = 26 / 81
  for (const [input, stdin] of /** @type {[string, string | Buffer][]} */ ([
    [await csvFile(text), ''],
    [await csvFile(text, 'puzzles.csv.gz'), ''],
    ['-', text],
    ['-', gzipSync(text)],
  ])) {
    const { code, stdout, stderr } = await hrm(['eval', '--model', echo, '--input', input, '--segments', '2'], {
      input: stdin,
    })
    assert.equal(code, 0, stderr)
    const lines = jsonLines(stdout)
    const { summary } = lines.pop()
    assert.deepEqual(
      lines.map(({ index, exact, rating, segments, valid }) => [index, exact, rating, segments, valid]),
      [
        [0, true, 0, 2, true],
        [1, false, 4, 2, false],
        [2, true, 5, 2, true],
        [3, false, 25, 2, false],
        [4, true, null, 2, true],
      ],
    )
    assert.deepEqual([lines[0].answer, lines[1].answer, lines[0].cell], [HARD_SOLVED, HARD, 1])
    assert.ok(Math.abs(lines[1].cell - cell) < 1e-12)
    assert.deepEqual([summary.n, summary.exact, summary.mean_segments, summary.errors], [5, 0.6, 2, 0])
    assert.ok(Math.abs(summary.cell - (3 + 2 * cell) / 5) < 1e-12)
    assert.deepEqual(summary.by_rating, {
      0: { n: 1, exact: 1, valid: 1, cell: 1 },
      '1-4': { n: 1, exact: 0, valid: 0, cell },
      '5-24': { n: 1, exact: 1, valid: 1, cell: 1 },
      '25+': { n: 1, exact: 0, valid: 0, cell },
    })
    assert.ok(summary.ms_per_puzzle > 0)
  }
})

test('a line is written as soon as its puzzle and those before it are done', { timeout: 30_000 }, async () => {
  const child = spawn(process.execPath, [HRM, 'eval', '--model', echo, '--input', '-', '--segments', '2'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.write(`question,answer\n${HARD},${HARD_SOLVED}\n${HARD},${HARD_SOLVED}\n`)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  // More puzzles might still come: standard input stays open.
  for (const index of [0, 1]) assert.equal(JSON.parse((await lines.next()).value).index, index)
  child.stdin.end()
  assert.equal(JSON.parse((await lines.next()).value).summary.n, 2)
})

test('a bad line is one line of error, counted, and ends nothing', async () => {
  const good = `${HARD_SOLVED},${HARD_SOLVED}`
  const bad = [
    'x',
    `${HARD.slice(1)},${HARD_SOLVED}`,
    `"${HARD},${HARD_SOLVED}`,
    `44${HARD.slice(2)},${HARD_SOLVED}`,
    `${HARD},short`,
    'y'.repeat(2 ** 20 + 1),
    `${good},3`,
  ]
  const text = ['question,answer', ...bad.flatMap((line) => [line, good]), ''].join('\n')
  const { code, stdout, stderr } = await hrm(['eval', '--model', echo, '--input', '-', '--segments', '1'], {
    input: text,
  })
  assert.equal(code, 0, stderr)
  const lines = jsonLines(stdout)
  const { summary } = lines.pop()
  assert.deepEqual(
    lines.map((line) => line.index),
    [...lines.keys()],
  )
  assert.deepEqual(
    lines.map((line) => typeof line.error),
    lines.map((_, i) => (i % 2 ? 'undefined' : 'string')),
  )
  assert.deepEqual(
    lines.filter((line) => line.error).map((line) => line.line),
    bad.map((_, i) => 2 * i + 2),
  )
  assert.deepEqual([summary.n, summary.exact, summary.errors], [bad.length, 1, bad.length])
})

test('a file that breaks off in the middle is named, after what it held', async () => {
  const text = [
    'question,answer',
    ...Array(2000)
      .fill(0)
      .map((_, i) => `${HARD.replace('4', String((i % 9) + 1).replace(/[569]/, '4'))},${HARD_SOLVED}`),
  ].join('\n')
  const path = join(folder, 'cut.csv.gz')
  const zipped = gzipSync(text, { level: 0 })
  await writeFile(path, zipped.subarray(0, zipped.length / 2))
  const { code, stdout, stderr } = await hrm(['eval', '--model', echo, '--input', path, '--segments', '1'])
  assert.equal(code, 3)
  assert.match(stderr, /cut\.csv\.gz cannot be read beyond line \d+: unexpected end/)
  assert.ok(!stdout.includes('summary'))
})

test('with several jobs the lines are the same, in the same order; --limit ends early', async () => {
  const puzzles = Array.from(
    { length: 60 },
    (_, i) => `${HARD_SOLVED.replaceAll(String((i % 9) + 1), '.')},${HARD_SOLVED},${i}`,
  )
  const path = await csvFile(['question,answer,rating', ...puzzles].join('\n'), 'many.csv')
  const [one, three] = await Promise.all(
    ['1', '3'].map((jobs) => hrm(['eval', '--model', noise, '--input', path, '--segments', '2', '--jobs', jobs])),
  )
  /** @param {string} stdout */
  const untimed = (stdout) =>
    jsonLines(stdout)
      .slice(0, -1)
      .map((line) => ({ ...line, ms: 0 }))
  assert.deepEqual([one.code, three.code], [0, 0], one.stderr + three.stderr)
  assert.equal(untimed(one.stdout).length, 60)
  assert.deepEqual(untimed(three.stdout), untimed(one.stdout))
  const limited = await hrm([
    'eval',
    '--model',
    noise,
    '--input',
    path,
    '--segments',
    '1',
    '--limit',
    '7',
    '--variant',
    'scalar',
  ])
  assert.equal(jsonLines(limited.stdout).length, 8)
  assert.match(limited.stderr, /^scalar: asked for/)
  const halted = jsonLines(
    (
      await hrm(['eval', '--model', echo, '--input', '-', '--halt', 'rules'], {
        input: `question,answer\n${HARD_SOLVED},${HARD_SOLVED}\n${HARD},${HARD_SOLVED}`,
      })
    ).stdout,
  )
  assert.deepEqual(
    halted.slice(0, 2).map((line) => line.segments),
    [1, 16],
  )
  assert.equal(halted[2].summary.mean_segments, 8.5)
})

test('a job that fails alone ends the run', { timeout: 30_000 }, async () => {
  const { createPool } = await import('../../wasm/cli/pool.mjs')
  const paths = [noise, join(folder, 'absent.hrm')]
  const settings = {
    ...{ variant: 'auto', threads: '1', segments: 2, attempts: 1, guesses: true, halt: undefined },
    // Each worker is given what is there then.
    get model() {
      return String(paths.shift())
    },
  }
  await assert.rejects(
    createPool(settings, 2).then((pool) => pool.close()),
    /absent\.hrm cannot be read/,
  )
})

test('a reader that has seen enough ends the run without an error', async () => {
  const path = await csvFile(['question,answer', ...Array(3000).fill(`${HARD},${HARD_SOLVED}`)].join('\n'), 'long.csv')
  const child = spawn(process.execPath, [HRM, 'eval', '--model', noise, '--input', path, '--segments', '1'])
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
  child.stdout.once('data', () => child.stdout.destroy())
  const code = await new Promise((resolve) => child.on('close', resolve))
  assert.deepEqual([code, /error/i.test(stderr)], [0, false], stderr)
})

test('forward gives logits and q in the layout of its input', async () => {
  const path = join(folder, 'inputs.json')
  const inputs = [Array.from({ length: 13 }, (_, i) => i % 7), Array(13).fill(2)]
  await writeFile(path, JSON.stringify({ inputs, puzzle_identifiers: [0, 2], ignored: 1 }))
  const { code, stdout, stderr } = await hrm(['forward', '--model', generic, '--inputs', path, '--segments', '3'])
  assert.equal(code, 0, stderr)
  const { logits, q, argmax } = JSON.parse(stdout)
  assert.deepEqual([logits.length, logits[0].length, logits[0][0].length, logits[0][0][0].length], [3, 2, 13, 7])
  assert.deepEqual([q.length, q[0].length, q[0][0].length], [3, 2, 2])
  const best = logits[2][1][4].indexOf(Math.max(...logits[2][1][4]))
  assert.equal(argmax[2][1][4], best)
  await writeFile(path, JSON.stringify({ inputs: [Array(13).fill(70000)] }))
  const wrong = await hrm(['forward', '--model', generic, '--inputs', path, '--segments', '1'])
  assert.deepEqual([wrong.code, /the token 70000/.test(wrong.stderr)], [3, true])
})

test('colour is for people: a terminal, and no NO_COLOR', async () => {
  await mkdir(join(folder, 'cwd'), { recursive: true })
  const { stderr } = await hrm(['nothing'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })
  assert.ok(!stderr.includes('\x1b'))
})
