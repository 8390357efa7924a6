// Weights in a browser: verified, kept, and never poisoned by what a network, a disk or another tab does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseManifest } from '../../wasm/src/weights.js'
import { refused } from '../wasm/support.mjs'
import { entry, open, weights } from './site.mjs'

let site
before(async () => {
  site = await open()
})
after(() => site?.close())

/** A page with the module as `weights`; its context is its own, as one person's browser. */
async function visit(t, { script, from = site.url, context } = {}) {
  const own = context ?? (await site.browser.newContext())
  if (!context) t.after(() => own.close())
  const page = await own.newPage()
  if (script) await page.addInitScript(script)
  await page.goto(`${from}blank.html`)
  await page.evaluate(async (module) => {
    globalThis.weights = await import(module)
  }, `${from}wasm/src/weights.js`)
  return page
}

/** Loads and says what happened; what was got is compared with the file. */
const load = (page, delivery) =>
  page.evaluate(
    async ([entry, first]) => {
      try {
        const { blob, from, kept } = await weights.load(entry)
        const bytes = new Uint8Array(await blob.arrayBuffer())
        return { size: bytes.length, first: bytes[0] === first, from, kept: await kept }
      } catch ({ name, code, message }) {
        return { name, code, message }
      }
    },
    [entry(new URL(`weights/${delivery}`, page.url()).href), weights[0]],
  )

const kept = (page) => page.evaluate(async () => (await weights.list()).map(({ kept: _, ...rest }) => rest))
const got = (from, kept = true) => ({ size: weights.length, first: true, from, kept })
const { name, bytes, sha256 } = entry('')
const asKept = { name, bytes, sha256, taskId: weights[36] }

test('what was fetched once is kept, listed, found again without a request, and deleted', async (t) => {
  const page = await visit(t)
  assert.deepEqual(await kept(page), [])
  assert.deepEqual(await load(page, 'good'), got('network'))
  assert.deepEqual(await kept(page), [asKept])
  const before = site.requests.length
  assert.deepEqual(await load(page, 'good'), got('cache'))
  assert.equal(site.requests.length, before)
  assert.equal(await page.evaluate((sha256) => weights.remove(sha256), sha256), true)
  assert.equal(await page.evaluate((sha256) => weights.remove(sha256), sha256), false)
  assert.deepEqual(await kept(page), [])
  assert.deepEqual(await load(page, 'wrong-type'), got('network'), 'the bytes count, not the type')
})

test('whatever a server sends instead is refused in words, kept nowhere, and the next try works', async (t) => {
  const page = await visit(t)
  for (const [delivery, code, sentence] of [
    ['404', 'MODEL_FETCH', /answered 404/],
    ['html', 'MODEL_INVALID', /web page/],
    ['empty', 'MODEL_INVALID', /only 0 bytes/],
    ['short', 'MODEL_INVALID', /only \d+ bytes/],
    ['broken-off', 'MODEL_FETCH', /broke off after/],
    ['long', 'MODEL_INVALID', /more bytes/],
    ['damaged', 'MODEL_INVALID', /sha256/],
  ]) {
    const { name, code: is, message } = await load(page, delivery)
    assert.deepEqual([name, is], ['HrmError', code], delivery)
    assert.match(message, sentence)
    assert.deepEqual(await kept(page), [], delivery)
  }
  assert.deepEqual(await load(page, 'good'), got('network'))
})

test('a damaged cache is noticed and replaced', async (t) => {
  const page = await visit(t)
  await load(page, 'good')
  for (const damage of ['flip', 'cut']) {
    await page.evaluate(async (damage) => {
      const cache = await caches.open(weights.CACHE_NAME)
      const [request] = await cache.keys()
      const response = await cache.match(request)
      const bytes = new Uint8Array(await response.arrayBuffer())
      bytes[1000] ^= 1
      await cache.put(
        request,
        new Response(damage === 'cut' ? bytes.subarray(0, 500) : bytes, { headers: response.headers }),
      )
    }, damage)
    assert.equal((await kept(page)).length, 1)
    assert.deepEqual(await load(page, '404').then(({ code }) => code), 'MODEL_FETCH', 'it is not used')
    assert.deepEqual(await kept(page), [], 'it does not stay')
    assert.deepEqual(await load(page, 'good'), got('network'))
  }
})

test('an older file in the browser’s HTTP cache is fetched anew', async (t) => {
  const page = await visit(t)
  const asked = () => site.requests.filter((path) => path === '/weights/stale').length
  await page.evaluate(async () => (await fetch('/weights/stale')).arrayBuffer())
  await page.evaluate(async () => (await fetch('/weights/stale')).arrayBuffer())
  assert.equal(asked(), 1, 'the browser holds it')
  assert.deepEqual(await load(page, 'stale'), got('network'))
  assert.equal(asked(), 2)
})

