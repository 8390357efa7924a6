// From the start of a navigation to the built page, until its model is ready, each time in a new browser context.
import { open } from '../../tests/web/browser.mjs'

const READY = 'model ready: '

/** @param {number} times @returns {Promise<number[]>} ms */
export async function coldStarts(times) {
  const { browser, url, close } = await open()
  try {
    const samples = []
    for (let i = 0; i < times; i++) {
      const context = await browser.newContext()
      const page = await context.newPage()
      // The page says it itself: asking it time and again would load Playwright's own scripts into the thread that is
      // measured.
      const ready = page.waitForEvent('console', (message) => message.text().startsWith(READY))
      await page.addInitScript((READY) => {
        // The facts about the model stand there as soon as it can run.
        const observer = new MutationObserver(() => {
          if (!document.body?.textContent?.includes('Parameters')) return
          console.log(READY + performance.now())
          observer.disconnect()
        })
        observer.observe(document, { childList: true, characterData: true, subtree: true })
      }, READY)
      await page.goto(url)
      samples.push(Number((await ready).text().slice(READY.length)))
      await context.close()
    }
    return samples
  } finally {
    await close()
  }
}
