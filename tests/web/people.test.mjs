// Other languages, scripts, keyboards, sizes of text, and paper.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import { button, cell, GENTLE, grid, inAddress, labels, solves, toText, visit } from './page.mjs'

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

const ROOMS = ['sudoku', 'maze', 'arc']
const enter = async (t, room, options = {}) => {
  const page = await visit(t, site, { hash: `#${room}/`, ready: room === 'sudoku', speed: false, ...options })
  await page.getByRole('grid').first().waitFor()
  return page
}

test('a solved list scrolls by itself on a phone, also with text of 200 %', async (t) => {
  const page = await enter(t, 'sudoku', { viewport: { width: 390, height: 844 } })
  await page.locator('.batch summary').click()
  await page.locator('.batch textarea').fill(`${'.'.repeat(81)}\n12345678${'.'.repeat(73)}\nno puzzle`)
  await page.getByText('Parameters').waitFor()
  await button(page, 'Solve the list').click()
  await page.locator('.figures', { hasText: /puzzles solved/ }).waitFor({ timeout: 60_000 })
  for (const size of ['', '200%'])
    for (const width of [360, 390, 768, 1440]) {
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), size)
      await page.setViewportSize({ width, height: 844 })
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${width} ${size}`)
    }
})

for (const room of ROOMS) {
  test(`${room}: text of 200 % scrolls nothing sideways on a phone, before and while it is thought about, and lays nothing over the board`, async (t) => {
    const page = await enter(t, room)
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    for (const width of [360, 390, 768]) {
      await page.setViewportSize({ width, height: 844 })
      // Once the layout of the new width has been drawn.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${width}`)
    }
    if (room === 'arc') return
    await page.setViewportSize({ width: 1440, height: 1000 })
    const [board, thought] = await Promise.all(['#board', '.thought'].map((one) => page.locator(one).boundingBox()))
    assert.ok(board.x + board.width <= thought.x, 'the board leaves its column')
    await page.getByText('Parameters').waitFor()
    await button(page, 'Step').click()
    await page.locator('.headline', { hasText: /Paused|Solved|Valid/ }).waitFor()
    for (const width of [360, 390]) {
      await page.setViewportSize({ width, height: 844 })
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${width}, thinking`)
    }
  })

  test(`${room}: printed it is one page with the board; with forced colours the room on view is marked, not by colour alone; read from right to left the board runs as it does, and so do its keys`, async (t) => {
    const page = await enter(t, room)
    const pdf = await page.pdf({ format: 'A4', printBackground: false })
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1)
    await page.emulateMedia({ media: 'print' })
    assert.ok(await page.getByRole('grid').first().isVisible())
    for (const hidden of [
      '.masthead nav',
      '.controls',
      '.entry',
      '.reading',
      '.walk',
      '.rival',
      '.batch',
      '.lede .row',
    ])
      assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden)

    await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
    const line = (selector) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).textDecorationLine)
    assert.equal(await line('.masthead a[aria-current]'), 'underline')
    assert.equal(await line('.masthead a:not([aria-current])'), 'none')

    await page.emulateMedia({ forcedColors: 'none' })
    await page.evaluate(() => (document.documentElement.dir = 'rtl'))
    const left = async (index) => (await cell(page, index).first().boundingBox()).x
    assert.ok((await left(0)) < (await left(1)))
    if (room === 'arc') {
      const x = async (name) => (await page.getByRole('grid', { name }).boundingBox()).x
      await page.getByRole('button', { name: 'input of example 1', exact: true }).click()
      assert.ok((await x('input of example 1')) < (await x('output of example 1')), 'as the arrow between them says')
    }
    await cell(page, 0).first().click()
    await page.keyboard.press('ArrowRight')
    assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), '1')
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280)
  })
}

/** Puts every text node into elements of its own, with other words, as browsers' translators do; not where the page says
 * that nothing is to be translated.
 */
const translate = (page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walker.nextNode()) texts.push(walker.currentNode)
    for (const text of texts) {
      if (!/[a-z]{2}|\d/i.test(text.data) || text.parentElement.closest('[translate=no], script, style')) continue
      const outer = document.createElement('font')
      const inner = document.createElement('font')
      inner.textContent = `«${text.data}»`
      outer.append(inner)
      text.replaceWith(outer)
    }
  })

test('a translated page goes on: its sentences change, and the board’s digits are nobody’s to translate', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${inAddress(GENTLE)}` })
  await translate(page)
  assert.equal(toText(await grid(page)), GENTLE)
  await button(page, 'Step')
    .click({ timeout: 2000 })
    .catch(() => page.locator('.controls button').nth(1).click())
  await page.locator('.verdict .headline', { hasText: /Solved|Paused/ }).waitFor()
  const seen = (await page.locator('#board [role=gridcell]').allInnerTexts()).map((text) => text.trim()).join('')
  assert.match(seen, /^[1-9]{81}$/)
  assert.equal(seen, (await labels(page)).map((label) => /: ([1-9])/.exec(label)[1]).join(''))
})

test('digits come from keys of any layout and script, and from those that an input method swallows', async (t) => {
  const page = await visit(t, site)
  await button(page, 'Clear').click()
  const press = (key, code) =>
    cell(page, 0).evaluate(
      (element, init) =>
        element.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })),
      { key, code },
    )
  for (const [key, code, digit] of [
    ['&', 'Digit1', 1],
    ['５', 'Digit5', 5],
    ['٧', 'Digit7', 7],
    ['Process', 'Digit3', 3],
    ['Process', 'Numpad8', 8],
    ['Delete', 'Delete', 0],
  ]) {
    await cell(page, 0).click()
    await press(key, code)
    await page.waitForFunction(
      (wanted) => document.querySelector('[data-cell="0"]').innerText.trim() === wanted,
      digit ? String(digit) : '',
    )
  }
  await solves(page)
})
