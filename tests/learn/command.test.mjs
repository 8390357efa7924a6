// `hrm learn`: pairs, ARC's JSON and official folders; going on, a signal, and bad input, which writes nothing over.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { readDataset } from '../../wasm/src/learn.js'
import { HRM, hrm, jsonLines } from '../wasm/cli.mjs'
import { datasetFiles } from '../../wasm/cli/dataset-folder.mjs'
import { learningOf } from '../wasm/latin.mjs'
import { inRepository, temporaryFolder } from '../wasm/support.mjs'

const SMALL = '--hidden-size 32 --num-heads 2 --inner-size 64 --H-cycles 2 --L-cycles 1 --halt-max-steps 1 --slots 16'
const RUN = `${SMALL} --optimizer adamw --lr 0.006 --warmup 5 --variant simd`.split(' ')
const { pairs, examples } = learningOf(2, { twins: 4 })
let folder
/** @param {string} name */
const at = (name) => join(folder, name)
const rows = (grid) => grid.match(/..../g).join('/')
const CSV = `answer,id,question\n${pairs.map(({ question, answer }, i) => `${rows(answer)},${i},"${rows(question)}"\n`).join('')}`
/** An official data set of the same squares: two identifiers, the second of the second half. */
const half = examples.inputs.length / 32
const DATASET = {
  ...{ seq_len: 16, vocab_size: 6, num_puzzle_identifiers: 3, ignore_label_id: 0 },
  ...{ inputs: [...examples.inputs], labels: [...examples.labels] },
  ...{ puzzle_identifiers: [1, 2], puzzle_indices: [0, half, 2 * half], group_indices: [0, 1, 2] },
}

before(async () => {
  folder = await temporaryFolder()
  await writeFile(at('pairs.csv'), CSV)
  await writeFile(at('pairs.csv.gz'), gzipSync(CSV))
  await mkdir(at('set/train'), { recursive: true })
  for (const [name, bytes] of Object.entries(datasetFiles(DATASET))) await writeFile(at(`set/train/${name}`), bytes)
})

test('pairs are learnt, from a table or its gzip, to the same file', async () => {
  const plain = await hrm(['learn', '--data', at('pairs.csv'), '--out', at('a.hrm'), '--steps', '30', ...RUN])
  assert.equal(plain.code, 0, plain.stderr)
  assert.match(plain.stderr, /50 examples of 16 cells, 6 tokens, task generic, alphabet "\.1234"/)
  const lines = jsonLines(plain.stdout)
  assert.deepEqual([lines.at(-2).step, lines.at(-2).done], [30, true])
  assert.equal(lines.at(-1).alphabet, '.1234')
  const gz = await hrm(['learn', '--data', at('pairs.csv.gz'), '--out', at('b.hrm'), '--steps', '30', ...RUN])
  assert.equal(gz.code, 0, gz.stderr)
  assert.deepEqual(await readFile(at('b.hrm')), await readFile(at('a.hrm')))
  const info = JSON.parse((await hrm(['info', at('a.hrm')])).stdout)
  assert.deepEqual([info.dtype, info.config.seq_len, info.config.vocab_size], ['f32', 16, 6])
})

test('a run in two parts is the run in one, from its state', async () => {
  const part = ['learn', '--data', at('pairs.csv'), '--state', at('run.state'), '--variant', 'simd', '--lr-min', '1']
  const first = await hrm([...part, '--out', at('c.hrm'), '--steps', '10', ...RUN])
  assert.equal(first.code, 0, first.stderr)
  const second = await hrm([...part, '--out', at('c.hrm'), '--steps', '20', '--dtype', 'f32'])
  assert.equal(second.code, 0, second.stderr)
  const whole = await hrm([
    'learn',
    '--data',
    at('pairs.csv'),
    '--out',
    at('d.hrm'),
    '--steps',
    '20',
    '--lr-min',
    '1',
    ...RUN,
  ])
  assert.equal(whole.code, 0, whole.stderr)
  assert.deepEqual(await readFile(at('c.hrm')), await readFile(at('d.hrm')))
})

