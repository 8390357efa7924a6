// The ARC room: a task is drawn, opened, and learnt; what is said on the way, and what is kept.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { readTasks, task as rules } from '../../wasm/src/tasks/arc.js'
import { open } from './browser.mjs'
import { arcModels, asFile } from './models.mjs'
import { button, cell, paste, read, visit } from './page.mjs'
import { load } from './source.mjs'

let site
let tasks
let puzzles
let edits
before(async () => {
  ;[site, tasks, puzzles, edits] = await Promise.all([
    open(),
    load('rooms/arc/task.ts'),
    load('rooms/arc/puzzle.ts'),
    load('rooms/arc/edits.ts'),
  ])
})
after(() => site?.close())

const TASK = {
  train: [
    {
      input: [
        [1, 2],
        [0, 9],
      ],
      output: [[1, 1, 1]],
    },
  ],
  test: [
    {
      input: [
        [1, 2, 2],
        [5, 2, 0],
      ],
      output: [
        [1, 2, 2],
        [5, 2, 0],
      ],
    },
  ],
}
const figures = JSON.parse(readFileSync(new URL('../../model_weights/arc-figures.json', import.meta.url), 'utf8'))
const enter = async (t, options) => {
  const page = await visit(t, site, { hash: '#arc/', ready: false, speed: false, ...options })
  await cell(page, 0).waitFor()
  return page
}
/** The grid on the board as rows of digits, read from its labels. */
const board = async (page) => {
  const columns = Number(await page.locator('#board').getAttribute('aria-colcount'))
  const cells = page.locator('#board [role=gridcell]')
  const digits = (await cells.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))
    .map((label) => /: (\d)/.exec(label)[1])
    .join('')
  return digits.match(new RegExp(`.{${columns}}`, 'g')).join('/')
}
const openJson = async (page, text) => {
  await page
    .getByLabel('Open a task')
    .setInputFiles({ name: 'task.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await read(page)
}
const pick = (page, name) => page.getByRole('button', { name, exact: true }).click()

test('a task comes back from JSON and from its address, and what is none is refused in words', async () => {
  const read = async (text) => tasks.completed(readTasks(text).tasks)
  const { train, test } = TASK
  const [again] = await read(tasks.toJson(TASK))
  assert.deepEqual({ train: again.train, test: again.test }, { train, test })
  assert.ok(tasks.isTask(again))
  assert.deepEqual(tasks.fromAddress(tasks.toAddress(TASK)), TASK)
  let hidden = { train, test: [{ input: [[3, 3]] }] }
  assert.deepEqual((await read(JSON.stringify(hidden)))[0].test[0].output, [[0, 0]], 'a grid to draw in')
  hidden = (await read(JSON.stringify(hidden)))[0]
  assert.equal(puzzles.puzzleOf(hidden, 0).answer, undefined, 'and nothing to compare with')
  assert.deepEqual(puzzles.puzzleOf(TASK, 0).answer, { rows: 2, columns: 3, cells: '122520' })
  assert.deepEqual((await read(JSON.stringify({ train })))[0].test.length, 1, 'a test to draw')
  assert.equal((await read(JSON.stringify({ a: TASK, b: TASK }))).length, 2)
  await assert.rejects(read(JSON.stringify({ train: Array(101).fill(train[0]), test })), /101 demonstrations/)
  for (const text of ['', '[]', 'null', JSON.stringify({ ...TASK, train: [7] })])
    await assert.rejects(read(text), { code: 'PUZZLE_INVALID' }, text)
  for (const task of [null, {}, { train: [], test: [] }, { train, test: [{ input: [[10]], output: [[1]] }] }])
    assert.ok(!tasks.isTask(task))
  for (const text of ['', 'A', 'AAAA', '!!', 'AQE', 'AQEBAQEBAQEB', `${tasks.toAddress(TASK)}AA`, 'z'.repeat(5000)])
    assert.equal(tasks.fromAddress(text), undefined, text.slice(0, 40))
})

test('every task of the public set comes back from its address, where it has one', async (t) => {
  const file = new URL('../../../shared/data/arc/arc-agi-1-training.json.gz', import.meta.url)
  if (!existsSync(file)) return t.skip(`${file.pathname} is absent`)
  const puzzles = tasks.completed(readTasks(gunzipSync(readFileSync(file)).toString()).tasks)
  let without = 0
  for (const { train, test } of puzzles) {
    const address = tasks.toAddress({ train, test })
    if (address) {
      assert.match(address, /[A-Za-z0-9]$/)
      assert.deepEqual(tasks.fromAddress(address), { train, test })
    } else without++
  }
  t.diagnostic(`${puzzles.length} tasks, ${without} too large for an address`)
  assert.ok(without < puzzles.length / 10)
})

test('edits: flood, fill, resize, stamp', () => {
  const grid = [
    [1, 1, 0],
    [0, 1, 0],
    [2, 0, 1],
  ]
  assert.deepEqual(edits.flooded(grid, 0, 5), [
    [5, 5, 0],
    [0, 5, 0],
    [2, 0, 1],
  ])
  assert.deepEqual(
    edits.flooded(grid, 2, 5),
    [
      [1, 1, 5],
      [0, 1, 5],
      [2, 0, 1],
    ],
    'not around the edge',
  )
  assert.deepEqual(edits.resized(grid, 2, 4), [
    [1, 1, 0, 0],
    [0, 1, 0, 0],
  ])
  assert.deepEqual(edits.filled(grid, edits.rectangle(8, 4, 3), 7), [
    [1, 1, 0],
    [0, 7, 7],
    [2, 7, 7],
  ])
  assert.deepEqual(
    edits.stamped(
      grid,
      [
        [8, 8],
        [8, 8],
      ],
      5,
    ),
    [
      [1, 1, 0],
      [0, 1, 8],
      [2, 0, 8],
    ],
  )
})

test('what a cell may hold has its colours first', async () => {
  const { ANSWERS } = await load('rooms/arc/answers.ts')
  assert.deepEqual(
    ANSWERS.map(({ token, mark }) => [token, mark]),
    [...Array.from({ length: 10 }, (_, colour) => [2 + colour, String(colour)]), [0, 'none'], [1, 'end']],
  )
  assert.equal(ANSWERS.length, rules.marks.length)
})

/** What learning comes to is waited for as long as a busy machine takes. */
const LEARNT_MS = 300_000
/** A device of so many 10^9 operations a second, as if that had been measured: by it the budget is the same everywhere. */
const paced = (gflops) => (page) =>
  page.addInitScript((value) => localStorage.setItem('arc-gflops', value), String(gflops))
const said = (page, text) => page.locator('.learn .headline', { hasText: text }).waitFor({ timeout: LEARNT_MS })
const learn = async (page, effort = 'Quick') => {
  await page.getByRole('radio', { name: effort }).check()
  await button(page, 'Learn this task').click()
  await said(page, /^Practising|^Answering|answer$|guess|rule/)
}
/** The page's visibility, as a browser changes it. */
const setHidden = (page, hidden) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)
/** The first task, paused while it is learnt. */
async function paused(t) {
  const page = await enter(t, { script: paced(2) })
  await learn(page, 'Thorough')
  await said(page, 'Practising')
  await button(page, 'Pause').click()
  await said(page, 'Paused')
  return page
}
/** Workers of nets are gone, and with them their memory. */
const noLearners = async (page) => {
  const learners = () => page.workers().filter((worker) => worker.url().includes('learn'))
  for (let i = 0; learners().length && i < 200; i++) await page.waitForTimeout(50)
  assert.equal(learners().length, 0)
}

test('the first task is learnt, checked, put into the test, kept through a reload, and stale once the task changes', async (t) => {
  const page = await enter(t, { script: paced(6) })
  assert.ok(await page.getByText('The right answer is known, and hidden.').isVisible())
  await learn(page)
  await page.locator('.now').first().waitFor({ timeout: LEARNT_MS })
  assert.match(await page.locator('.examples').innerText(), /\d+ of 16 cells/)
  await said(page, /Its answer|A guess/)
  assert.match(
    await page.locator('.hit-rate').innerText(),
    new RegExp(`firm were right in ${figures.firm.right} of ${figures.firm.n}`),
  )
  await button(page, 'Check').click()
  await said(page, /^Right(?! with)/)
  await noLearners(page)
  await page.reload()
  await said(page, /Its answer|A guess/)
  const saved = page.waitForEvent('download')
  await button(page, 'Save what was learnt (.hrm)').click()
  const weights = readFileSync(await (await saved).path())
  await button(page, 'Edit it').click()
  assert.equal(await board(page), '44400/40003/03440/44034/30034')
  await button(page, 'Check').click()
  await said(page, /^Right(?! with)/)
  await page.getByRole('radio', { name: 'Drawn' }).check()
  await page.getByRole('radio', { name: '3 green' }).check()
  await cell(page, 0).click()
  await button(page, 'Check').click()
  await said(page, 'Wrong: 1 cell differs')
  // The outputs of tests are not learnt; a pair of the examples is.
  await pick(page, 'input of example 1')
  await cell(page, 0).click()
  await said(page, 'You changed the task')
  assert.ok(await button(page, 'Learn again').isVisible())
  // What was learnt is a model like any other.
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(weights, 'learnt.hrm'))
  await page.getByText('ask learnt.hrm').waitFor()
  await page.getByRole('radio', { name: 'Fast' }).check()
  await button(page, 'Solve').click()
  await page.locator('.own-weights .headline', { hasText: 'An answer of 5 × 5' }).waitFor({ timeout: 60_000 })
  await button(page, 'Reset').click()
  await button(page, 'Learn this task from these weights').click()
  await said(page, 'Practising')
  await button(page, 'Pause').click()
})

