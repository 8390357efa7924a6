// What the page has to show, with the weights that ship: another model finds other puzzles hard.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { createRuntime } from '../../wasm/src/index.js'
import { countSolutions } from '../../wasm/src/tasks/sudoku.js'
import { open } from './browser.mjs'
import { button, cell, grid, headline, toText, visit } from './page.mjs'
import { load } from './source.mjs'

const WEIGHTS = new URL('../../model_weights/sudoku.hrm', import.meta.url)
let site
let shelf
before(async () => ([site, shelf] = await Promise.all([open(), load('rooms/sudoku/examples.ts')])))
after(() => site?.close())

test('the cards say what the shipped model takes, and the page opens with 5 to 12 segments', async (t) => {
  if (!existsSync(WEIGHTS)) return t.skip('model_weights/sudoku.hrm is absent')
  const model = await (await createRuntime()).loadModel(readFileSync(WEIGHTS))
  const took = {}
  for (const { name, puzzle, attempts } of shelf.examples) {
    assert.equal(countSolutions(puzzle), 1, name)
    took[name] = 0
    // As the page asks: one attempt of whole segments, then, where it comes to nothing, further ones by the policy.
    let last
    for await (last of model.solve(puzzle, { maxSegments: 16 })) took[name]++
    if (!last.valid) for await (last of model.solve(puzzle, { firstAttempt: 2, attempts: 257 })) took[name]++
    assert.deepEqual([last.attempt, last.valid], [attempts, true], name)
  }
  t.diagnostic(JSON.stringify(took))
  assert.deepEqual(took, Object.fromEntries(shelf.examples.map(({ name, segments }) => [name, segments])))
  const first = shelf.examples.find(({ puzzle }) => puzzle === shelf.FIRST)
  assert.ok(took[first.name] >= 5 && took[first.name] <= 12)
  const all = Object.values(took)
  assert.ok(Math.min(...all) === 1 && Math.max(...all) >= 30 && all.some((n) => n > 2 && n < 10))
})

/** So long as the page would have looked before it begins by itself. */
const later = (page) => page.clock.fastForward(5000)
const clock = (page) => page.clock.install()

test('a first visit begins by itself, once, and Space pauses it', async (t) => {
  const page = await visit(t, site, { first: true, speed: false, script: clock })
  assert.equal(toText(await grid(page)), shelf.FIRST)
  await later(page)
  await page.locator('.headline', { hasText: /^Thinking: segment/ }).waitFor()
  assert.equal(await page.title(), 'Thinking · Sudoku · HRM in the page')
  await cell(page, 40).focus()
  await page.keyboard.press('Space')
  await page.locator('.headline', { hasText: /^Paused after/ }).waitFor()
  await page.keyboard.press('Space')
  await page.locator('.headline', { hasText: 'Solved' }).waitFor({ timeout: 60_000 })
  await page.waitForFunction(() => /^Solved ✓ · Sudoku/.test(document.title))
  await page.reload()
  await page.getByText('Parameters').waitFor()
  await later(page)
  assert.match(await headline(page).innerText(), /givens/, 'the second visit waits to be asked')
})

for (const [why, options] of [
  ['wants no motion', { reducedMotion: 'reduce' }],
  ['brings a puzzle', { hash: `#sudoku/${'.'.repeat(80)}1` }],
]) {
  test(`nothing begins by itself for who ${why}`, async (t) => {
    const page = await visit(t, site, { first: true, speed: false, script: clock, ...options })
    await later(page)
    assert.match(await headline(page).innerText(), /given/)
  })
}

test('an example brings the whole board into view, on any screen', async (t) => {
  const page = await visit(t, site, { speed: false, ready: false })
  for (const [width, height] of [
    [360, 740],
    [390, 664],
    [390, 844],
    [768, 1024],
    [1024, 768],
    [1440, 900],
    [1920, 1080],
  ]) {
    await page.setViewportSize({ width, height })
    await page.locator('.card').nth(5).click()
    const box = await page.locator('#board').boundingBox()
    assert.ok(box.y >= 0 && box.y + box.height <= height, `${width} x ${height}: ${JSON.stringify(box)}`)
    assert.equal(await page.evaluate(() => document.activeElement.role), 'gridcell')
  }
})

test('a class sees a large board, and on a laptop the history of a cell is in view once something is thought', async (t) => {
  const page = await visit(t, site, { speed: false, viewport: { width: 1920, height: 1080 } })
  const box = (selector) => page.locator(selector).first().boundingBox()
  assert.ok((await box('#board')).width >= 780)
  for (const selector of ['.controls', '.keypad']) {
    const { y, height } = await box(selector)
    assert.ok(y + height <= 1080, selector)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await button(page, 'Step').click()
  await page.locator('.headline', { hasText: 'Paused' }).waitFor()
  const { y, height } = await box('.cell-detail tbody')
  assert.ok(y + height / 2 < 900, `${y} + ${height}`)
})

test('on a phone board, controls and timeline are in one view while the model thinks', async (t) => {
  let release
  const released = new Promise((resolve) => (release = resolve))
  const page = await visit(t, site, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    speed: false,
    ready: false,
    routes: [[/\.hrm$/, (route) => released.then(() => route.continue())]],
  })
  const y = async (selector) => (await page.locator(selector).boundingBox())?.y
  await page.locator('.engine-status').waitFor()
  await page.evaluate(async () => void (await document.fonts.ready))
  const entered = await y('.keypad')
  assert.ok(entered < 844, `the keypad while the weights are fetched: ${entered}`)
  release()
  await page.getByText('Parameters').waitFor()
  assert.equal(await y('.keypad'), entered)
  await button(page, 'Solve').tap()
  await page.locator('.verdict.good').waitFor({ timeout: 60_000 })
  assert.equal(await page.locator('.keypad').isVisible(), false)
  await page.evaluate(() => document.getElementById('board').scrollIntoView({ block: 'start' }))
  const chart = await page.locator('.timeline .chart').boundingBox()
  assert.ok(chart.y + chart.height < 844, JSON.stringify(chart))
  await button(page, 'Reset').tap()
  await page.locator('.keypad').waitFor()
})

test('a digit is readable in every frame: what changed is marked by a moving dot', async (t) => {
  const page = await visit(t, site, { speed: false })
  await button(page, 'Step').click()
  await page.locator('.cell.changed').first().waitFor()
  const animated = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.effect.target.closest('#board'))
      .flatMap((animation) => animation.effect.getKeyframes().flatMap((frame) => Object.keys(frame)))
      .filter((property) => !['offset', 'computedOffset', 'easing', 'composite', 'transform'].includes(property)),
  )
  assert.deepEqual(animated, [], 'no colour is animated')
})
