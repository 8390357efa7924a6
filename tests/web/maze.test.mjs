// A person draws a maze, by mouse, finger and keyboard, and looks at what a model makes of it.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import * as rules from '../../wasm/src/tasks/maze.js'
import { open } from './browser.mjs'
import { asFile, mazeModels } from './models.mjs'
import { button, cell, headline, labels, paste, visit } from './page.mjs'

let site
before(async () => (site = await open()))
after(() => site?.close())

const SHIPPED = existsSync(new URL('../../model_weights/maze.hrm', import.meta.url))
const LARGER = existsSync(new URL('../../model_weights/maze-large.hrm', import.meta.url))
const CORRIDOR = ['#######', '#S    #', '##### #', '#     #', '# #####', '#    G#', '#######'].join('\n')
const OPEN = ['S    ', '     ', '     ', '     ', '    G'].join('\n')

const enter = (t, options) => visit(t, site, { hash: '#maze/', ready: false, ...options })
/** The maze as a screen reader hears it. */
const drawn = async (page) =>
  (await labels(page))
    .map((label) => ({ wall: '#', free: ' ', start: 'S', goal: 'G', path: 'o' })[/: (\w+)/.exec(label)[1]])
    .join('')
const give = async (page, weights, name = 'mine.hrm') => {
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(weights, name))
  await page.locator('.facts', { hasText: name }).waitFor()
}
const centre = async (page, index) => {
  const box = await cell(page, index).boundingBox()
  return [box.x + box.width / 2, box.y + box.height / 2]
}

test(
  'without weights the room says what is missing, and a model dropped onto it is used',
  { skip: SHIPPED && 'maze.hrm is shipped' },
  async (t) => {
    const page = await enter(t)
    assert.match(await page.locator('.notice.calm').innerText(), /no model yet.*maze\.hrm.*drop a \.hrm/s)
    assert.equal(await button(page, 'Solve').getAttribute('aria-disabled'), 'true')
    const transfer = await page.evaluateHandle(
      (text) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], 'dropped.hrm'))
        return data
      },
      Buffer.from(await mazeModels.paving()).toString('base64'),
    )
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    await page.locator('.facts', { hasText: 'dropped.hrm' }).waitFor()
    assert.equal(await page.locator('.notice.calm').count(), 0)
    await button(page, 'Solve').click()
    await page.locator('.verdict.bad').waitFor({ timeout: 60_000 })
  },
)

test('the path is judged: valid and shortest, or wrong and why', async (t) => {
  const page = await enter(t)
  await give(page, await mazeModels.paving())
  await paste(page, CORRIDOR)
  await button(page, 'Solve').click()
  await page.locator('.verdict.good').waitFor()
  assert.match(
    await page.locator('.verdict').innerText(),
    /Valid, and the shortest\s+Right: a path of 16 moves.*1 segment/s,
  )
  const answer = await drawn(page)
  assert.equal(rules.judge(CORRIDOR.replaceAll('\n', ''), answer).kind, 'shortest')
  assert.match((await labels(page))[9], /path, .*sure, changed/)
  assert.notEqual(
    await page
      .locator('.path-lines path.sure, .path-lines path.likely, .path-lines path.unsure')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join('')),
    '',
  )

  await paste(page, OPEN)
  await button(page, 'Step').click()
  await page.locator('.headline', { hasText: 'Paused after 1 segment' }).waitFor()
  assert.match(await page.locator('.verdict').innerText(), /not one path/)
  await button(page, 'Step').click()
  await page.locator('.headline', { hasText: 'Paused after 2 segments' }).waitFor()
  await page.getByRole('slider', { name: 'Segment on view' }).press('Home')
  assert.equal(await headline(page).innerText(), 'Looking back: the puzzle')
  assert.equal(await drawn(page), OPEN.replaceAll('\n', ''))
  await button(page, 'Resume').click()
  await page.locator('.headline', { hasText: 'Wrong: no path' }).waitFor({ timeout: 60_000 })
  await button(page, 'Keep trying').click()
  await page.locator('.headline', { hasText: /^Attempt \d+: segment/ }).waitFor({ timeout: 60_000 })
  await button(page, 'Stop').click()
  assert.match(await page.locator('.costs').innerText(), /Solve: 16 segments, .*Keep trying: \d+ segments?, /s)
})

