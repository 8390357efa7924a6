// A page of one origin and the package of another, which lets everybody read it.
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }

function serve(folder) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const content = await readFile(join(folder, pathname)).catch(() => undefined)
    const headers = {
      'access-control-allow-origin': '*',
      'content-type': TYPES[extname(pathname)] ?? 'application/octet-stream',
    }
    response.writeHead(content ? 200 : 404, headers).end(content)
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` })),
  )
}

export async function open(folder) {
  const cdn = await serve(join(folder, 'node_modules/hrm-wasm'))
  const own = await serve(folder)
  for (const [page, api, element] of [
    ['cdn.html', 'src/index.js', 'src/element.js'],
    ['cdn-inline.html', 'dist/inline.js', 'dist/inline-element.js'],
  ])
    await writeFile(
      join(folder, page),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><body><script type="module">
      import '${cdn.url}${element}'
      import * as api from '${cdn.url}${api}'
      import { check } from './check.js'
      check(api, 'public/models/sudoku.hrm')
      </script>`,
    )
  const close = () => [cdn, own].forEach(({ server }) => server.close())
  return { url: own.url, close }
}
