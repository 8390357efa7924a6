// Pictures of every room and state at six widths, light and dark, printed, read from right to left and with text of 200 %,
// and sheets on which they stand side by side: `node screenshots.mjs OUT_FOLDER [PART_OF_A_NAME]`, `readme` for the
// picture in the README.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { open } from './browser.mjs'
import { arcModels, asFile, mazeModels } from './models.mjs'
import { IMPOSSIBLE, paste } from './page.mjs'
import { inRepository } from '../wasm/support.mjs'

const out = process.argv[2]
if (!out) throw new Error('Usage: node screenshots.mjs OUT_FOLDER')
mkdirSync(out, { recursive: true })

/** Of the project's own generator. */
const LONG_THOUGHT = '.......184...3..7...769.......1....4.....52..698...1..8....3..6.1.84.........63..'

const EASY = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

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
    await page
      .locator('.headline', { hasText: `Paused after ${i} segment` })
      .first()
      .waitFor()
  }
}
/** On a phone one draws in a sheet, and what one draws with is there. */
const drawnWith = async (page, marks) => {
  await press(page, 'output of example 2')
  await page.getByRole('radio', { name: marks }).check()
}
const give = async (page, weights, name) => {
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(weights, name))
  await page.locator('.facts', { hasText: name }).waitFor()
}
const LEARNT_MS = 300_000
/** At a pace that is not measured. */
const learn = async (page, gflops, effort) => {
  await page.evaluate((value) => localStorage.setItem('arc-gflops', value), String(gflops))
  await page.reload()
  await page.getByRole('radio', { name: effort }).check()
  await press(page, 'Learn this task')
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
    candidates: async (page) => {
      await page.getByRole('button', { name: /Second thoughts/ }).click()
      await steps(page, 3)
      await page.getByRole('radio', { name: 'Candidates' }).check()
    },
    walk: async (page) => {
      await press(page, 'Show me around')
      await press(page, 'Let it look once')
      await page.getByText('That was one segment').waitFor()
    },
    refused: (page) => paste(page, '1'.repeat(80)),
    list: async (page) => {
      await page.locator('summary', { hasText: 'Solve a list' }).click()
      await page.locator('#batch-text').fill([EASY, IMPOSSIBLE, 'no puzzle'].join('\n'))
      await press(page, 'Solve the list')
      await page.getByText('1 of 3 puzzles solved').waitFor({ timeout: 120_000 })
    },
    'two-models': async (page) => {
      await page.getByRole('button', { name: /Second thoughts/ }).click()
      await page.locator('.choose-rival input').setInputFiles(inRepository('model_weights/sudoku.hrm'))
      await page.getByRole('region', { name: 'The second model' }).waitFor()
      await steps(page, 2)
    },
  },
  maze: {
    idle: async () => {},
    solved: async (page) => {
      await press(page, 'Solve')
      await page.locator('.verdict.good, .verdict.bad').waitFor({ timeout: 60_000 })
    },
    'two-models': async (page) => {
      await page.locator('.choose-rival input').setInputFiles(asFile(await mazeModels.random(), 'random.hrm'))
      await page.getByRole('region', { name: 'The second model' }).waitFor()
      await steps(page, 1)
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
    digits: (page) => drawnWith(page, 'Digits'),
    patterns: (page) => drawnWith(page, 'Patterns'),
    learning: async (page) => {
      await learn(page, 1, 'Thorough')
      await page.locator('.now').first().waitFor({ timeout: LEARNT_MS })
      await press(page, 'Pause')
    },
    answered: async (page) => {
      await learn(page, 0.5, 'Quick')
      await page.locator('.learn .headline', { hasText: /answer$|guess|rule/ }).waitFor({ timeout: LEARNT_MS })
      await press(page, 'Check')
    },
    'own-weights': async (page) => {
      await give(page, await arcModels.swap(), 'swap.hrm')
      await press(page, 'Solve')
      await page.locator('.headline', { hasText: 'An answer' }).waitFor({ timeout: 60_000 })
    },
  },
}
/** What a picture is taken of beside the six widths: how the page is made to look so, and how wide it is. */
const ways = {
  printed: [(page) => page.emulateMedia({ media: 'print', colorScheme: 'light' }), [794]],
  'right-to-left': [(page) => page.evaluate(() => void (document.documentElement.dir = 'rtl')), [390, 1440]],
  'large-text': [(page) => page.evaluate(() => void (document.documentElement.style.fontSize = '200%')), [390, 1440]],
}
/** Of screens that are touched, and of others. */
const WIDTHS = [
  [360, 390, 768],
  [1024, 1440, 1920],
]
const isWanted = (name) => name.includes(wanted)