test('an abort ends a slow download at once, with progress until then, and keeps nothing', async (t) => {
  const page = await visit(t)
  const { code, ms, seen } = await page.evaluate(
    async (entry) => {
      const controller = new AbortController()
      const seen = []
      let aborted
      const onProgress = ({ loaded, total }) => {
        seen.push([loaded, total])
        if (seen.length === 2)
          setTimeout(() => {
            aborted = performance.now()
            controller.abort()
          })
      }
      try {
        await weights.load(entry, { signal: controller.signal, onProgress })
      } catch ({ code }) {
        return { code, ms: performance.now() - aborted, seen }
      }
    },
    entry(`${site.url}weights/slow`),
  )
  assert.equal(code, 'ABORTED')
  assert.ok(ms < 100, `${ms} ms`)
  assert.ok(seen[1][0] > seen[0][0] && seen[1][0] < bytes && seen[0][1] === bytes)
  assert.deepEqual(await kept(page), [])
  assert.deepEqual(await load(page, 'slow'), got('network'), 'slow is no fault')
})

test('leaving the page in the middle of a download keeps nothing', async (t) => {
  const page = await visit(t)
  await page.evaluate((entry) => void weights.load(entry).catch(() => {}), entry(`${site.url}weights/endless`))
  const again = await visit(t, { context: page.context() })
  await page.close()
  assert.deepEqual(await kept(again), [])
  assert.deepEqual(await load(again, 'good'), got('network'))
})

test('two tabs at the same time both get the file, and one is kept', async (t) => {
  const one = await visit(t)
  const two = await visit(t, { context: one.context() })
  assert.deepEqual(await Promise.all([load(one, 'slow'), load(two, 'slow')]), [got('network'), got('network')])
  assert.deepEqual(await kept(two), [asKept])
  assert.deepEqual(await load(two, '404'), got('cache'))
})

test('a full storage keeps nothing and everything else works', async (t) => {
  const page = await visit(t)
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 2000 })
  assert.deepEqual(await load(page, 'good'), got('network', false))
  assert.deepEqual(await kept(page), [])
  assert.equal(
    await page.evaluate(async () => await weights.keep(new Blob([new Uint8Array(100_000)]), 'mine.hrm')),
    undefined,
  )
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin })
  assert.deepEqual(await load(page, 'good'), got('network'))
})

for (const [where, options] of [
  [
    'without a Cache API',
    {
      script: () => {
        delete globalThis.caches
        delete Window.prototype.caches
      },
    },
  ],
  [
    'where the Cache API is refused',
    {
      script: () => {
        CacheStorage.prototype.open = CacheStorage.prototype.match = () =>
          Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'))
      },
    },
  ],
  ['at an address that is not secure', {}],
]) {
  test(`${where} nothing is kept and everything else works`, async (t) => {
    const insecure = where.includes('address')
    const page = await visit(t, insecure ? { from: site.insecure } : options)
    assert.equal(await page.evaluate(() => isSecureContext), !insecure)
    assert.deepEqual(await load(page, 'good'), got('network', false))
    assert.equal((await load(page, 'damaged')).code, 'MODEL_INVALID', 'it is verified all the same')
    assert.deepEqual(await kept(page), [])
    assert.equal(await page.evaluate(() => weights.remove('0'.repeat(64))), false)
  })
}

test('a file of one’s own is kept under its sha256 with its name', async (t) => {
  const page = await visit(t)
  const file = await page.evaluate(async () => {
    const { sha256 } = await weights.keep(new Blob([new Uint8Array(1000).fill(7)]), 'meine Gewichte – 数独.hrm')
    const back = new Uint8Array(await (await weights.open(sha256)).arrayBuffer())
    return { length: back.length, value: back[999], names: (await weights.list()).map(({ name }) => name) }
  })
  assert.deepEqual(file, { length: 1000, value: 7, names: ['meine Gewichte – 数独.hrm'] })
})

test('a manifest says what is there, relative to itself, or is refused by the entry that is wrong', async () => {
  const good = { name: 'a.hrm', task: 'maze', bytes: 5, sha256: 'ab'.repeat(32) }
  const parse = (weights) => parseManifest(JSON.stringify({ weights }), 'https://example.org/models/manifest.json')
  assert.deepEqual(
    parse([good, { ...good, url: '../b.hrm' }]).map(({ url }) => url),
    ['https://example.org/models/a.hrm', 'https://example.org/b.hrm'],
  )
  assert.deepEqual(parse([]), [])
  for (const wrong of [
    { name: '' },
    { task: '' }, // of a name that is not known here it may be: a later puzzle's weights spoil no manifest
    { task: 7 },
    { bytes: 0 },
    { bytes: 1.5 },
    { bytes: '5' },
    { sha256: 'AB'.repeat(32) },
    { sha256: 'ab' },
    { url: 'http://' },
    { url: 7 },
  ]) {
    await refused(() => parse([good, { ...good, ...wrong }]), 'MODEL_INVALID', /entry 2/)
  }
  for (const entries of [undefined, {}, [null], [7]]) await refused(() => parse(entries), 'MODEL_INVALID')
  await refused(() => parseManifest('<!doctype html>', 'https://example.org/'), 'MODEL_INVALID', /no JSON/)
})
