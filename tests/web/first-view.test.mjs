// What can be read before any of the page's code is there, and where the page cannot run at all.
import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { serve, temporaryFolder } from '../wasm/support.mjs'
import { launch, open } from './browser.mjs'
import { asFile, mazeModels } from './models.mjs'
import { button, cell, dropFromDisk, GENTLE, grid, inAddress, solves, toText, visit } from './page.mjs'
import { load } from './source.mjs'

const { examples } = await load('rooms/sudoku/examples.ts')
/** In bytes, as a host sends them that looks for compressed files: HTML and style sheet. */
const FIRST_PAINT_MOST = 15 * 1024

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

/** A visit, painted, whose scripts do not come before `release` is called. */
async function held(t, { hash = '', ...options } = {}) {
  let release
  const released = new Promise((resolve) => (release = resolve))
  t.after(() => release())
  const page = await visit(t, site, {
    hash,
    ready: false,
    speed: false,
    waitUntil: 'commit',
    routes: [[/\.js$/, async (route) => (await released, route.continue())]],
    ...options,
  })
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length)
  return { page, release }
}

const isSeen = (page) => page.locator('#board').isVisible()

test('without any script the board stands there with its puzzle, and a word that scripts are needed', async (t) => {
  const context = await site.browser.newContext({ javaScriptEnabled: false })
  t.after(() => context.close())
  const page = await context.newPage()
  await page.goto(site.url)
  const digits = await page.getByRole('gridcell').allInnerTexts()
  assert.equal(digits.map((digit) => digit.trim() || '.').join(''), examples[6].puzzle)
  assert.ok(await page.getByRole('heading', { level: 1 }).isVisible())
  assert.ok(await page.getByRole('button', { name: 'Solve', exact: true }).isVisible())
  assert.match(await page.locator('noscript').textContent(), /needs JavaScript/)
})

test('the first paint needs 15 KB at most, and no element of the HTML has a style of its own', async () => {
  const html = await readFile(join(site.folder, 'index.html'), 'utf8')
  assert.doesNotMatch(html, / style=/)
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"/g)].map(([, path]) => path)
  assert.equal(sheets.length, 1)
  let bytes = 0
  for (const path of ['index.html', ...sheets]) bytes += (await stat(join(site.folder, `${path}.br`))).size
  assert.ok(bytes <= FIRST_PAINT_MOST, `${bytes} bytes`)
})

test('the page is painted before its code comes, which takes over the elements that are there', async (t) => {
  const { page, release } = await held(t)
  assert.ok(await isSeen(page))
  await cell(page, 40).evaluate((element) => (element.kept = true))
  release()
  await page.getByText('Parameters').waitFor()
  assert.equal(await cell(page, 40).evaluate((element) => element.kept), true)
  assert.equal(await page.locator('#board').count(), 1)
  // What stands below the board is laid out late, and then is there for who takes a picture of the whole page.
  await page.waitForFunction(() => getComputedStyle(document.querySelector('.reading')).contentVisibility === 'visible')
  await solves(page)
})

for (const { host, requested, answered, begun } of [
  { host: 'nearby', requested: 20, answered: 10, begun: true },
  { host: 'far away', requested: 90, answered: 10, begun: false },
  { host: 'on a slow line', requested: 300, answered: 290, begun: false },
])
  test(`of a host ${host} one worker is begun, two fonts and one model are loaded, ${begun ? 'before' : 'with'} the page's code`, async (t) => {
    let [workers, models] = [0, 0]
    const page = await visit(t, site, {
      script: async (page) => {
        page.on('request', (request) => {
          workers += Number(request.url().includes('hrm-worker'))
          models += Number(request.url().endsWith('.hrm'))
        })
        // How long the host took, in ms before the first script.
        await page.addInitScript(
          ({ requested, answered }) => {
            const [requestStart, responseStart] = [requested, answered].map((ago) => performance.now() - ago)
            performance.now = () => requestStart + requested
            performance.getEntriesByType = () => [{ requestStart, responseStart }]
          },
          { requested, answered },
        )
      },
      ready: false,
      speed: false,
    })
    assert.equal(await page.evaluate(() => 'earlyWorker' in globalThis), begun)
    await page.getByText('Parameters').waitFor()
    assert.deepEqual([workers, models], [1, 1])
    assert.equal(await page.evaluate(() => document.fonts.size), 2)
    await page.waitForFunction(() => [...document.fonts].every(({ status }) => status === 'loaded'))
  })

test('of a host nearby nothing is drawn before the page’s code, unless that takes long', async (t) => {
  let release
  const released = new Promise((resolve) => (release = resolve))
  t.after(() => release())
  const page = await visit(t, site, {
    ready: false,
    speed: false,
    waitUntil: 'commit',
    routes: [[/\.js$/, async (route) => (await released, route.continue())]],
    script: (page) =>
      page.addInitScript(() => {
        performance.getEntriesByType = () => [
          { requestStart: performance.now() - 20, responseStart: performance.now() - 10 },
        ]
        const { setTimeout } = globalThis
        globalThis.setTimeout = (work, ms) => (ms === 300 ? (globalThis.longest = work) : setTimeout(work, ms))
      }),
  })
  await page.locator('#board').waitFor({ state: 'attached' })
  assert.equal(await isSeen(page), false)
  await page.evaluate(() => globalThis.longest())
  assert.ok(await isSeen(page))
  release()
  await page.getByText('Parameters').waitFor()
  await solves(page)
})

