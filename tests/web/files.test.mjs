// Files of every kind, dropped and opened in every room: told apart by what is in them, the room that fits opens.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import { asFile, arcModels, mazeModels } from './models.mjs'
import { temporaryFolder } from '../wasm/support.mjs'
import { ANSWER, button, cell, dropFromDisk, GENTLE, grid, IMPOSSIBLE, labels, read, toText, visit } from './page.mjs'

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
const isHere = (page, room) =>
  page.waitForFunction((id) => document.querySelector('.masthead a[aria-current]').hash.startsWith(`#${id}/`), room)

/** content: a number is so many ones, made in the page. */
async function drop(page, ...files) {
  const dataTransfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer()
      for (const [name, content] of given)
        data.items.add(
          new File(
            [
              typeof content === 'number'
                ? '1'.repeat(content)
                : Uint8Array.from(atob(content), (character) => character.charCodeAt(0)),
            ],
            name,
          ),
        )
      return data
    },
    files.map(([name, content]) => [
      name,
      typeof content === 'number' ? content : Buffer.from(content).toString('base64'),
    ]),
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

const CORRIDOR = ['#######', '#S    #', '##### #', '#     #', '# #####', '#    G#', '#######']
const TASK = { train: [{ input: [[1, 2]], output: [[2, 1]] }], test: [{ input: [[3, 3, 3]] }] }
const TASKS = { first: TASK, second: { ...TASK, test: [{ input: [[4]] }] } }
const LIST = [GENTLE, IMPOSSIBLE]
const ROWS = GENTLE.match(/.{9}/g)
const table = `quizzes,level\n${LIST.map((one) => `${one.replaceAll('.', '0')},1`).join('\n')}\n`
/** The table, packed by bzip2. */
const BZIP2 = Buffer.from(
  'QlpoOTFBWSZTWf766swAADrZgGAQQAR/4AIkKxAgAHQanqaanojamTQ9Bpo1E00HpDQoBXou1fHDYIDb04Kxyp0BMIKXhyrERZSIquJ9hAxyl0AZltRTLnJdKiZe9BaRUYdP41H3upweI2LuSKcKEh/fXVmA',
  'base64',
)

const isSudoku = async (page) => assert.equal(toText(await grid(page)), GENTLE)
const isMaze = async (page) => assert.equal(await maze(page), CORRIDOR.join(''))
const isTask = async (page) =>
  assert.deepEqual(
    (await labels(page)).slice(0, 3).map((label) => label.slice(-7)),
    Array(3).fill('3 green'),
  )
/** Its puzzles are there; no more of it is solved than has begun. */
const isList = async (page, list = LIST) => {
  await page
    .locator('.results tbody tr')
    .nth(list.length - 1)
    .waitFor()
  await stopList(page)
  const lines = await page.locator('.results td.line').allInnerTexts()
  assert.deepEqual(
    lines.map((line) => /[\d.]{80}/.exec(line)?.[0].replaceAll('0', '.')),
    list.map((one) => one.slice(0, 80)),
  )
}
const isCollection = async (page) => {
  await page.getByRole('heading', { name: '2 tasks to choose from' }).waitFor()
  assert.deepEqual(await page.locator('.collection li button').allInnerTexts(), Object.keys(TASKS))
  await page.getByRole('searchbox').fill('SEC')
  await page.getByRole('button', { name: 'second' }).click()
  assert.match((await labels(page))[0], /4 yellow$/)
}

/** A file, the room that fits, and what is there then; of a folder its files. Tokens of an official data set are digits
 * and one.
 */
