// Long evaluations: parts of a file in several processes, merged to one report; and a run that was killed and goes on.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { before, test } from 'node:test'
import { HRM, hrm, jsonLines } from './cli.mjs'
import { HARD_SOLVED, SUDOKU, makeModel, randomWeights, temporaryFolder } from './support.mjs'

/** @type {string} */
let folder
/** @type {string} */
let model
/** @type {string} */
let input
before(async () => {
  folder = await temporaryFolder()
  model = join(folder, 'noise.hrm')
  input = join(folder, 'puzzles.csv')
  await writeFile(model, await makeModel(SUDOKU, randomWeights(5)))
  const puzzles = Array.from({ length: 301 }, (_, i) =>
    i === 7 ? 'no puzzle' : `${HARD_SOLVED.replaceAll(String((i % 9) + 1), '.')},${HARD_SOLVED},${i % 40}`,
  )
  await writeFile(input, ['question,answer,rating', ...puzzles].join('\n'))
})

/** @param {string[]} more */
const evalArgs = (...more) => ['eval', '--model', model, '--input', input, '--segments', '2', ...more]
/** What does not depend on the clock.
 * @param {any[]} lines */
const untimed = (lines) =>
  lines.map(({ summary, ...line }) => {
    if (!summary) return { ...line, ms: 0 }
    const { ms_per_puzzle: _ms, seconds: _seconds, jobs: _jobs, shards: _shards, resumed: _resumed, ...rest } = summary
    return rest
  })

/** @param {string} name @param {string} text */
async function file(name, text) {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

test('two shards, each a process, merge to the report of one run', async () => {
  const [whole, ...shards] = await Promise.all(
    [[], ['--shard', '1/2', '--limit', '41'], ['--shard', '2/2', '--limit', '41']].map((more) =>
      hrm(evalArgs('--limit', '41', ...more)),
    ),
  )
  assert.deepEqual([whole.code, ...shards.map(({ code }) => code)], [0, 0, 0], shards[0].stderr)
  assert.deepEqual(
    shards.map(({ stdout }) =>
      jsonLines(stdout)
        .slice(0, 3)
        .map(({ index }) => index),
    ),
    [
      [0, 2, 4],
      [1, 3, 5],
    ],
  )
  const [first, second] = await Promise.all(shards.map(({ stdout }, i) => file(`shard${i}.jsonl`, stdout)))
  const merged = await hrm(['merge', second, first])
  assert.equal(merged.code, 0, merged.stderr)
  const lines = jsonLines(merged.stdout)
  assert.deepEqual(untimed(lines), untimed(jsonLines(whole.stdout)))
  assert.equal(lines.length, 42)
  const { summary } = lines[41]
  assert.deepEqual([summary.n, summary.errors, summary.shards, summary.jobs, summary.run.shard], [40, 1, 2, 2, '1/1'])

  // A report as it was before attempts had their name.
  const formerly = /** @param {string} _ @param {any} value */ (_, value) =>
    value?.constructor === Object
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, one]) =>
            key.includes('attempt')
              ? [[key.replace('attempt', 'rollout'), one]]
              : key.includes('rollout')
                ? []
                : [[key, one]],
          ),
        )
      : value
  const former = jsonLines(shards[1].stdout).map((line) => `${JSON.stringify(line, formerly)}\n`)
  const again = await hrm(['merge', first, await file('former.jsonl', former.join(''))])
  assert.ok(!former.join('').includes('attempt') && former[0].includes('rollout'))
  assert.deepEqual(untimed(jsonLines(again.stdout)), untimed(lines), again.stderr)

  const other = await file(
    'other.jsonl',
    shards[1].stdout.replaceAll('"segments":2,"attempts"', '"segments":3,"attempts"'),
  )
  const shorter = await file('shorter.jsonl', shards[0].stdout.split('\n').slice(3).join('\n'))
  const cases = /** @type {[string[], RegExp][]} */ ([
    [[first], /is shard 1\/2; there should be as many files as shards/],
    [[first, first], /are both shard 1\/2/],
    [[first, other], /other\.jsonl is of another run: .*"segments":3/],
    [[second, shorter], /puzzle 6 comes where puzzle 0 should/],
    [
      [first, await file('unfinished.jsonl', shards[1].stdout.split('\n').slice(0, 5).join('\n'))],
      /does not end with a summary/,
    ],
    [[first, model], /noise\.hrm cannot be read at line 1/],
    [[first, join(folder, 'absent.jsonl')], /absent\.jsonl cannot be read/],
  ])
  for (const [paths, sentence] of cases) {
    const { code, stderr } = await hrm(['merge', ...paths])
    assert.match(stderr, sentence)
    assert.equal(code, 3)
  }
})

