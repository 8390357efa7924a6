// Open to everybody: axe in every room and state, touch targets, widths, forced colours, reduced motion.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { inRepository } from '../wasm/support.mjs'
import { open } from './browser.mjs'
import { arcModels, asFile, mazeModels } from './models.mjs'
import { again, button, cell, GENTLE, IMPOSSIBLE, paste, solves, visit } from './page.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const OPEN_MAZE = ['S    ', '     ', '     ', '     ', '    G'].join('\n')
const CORRIDOR = ['#####', '#S G#', '#####', '#####', '#####'].join('\n')

let site
before(async () => (site = await open()))
after(() => site?.close())

/** What axe finds, with where it is. rules: none but these. */
async function axe(page, rules) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const { violations } = await page.evaluate(
    (runOnly) => window.axe.run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) }),
    rules,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target} ${any[0]?.message ?? ''}`),
  )
}

const said = (page, text) => page.locator('.headline', { hasText: text }).first().waitFor({ timeout: 60_000 })
/** The headline says it from now on, if only for a moment: said looks now and then, and can miss what a busy machine
 * shows for 0.3 s.
 */
const passes = (page, text) =>
  page.evaluate(
    (text) =>
      new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`${text} did not come`)), 60_000)
        const look = () => document.querySelector('.headline').textContent.includes(text) && resolve()
        new MutationObserver(look).observe(document.querySelector('.verdict'), {
          subtree: true,
          childList: true,
          characterData: true,
        })
        look()
      }),
    text,
  )
const give = async (page, weights) => {
  await page.locator('.model-facts input[type=file]').setInputFiles(asFile(weights, 'given.hrm'))
  await page.locator('.facts', { hasText: 'given.hrm' }).waitFor()
}
const besides = async (page) => {
  const rival = page.getByRole('region', { name: 'The second model' })
  await rival.waitFor()
  return rival
}
const LEARNT_MS = 300_000
/** At a pace that is not measured, so that it takes no longer than that. */
const learns = async (page, gflops, effort) => {
  await page.evaluate(async (value) => {
    localStorage.setItem('arc-gflops', value)
    // A run that was paused would be there again.
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name)
  }, String(gflops))
  await page.reload()
  await page.getByRole('radio', { name: effort }).check()
  await button(page, 'Learn this task').click()
}
const fast = (page) => page.getByRole('radio', { name: 'Fast' }).check()
const unfold = (page, name) => page.locator('summary', { hasText: name }).click()
const pausedAt = async (page, puzzle) => {
  await paste(page, puzzle)
  await button(page, 'Step').click()
  await said(page, 'Paused')
}

const rooms = {
  sudoku: {
    idle: async () => {},
    conflict: async (page) => {
      await cell(page, 1).click()
      await page.keyboard.press('4')
    },
    paused: (page) => pausedAt(page, IMPOSSIBLE),
    candidates: async (page) => {
      await page.getByRole('radio', { name: 'Candidates' }).check()
      await pausedAt(page, IMPOSSIBLE)
    },
    entropy: async (page) => {
      await page.getByRole('radio', { name: 'Entropy' }).check()
      await pausedAt(page, IMPOSSIBLE)
      await unfold(page, 'Look into its states')
    },
    solving: async (page) => {
      await paste(page, IMPOSSIBLE)
      await page.getByRole('radio', { name: 'Slow' }).check()
      await Promise.all([passes(page, 'segment 2'), button(page, 'Solve').click()])
    },
    done: async (page) => {
      await fast(page)
      await solves(page)
    },
    differently: async (page) => {
      await fast(page)
      await pausedAt(page, IMPOSSIBLE)
      await button(page, 'Stop').click()
      await said(page, 'Stopped, not solved')
      assert.deepEqual(await axe(page), [], 'not solved')
      await button(page, 'Keep trying').click()
      await said(page, /^Attempt \d+: segment/)
      await button(page, 'Pause').click()
      await said(page, 'of attempt')
    },
    walk: async (page) => {
      await button(page, 'Show me around').click()
      await button(page, 'Let it look once').click()
      await page.getByText('That was one segment').waitFor()
    },
    'two models': async (page) => {
      await page.locator('.choose-rival input').setInputFiles(inRepository('model_weights/sudoku.hrm'))
      await besides(page)
      await pausedAt(page, IMPOSSIBLE)
      await besides(page).then((rival) => rival.getByText('Paused').waitFor())
    },
    refused: (page) => paste(page, 'no puzzle'),
    dialog: (page) => button(page, 'Paste text').click(),
    list: async (page) => {
      await unfold(page, 'Solve a list')
      await page.locator('#batch-text').fill(`${GENTLE}\nno puzzle`)
      await button(page, 'Solve the list').click()
      await page.locator('tr.refused').waitFor()
      await page.getByText('1 of 2 puzzles solved').waitFor()
    },
  },
  maze: {
    idle: async () => {},
    'no way': async (page) => {
      await paste(page, '#S#  ###     #        G  ')
    },
    wrong: async (page) => {
      await give(page, await mazeModels.random())
      await button(page, 'Step').click()
      await said(page, 'Paused')
      await unfold(page, 'Look into its states')
    },
    right: async (page) => {
      await give(page, await mazeModels.paving())
      await paste(page, CORRIDOR)
      await button(page, 'Solve').click()
      await said(page, 'Valid, and the shortest')
    },
    'two models': async (page) => {
      await give(page, await mazeModels.paving())
      await page.locator('.choose-rival input').setInputFiles(asFile(await mazeModels.random(), 'second.hrm'))
      await besides(page)
      await pausedAt(page, OPEN_MAZE)
      await besides(page).then((rival) => rival.getByText('Paused').waitFor())
    },
    entropy: async (page) => {
      await give(page, await mazeModels.paving())
      await page.getByRole('radio', { name: 'Entropy' }).check()
      await pausedAt(page, OPEN_MAZE)
    },
    refused: (page) => paste(page, 'no maze'),
    dialog: (page) => button(page, 'Paste text').click(),
  },
  arc: {
    idle: async () => {},
    digits: async (page) => {
      await page.getByRole('radio', { name: 'Digits' }).check()
      await page.getByRole('radio', { name: 'Select', exact: true }).check()
      await cell(page, 3).click()
    },
    patterns: (page) => page.getByRole('radio', { name: 'Patterns' }).check(),
    refused: (page) => paste(page, 'no task'),
    'not ready': (page) =>
      button(page, 'Remove example 3')
        .click()
        .then(() => button(page, 'Remove example 2').click()),
    learning: async (page) => {
      await learns(page, 1, 'Thorough')
      await page.locator('.now').first().waitFor({ timeout: LEARNT_MS })
      assert.deepEqual(await axe(page), [], 'learning')
      await button(page, 'Pause').click()
      await said(page, 'Paused')
    },
    answered: async (page) => {
      await learns(page, 0.5, 'Quick')
      await page.locator('.learn .headline', { hasText: /answer$|guess|rule/ }).waitFor({ timeout: LEARNT_MS })
      assert.deepEqual(await axe(page), [], 'answered')
      await button(page, 'Check').click()
      assert.deepEqual(await axe(page), [], 'checked')
      await page.getByRole('button', { name: 'input of example 1', exact: true }).click()
      await cell(page, 0).click()
      await said(page, 'You changed the task')
    },
    sheet: async (page) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('button', { name: 'input of example 1', exact: true }).click()
      await page.getByRole('dialog').waitFor()
    },
    answer: async (page) => {
      await give(page, await arcModels.swap())
      await fast(page)
      await button(page, 'Solve').click()
      await said(page, 'An answer')
      await unfold(page, 'Look into its states')
    },
  },
}
const start = (room) => (room === 'sudoku' ? `#sudoku/${GENTLE}` : `#${room}/`)
const enter = async (t, room, options) => {
  const page = await visit(t, site, {
    hash: start(room),
    ready: room === 'sudoku',
    speed: false,
    reducedMotion: 'reduce',
    ...options,
  })
  await cell(page, 0).waitFor()
  return page
}