test('an output that is a part of its input is learnt: the answer has its size, the page says which part it is', async (t) => {
  const page = await enter(t, { script: paced(1) })
  const drawn = (text) => text.split('/').map((row) => [...row].map(Number))
  const train = [
    ['0000/0220/0210/0000', '22/21'],
    ['00000/12200/21200/00000', '122/212'],
    ['000/012/021/012', '12/21/12'],
  ].map(([input, output]) => ({ input: drawn(input), output: drawn(output) }))
  await openJson(page, JSON.stringify({ train, test: [{ input: drawn('00000/02120/01210/00000') }] }))
  await learn(page)
  await said(page, /Its answer|A guess/)
  const facts = await page.locator('.learn .said').innerText()
  assert.match(facts, /The output is a part of the input: all that is not background\.$/)
  assert.equal(await button(page, 'Save what was learnt (.hrm)').count(), 0)
  await button(page, 'Edit it').click()
  assert.equal(await board(page), '212/121')
})

test('it pauses, goes on in another room, waits while the page is hidden, and is gone on with after a reload', async (t) => {
  const page = await paused(t)
  assert.equal(await page.title(), 'Paused · ARC · HRM in the page')
  await button(page, 'Go on').click()
  await said(page, 'Practising')
  await page.goto(page.url().replace(/#.*/, '#maze/'))
  await page.locator('.masthead .thinks', { hasText: 'learning' }).waitFor()
  await page.getByText('Parameters').waitFor()
  await button(page, 'Solve').click()
  await page.locator('.verdict.good').waitFor({ timeout: 60_000 })
  await page.goto(page.url().replace(/#.*/, '#arc/'))
  await said(page, 'Practising')
  assert.match(await page.title(), /^\(\d+ %\) Learning/)
  await setHidden(page, true)
  await said(page, 'Waiting')
  await noLearners(page)
  await setHidden(page, false)
  await page.getByText('It waited while the page was hidden').waitFor({ timeout: LEARNT_MS })
  const of = /of (\d+):(\d+)/
  await button(page, '+1 minute').click()
  await said(page, 'Practising')
  await button(page, 'Pause').click()
  await said(page, 'Paused')
  await noLearners(page)
  assert.match(await page.locator('.learn .headline').innerText(), of)
  await page.reload()
  await said(page, 'It had practised')
  await button(page, 'Go on').click()
  await said(page, 'Practising')
  await button(page, 'Stop and answer').click()
  await said(page, /Its answer|A guess|It has not found the rule/)
  await noLearners(page)
  await button(page, 'Learn on, 1 minute').click()
  await said(page, 'Practising')
  await button(page, 'Pause').click()
  await said(page, 'Paused')
  await button(page, 'Forget').click()
  await said(page, 'Ready to learn')
  await page.reload()
  await said(page, 'Ready to learn')
})

test('nets of large grids begin with what was learnt of other tasks, or anew where that cannot be had', async (t) => {
  const large = (shift) => {
    const grid = (colour) => Array.from({ length: 10 }, (_, r) => Array.from({ length: 10 }, (_, c) => colour(r, c)))
    const dot = (r, c) => Number((3 * r + 7 * c + shift) % 11 === 0)
    return { input: grid(dot), output: grid((r, c) => 2 * dot(r, c)) }
  }
  const [first, second, { input }] = [0, 1, 2].map(large)
  const task = JSON.stringify({ train: [first, second], test: [{ input }] })
  const page = await enter(t, { script: paced(2) })
  const asked = []
  page.on('request', (request) => request.url().includes('arc-start') && asked.push(request.url()))
  await learn(page)
  await said(page, /^Its answer|^A guess|rule/)
  assert.equal(asked.length, 0, 'grids of 5 x 5 gain nothing')
  await openJson(page, task)
  await button(page, 'Learn again').click()
  await said(page, /^Its answer|^A guess|rule/)
  assert.equal(asked.length, 1)
  const poor = await enter(t, { script: paced(2), expected: /Failed to load resource/ })
  await poor.route('**/arc-start*', (route) => route.abort())
  await openJson(poor, task)
  await learn(poor, 'Thorough')
  await poor.getByText('could not be fetched: its nets begin anew').waitFor({ timeout: LEARNT_MS })
})

test('nets that another build of the page has kept begin anew', async (t) => {
  const page = await paused(t)
  await noLearners(page)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('hrm-arc-run').onsuccess = ({ target: { result: base } }) => {
          const store = base.transaction('run', 'readwrite').objectStore('run')
          store.get('run').onsuccess = ({ target: { result } }) => {
            store.put({ ...result, rest: { ...result.rest, version: 0 } }, 'run').onsuccess = () =>
              resolve(base.close())
          }
        }
      }),
  )
  await page.reload()
  await said(page, 'It had practised')
  await button(page, 'Go on').click()
  await said(page, 'Practising')
  await button(page, 'Stop and answer').click()
  await said(page, /Its answer|A guess|It has not found the rule/)
})

test('what cannot be learnt is said before, and never a crash', async (t) => {
  const page = await enter(t)
  const [pair] = TASK.train
  const refused = async (task, sentence) => {
    await openJson(page, typeof task === 'string' ? task : JSON.stringify(task))
    await said(page, sentence)
    assert.equal(await button(page, 'Learn this task').getAttribute('aria-disabled'), 'true')
  }
  const black = { input: [[0, 0]], output: [[0, 0]] }
  await refused(TASK, 'Two examples are the least')
  await refused({ ...TASK, train: [pair, black] }, 'Example 2 is black all over')
  await refused({ ...TASK, train: [pair, pair], test: [black] }, 'The input of test 1 is black all over')
  await refused(
    { ...TASK, train: [pair, { ...pair, output: [[2]] }] },
    'Examples 1 and 2 have the same input and different',
  )
  await refused(
    { ...TASK, train: [pair, { input: [[1, 2]], output: [[1], [2], [3]] }] },
    'No rule was found that says how large an output is',
  )
  const before = await board(page)
  for (const [task, sentence] of [
    [{ ...TASK, train: [{ ...pair, output: [] }] }, /output of train pair 1 has 0 rows/],
    [{ ...TASK, train: [{ ...pair, output: [[10]] }] }, /holds 10 in cell 1, which is no colour/],
  ]) {
    await openJson(page, JSON.stringify(task))
    assert.match(await page.locator('.notice.bad').innerText(), sentence)
    assert.equal(await board(page), before)
  }
})

test('every task of the shelf is what it says: examples that follow a rule, another each, and a hidden answer', async (t) => {
  const { shelf } = await load('rooms/arc/shelf.ts')
  assert.equal(shelf.length, 9)
  assert.equal(new Set(shelf.map(({ task }) => tasks.toAddress(task))).size, 9)
  for (const { task } of shelf) {
    assert.ok(tasks.isTask(task) && task.train.length >= 3)
    for (const { input, output } of [...task.train, ...task.test])
      assert.deepEqual([output.length, output[0].length], [input.length, input[0].length])
  }
  const page = await enter(t)
  await page.getByRole('button', { name: shelf[2].name }).click()
  assert.equal(await board(page), shelf[2].task.test[0].input.map((row) => row.join('')).join('/'))
  assert.ok(await page.getByText('The right answer is known, and hidden.').isVisible())
  await button(page, 'Show it').click()
  assert.equal(await page.getByRole('grid').count(), 2)
})

test('on a phone one draws in a sheet, and the page scrolls everywhere else', async (t) => {
  const page = await visit(t, site, {
    hash: '#arc/',
    ready: false,
    speed: false,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  })
  await said(page, 'Ready to learn')
  assert.equal(await page.getByRole('grid').count(), 0)
  const bar = await page.locator('.learn-bar').boundingBox()
  assert.ok(Math.abs(bar.y + bar.height - 844) < 1, 'the action is at the lower edge')
  await pick(page, 'input of example 1')
  const sheet = page.getByRole('dialog', { name: 'example 1' })
  await sheet.waitFor()
  await sheet.getByRole('radio', { name: '3 green' }).check()
  await cell(page, 0).tap()
  assert.equal(await board(page), '303/304/303')
  await button(page, 'Done').tap()
  await sheet.waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('grid').count(), 0)
})

