// One headless Chromium, and a server of the package's files whose weights come in the ways that a network can go
// wrong.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inRepository, serve } from '../wasm/support.mjs'
import { launch } from '../web/browser.mjs'

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.hrm': 'application/octet-stream',
}
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src data:"

export const weights = await readFile(inRepository('model_weights/sudoku.hrm'))
/** The manifest's entry of the shipped weights at a path. */
export const entry = (url) => ({
  name: 'sudoku.hrm',
  task: 'sudoku',
  url,
  bytes: weights.length,
  sha256: createHash('sha256').update(weights).digest('hex'),
})

const damaged = Buffer.from(weights)
damaged[damaged.length >> 1] ^= 1

/** How /weights/NAME answers. */
const DELIVERIES = {
  good: (response) => response.end(weights),
  'wrong-type': (response) => response.setHeader('content-type', 'text/html').end(weights),
  html: (response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome</title>'),
  404: (response) =>
    response.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html><title>Not found</title>'),
  empty: (response) => response.end(),
  short: (response) => response.end(weights.subarray(0, weights.length - 1)),
  long: (response) => response.end(Buffer.concat([weights, Buffer.alloc(1)])),
  damaged: (response) => response.end(damaged),
  'broken-off': async (response) => {
    response.writeHead(200, { 'content-length': weights.length })
    response.write(weights.subarray(0, weights.length >> 1))
    await wait(100)
    response.destroy()
  },
  async slow(response) {
    response.writeHead(200, { 'content-length': weights.length })
    const step = weights.length >> 3
    for (let at = 0; at < weights.length && !response.closed; at += step) {
      response.write(weights.subarray(at, at + step))
      await wait(60)
    }
    response.end()
  },
  // An older file that may be kept for an hour; the next who asks gets the right one.
  stale: (response, times) => response.setHeader('cache-control', 'max-age=3600').end(times === 1 ? damaged : weights),
  async endless(response) {
    response.writeHead(200, { 'content-length': weights.length })
    response.write(weights.subarray(0, 1000))
  },
}

/** Resolves to { browser, url, insecure, requests, pages, close }. insecure: the same site at an address that is no
 * secure context. requests: the paths asked for, in order. pages: text by path, served as HTML. */
export async function open() {
  const requests = []
  const pages = { '/blank.html': '<!doctype html><html lang="en"><title>A page</title>' }
  const url = await serve(async (request, response) => {
    // The weights' package is installed beside this one.
    const pathname = new URL(request.url, 'http://localhost').pathname.replace('/hrm-weights/', '/model_weights/')
    requests.push(pathname)
    response.setHeader('cache-control', 'no-store').setHeader('content-security-policy', POLICY)
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream')
    if (pages[pathname]) return response.end(pages[pathname])
    const [, delivery] = /^\/weights\/([\w-]+)/.exec(pathname) ?? []
    if (delivery) return DELIVERIES[delivery](response, requests.filter((path) => path === pathname).length)
    const content =
      /^\/(wasm|model_weights)\/[\w./-]+$/.test(pathname) && !pathname.includes('..')
        ? await readFile(inRepository(pathname.slice(1))).catch(() => undefined)
        : undefined
    return content ? response.end(content) : response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found')
  })
  const browser = await launch('--host-resolver-rules=MAP insecure.test 127.0.0.1')
  return {
    browser,
    url: url.href,
    insecure: `http://insecure.test:${url.port}/`,
    requests,
    pages,
    close: () => browser.close(),
  }
}
