// What the page's main thread does while 16 segments of a Sudoku without a solution are thought in the certainty lens, at
// full speed: its processor time, what of it went to script, style and layout (the rest is painting and frames), and its
// long tasks; and the page's memory after a fifth of the solves, and after all. Of one or more builds in turns.
//   node tools/bench/main-thread.mjs [--rounds N] [--solves N] [FOLDER...]     by default three rounds of web/dist, 50 solves
import { parseArgs } from 'node:util'
import { open } from '../../tests/web/browser.mjs'

const UNSOLVABLE = '12345678.' + '.'.repeat(27) + '........9' + '.'.repeat(36)
const EASY = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'

const OVER = 'all segments are thought'
const PARTS = ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']

/** @param {number[]} values */
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]

/** @param {Awaited<ReturnType<typeof open>>} build @param {number} solves */
async function measure({ browser, url }, solves) {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const spent = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return PARTS.map((part) => (metrics.find(({ name }) => name === part)?.value ?? NaN) * 1000)
    }
    await page.addInitScript(() => localStorage.setItem('visited', 'yes'))
    await page.goto(`${url}#sudoku/${UNSOLVABLE}`)
    await page.getByText('Parameters').waitFor()
    await page.getByRole('radio', { name: /^(Fast|Full speed)$/ }).check()
    await page.evaluate(() => {
      const w = /** @type {any} */ (window)
      w.long = []
      new PerformanceObserver((list) => w.long.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      })
    })
    // The page says itself that it is done: a script that asks it in every frame would be measured with it.
    const over = page.waitForEvent('console', { predicate: (message) => message.text() === OVER, timeout: 120_000 })
    await page.evaluate((OVER) => {
      const press = Array.from(document.querySelectorAll('button')).find(({ textContent }) => textContent === 'Solve')
      const observer = new MutationObserver(() => {
        if (!document.querySelector('.verdict.bad')) return
        observer.disconnect()
        // With the last segment's frame, and what moves in it.
        setTimeout(() => console.log(OVER), 1000)
      })
      const verdict = /** @type {Node} */ (document.querySelector('.verdict'))
      observer.observe(verdict, { attributes: true })
      setTimeout(() => press?.click(), 1500)
    }, OVER)
    await page.waitForTimeout(1000)
    const before = await spent()
    await over
    const after = await spent()
    const [ms, script, style, layout] = after.map((value, i) => value - before[i])
    const long = await page.evaluate(() => /** @type {any} */ (window).long)
    await page.goto(`${url}#sudoku/${EASY}`)
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      return usedSize / 1024 / 1024
    }
    const solve = async () => {
      await page.getByRole('button', { name: /^Solve( again)?$/ }).click()
      await page.locator('.verdict.good').waitFor({ timeout: 60_000 })
      await page.getByRole('button', { name: 'Reset', exact: true }).click()
    }
    for (let i = 0; i < solves / 5; i++) await solve()
    const early = await heap()
    for (let i = 0; i < solves - solves / 5; i++) await solve()
    return { ms, script, style, layout, long: long.length, longest: Math.max(0, ...long), early, late: await heap() }
  } finally {
    await context.close()
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, solves: { type: 'string', default: '50' } },
})
const builds = []
for (const folder of positionals.length ? positionals : [undefined])
  builds.push({ ...(await open(folder)), samples: /** @type {any[]} */ ([]) })
for (let round = 0; round < Number(values.rounds); round++)
  for (const build of builds) build.samples.push(await measure(build, Number(values.solves)))
console.log(
  '| build | main thread, 16 segments, ms | script | style | layout | long tasks | longest, ms | heap after a fifth of the solves, MB | after all |\n|---|---|---|---|---|---|---|---|---|',
)
for (const { folder, samples } of builds) {
  const of = (/** @type {string} */ what) => median(samples.map((one) => one[what]))
  console.log(
    `| ${folder} | ${['ms', 'script', 'style', 'layout'].map((part) => of(part).toFixed(0)).join(' | ')} | ${of('long')} | ${of('longest').toFixed(0)} | ${of('early').toFixed(2)} | ${of('late').toFixed(2)} |`,
  )
}
for (const { close } of builds) await close()
