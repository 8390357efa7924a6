// One headless Chromium and one server of the built page, for the tests and the screenshots.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { serve } from '../../web/server.mjs'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function options(...flags) {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (!existsSync(executablePath))
    throw new Error(`No browser at ${executablePath}: "apt-get install chromium", or set CHROMIUM.`)
  return { executablePath, args: [...FLAGS, ...flags] }
}

/** Starts the browser. */
export const launch = (...flags) => chromium.launch(options(...flags))

/** Starts one that has an unpacked extension, as its one context. */
export const launchWithExtension = (folder) =>
  chromium.launchPersistentContext('', {
    ...options(`--load-extension=${folder}`, `--disable-extensions-except=${folder}`, '--headless=new'),
    ignoreDefaultArgs: ['--headless', '--disable-extensions', '--disable-component-extensions-with-background-pages'],
  })

/** Resolves to { browser, url, folder, close }: the built page is in the folder and at the url. */
export async function open(
  folder = process.env.WEB_DIST ?? fileURLToPath(new URL('../../web/dist/', import.meta.url)),
) {
  if (!existsSync(folder)) throw new Error(`${folder} is not there: run "make web" first.`)
  const { server, url } = await serve(folder)
  const browser = await launch()
  const close = async () => {
    await browser.close()
    server.close()
  }
  return { browser, url, folder, close }
}
