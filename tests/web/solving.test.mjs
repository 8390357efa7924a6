// A person writes a puzzle, lets the model think and looks at what it did.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import {
  assertSolves,
  inAddress,
  button,
  cell,
  IMPOSSIBLE,
  GENTLE,
  grid,
  headline,
  labels,
  paste,
  solves,
  toText,
  visit,
} from './page.mjs'

let site
before(async () => (site = await open()))
after(() => site?.close())

test('a puzzle typed by keyboard alone is solved, and the solution is right', async (t) => {
  const page = await visit(t, site, { speed: false })
  await button(page, 'Clear').focus()
  await page.keyboard.press('Enter')
  assert.equal(toText(await grid(page)), '.'.repeat(81))
  await cell(page, 0).focus()
  for (let row = 0; row < 9; row++) {
    await page.keyboard.press('Home')
    for (let column = 0; column < 9; column++) {
      const given = GENTLE[row * 9 + column]
      if (given !== '.') await page.keyboard.press(given)
      if (column < 8) await page.keyboard.press('ArrowRight')
    }
    if (row < 8) await page.keyboard.press('ArrowDown')
  }
  assert.equal(toText(await grid(page)), GENTLE)
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Solve')
  await page.keyboard.press('Enter')
  await page.locator('.verdict.good').waitFor()
  assertSolves(GENTLE, await grid(page))
  assert.match(await page.locator('.verdict').innerText(), /every row, column and box/)
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Solve again')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Next puzzle')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab') // over Step to Stop, which is there but not available
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter') // Reset
  assert.equal(toText(await grid(page)), GENTLE)
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Reset')
  // The keypad is one stop, and arrows move in it.
  const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.ariaLabel)
  await page.keyboard.press('Tab')
  assert.equal(await focused(), '1')
  for (const [key, where] of [
    ['ArrowRight', '2'],
    ['End', 'Erase the cell'],
    ['ArrowRight', 'Erase the cell'],
    ['ArrowLeft', '9'],
    ['Home', '1'],
    ['ArrowLeft', '1'],
    ['ArrowRight', '2'],
  ]) {
    await page.keyboard.press(key)
    assert.equal(await focused(), where, key)
  }
  await page.keyboard.press('Tab')
  assert.equal(await focused(), 'Undo')
  await page.keyboard.press('Shift+Tab')
  assert.equal(await focused(), '2', 'it comes back to where it was')
})

test('the grid is one tab stop; arrows, Home and End move, Delete erases', async (t) => {
  const page = await visit(t, site)
  assert.equal(await page.locator('[role=gridcell][tabindex="0"]').count(), 1)
  const focused = () => page.evaluate(() => Number(document.activeElement.dataset.cell))
  await cell(page, 40).click()
  for (const [key, where] of [
    ['ArrowLeft', 39],
    ['ArrowUp', 30],
    ['Home', 27],
    ['End', 35],
    ['ArrowDown', 44],
    ['ArrowRight', 44],
    ['Control+Home', 0],
    ['Control+End', 80],
  ]) {
    await page.keyboard.press(key)
    assert.equal(await focused(), where, key)
  }
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('7')
  assert.equal((await grid(page))[0], 7)
  await page.keyboard.press('Delete')
  assert.equal((await grid(page))[0], 0)
  await page.keyboard.press('Control+z')
  assert.equal((await grid(page))[0], 7)
  await page.keyboard.press('Control+Shift+z')
  assert.equal((await grid(page))[0], 0)
})

test('the keypad writes, undo and redo go back and forth, Clear empties', async (t) => {
  const page = await visit(t, site, { hasTouch: true, viewport: { width: 390, height: 844 } })
  await button(page, 'Clear').tap()
  await cell(page, 3).tap()
  await button(page, '5').tap()
  assert.equal((await grid(page))[3], 5)
  await button(page, 'Undo').tap()
  assert.equal((await grid(page))[3], 0)
  await button(page, 'Redo').tap()
  assert.equal((await grid(page))[3], 5)
  await button(page, 'Erase the cell').tap()
  assert.equal((await grid(page))[3], 0)
})

test('a puzzle is pasted as 81 characters and as a drawn grid, and by the dialog', async (t) => {
  const page = await visit(t, site)
  await solves(page, GENTLE)
  const drawn = GENTLE.match(/.{9}/g).map((row) =>
    row
      .match(/.{3}/g)
      .map((three) => [...three].join(' '))
      .join(' | '),
  )
  drawn.splice(3, 0, '------+-------+------')
  drawn.splice(7, 0, '------+-------+------')
  await paste(page, IMPOSSIBLE)
  await paste(page, drawn.join('\n'))
  assert.equal(toText(await grid(page)), GENTLE)
  await button(page, 'Paste text').click()
  await page.getByRole('textbox').fill(IMPOSSIBLE.replaceAll('.', '0'))
  await button(page, 'Use this puzzle').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  assert.equal(toText(await grid(page)), IMPOSSIBLE)
})

