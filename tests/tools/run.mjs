// The installed package in the tools that people build with, each in a small project of its own: built and, where it
// has one, in its development server, in Chromium and in Node. `node tests/tools/run.mjs [NAME...]`; --quick: those that
// install within seconds. The projects are made in .build/tools.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { serve } from '../../web/server.mjs'
import { inRepository } from '../wasm/support.mjs'
import { launch } from '../web/browser.mjs'

const run = promisify(execFile)
const QUICK = ['vite7', 'webpack', 'rollup', 'esbuild', 'nft', 'cdn']
const SHARED = inRepository('tests/tools/shared')
const WORK = inRepository('.build/tools')
const HOURGLASS = 600_000
/** What a tool may ask for beside the Node that runs this, as packages of npm's. */
const NODES = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' }

const asked = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const folders = (await readdir(inRepository('tests/tools'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name)
const chosen = asked.length ? asked : process.argv.includes('--quick') ? QUICK : folders
for (const name of chosen) assert.ok(folders.includes(name), `no tool "${name}"; there are: ${folders.join(', ')}`)

const isThere = (path) =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Of every command: nothing of this test's own, and nobody is counted. */
const environment = {
  ...process.env,
  NO_COLOR: '1',
  NODE_ENV: undefined,
  NODE_TEST_CONTEXT: undefined,
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
}

/** The environment with another Node, installed where it is not yet.
 * @param {string} [version] its first number */
async function environmentOf(version) {
  if (!version || process.versions.node.startsWith(`${version}.`)) return environment
  const folder = join(WORK, `node-${NODES[version]}`)
  const bin = join(folder, 'node_modules/node/bin')
  if (!(await isThere(join(bin, 'node')))) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'package.json'), '{ "private": true }')
    await shell(`npm install --no-audit --no-fund --loglevel=error --save-exact node@${NODES[version]}`, folder)
  }
  return { ...environment, PATH: `${bin}:${process.env.PATH}` }
}