test('an official folder with several identifiers is learnt', async () => {
  const { code, stderr } = await hrm([
    'learn',
    '--data',
    at('set'),
    '--out',
    at('e.hrm'),
    '--dtype',
    'q8',
    '--steps',
    '10',
    ...RUN,
  ])
  assert.equal(code, 0, stderr)
  assert.match(stderr, /200 examples of 16 cells, 6 tokens/)
  const info = JSON.parse((await hrm(['info', at('e.hrm')])).stdout)
  assert.deepEqual([info.dtype, info.config.num_puzzle_identifiers], ['q8', 3])
  assert.equal((await readDataset(datasetFiles(DATASET))).num_puzzle_identifiers, 3)
})

test('what Node learnt from an official folder is as exact by hrm eval and by the native trainer', async () => {
  const { examples: few } = learningOf(4, { twins: 1 })
  const data = {
    ...{ ...DATASET, inputs: [...few.inputs], labels: [...few.labels] },
    ...{ puzzle_indices: [0, 20, 50] },
  }
  for (const part of ['train', 'test']) {
    await mkdir(at(`few/${part}`), { recursive: true })
    for (const [name, bytes] of Object.entries(datasetFiles(data))) await writeFile(at(`few/${part}/${name}`), bytes)
  }
  const learnt = await hrm(['learn', '--data', at('few'), '--out', at('few.hrm'), '--steps', '250', ...RUN])
  assert.equal(learnt.code, 0, learnt.stderr)
  const { exact } = jsonLines(learnt.stdout).at(-1)
  const native = inRepository('.build/native/hrm-train')
  const args = ['eval', '--init', at('few.hrm'), '--data', at('few'), '--segments', '1', '--dtype', 'f32']
  const { stdout } = await promisify(execFile)(native, args, { cwd: folder })
  const stated = Number(/^all +50.* (\d\.\d+)\s*$/m.exec(stdout)?.[1])
  console.log(`exact: ${exact} in Node, ${stated} natively`)
  assert.equal(stated, exact)
  const evaluated = await hrm(['eval', '--model', at('few.hrm'), '--input', at('few'), '--segments', '1'])
  assert.equal(evaluated.code, 0, evaluated.stderr)
  assert.equal(jsonLines(evaluated.stdout).at(-1).summary.exact, exact)
  assert.ok(exact > 0 && exact <= 1)
})

test('a task of ARC is learnt', async () => {
  const grid = [
    [1, 0],
    [0, 2],
  ]
  await writeFile(at('task.json'), JSON.stringify({ train: [{ input: grid, output: grid }], test: [{ input: grid }] }))
  const { code, stderr } = await hrm(['learn', '--data', at('task.json'), '--out', at('f.hrm'), '--steps', '3', ...RUN])
  assert.equal(code, 0, stderr)
  assert.match(stderr, /1 examples of 9 cells, 12 tokens/)
})

test('hrm arc has its nets trained natively', async () => {
  // Every 1 is a 2 in the output, and every 2 a 1; the rows of a pair, input above output.
  const pairs = ['012 210/021 120', '1102 0120/2201 0210', '20 11/10 22'].map((text) => {
    const [input, output] = text.split('/').map((grid) => grid.split(' ').map((row) => [...row].map(Number)))
    return { input, output }
  })
  const test = { input: [[2, 2, 0, 1]], output: [[1, 1, 0, 2]] }
  await writeFile(at('swap.json'), JSON.stringify({ train: pairs, test: [test] }))
  const trainer = inRepository('.build/native/hrm-train')
  const { code, stdout, stderr } = await hrm(['arc', at('swap.json'), '--gflop', '20', '--trainer', trainer])
  assert.equal(code, 0, stderr)
  const [answered, { summary }] = jsonLines(stdout)
  console.log(JSON.stringify(answered))
  assert.deepEqual([answered.right1, summary.pass1, summary.n], [true, 1, 1])
  assert.ok(answered.gflop > 18 && answered.gflop < 22)
  for (const [args, said] of /** @type {const} */ ([
    [['--trainer', at('none')], /none: there is no such program/],
    [['--trainer', trainer, '--seconds', '1'], /--trainer counts operations/],
  ])) {
    const refused = await hrm(['arc', at('swap.json'), ...args])
    assert.notEqual(refused.code, 0)
    assert.match(refused.stderr, said)
  }
})

