// The ARC room's shelf in headless Chromium: each task is learnt for a while and its answer checked: seconds from the
// press to the answer, right or not, the longest task of the main thread, and the memory of the page's process (its own
// pages) at most and once the answer is there. A last line has the memory after all of them.
//   node tools/bench/arc-room.mjs [--effort Quick|Normal|Thorough] [--task NAME]     by default all, Normal; the first Quick
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { open } from '../../tests/web/browser.mjs'

const MB = 1024
const { values } = parseArgs({ options: { effort: { type: 'string' }, task: { type: 'string' } } })
const { browser, url, close } = await open()
const system = await browser.newBrowserCDPSession()
const page = await (
  await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })
).newPage()
await page.addInitScript(() => {
  globalThis.long = []
  const seen = (list) => globalThis.long.push(...list.getEntries().map(({ duration }) => duration))
  new PerformanceObserver(seen).observe({ type: 'longtask' })
})

/** Megabytes that the processes of pages have to themselves. */
async function memory() {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo')
  const of = ({ id }) => {
    try {
      const lines = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').match(/^Private_\w+: +\d+/gm) ?? []
      return lines.reduce((sum, line) => sum + Number(line.split(':')[1]), 0) / MB
    } catch {
      return 0 // gone meanwhile
    }
  }
  return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(of))
}

const session = await page.context().newCDPSession(page)
/** The same, once the page's garbage is gone. */
async function kept() {
  await session.send('HeapProfiler.collectGarbage')
  return memory()
}

const press = (name) => page.getByRole('button', { name, exact: true }).click()
await page.goto(`${url}#arc/`)
await page.getByText('Ready to learn').first().waitFor()
// How fast the device is, the page measures first.
await page.waitForFunction(() => localStorage.getItem('arc-gflops'), null, { timeout: 60_000 })
console.log(`${Number(await page.evaluate(() => localStorage.getItem('arc-gflops'))).toFixed(1)} GFLOP/s a thread`)
const atFirst = await kept()
const names = await page.locator('.shelf button').evaluateAll((all) => all.map((one) => one.innerText.split('\n')[0]))
console.log(
  `| task | effort | seconds | answer | longest task, ms | memory at most, MB | then |\n|---|---|---|---|---|---|---|`,
)
for (const [i, name] of names.entries()) {
  if (values.task && name !== values.task) continue
  const effort = values.effort ?? (i ? 'Normal' : 'Quick')
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('radio', { name: effort }).check()
  await page.evaluate(() => (globalThis.long.length = 0))
  let most = 0
  let isOver = false
  const watched = (async () => {
    while (!isOver) {
      most = Math.max(most, await memory())
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  })()
  const started = Date.now()
  await page
    .getByRole('button', { name: /^Learn (this task|again)$/ })
    .first()
    .click()
  // The page itself says when: Playwright, asking time and again, would take the time that is measured.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (![...document.querySelectorAll('.learn button')].some((one) => one.textContent === 'Check')) return
          observer.disconnect()
          resolve()
        })
        observer.observe(document.querySelector('.learn'), { childList: true, characterData: true, subtree: true })
      }),
  )
  const seconds = (Date.now() - started) / 1000
  isOver = true
  await watched
  await press('Check')
  const said = await page.locator('.learn .headline').innerText()
  const longest = Math.max(0, ...(await page.evaluate(() => globalThis.long)))
  const now = await kept()
  const figures = [seconds.toFixed(1), said.replace(/\s+/g, ' '), longest.toFixed(0), most.toFixed(0), now.toFixed(0)]
  console.log(`| ${[name, effort, ...figures].join(' | ')} |`)
}
await new Promise((resolve) => setTimeout(resolve, 5000))
console.log(`memory of the page before: ${atFirst.toFixed(0)} MB, after all: ${(await kept()).toFixed(0)} MB`)
await close()
