// Outputs that are about a part of the input: which part is found, what is learnt of it, and what is said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CROPS, cropOf, partOf, saidOfParts } from '../../wasm/src/arc/crop.js'
import { sizeRuleOf } from '../../wasm/src/arc/frame.js'
import { PORTFOLIO, arcFaultOf, createArcLearner } from '../../wasm/src/arc/learn.js'
import { Picture } from '../../wasm/src/arc/picture.js'

/** @typedef {import('../../wasm/src/tasks/arc.d.ts').ArcTask} ArcTask */

/** @param {string} text rows by "/" */
const grid = (text) => text.split('/').map((row) => [...row].map(Number))
/** @param {readonly (readonly number[])[]} colours */
const text = (colours) => colours.map((row) => row.join('')).join('/')

/** @param {[input: string, output: string][]} train @param {string[]} tests @returns {ArcTask} */
const taskOf = (train, ...tests) => ({
  train: train.map(([input, output]) => ({ input: grid(input), output: grid(output) })),
  test: tests.map((input) => ({ input: grid(input) })),
})
/** @param {ArcTask} task */
const croppedOf = (task) => cropOf(task, sizeRuleOf(task)).cropped

/** @param {ArcTask} task */
function cropped(task) {
  const found = croppedOf(task)
  assert.ok(found)
  return found
}

/** What each crop gives, corners connecting first. @param {string} drawn @returns {Record<string, (string | undefined)[]>} */
function partsOf(drawn) {
  const picture = new Picture(grid(drawn))
  /** @type {Record<string, (string | undefined)[]>} */
  const given = {}
  for (const crop of CROPS) {
    const part = partOf(crop, picture)
    ;(given[crop.name] ??= []).push(part && text(part))
  }
  return given
}

/** A red ring, that green fills, and yellow at its corner; sky, grey, magenta and maroon apart. */
const DRAWN =
  '0088000000000/0088002220000/0000002320000/0000002220000/5000000004000/5500000000400/' +
  '0000000000000/0006666000009/0006006000009/0006666000000/0000000000000'
const PARTS = {
  'all that is not background': [DRAWN.split('/').slice(0, -1).join('/')],
  'what is black': [DRAWN],
  'the inside of what is black': [
    DRAWN.split('/')
      .slice(1, -1)
      .map((row) => row.slice(1, -1))
      .join('/'),
  ],
  'what is red': ['222/232/222'],
  'the inside of what is red': ['3'],
  'what is green': ['3'],
  'what is yellow': ['40/04'],
  'what is grey': ['50/55'],
  'what is magenta': ['6666/6006/6666'],
  'the inside of what is magenta': ['00'],
  'what is sky': ['88/88'],
  'what is maroon': ['9/9'],
  'the colour of the fewest cells': ['3'],
  'the largest object': ['22200/23200/22200/00040/00004', '6666/6006/6666'],
  'the smallest object': ['9/9', '4'],
  'the widest object': ['22200/23200/22200/00040/00004', '6666/6006/6666'],
  'the densest object': ['88/88', '88/88'],
  'the topmost object': ['88/88', '88/88'],
  'the leftmost object': ['50/55', '50/55'],
  'the lowest object': ['6666/6006/6666', '6666/6006/6666'],
  'the rightmost object': ['9/9', '9/9'],
  'the largest object of one colour': ['6666/6006/6666', '6666/6006/6666'],
  'the smallest object of one colour': ['3', '3'],
  'the widest object of one colour': ['6666/6006/6666', '6666/6006/6666'],
  'the densest object of one colour': ['88/88', '88/88'],
  'the topmost object of one colour': ['88/88', '88/88'],
  'the leftmost object of one colour': ['50/55', '50/55'],
  'the lowest object of one colour': ['6666/6006/6666', '6666/6006/6666'],
  'the rightmost object of one colour': ['9/9', '9/9'],
  'the object of most colours': ['22200/23200/22200/00040/00004', '222/232/222'],
}
/** One is red among blue; another has another shape. */
const ODD = '00000000/01100110/01100110/00000000/02201000/02201100/00000000'
const ALONE = {
  'the object whose colour no other has': ['22/22', '22/22'],
  'the object whose shape no other has': ['10/11', '10/11'],
}

