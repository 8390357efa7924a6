// Examples to learn from: pairs as text, ARC tasks, the official data-set folders, symmetric twins; and what is refused.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { identifiersOf } from '../../wasm/src/data/examples.js'
import { readNpy } from '../../wasm/src/data/npy.js'
import {
  countOf,
  pick,
  readArcTasks,
  readDataset,
  readPairs,
  toText,
  toTokens,
  withTwins,
} from '../../wasm/src/learn.js'
import { datasetFiles, npy } from '../../wasm/cli/dataset-folder.mjs'
import { refused } from './support.mjs'

/** @typedef {import('../../wasm/src/learn.d.ts').Examples} Examples */

test('pairs: tokens by code point, rows by slashes, lines or a width', () => {
  const one = readPairs([{ question: '.2/1.', answer: '12/12' }])
  assert.equal(one.alphabet, '.12')
  assert.deepEqual([...one.inputs], [1, 3, 2, 1])
  assert.deepEqual([...one.labels], [2, 3, 2, 3])
  assert.deepEqual([one.seq_len, one.vocab_size, one.grid_rows, one.grid_cols, one.task], [4, 4, 2, 2, 'generic'])
  const same = [
    readPairs([{ question: '.2\n1.\n', answer: '12\r\n12' }]),
    readPairs([{ question: '.21.', answer: '1212' }]),
    readPairs([{ question: '.21.', answer: '1212' }], { width: 2 }),
  ]
  for (const other of same) assert.deepEqual(other, one)
  const wide = readPairs([{ question: 'abcdef', answer: 'fedcba' }], { width: 3, vocab_size: 12 })
  assert.deepEqual([wide.grid_rows, wide.grid_cols, wide.vocab_size], [2, 3, 12])
  const line = readPairs([{ question: 'a💡b', answer: 'b💡a' }])
  assert.deepEqual([line.seq_len, line.grid_rows, line.grid_cols], [3, 0, 0])
  assert.equal(toText(line, line.inputs), 'a💡b')
  const slashes = readPairs([{ question: '//\\.', answer: './\\.' }], { alphabet: './\\' })
  assert.deepEqual([...slashes.inputs], [2, 2, 3, 1])
})

test('pairs: Sudokus and mazes have the official tokens and are known as what they are', async () => {
  const question = '.6.3.2.8.2......39...........3..81..8.....4....2..71...........57......1.2.1.7.5.'
  const sudoku = readPairs([
    {
      question: '..9748...7.........2.1.9.....7...24..64.1.59..98...3.....8.3.2.........6...2759..',
      answer: '519748632783652419426139875357986241264317598198524367975863124832491756641275983',
    },
  ])
  assert.equal(sudoku.task, 'sudoku')
  assert.deepEqual([...sudoku.inputs.subarray(0, 4)], [1, 1, 10, 8])
  const wrong = readPairs([{ question, answer: question.replaceAll('.', '9') }], { vocab_size: 11 })
  assert.equal(wrong.task, 'generic')
  const maze = readPairs([
    {
      question: '#######/#S   ##/# ## ##/#    G#/#######/#######/#######',
      answer: '#######/#Soo ##/# ##o##/#   oG#/#######/#######/#######'.replace('##o##', '##o##'),
    },
  ])
  assert.equal(maze.alphabet, '# SGo')
  assert.equal(maze.vocab_size, 6)
})

