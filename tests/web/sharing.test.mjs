// Taking a puzzle along, and solving many.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import { asFile, mazeModels } from './models.mjs'
import { assertSolves, button, GENTLE, grid, IMPOSSIBLE, inAddress, toText, visit } from './page.mjs'
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
    'question,answer,result,words,attempts,segments,milliseconds\n"\'=1+1,""x""",,refused,No.,0,0,1.3\n',
  )
})

test('link and text are copied, the image too, and a link opens what it says', async (t) => {
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
  const [width, shades] = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const bitmap = await createImageBitmap(await item.getType('image/png'))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    const seen = new Set()
    for (let i = 0; i < data.length; i += 4 * 97) seen.add(data[i])
    return [bitmap.width, seen.size]
  })
  assert.equal(width, 1128)
  assert.ok(shades > 3, 'there is something on it')
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
    buffer: Buffer.from(`question,rating\n${GENTLE},0\n${IMPOSSIBLE},9\nrubbish,1\n`),
  })
  await page.getByText(/1 of 3 puzzles solved, .* of computing/).waitFor({ timeout: 60_000 })
  assert.deepEqual(await page.locator('.results tbody tr').evaluateAll((rows) => rows.map((row) => row.className)), [
    'right',
    'wrong',
    'refused',
  ])
  assert.match(await page.locator('.results').innerText(), /Not solved.*A Sudoku has 81 cells; this text has 0/s)
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
    ['right', 'wrong', 'refused'],
  )
})

test('a batch is stopped between two segments', async (t) => {
  const page = await visit(t, site)
  await page.locator('summary', { hasText: 'Solve a list' }).click()
  await page.locator('#batch-text').fill(Array(200).fill(IMPOSSIBLE).join('\n'))
  await button(page, 'Solve the list').click()
  await page.locator('tr.wrong').first().waitFor({ timeout: 60_000 })
  await button(page, 'Stop the list').click()
  await button(page, 'Solve the list').waitFor()
  const done = await page.locator('tr.wrong').count()
  await page.waitForTimeout(500)
  assert.equal(await page.locator('tr.wrong').count(), done)
  assert.equal(await page.locator('tr.thinking').count(), 0)
  assert.ok(done < 200)
})

test('mazes are solved as a batch too', async (t) => {
  const page = await visit(t, site, { hash: '#maze/', ready: false, speed: false })
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(await mazeModels.paving(), 'paving.hrm'))
  await page.locator('.facts', { hasText: 'paving.hrm' }).waitFor()
  await page.locator('summary', { hasText: 'Solve a list' }).click()
  await page.locator('#batch-text').fill(`S G${'#'.repeat(22)}\n${EMPTY_MAZE}`)
  await button(page, 'Solve the list').click()
  await page.getByText('1 of 2 puzzles solved').waitFor({ timeout: 60_000 })
  assert.match(await page.locator('.results').innerText(), /Valid, and the shortest.*Wrong: no path/s)
})