test('shards of files of different lengths are not merged', async () => {
  const [first, second] = await Promise.all(
    [
      ['1/2', '40'],
      ['2/2', '9'],
    ].map(async ([shard, limit]) => {
      const { stdout } = await hrm(evalArgs('--shard', shard, '--limit', limit))
      return file(`length${limit}.jsonl`, stdout)
    }),
  )
  const { code, stderr } = await hrm(['merge', first, second])
  assert.deepEqual([code, /their input files differ/.test(stderr)], [3, true], stderr)
})

test('a run that was killed goes on after its last whole line', async () => {
  const path = join(folder, 'killed.jsonl')
  const resume = ['--shard', '1/2', '--resume', path]
  const child = spawn(process.execPath, [HRM, ...evalArgs(...resume)], { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))
  const deadline = Date.now() + 60_000
  while (!(existsSync(path) && readFileSync(path, 'utf8').split('\n').length > 6) && Date.now() < deadline)
    await sleep(5)
  child.kill('SIGKILL')
  assert.equal(await ended, 'SIGKILL')
  const left = await readFile(path, 'utf8')
  assert.ok(!left.includes('summary'), 'killed before its end')
  // What a kill in the middle of writing leaves: half of a line.
  const half = left.trimEnd().length - 20
  await truncate(path, half)
  const kept = left.slice(0, half).split('\n').length - 2

  const whole = jsonLines((await hrm(evalArgs('--shard', '1/2'))).stdout)
  const resumed = await hrm(evalArgs(...resume, '--jobs', '2'))
  assert.equal(resumed.code, 0, resumed.stderr)
  assert.match(resumed.stderr, new RegExp(`killed\\.jsonl has ${kept} puzzles already`))
  const [head, ...lines] = jsonLines(await readFile(path, 'utf8'))
  assert.deepEqual(head.run, whole.at(-1).summary.run)
  assert.deepEqual(untimed(lines), untimed(whole))
  assert.deepEqual([lines.at(-1).summary.resumed, lines.length], [kept, 152])
  assert.deepEqual(jsonLines(resumed.stdout), [lines.at(-1)])

  const again = await hrm(evalArgs(...resume))
  assert.deepEqual([again.code, jsonLines(again.stdout), /is complete/.test(again.stderr)], [0, [lines.at(-1)], true])
  const other = await hrm(evalArgs(...resume, '--segments', '3'))
  assert.deepEqual([other.code, /is not of this run/.test(other.stderr)], [3, true], other.stderr)
  const copy = await file('others.csv', await readFile(input, 'utf8'))
  const ofOthers = await hrm(evalArgs(...resume, '--input', copy))
  assert.deepEqual([ofOthers.code, /is not of this run/.test(ofOthers.stderr)], [3, true], ofOthers.stderr)
  await truncate(path, half)
  await appendFile(path, '\n')
  const broken = await hrm(evalArgs(...resume))
  assert.deepEqual(
    [broken.code, new RegExp(`cannot be read at line ${kept + 2}`).test(broken.stderr)],
    [3, true],
    broken.stderr,
  )
  const elsewhere = await hrm(evalArgs('--resume', join(folder, 'no', 'where.jsonl')))
  assert.deepEqual(
    [elsewhere.code, /where\.jsonl cannot be opened/.test(elsewhere.stderr)],
    [3, true],
    elsewhere.stderr,
  )
})

