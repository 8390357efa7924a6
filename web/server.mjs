// A static server for the built page, for the demo and the tests: `node web/server.mjs [--port N] [--host H] [DIR]`.
import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import sirv from 'sirv'

/** With these two a page is cross-origin isolated. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
}

/**
 * Serves the folder until the returned server is closed. Port 0 takes any free one; `under` is a path it is served
 * below, as on a host with many pages. Resolves to { server, url }, url being the host's root.
 */
export function serve(folder, { port = 0, host = '127.0.0.1', under = '' } = {}) {
  const files = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
      response.setHeader('Cache-Control', 'no-cache')
    },
  })
  const prefix = under && `/${under}`
  const server = createServer((request, response) => {
    const missing = () =>
      response.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n')
    if (!request.url.startsWith(`${prefix}/`)) return missing()
    request.url = request.url.slice(prefix.length)
    files(request, response, missing)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const name = host.includes(':') ? `[${host}]` : host
      resolve({ server, url: `http://${name}:${server.address().port}/` })
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '8080' }, host: { type: 'string', default: '127.0.0.1' } },
  })
  const folder = positionals[0] ?? fileURLToPath(new URL('dist/', import.meta.url))
  if (!existsSync(folder)) {
    console.error(`${folder} is not there: build the page first, with "make web".`)
    process.exit(1)
  }
  try {
    const { url } = await serve(folder, { port: Number(values.port), host: values.host })
    console.log(`The page is at ${url} (Ctrl+C ends it)`)
  } catch (error) {
    console.error(`The server could not start (${error.message}); --port N chooses another port.`)
    process.exit(1)
  }
}