test('a random model changes the maze, and that is seen and said', async (t) => {
  const page = await enter(t)
  await give(page, await mazeModels.random())
  await button(page, 'Step').click()
  await page.locator('.headline', { hasText: 'Paused' }).waitFor()
  assert.match(await page.locator('.verdict').innerText(), /Wrong: \d+ cells? (is|are) not what the maze holds/)
  assert.ok((await page.locator('.square.altered').count()) > 0)
  assert.match((await labels(page)).join('\n'), /the maze has/)
  await page.locator('.state-maps summary').click()
  await page.locator('.state-maps svg path').nth(4).waitFor({ state: 'attached' })
  await page.getByRole('radio', { name: 'Movement' }).check()
  await button(page, 'Step').click()
  await page
    .locator('.state-maps figcaption', { hasText: /[1-9]\d* %/ })
    .first()
    .waitFor()
})

test(
  "a maze too large for the page's smaller model brings in the larger one, and a small one brings the smaller back",
  { skip: !LARGER && 'maze-large.hrm is not shipped' },
  async (t) => {
    let send
    const sent = new Promise((resolve) => (send = resolve))
    const page = await enter(t, {
      routes: [
        [
          '**/maze-large*',
          async (route) => {
            await sent
            await route.continue()
          },
        ],
      ],
    })
    await page.locator('.facts', { hasText: /maze\.hrm/ }).waitFor()
    const slider = page.getByRole('slider', { name: 'Size' })
    assert.equal(await slider.getAttribute('max'), '30')
    await slider.focus()
    await slider.press('ArrowRight')
    await page.locator('.headline', { hasText: 'A larger model is on its way' }).waitFor()
    assert.equal(await button(page, 'Solve').getAttribute('aria-disabled'), 'true')
    send()
    await page.locator('.facts', { hasText: /maze-large\.hrm/ }).waitFor()
    assert.match(await headline(page).innerText(), /^16 × 16/)
    await button(page, 'Step').click()
    await page.locator('.headline', { hasText: 'Paused after 1 segment' }).waitFor({ timeout: 60_000 })
    await slider.press('ArrowLeft')
    await page.locator('.facts', { hasText: /maze\.hrm/ }).waitFor()
    await button(page, 'Solve').click()
    await page.locator('.headline', { hasText: /Valid|Wrong/ }).waitFor({ timeout: 60_000 })
  },
)

test(
  'a large maze by its address brings in the larger model, and Solve waits for it',
  { skip: !LARGER && 'maze-large.hrm is not shipped' },
  async (t) => {
    let send
    const sent = new Promise((resolve) => (send = resolve))
    const asked = []
    const page = await enter(t, {
      hash: `#maze/16.0.255.${'A'.repeat(43)}`,
      routes: [
        [
          '**/maze*.hrm*',
          async (route) => {
            asked.push(route.request().url())
            await sent
            await route.continue()
          },
        ],
      ],
    })
    await button(page, 'Solve').click()
    await page.locator('.engine-status', { hasText: 'Fetching maze-large.hrm' }).waitFor()
    send()
    await page.locator('.headline', { hasText: /Valid|Wrong/ }).waitFor({ timeout: 60_000 })
    assert.match(await page.locator('.facts').innerText(), /maze-large\.hrm/)
    assert.ok(asked.length > 0 && asked.every((url) => url.includes('/maze-large')), `asked for ${asked}`)
    assert.equal(
      (await button(page, 'Back to maze.hrm').count()) + (await button(page, 'Back to maze-large.hrm').count()),
      0,
      "the page's own model is none to go back from",
    )
  },
)