test('pairs: what is refused, and the line that is at fault', async () => {
  const good = { question: '.2/1.', answer: '12/12' }
  for (const [pairs, sentence, options] of /** @type {[any, RegExp, any?][]} */ ([
    [[], /no pair to learn from/],
    [[good, { question: '.2/1.', answer: '12/123', line: 3 }], /^Line 3: row 2 of the answer has 3 cells, the first 2/],
    [
      [good, { question: '.23/1..', answer: '123/123', line: 3 }],
      /^Line 3: the question has 2 x 3 cells; the first question has 2 x 2 cells/,
    ],
    [[{ question: '.2/1.', answer: '1212121' }], /^Pair 1: the answer has 7 cells/],
    [[{ question: '', answer: '' }], /the question is empty/],
    [[{ question: '12345', answer: '12345' }], /5 cells, no whole number of rows of 2/, { width: 2 }],
    [[{ question: '12/34', answer: '12/34' }], /rows of 2 cells; the width is said to be 4/, { width: 4 }],
    [[good], /"2" is none of the characters "\.1"/, { alphabet: '.1' }],
    [[good], /alphabet "\.11" has a character twice/, { alphabet: '.11' }],
    [[good], /token 3; vocab_size is 3/, { vocab_size: 3 }],
  ]))
    await refused(() => readPairs(pairs, options), 'DATA_INVALID', sentence)
})

test('texts of the examples become tokens, and back', async () => {
  const examples = readPairs([{ question: '.2/1.', answer: '12/12' }])
  assert.deepEqual([...toTokens(examples, '2./.1')], [3, 1, 1, 2])
  assert.equal(toText(examples, [3, 1, 0, 2]), '2.?1')
  await refused(() => toTokens(examples, '2./.3'), 'DATA_INVALID', /"3" is none/)
  await refused(() => toTokens(examples, '2./.1/12'), 'DATA_INVALID', /4 cells; this one has 6/)
})

test('ARC tasks: the official encoding, an identifier for each task', async () => {
  const task = {
    train: [
      { input: [[1, 2]], output: [[3], [4]] },
      { input: [[5]], output: [[6]] },
    ],
    test: [
      { input: [[7]], output: [[8]] },
      { input: [[7]], output: null },
    ],
  }
  const one = readArcTasks(JSON.stringify(task))
  assert.deepEqual([one.task, one.seq_len, one.vocab_size, countOf(one)], ['arc', 9, 12, 2])
  assert.deepEqual([...one.inputs.subarray(0, 9)], [3, 4, 1, 1, 1, 0, 0, 0, 0])
  assert.deepEqual([...one.labels.subarray(0, 9)], [5, 1, -100, 6, 1, -100, 1, -100, -100])
  assert.deepEqual([...identifiersOf(one)], [1, 1])
  assert.equal(countOf(readArcTasks(task, { split: 'test' })), 1)
  const two = readArcTasks({ a: task, b: task }, { side: 30 })
  assert.deepEqual([two.seq_len, two.num_puzzle_identifiers], [900, 3])
  assert.deepEqual([...identifiersOf(two)], [1, 1, 2, 2])
  for (const [source, sentence] of /** @type {[any, RegExp][]} */ ([
    ['{', /no JSON/],
    ['"3"', /holds no task/],
    [{}, /holds no task/],
    [{ train: [{ input: [[1]], output: [[10]] }] }, /Row 1 of the output of train pair 1 holds 10/],
    [{ train: [{ input: [[1], [1, 2]], output: [[1]] }] }, /the input of train pair 1 are not of one length/],
    [{ train: [{ input: [Array(31).fill(0)], output: [[1]] }] }, /1 x 31 cells does not fit a square of 30 x 30/],
    [{ train: [] }, /No task has a pair in "train"/],
  ]))
    await refused(() => readArcTasks(source), 'DATA_INVALID', sentence)
  await refused(() => readArcTasks(task, { side: 1 }), 'DATA_INVALID', /1 x 2 cells does not fit a square of 1 x 1/)
})

