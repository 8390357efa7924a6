// The page as such: open to everybody, self-contained, small.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { serve } from '../../web/server.mjs'
import { open } from './browser.mjs'
import { button, cell, solves, visit } from './page.mjs'

const JS_MOST = 64 * 1024
/** The other rooms' views, a second model's board, what passes an image on, what learns, the readers of texts, where
 * weights come from, the service worker, SHA-256 where the engine keeps its own. The readers, which know some 150 forms of a
 * Sudoku, a maze and a task, are there twice: for the page and for a worker. */
const LATER_JS_MOST = 134 * 1024
/** What is fetched when somebody gives the page an archive, a table or an array. */
const LIBRARIES_JS_MOST = 84 * 1024
/** What is fetched when somebody gives the page a checkpoint. */
const CHECKPOINT_JS_MOST = 92 * 1024

let site
before(async () => (site = await open()))
after(() => site?.close())

test('the theme switch outdoes the system and is remembered', async (t) => {
  const page = await visit(t, site, { colorScheme: 'light' })
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await paper()
  await page.getByRole('radio', { name: 'Dark' }).check()
  assert.notEqual(await paper(), light)
  await page.reload()
  assert.notEqual(await paper(), light)
  await page.getByRole('radio', { name: 'Light' }).check()
  assert.equal(await paper(), light)
})

test('every cell is a square, on an empty board and a full one', async (t) => {
  const page = await visit(t, site)
  const uneven = () =>
    page
      .getByRole('gridcell')
      .evaluateAll(
        (cells) =>
          cells
            .map((cell) => cell.getBoundingClientRect())
            .filter(({ width, height }) => Math.abs(width - height) > 1.5 || width < 30).length,
      )
  await button(page, 'Clear').click()
  assert.equal(await uneven(), 0)
  await solves(page)
  assert.equal(await uneven(), 0)
})

test('the first paint waits neither for the solver nor for the weights', async (t) => {
  let release
  const held = new Promise((resolve) => (release = resolve))
  const hold = async (route) => {
    await held
    await route.continue().catch(() => {})
  }
  const page = await visit(t, site, {
    routes: [
      ['**/*.wasm', hold],
      ['**/*.hrm', hold],
    ],
    ready: false,
  })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await cell(page, 5).click()
  const paints = await page.evaluate(() => performance.getEntriesByType('paint').length)
  assert.ok(paints > 0)
  release()
  await page.getByText('Parameters').waitFor()
  await solves(page)
})

test('the page works in a folder below the host’s root', async (t) => {
  const { server, url } = await serve(site.folder, { under: 'some/where' })
  t.after(() => server.close())
  const page = await visit(t, { browser: site.browser, url: `${url}some/where/` })
  await solves(page)
})

test('the server sends types and isolation, and nothing from outside its folder', async () => {
  const get = (path) => fetch(new URL(path, site.url))
  const page = await get('')
  assert.match(page.headers.get('content-type'), /^text\/html/)
  assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin')
  assert.equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp')
  const wasm = readdirSync(`${site.folder}/assets`).filter((name) => name.endsWith('.wasm'))
  assert.ok(wasm.length >= 3)
  for (const name of wasm) assert.equal((await get(`assets/${name}`)).headers.get('content-type'), 'application/wasm')
  for (const path of [
    '..%2fpackage.json',
    '%2e%2e/package.json',
    '..%5cpackage.json',
    'assets/..%2f..%2fpackage.json',
    'nothing',
  ])
    assert.equal((await get(path)).status, 404, path)
})

test('a first visit fetches less than 64 KB of JavaScript, gzipped; the other rooms and the readers are small too', async (t) => {
  const sizeOf = (name) => gzipSync(readFileSync(`${site.folder}/${name}`), { level: 9 }).length
  const sum = (names) => {
    const bytes = names.map(sizeOf).reduce((a, b) => a + b)
    t.diagnostic(`${names.map((name) => `${name} ${sizeOf(name)}`).join(', ')}: ${bytes} bytes gzipped`)
    return bytes
  }
  const fetched = new Set()
  const page = await visit(t, site, {
    routes: [['**/*.js', (route) => (fetched.add(new URL(route.request().url()).pathname.slice(1)), route.continue())]],
  })
  await page.locator('.verdict', { hasText: 'one solution' }).waitFor()
  const first = [...fetched]
  assert.ok(first.length >= 3, 'the page, its solver and its judge')
  assert.ok(sum(first) < JS_MOST)
  const all = readdirSync(site.folder, { recursive: true }).filter((name) => name.endsWith('.js'))
  const ofCheckpoints = all.filter((name) => name.includes('checkpoint'))
  assert.equal(ofCheckpoints.length, 2) // the search for its files, and a worker
  assert.ok(sum(ofCheckpoints) < CHECKPOINT_JS_MOST)
  const libraries = all.filter((name) => name.includes('libraries'))
  assert.ok(sum(libraries) < LIBRARIES_JS_MOST)
  const told = [...first, ...ofCheckpoints, ...libraries]
  assert.ok(sum(all.filter((name) => !told.includes(name))) < LATER_JS_MOST)
})

test('texts are sent compressed to who takes that, and are the same', async () => {
  for (const path of ['', ...readdirSync(`${site.folder}/assets`).filter((name) => /\.(js|css|wasm)$/.test(name))]) {
    const file = path ? `assets/${path}` : 'index.html'
    const plain = readFileSync(`${site.folder}/${file}`)
    if (plain.length < 1000) continue // nothing to gain
    for (const encoding of ['br', 'gzip']) {
      const answer = await page200(path && file, encoding)
      assert.equal(answer.headers.get('content-encoding'), encoding, file)
      assert.ok(Number(answer.headers.get('content-length')) < plain.length, file)
      assert.ok(Buffer.from(await answer.arrayBuffer()).equals(plain), file)
    }
    assert.equal((await page200(path && file, 'identity')).headers.get('content-encoding'), null)
  }
})
async function page200(path, encoding = 'identity') {
  const answer = await fetch(new URL(path, site.url), { headers: { 'accept-encoding': encoding } })
  assert.equal(answer.status, 200, path)
  return answer
}

test('the page holds one inline script, which its policy knows by its hash, and no inline style, and asks for nothing from elsewhere', () => {
  const html = readFileSync(`${site.folder}/index.html`, 'utf8')
  const scripts = [...html.matchAll(/<script(?![^>]*src=)[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script)
  assert.equal(scripts.length, 1)
  const hash = createHash('sha256').update(scripts[0]).digest('base64')
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'; style-src 'self'; `
  assert.ok(html.includes(`Content-Security-Policy" content="${policy}`))
  assert.doesNotMatch(html, /style=|<style|https?:/)
})