test('each crop gives the part that its name says, and none where there is none', () => {
  const [drawn, odd] = [partsOf(DRAWN), partsOf(ODD)]
  for (const [name, given] of Object.entries(drawn)) {
    const wanted = /** @type {Record<string, string[]>} */ (PARTS)[name]
    assert.deepEqual(given, wanted ?? given.map(() => undefined), name)
  }
  for (const [name, wanted] of Object.entries(ALONE)) assert.deepEqual(odd[name], wanted, name)
  assert.ok(Object.keys({ ...PARTS, ...ALONE }).every((name) => name in drawn))
  // Blue fills the grid: it is the background.
  assert.deepEqual(partsOf('1111/1121/1101/1111')['all that is not background'], ['2/0'])
})

/** What is red, and yellow within; red is blue in the output. */
const RECOLOURED = taskOf(
  [
    ['00000/02200/02400/00000/00040', '11/14'],
    ['222000/242000/000000/000040', '111/141'],
    ['40000/00020/00022/00042', '10/11/41'],
  ],
  '00000/22420/22220/00000/40004',
  '04000/00022/00042',
)

test('a part is found from the examples, and the nets learn it in place of the input', () => {
  const { name, task, isPure, isSure } = cropped(RECOLOURED)
  assert.deepEqual([name, isPure, isSure], ['what is red', false, true])
  assert.deepEqual(
    [...task.train, ...task.test].map(({ input }) => text(input)),
    ['22/24', '222/242', '20/22/42', '2242/2222', '22/42'],
  )
  assert.deepEqual(
    task.train.map(({ output }) => output),
    RECOLOURED.train.map(({ output }) => output),
  )
})

/** The outputs are the parts; whether the largest or what is red, the examples leave open. */
const OPEN = taskOf(
  [
    ['00000/02200/02100/00000/00010', '22/21'],
    ['2220000/2420001/0000000', '222/242'],
  ],
  '11100/11100/00000/02202',
)

/** @param {string} first @param {'firm' | 'guess' | 'not found'} confidence @returns {any} a result of nets */
const resultOf = (first, confidence) => ({
  answers: [[first, '00/00'].map((one) => ({ grid: grid(one), share: 0.5 }))],
  confidence,
  why: '3 nets give the same answer.',
})

test('where the examples leave open which part it is, most crops decide, and no answer is firm', () => {
  const found = cropped(OPEN)
  assert.deepEqual([found.name, found.isPure, found.isSure], ['the largest object', true, false])
  const said = saidOfParts(resultOf('111/111', 'firm'), found)
  assert.equal(said.confidence, 'guess')
  assert.equal(
    said.why,
    '3 nets give the same answer. The output is a part of the input, perhaps the largest object: the examples leave that open.',
  )
  assert.deepEqual(
    said.answers[0].map((one) => text(one.grid)),
    ['111/111', '2202'],
  )
  assert.equal(saidOfParts(resultOf('111/111', 'not found'), found).confidence, 'not found')
  const failed = saidOfParts(resultOf('111/000', 'guess'), found)
  assert.deepEqual(text(failed.answers[0][1].grid), '111/111', 'the part itself, where the nets make another')
})

test('nets that copy a part are firm only where three crops agree on it', () => {
  const sure = (/** @type {ArcTask} */ task) => [cropped(task).name, cropped(task).isSure]
  const largest = taskOf(
    [
      ['22000/22000/00020', '22/22'],
      ['30030/33000/00000', '30/33'],
    ],
    '04400/04440/00000/00004',
  )
  assert.deepEqual(sure(largest), ['the largest object', true])
  const alone = taskOf(
    [
      ['22000/22010/30000/33010', '1/0/1'],
      ['22050/22000/33300/33350', '5/0/0/5'],
    ],
    '22010/22010/00000/00060',
  )
  assert.deepEqual(sure(alone), ['the colour of the fewest cells', false])
})