test('NumPy arrays of every type of whole number', async () => {
  for (const type of ['|u1', '|i1', '<u2', '<i2', '>i2', '<u4', '<i4', '<i8', '<u8', '>u8']) {
    const { shape, values } = readNpy(npy([1, 2, 3, 100, 5, 6], [2, 3], type), 'a.npy')
    assert.deepEqual(
      [shape, [...values]],
      [
        [2, 3],
        [1, 2, 3, 100, 5, 6],
      ],
      type,
    )
  }
  assert.deepEqual([...readNpy(npy([-100], [1], '<i4'), 'a.npy').values], [-100])
  const good = npy([1, 2, 3], [3])
  for (const [bytes, sentence] of /** @type {[Uint8Array, RegExp][]} */ ([
    [good.subarray(0, good.length - 1), /a\.npy should have 3 numbers of 1 bytes \(shape 3\); it has 2 bytes/],
    [new Uint8Array([...good, 0]), /it has 4 bytes/],
    [good.subarray(0, 40), /ends within its header/],
    [new Uint8Array(3), /no NumPy array/],
    [npy([1, 2, 3], [3], '<f4'), /type "f4"/],
    [npy([1, 2, 3, 4], [2, 2], '|u1', true), /column by column/],
    [npy([1], [2 ** 40, 2 ** 40]), /should have/],
  ]))
    await refused(() => readNpy(bytes, 'a.npy'), 'DATA_INVALID', sentence)
})

/** @type {import('../../wasm/cli/dataset-folder.mjs').Dataset} */
const SMALL = {
  seq_len: 4,
  vocab_size: 5,
  num_puzzle_identifiers: 3,
  ignore_label_id: 0,
  inputs: [1, 2, 3, 4, 4, 3, 2, 1, 1, 1, 1, 1],
  labels: [0, 2, 3, 4, 0, 3, 2, 1, 1, 1, 1, 0],
  puzzle_identifiers: [2, 1],
  puzzle_indices: [0, 2, 3],
  group_indices: [0, 1, 2],
}

test('an official folder: ignored labels, several identifiers, parts and several sets', async () => {
  const examples = await readDataset(datasetFiles(SMALL))
  assert.deepEqual([...examples.labels], [-100, 2, 3, 4, -100, 3, 2, 1, 1, 1, 1, -100])
  assert.deepEqual([...identifiersOf(examples)], [2, 2, 1])
  assert.deepEqual([examples.grid_rows, examples.grid_cols, countOf(examples)], [2, 2, 3])
  assert.deepEqual([...pick(examples, [2, 0]).puzzle_identifiers], [1, 2])
  const part = await readDataset(datasetFiles(SMALL, { folder: 'train/' }))
  assert.deepEqual(part, examples)
  await refused(
    readDataset(datasetFiles(SMALL, { folder: 'train/' }), { split: 'test' }),
    'DATA_INVALID',
    /no dataset\.json, here or in test\//,
  )
  const named = Object.entries(datasetFiles(SMALL, { folder: 'train/' })).map(([name, bytes]) =>
    Object.defineProperty(new File([/** @type {BlobPart} */ (bytes)], name), 'webkitRelativePath', {
      value: `puzzles/${name}`,
    }),
  )
  assert.deepEqual(await readDataset(named), examples)
  const two = await readDataset({
    ...datasetFiles(SMALL, { sets: ['all', 'more'] }),
    ...datasetFiles(SMALL, { set: 'more', sets: ['all', 'more'] }),
  })
  assert.deepEqual([...two.puzzle_indices], [0, 2, 3, 5, 6])
  assert.deepEqual([...two.group_indices], [0, 1, 2, 3, 4])
  assert.equal(countOf(two), 6)
})