const ASKED = [GENTLE, ANSWER.slice(0, 5) + GENTLE.slice(5)]
const tokens = ASKED.map((one) => [...one].map((digit) => (Number(digit) || 0) + 1))
const DATASET = {
  'test/dataset.json': JSON.stringify({ seq_len: 81, vocab_size: 11, num_puzzle_identifiers: 1, sets: ['all'] }),
  'test/all__inputs.npy': npy(tokens),
  'test/all__labels.npy': npy(tokens.map(() => Array.from(ANSWER, (digit) => Number(digit) + 1))),
}
const KINDS = [
  ['today.txt', GENTLE, 'sudoku', isSudoku],
  ['today.sdk', `#ASomebody\n#Uhttp://www.example.org/\n[Puzzle]\n${ROWS.join('\n')}\n`, 'sudoku', isSudoku],
  [
    'today.ss',
    `*-----------*\n${ROWS.map((row) => `|${row.match(/.{3}/g).join('|')}|`).join('\n')}\n*-----------*`,
    'sudoku',
    isSudoku,
  ],
  ['grid.csv', ROWS.map((row) => [...row].join(',').replaceAll('.', '')).join('\r\n'), 'sudoku', isSudoku],
  [
    'today.json',
    JSON.stringify({ board: ROWS.map((row) => [...row].map((digit) => Number(digit) || 0)) }),
    'sudoku',
    isSudoku,
  ],
  ['list.csv', table, 'sudoku', isList],
  ['list.csv.gz', gzipSync(table), 'sudoku', isList],
  ['list.csv.bz2', BZIP2, 'sudoku', isList],
  ['list.zip', zip([['a/list.csv', Buffer.from(table)]]), 'sudoku', isList],
  ['semicolons.csv', `Puzzle;Name\n${LIST.map((one) => `"${one}";x`).join('\r\n')}\r\n`, 'sudoku', isList],
  ['utf16.csv', Buffer.from(`\uFEFF${table}`, 'utf16le'), 'sudoku', isList],
  ['list.jsonl', LIST.map((question) => JSON.stringify({ question })).join('\n'), 'sudoku', isList],
  ['list.json', JSON.stringify(LIST.map((puzzle) => ({ puzzle }))), 'sudoku', isList],
  ['without-header.csv', LIST.map((one, i) => `${i},${one},easy`).join('\n'), 'sudoku', isList],
  [
    'two.opensudoku',
    `<opensudoku>${LIST.map((one) => `\n<game data="${one.replaceAll('.', '0')}" />`).join('')}\n</opensudoku>`,
    'sudoku',
    isList,
  ],
  ['two.sdm', LIST.join('\r\n'), 'sudoku', isList],
  ['maze.txt', CORRIDOR.join('\n'), 'maze', isMaze],
  ['maze.json', JSON.stringify({ maze: CORRIDOR }), 'maze', isMaze],
  ['maze.txt.gz', gzipSync(CORRIDOR.join('\n')), 'maze', isMaze],
  ['task.json', JSON.stringify(TASK), 'arc', isTask],
  ['task.py', `task = ${JSON.stringify(TASK).replaceAll('"', "'")}`, 'arc', isTask],
  ['challenges.json', JSON.stringify(TASKS), 'arc', isCollection],
  [
    'tasks.zip',
    zip(Object.entries(TASKS).map(([name, task]) => [`${name}.json`, Buffer.from(JSON.stringify(task))])),
    'arc',
    isCollection,
  ],
  ['paving.hrm', await mazeModels.paving(), 'maze', (page) => hasWeights(page, 'paving.hrm')],
  ['echo.bin', await arcModels.echo(), 'arc', (page) => hasWeights(page, 'echo.bin')],
]
const FOLDERS = [
  [
    'dataset',
    DATASET,
    'sudoku',
    async (page) => {
      await isList(page, ASKED)
      assert.equal(await page.locator(`.results td[title="The list states ${ANSWER}"]`).count(), 2)
    },
  ],
  [
    'tasks',
    {
      'names.txt': 'first\nsecond\n',
      ...Object.fromEntries(
        Object.entries(TASKS).map(([name, task]) => [`evaluation/${name}.json`, JSON.stringify(task)]),
      ),
    },
    'arc',
    isCollection,
  ],
  ['puzzles', { 'one.txt': LIST[0], 'two.txt': LIST[1], 'read me.pdf': '%PDF' }, 'sudoku', isList],
]
const hasWeights = (page, name) => page.locator('.facts', { hasText: name }).waitFor({ state: 'attached' })

for (const room of ROOMS) {
  const returns = async (page) => {
    await back(page, room)
    await isHere(page, room)
  }
  for (const way of [drop, choose])
    test(`each kind of file in the room ${room}: ${way.name}`, async (t) => {
      const page = await enter(t, room)
      // Chosen is every other kind in one room, and the rest in the next.
      const some = way === drop ? KINDS : KINDS.filter((_, i) => i % 2 === ROOMS.indexOf(room) % 2)
      for (const [name, content, fits, check] of some) {
        await way(page, [name, content])
        await isHere(page, fits)
        await check(page)
        assert.equal(await page.locator('.notice.bad').count(), 0, name)
        await returns(page)
      }
    })

  test(`folders dropped in the room ${room}`, async (t) => {
    const folder = await temporaryFolder()
    const page = await enter(t, room)
    for (const [name, files, fits, check] of FOLDERS) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name, path)), { recursive: true })
        await writeFile(join(folder, name, path), content)
      }
      await dropFromDisk(page, join(folder, name))
      await isHere(page, fits)
      await check(page)
      assert.equal(await page.locator('.notice.bad').count(), 0, name)
      await returns(page)
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
  await page.getByText('Thinking with sudoku.hrm').waitFor()
})

test('what is nothing is refused in a sentence of the room on view, and what was there stays', async (t) => {
  const page = await enter(t, 'sudoku')
  const puzzle = await grid(page)
  for (const [name, content, sentence] of [
    ['letter.txt', 'Dear reader,\nhow are you?', /left as it is/],
    ['empty.txt', '', /left as it is/],
    ['large.txt', 17 * 2 ** 20, /16\.00 MB/],
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
