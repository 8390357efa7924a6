// serve.mjs - the repository's files and an empty page, on localhost, cross-origin isolated, so that a page has threads
// and a fine clock.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

const TYPES = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm', html: 'text/html' }
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-store',
}

/** @returns {Promise<{ server: import('node:http').Server, url: string }>} url: of the empty page */
export function serveRepository() {
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    // The weights' package, which is installed beside this one.
    try {
      const body =
        pathname === '/'
          ? '<!doctype html><title>Bench</title>'
          : await readFile(new URL(`../..${pathname.replace('/hrm-weights/', '/model_weights/')}`, import.meta.url))
      response
        .writeHead(200, {
          ...HEADERS,
          'Content-Type':
            TYPES[pathname.split('.').at(-1)] ?? (pathname === '/' ? TYPES.html : 'application/octet-stream'),
        })
        .end(body)
    } catch {
      response.writeHead(404, HEADERS).end()
    }
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` })),
  )
}