test('an official folder that is not whole, or says what cannot be, is refused', async () => {
  for (const name of [
    'all__inputs',
    'all__labels',
    'all__puzzle_identifiers',
    'all__puzzle_indices',
    'all__group_indices',
  ]) {
    const files = datasetFiles(SMALL)
    delete files[`${name}.npy`]
    await refused(readDataset(files), 'DATA_INVALID', new RegExp(`^${name}\\.npy is missing`))
  }
  for (const [change, sentence] of /** @type {[Partial<typeof SMALL>, RegExp][]} */ ([
    [{ labels: SMALL.labels.slice(4) }, /all__inputs\.npy has 3 examples, all__labels\.npy 2/],
    [{ vocab_size: 4 }, /the inputs of example 1 have the token 4; vocab_size in dataset\.json is 4/],
    [{ labels: SMALL.labels.with(5, 7) }, /the labels of example 2 have the token 7/],
    [{ seq_len: 3 }, /all__inputs\.npy has the shape 3 x 4; dataset\.json says seq_len 3/],
    [{ num_puzzle_identifiers: 2 }, /Puzzle 1 has the identifier 2/],
    [{ puzzle_identifiers: [1] }, /2 puzzles and 1 puzzle_identifiers/],
    [{ puzzle_indices: [0, 2, 4] }, /ends with 4; all__inputs\.npy has 3 examples/],
    [{ puzzle_indices: [0, 0, 3] }, /puzzle_indices does not rise at number 2/],
    [{ group_indices: [0, 1] }, /group_indices should go from 0 to the 2 puzzles/],
    [{ labels: SMALL.labels.map(() => 0) }, /nothing to learn/],
    [{ inputs: [], labels: [], puzzle_identifiers: [], puzzle_indices: [0], group_indices: [0] }, /no example/],
    [{ vocab_size: /** @type {any} */ ('5') }, /vocab_size is "5", no whole number/],
  ]))
    await refused(readDataset(datasetFiles({ ...SMALL, ...change }, { columns: 4 })), 'DATA_INVALID', sentence)
  await refused(readDataset({}), 'DATA_INVALID', /no dataset\.json/)
  await refused(readDataset({ 'dataset.json': Buffer.from('[]') }), 'DATA_INVALID', /holds no mapping/)
  const {
    'all__group_indices.npy': _,
    'all__puzzle_indices.npy': __,
    'all__puzzle_identifiers.npy': ___,
    ...blank
  } = datasetFiles({ ...SMALL, num_puzzle_identifiers: 1 })
  assert.deepEqual([...identifiersOf(await readDataset(blank))], [0, 0, 0])
})

const shared = fileURLToPath(new URL('../../../shared/cases/hrm-dataset/', import.meta.url))
const skip = !existsSync(shared) && '../shared/cases is absent: its folder is not read'
test('the folder of ../shared/cases', { skip }, async () => {
  const names = ['dataset.json', 'all__inputs.npy', 'all__labels.npy']
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [`test/${name}`, await readFile(`${shared}test/${name}`)])),
  )
  const examples = await readDataset(files, { split: 'test' })
  assert.deepEqual([examples.task, countOf(examples)], ['sudoku', 4])
  assert.match(toText(examples, examples.inputs.subarray(0, 81)), /^[.\d]{81}$/)
})

test('twins keep what the rules say and are the same for the same seed', async () => {
  const latin = readPairs([{ question: '12../..../..../...1', answer: '1234/2143/3412/4321' }])
  const tokens = [2, 3, 4, 5]
  const many = withTwins(latin, { count: 200, tokens, rows: true, columns: true, turns: true })
  assert.deepEqual([countOf(many), many.group_indices.length, many.puzzle_indices.at(-1)], [200, 2, 200])
  assert.deepEqual(many.inputs.subarray(0, 16), latin.inputs)
  assert.deepEqual(many, withTwins(latin, { count: 200, tokens, rows: true, columns: true, turns: true, seed: 1 }))
  const seen = new Set()
  for (let i = 0; i < 200; i++) {
    const [question, answer] = [many.inputs, many.labels].map((cells) => [...cells.subarray(16 * i, 16 * i + 16)])
    seen.add(question.join())
    question.forEach((token, cell) => assert.ok(token === 1 || token === answer[cell]))
    for (let line = 0; line < 4; line++) {
      assert.deepEqual(answer.slice(4 * line, 4 * line + 4).sort(), tokens)
      assert.deepEqual(answer.filter((_, cell) => cell % 4 === line).sort(), tokens)
    }
  }
  assert.ok(seen.size > 150, `${seen.size} different ones`)
  await refused(() => withTwins(latin, { count: 0 }), 'DATA_INVALID', /count/)
  await refused(() => withTwins(latin, { count: 2, tokens: [9] }), 'DATA_INVALID', /below 6/)
})
