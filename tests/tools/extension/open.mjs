// Chromium with the folder as an unpacked extension.
import { launchWithExtension } from '../../../tests/web/browser.mjs'

export async function open(folder) {
  const browser = await launchWithExtension(folder)
  const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent('serviceworker'))
  return { url: new URL('.', worker.url()).href, browser, close: () => browser.close() }
}