test('every example loads its puzzle, and the address brings it back', async (t) => {
  const page = await visit(t, site)
  const cards = page.locator('.card')
  assert.ok((await cards.count()) >= 8)
  const seen = new Set()
  for (const card of await cards.all()) {
    await card.click()
    const puzzle = toText(await grid(page))
    seen.add(puzzle)
    await page.waitForFunction((hash) => location.hash === hash, `#sudoku/${inAddress(puzzle)}`)
  }
  assert.equal(seen.size, await cards.count())
  const last = toText(await grid(page))
  await page.reload()
  await page.getByText('Parameters').waitFor()
  assert.equal(toText(await grid(page)), last)
})

test('step thinks one segment, solve goes on, pause waits, stop ends, reset brings the puzzle back', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${IMPOSSIBLE}`, speed: false })
  await button(page, 'Step').click()
  await page.getByText('Paused after 1 segment').first().waitFor()
  await button(page, 'Step').click()
  await page.getByText('Paused after 2 segments').first().waitFor()
  await button(page, 'Resume').click()
  await button(page, 'Pause').click()
  await page.locator('.headline', { hasText: /^Paused after [3-9] segments$/ }).waitFor()
  const paused = await headline(page).innerText()
  await page.waitForTimeout(700) // longer than two segments take: nothing may move
  assert.equal(await headline(page).innerText(), paused)
  await button(page, 'Stop').click()
  assert.equal(await headline(page).innerText(), 'Stopped, not solved')
  await button(page, 'Reset').click()
  assert.equal(toText(await grid(page)), IMPOSSIBLE)
  await solves(page)
})

test('the slider goes back to every segment and to the puzzle', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${IMPOSSIBLE}` })
  const grids = []
  for (let i = 1; i <= 3; i++) {
    await button(page, 'Step').click()
    await page.locator('.headline', { hasText: `Paused after ${i} segment` }).waitFor()
    grids.push((await labels(page)).join())
  }
  const slider = page.getByRole('slider', { name: 'Segment on view' })
  for (let i = 2; i >= 0; i--) {
    assert.equal((await labels(page)).join(), grids[i], `segment ${i + 1}`)
    await slider.press('ArrowLeft')
  }
  assert.equal(toText(await grid(page)), IMPOSSIBLE)
  assert.equal(await headline(page).innerText(), 'Looking back: the puzzle')
  assert.equal(await slider.getAttribute('aria-valuetext'), 'The puzzle')
  await slider.press('End')
  assert.equal((await labels(page)).join(), grids[2])
})

