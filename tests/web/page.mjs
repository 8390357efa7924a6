// A visit to the page under guard, and the page's parts as a person finds them.
import assert from 'node:assert/strict'

/** 40 givens, one solution; the model is asked for it, the rules below judge it. */
export const GENTLE = '4....2.3.3.95....2726193...5.3.2.78.261.....5874.56..1.8.3.5...6..78.21....2.459.'
/** Its solution. */
export const ANSWER = '458672139319548672726193854593421786261837945874956321982315467645789213137264598'
/** No two givens contradict each other, yet the last cell of the first row can hold nothing: no run ends before its
 * last segment, however good the model.
 */
export const IMPOSSIBLE = '12345678.' + '.'.repeat(27) + '........9' + '.'.repeat(36)

/**
 * Opens the page in a fresh context and watches it: at the end of the test no error in the console, no violation of the
 * content security policy and no request to another origin may have happened. `expected`: what the console may say all
 * the same. `routes`: [pattern, handler], in place before the visit; `script`: is given the page before it.
 */
export async function visit(
  t,
  { browser, url },
  {
    hash = '',
    expected,
    routes = [],
    ready = true,
    speed = true,
    first = false,
    waitUntil = 'load',
    script,
    ...options
  } = {},
) {
  // Without the service worker (tests/offline is about it): what a test does to requests reaches all of them.
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const faults = []
  const origin = new URL(url).origin
  page.on(
    'console',
    (message) =>
      message.type() === 'error' && !expected?.test(message.text()) && faults.push(`console: ${message.text()}`),
  )
  page.on('pageerror', (error) => !expected?.test(String(error)) && faults.push(`page: ${error}`))
  page.on('request', (request) => {
    const to = new URL(request.url())
    if (to.origin !== origin && !['data:', 'blob:'].includes(to.protocol)) faults.push(`request: ${request.url()}`)
  })
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  )
  // Nobody's first visit, on which the model begins by itself, but where that is the matter.
  if (!first) await page.addInitScript(() => localStorage.setItem('visited', 'yes'))
  await script?.(page)
  for (const [pattern, handler] of routes) await context.route(pattern, handler)
  t.after(async () => {
    await context.close()
    assert.deepEqual(faults, [])
  })
  await page.goto(url + hash, { waitUntil })
  await page.locator('main').waitFor({ state: 'attached' })
  // A narrow screen has no pace to choose before the model thinks.
  if (speed && (options.viewport?.width ?? 1280) >= 960) await page.getByRole('radio', { name: 'Fast' }).check()
  if (ready) await page.getByText('Parameters').waitFor()
  return page
}

export const button = (page, name) => page.getByRole('button', { name, exact: true })
/** Of the board: the ARC room has a second grid beside it. */
export const cell = (page, index) => page.locator(`#board [data-cell="${index}"]`)
export const headline = (page) => page.locator('.verdict .headline')

/** The 81 cells as a screen reader hears them. */
export function labels(page) {
  return page.getByRole('gridcell').evaluateAll((cells) => cells.map((element) => element.getAttribute('aria-label')))
}

/** The grid, digits as numbers and 0 for empty, read from those labels. */
export async function grid(page) {
  return (await labels(page)).map((label) => Number(/: ([1-9])/.exec(label)?.[1] ?? 0))
}

export const toText = (cells) => cells.map((digit) => digit || '.').join('')

/** Is this grid complete, within the rules, and true to the givens? Written apart from the project's own judge. */
export function assertSolves(givens, cells) {
  assert.equal(cells.length, 81)
  ;[...givens].forEach((given, i) => given !== '.' && assert.equal(cells[i], Number(given), `given of cell ${i}`))
  const nine = [...Array(9).keys()]
  for (const u of nine) {
    const row = nine.map((i) => cells[u * 9 + i])
    const column = nine.map((i) => cells[i * 9 + u])
    const box = nine.map((i) => cells[(Math.floor(u / 3) * 3 + Math.floor(i / 3)) * 9 + (u % 3) * 3 + (i % 3)])
    for (const unit of [row, column, box]) assert.deepEqual([...unit].sort(), [1, 2, 3, 4, 5, 6, 7, 8, 9])
  }
}

/** A puzzle as an address has it: a letter for each run of blanks. */
export const inAddress = (puzzle) => puzzle.replace(/\.{1,26}/g, ({ length }) => String.fromCharCode(96 + length))

/** Drops files and folders of the disk as a person does: the browser itself opens them. */
export async function dropFromDisk(page, ...paths) {
  // Chromium gives no input to a page that it has not painted yet.
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length)
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data })
}

export async function paste(page, text) {
  await page.evaluate((content) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', content)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
  await read(page)
}

/** The page's workers but the one that counts a Sudoku's solutions. */
export const solvers = (page) => page.workers().filter((worker) => !worker.url().includes('judge'))

/** Follows a link within the page, as from its address line. */
export const follow = (page, hash) => page.evaluate((hash) => void (location.hash = hash), hash)

let visits = 0
/** The page from its beginning, in the same context: what the browser keeps is there. */
export async function again(page, { url }, hash = '') {
  // With another hash alone it would be the same document.
  await page.goto(`${url}?${visits++}${hash}`)
  await page.locator('main').waitFor({ state: 'attached' })
}

/** Whatever was pasted or opened is read. */
export const read = (page) => page.locator('main[aria-busy=false]').waitFor()

/** The page still works: a puzzle is pasted, solved and judged right. */
export async function solves(page, puzzle = GENTLE) {
  // The page's own code comes after its first files; a person would not paste into an empty page either.
  await cell(page, 0).waitFor()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))))
  await paste(page, puzzle)
  assert.equal(toText(await grid(page)), puzzle)
  await button(page, 'Solve').click()
  await page.locator('.verdict.good, .verdict.bad').waitFor()
  assert.match(await headline(page).innerText(), /Solved$/)
  assertSolves(puzzle, await grid(page))
}