/** Runs a command of the tool in its project. */
async function shell(command, cwd, env = environment) {
  const options = { cwd, env, maxBuffer: 2 ** 26, timeout: HOURGLASS }
  return run('bash', ['-c', command], options).catch((error) => {
    throw new Error(`${command}: ${error.stdout?.slice(-3000)} ${error.stderr?.slice(-3000)}`)
  })
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A project with the tool installed as its lock says, and the two packages unpacked beside it. */
async function project(name, tarballs) {
  const folder = join(WORK, name)
  const own = inRepository(`tests/tools/${name}`)
  const tool = JSON.parse(await readFile(join(own, 'tool.json'), 'utf8'))
  const { files = '.', like = name } = tool
  const source = inRepository(`tests/tools/${like}`)
  const env = await environmentOf(tool.node)
  await mkdir(folder, { recursive: true })
  const lock = await readFile(join(source, 'package-lock.json'), 'utf8').catch(() => undefined)
  const installed = await readFile(join(folder, 'installed-lock.json'), 'utf8').catch(() => undefined)
  for (const old of await readdir(folder))
    if (old !== 'node_modules' && old !== 'installed-lock.json') await rm(join(folder, old), { recursive: true })
  // What a tool made of the package as it was.
  for (const cache of ['.vite', '.cache'])
    await rm(join(folder, 'node_modules', cache), { recursive: true, force: true })
  await cp(source, folder, { recursive: true })
  await cp(own, folder, { recursive: true })
  await cp(SHARED, folder, { recursive: true, filter: (path) => !path.endsWith('public') })
  if (lock !== undefined && lock !== installed) {
    // npm refuses some locks that it wrote itself ("Missing ... from lock file").
    const quietly = '--no-audit --no-fund --loglevel=error'
    await shell(`npm ci ${quietly} || npm install ${quietly}`, folder, env)
    await writeFile(join(folder, 'installed-lock.json'), lock)
  }
  for (const [packageName, tarball] of Object.entries(tarballs)) {
    const target = join(folder, 'node_modules', packageName)
    await rm(target, { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1'])
  }
  // The weights where the tool looks for what it serves as it is.
  for (const place of new Set([join(folder, 'public'), join(folder, files)])) {
    await mkdir(join(place, 'models'), { recursive: true })
    for (const file of ['manifest.json', 'sudoku.hrm', 'maze.hrm'])
      await cp(join(folder, 'node_modules/hrm-weights', file), join(place, 'models', file))
  }
  // Where the tool makes no pages, here they are.
  if (tool.scripts)
    for (const [page, script] of Object.entries(tool.scripts))
      await writeFile(
        join(folder, files, page === 'main' ? 'index.html' : 'inline.html'),
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><body><script type="module" src="${script}"></script>`,
      )
  return { folder, tool, env }
}

let browser, tarballs
before(async () => {
  await mkdir(WORK, { recursive: true })
  tarballs = {}
  for (const [name, folder] of [
    ['hrm-wasm', 'wasm'],
    ['hrm-weights', 'model_weights'],
  ]) {
    const { stdout } = await run('npm', ['pack', '--json', '--offline', '--pack-destination', WORK], {
      cwd: inRepository(folder),
    })
    tarballs[name] = join(WORK, JSON.parse(stdout)[0].filename)
  }
  browser = await launch()
})
after(async () => browser?.close())

/** What the page's program came to.
 * @param {string} url @param {{ newPage(): Promise<any> }} browser */
async function outcomeAt(url, browser) {
  const page = await browser.newPage()
  const said = []
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  try {
    await page.goto(url, { timeout: HOURGLASS })
    // A development server may reload a page whose dependencies it has just found.
    for (let tries = 1; ; tries++) {
      try {
        await page.waitForFunction('globalThis.outcome', undefined, { timeout: 60_000 })
        return await page.evaluate('globalThis.outcome')
      } catch (error) {
        if (tries > 3 || !/context was destroyed|navigat/i.test(error.message))
          throw new Error(`${error.message.split('\n')[0]}; ${said.join('; ')}`)
      }
    }
  } finally {
    await page.close()
  }
}

const table = {}
function note(name, cell, outcome, expected = {}) {
  ;(table[name] ??= {})[cell] = outcome
  const pattern = Object.entries(expected).find(([cells]) => cell.startsWith(cells))?.[1]
  if (pattern) assert.match(outcome, new RegExp(pattern), cell)
  else assert.equal(outcome, 'ok', cell)
}

/** @param {string} url @param {'development' | 'build'} when */
async function pages(t, name, tool, url, when, opened = browser) {
  for (const page of ['main', 'inline']) {
    const path = tool.pages?.[page] ?? (page === 'main' ? '' : 'inline.html')
    if (path === null) continue
    await t.test(`${when}: ${page}`, async () => {
      const outcome = await outcomeAt(new URL(path, url).href, opened)
      for (const [cell, value] of Object.entries(outcome)) (table[name] ??= {})[`${when} ${page} ${cell}`] = value
      for (const [cell, value] of Object.entries(outcome)) note(name, `${when} ${page} ${cell}`, value, tool.expected)
    })
  }
}

/** Starts a server of the tool's, looks at its pages and asks its routes, each of which answers { outcome }. */
async function served(t, name, tool, folder, command, when, env) {
  const port = await freePort()
  const server = spawn('bash', ['-c', command.replaceAll('PORT', String(port))], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += text))
  const url = `http://127.0.0.1:${port}/`
  const answers = () =>
    fetch(new URL(tool.pages?.main ?? '', url)).then(
      ({ ok }) => ok,
      () => false,
    )
  try {
    for (let tries = 0; !(await answers()); tries++) {
      if (tries > 900 || server.exitCode !== null) throw new Error(`The server does not start: ${said.slice(-2000)}`)
      await wait(200)
    }
    await pages(t, name, tool, url, when)
    for (const route of tool.routes ?? []) {
      await t.test(`${when}: server ${route}`, async () => {
        const { outcome } = await (await fetch(new URL(route, url))).json()
        note(name, `${when} server ${route}`, outcome, tool.expected)
      })
    }
  } finally {
    // One that did not start is gone already.
    if (server.exitCode === null) process.kill(-server.pid)
  }
}

for (const name of chosen) {
  test(name, async (t) => {
    const { folder, tool, env } = await project(name, tarballs)
    if (tool.dev) await served(t, name, tool, folder, tool.dev, 'development', env)
    // A tool whose own build fails, whatever is built: once it does not, its cells are to be tried.
    if (tool.buildFails) {
      await assert.rejects(shell(tool.build, folder, env), new RegExp(tool.buildFails))
      table[name].build = tool.buildFails
      return
    }
    if (tool.build) await shell(tool.build, folder, env)
    if (tool.start) await served(t, name, tool, folder, tool.start, 'build', env)
    if (tool.site) {
      const { server, url } = await serve(join(folder, tool.site))
      await pages(t, name, tool, url, 'build')
      server.close()
    }
    for (const version of tool.nodes ?? [tool.node]) {
      const its = await environmentOf(version)
      for (const program of tool.server ?? []) {
        const cell = `server ${tool.nodes ? `Node ${NODES[version] ?? process.versions.node}, ` : ''}${program}`
        await t.test(cell, async () => {
          const { stdout } = await shell(
            program.includes(' ') ? program : `node ${program}`,
            join(folder, tool.serverFolder ?? '.'),
            its,
          )
          const line = stdout.split('\n').find((one) => one.startsWith('{"outcome"'))
          note(name, cell, line ? JSON.parse(line).outcome : stdout, tool.expected)
        })
      }
    }
    if (tool.page) {
      const { open } = await import(join(folder, tool.page))
      const opened = await open(folder)
      await pages(t, name, tool, opened.url, 'build', opened.browser)
      await opened.close()
    }
  })
}

after(async () => {
  await writeFile(join(WORK, 'outcome.json'), JSON.stringify(table, null, 1))
  for (const [name, cells] of Object.entries(table))
    for (const [cell, outcome] of Object.entries(cells)) console.log(`${name.padEnd(12)} ${cell.padEnd(34)} ${outcome}`)
})