for (const [room, states] of Object.entries(rooms)) {
  test(`axe finds nothing in the room ${room}`, async (t) => {
    const page = await enter(t, room)
    for (const [state, act] of Object.entries(states))
      await t.test(`${state}, light and dark`, async () => {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.setViewportSize({ width: 1280, height: 900 })
        await again(page, site, start(room))
        await cell(page, 0).waitFor()
        if (room === 'sudoku') await page.getByText('Parameters').waitFor()
        await act(page)
        assert.deepEqual(await axe(page), [], 'light')
        await page.emulateMedia({ colorScheme: 'dark' })
        assert.deepEqual(await axe(page, ['color-contrast']), [], 'dark')
      })
  })

  test(`${room}: nothing overflows at 390, 820 and 1440 px, and every target is 44 px`, async (t) => {
    const page = await enter(t, room, { hasTouch: true })
    if (room !== 'arc') await unfold(page, 'Solve a list')
    for (const width of [390, 820, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width)
      const small = await page
        .locator(
          'button:visible, .button:visible, .masthead a:visible, .choice label:visible, .palette label:visible, .tick:visible, summary:visible, input[type=range]:visible, input[type=number]:visible',
        )
        .evaluateAll((elements) =>
          elements
            .map((element) => [element.textContent || element.type, element.getBoundingClientRect()])
            .filter(([, box]) => Math.min(box.width, box.height) < 43.9)
            .map(([text, box]) => `${text} ${box.width} x ${box.height}`),
        )
      if (width === 390) assert.deepEqual(small, [], `${width} px`)
    }
  })

  test(`${room}: forced colours keep the board legible, reduced motion stands still`, async (t) => {
    const page = await enter(t, room, { forcedColors: 'active' })
    if (room === 'sudoku') {
      const [ink, paper] = await cell(page, 0).evaluate((element) => [
        getComputedStyle(element).color,
        getComputedStyle(element).backgroundColor,
      ])
      assert.notEqual(ink, paper)
    } else if (room === 'maze') {
      const grounds = await page
        .locator('.square')
        .evaluateAll((cells) => cells.map((one) => getComputedStyle(one).backgroundColor))
      assert.equal(new Set(grounds).size, 2, 'walls and ways differ')
    } else {
      assert.equal(
        await page
          .locator('.arc .square span')
          .first()
          .evaluate((span) => getComputedStyle(span).visibility),
        'visible',
      )
    }
    const moving = await page.evaluate(() => document.getAnimations().length)
    assert.equal(moving, 0)
  })
}
