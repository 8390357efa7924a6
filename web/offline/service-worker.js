// Keeps the built page for use offline: it is installed with every file that this browser will use or not at all, and a
// page never gets files of two builds. It also answers with the headers that make a page cross-origin isolated, for hosts
// that cannot send them. BUILD is put in by plugin.js: { version, files, later }, the SHA-256 of each file by its path;
// later: kept only when it is first asked for. Weights are not among them: the page keeps those itself.
//
// A new build waits for the windows of the old one. A page that begins and is the only one says so ('begun') and gets the
// new build; so does one whose person asks for it ('now'), and then windows that stay on the old build get its files from
// what is kept of it: all but index.html are named by their content.
/* global BUILD */
import { hasFeature } from '../../wasm/src/features.js'

const { scope } = self.registration
/** Of this folder alone: another one on the same origin has its own. */
const CACHE_FAMILY = `hrm-page ${new URL(scope).pathname} `
const CACHE = CACHE_FAMILY + BUILD.version
/** What earlier versions of this script called a cache, whatever the folder. */
const EARLIER = /^hrm-page-[0-9a-f]{16}$/
const SHELL = 'index.html'
const HASHED = 'assets/'
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const addressOf = (path) => new URL(path, scope).href

/** Of the solver's builds the one that is tried first here. Another one is kept once it is used. */
const SOLVER = /\/hrm-([a-z\d]+)-[\w-]+\.wasm$/
const solver = hasFeature('relaxed') ? 'relaxed16' : hasFeature('simd') ? 'simd' : 'scalar'
const isOfUse = (path) => (SOLVER.exec(path)?.[1] ?? solver) === solver

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE)
    // The browser compares each file with its SHA-256, and a Cache takes all of them or none. What is named by its
    // content is the same wherever it comes from.
    const files = Object.entries(BUILD.files).filter(([path]) => isOfUse(path))
    const requests = (hashed) =>
      files.map(
        ([path, integrity]) =>
          new Request(addressOf(path), { integrity, cache: path.startsWith(HASHED) ? hashed : 'no-cache' }),
      )
    await cache.addAll(requests('force-cache')).catch(() => cache.addAll(requests('no-cache')))
  }
  event.waitUntil(keep())
})

/** The windows of this folder's page, also those that another build or none is in charge of. */
const windows = async () =>
  (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(({ url }) =>
    url.startsWith(scope),
  )

/** Removes what is kept of other builds. */
async function tidy() {
  const names = (await caches.keys()).filter((name) => name !== CACHE)
  const own = await Promise.all(
    names.map(async (name) =>
      EARLIER.test(name) ? (await caches.open(name)).match(addressOf(SHELL)) : name.startsWith(CACHE_FAMILY),
    ),
  )
  await Promise.all(names.filter((_, i) => own[i]).map((name) => caches.delete(name)))
}

self.addEventListener('activate', (event) => {
  event.waitUntil(windows().then(({ length }) => (length ? undefined : tidy())))
})

/** In ms: a document that was just left counts as a window for a moment, and the next one may begin sooner. */
const MOMENT = 1000
const STEP = 50

/** Is there no window but one? */
async function isOnly() {
  for (let waited = 0; (await windows()).length > 1; waited += STEP) {
    if (waited >= MOMENT) return false
    await new Promise((resolve) => setTimeout(resolve, STEP))
  }
  return true
}

self.addEventListener('message', (event) => {
  const take = async () => {
    if (event.data !== 'now' && !(await isOnly())) return
    if (self.registration.waiting) await self.skipWaiting()
    else await tidy()
  }
  event.waitUntil(take())
})

/** The path of a file of this build, or of one that only an earlier build knows, or undefined. */
function pathOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url)
  const address = origin + pathname
  if (method !== 'GET' || !address.startsWith(scope)) return undefined
  if (mode === 'navigate' && address === scope) return SHELL
  const path = decodeURIComponent(address.slice(scope.length))
  const known = Object.hasOwn(BUILD.files, path) || Object.hasOwn(BUILD.later, path)
  return known || (path.startsWith(HASHED) && !path.endsWith('.hrm')) ? path : undefined
}

/** As it is kept: by this build, else by the one before. */
async function kept(path) {
  const address = addressOf(path)
  const own = await (await caches.open(CACHE)).match(address)
  if (own || !path.startsWith(HASHED)) return own
  for (const name of await caches.keys()) {
    const other = name.startsWith(CACHE_FAMILY) && (await (await caches.open(name)).match(address))
    if (other) return other
  }
  return undefined
}

/** From the network, and then kept. */
async function fetched(request, path) {
  const integrity = BUILD.later[path] ?? BUILD.files[path]
  if (!integrity) return fetch(request)
  const answer = await fetch(new Request(addressOf(path), { integrity }))
  const cache = await caches.open(CACHE)
  if (answer.ok) await cache.put(addressOf(path), answer.clone()).catch(() => {}) // full: it is fetched again
  return answer
}

self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request)
  if (path === undefined) return
  const answer = async () => {
    const found = (await kept(path)) ?? (await fetched(event.request, path))
    const headers = new Headers(found.headers)
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value)
    return new Response(found.body, { status: found.status, statusText: found.statusText, headers })
  }
  event.respondWith(answer())
})
