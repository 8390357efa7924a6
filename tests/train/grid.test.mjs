// hrm-train on any pairs of token grids: official data-set folders and CSV files, right and wrong ones. The exact rate
// that it states is the one of the package's own forward pass. HRM_TRAIN: the program.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { random } from '../../wasm/src/random.js'
import { datasetFiles } from '../../wasm/cli/dataset-folder.mjs'
import { learningOf } from '../wasm/latin.mjs'

const program = resolve(process.env.HRM_TRAIN ?? '.build/native/hrm-train')
const work = mkdtempSync(join(tmpdir(), 'hrm-grid-'))
after(() => rmSync(work, { recursive: true }))
const MODEL = ['--hidden', '32', '--heads', '2', '--inner', '48', '--H-layers', '1', '--L-layers', '1']

/** @param {string[]} args */
const hrmTrain = (...args) => spawnSync(program, args, { cwd: work, encoding: 'utf8' })

/** The package's command. @param {string[]} args */
const hrm = (...args) =>
  spawnSync(process.execPath, ['wasm/bin/hrm.mjs', ...args], { encoding: 'utf8', maxBuffer: 1 << 26 })

/** Writes files of a folder and returns its path. @param {string} name @param {Record<string, Uint8Array>} files */
function folder(name, files) {
  for (const [file, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(work, name, file)), { recursive: true })
    writeFileSync(join(work, name, file), bytes)
  }
  return join(work, name)
}

/** Grids of 3 x 3 that are to be turned upside down under identifier 1 and mirrored under 2; the middle is not asked
 * for (0). Two puzzles, each a group of its own. */
function flips(count = 20) {
  const next = random(7)
  const inputs = Array.from({ length: 9 * count }, () => 1 + Math.floor(next() * 4))
  const labels = inputs.map((_, i) => {
    const [example, cell] = [Math.floor(i / 9), i % 9]
    const [row, column] = [Math.floor(cell / 3), cell % 3]
    const from = example < count / 2 ? 3 * (2 - row) + column : 3 * row + 2 - column
    return cell === 4 ? 0 : inputs[9 * example + from]
  })
  return {
    ...{ seq_len: 9, vocab_size: 5, num_puzzle_identifiers: 3, ignore_label_id: 0, inputs, labels },
    ...{ puzzle_identifiers: [1, 2], puzzle_indices: [0, count / 2, count], group_indices: [0, 1, 2] },
  }
}

test('an official folder is learned, several identifiers together, and measured as the package measures', () => {
  const data = flips()
  const path = folder('flips', {
    ...datasetFiles(data, { folder: 'train/' }),
    ...datasetFiles(data, { folder: 'test/' }),
  })
  const run = [
    '--steps',
    '500',
    '--slots',
    '16',
    '--warmup',
    '10',
    '--lr',
    '1e-2',
    '--adam-lr',
    '1e-2',
    '--threads',
    '1',
  ]
  const trained = hrmTrain(
    'train',
    '--task',
    'grid',
    '--data',
    path,
    '--dev',
    path,
    '--name',
    'flips',
    ...run,
    ...MODEL,
  )
  assert.equal(trained.status, 0, trained.stderr)
  const made = hrmTrain('export', '--from', 'flips.ckpt', '--out', 'flips.hrm', '--dtype', 'f32')
  assert.equal(made.status, 0, made.stderr)
  const segments = 4
  const measured = hrmTrain(
    'eval',
    '--init',
    'flips.hrm',
    '--data',
    path,
    '--segments',
    `${segments}`,
    '--dtype',
    'f32',
  )
  assert.equal(measured.status, 0, measured.stderr)
  const stated = Number(/^all +20.* (\d\.\d+)\s*$/m.exec(measured.stdout)?.[1])
  const examples = Array.from({ length: 20 }, (_, i) => data.inputs.slice(9 * i, 9 * i + 9))
  const puzzle_identifiers = examples.map((_, i) => (i < 10 ? 1 : 2))
  writeFileSync(join(work, 'inputs.json'), JSON.stringify({ inputs: examples, puzzle_identifiers }))
  const args = ['forward', '--model', join(work, 'flips.hrm'), '--inputs', join(work, 'inputs.json')]
  const forward = hrm(...args, '--segments', `${segments}`)
  assert.equal(forward.status, 0, forward.stderr)
  const exact = JSON.parse(forward.stdout).logits[segments - 1].filter(
    (/** @type {number[][]} */ cells, /** @type {number} */ i) =>
      cells.every((scores, cell) => {
        const label = data.labels[9 * i + cell]
        return label === 0 || scores.indexOf(Math.max(...scores)) === label
      }),
  ).length
  assert.equal(stated, exact / 20)
  assert.ok(exact >= 16, `${exact} of 20 examples after 500 steps (seed 1)`)
})