test('where all crops agree, nets may be firm, and what they make of a part is left', () => {
  const said = saidOfParts(resultOf('1141/1111', 'firm'), cropped(RECOLOURED))
  assert.equal(said.confidence, 'firm')
  assert.match(said.why, /The output is made of a part of the input: what is red\.$/)
  assert.equal(text(said.answers[0][1].grid), '00/00')
})

test('tasks that another rule of size holds for are cropped where outputs are the parts, of more than a cell', () => {
  const same = taskOf([['000/020/000', '000/020/000']], '020/020/000')
  const fixed = taskOf(
    [
      ['0000/0220/0020/0000', '22/02'],
      ['00000/00000/00200/00220', '20/22'],
    ],
    '0000/2000/2200/0000',
  )
  assert.equal(croppedOf(same), undefined)
  assert.equal(text(cropped(fixed).task.test[0].input), '20/22')
  const recoloured = fixed.train.map(({ input, output }) => ({ input, output: output?.map((row) => row.map(() => 2)) }))
  assert.equal(croppedOf({ ...fixed, train: recoloured }), undefined)
  const colour = taskOf(
    [
      ['000/020/000', '2'],
      ['000/000/300', '3'],
    ],
    '040/040/000',
  )
  assert.equal(croppedOf(colour), undefined)
})

test('parts that say nothing, or are the whole of every test, are none', () => {
  /** @type {[string, string][]} */
  const train = [
    ['000/055/055', '12/34'],
    ['0000/0000/0055/0055', '43/21'],
  ]
  const blank = taskOf([...train, ['00000/00555/00000', '777']], '055/055/000')
  assert.match(arcFaultOf(blank) ?? '', /^No rule was found/)
  const whole = taskOf(
    [
      ['00000/02200/00000', '33'],
      ['000/020/020', '3/3'],
    ],
    '220/022',
  )
  assert.match(arcFaultOf(whole) ?? '', /^No rule was found/)
})

test('a test without the part is refused in a sentence', async () => {
  const task = { ...RECOLOURED, test: [...RECOLOURED.test, { input: grid('000/000/000') }] }
  await assert.rejects(createArcLearner(task, { gflop: 1 }), {
    code: 'DATA_INVALID',
    message: 'In the examples an output is made of a part of its input: what is red. Test 3 has no such part.',
  })
})

test('nets learn on the parts, pause, go on from a state to the same answer, and are not saved', async () => {
  const options = { gflop: 0.3, portfolio: PORTFOLIO.slice(0, 2) }
  const whole = await createArcLearner(RECOLOURED, options)
  const first = await createArcLearner(RECOLOURED, options)
  try {
    await whole.run()
    const result = await whole.answer()
    assert.equal(whole.task, RECOLOURED, 'as it was given')
    assert.match(result.why, /part of the input: what is red/)
    assert.deepEqual(
      result.answers.map(
        ([
          {
            grid: [row, ...others],
          },
        ]) => [others.length + 1, row.length],
      ),
      [
        [2, 4],
        [2, 2],
      ],
    )
    const { train, test: tests, cells } = await whole.look()
    assert.deepEqual(
      [...train, ...tests].map((one) => [one?.length, one?.[0].length]),
      [
        [2, 2],
        [2, 3],
        [3, 2],
        [2, 4],
        [2, 2],
      ],
    )
    assert.equal(cells, 12)
    await assert.rejects(whole.save(result), { code: 'ARGUMENT', message: /of which part of the input/ })
    await first.run({ onProgress: () => first.pause() })
    const state = structuredClone(await first.state())
    const second = await createArcLearner(RECOLOURED, { ...options, state })
    try {
      assert.equal((await second.run()).done, true)
      assert.deepEqual((await second.answer()).answers, result.answers)
    } finally {
      second.close()
    }
  } finally {
    first.close()
    whole.close()
  }
})
