// This package beside others that bring WebAssembly along, each at its defaults, in the tools where such packages fail most:
// `node tests/peers/run.mjs [TOOL...]` (after `make wasm`) prints a table; --prepared: what is installed already will do. Not a part of the tests: what others do is theirs.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { inRepository } from '../wasm/support.mjs'
import { launch } from '../web/browser.mjs'
import { PROGRAMS } from './programs.mjs'

const WORK = inRepository('.build/peers')
const WEIGHTS = inRepository('model_weights/sudoku.hrm')
const PATIENCE = 120_000
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' }
const run = promisify(execFile)
const bin = (name) => join(WORK, 'node_modules/.bin', name)
const asked = process.argv.slice(2)
/** The beginnings of tools' names; none: all. */
const wanted = asked.filter((one) => one !== '--prepared')

/** The last line of what a command or a page had to say. */
const lineOf = (text) =>
  String(text)
    .replace(/\u001b\[\d*m/g, '')
    .replaceAll(WORK, '')
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('at '))
    .join(' ')
    .slice(0, 160)

function serve(folder) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    const content = await readFile(join(folder, pathname)).catch(() => undefined)
    const type = TYPES[extname(pathname)] ?? 'application/octet-stream'
    response.writeHead(content ? 200 : 404, { 'access-control-allow-origin': '*', 'content-type': type }).end(content)
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, url: `http://127.0.0.1:${server.address().port}/` })),
  )
}

const slug = (name) => createHash('sha256').update(name).digest('hex').slice(0, 8)
const html = (script) => `<!doctype html><meta charset="utf-8"><title>A page</title><body>${script}`
const wllamaPaths = `{ default: new URL('./node_modules/@wllama/wllama/esm/wasm/wllama.wasm', import.meta.url).href }`
/** The module of a program, and one that runs it in a page. */
const moduleOf = (name) => PROGRAMS[name].source.replace('WASM_PATHS', wllamaPaths)
const PAGE = (program) =>
  `import program from ${program}\nglobalThis.outcome = program('/sudoku.hrm').catch((error) => String(error.message ?? error))`

async function prepare() {
  await mkdir(WORK, { recursive: true })
  await cp(inRepository('tests/peers/package.json'), join(WORK, 'package.json'))
  await cp(inRepository('tests/peers/package-lock.json'), join(WORK, 'package-lock.json'))
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: WORK })
  const { stdout } = await run('npm', ['pack', '--json', '--offline', '--pack-destination', WORK], {
    cwd: inRepository('wasm'),
  })
  await mkdir(join(WORK, 'node_modules/hrm-wasm'))
  const tarball = join(WORK, JSON.parse(stdout)[0].filename)
  await run('tar', ['-xzf', tarball, '-C', join(WORK, 'node_modules/hrm-wasm'), '--strip-components=1'])
  await mkdir(join(WORK, 'public'), { recursive: true })
  for (const place of ['', 'public/']) await cp(WEIGHTS, join(WORK, `${place}sudoku.hrm`))
  for (const name of Object.keys(PROGRAMS)) {
    await writeFile(join(WORK, `${slug(name)}.js`), moduleOf(name))
    await writeFile(join(WORK, `page-${slug(name)}.js`), PAGE(`'./${slug(name)}.js'`))
    const page = html(`<script type="module" src="./page-${slug(name)}.js"></script>`)
    await writeFile(join(WORK, `${slug(name)}.html`), page)
  }
}

/** What a page comes to. */
async function outcomeAt(browser, url) {
  const page = await browser.newPage()
  const said = []
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  try {
    await page.goto(url)
    for (let tries = 0; ; tries++)
      try {
        await page.waitForFunction('globalThis.outcome', undefined, { timeout: PATIENCE / 2 })
        const told = await page.evaluate(
          `Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, ${PATIENCE}, 'never answers'))])`,
        )
        return told === 'ok' ? 'ok' : lineOf(told)
      } catch (error) {
        if (tries > 2 || !/context was destroyed|navigat/i.test(error.message)) return lineOf(said[0] ?? error.message)
      }
  } finally {
    await page.close()
  }
}

/** Builds of one program by a command, and its page. */
const built = (command) => async (name, browser) => {
  const out = join(WORK, 'site', slug(name))
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const failed = await run(...command(`page-${slug(name)}.js`, out), { cwd: WORK, maxBuffer: 2 ** 26 }).then(
    () => undefined,
    ({ stdout, stderr, message }) => `does not build: ${lineOf(stderr || stdout || message)}`,
  )
  if (failed) return failed
  await writeFile(join(out, 'index.html'), html('<script type="module" src="./main.js"></script>'))
  await cp(WEIGHTS, join(out, 'sudoku.hrm'))
  const { server, url } = await serve(out)
  const outcome = await outcomeAt(browser, `${url}index.html`)
  server.close()
  return outcome
}

