// From the start of a navigation to the built page, until its model is ready, each time in a new browser context.
import { open } from '../../tests/web/browser.mjs'

/** @param {number} times @returns {Promise<number[]>} ms */
export async function coldStarts(times) {
  const { browser, url, close } = await open()
  try {
    const samples = []
    for (let i = 0; i < times; i++) {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.addInitScript(() => {
        // The facts about the model stand there as soon as it can run.
        const observer = new MutationObserver(() => {
          if (!document.body?.textContent?.includes('Parameters')) return
          Object.assign(window, { modelReadyAt: performance.now() })
          observer.disconnect()
        })
        observer.observe(document, { childList: true, characterData: true, subtree: true })
      })
      await page.goto(url)
      await page.getByText('Parameters').waitFor()
      samples.push(await page.evaluate(() => /** @type {any} */ (window).modelReadyAt))
      await context.close()
    }
    return samples
  } finally {
    await close()
  }
}
