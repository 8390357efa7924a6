// What can go wrong does: each time a clear sentence, and a page that goes on working.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { open } from './browser.mjs'
import {
  button,
  cell,
  follow,
  IMPOSSIBLE,
  GENTLE,
  grid,
  headline,
  paste,
  solves,
  toText,
  visit,
  solvers,
} from './page.mjs'

let site
let weights
before(async () => {
  site = await open()
  const assets = `${site.folder}/assets`
  weights = readFileSync(`${assets}/${readdirSync(assets).find((name) => /^sudoku.*\.hrm$/.test(name))}`)
})
after(() => site?.close())

const HTML = {
  status: 200,
  contentType: 'text/html',
  body: '<!doctype html><title>Welcome</title><p>Not what you asked for',
}
const binary = (body) => ({ status: 200, contentType: 'application/octet-stream', body })
const flipped = () => {
  const copy = Buffer.from(weights)
  copy[Math.floor(copy.length / 2)] ^= 4
  return copy
}

/** The first answers are bad; once they are good again, "Try again" is all it takes. */
const deliveries = [
  ['HTML instead of the solver', '**/*.wasm', () => HTML, /no WebAssembly.*web page/s],
  ['the solver missing', '**/*.wasm', () => ({ status: 404, body: 'no' }), /could not be fetched.*404/s],
  ['a damaged solver', '**/*.wasm', () => binary(Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 9])), /no WebAssembly/],
  [
    'weights missing',
    '**/*.hrm',
    () => ({ status: 404, contentType: 'text/html', body: '<h1>404</h1>' }),
    /could not be fetched.*404/s,
  ],
  ['HTML instead of weights', '**/*.hrm', () => HTML, /weights/],
  ['weights cut short', '**/*.hrm', () => binary(weights.subarray(0, weights.length - 1000)), /damaged/],
  ['weights with one bit flipped', '**/*.hrm', () => binary(flipped()), /damaged/],
  [
    'weights with bytes after their end',
    '**/*.hrm',
    () => binary(Buffer.concat([weights, Buffer.alloc(64)])),
    /damaged/,
  ],
  ['empty weights', '**/*.hrm', () => binary(Buffer.alloc(0)), /damaged|empty/],
]
for (const [name, pattern, answer, sentence] of deliveries) {
  test(`${name}: said, and "Try again" works`, async (t) => {
    let bad = true
    const route = (request) => (bad ? request.fulfill(answer()) : request.continue())
    const page = await visit(t, site, { routes: [[pattern, route]], expected: /Failed to load resource/, ready: false })
    const alert = page.locator('.notice.bad')
    await alert.waitFor()
    assert.match(await alert.innerText(), sentence)
    bad = false
    await button(page, 'Try again').click()
    await page.getByText('Parameters').waitFor()
    await solves(page)
  })
}

test('pressing Solve with weights that cannot be had fails in words, and later succeeds', async (t) => {
  let bad = true
  const route = (request) => (bad ? request.abort() : request.continue())
  const page = await visit(t, site, {
    routes: [['**/*.hrm', route]],
    expected: /Failed to load resource/,
    ready: false,
  })
  await page.locator('.notice.bad').waitFor()
  await button(page, 'Solve').click()
  await page.locator('.verdict.bad').waitFor()
  assert.match(await headline(page).innerText(), /could not be fetched/)
  bad = false
  await button(page, 'Solve again').click()
  await page.getByText('Parameters').waitFor()
  await page.locator('.verdict.good, .headline:text("Not solved")').waitFor()
  await solves(page)
})

test('loading can be cancelled and taken up again', async (t) => {
  let held = true
  const route = async (request) => {
    while (held) await new Promise((resolve) => setTimeout(resolve, 50))
    await request.continue().catch(() => {})
  }
  const page = await visit(t, site, { routes: [['**/*.hrm', route]], ready: false })
  await button(page, 'Cancel').click()
  await page.locator('.engine-status').waitFor({ state: 'detached' })
  held = false
  await solves(page)
})