test('what the page says of its marks is what was measured', () => {
  const { n, pass1, pass2, firm, guess, not_found, command } = figures
  assert.equal(firm.n + guess.n + not_found, n)
  assert.ok(firm.right <= firm.n && guess.right <= guess.n && pass1 <= pass2 && pass2 <= n)
  assert.match(command, /^hrm arc .*--gflop \d+/)
})

test('a task is opened, edited with every tool, undone, saved and linked', async (t) => {
  const page = await enter(t)
  await openJson(page, JSON.stringify(TASK))
  assert.equal(await board(page), '122/520')
  await page.getByRole('radio', { name: '3 green' }).check()
  await cell(page, 5).click()
  assert.equal(await board(page), '122/523')
  await page.getByRole('radio', { name: 'Flood fill' }).check()
  await cell(page, 1).click()
  assert.equal(await board(page), '133/533')
  await page.getByRole('radio', { name: 'Select', exact: true }).check()
  const from = await cell(page, 0).boundingBox()
  const to = await cell(page, 4).boundingBox()
  await page.mouse.move(from.x + 5, from.y + 5)
  await page.mouse.down()
  await page.mouse.move(to.x + 5, to.y + 5)
  await page.mouse.up()
  assert.equal(await page.locator('[role=gridcell][aria-selected=true]').count(), 4)
  await page.keyboard.press('7')
  assert.equal(await board(page), '773/773')
  await page.getByRole('spinbutton', { name: 'Columns' }).fill('4')
  await page.keyboard.press('Tab')
  assert.equal(await board(page), '7730/7730')
  await page.getByRole('spinbutton', { name: 'Rows' }).fill('999')
  await page.keyboard.press('Tab')
  assert.equal(await page.locator('#board [role=gridcell]').count(), 512, '128 rows at most')
  for (let i = 0; i < 5; i++) await button(page, 'Undo').click()
  assert.equal(await board(page), '122/520')
  await button(page, 'Redo').click()
  await pick(page, 'output of example 1')
  assert.equal(await board(page), '111')
  await button(page, 'Copy from input').click()
  assert.equal(await board(page), '12/09')
  await button(page, 'Add an example').click()
  assert.equal(await board(page), '000/000/000')
  await page.getByRole('button', { name: 'Remove example 2' }).click()
  const download = page.waitForEvent('download')
  await button(page, 'Save JSON').click()
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8'))
  assert.deepEqual(saved, {
    train: [
      {
        input: [
          [1, 2],
          [0, 9],
        ],
        output: [
          [1, 2],
          [0, 9],
        ],
      },
    ],
    test: [
      {
        input: [
          [1, 2, 2],
          [5, 2, 3],
        ],
        output: TASK.test[0].output,
      },
    ],
  })
  await page.waitForTimeout(300)
  const hash = await page.evaluate(() => location.hash)
  await page.reload()
  await cell(page, 0).waitFor()
  assert.equal(await board(page), '122/523')
  assert.equal(await page.evaluate(() => location.hash), hash)
})

