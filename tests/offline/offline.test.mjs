// The built page without a network after its first visit, and without a service worker at all.
import assert from 'node:assert/strict'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { writeServiceWorker } from '../../web/offline/plugin.js'
import { inRepository, temporaryFolder } from '../wasm/support.mjs'
import { launch } from '../web/browser.mjs'
import { solves } from '../web/page.mjs'
import { host } from './host.mjs'

const dist = process.env.WEB_DIST ?? inRepository('web/dist/')
let browser
before(async () => {
  browser = await launch()
})
after(() => browser?.close())

/** A person's browser. At its end nothing may have been asked of another origin, by page or service worker, and no
 * policy violated.
 */
async function person(t, { origin }, { expected, script, ...options } = {}) {
  const context = await browser.newContext(options)
  const faults = []
  context.on('request', (request) => {
    const to = new URL(request.url())
    if (to.origin !== origin && !['data:', 'blob:'].includes(to.protocol)) faults.push(`request: ${request.url()}`)
  })
  context.on(
    'console',
    (message) =>
      message.type() === 'error' && !expected?.test(message.text()) && faults.push(`console: ${message.text()}`),
  )
  context.on('weberror', (error) => faults.push(`page: ${error.error()}`))
  if (script) await context.addInitScript(script)
  t.after(async () => {
    await context.close()
    assert.deepEqual(faults, [])
  })
  return context
}

/** Opens the page and waits for its model. */
async function visit(context, { url }) {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByText('Parameters').waitFor()
  await page.getByRole('radio', { name: 'Fast' }).check()
  return page
}

/** Until the service worker keeps this page. */
const installed = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active.state !== 'activated')
      await new Promise((resolve) =>
        active.addEventListener('statechange', () => active.state === 'activated' && resolve()),
      )
  })
const caches = (page) => page.evaluate(async () => (await globalThis.caches.keys()).sort())

test('after one visit the page solves without a network, from a sub-path of a host that sends no headers, and then it is cross-origin isolated', async (t) => {
  const plain = await host(dist)
  const context = await person(t, plain)
  const first = await visit(context, plain)
  assert.equal(await first.evaluate(() => crossOriginIsolated), false)
  await solves(first)
  await installed(first)
  await first.close()
  plain.down = true
  const asked = plain.requests.length
  const second = await visit(context, plain)
  assert.equal(await second.evaluate(() => crossOriginIsolated), true)
  await solves(second)
  await second.reload()
  await solves(second)
  assert.equal(plain.requests.length, asked)
})

for (const [where, options] of [
  [
    'in a browser without service workers',
    {
      script: () => {
        delete Navigator.prototype.serviceWorker
      },
    },
  ],
  [
    'where they are refused',
    {
      script: () => {
        if (globalThis.ServiceWorkerContainer)
          ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('Refused', 'SecurityError'))
      },
    },
  ],
  [
    'in a private window without service workers and Cache API',
    {
      script: () => {
        delete Navigator.prototype.serviceWorker
        delete Window.prototype.caches
        delete globalThis.caches
      },
    },
  ],
]) {
  test(`${where} the page is what it was`, async (t) => {
    const plain = await host(dist)
    const page = await visit(await person(t, plain, options), plain)
    await solves(page)
    assert.ok(!plain.requests.some((path) => path.endsWith('sw.js')))
  })
}

test('a build that does not come whole is not kept, and comes with the next visit', async (t) => {
  const plain = await host(dist)
  plain.instead['icon-512.png'] = '<!doctype html><title>Welcome</title>'
  const context = await person(t, plain, { expected: /integrity|digest/i })
  const page = await visit(context, plain)
  // Its registration ends with the failure of its installation.
  await page.waitForFunction(
    async () =>
      performance.getEntriesByType('resource').length && !(await navigator.serviceWorker.getRegistration())?.installing,
  )
  await page.waitForTimeout(500)
  assert.equal(await page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.active), false)
  await solves(page)
  plain.instead = {}
  await page.reload()
  await installed(page)
  plain.down = true
  await page.reload()
  await solves(page)
})

test('a new build waits for the old one’s tabs, then takes its place and its room', async (t) => {
  const folder = await temporaryFolder()
  await cp(dist, folder, { recursive: true })
  const plain = await host(folder)
  const context = await person(t, plain)
  const page = await visit(context, plain)
  await installed(page)
  const before = await caches(page)
  await page.reload()
  const index = join(folder, 'index.html')
  await writeFile(index, (await readFile(index, 'utf8')).replace('<head>', '<head><meta name="build" content="new">'))
  await writeServiceWorker(folder)
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 20))
  })
  const builds = (page) => page.locator('meta[name=build]').count()
  await page.reload()
  assert.equal(await builds(page), 0, 'the old build is used as long as a tab is open')
  await page.goto('about:blank')
  await page.close()
  const next = await visit(context, plain)
  if (!(await builds(next))) {
    // The browser may take a moment to let go of the old tab.
    await next.waitForTimeout(500)
    await next.goto('about:blank')
    await next.goto(plain.url)
  }
  assert.equal(await builds(next), 1)
  await installed(next)
  await next.waitForFunction(
    (old) =>
      globalThis.caches
        .keys()
        .then((names) => !names.some((name) => old.includes(name) && name.startsWith('hrm-page-'))),
    before,
  )
  assert.equal((await caches(next)).filter((name) => name.startsWith('hrm-page-')).length, 1)
  await solves(next)
})

test('the browser finds nothing against installing the page, and the icons are what the manifest says', async (t) => {
  const plain = await host(dist)
  const page = await visit(await person(t, plain), plain)
  await installed(page)
  const session = await page.context().newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A test's context is a private window.
  assert.deepEqual(
    installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'),
    [],
  )
  const { icons } = JSON.parse(await readFile(join(dist, 'manifest.webmanifest'), 'utf8'))
  let pictures = 0
  for (const { src, sizes, type } of icons.filter(({ type }) => type === 'image/png')) {
    const png = await readFile(join(dist, src))
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, `${src} ${type}`)
    pictures++
  }
  assert.ok(pictures >= 3)
})
