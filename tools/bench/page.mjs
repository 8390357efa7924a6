// From the start of a navigation to the built page, until its model is ready, each time in a new browser context.
import { open } from '../../tests/web/browser.mjs'

const READY = 'model ready: '

/** Resolves to when the model of the page that is opened next is ready and the screen says so, in ms from the start of
 * the navigation. The page says it itself: asking it time and again would load Playwright's own scripts into the thread
 * that is measured.
 * @param {import('playwright-core').Page} page @returns {Promise<number>} */
export async function whenReady(page) {
  const ready = page.waitForEvent('console', {
    predicate: (message) => message.text().startsWith(READY),
    timeout: 120_000,
  })
  await page.addInitScript((READY) => {
    // Painted with the frame that a reader sees: a build that paints nothing before is not ready before it paints.
    new PerformanceObserver((list) => {
      const [{ startTime }] = list.getEntries()
      console.log(READY + startTime)
    }).observe({ type: 'element', buffered: true })
    // The facts about the model stand there as soon as it can run.
    const observer = new MutationObserver(() => {
      if (!document.body?.textContent?.includes('Parameters')) return
      observer.disconnect()
      const fact = [...document.querySelectorAll('dt')].find((one) => one.textContent?.includes('Parameters'))
      fact?.setAttribute('elementtiming', 'ready')
    })
    observer.observe(document, { childList: true, characterData: true, subtree: true })
  }, READY)
  return ready.then((message) => Number(message.text().slice(READY.length)))
}

/** In ms. Chromium 156 loads some 200 files of its own for each new context, at the same time as the first page. */
const SETTLING = 2000

/** A page of a context that has nothing left to do.
 * @param {import('playwright-core').BrowserContext} context */
export async function settledPage(context) {
  const page = await context.newPage()
  await page.waitForTimeout(SETTLING)
  return page
}

/** @param {number} times @returns {Promise<number[]>} ms */
export async function coldStarts(times) {
  const { browser, url, close } = await open()
  try {
    const samples = []
    for (let i = 0; i < times; i++) {
      const context = await browser.newContext()
      const page = await settledPage(context)
      const ready = whenReady(page)
      await page.goto(url)
      samples.push(await ready)
      await context.close()
    }
    return samples
  } finally {
    await close()
  }
}
