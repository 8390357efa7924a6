// Links live in other programs: what those leave of them still opens the puzzle.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { linkifyit } from 'linkify-it'
import * as linkifyjs from 'linkifyjs'
import { marked } from 'marked'
import { open } from './browser.mjs'
import { cell, follow, GENTLE, grid, inAddress, toText, visit } from './page.mjs'
import { load } from './source.mjs'

let site
let sudoku
let maze
before(async () => {
  ;[site, sudoku, maze] = await Promise.all([open(), load('rooms/sudoku/puzzle.ts'), load('rooms/maze/puzzle.ts')])
})
after(() => site?.close())

const PAGE = 'https://example.org/hrm/'
const linkifiers = {
  'linkify-it': (text) => linkifyit().match(text)?.[0].url,
  linkifyjs: (text) => linkifyjs.find(text, 'url')[0]?.href,
  marked: (text) => /href="([^"]*)"/.exec(marked.parse(text))?.[1],
}
const questions = (name) =>
  gunzipSync(readFileSync(new URL(`../data/${name}.csv.gz`, import.meta.url)))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').find((field) => field.length > 80))

for (const [room, name, of] of [
  ['sudoku', 'sudoku-mixed-1000', () => sudoku],
  ['maze', 'maze-15x15-hard-1000', () => maze],
]) {
  test(`of 1,000 links to a ${room}, each of three linkifiers leaves 1,000 that open`, (t) => {
    const { toAddress, fromAddress } = of()
    const puzzles = questions(name)
    assert.equal(puzzles.length, 1000)
    for (const [program, found] of Object.entries(linkifiers)) {
      let opened = 0
      for (const puzzle of puzzles) {
        const link = `${PAGE}#${room}/${toAddress(puzzle)}`
        // In the middle of a sentence, at its end, in brackets.
        opened += [`See ${link} today`, `See ${link}.`, `It (${link}) is hard`].every(
          (text) => fromAddress(new URL(found(text)).hash.slice(room.length + 2)) === puzzle,
        )
      }
      t.diagnostic(`${program}: ${opened} of ${puzzles.length}`)
      assert.equal(opened, puzzles.length, program)
    }
  })
}

test('a Sudoku’s address is short, and is read however it was written', (t) => {
  const puzzles = questions('sudoku-mixed-1000')
  const lengths = puzzles.map((puzzle) => sudoku.toAddress(puzzle).length)
  t.diagnostic(`${Math.max(...lengths)} characters at most, ${lengths.reduce((a, b) => a + b) / 1000} on average`)
  assert.ok(Math.max(...lengths) < 81)
  for (const puzzle of puzzles) {
    assert.equal(sudoku.fromAddress(puzzle), puzzle, 'with dots')
    assert.equal(sudoku.fromAddress(puzzle.replaceAll('.', '0')), puzzle, 'with zeros')
    assert.equal(sudoku.fromAddress(puzzle.replace(/\.+$/, '')), puzzle, 'cut at its last dots')
  }
  assert.equal(sudoku.fromAddress('.'.repeat(81)), '.'.repeat(81))
  assert.equal(sudoku.fromAddress(sudoku.toAddress('.'.repeat(81))), '.'.repeat(81))
  // A text cut in its middle is another puzzle's, so it is none.
  for (const bad of ['', '1', GENTLE.slice(0, 60), `${GENTLE}1`, `${inAddress(GENTLE)}1`, 'z'.repeat(81), 'A'])
    assert.equal(sudoku.fromAddress(bad), undefined, bad)
})

test('a link opens its puzzle, however it was written and whatever programs leave at its end', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${GENTLE}`, ready: false, speed: false })
  await cell(page, 0).waitFor()
  assert.equal(toText(await grid(page)), GENTLE, 'as it was written before')
  for (const [how, address] of [
    ['without its last dots', GENTLE.replace(/\.+$/, '')],
    ['with zeros', GENTLE.replaceAll('.', '0')],
    ['with a counter’s mark', `${inAddress(GENTLE)}?utm_source=chat&x=1`],
    ['with a full stop', `${inAddress(GENTLE)}.`],
    ['with a bracket and a quotation mark', `${inAddress(GENTLE)})”,`],
    ['escaped', GENTLE.replaceAll('.', '%2E')],
  ]) {
    await follow(page, `#sudoku/${'.'.repeat(80)}1`)
    await page.locator('.headline', { hasText: '1 given,' }).waitFor()
    await follow(page, `#sudoku/${address}`)
    await page.locator('.headline', { hasText: '40 givens' }).waitFor()
    assert.equal(toText(await grid(page)), GENTLE, how)
    assert.equal(await page.locator('.notice.warn').count(), 0, how)
  }
})

test('a room’s name alone opens the room', async (t) => {
  const page = await visit(t, site, { hash: '#maze', ready: false, speed: false })
  await page.getByRole('heading', { level: 1, name: /maze/ }).waitFor()
  assert.equal(await page.locator('.notice.warn').count(), 0)
})

test('Back goes back through the puzzles, and a digit is no step of it', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${inAddress(GENTLE)}`, ready: false, speed: false })
  const cards = page.locator('.card')
  await cards.nth(1).click()
  const second = toText(await grid(page))
  await cards.nth(7).click()
  await page.keyboard.press(String((Number((await grid(page))[0]) % 9) + 1)) // another than is there
  await page.waitForFunction(() => !document.querySelector('.card[aria-pressed=true]'))
  await page.goBack()
  await page.waitForFunction(() => document.querySelectorAll('.card')[1].ariaPressed === 'true')
  assert.equal(toText(await grid(page)), second)
  await page.goBack()
  await page.waitForFunction((hash) => location.hash === hash, `#sudoku/${inAddress(GENTLE)}`)
  assert.equal(toText(await grid(page)), GENTLE)
  await page.goForward()
  await page.waitForFunction(() => document.querySelectorAll('.card')[1].ariaPressed === 'true')
})

test('what is typed just before a link is followed is there after Back', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${'.'.repeat(81)}`, ready: false, speed: false })
  await cell(page, 0).click()
  await page.keyboard.press('7')
  await page.getByRole('link', { name: 'Maze' }).click()
  await page.getByRole('heading', { level: 1, name: /maze/ }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: /Sudoku/ }).waitFor()
  assert.equal((await grid(page))[0], 7)
})
