// A plain host, as cheap ones are: files below a path, no header beyond the type, and it can be down or send other
// things than it should.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { serve } from '../wasm/support.mjs'

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.hrm': 'application/octet-stream',
}

/** Resolves to { url, origin, folder, down, requests, instead, beside }. url: of the page. folder and down can be set.
 * instead: bodies that are sent in place of files, by path; beside: other folders, by the path that they are below.
 */
export async function host(folder, under = 'some/where/') {
  const state = { folder, down: false, requests: [], instead: {}, beside: {} }
  const url = await serve(async (request, response) => {
    if (state.down) return request.socket.destroy()
    const { pathname } = new URL(request.url, 'http://localhost')
    state.requests.push(pathname)
    const folders = { [under]: state.folder, ...state.beside }
    const below = Object.keys(folders).find((one) => pathname.startsWith(`/${one}`) && !pathname.includes('..'))
    const path = below && (pathname.slice(below.length + 1) || 'index.html')
    const body = path && (state.instead[path] ?? (await readFile(join(folders[below], path)).catch(() => undefined)))
    if (!body)
      return response.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html><title>Not found</title>')
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(body)
  })
  return Object.assign(state, { url: `${url.href}${under}`, origin: url.origin })
}