test('TRM is trained, with attention and with token mixing, and measured as the package measures', () => {
  const { examples } = learningOf(4, { twins: 1 })
  const data = {
    ...{ seq_len: 16, vocab_size: 6, num_puzzle_identifiers: 1, ignore_label_id: 0 },
    ...{ inputs: [...examples.inputs], labels: [...examples.labels] },
    ...{ puzzle_identifiers: [0], puzzle_indices: [0, 50], group_indices: [0, 1] },
  }
  const squares = folder('squares', {
    ...datasetFiles(data, { folder: 'train/' }),
    ...datasetFiles(data, { folder: 'test/' }),
  })
  const SMALL = ['--hidden', '32', '--inner', '64', '--L-layers', '1', '--H-cycles', '2', '--L-cycles', '1']
  const prefix = ['--puzzle-emb-len', '2', '--puzzle-emb-ndim', '40', '--halt-max-steps', '1', '--ema', '0.98']
  for (const [mixes, of] of [
    [false, ['--heads', '2', '--pos', 'rope']],
    [true, ['--mlp-t', '32']],
  ]) {
    const run = [
      '--steps',
      '400',
      '--slots',
      '16',
      '--lr',
      '5e-3',
      '--adam-lr',
      '5e-3',
      '--threads',
      '1',
      '--warmup',
      '10',
    ]
    const files = ['--data', squares, '--name', 'trm']
    const trained = hrmTrain('train', '--task', 'grid', '--arch', 'trm', ...files, ...run, ...SMALL, ...prefix, ...of)
    assert.equal(trained.status, 0, trained.stderr)
    assert.match(trained.stdout, mixes ? /TRM with token mixing/ : /TRM with attention/)
    const made = hrmTrain('export', '--from', 'trm.ckpt', '--out', 'trm.hrm', '--dtype', 'f32')
    assert.equal(made.status, 0, made.stderr)
    const segments = ['--segments', '1']
    const args = ['eval', '--init', 'trm.hrm', '--data', squares, '--dtype', 'f32']
    const native = hrmTrain(...args, ...segments)
    const stated = Number(/^all +50.* (\d\.\d+)\s*$/m.exec(native.stdout)?.[1])
    const options = ['--model', join(work, 'trm.hrm'), '--input', squares, ...segments]
    const evaluated = hrm('eval', ...options)
    assert.equal(evaluated.status, 0, evaluated.stderr)
    const { exact } = JSON.parse(evaluated.stdout.trim().split('\n').slice(-1)[0]).summary
    console.log(`${of.join(' ')}: ${exact} of the squares (seed 1)`)
    assert.equal(stated, exact)
    assert.ok(exact >= 0.5, `${exact}`)
  }
  const wrong = hrmTrain(
    'train',
    '--task',
    'grid',
    '--arch',
    'trm',
    '--data',
    squares,
    '--q-continue',
    '--heads',
    '2',
    ...SMALL,
  )
  assert.match(wrong.stderr, /has no q_continue to train/)
  assert.match(hrmTrain('train', '--task', 'grid', '--data', squares, '--arch', 'gru').stderr, /not hrm or trm/)
})

