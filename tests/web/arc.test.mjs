// The ARC room: an editor that says plainly what it is not.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { readTasks, task as rules } from '../../wasm/src/tasks/arc.js'
import { open } from './browser.mjs'
import { arcModels, asFile } from './models.mjs'
import { button, cell, labels, paste, read, visit } from './page.mjs'
import { load } from './source.mjs'

let site
let tasks
let edits
before(async () => {
  ;[site, tasks, edits] = await Promise.all([open(), load('rooms/arc/task.ts'), load('rooms/arc/edits.ts')])
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
const enter = async (t, options) => {
  const page = await visit(t, site, { hash: '#arc/', ready: false, speed: false, ...options })
  await cell(page, 0).waitFor()
  return page
}
/** The grid on the board as rows of digits, read from its labels. */
const board = async (page) => {
  const columns = Number(await page.getByRole('grid').getAttribute('aria-colcount'))
  const digits = (await labels(page)).map((label) => /: (\d)/.exec(label)[1]).join('')
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
  assert.equal(tasks.puzzleOf(hidden, 0).answer, undefined, 'and nothing to compare with')
  assert.deepEqual(tasks.puzzleOf(TASK, 0).answer, { rows: 2, columns: 3, cells: '122520' })
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

/** What learning the room's first task comes to is waited for as long as a busy machine takes. */
const LEARNT_MS = 300_000

test('the first task is learnt, answered right, put into the test, and stale once the task changes', async (t) => {
  const page = await enter(t)
  const asked = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  assert.equal(asked.filter((path) => path.includes('learn')).length, 0, 'nothing of learning is fetched before')
  await page.getByLabel('How long').selectOption('quick')
  await button(page, 'Learn this task').click()
  await page.getByRole('progressbar', { name: 'Learning' }).waitFor()
  assert.ok(await button(page, 'Stop learning').isVisible())
  const answer = button(page, 'Put answer 1 into test 1')
  await answer.waitFor({ timeout: LEARNT_MS })
  assert.match(await page.locator('.learn').innerText(), /Its answer|A guess/)
  await answer.click()
  assert.equal(await board(page), '12000/00120/00000/01212/12000')
  assert.match(await page.locator('.learn').innerText(), /the same as the output drawn/)
  assert.doesNotMatch(await page.locator('.learn').innerText(), /You changed the task/, 'an output drawn is no change')
  await pick(page, 'input of demonstration 1')
  await page.getByRole('radio', { name: '3 green' }).check()
  await cell(page, 0).click()
  assert.match(await page.locator('.learn').innerText(), /You changed the task/)
  assert.ok(await button(page, 'Learn again').isVisible())
  // The page's thread stays free, and the worker is gone.
  assert.equal(page.workers().filter((worker) => worker.url().includes('learn-worker')).length, 0)
})

test('learning is stopped, goes on in another room, and says what it cannot do', async (t) => {
  const page = await enter(t)
  await button(page, 'Learn this task').click()
  await page.getByRole('progressbar', { name: 'Learning' }).waitFor()
  await page.goto(page.url().replace(/#.*/, '#maze/'))
  await page.goto(page.url().replace(/#.*/, '#arc/'))
  await button(page, 'Stop learning').click()
  await button(page, 'Learn this task').waitFor()
  await openJson(
    page,
    JSON.stringify({ ...TASK, train: [TASK.train[0], { input: [[1, 2]], output: [[1], [2], [3]] }] }),
  )
  await button(page, 'Learn this task').click()
  await page.getByText('No rule was found that says how large an output is').waitFor({ timeout: 60_000 })
  await openJson(page, JSON.stringify(TASK))
  assert.match(await page.locator('.learn').innerText(), /Two examples are the least/)
  assert.equal(await button(page, 'Learn again').getAttribute('aria-disabled'), 'true')
  await openJson(page, JSON.stringify({ ...TASK, train: [TASK.train[0], { ...TASK.train[0], output: [[2]] }] }))
  assert.match(await page.locator('.learn').innerText(), /Examples 1 and 2 have the same input and different outputs/)
})

test('a task is opened, edited with every tool, undone, saved and linked', async (t) => {
  const page = await enter(t)
  await openJson(page, JSON.stringify(TASK))
  await pick(page, 'input of test 1')
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
  assert.equal((await labels(page)).length, 512, '128 rows at most')
  for (let i = 0; i < 5; i++) await button(page, 'Undo').click()
  assert.equal(await board(page), '122/520')
  await button(page, 'Redo').click()
  await pick(page, 'output of demonstration 1')
  assert.equal(await board(page), '111')
  await button(page, 'Copy from input').click()
  assert.equal(await board(page), '12/09')
  await button(page, 'Add a demonstration').click()
  assert.equal(await board(page), '000/000/000')
  await page.getByRole('button', { name: 'Remove demonstration 2' }).click()
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
  await page.locator('.grid [tabindex="0"]').focus()
  await page.keyboard.press('4')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.equal(await board(page), '442/540')
  await page.getByRole('radio', { name: 'Select', exact: true }).check()
  await page.locator('.grid [tabindex="0"]').focus()
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
    assert.match((await labels(page))[0], /sure/)
    assert.equal(await page.getByRole('grid').getAttribute('aria-readonly'), 'true')
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

for (const hash of ['#arc/AAAA', '#arc/!', `#arc/${'A'.repeat(4090)}`]) {
  test(`the address ${hash.slice(0, 20)} is left aside with a word`, async (t) => {
    const page = await visit(t, site, { hash })
    assert.match(await page.locator('.notice.warn').innerText(), /address/)
  })
}