test('a finished run goes on with a larger limit', async () => {
  const odd = { train: [{ input: [[1, 1]], output: [[2]] }], test: [{ input: [[1]] }] }
  const tasks = await file('tasks.json', JSON.stringify([odd, odd, odd]))
  for (const [name, args] of /** @type {[string, string[]][]} */ ([
    ['eval', evalArgs('--shard', '1/2')],
    ['arc', ['arc', tasks, '--gflop', '1', '--shard', '1/2']],
  ])) {
    const path = join(folder, `${name}-limits.jsonl`)
    /** @type {string[]} */
    const left = []
    for (const limit of ['1', '3', '3', '2']) {
      const { code, stdout, stderr } = await hrm([...args, '--limit', limit, '--resume', path])
      assert.equal(code, 0, stderr)
      const lines = jsonLines(await readFile(path, 'utf8'))
      assert.deepEqual(jsonLines(stdout), lines.slice(-1))
      left.push(lines.map(({ index, summary }) => index ?? (summary ? summary.n : 'run')).join(' '))
    }
    assert.deepEqual(left, ['run 0 1', 'run 0 2 2', 'run 0 2 2', 'run 0 2 2'], name)
    const whole = jsonLines((await hrm([...args, '--limit', '3'])).stdout)
    const bare = (/** @type {any[]} */ lines) => untimed(lines.map(({ seconds: _, ...line }) => line))
    assert.deepEqual(bare(jsonLines(await readFile(path, 'utf8')).slice(1)), bare(whole))
  }
})

test('a file that is no report is left as it is', async () => {
  for (const [name, content, sentence] of /** @type {const} */ ([
    ['answers.json', '{"answers":[1,2]}', /is not of this run: it begins with \{"answers":\[1,2\]\}/],
    ['lines.txt', 'one\ntwo', /cannot be read at line 1/],
  ])) {
    const path = await file(name, content)
    const { code, stderr } = await hrm(evalArgs('--limit', '1', '--resume', path))
    assert.deepEqual([code, await readFile(path, 'utf8')], [3, content], stderr)
    assert.match(stderr, sentence)
  }
})

test('an evaluation has the same memory after the first puzzle and after the thousandth', async () => {
  const { createEvaluator } = await import('../../wasm/cli/evaluator.mjs')
  /** @type {WebAssembly.Memory[]} */
  const memories = []
  const { instantiate } = WebAssembly
  // The evaluator keeps its core to itself; what it makes passes here.
  Object.assign(WebAssembly, {
    /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} [imports] */
    async instantiate(module, imports) {
      const instance = await instantiate(module, imports)
      memories.push(/** @type {WebAssembly.Memory} */ (instance.exports.memory))
      return instance
    },
  })
  let evaluator
  try {
    evaluator = await createEvaluator({
      model,
      variant: 'auto',
      threads: '1',
      segments: 2,
      attempts: 2,
      guesses: true,
      halt: 'rules',
    })
  } finally {
    Object.assign(WebAssembly, { instantiate })
  }
  const sizes = []
  for (let i = 0; i < 1000; i++) {
    const question = HARD_SOLVED.replaceAll(String((i % 9) + 1), '.')
    const result = await evaluator.evaluate({
      index: i,
      line: i + 2,
      text: question,
      puzzle: { rows: 9, columns: 9, cells: question },
      answer: { rows: 9, columns: 9, cells: HARD_SOLVED },
      rating: null,
    })
    assert.ok(!('error' in result), JSON.stringify(result))
    sizes.push(memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0))
  }
  assert.ok(sizes[0] > 0 && memories.length > 0)
  assert.deepEqual([Math.min(...sizes), Math.max(...sizes)], [sizes[0], sizes[0]])
})
