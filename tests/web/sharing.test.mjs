// Taking a puzzle along, and solving many.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import { asFile, mazeModels } from './models.mjs'
import { ANSWER, assertSolves, button, GENTLE, grid, IMPOSSIBLE, inAddress, solves, toText, visit } from './page.mjs'
import { load } from './source.mjs'

let site
let batch
before(async () => ([site, batch] = await Promise.all([open(), load('thinking/batch.ts')])))
after(() => site?.close())

const permissions = ['clipboard-read', 'clipboard-write']
const EMPTY_MAZE = `S${' '.repeat(23)}G`

test('the CSV quotes what needs it and keeps formulas from running', () => {
  const row = batch.waiting({ text: '=1+1,"x"' })
  assert.equal(
    batch.toCsv([{ ...row, result: 'refused', words: 'No.', ms: 1.25 }]),
    'question,answer,stated,result,words,attempts,segments,milliseconds\n"\'=1+1,""x""",,,refused,No.,0,0,1.3\n',
  )
})

test('an answer that a list states is compared; another one that is right stays right', async () => {
  const engine = {
    ready: async () => ({
      model: {
        async *solve() {
          yield { attempt: 1, ms: 1, done: true, answer: { cells: 'ab' } }
        },
      },
    }),
  }
  const kind = { request: () => ({}), judged: () => ({ right: true, headline: 'Solved' }) }
  const rows = [{}, { stated: 'ab' }, { stated: 'ba', note: 'A word.' }].map((more) =>
    batch.waiting({ text: '..', puzzle: '..', ...more }),
  )
  const last = []
  await batch.solveAll(engine, kind, rows, false, undefined, (index, row) => (last[index] = row))
  assert.deepEqual(
    last.map(({ result, words, exact }) => [result, words, exact]),
    [
      ['right', 'Solved', undefined],
      ['right', 'Solved, as the list states', true],
      ['right', 'Solved; the list states another answer. A word.', false],
    ],
  )
})

test('link and text are copied, the image with the link too, and a link opens what it says', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${IMPOSSIBLE}`, permissions })
  await button(page, 'Copy link').click()
  await page.getByText('Link copied.').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  assert.equal(new URL(link).hash, `#sudoku/${inAddress(IMPOSSIBLE)}`)
  await button(page, 'Copy text').click()
  await page.getByText('Text copied.').waitFor()
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replaceAll('\n', ''), IMPOSSIBLE)
  await button(page, 'Copy image').click()
  await page.getByText('Image copied.').waitFor()
  const [width, shades, foot, beside] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const bitmap = await createImageBitmap(await item.getType('image/png'))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    const seen = new Set()
    for (let i = 0; i < data.length; i += 4 * 97) seen.add(data[i])
    const below = context.getImageData(0, 1110, 1128, bitmap.height - 1110).data.filter((_, i) => i % 4 === 0)
    const beside = await (await item.getType('text/plain')).text()
    return [bitmap.width, seen.size, Math.min(...below), beside]
  })
  assert.equal(width, 1128)
  assert.ok(shades > 3, 'there is something on it')
  assert.ok(foot < 160, 'below the board stands where it is from')
  assert.equal(beside, link, 'what takes no image is given the link')
})

test('a device that has a way of its own to pass things on is given image, title and link', async (t) => {
  const page = await visit(t, site, {
    hash: `#sudoku/${inAddress(GENTLE)}`,
    ready: false,
    speed: false,
    script: (page) =>
      page.addInitScript(() => {
        window.passed = []
        navigator.canShare = ({ files }) => !files || !window.noFiles
        navigator.share = async ({ title, url, files }) => {
          window.passed.push([title, url, ...(files ?? []).map(({ name, type, size }) => [name, type, size > 1000])])
          if (window.passed.length === 3) throw new DOMException('', 'AbortError')
          if (window.passed.length === 4) throw new DOMException('', 'NotAllowedError')
        }
      }),
  })
  const share = () => button(page, 'Share').click()
  const passed = (n) =>
    page.waitForFunction((n) => window.passed.length === n && window.passed[n - 1], n).then((it) => it.jsonValue())
  await share()
  const [title, url, file] = await passed(1)
  assert.match(title, /Sudoku/)
  assert.equal(new URL(url).hash, `#sudoku/${inAddress(GENTLE)}`)
  assert.deepEqual(file, ['sudoku.png', 'image/png', true])
  await page.evaluate(() => (window.noFiles = true))
  await share()
  assert.equal((await passed(2)).length, 2, 'where it takes no files, the link alone')
  await share() // who thinks better of it is told nothing
  await passed(3)
  assert.equal(await page.locator('.share [role=status]').innerText(), '')
  await share()
  await page.getByText('This device did not take it.').waitFor()
})

