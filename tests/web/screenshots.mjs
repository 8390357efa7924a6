// Pictures of every room and state at three widths, light and dark: `node screenshots.mjs OUT_FOLDER [PART_OF_A_NAME]`,
// `readme` for the picture in the README.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { open } from './browser.mjs'
import { arcModels, asFile, mazeModels } from './models.mjs'
import { IMPOSSIBLE, paste } from './page.mjs'

const out = process.argv[2]
if (!out) throw new Error('Usage: node screenshots.mjs OUT_FOLDER')
mkdirSync(out, { recursive: true })

/** Of the project's own generator. */
const LONG_THOUGHT = '.......184...3..7...769.......1....4.....52..698...1..8....3..6.1.84.........63..'

/** Without it every picture is taken. */
const wanted = process.argv[3] ?? ''
const CORRIDOR = [
  '#########',
  '#S  #   #',
  '### # # #',
  '#   # # #',
  '# ### # #',
  '#     # #',
  '####### #',
  '#G      #',
  '#########',
].join('\n')

const { browser, url, close } = await open()
const press = (page, name) => page.getByRole('button', { name, exact: true }).click()
const steps = async (page, n) => {
  for (let i = 1; i <= n; i++) {
    await press(page, 'Step')
    await page.locator('.headline', { hasText: `Paused after ${i} segment` }).waitFor()
  }
}
const give = async (page, weights, name) => {
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(weights, name))
  await page.locator('.facts', { hasText: name }).waitFor()
}
const rooms = {
  sudoku: {
    idle: async () => {},
    solving: async (page) => {
      await page.getByRole('button', { name: /Second thoughts/ }).click()
      await steps(page, 5)
      await page.locator('[data-cell="40"]').click()
      await page.locator('.state-maps summary').click()
    },
    solved: async (page) => {
      await page.getByRole('button', { name: /Morning paper/ }).click()
      await press(page, 'Solve')
      await page.locator('.verdict.good').waitFor()
      await page.locator('[data-cell="40"]').click()
    },
    failed: async (page) => {
      await paste(page, IMPOSSIBLE)
      await press(page, 'Solve')
      await page.locator('.verdict.bad').waitFor({ timeout: 120_000 })
    },
  },
  maze: {
    idle: async () => {},
    solved: async (page) => {
      await press(page, 'Solve')
      await page.locator('.verdict.good, .verdict.bad').waitFor({ timeout: 60_000 })
    },
    paved: async (page) => {
      await give(page, await mazeModels.paving(), 'paving.hrm')
      await paste(page, CORRIDOR)
      await press(page, 'Solve')
      await page.locator('.verdict.good').waitFor()
    },
    wrong: async (page) => {
      await give(page, await mazeModels.random(), 'random.hrm')
      await steps(page, 2)
      await page.locator('.state-maps summary').click()
    },
  },
  arc: {
    idle: async () => {},
    digits: async (page) => {
      await page.getByRole('radio', { name: 'Digits' }).check()
      await press(page, 'output of example 2')
    },
    patterns: (page) => page.getByRole('radio', { name: 'Patterns' }).check(),
    answer: async (page) => {
      await give(page, await arcModels.swap(), 'swap.hrm')
      await press(page, 'Solve')
      await page.locator('.headline', { hasText: 'An answer' }).waitFor({ timeout: 60_000 })
    },
  },
}
for (const [room, states] of Object.entries(rooms)) {
  for (const [state, act] of Object.entries(states)) {
    for (const width of [360, 390, 768, 1024, 1440, 1920]) {
      for (const colorScheme of ['light', 'dark']) {
        const name = `${room}-${state}-${width}-${colorScheme}`
        if (!name.includes(wanted)) continue
        const context = await browser.newContext({
          viewport: { width, height: width < 500 ? 844 : 1000 },
          colorScheme,
          hasTouch: width < 900,
        })
        const page = await context.newPage()
        await page.goto(`${url}#${room}/`)
        await page.locator('[data-cell="0"]').waitFor()
        if (room !== 'arc') await page.getByText('Parameters').waitFor()
        await act(page)
        await page.waitForTimeout(900) // the mark of a change fades to its resting colour
        await page.evaluate(() => scrollTo(0, 0))
        await page.screenshot({ path: join(out, `${name}.png`), fullPage: true })
        await context.close()
        console.log(name)
      }
    }
  }
}
if (!'readme'.includes(wanted)) {
  await close()
  process.exit()
}

// The picture for the README: a long thought, looked back upon two thirds of its way.
const page = await (
  await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' })
).newPage()
await page.goto(`${url}#sudoku/${LONG_THOUGHT}`)
await page.getByRole('button', { name: 'Solve' }).click()
await page.locator('.verdict.good, .verdict.bad').waitFor({ timeout: 120_000 })
const slider = page.getByRole('slider')
const segments = Number(await slider.getAttribute('max'))
for (let i = Math.floor((2 * segments) / 3); i < segments; i++) await slider.press('ArrowLeft')
const doubts = await page.locator('.cell.unsure').all()
await doubts[Math.floor(doubts.length / 2)]?.click()
await page.evaluate(() => {
  document.activeElement.blur()
  scrollTo(0, 0)
})
await page.mouse.move(5, 5)
await page.waitForTimeout(900)
await page.screenshot({ path: join(out, 'readme.png') })
console.log(`readme, ${segments} segments`)
await close()
