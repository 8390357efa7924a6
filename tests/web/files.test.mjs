// Files of every kind, dropped and opened in every room: told apart by what is in them, the room that fits opens.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import { asFile, arcModels, mazeModels } from './models.mjs'
import { button, cell, GENTLE, grid, IMPOSSIBLE, labels, read, toText, visit } from './page.mjs'

const ROOMS = ['sudoku', 'maze', 'arc']
let site
before(async () => (site = await open()))
after(() => site?.close())

const enter = async (t, room, options) => {
  const page = await visit(t, site, { hash: `#${room}/`, ready: false, speed: false, ...options })
  await cell(page, 0).waitFor()
  return page
}
const here = (page) =>
  page.locator('.masthead [aria-current=page]').evaluate((link) => link.hash.slice(1).split('/')[0])

async function drop(page, ...files) {
  const dataTransfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer()
      for (const [name, text] of given)
        data.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], name))
      return data
    },
    files.map(([name, content]) => [name, Buffer.from(content).toString('base64')]),
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer })
  await read(page)
}
/** Through the button by which files are chosen. */
async function choose(page, ...files) {
  await page
    .locator('.model-facts input[type=file]')
    .setInputFiles(files.map(([name, content]) => ({ name, mimeType: '', buffer: Buffer.from(content) })))
  await read(page)
}
const back = (page, room) => page.locator(`.masthead nav a[href^="#${room}/"]`).evaluate((link) => link.click())

const maze = (page) =>
  labels(page).then((all) =>
    all.map((label) => ({ wall: '#', free: ' ', start: 'S', goal: 'G' })[/: (\w+)/.exec(label)[1]]).join(''),
  )
const refusal = (page) => page.locator('.notice.bad').innerText()

const CORRIDOR = ['#######', '#S    #', '##### #', '#     #', '# #####', '#    G#', '#######']
const TASK = { train: [{ input: [[1, 2]], output: [[2, 1]] }], test: [{ input: [[3, 3, 3]] }] }
const kinds = [
  ['a Sudoku', 'today.txt', GENTLE, 'sudoku', async (page) => assert.equal(toText(await grid(page)), GENTLE)],
  [
    'a list of Sudokus',
    'some.csv',
    `puzzle,level\n${GENTLE},1\n${IMPOSSIBLE},9\n`,
    'sudoku',
    async (page) => {
      await page.locator('.results tbody tr').nth(1).waitFor()
      await button(page, 'Stop the list')
        .click({ timeout: 2000 })
        .catch(() => {})
    },
  ],
  [
    'a maze',
    'maze.txt',
    CORRIDOR.join('\n'),
    'maze',
    async (page) => assert.equal(await maze(page), CORRIDOR.join('')),
  ],
  [
    'a task',
    'task.json',
    JSON.stringify(TASK),
    'arc',
    async (page) =>
      assert.deepEqual(
        (await labels(page)).map((label) => label.slice(-7)),
        Array(3).fill('3 green'),
      ),
  ],
  [
    'a collection of tasks',
    'challenges.json',
    JSON.stringify({ first: TASK, second: { ...TASK, test: [{ input: [[4]] }] } }),
    'arc',
    async (page) => {
      await page.getByRole('heading', { name: '2 tasks to choose from' }).waitFor()
      await page.getByRole('searchbox').fill('SEC')
      await page.getByRole('button', { name: 'second' }).click()
      assert.match((await labels(page)).join(), /4 yellow$/)
    },
  ],
]

for (const room of ROOMS) {
  test(`puzzles dropped and opened in the room ${room}`, async (t) => {
    for (const way of [drop, choose]) {
      const page = await enter(t, room)
      for (const [what, name, content, fits, check] of kinds) {
        await way(page, [name, content])
        assert.equal(await here(page), fits, `${what}, ${way.name}`)
        await check(page)
        assert.equal(await page.locator('.notice.bad').count(), 0, what)
        await back(page, room)
        await page.waitForFunction(
          (id) => document.querySelector(`.masthead a[aria-current]`).hash.startsWith(`#${id}/`),
          room,
        )
      }
    }
  })

  test(`weights dropped in the room ${room}`, async (t) => {
    const page = await enter(t, room)
    for (const [name, weights, fits] of [
      ['paving.hrm', await mazeModels.paving(), 'maze'],
      ['echo.bin', await arcModels.echo(), 'arc'],
    ]) {
      await drop(page, [name, weights])
      await page.locator('.facts', { hasText: name }).waitFor({ state: 'attached' })
      assert.equal(await here(page), fits)
      assert.equal(await page.locator('.notice.bad').count(), 0)
      await back(page, room)
    }
  })
}

test('which model thinks stands by the verdict, with the way back', async (t) => {
  const page = await visit(t, site)
  const weights = readFileSync(
    `${site.folder}/assets/${readdirSync(`${site.folder}/assets`).find((name) => /^sudoku.*\.hrm$/.test(name))}`,
  )
  await drop(page, ['mine.hrm', weights])
  await page.getByText('Thinking with mine.hrm').waitFor()
  await button(page, 'Back to sudoku.hrm').click()
  await page.getByText('Thinking with').waitFor({ state: 'detached' })
})