test('a signal ends the run, and what was learnt is written', async () => {
  const args = [
    'learn',
    '--data',
    at('pairs.csv'),
    '--out',
    at('g.hrm'),
    '--state',
    at('g.state'),
    '--steps',
    '10000000',
    ...RUN,
  ]
  const child = spawn(process.execPath, [HRM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGINT')
  const code = await new Promise((resolve) => child.once('close', resolve))
  assert.equal(code, 0, said)
  assert.match(said, /Stopped by a signal/)
  assert.ok((await readFile(at('g.state'))).length > 4096)
  assert.equal((await hrm(['info', at('g.hrm')])).code, 0)
})

test('bad input is refused in a sentence, and nothing is written over', async () => {
  await writeFile(at('kept.hrm'), 'kept')
  await writeFile(at('bad.state'), 'no state')
  await writeFile(at('uneven.csv'), 'question,answer\n1./.2,12/21\n1./.2/..,12/21\n')
  await writeFile(at('empty.csv'), 'question,answer\n')
  await writeFile(at('other.csv'), 'a,b\n1,2\n')
  await mkdir(at('cut'))
  for (const [name, bytes] of Object.entries(datasetFiles(DATASET)))
    if (!name.includes('labels')) await writeFile(at(`cut/${name}`), bytes)
  for (const [args, exit, sentence] of [
    [['--data', at('none.csv')], 3, /none\.csv cannot be read/],
    [['--data', at('uneven.csv')], 3, /Line 3: the question has 3 x 2 cells; the first question has 2 x 2/],
    [['--data', at('empty.csv')], 3, /no pair to learn from/],
    [['--data', at('other.csv')], 3, /other\.csv, line 1: there is no answer to learn from/],
    [['--data', at('cut')], 3, /all__labels\.npy is missing/],
    [['--data', at('pairs.csv'), '--alphabet', '.123'], 3, /Line 2: "4" is none of the characters/],
    [['--data', at('pairs.csv'), '--state', at('bad.state')], 3, /no state of a run/],
    [['--data', at('pairs.csv'), '--hidden-size', '48', '--num-heads', '4'], 2, /multiples of 16/],
    [['--data', at('pairs.csv'), '--dtype', 'q5'], 2, /dtype/],
    [['--data', at('pairs.csv'), '--lr', 'fast'], 2, /--lr is a number/],
    [['--data', at('pairs.csv'), '--model', at('kept.hrm')], 3, /./],
  ]) {
    const { code, stderr } = await hrm(['learn', '--out', at('kept.hrm'), '--steps', '2', '--variant', 'simd', ...args])
    assert.match(stderr, sentence)
    assert.equal(code, exit, stderr)
    assert.equal(await readFile(at('kept.hrm'), 'utf8'), 'kept')
  }
  const { code, stderr } = await hrm(['learn', '--data', at('pairs.csv'), '--out', at('kept.hrm')])
  assert.equal(code, 2)
  assert.match(stderr, /--seconds or --steps/)
  // Said before anything is learnt.
  for (const [place, sentence] of /** @type {const} */ ([
    [['--out', at('no/where.hrm')], /where\.hrm cannot be written/],
    [['--out', at('cut')], /cut cannot be written: it is a folder/],
    [['--out', at('new.hrm'), '--state', at('no/run.state')], /run\.state cannot be written/],
  ])) {
    const unwritable = await hrm(['learn', '--data', at('pairs.csv'), '--steps', '2', ...RUN, ...place])
    assert.deepEqual([unwritable.code, unwritable.stdout], [3, ''])
    assert.match(unwritable.stderr, sentence)
  }
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.part')),
    [],
  )
})
