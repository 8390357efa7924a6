// The page, the element and the package in Firefox ESR, driven by WebDriver BiDi: the one browser here whose engine is
// not V8.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import puppeteer from 'puppeteer-core'
import { createRuntime } from '../../wasm/src/index.js'
import { serve } from '../../web/server.mjs'
import { serveRepository } from '../core/serve.mjs'
import { HARD } from '../wasm/support.mjs'
import { outputBits } from './bits.mjs'
import { assertSolves, GENTLE } from './page.mjs'

let browser, built, repository
before(async () => {
  const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr'
  if (!existsSync(executablePath))
    throw new Error(`No browser at ${executablePath}: "apt-get install firefox-esr", or set FIREFOX.`)
  built = await serve(process.env.WEB_DIST ?? fileURLToPath(new URL('../../web/dist/', import.meta.url)))
  repository = await serveRepository()
  browser = await puppeteer.launch({ browser: 'firefox', executablePath })
})
after(async () => {
  await browser?.close()
  for (const site of [built, repository]) {
    site?.server.closeAllConnections()
    site?.server.close()
  }
})

/** A new tab under guard: at the end of the test it may have logged no error, violated no policy and asked no other
 * origin. init: runs in it before its own scripts.
 */
async function visit(t, url, init = () => {}) {
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 900 })
  const faults = []
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => faults.push(`page: ${error}`))
  page.on('request', (request) => {
    const to = new URL(request.url())
    if (to.origin !== new URL(url).origin && !['data:', 'blob:'].includes(to.protocol))
      faults.push(`request: ${request.url()}`)
  })
  await page.evaluateOnNewDocument(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  await page.evaluateOnNewDocument(init)
  t.after(async () => {
    await page.close()
    assert.deepEqual(faults, [])
  })
  await page.goto(url)
  return page
}

/** Asks the page until it answers; puppeteer's own waiting needs an eval that the page's policy refuses. */
async function answer(page, question, ...given) {
  const end = Date.now() + 20_000
  for (;;) {
    const said = await page.evaluate(question, ...given)
    if (said) return said
    assert.ok(
      Date.now() < end,
      `no answer within 20 s to ${question}; the page says: ${await page.evaluate(() => document.body.innerText)}`,
    )
    await wait(100)
  }
}
/** The text of the first element that the selector finds and whose text fits, once there is one. */
const text = (page, selector, pattern = '.') =>
  answer(
    page,
    (selector, pattern) =>
      [...document.querySelectorAll(selector)]
        .map((element) => element.innerText)
        .find((text) => new RegExp(pattern).test(text)),
    selector,
    pattern,
  )
const press = (page, label, selector = 'button') =>
  answer(
    page,
    (label, selector) => {
      const found = [...document.querySelectorAll(selector)].find((element) =>
        element.innerText.trim().startsWith(label),
      )
      found?.click()
      return Boolean(found)
    },
    label,
    selector,
  )
const labels = (page) =>
  page.evaluate(() => [...document.querySelectorAll('[role=gridcell]')].map((cell) => cell.getAttribute('aria-label')))

test('in Firefox the built page solves an example, isolated and by the fastest build', async (t) => {
  const page = await visit(t, built.url)
  assert.match(
    await text(page, '.facts dd', '^WebAssembly'),
    /relaxed: the fastest build; sums in (16|32) bits; the golden vector comes out right/,
  )
  assert.equal(await page.evaluate(() => crossOriginIsolated), true)
  await press(page, 'First light')
  await press(page, 'Solve')
  assert.match(await text(page, '.verdict.good .headline, .verdict.bad .headline'), /Solved$/)
  assertSolves(
    GENTLE,
    (await labels(page)).map((label) => Number(/: ([1-9])/.exec(label)?.[1] ?? 0)),
  )
})

test('in Firefox the rooms for mazes and ARC open', async (t) => {
  for (const [room, heading] of [
    ['maze', 'Maze'],
    ['arc', 'ARC'],
  ]) {
    await t.test(room, async (t) => {
      const page = await visit(t, `${built.url}#${room}/`)
      await text(page, '.model-facts', 'The model in this page')
      assert.match(await page.title(), new RegExp(`^${heading}`))
      await answer(page, () => document.querySelectorAll('[role=gridcell]').length > 1)
      const cells = await labels(page)
      assert.ok(cells.length > 1 && cells.every(Boolean), `${cells.length} cells, all with a name`)
    })
  }
})

test('in Firefox the example page’s element solves its puzzle', async (t) => {
  const url = new URL('wasm/example.html', repository.url)
  const page = await visit(t, url.href, () =>
    document.addEventListener('hrm-solved', (event) => (globalThis.solved = event.detail.answer)),
  )
  const solved = await answer(page, () => globalThis.solved)
  const [givens] = /(?<=value=")[^"]+/.exec(readFileSync(new URL('../../wasm/example.html', import.meta.url), 'utf8'))
  assertSolves(givens, [...solved].map(Number))
})

test('in Firefox the shipped model gives the bits of Node, in every variant and on two threads', async (t) => {
  const options = { maxSegments: 3 }
  const expected = await outputBits(
    await createRuntime({ variant: 'scalar' }),
    readFileSync(new URL('../../model_weights/sudoku.hrm', import.meta.url)),
    HARD,
    options,
  )
  assert.equal(expected.length, 3 * (81 * 11 + 2))
  assert.ok(new Set(expected).size > 1000, 'the outputs say something')
  const page = await visit(t, repository.url)
  for (const [variant, threads] of [
    ['relaxed', 1],
    ['simd', 1],
    ['scalar', 1],
    ['relaxed', 2],
  ]) {
    const run = await page.evaluate(
      async (base, wanted, puzzle, options) => {
        const { createRuntime } = await import(`${base}wasm/src/index.js`)
        const { outputBits } = await import(`${base}tests/web/bits.mjs`)
        const runtime = await createRuntime(wanted)
        const bits = (await outputBits(runtime, '/model_weights/sudoku.hrm', puzzle, options)).join()
        const { variant, threads } = runtime
        runtime.close()
        return { variant, threads, bits }
      },
      repository.url,
      { variant, threads },
      HARD,
      options,
    )
    assert.deepEqual([run.variant, run.threads], [variant, threads])
    assert.ok(run.bits === expected.join(), `${variant} on ${threads} threads gives other bits`)
  }
})