test('what is nothing is refused in a sentence of the room on view, and what was there stays', async (t) => {
  const page = await enter(t, 'sudoku')
  const puzzle = await grid(page)
  for (const [name, content, sentence] of [
    ['letter.txt', 'Dear reader,\nhow are you?', /left as it is/],
    ['empty.txt', '', /left as it is/],
    ['large.txt', '1'.repeat(17 * 2 ** 20), /16\.00 MB/],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /./],
  ]) {
    await drop(page, [name, content])
    await page.locator('.notice.bad').waitFor()
    assert.match(await refusal(page), sentence, name)
    assert.deepEqual(await grid(page), puzzle)
    await button(page, 'Dismiss').click()
  }
})

test('a task too long for an address is kept, and the page says so', async (t) => {
  const noise = Array.from({ length: 30 }, (_, r) =>
    Array.from({ length: 30 }, (_, c) => (r * 7 + c * c * 3 + r * c) % 10),
  )
  const page = await enter(t, 'arc')
  await drop(page, [
    'long.json',
    JSON.stringify({ train: Array(9).fill({ input: noise, output: noise }), test: [{ input: noise }] }),
  ])
  await page.getByText('too long for a link: it is kept in this browser').waitFor()
  assert.equal(await button(page, 'Copy link').count(), 0)
  const before = await labels(page)
  await page.waitForFunction(() => location.hash === '#arc/kept')
  await page.reload()
  await cell(page, 0).waitFor()
  assert.deepEqual(await labels(page), before)
})

const cases = new URL('../../../shared/cases/', import.meta.url)
const files = (kind) =>
  readdirSync(new URL(kind, cases)).map((name) => [name, readFileSync(new URL(`${kind}/${name}`, cases))])
const SUDOKU = '.....1.9...3.2..6.9.....3.4..2..6..94..3.528.....4.....5......88.4....5..1..82...'

for (const room of ROOMS) {
  test(`Sudokus as people have them, dropped in the room ${room}`, async (t) => {
    if (!existsSync(cases)) return t.skip(`${cases.pathname} is absent`)
    const page = await enter(t, room)
    for (const [name, content] of files('sudoku')) {
      await drop(page, [basename(name), content])
      if (/^(31|51)/.test(name)) {
        assert.match(await refusal(page), room === 'sudoku' && name.startsWith('51') ? /row/i : /./, name)
        await button(page, 'Dismiss').click()
      } else {
        assert.equal(await here(page), 'sudoku', name)
        if (name.startsWith('40')) {
          await page.locator('.results tbody tr').nth(1).waitFor()
          await button(page, 'Stop the list')
            .click({ timeout: 2000 })
            .catch(() => {})
        } else assert.equal(toText(await grid(page)), SUDOKU, name)
      }
      await back(page, room)
    }
  })
}

test('mazes as people have them, dropped in the Sudoku room', async (t) => {
  if (!existsSync(cases)) return t.skip(`${cases.pathname} is absent`)
  const all = files('maze')
  const right = all
    .find(([name]) => name.startsWith('01'))[1]
    .toString()
    .trim()
    .split('\n')
    .join('')
  const sides = { '07': 11, 10: 5, 30: 4, 31: 9, 32: 25, 33: 8, 40: 15, 41: 15 }
  const page = await enter(t, 'sudoku')
  for (const [name, content] of all) {
    await drop(page, [basename(name), content])
    const number = name.slice(0, 2)
    if (['05', '18', '21'].includes(number)) {
      await page.locator('.notice.bad').waitFor()
      await button(page, 'Dismiss').click()
    } else {
      assert.equal(await here(page), 'maze', name)
      const found = await maze(page)
      if (sides[number]) assert.equal(Math.sqrt(found.length), sides[number], name)
      else assert.equal(found, right, name)
      if (number === '31') assert.match(await page.locator('.verdict').innerText(), /12 moves at the shortest/)
    }
    await back(page, 'sudoku')
  }
})

for (const room of ['maze', 'arc'])
  test(`tasks as people have them, dropped in the room ${room}`, async (t) => {
    if (!existsSync(cases)) return t.skip(`${cases.pathname} is absent`)
    const page = await enter(t, room)
    const said = {}
    for (const [name, content] of files('arc')) {
      await drop(page, [basename(name), content])
      const refused = await page.locator('.notice.bad').count()
      said[name] = refused ? await refusal(page) : await here(page)
      if (refused) await button(page, 'Dismiss').click()
      await back(page, room)
    }
    t.diagnostic(JSON.stringify(said, null, 1))
    assert.equal(said['01-ok.json'], 'arc')
    for (const name of [
      '02',
      '03',
      '04',
      '05',
      '06',
      '08',
      '09',
      '10',
      '11',
      '19',
      '20',
      '29',
      ...(room === 'arc' ? ['15', '16'] : []),
    ])
      for (const [file, where] of Object.entries(said)) if (file.startsWith(name)) assert.equal(where, 'arc', file)
  })
