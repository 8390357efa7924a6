// A page with <hrm-puzzle> in it, under guard: what it says in the console fails the test, unless it was expected.
import assert from 'node:assert/strict'
import { GENTLE } from '../web/page.mjs'

export const MODEL = '/model_weights/manifest.json'
export const puzzle = (attributes = '') => `<hrm-puzzle model="${MODEL}" value="${GENTLE}" ${attributes}></hrm-puzzle>`
export const EARLY = '<script type="module" src="/wasm/src/element.js"></script>'

/** @param {string} body markup; the element's module is loaded only where it says so */
export async function visit(t, site, body, { expected, context, script, head = '', ...options } = {}) {
  const own = context ?? (await site.browser.newContext({ viewport: { width: 800, height: 900 }, ...options }))
  const page = await own.newPage()
  const said = []
  page.on(
    'console',
    (message) =>
      ['error', 'warning'].includes(message.type()) &&
      !expected?.test(message.text()) &&
      !message.location().url.includes('favicon') &&
      said.push(message.text()),
  )
  page.on('pageerror', (error) => !expected?.test(String(error)) && said.push(String(error)))
  t.after(async () => {
    if (!context) await own.close()
    assert.deepEqual(said, [])
  })
  // Every event of every element, also of those in shadow trees, in order.
  await page.addInitScript(() => {
    globalThis.seen = []
    for (const name of ['hrm-ready', 'hrm-progress', 'hrm-step', 'hrm-solved', 'hrm-error', 'change']) {
      document.addEventListener(name, (event) =>
        seen.push({
          name,
          id: event.composedPath()[0].id,
          detail: event.detail?.error
            ? { code: event.detail.error.code, message: event.detail.error.message }
            : event.detail,
        }),
      )
    }
  })
  if (script) await page.addInitScript(script)
  const path = `/page-${Math.random().toString(36).slice(2)}.html`
  site.pages[path] =
    `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>A page</title>${head}<main><h1>A page</h1>${body}</main>`
  await page.goto(new URL(path, site.url).href)
  return page
}

/** Waits for an event that the page saw and gives its detail. */
export async function event(page, name, id = '') {
  const found = await page.waitForFunction(
    ([name, id]) => seen.find((one) => one.name === name && (!id || one.id === id)),
    [name, id],
    { timeout: 15_000 },
  )
  return (await found.jsonValue()).detail
}

export const define = (page) => page.evaluate(() => import('/wasm/src/element.js').then(() => {}))
export const status = (page, selector = 'hrm-puzzle') =>
  page.locator(selector).first().locator('[part=status]').innerText()
