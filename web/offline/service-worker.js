// Keeps the built page for use offline, whole: it is installed with every file or not at all, and a page never gets
// files of two builds. A new build waits until the last tab of the old one is closed. It also answers with the headers
// that make a page cross-origin isolated, for hosts that cannot send them. BUILD is put in front of this file by
// plugin.js: { version, files, later }, the SHA-256 of each file by its path; later: kept only when it is first asked for.
// Weights are not among them: the page keeps those itself.
/* global BUILD */
const CACHE_FAMILY = 'hrm-page-'
const CACHE = CACHE_FAMILY + BUILD.version
const SHELL = 'index.html'
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const addressOf = (path) => new URL(path, self.registration.scope).href

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE)
    // The browser compares each file with its SHA-256, and a Cache takes all of them or none.
    await cache.addAll(
      Object.entries(BUILD.files).map(
        ([path, integrity]) => new Request(addressOf(path), { integrity, cache: 'no-cache' }),
      ),
    )
  }
  event.waitUntil(keep())
})

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const others = (await caches.keys()).filter((name) => name.startsWith(CACHE_FAMILY) && name !== CACHE)
    await Promise.all(others.map((name) => caches.delete(name)))
  }
  event.waitUntil(tidy())
})

/** The path of a file of this build, or undefined. */
function pathOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url)
  const address = origin + pathname
  const { scope } = self.registration
  if (method !== 'GET' || !address.startsWith(scope)) return undefined
  if (mode === 'navigate' && address === scope) return SHELL
  const path = decodeURIComponent(address.slice(scope.length))
  return Object.hasOwn(BUILD.files, path) || Object.hasOwn(BUILD.later, path) ? path : undefined
}

/** From the network, and kept where it is one of those that come later. */
async function fetched(request, path, cache) {
  const integrity = BUILD.later[path]
  if (!integrity) return fetch(request)
  const answer = await fetch(new Request(addressOf(path), { integrity }))
  if (answer.ok) await cache.put(addressOf(path), answer.clone()).catch(() => {}) // full: it is fetched again
  return answer
}

self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request)
  if (path === undefined) return
  const answer = async () => {
    const cache = await caches.open(CACHE)
    const kept = (await cache.match(addressOf(path))) ?? (await fetched(event.request, path, cache))
    const headers = new Headers(kept.headers)
    for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value)
    return new Response(kept.body, { status: kept.status, statusText: kept.statusText, headers })
  }
  event.respondWith(answer())
})