test('a run that comes to nothing says so, thinks longer, and is kept up: attempt after attempt, paused, taken up, stopped', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${IMPOSSIBLE}` })
  await page.evaluate(() => {
    const ticks = (window.ticks = [])
    ;(function tick(now) {
      if (now) ticks.push(now)
      requestAnimationFrame(tick)
    })()
  })
  await button(page, 'Solve').click()
  await page.locator('.verdict.bad').waitFor({ timeout: 60_000 })
  const ticks = await page.evaluate(() => window.ticks)
  const longest = Math.max(...ticks.slice(1).map((tick, i) => tick - ticks[i]))
  t.diagnostic(`${ticks.length} frames, the longest gap ${longest.toFixed(0)} ms`)
  assert.ok(ticks.length > 10)
  // Thinking on the page's own thread would leave one gap as long as all of it, however quick the machine.
  const all = ticks.at(-1) - ticks[0]
  assert.ok(longest < all / 4, `a gap of ${longest} ms in ${all} ms of thinking`)
  assert.equal(await headline(page).innerText(), 'Not solved')
  assert.match(
    await page.locator('.verdict').innerText(),
    /conflict.*16 segments.*no solution, so no thinking can help/s,
  )
  await button(page, 'Think longer').click()
  await page.locator('.headline', { hasText: 'Thinking: segment 2' }).waitFor()
  await button(page, 'Stop').click()
  assert.equal(await headline(page).innerText(), 'Stopped, not solved')
  assert.equal(await button(page, 'Keep trying').count(), 1, 'stopping loses no way on')
  await button(page, 'Think longer').click()
  await page.locator('.headline', { hasText: /Thinking: segment ([3-9]|\d\d)/ }).waitFor()
  await button(page, 'Stop').click()
  await button(page, 'Keep trying').focus()
  await page.keyboard.press('Enter')
  await page.locator('.headline', { hasText: /^Attempt ([3-9]|\d{2,}): segment/ }).waitFor({ timeout: 60_000 })
  assert.equal(
    await page.evaluate(() => document.activeElement.textContent),
    'Pause',
    'the focus stays with the main button',
  )
  assert.ok((await page.locator('.attempts li').count()) >= 2)
  // The best attempt is looked at while others go on, and after.
  const best = page.locator('.best-attempt')
  assert.match(await best.innerText(), /^Best so far: attempt \d+, segment \d+\. .*conflict/)
  await button(page, 'Show it').click()
  await page.waitForTimeout(500) // segments come in, and it stays on view
  assert.match(await headline(page).innerText(), /^Attempt \d+: segment/)
  await button(page, 'Back to the latest').click()
  await button(page, 'Pause').click()
  const paused = page.locator('.headline', { hasText: /^Paused after \d+ segments? of attempt \d+$/ })
  await paused.waitFor()
  const attempt = Number(/\d+$/.exec(await paused.innerText())[0])
  assert.equal(
    await page.getByRole('heading', { level: 2, name: /^Segments/ }).innerText(),
    `Segments of attempt ${attempt}`,
  )
  await button(page, 'Resume').click()
  await page.waitForFunction(
    (attempt) =>
      Number(/^Attempt (\d+): segment/.exec(document.querySelector('.headline')?.textContent ?? '')?.[1]) > attempt,
    attempt,
    { timeout: 60_000 },
  )
  await button(page, 'Show it').click()
  await button(page, 'Stop').click()
  const [, which] = /^Best so far: (attempt \d+, segment \d+)/.exec(await best.innerText())
  assert.equal(await headline(page).innerText(), `Looking back: ${which}`)
  const slider = page.getByRole('slider', { name: 'Segment on view' })
  assert.equal(await slider.getAttribute('max'), /\d+$/.exec(which)[0])
  await button(page, 'Back to the latest').click()
  assert.equal(await headline(page).innerText(), 'Stopped, not solved')
  assert.match(await page.locator('.verdict').innerText(), /\d+ attempts, \d+ segments, .* of computing/)
  await button(page, 'Reset').click()
  assert.equal(toText(await grid(page)), IMPOSSIBLE)
  await solves(page)
})

test('a model is asked for its states only while they are on view; what was thought before is thought again for them', async (t) => {
  const page = await visit(t, site, {
    hash: `#sudoku/${IMPOSSIBLE}`,
    script: (page) =>
      page.addInitScript(() => {
        const { postMessage } = Worker.prototype
        window.asked = []
        Worker.prototype.postMessage = function (message, ...more) {
          if (message.call === 'solve') window.asked.push(message.args.options.states === true)
          postMessage.call(this, message, ...more)
        }
      }),
  })
  const asked = () => page.evaluate(() => window.asked.splice(0))
  const step = async (n) => {
    await button(page, 'Step').click()
    await page.locator('.headline', { hasText: `Paused after ${n} segment` }).waitFor()
  }
  const moved = () => page.getByRole('img', { name: /^z_H, the planner: cells moved/ }).getAttribute('aria-label')
  const summary = page.getByText('Look into its states')
  await step(1)
  await step(2)
  assert.deepEqual(await asked(), [false])
  await summary.click()
  await page.getByRole('radio', { name: 'Movement' }).check()
  const recalled = await moved()
  assert.deepEqual(await asked(), [true])
  await button(page, 'Reset').click()
  await step(1)
  await step(2)
  assert.equal(await moved(), recalled, 'the same states, read as they come')
  assert.deepEqual(await asked(), [true])
  await summary.click()
  await page.locator('.state-maps figure').first().waitFor({ state: 'detached' })
  await button(page, 'Reset').click()
  await step(1)
  assert.deepEqual(await asked(), [false])
})

test('a selected cell shows its nine candidates, and they add up', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${IMPOSSIBLE}` })
  await button(page, 'Step').click()
  await page.locator('.headline', { hasText: 'Paused' }).waitFor()
  await cell(page, 0).click()
  const shares = (await page.locator('.cell-detail tbody td:last-child').allInnerTexts()).map((text) =>
    text.startsWith('<') ? 0 : text.startsWith('>') ? 100 : parseInt(text),
  )
  assert.equal(shares.length, 9)
  const sum = shares.reduce((a, b) => a + b)
  assert.ok(sum > 90 && sum < 106, `${sum} %`)
  const top = shares.indexOf(Math.max(...shares)) + 1
  assert.equal((await grid(page))[0], top)
})

test('an edit ends a result, the page says what it has not judged, and undo brings both back', async (t) => {
  const page = await visit(t, site)
  await solves(page)
  await cell(page, 1).click()
  await page.keyboard.press('1')
  await page.locator('.headline', { hasText: 'No solution: look at what you typed' }).waitFor()
  assert.match(
    await page.locator('.verdict').innerText(),
    /these 41 givens.*would have one without the 1 in row 1, column 2/s,
  )
  assert.equal(await page.locator('.controls .primary').count(), 0, 'nothing leads on to thinking that cannot help')
  await button(page, 'Undo').click()
  assert.equal(await headline(page).innerText(), 'Solved')
  assertSolves(GENTLE, await grid(page))
  await button(page, 'Next puzzle').click()
  await page.locator('.headline', { hasText: /givens/ }).waitFor()
  const next = toText(await grid(page))
  assert.notEqual(next, GENTLE)
  await page.locator('.card[aria-pressed=true]').waitFor()
  await page.goBack()
  await page.waitForFunction((hash) => location.hash === hash, `#sudoku/${inAddress(GENTLE)}`)
  assert.equal(toText(await grid(page)), GENTLE)
})
