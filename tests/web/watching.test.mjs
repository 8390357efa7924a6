// What there is to watch: within a segment, at three paces, on a walk, and with a second model beside the first.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inRepository } from '../wasm/support.mjs'
import { open } from './browser.mjs'
import { button, cell, GENTLE, grid, headline, inAddress, paste, toText, visit } from './page.mjs'

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

const caption = (page) => page.locator('.timeline .caption')
const paused = (page) => page.locator('.headline', { hasText: 'Paused after 1 segment' }).waitFor()
const pace = (page, name) => page.getByRole('radio', { name }).check()

/** Every text that the element ever has, from now on. */
async function recorded(page, selector) {
  await page.locator(selector).evaluate((element) => {
    window.seen = [element.innerText]
    new MutationObserver(() => window.seen.push(element.innerText)).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  return () => page.evaluate(() => window.seen)
}

test('one segment is several frames: the answer is read out after each H cycle', async (t) => {
  const page = await visit(t, site)
  await pace(page, 'Normal')
  const seen = await recorded(page, '.timeline .caption')
  const frames = await page.locator('#board').evaluate((board) => {
    window.frames_ = new Set()
    new MutationObserver(() => window.frames_.add(board.innerText)).observe(board, {
      childList: true,
      characterData: true,
      subtree: true,
    })
    return window.frames_.size
  })
  assert.equal(frames, 0)
  await button(page, 'Step').click()
  await paused(page)
  const captions = await seen()
  for (const cycle of [1, 2]) {
    const sentence = `Segment 1: what it would say after H cycle ${cycle} of 3.`
    assert.ok(captions.includes(sentence), captions.join('\n'))
  }
  assert.match(await caption(page).innerText(), /^Segment 1: /)
  // The opening puzzle is not seen through at once: its first guesses differ.
  assert.ok((await page.evaluate(() => window.frames_.size)) >= 2)
})

test('at full speed nothing is shown within a segment', async (t) => {
  const page = await visit(t, site)
  const seen = await recorded(page, '.timeline .caption')
  await button(page, 'Step').click()
  await paused(page)
  assert.ok(!(await seen()).some((text) => text.includes('H cycle')))
})

test('three paces: the slow one gives a segment more than a second, the normal one less', async (t) => {
  const page = await visit(t, site)
  for (const [name, least] of [
    ['Slow', 1200],
    ['Normal', 400],
  ]) {
    await pace(page, name)
    if (await caption(page).innerText()) await button(page, 'Reset').click()
    const started = Date.now()
    await button(page, 'Step').click()
    await paused(page)
    // No bound from above: this machine may be busy.
    assert.ok(Date.now() - started >= least - 5, `${name}: ${Date.now() - started} ms`)
  }
})

test('a walk with the real controls: its sentences are about what is on view, and it leaves where one likes', async (t) => {
  const page = await visit(t, site)
  await button(page, 'Show me around').click()
  const walk = page.getByRole('complementary', { name: 'A walk through the page' })
  await walk.getByText('This is the puzzle.').waitFor()
  await walk.getByRole('button', { name: 'Let it look once' }).click()
  await walk.getByText('That was one segment').waitFor()
  const doubts = Number(/in doubt about (\d+)/.exec(await walk.innerText())[1])
  const pale = await page.locator('#board .likely, #board .unsure').count()
  assert.ok(doubts > 0 && Math.abs(doubts - pale) <= 1, `${doubts} and ${pale}`)
  await walk.getByRole('button', { name: 'One more segment' }).click()
  const changed = page.locator('.legend .bars b')
  await walk.getByText('It went on from where it was').waitFor()
  assert.match(await walk.innerText(), new RegExp(`changed ${await changed.innerText()} cell`))
  assert.ok(await page.locator('.stage[data-place=timeline]').count())
  await walk.getByRole('button', { name: 'Its own opinion' }).click()
  await walk.getByRole('button', { name: 'Let it think on' }).click()
  await walk.getByText('“Solved”').waitFor()
  await walk.getByRole('button', { name: 'And now?' }).click()
  await walk.getByRole('button', { name: 'Done' }).click()
  await walk.waitFor({ state: 'detached' })
  assert.equal(await page.locator('.stage[data-place]').count(), 0)
  await button(page, 'Show me around').click()
  assert.equal(await headline(page).innerText(), '25 givens, 56 cells to fill')
  await walk.getByRole('button', { name: 'Leave the walk' }).click()
  await walk.waitFor({ state: 'detached' })
})

test('the marks are explained below the board as soon as there are any', async (t) => {
  const page = await visit(t, site)
  const key = page.locator('.marks-key')
  assert.equal(await key.count(), 0)
  await button(page, 'Step').click()
  await paused(page)
  assert.match(await key.innerText(), /just changed.*how sure.*breaks a rule.*its own bet/s)
  await page.getByRole('radio', { name: 'Candidates' }).check()
  assert.match(await key.innerText(), /what it holds possible/)
})

test('which model thinks stands by the verdict; a second one solves the same puzzle beside it', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${inAddress(GENTLE)}` })
  const line = page.locator('.thinker').first()
  assert.match(await line.innerText(), /Thinking with sudoku\.hrm, .*numbers/)
  await page.locator('.choose-rival input').setInputFiles(inRepository('model_weights/maze.hrm'))
  await page.locator('.choose-rival').getByText('this room needs one for “sudoku”').waitFor()
  await page.locator('.choose-rival input').setInputFiles(inRepository('model_weights/sudoku.hrm'))
  const rival = page.getByRole('region', { name: 'The second model' })
  await rival.waitFor()
  await button(page, 'Solve').click()
  await rival.locator('.verdict.good').waitFor()
  await page.locator('.thought > .verdict.good').waitFor()
  const digits = async (board) => (await page.locator(`${board} [role=gridcell]`).allInnerTexts()).join('')
  assert.equal(await digits('#rival-board'), await digits('#board'))
  // Another puzzle is another one for both.
  await paste(page, `1${GENTLE.slice(1)}`.replace(/^1/, '.'))
  assert.equal(await digits('#rival-board'), await digits('#board'))
  await rival.getByRole('button', { name: 'Without it' }).click()
  await rival.waitFor({ state: 'detached' })
  assert.equal(toText(await grid(page)).slice(1), GENTLE.slice(1))
  await cell(page, 0).waitFor()
})