test('a CSV of any characters is learned; its alphabet is kept by saying it', () => {
  const next = random(3)
  const rows = Array.from({ length: 30 }, () => {
    const cells = Array.from({ length: 6 }, () => 'xyö'[Math.floor(next() * 3)])
    return `${cells.slice(0, 3).join('')}/${cells.slice(3).join('')},${cells.slice(3).join('')}/${cells.slice(0, 3).join('')}`
  })
  writeFileSync(join(work, 'swap.csv'), `question,answer\n${rows.join('\n')}\n`)
  const run = ['--steps', '20', '--slots', '8', '--threads', '1', '--name', 'swap', ...MODEL]
  const trained = hrmTrain('train', '--task', 'grid', '--data', 'swap.csv', ...run)
  assert.equal(trained.status, 0, trained.stderr)
  assert.match(trained.stdout, /^30 puzzles/m)
  const measured = hrmTrain('eval', '--init', 'swap.ckpt', '--data', 'swap.csv', '--alphabet', 'xyö')
  assert.equal(measured.status, 0, measured.stderr)
  const other = hrmTrain('eval', '--init', 'swap.ckpt', '--data', 'swap.csv', '--alphabet', 'xy')
  assert.match(other.stderr, /a character that is none of the alphabet's/)
  assert.equal(other.status, 1)
})

test('what is no data set is refused in a sentence', () => {
  const good = datasetFiles(flips())
  const short = datasetFiles({ ...flips(), labels: flips().labels.slice(9) })
  const cut = { ...good, 'all__inputs.npy': good['all__inputs.npy'].slice(0, -5) }
  const { 'all__puzzle_indices.npy': _, ...missing } = good
  /** @type {[string, Record<string, Uint8Array>, RegExp][]} */
  const cases = [
    ['no-json', { 'x.npy': good['all__inputs.npy'] }, /there is no dataset\.json/],
    ['missing', missing, /all__puzzle_indices\.npy: is missing/],
    ['short', short, /19 rows, but 20 inputs/],
    ['cut', cut, /the shape does not fit the file's length/],
    ['token', datasetFiles({ ...flips(), vocab_size: 4 }), /a token that is not below vocab_size, 4/],
    ['identifier', datasetFiles({ ...flips(), num_puzzle_identifiers: 2 }), /identifier 2 is not below/],
    ['indices', datasetFiles({ ...flips(), puzzle_indices: [0, 12, 19] }), /places that rise from 0 to 20/],
    ['empty', datasetFiles({ ...flips(), inputs: [], labels: [], puzzle_indices: [0, 0, 0] }), /there is no example/],
  ]
  for (const [name, files, sentence] of cases) {
    const { status, stderr } = hrmTrain('train', '--task', 'grid', '--data', folder(name, files), '--steps', '1')
    assert.match(stderr, sentence, name)
    assert.equal(status, 1, name)
  }
  writeFileSync(join(work, 'odd.csv'), 'question,answer\nab/cd,ab/c\n')
  assert.match(
    hrmTrain('train', '--task', 'grid', '--data', 'odd.csv').stderr,
    /line 2: the answer has rows of 2 and 1/,
  )
})

test('a disk that is full leaves the file that was there, and no half', () => {
  writeFileSync(join(work, 'few.csv'), 'question,answer\nab/ba,ba/ab\n')
  const train = ['train', '--task', 'grid', '--data', 'few.csv', '--slots', '8', '--threads', '1', ...MODEL]
  const trained = hrmTrain(...train, '--steps', '1', '--name', 'few')
  assert.equal(trained.status, 0, trained.stderr)
  const before = readFileSync(join(work, 'few.ckpt'))
  const limited = ['-c', 'trap "" XFSZ; ulimit -f 10; exec "$0" "$@"', program]
  for (const args of [
    [...train, '--steps', '2', '--name', 'few'],
    ['export', '--from', 'few.ckpt', '--out', 'few.hrm'],
  ]) {
    const { status, stderr } = spawnSync('sh', [...limited, ...args], { cwd: work, encoding: 'utf8' })
    assert.match(stderr, /few\.(ckpt|hrm): File too large/)
    assert.equal(status, 1)
  }
  assert.deepEqual(readFileSync(join(work, 'few.ckpt')), before)
  assert.deepEqual(
    readdirSync(work).filter((name) => /^few.*(tmp|hrm)$/.test(name)),
    [],
  )
})

test('help is given before and behind a command', () => {
  const { stdout } = hrmTrain('--help')
  const behind = hrmTrain('train', '--help')
  assert.deepEqual([behind.status, behind.stdout, behind.stderr], [0, stdout, ''])
})

test('a number outside its range is refused, with the range', () => {
  for (const [option, value, range] of [
    ['hint-prob', '7', 'a number from 0 to 1'],
    ['minutes', '-5', 'a number from 0.001 to 1000000'],
    ['slots', '0', 'a whole number from 1 to 65536'],
    ['slots', '1.5', 'a whole number from 1 to 65536'],
    ['seed', '4294967296', 'a whole number from 0 to 4294967295'],
    ['smoothing', '2', 'a number from 0 to 1'],
    ['lr', 'nan', 'a number from 0 to 1000000'],
    ['H-cycles', '0', 'a whole number from 1 to 64'],
    ['segments', '0', 'a whole number from 1 to 65536'],
  ]) {
    const { status, stdout, stderr } = hrmTrain('train', `--${option}`, value)
    assert.deepEqual([status, stdout, stderr], [1, '', `hrm-train: --${option}: '${value}' is not ${range}\n`])
  }
})

test('weights are gone on with under options that say what they are, and no others', () => {
  const at = folder('shape', datasetFiles(flips(), { folder: 'train/' }))
  const train = (/** @type {string[]} */ ...options) =>
    hrmTrain('train', '--data', at, '--steps', '2', '--slots', '2', '--threads', '1', '--precision', 'f32', ...options)
  const shape = [...MODEL, '--arch', 'hrm', '--pos', 'rope', '--rope-theta', '500', '--puzzle-emb-len', '2']
  assert.equal(train('--task', 'grid', '--name', 'shape', ...shape).status, 0)
  const more = ['--task', 'grid', '--name', 'more', '--puzzle-identifiers', '1', ...shape]
  for (const from of ['--resume', '--init']) {
    const { status, stderr } = train(from, 'shape.ckpt', ...more, '--L-cycles', '1')
    assert.equal(status, 0, stderr)
    for (const [option, value, has] of [
      ['hidden', '64', '32'],
      ['heads', '1', '2'],
      ['inner', '64', '48'],
      ['mlp-t', '16', '0'],
      ['H-layers', '2', '1'],
      ['L-layers', '2', '1'],
      ['pos', 'learned', 'rope'],
      ['rope-theta', '600', '500'],
      ['arch', 'trm', 'hrm'],
      ['puzzle-emb-len', '1', '2'],
      ['puzzle-emb-ndim', '40', '0'],
      ['side', '9', '0'],
      ['task', 'maze', 'grid'],
    ]) {
      const other = train(from, 'shape.ckpt', `--${option}`, value)
      const sentence = `hrm-train: --${option}: '${value}' is not what the model in shape.ckpt has, ${has}\n`
      assert.deepEqual([other.status, other.stdout, other.stderr], [1, '', sentence])
    }
  }
  assert.match(train('--init', 'shape.ckpt', '--grow', 'shape.ckpt').stderr, /not two of them/)
})

test('a margin is taken off q_halt and nothing else', () => {
  const path = folder('margin', datasetFiles(flips(), { folder: 'train/' }))
  const trained = hrmTrain('train', '--task', 'grid', '--data', path, '--steps', '2', '--name', 'margin', ...MODEL)
  assert.equal(trained.status, 0, trained.stderr)
  writeFileSync(join(work, 'one.json'), JSON.stringify({ inputs: [[1, 2, 3, 4, 1, 2, 3, 4, 1]] }))
  const [as, surer] = ['0', '2'].map((margin) => {
    const files = ['--from', 'margin.ckpt', '--out', 'margin.hrm']
    const made = hrmTrain('export', ...files, '--dtype', 'f32', '--q-margin', margin)
    assert.equal(made.status, 0, made.stderr)
    const args = ['--model', join(work, 'margin.hrm'), '--inputs', join(work, 'one.json'), '--segments', '1']
    return JSON.parse(hrm('forward', ...args).stdout)
  })
  assert.ok(Math.abs(as.q[0][0][0] - 2 - surer.q[0][0][0]) < 1e-5, `${as.q} ${surer.q}`)
  assert.equal(surer.q[0][0][1], as.q[0][0][1])
  assert.deepEqual(surer.logits, as.logits)
})