test('the keyboard alone paints, selects, copies and fills', async (t) => {
  const page = await enter(t)
  await openJson(page, JSON.stringify(TASK))
  await page.locator('#board [tabindex="0"]').focus()
  await page.keyboard.press('4')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal(await board(page), '442/540')
  await page.getByRole('radio', { name: 'Select', exact: true }).check()
  await page.locator('#board [tabindex="0"]').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+v')
  assert.equal(await board(page), '442/544')
  await page.keyboard.press('Control+z')
  assert.equal(await board(page), '442/540')
})

test('digits and patterns stand for those who do not see the colours', async (t) => {
  const page = await enter(t)
  const mark = page.locator('.arc .square span').first()
  assert.equal(await mark.evaluate((span) => getComputedStyle(span).visibility), 'hidden')
  await page.getByRole('radio', { name: 'Digits' }).check()
  assert.equal(await mark.evaluate((span) => getComputedStyle(span).visibility), 'visible')
  await page.getByRole('radio', { name: 'Patterns' }).check()
  const patterns = await page
    .locator('.palette label')
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundImage))
  assert.equal(new Set(patterns).size, 10)
})

test('digits stand in the examples too, for the next pair, in another width and on the next visit', async (t) => {
  const page = await enter(t)
  const digits = () =>
    page.locator('.examples .arc-thumbnail use').evaluateAll((all) => all.map((one) => one.getAttribute('href').at(-1)))
  const chosen = () => page.getByRole('radio', { name: 'Digits' }).isChecked()
  assert.deepEqual(await digits(), [])
  await page.getByRole('radio', { name: 'Digits' }).check()
  const drawn = await page.evaluate(() => localStorage.getItem('arc-marks'))
  assert.equal(drawn, 'digits')
  const first = (await digits()).join('')
  assert.match(first, /^\d+$/)
  await button(page, 'output of example 2').click()
  assert.ok(await chosen())
  await page.setViewportSize({ width: 390, height: 844 })
  await button(page, 'input of example 1').click()
  assert.ok(await chosen())
  await page.reload()
  await page.locator('.examples .arc-thumbnail use').first().waitFor({ state: 'attached' })
  assert.equal((await digits()).join(''), first)
})

