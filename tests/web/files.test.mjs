// Files of every kind, dropped and opened in every room: told apart by what is in them, the room that fits opens.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import { asFile, arcModels, mazeModels } from './models.mjs'
import { button, cell, GENTLE, grid, IMPOSSIBLE, labels, read, toText, visit } from './page.mjs'

/** @param {Buffer} bytes */
function crc32(bytes) {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

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
/** Where it still goes on. */
const stopList = (page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('button'))
      .find(({ textContent }) => textContent === 'Stop the list')
      ?.click(),
  )
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
      await stopList(page)
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
        (await labels(page)).slice(0, 3).map((label) => label.slice(-7)),
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
      assert.match((await labels(page))[0], /4 yellow$/)
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

/** A zip archive of stored files.
 * @param {[string, Buffer][]} files */
function zip(files) {
  const parts = []
  const entries = []
  let at = 0
  for (const [name, content] of files) {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(content.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), content])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, Buffer.from(name)]))
    parts.push(head)
    at += head.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end])
}

/** A .npy file of rows of bytes.
 * @param {number[][]} rows */
function npy(rows) {
  const header =
    `{'descr': '|u1', 'fortran_order': False, 'shape': (${rows.length}, ${rows[0].length}), }`.padEnd(117) + '\n'
  return Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from('NUMPY\x01\x00'),
    Buffer.from([118, 0]),
    Buffer.from(header),
    Buffer.from(rows.flat()),
  ])
}

const LIST = [GENTLE, IMPOSSIBLE]
const table = `quizzes,level\n${LIST.map((one) => `${one.replaceAll('.', '0')},1`).join('\n')}\n`
const lists = () => [
  ['plain.txt', LIST.join('\n')],
  ['list.csv.gz', gzipSync(table)],
  ['list.zip', zip([['a/list.csv', Buffer.from(table)]])],
  ['semicolons.csv', `Puzzle;Name\n${LIST.map((one) => `"${one}";x`).join('\r\n')}\r\n`],
  ['utf16.csv', Buffer.from(`\uFEFF${table}`, 'utf16le')],
  ['list.jsonl', LIST.map((question) => JSON.stringify({ question })).join('\n')],
  ['list.json', JSON.stringify(LIST.map((puzzle) => ({ puzzle })))],
  ['without-header.csv', LIST.map((one, i) => `${i},${one},easy`).join('\n')],
]

for (const room of ROOMS)
  test(`lists of every form dropped in the room ${room}`, async (t) => {
    const page = await enter(t, room)
    /** The puzzles of the list, and no more of it solved than has begun. */
    const listed = async () => {
      await page
        .locator('.results tbody tr')
        .nth(LIST.length - 1)
        .waitFor()
      await stopList(page)
      return page.locator('.results td.line').allInnerTexts()
    }
    const wanted = LIST.map((one) => one.slice(0, 30))
    for (const [name, content] of lists()) {
      await back(page, room === 'sudoku' ? 'maze' : room)
      await drop(page, [name, content])
      assert.equal(await here(page), 'sudoku', name)
      const lines = (await listed()).map((line) =>
        /[\d.]{81}|[\d.]{80}/.exec(line)?.[0].replaceAll('0', '.').slice(0, 30),
      )
      assert.deepEqual(lines, wanted, name)
    }
    // An official data-set folder: a token is a digit and one.
    const rows = LIST.map((one) => [...one].map((digit) => (Number(digit) || 0) + 1))
    const files = [
      ['dataset.json', JSON.stringify({ seq_len: 81, vocab_size: 11, num_puzzle_identifiers: 1, sets: ['all'] })],
      ['all__inputs.npy', npy(rows)],
      ['all__labels.npy', npy(rows.map((row) => row.map((token) => Math.max(token, 2))))],
    ]
    await drop(page, ...files)
    assert.equal(await here(page), 'sudoku')
    assert.equal((await listed()).length, 2)
    // Tasks of ARC, a file each, are a collection.
    await back(page, room)
    await drop(page, [
      'tasks.zip',
      zip(['first', 'second'].map((name) => [`${name}.json`, Buffer.from(JSON.stringify(TASK))])),
    ])
    await page.getByRole('heading', { name: '2 tasks to choose from' }).waitFor()
    assert.deepEqual(await page.locator('.collection li button').allInnerTexts(), ['first', 'second'])
  })

test('which model thinks stands by the verdict, with the way back', async (t) => {
  const page = await visit(t, site)
  const weights = readFileSync(
    `${site.folder}/assets/${readdirSync(`${site.folder}/assets`).find((name) => /^sudoku.*\.hrm$/.test(name))}`,
  )
  await drop(page, ['mine.hrm', weights])
  await page.getByText('Thinking with mine.hrm').waitFor()
  await button(page, 'Back to sudoku.hrm').click()
  await page.getByText('Thinking with sudoku.hrm').waitFor()
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