/** Starts a server, asks it, ends it. */
async function asking(command, args, cwd, env, ask) {
  const server = spawn(command, args, { cwd, detached: true, stdio: 'ignore', env: { ...process.env, ...env } })
  try {
    return await ask()
  } finally {
    if (server.exitCode === null) process.kill(-server.pid)
  }
}
const until = async (url) => {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the server does not start')
}
let port = 20_000 + (process.pid % 10_000)

const TOOLS = {
  'Vite 7.3.8, development': async (name, browser) => {
    const at = ++port
    await rm(join(WORK, 'node_modules/.vite'), { recursive: true, force: true })
    const args = ['--port', String(at), '--strictPort', '--host', '127.0.0.1']
    return asking(bin('vite'), args, WORK, {}, async () => {
      await until(`http://127.0.0.1:${at}/${slug(name)}.html`)
      return outcomeAt(browser, `http://127.0.0.1:${at}/${slug(name)}.html`)
    })
  },
  'webpack 5.113.0': built((entry, out) => [
    bin('webpack'),
    ['--mode', 'production', '--entry', `./${entry}`, '-o', out, '--output-filename', 'main.js'],
  ]),
  'esbuild 0.28.2': built((entry, out) => [
    bin('esbuild'),
    [entry, '--bundle', '--format=esm', `--outfile=${out}/main.js`],
  ]),
  'a CDN, no bundler': async (name, browser) => {
    const [packageName] = name.split(',')
    const cdn = await serve(join(WORK, 'node_modules', packageName))
    const own = await serve(WORK)
    const { cdn: entry } = PROGRAMS[name]
    const page = `cdn-${slug(name)}`
    const isScript = packageName === 'sql.js'
    const program = moduleOf(name)
      .replaceAll(`'./node_modules/${packageName}/`, `'${cdn.url}`)
      .replaceAll(`from '${packageName}'`, `from '${cdn.url}${entry}'`)
      .replace(/import initSqlJs from.*/, 'const { initSqlJs } = globalThis')
    await writeFile(join(WORK, `${page}.js`), program)
    await writeFile(join(WORK, `${page}-page.js`), PAGE(`'./${page}.js'`))
    const script = isScript ? `<script src="${cdn.url}${entry}"></script>` : ''
    await writeFile(
      join(WORK, `${page}.html`),
      html(`${script}<script type="module" src="./${page}-page.js"></script>`),
    )
    const outcome = await outcomeAt(browser, `${own.url}${page}.html`)
    for (const { server } of [cdn, own]) server.close()
    return outcome
  },
  'Nitro 2.13.6, server route': async (name) => {
    if (PROGRAMS[name].page) return 'for pages'
    const folder = join(WORK, `nitro-${slug(name)}`)
    const moved = join(WORK, '..', `peers-moved-${slug(name)}`)
    for (const one of [folder, moved]) await rm(one, { recursive: true, force: true })
    await mkdir(join(folder, 'routes'), { recursive: true })
    await writeFile(join(folder, 'nitro.config.mjs'), `export default { compatibilityDate: '2026-01-01', srcDir: '.' }`)
    await writeFile(join(folder, 'program.mjs'), moduleOf(name).replace("'./node_modules", "'../node_modules"))
    await writeFile(
      join(folder, 'routes/index.mjs'),
      `import { defineEventHandler } from 'h3'
      import program from '../program.mjs'
      export default defineEventHandler(() => program(${JSON.stringify(WEIGHTS)}).catch((error) => String(error.message ?? error)))`,
    )
    try {
      await run(bin('nitropack'), ['build'], { cwd: folder, maxBuffer: 2 ** 26 })
    } catch ({ stderr, message }) {
      return `does not build: ${lineOf(stderr || message)}`
    }
    // Away from the node_modules that it was made of, as it is deployed.
    await cp(join(folder, '.output'), moved, { recursive: true, verbatimSymlinks: true })
    const at = ++port
    const env = { PORT: String(at), HOST: '127.0.0.1' }
    const told = await asking(process.execPath, ['server/index.mjs'], moved, env, async () =>
      (await until(`http://127.0.0.1:${at}/`)).text(),
    ).catch((error) => error.message)
    await rm(moved, { recursive: true, force: true })
    return told === 'ok' ? 'ok' : lineOf(told)
  },
}

if (!asked.includes('--prepared')) await prepare()
const browser = await launch()
const tools = Object.entries(TOOLS).filter(([tool]) => !wanted.length || wanted.some((one) => tool.startsWith(one)))
console.log(`| | ${tools.map(([tool]) => tool).join(' | ')} |\n|---|${'---|'.repeat(tools.length)}`)
for (const name of Object.keys(PROGRAMS)) {
  const cells = []
  for (const [, tool] of tools) cells.push(await tool(name, browser).catch((error) => lineOf(error.message)))
  const version = await readFile(join(WORK, 'node_modules', name.split(',')[0], 'package.json'), 'utf8')
  console.log(`| ${name} ${JSON.parse(version).version} | ${cells.join(' | ')} |`)
}
await browser.close()