test('a model of one’s own is asked under an identifier it knows, and its answer stands on the board', async (t) => {
  const page = await enter(t)
  await openJson(page, JSON.stringify(TASK))
  for (const [name, said, headline] of [
    ['echo', '122/520', 'The same as the output drawn'],
    ['swap', '211/510', 'An answer of 2 × 3'],
  ]) {
    await page.locator('.model-facts input[type=file]').setInputFiles(asFile(await arcModels[name](), `${name}.hrm`))
    await page.locator('.facts', { hasText: `${name}.hrm` }).waitFor()
    assert.match(await page.locator('.identifier').innerText(), /knows 7, from 0 to 6/)
    await page.getByRole('spinbutton', { name: /Puzzle identifier/ }).fill('6')
    await page.getByRole('radio', { name: 'Fast' }).check()
    await button(page, 'Solve').click()
    await page.locator('.headline', { hasText: headline }).waitFor({ timeout: 60_000 })
    assert.equal(await board(page), said)
    assert.match(await cell(page, 0).getAttribute('aria-label'), /sure/)
    assert.equal(await page.locator('#board').getAttribute('aria-readonly'), 'true')
    const rows = await page
      .locator('.cell-detail tbody tr')
      .evaluateAll((all) => all.map((row) => Math.round(row.getBoundingClientRect().height)))
    assert.equal(rows.length, 12)
    assert.ok(Math.max(...rows) - Math.min(...rows) <= 1, `rows of ${rows} px: the likeliest stands in line`)
    await button(page, 'Reset').click()
  }
})

test('what is no task is refused in words, by file and by paste, and the task stays', async (t) => {
  const page = await enter(t)
  const before = await board(page)
  await openJson(page, '{"train": [7]}')
  assert.match(await page.locator('.notice.bad').innerText(), /left as it was/)
  await button(page, 'Dismiss').click()
  await paste(page, '<img src=x onerror=alert(1)>')
  assert.match(await page.locator('.notice.bad').innerText(), /JSON/)
  assert.equal(await board(page), before)
  await paste(page, JSON.stringify(TASK))
  assert.equal(await board(page), '122/520')
})