test('a bad file of one’s own leaves the model that was there', async (t) => {
  const page = await visit(t, site)
  for (const [name, buffer] of [
    ['cut.hrm', weights.subarray(0, 5000)],
    ['flip.hrm', flipped()],
    ['empty.hrm', Buffer.alloc(0)],
    ['page.hrm', Buffer.from(HTML.body)],
  ]) {
    await page
      .locator('.model-facts input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    const alert = page.locator('.notice.bad')
    await alert.waitFor()
    assert.match(await alert.innerText(), /goes on with/, name)
    await solves(page)
    await alert.getByRole('button', { name: 'Dismiss' }).click()
  }
  await page
    .locator('.model-facts input[type=file]')
    .setInputFiles({ name: 'mine.hrm', mimeType: 'application/octet-stream', buffer: weights })
  await page.locator('.facts', { hasText: 'mine.hrm' }).waitFor()
  await solves(page)
  await page.getByRole('button', { name: /^Back to/ }).click()
  await page.locator('.facts', { hasText: 'mine.hrm' }).waitFor({ state: 'detached' })
  await solves(page)
})

test('a worker that breaks in mid-solve is said and replaced', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${IMPOSSIBLE}`, expected: /broken on purpose/ })
  await button(page, 'Step').click()
  await page.locator('.headline', { hasText: 'Paused' }).waitFor()
  await solvers(page)[0].evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('broken on purpose')
      }),
  )
  await button(page, 'Resume').click()
  await page.locator('.verdict.bad').waitFor()
  assert.match(await page.locator('.verdict').innerText(), /solver stopped working.*broken on purpose/s)
  await solves(page)
})

test('weights dropped onto the page are used', async (t) => {
  const page = await visit(t, site)
  const transfer = await page.evaluateHandle((text) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'dropped.hrm'))
    return data
  }, weights.toString('base64'))
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
  await page.getByText('Drop a puzzle').waitFor()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await page.locator('.facts', { hasText: 'dropped.hrm' }).waitFor()
  await solves(page)
})

test('what is pasted and no puzzle is refused in words and changes nothing', async (t) => {
  const page = await visit(t, site)
  for (const [name, text] of [
    ['80 characters', GENTLE.slice(1)],
    ['82 characters', `${GENTLE}1`],
    ['words', 'sudoku'],
    ['a book', '1'.repeat(100_000)],
  ]) {
    await paste(page, IMPOSSIBLE)
    await paste(page, text)
    const alert = page.locator('.notice.bad')
    await alert.waitFor()
    assert.match(await alert.innerText(), /81|character/, name)
    assert.equal(toText(await grid(page)), IMPOSSIBLE, name)
    await solves(page)
    assert.equal(await alert.count(), 0, name)
  }
})

test('pasted markup is read for the puzzle in it, and nothing of it runs', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${IMPOSSIBLE}` })
  page.on('dialog', () => assert.fail('the markup ran'))
  await paste(page, `<img src=x onerror=alert(1)>${GENTLE}`)
  await solves(page)
  assert.equal(await page.locator('img[src=x]').count(), 0)
})

test('the dialog refuses 80 characters and takes 81', async (t) => {
  const page = await visit(t, site)
  await button(page, 'Paste text').click()
  await page.getByRole('textbox').fill(GENTLE.slice(1))
  await button(page, 'Use this puzzle').click()
  await page.locator('#text-refusal', { hasText: '80' }).waitFor()
  await page.getByRole('textbox').fill(GENTLE)
  await button(page, 'Use this puzzle').click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await solves(page)
})

test('contradicting givens are named and marked, and the model is not asked', async (t) => {
  const page = await visit(t, site, { hash: `#sudoku/${GENTLE}` })
  await cell(page, 1).click()
  await page.keyboard.press('4')
  const verdict = page.locator('.verdict')
  assert.match(await verdict.innerText(), /contradict.*Row 1 holds the 4 twice/s)
  assert.match(await cell(page, 1).getAttribute('aria-label'), /conflict/)
  assert.match(await page.locator('p.unseen[role=status]').innerText(), /Row 1 holds the 4 twice/)
  assert.equal(await button(page, 'Solve').getAttribute('aria-disabled'), 'true')
  await button(page, 'Solve').click({ force: true })
  await cell(page, 1).press('Enter')
  assert.match(await verdict.innerText(), /contradict/)
  assert.equal((await grid(page)).filter(Boolean).length, 41)
  await solves(page)
})

test('an address that holds no puzzle is left aside with a word', async (t) => {
  const page = await visit(t, site, { hash: '#sudoku/123' })
  const word = page.locator('.notice.warn')
  assert.match(await word.innerText(), /address/)
  await solves(page)
  await button(page, 'Dismiss').click()
  for (const hash of [
    '#sudoku/' + 'x'.repeat(81),
    '#maze/1',
    '#maze/5.0.24.',
    '#maze/99.0.1.AAAA',
    '#maze/5.0.0.AAAAAA',
    '#maze/5.0.24.AAAAAB',
    '#maze/5.0.24.AAAAAAA',
    '#maze/x',
    '#arc/!',
    '#arc/AAAA',
    `#arc/${'A'.repeat(4090)}`,
    '#' + '9'.repeat(100_000),
    '#sudoku/%3Cscript%3E',
    '#/',
    '#sudoku/' + GENTLE + '1',
  ]) {
    await follow(page, hash)
    await word.waitFor()
    assert.match(await word.innerText(), /address/, hash.slice(0, 24))
    await button(page, 'Dismiss').click()
  }
  assert.match(await headline(page).innerText(), /Solved$/, 'what was there stays')
  await follow(page, `#sudoku/${'.'.repeat(80)}1`)
  await page.locator('.headline', { hasText: '1 given,' }).waitFor()
})