test('a maze larger than the model takes is refused in words', async (t) => {
  const page = await enter(t)
  await give(page, await mazeModels.small())
  assert.match(await page.locator('.verdict.warn').innerText(), /Too large.*up to 10 × 10; this one is 15 × 15/s)
  await button(page, 'Solve').click()
  await page.locator('.verdict.bad').waitFor()
  assert.match(await page.locator('.verdict').innerText(), /15 x 15.*up to 10 x 10/s)
})

test('a mouse draws walls in one stroke, wipes them, and carries start and goal', async (t) => {
  const page = await enter(t)
  await paste(page, OPEN)
  const stroke = async (...cells) => {
    for (const [i, index] of cells.entries()) {
      await page.mouse.move(...(await centre(page, index)))
      if (!i) await page.mouse.down()
    }
    await page.mouse.up()
  }
  await stroke(5, 9) // a fast one: nothing but its ends
  assert.equal(await drawn(page), 'S    #####              G')
  assert.equal(await headline(page).innerText(), 'No way leads to the goal')
  await stroke(7, 8)
  assert.equal(await drawn(page), 'S    ##  #              G')
  await stroke(0, 1, 2)
  assert.equal((await drawn(page)).indexOf('S'), 2)
  await stroke(24, 14)
  assert.equal((await drawn(page)).indexOf('G'), 14)
  await page.getByRole('radio', { name: 'Goal' }).check()
  await stroke(20)
  assert.equal(await drawn(page), '  S  ##  #          G    ')
  for (let i = 0; i < 5; i++) await button(page, 'Undo').click()
  assert.equal(await drawn(page), OPEN.replaceAll('\n', ''), 'a stroke is undone as one')
})

test('a finger draws', async (t) => {
  const page = await enter(t, { viewport: { width: 390, height: 844 }, hasTouch: true })
  await paste(page, OPEN)
  await cell(page, 12).tap()
  assert.equal((await drawn(page))[12], '#')
  await page.getByRole('radio', { name: 'Start' }).check()
  await cell(page, 6).tap()
  assert.equal((await drawn(page)).indexOf('S'), 6)
  assert.equal(await page.locator('.grid').evaluate((grid) => getComputedStyle(grid).touchAction), 'pan-y pinch-zoom')
})

test('the keyboard alone draws a maze and solves it', async (t) => {
  const page = await enter(t)
  await give(page, await mazeModels.paving())
  const slider = page.getByRole('slider', { name: 'Size' })
  await slider.focus()
  await slider.press('Home')
  assert.equal((await labels(page)).length, 25)
  await button(page, 'Clear').press('Enter')
  await page.locator('.grid [tabindex="0"]').focus()
  await page.keyboard.press('Control+Home')
  // Row 2 becomes wall but for its last cell, row 4 but for its first, and so there is one way only.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('#')
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
  }
  assert.equal(await drawn(page), 'S    ####       ####    G')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Solve')
  await page.keyboard.press('Enter')
  await page.locator('.verdict.good').waitFor()
})

test('a pull at the size keeps what lies beyond the sizes on its way, and is undone as one', async (t) => {
  const page = await enter(t)
  const slider = page.getByRole('slider', { name: 'Size' })
  const before = await drawn(page)
  const size = Number(await slider.inputValue())
  /** Pulls to these sizes one after the other and lets go. */
  const pull = async (...sizes) => {
    const { x, y, width, height } = await slider.boundingBox()
    const [least, most] = [5, Number(await slider.getAttribute('max'))]
    const to = (value) => page.mouse.move(x + 8 + ((width - 16) * (value - least)) / (most - least), y + height / 2)
    await to(size)
    await page.mouse.down()
    for (const value of sizes) {
      await to(value)
      await page.waitForFunction(
        (count) => document.querySelectorAll('#board [data-cell]').length === count,
        value ** 2,
      )
    }
    await page.mouse.up()
  }
  await pull(size - 3, size - 7, size)
  assert.equal(await drawn(page), before)
  await pull(size - 3, size - 7, size - 2)
  assert.equal((await labels(page)).length, (size - 2) ** 2)
  await button(page, 'Undo').click()
  assert.equal(await drawn(page), before)
})