/** Pictures of one state, each by its name. */
async function pictures(room, state, act) {
  const shots = new Map()
  const named = (width, way) => `${room}-${state}-${width}-${way}`
  for (const colorScheme of ['light', 'dark'])
    for (const widths of WIDTHS) {
      const isTouched = widths[0] < 900
      const others = colorScheme === 'light' && !isTouched ? Object.entries(ways) : []
      const names = [
        ...widths.map((width) => named(width, colorScheme)),
        ...others.flatMap(([way, [, at]]) => at.map((width) => named(width, way))),
      ]
      if (!names.some(isWanted)) continue
      const context = await browser.newContext({
        viewport: { width: widths[1], height: 1000 },
        colorScheme,
        hasTouch: isTouched,
      })
      const page = await context.newPage()
      await page.addInitScript(() => localStorage.setItem('visited', 'yes'))
      await page.goto(`${url}#${room}/`)
      await page.locator('.masthead').waitFor()
      if (room !== 'arc') await page.getByText('Parameters').waitFor()
      await act(page)
      const shoot = async (width, way) => {
        const name = named(width, way)
        if (!isWanted(name)) return
        await page.setViewportSize({ width, height: width < 500 ? 844 : width < 1900 ? 1000 : 1080 })
        await page.waitForTimeout(700) // what moves comes to rest
        await page.evaluate(() => scrollTo(0, 0))
        const path = join(out, `${name}.png`)
        shots.set(name, await page.screenshot({ path, fullPage: true }))
        console.log(name)
      }
      for (const width of widths) await shoot(width, colorScheme)
      for (const [way, [look, at]] of others) {
        await look(page)
        for (const width of at) await shoot(width, way)
        await page.emulateMedia({ media: 'screen' })
        await page.evaluate(() => {
          document.documentElement.dir = ''
          document.documentElement.style.fontSize = ''
        })
      }
      await context.close()
    }
  return shots
}

/** Some of them side by side, as high as the highest, but no higher than that. */
async function sheet(name, shots, height = 1800) {
  if (!shots.length) return
  const page = await browser.newPage({ viewport: { width: 4000, height } })
  await page.setContent(
    `<body style="margin:0;display:flex;gap:24px;background:#888;width:max-content">${shots
      .map((png) => `<img src="data:image/png;base64,${png.toString('base64')}">`)
      .join('')}`,
  )
  const box = await page.locator('body').boundingBox()
  const clip = { x: 0, y: 0, width: Math.min(4000, box.width), height: Math.min(height, box.height) }
  await page.screenshot({ path: join(out, `sheet-${name}.png`), clip })
  await page.close()
}

for (const [room, states] of Object.entries(rooms))
  for (const [state, act] of Object.entries(states)) {
    const shots = await pictures(room, state, act)
    const some = (pattern) => [...shots].flatMap(([name, png]) => (pattern.test(name) ? [png] : []))
    await sheet(`${room}-${state}-phone`, some(/-(360|390)-/))
    await sheet(`${room}-${state}-tablet`, some(/-(768|1024)-(light|dark)/))
    await sheet(`${room}-${state}-1440`, some(/-1440-/))
    await sheet(`${room}-${state}-1920`, some(/-1920-|printed/))
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