test('a worker that does not start before the page is drawn is begun again by its code', async (t) => {
  let tries = 0
  const routes = [[/hrm-worker/, (route) => (tries++ ? route.continue() : route.abort())]]
  const page = await visit(t, site, { routes, speed: false, expected: /ERR_FAILED|hrm-worker/ })
  await page.getByText('Parameters').waitFor()
  assert.ok(tries >= 2)
})

test('what is pressed before its code comes is done by it, once', async (t) => {
  const { page, release } = await held(t)
  await page.getByRole('radio', { name: 'Fast' }).check()
  for (let i = 0; i < 2; i++) await button(page, 'Solve').click()
  release()
  await page.getByText('Parameters').waitFor()
  assert.ok(await page.getByRole('radio', { name: 'Fast' }).isChecked())
  await page.getByText('Solved').first().waitFor()
})

test('colours chosen before its code comes stay, also where another room was asked for', async (t) => {
  const { page, release } = await held(t, { hash: '#maze/' })
  await page.getByRole('radio', { name: 'Dark' }).check()
  release()
  await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' })
  assert.ok(await page.getByRole('radio', { name: 'Dark' }).isChecked())
})

const early = {
  chosen: (page, file) => page.locator('.model-facts input[type=file]').setInputFiles(file),
  dropped: (page, { name, buffer }) =>
    page.evaluate(
      ([name, bytes]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([new Uint8Array(bytes)], name))
        for (const type of ['dragover', 'drop'])
          if (document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })))
            throw new Error(`The browser's own ${type} takes place.`)
      },
      [name, [...buffer]],
    ),
}
for (const [way, bring] of Object.entries(early))
  test(`a file that is ${way} before its code comes is opened by it, in the room that was asked for`, async (t) => {
    const { page, release } = await held(t, { hash: '#maze/' })
    await bring(page, asFile(await mazeModels.paving(), 'paving.hrm'))
    release()
    await page.locator('.facts', { hasText: 'paving.hrm' }).waitFor()
  })

test('a folder that is dropped before its code comes is opened by it', async (t) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'gentle.txt'), GENTLE)
  const { page, release } = await held(t)
  await dropFromDisk(page, folder)
  release()
  await page.waitForFunction((hash) => location.hash.endsWith(hash), inAddress(GENTLE))
  assert.equal(toText(await grid(page)), GENTLE)
})

test('who asks for another puzzle is never shown the one that stands in the HTML', async (t) => {
  const { page, release } = await held(t, { hash: `#sudoku/${inAddress(GENTLE)}` })
  assert.equal(await isSeen(page), false)
  assert.ok(await page.getByRole('link', { name: 'Maze' }).isVisible())
  release()
  await page.locator('#board').waitFor()
  assert.equal(toText(await grid(page)), GENTLE)
})

test('chosen colours are there from the first paint on', async (t) => {
  const { page } = await held(t, { storageState: stored(site.url, { theme: 'dark', visited: 'yes' }) })
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  assert.equal(await paper(), 'rgb(22, 21, 19)')
})

const stored = (url, items) => ({
  cookies: [],
  origins: [
    { origin: new URL(url).origin, localStorage: Object.entries(items).map(([name, value]) => ({ name, value })) },
  ],
})

test('opened as a file the page says what to do', async (t) => {
  const context = await site.browser.newContext()
  t.after(() => context.close())
  const page = await context.newPage()
  await page.goto(pathToFileURL(join(site.folder, 'index.html')).href)
  const sentence = page.locator('.opened:visible')
  assert.match(await sentence.innerText(), /opened as a file.*sirv-cli/s)
  assert.equal(await sentence.evaluate((element) => getComputedStyle(element).borderBottomStyle), 'solid', 'styled')
})

test('in a sandboxed frame the page says what to do', async (t) => {
  const outer = await serve((_, response) =>
    response
      .setHeader('content-type', 'text/html')
      .end(
        `<!doctype html><iframe sandbox="allow-scripts" src="${frame.href}index.html" width="900" height="600"></iframe>`,
      ),
  )
  // A host that sends none of the headers by which a browser would keep the frame out.
  const frame = await serve(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname.slice(1)
    const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' }
    response.setHeader('content-type', types[path.split('.').pop()] ?? 'application/octet-stream')
    response.end(await readFile(join(site.folder, path)).catch(() => ''))
  })
  const context = await site.browser.newContext()
  t.after(() => context.close())
  const page = await context.newPage()
  await page.goto(outer.href)
  const sentence = page.frameLocator('iframe').locator('.opened:visible')
  await sentence.waitFor()
  assert.match(await sentence.innerText(), /sandboxed frame.*tab of its own/s)
})

test('a browser without WebAssembly is told so, and is offered nothing that cannot help', async (t) => {
  const browser = await launch('--js-flags=--jitless')
  t.after(() => browser.close())
  const page = await visit(t, { browser, url: site.url }, { ready: false, speed: false })
  assert.match(await page.locator('.opened:visible').innerText(), /no WebAssembly.*Lockdown Mode/s)
  await page.getByText('This browser runs no WebAssembly.').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0)
})
