// The installed package in pages: through bundlers and without one. One browser for all of them.
import assert from 'node:assert/strict'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import esbuild from 'esbuild'
import * as vite from 'vite'
import webpack from 'webpack'
import { open } from '../web/browser.mjs'
import { GENTLE, assertSolves } from '../web/page.mjs'
import { project, write } from './project.mjs'

const page = (script, policy = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' ${policy}">
<script type="module" src="${script}"></script>`

/** What a page does with the package. `options`: what it gives to createWorkerRuntime. */
const program = (from, options = '') => `
  import { createWorkerRuntime } from '${from}'
  globalThis.outcome = (async () => {
    const runtime = await createWorkerRuntime(${options})
    const model = await runtime.loadModel('/sudoku.hrm')
    let last
    for await (last of model.solve('${GENTLE}'));
    runtime.close()
    return { cells: Array.from(last.grid, Number), variant: runtime.variant }
  })()`

/** Each builds into the project's folder and returns the path of its page. */
const consumers = {
  'plain HTML': async (folder) => {
    await write(folder, {
      'plain/index.html': page('/plain/main.js'),
      'plain/main.js': program('/node_modules/hrm-wasm/src/index.js'),
    })
    return 'plain/'
  },
  Vite: async (folder) => {
    await write(folder, { 'vite/index.html': page('/main.js'), 'vite/main.js': program('hrm-wasm') })
    const build = { outDir: 'dist', modulePreload: { polyfill: false } }
    await vite.build({ root: join(folder, 'vite'), base: './', logLevel: 'warn', worker: { format: 'es' }, build })
    return 'vite/dist/'
  },
  webpack: async (folder) => {
    await write(folder, { 'webpack/index.html': page('./dist/main.js'), 'webpack/main.js': program('hrm-wasm') })
    const compile = promisify(webpack)
    const stats = await compile({
      context: join(folder, 'webpack'),
      entry: './main.js',
      mode: 'production',
      output: { path: join(folder, 'webpack/dist') },
      infrastructureLogging: { level: 'error' },
    })
    const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true })
    assert.deepEqual(
      [...errors, ...warnings].map(({ message }) => message),
      [],
    )
    return 'webpack/'
  },
  'esbuild, with the worker and the .wasm as files': async (folder) => {
    await write(folder, {
      'esbuild/index.html': page('./dist/main.js'),
      'esbuild/main.js': `import wasm from 'hrm-wasm/hrm.wasm'\n${program(
        'hrm-wasm',
        `{
        wasmUrl: new URL(wasm, import.meta.url), worker: new Worker(new URL('worker.js', import.meta.url), { type: 'module' }),
      }`,
      )}`,
      'esbuild/worker.js': `import 'hrm-wasm/worker'`,
    })
    const root = join(folder, 'esbuild')
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['main.js', 'worker.js'],
      bundle: true,
      minify: true,
      format: 'esm',
      outdir: 'dist',
      loader: { '.wasm': 'file' },
    })
    return 'esbuild/'
  },
  'esbuild, with everything in one file': async (folder) => {
    await write(folder, {
      'inline/index.html': page('./dist/main.js', 'blob:'),
      'inline/main.js': program('hrm-wasm/inline'),
    })
    await esbuild.build({
      absWorkingDir: join(folder, 'inline'),
      entryPoints: ['main.js'],
      bundle: true,
      minify: true,
      format: 'esm',
      outdir: 'dist',
    })
    return 'inline/'
  },
}

let folder, site
const paths = {}
before(async () => {
  ;({ folder } = await project())
  for (const [name, build] of Object.entries(consumers)) paths[name] = await build(folder)
  // The server reads the folder once: everything has been built by now.
  site = await open(folder)
})
after(() => site?.close())

/** @param {string} url @returns {Promise<number[]>} the answer of the page there, which may say nothing in the
 * console
 */
async function solved(url) {
  const visited = await site.browser.newPage()
  const said = []
  visited.on(
    'console',
    (message) =>
      ['error', 'warning'].includes(message.type()) &&
      !/favicon/.test(message.location().url) &&
      said.push(message.text()),
  )
  visited.on('pageerror', (error) => said.push(String(error)))
  await visited.goto(url)
  await visited.waitForFunction('globalThis.outcome')
  const { cells, variant } = await visited.evaluate('outcome')
  assert.notEqual(variant, 'scalar')
  assert.deepEqual(said, [])
  await visited.close()
  return cells
}

for (const name of Object.keys(consumers)) {
  test(`${name}: the page solves`, async () => assertSolves(GENTLE, await solved(site.url + paths[name])))
}

test('the development server of Vite: the page solves', async (t) => {
  await mkdir(join(folder, 'vite/public'), { recursive: true })
  await copyFile(join(folder, 'sudoku.hrm'), join(folder, 'vite/public/sudoku.hrm'))
  // Without the policy: this server writes scripts into the page.
  await write(folder, {
    'vite/index.html': page('/main.js').replace(/<meta http-equiv.*>/, ''),
    'vite/main.js': program('hrm-wasm'),
  })
  const server = await vite.createServer({
    root: join(folder, 'vite'),
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  })
  t.after(() => server.close())
  await server.listen()
  assertSolves(GENTLE, await solved(`http://127.0.0.1:${server.httpServer.address().port}/`))
})
