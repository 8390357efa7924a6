// The built page without a network after its first visit, and without a service worker at all.
import assert from 'node:assert/strict'
import { cp, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { writeServiceWorker } from '../../web/offline/plugin.js'
import { inRepository, temporaryFolder } from '../wasm/support.mjs'
import { launch } from '../web/browser.mjs'
import { headline, solves } from '../web/page.mjs'
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

test('who has learnt an ARC task once learns the next one without a network', async (t) => {
  const plain = await host(dist)
  const context = await person(t, plain)
  const page = await visit(context, plain)
  // No more than a moment of learning, whatever the machine.
  await page.evaluate(() => localStorage.setItem('arc-gflops', '0.2'))
  await installed(page)
  await page.reload()
  await page.goto(`${plain.url}#arc/`)
  const learns = async (name) => {
    await page.getByRole('radio', { name: /^Quick/ }).check()
    await page.getByRole('button', { name, exact: true }).click()
    await page
      .locator('.learn .confidence, .learn .headline', { hasText: /guess|answer$|rule/ })
      .first()
      .waitFor({ timeout: 120_000 })
  }
  await learns('Learn this task')
  plain.down = true
  await page.reload()
  await page.getByRole('button', { name: /^Colours go round/ }).click()
  await learns('Learn again')
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
  plain.instead['icon.svg'] = '<!doctype html><title>Welcome</title>'
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

const FAMILY = 'hrm-page '
const builds = (page) => page.locator('meta[name=build]').count()
const kept = async (page, under) => (await caches(page)).filter((name) => name.startsWith(`${FAMILY}/${under} `))

/** A copy of the built page, and what makes another build of it, of which a room's own code has another name. */
async function builtAnew() {
  const folder = await temporaryFolder()
  await cp(dist, folder, { recursive: true })
  const renew = async () => {
    const assets = join(folder, 'assets')
    for (const name of await readdir(assets)) {
      if (/^(view|maze)-.*js$/.test(name)) await rename(join(assets, name), join(assets, `new-${name}`))
    }
    for (const name of await readdir(assets)) {
      const path = join(assets, name)
      if (!name.endsWith('.js')) continue
      await writeFile(
        path,
        (await readFile(path, 'utf8')).replace(/(?<=[./"'`]|assets\/)(?=(view|maze)-[\w-]+\.js)/g, 'new-'),
      )
    }
    const index = join(folder, 'index.html')
    await writeFile(index, (await readFile(index, 'utf8')).replace('<head>', '<head><meta name="build" content="new">'))
    await writeServiceWorker(folder)
  }
  return { folder, renew }
}

/** The browser looks for another build, and has it. */
const awaited = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 20))
  })

test('a new build comes by one reload, takes the place of the old one, and its room', async (t) => {
  const { folder, renew } = await builtAnew()
  const plain = await host(folder)
  const page = await visit(await person(t, plain), plain)
  await installed(page)
  const before = await kept(page, 'some/where/')
  await page.reload()
  await renew()
  await awaited(page)
  assert.equal(await builds(page), 0)
  await page.reload()
  await page.locator('meta[name=build]').waitFor({ state: 'attached' })
  await page.getByText('Parameters').waitFor()
  await page.waitForFunction(
    async (old) => !(await globalThis.caches.keys()).some((name) => old.includes(name)),
    before,
  )
  assert.equal((await kept(page, 'some/where/')).length, 1)
  await solves(page)
})

test('with two windows open a button brings the new build, and the other window goes on with the old one', async (t) => {
  const { folder, renew } = await builtAnew()
  const plain = await host(folder)
  const context = await person(t, plain)
  const page = await visit(context, plain)
  await installed(page)
  await page.reload()
  const other = await visit(context, plain)
  await renew()
  await awaited(page)
  await page.reload()
  assert.equal(await builds(page), 0, 'not while the other uses it')
  await page.getByText('A newer version of this page is here.').waitFor()
  await page.getByRole('button', { name: 'Load it now' }).click()
  await page.locator('meta[name=build]').waitFor({ state: 'attached' })
  await page.getByText('Parameters').waitFor()
  assert.equal(await builds(other), 0)
  // This room's code is not on the host any more.
  await other.getByRole('link', { name: 'Maze' }).click()
  await other.getByRole('grid', { name: 'Maze' }).waitFor()
  await solves(page)
})

test('two builds in two folders of one origin keep apart', async (t) => {
  const { folder, renew } = await builtAnew()
  await renew()
  const plain = await host(dist, 'stable/')
  plain.beside['preview/'] = folder
  // What comes when the page is idle may be asked for when the host is gone.
  const context = await person(t, plain, { expected: /Failed to load resource/ })
  const stable = await visit(context, plain)
  await installed(stable)
  const preview = await visit(context, { url: plain.url.replace('stable/', 'preview/') })
  await installed(preview)
  plain.down = true
  for (const [page, build, under] of [
    [preview, 1, 'preview/'],
    [stable, 0, 'stable/'],
  ]) {
    await page.reload()
    assert.equal(await builds(page), build)
    assert.equal((await kept(page, under)).length, 1)
    await solves(page)
  }
})

test('what is kept is what this browser uses: one build of the solver, nothing that learns or converts', async (t) => {
  const plain = await host(dist)
  const page = await visit(await person(t, plain), plain)
  await installed(page)
  const paths = await page.evaluate(async (family) => {
    const names = (await globalThis.caches.keys()).filter((name) => name.startsWith(family))
    const requests = await (await globalThis.caches.open(names[0])).keys()
    return requests.map(({ url }) => new URL(url).pathname)
  }, FAMILY)
  assert.equal(paths.filter((path) => path.endsWith('.wasm')).length, 1, paths.join(' '))
  assert.ok(paths.some((path) => path.endsWith('.js')))
  assert.deepEqual(
    paths.filter((path) => /learn(er)?-|checkpoint|libraries-|\.png$/.test(path)),
    [],
  )
})

test('other rooms’ models come when the page is idle; before that it says that they are not there', async (t) => {
  const plain = await host(dist)
  const context = await person(t, plain, { expected: /Failed to (load resource|fetch)/ })
  const page = await visit(context, plain)
  await installed(page)
  const asked = () => plain.requests.some((path) => /\/maze-[\w-]{8}\.hrm$/.test(path))
  assert.equal(asked(), false)
  plain.down = true
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('link', { name: 'Maze' }).click()
  await page.getByText('this room’s model is not on this device yet').waitFor()
  plain.down = false
  await context.setOffline(false)
  await page.goto('about:blank')
  await page.goto(plain.url)
  await page.getByText('Parameters').waitFor()
  for (let i = 0; i < 400 && !asked(); i++) await page.waitForTimeout(50)
  await page.waitForFunction(async () => (await (await globalThis.caches.open('hrm-weights-1')).keys()).length === 2)
  plain.down = true
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('link', { name: 'Maze' }).click()
  await page.getByText('Parameters').waitFor()
  await page.getByRole('button', { name: 'Solve', exact: true }).click()
  await page.locator('.verdict.good, .verdict.bad').waitFor()
  assert.match(await headline(page).innerText(), /Valid, and the shortest/)
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