test('without a clipboard they become files', async (t) => {
  const page = await visit(t, site, { hash: '#maze/', ready: false, speed: false })
  await page.evaluate(() => {
    navigator.clipboard.writeText = navigator.clipboard.write = () => Promise.reject(new Error('refused'))
  })
  for (const [what, name] of [
    ['Copy image', 'maze.png'],
    ['Copy text', 'maze.txt'],
    ['Copy link', 'maze-link.txt'],
  ]) {
    const download = page.waitForEvent('download')
    await button(page, what).click()
    assert.equal((await download).suggestedFilename(), name)
    if (name.endsWith('.png'))
      assert.equal(
        readFileSync(await (await download).path())
          .subarray(1, 4)
          .toString(),
        'PNG',
      )
  }
})

test('a list is solved as a batch, with a table and a CSV', async (t) => {
  const page = await visit(t, site)
  await page.locator('summary', { hasText: 'Solve a list' }).click()
  await page.locator('.batch input[type=file]').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`question,rating,answer\n${GENTLE},0,${ANSWER}\n${IMPOSSIBLE},9,\nrubbish,1,\n`),
  })
  await page.getByText(/1 of 3 puzzles solved, 1 as the list states, .* of computing/).waitFor({ timeout: 60_000 })
  assert.deepEqual(await page.locator('.results tbody tr').evaluateAll((rows) => rows.map((row) => row.className)), [
    'right',
    'wrong',
    'refused',
  ])
  assert.match(
    await page.locator('.results').innerText(),
    /Solved, as the list states.*Not solved\s.*A Sudoku has 81 cells; this text has 0/s,
  )
  await page.getByLabel('Show only what is not solved').check()
  assert.equal(await page.locator('.results tbody tr:visible').count(), 2)
  await page.locator('.results tr.wrong button').click()
  assert.equal(toText(await grid(page)), IMPOSSIBLE, 'a row opens its puzzle')
  const download = page.waitForEvent('download')
  await button(page, 'Save CSV').click()
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  assert.equal(lines.length, 4)
  assertSolves(GENTLE, [...lines[1][1]].map(Number))
  assert.deepEqual(
    lines.slice(1).map((line) => line[2]),
    [ANSWER, '', ''],
  )
  assert.deepEqual(
    lines.slice(1).map((line) => line[3]),
    ['right', 'wrong', 'refused'],
  )
})

test('a batch is stopped between two segments', async (t) => {
  const page = await visit(t, site)
  await page.locator('summary', { hasText: 'Solve a list' }).click()
  await page.locator('#batch-text').fill([GENTLE, ...Array(199).fill(IMPOSSIBLE)].join('\n'))
  await button(page, 'Solve the list').click()
  await page.locator('tr.right + tr.thinking').waitFor({ timeout: 60_000 })
  await button(page, 'Stop the list').click()
  await button(page, 'Solve the list').waitFor()
  assert.equal(await page.locator('tr.thinking').count(), 0)
  assert.match(await page.getByText(/puzzles? solved/).innerText(), /^1 of 1 puzzle solved/)
  // The model is free for another puzzle at once, and the list stays as it was left.
  await solves(page)
  assert.equal(await page.locator('tr.right').count(), 1)
  assert.equal(await page.locator('tr.waiting').count(), 199)
})

test('mazes are solved as a batch too', async (t) => {
  const page = await visit(t, site, { hash: '#maze/', ready: false, speed: false })
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(await mazeModels.paving(), 'paving.hrm'))
  await page.locator('.facts', { hasText: 'paving.hrm' }).waitFor()
  await page.locator('summary', { hasText: 'Solve a list' }).click()
  await page.locator('#batch-text').fill(`question,answer\nS G${'#'.repeat(22)},SoG${'#'.repeat(22)}\n${EMPTY_MAZE},`)
  await button(page, 'Solve the list').click()
  await page.getByText('1 of 2 puzzles solved, 1 as the list states').waitFor({ timeout: 60_000 })
  assert.match(
    await page.locator('.results').innerText(),
    /Valid, and the shortest, as the list states.*Wrong: no path/s,
  )
})