test('every size is generated, solvable, and comes back by its address', async (t) => {
  const page = await enter(t)
  const slider = page.getByRole('slider', { name: 'Size' })
  // Sizes go as far as the page's models take them; without one, as far as mazes go.
  if (SHIPPED) await page.locator('.facts').waitFor()
  const most = Number(await slider.getAttribute('max'))
  assert.equal(most, SHIPPED && !LARGER ? 15 : 30)
  for (const size of [5, Math.round(most / 2), most]) {
    await slider.fill(String(size))
    await button(page, 'Generate').click()
    const maze = await drawn(page)
    assert.equal(maze.length, size * size)
    assert.ok(rules.solve(maze))
    await page.waitForFunction((start) => location.hash.startsWith(start), `#maze/${size}.`)
    const hash = await page.evaluate(() => location.hash)
    assert.ok(hash.length < 200, hash)
    await page.reload()
    await cell(page, 0).waitFor()
    assert.equal(await drawn(page), maze)
  }
})

test('what is pasted and no maze is refused in words and changes nothing', async (t) => {
  const page = await enter(t)
  const before = await drawn(page)
  for (const [name, text] of [
    ['words', 'amazing'],
    ['two goals', OPEN.replace('S', 'G')],
    ['a book', '#'.repeat(100_000)],
  ]) {
    await paste(page, text)
    assert.match(await page.locator('.notice.bad').innerText(), /left as it was/, name)
    assert.equal(await drawn(page), before, name)
    await button(page, 'Dismiss').click()
  }
})

test('a second model draws its way beside the first, through the same maze', async (t) => {
  const page = await enter(t)
  await give(page, await mazeModels.paving(), 'first.hrm')
  await page.locator('.choose-rival input').setInputFiles(asFile(await mazeModels.random(), 'second.hrm'))
  const rival = page.getByRole('region', { name: 'The second model' })
  await rival.getByRole('heading', { name: 'second.hrm' }).waitFor()
  await paste(page, CORRIDOR)
  const of = async (board) =>
    (await page.locator(`${board} [role=gridcell]`).evaluateAll((cells) => cells.map((one) => one.className))).join()
  assert.equal(await of('#rival-board'), await of('#board'))
  await button(page, 'Step').click()
  await page.locator('.thought > .verdict.good').waitFor()
  await rival.locator('.verdict', { hasText: 'Paused' }).waitFor()
  assert.match(await rival.locator('.verdict').innerText(), /not what the maze holds/)
  // It is for looking at.
  await page.locator('#rival-board [data-cell="10"]').click()
  assert.equal(await page.locator('#rival-board').getAttribute('aria-readonly'), 'true')
  assert.match(await headline(page).first().innerText(), /Valid, and the shortest/)
  await rival.getByRole('button', { name: 'Without it' }).click()
  await rival.waitFor({ state: 'detached' })
})

test('rooms are links, each with its own state and title', async (t) => {
  const page = await enter(t)
  await paste(page, OPEN)
  await page.getByRole('link', { name: 'Sudoku' }).click()
  await page.getByRole('heading', { level: 1, name: /Sudoku/ }).waitFor()
  assert.match(await page.title(), /^Sudoku/)
  await page.getByRole('link', { name: 'Maze' }).click()
  assert.equal(await drawn(page), OPEN.replaceAll('\n', ''))
  assert.equal(await page.getByRole('link', { name: 'Maze' }).getAttribute('aria-current'), 'page')
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: /Sudoku/ }).waitFor()
})
