// The package as it is packed: what publint and attw say of it, and its use in Node.
import assert from 'node:assert/strict'
import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { inRepository, temporaryFolder } from '../wasm/support.mjs'
import { GENTLE, assertSolves } from '../web/page.mjs'
import { project, run, write } from './project.mjs'

let folder, installed, tarball
before(async () => ({ folder, installed, tarball } = await project()))

/** @param {string[]} files of the project, with the strictest settings */
const compile = (files) =>
  run(
    inRepository('wasm/node_modules/.bin/tsc'),
    [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--lib',
      'es2023,dom,dom.iterable',
      '--types',
      '',
      ...files,
    ],
    { cwd: folder },
  )

test('publint finds nothing', async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true })
  assert.equal(pkg.name, 'hrm-wasm')
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  )
})

test('attw finds nothing', async () => {
  const attw = inRepository('tests/node_modules/.bin/attw')
  const { stdout } = await run(attw, [tarball, '--profile', 'esm-only', '--format', 'json']).catch((error) => error)
  const { analysis, problems } = JSON.parse(stdout)
  // The wildcard has no types to look for; package.json is data.
  const looked = Object.keys(analysis.entrypoints).filter(
    (name) => analysis.entrypoints[name].resolutions?.bundler?.resolution,
  )
  const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  assert.deepEqual(
    looked.sort(),
    Object.keys(exports)
      .filter((name) => !name.includes('*'))
      .sort(),
  )
  const ignored = ['node10', 'node16-cjs']
  const found = Object.values(problems)
    .flat()
    .filter(({ resolutionKind }) => !ignored.includes(resolutionKind))
  assert.deepEqual(found, [])
})

test('every export is there, and installing the package installed nothing else', async () => {
  const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  for (const [name, target] of Object.entries(exports)) {
    for (const path of typeof target === 'string' ? [target] : Object.values(target)) {
      await Promise.all(
        (path.includes('*')
          ? ['relaxed', 'relaxed16', 'simd', 'scalar'].map((variant) => path.replace('*', `hrm-${variant}`))
          : [path]
        ).map((file) => readFile(join(installed, file))),
      ).catch((error) => assert.fail(`${name}: ${error.message}`))
    }
  }
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'))
  assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/hrm-wasm'])
})

test("every entry exports what its types promise, by its name and, for tools without 'exports', by its folder", async () => {
  const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  const names = Object.keys(exports).filter((name) => exports[name].default?.endsWith('.js'))
  assert.ok(names.length > 10)
  const lines = []
  for (const name of names) {
    const entry = join('hrm-wasm', name).replaceAll('\\', '/')
    const { stdout } = await run(
      process.execPath,
      ['-p', `import('${entry}').then((entry) => console.log(JSON.stringify(Object.keys(entry)))), ''`],
      { cwd: folder },
    )
    const real = JSON.parse(stdout.trim())
    // Excess and missing names are both errors of a Record; classes and functions alone are values.
    const values = real.map((value) => `${JSON.stringify(value)}: true`).join(', ')
    lines.push(`{ const exported: Record<keyof typeof import('${entry}'), true> = { ${values} }; void exported }`)
    if (name === '.' || name.endsWith('.js')) continue
    const { main, types } = JSON.parse(await readFile(join(installed, name, 'package.json'), 'utf8'))
    assert.equal(join(name, main), join(exports[name].default), name)
    assert.equal(join(name, types), join(exports[name].types), name)
  }
  await write(folder, { 'exports.ts': `${lines.join('\n')}\nexport {}` })
  const { stdout } = await compile(['exports.ts']).catch((error) => error)
  assert.equal(stdout, '')
})

test('what is not built is not packed, and packing leaves nothing behind', async () => {
  const copy = await temporaryFolder()
  await cp(inRepository('wasm'), join(copy, 'wasm'), {
    recursive: true,
    filter: (path) => !/node_modules|hrm-worker\.js$/.test(path),
  })
  await cp(inRepository('LICENSE'), join(copy, 'LICENSE'))
  const pack = ['pack', '--json', '--offline', '--pack-destination', copy]
  await assert.rejects(run('npm', pack, { cwd: join(copy, 'wasm') }), /hrm-worker\.js is not there: run "make wasm"/)
  for (const path of ['wasm/LICENSE', 'wasm/element', 'wasm/inline'])
    await assert.rejects(readFile(join(copy, path)), /ENOENT/, path)
})

for (const from of ['hrm-wasm', 'hrm-wasm/inline']) {
  test(`a Node program solves with ${from}`, async () => {
    await write(folder, {
      'solve.mjs': `
        import { createRuntime, sudoku } from '${from}'
        const runtime = await createRuntime()
        const model = await runtime.loadModel(new URL('sudoku.hrm', import.meta.url))
        let last
        for await (last of model.solve(process.argv[2]));
        runtime.close()
        console.log(JSON.stringify({ grid: last.grid, cells: [...sudoku.parse(last.grid)] }))`,
    })
    const { stdout, stderr } = await run(process.execPath, ['solve.mjs', GENTLE], { cwd: folder })
    assert.equal(stderr, '')
    assertSolves(GENTLE, JSON.parse(stdout).cells)
  })
}

test("the README's program for Node runs as it stands, and its puzzles are whole", async () => {
  const readme = await readFile(join(installed, 'README.md'), 'utf8')
  const [, program] = /```js\n(\/\/ solve\.mjs[\s\S]*?)```/.exec(readme)
  const weights = join(folder, 'node_modules/hrm-weights')
  await mkdir(weights, { recursive: true })
  await cp(inRepository('model_weights/sudoku.hrm'), join(weights, 'sudoku.hrm'))
  await write(folder, { 'readme.mjs': program })
  const { stdout } = await run(process.execPath, ['readme.mjs'], { cwd: folder })
  const [, grid] = /^\d+ (\d{81}) true$/m.exec(stdout)
  assertSolves(GENTLE, [...grid].map(Number))
  const puzzles = [...readme.matchAll(/(?<=['" ])[\d.]{28,}(?=['"`])/g)].map(([puzzle]) => puzzle)
  assert.ok(puzzles.length >= 4)
  for (const puzzle of puzzles) assert.equal(puzzle.length, 81, puzzle)
})

test('the command hrm solves', async () => {
  const { stdout } = await run('npx', ['--no-install', 'hrm', 'solve', '--model', 'sudoku.hrm', GENTLE], {
    cwd: folder,
  })
  assertSolves(GENTLE, [...JSON.parse(stdout).answer].map(Number))
})

test('a TypeScript program compiles against the types, which need no lenience', async () => {
  await write(folder, {
    'app.ts': `
      import { createWorkerRuntime, HrmError, type Step } from 'hrm-wasm'
      import { HrmPuzzleElement } from 'hrm-wasm/element'
      import * as weights from 'hrm-wasm/weights'
      import { convertCheckpoint, describeCheckpoint } from 'hrm-wasm/convert'
      import * as inline from 'hrm-wasm/inline'
      import { judge } from 'hrm-wasm/maze'
      import { parse } from 'hrm-wasm/sudoku'
      import 'hrm-wasm/worker'
      HrmPuzzleElement.createRuntime = () => inline.createWorkerRuntime()
      const element: HrmPuzzleElement = document.querySelector('hrm-puzzle')!
      element.addEventListener('hrm-solved', ({ detail }) => { const answer: string = detail.answer; parse(answer) })
      element.addEventListener('hrm-step', ({ detail }) => { const step: Step = detail; step.segment.toFixed() })
      const [entry] = await weights.fetchManifest('manifest.json')
      const { blob } = await weights.load(entry!, { onProgress: ({ loaded, total }) => { const share: number = loaded / total; share.toFixed() } })
      const files = { checkpoint: blob, config: '', dataset: '' }
      const converted: Blob = await convertCheckpoint(files, { dtype: 'f32', task: (await describeCheckpoint(files)).task, onProgress: ({ loaded, total }) => { (loaded / total).toFixed() } })
      const model = await (await createWorkerRuntime()).loadModel(converted)
      for await (const { grid } of model.solve('', { signal: AbortSignal.timeout(1) })) judge('', grid ?? '')
      // @ts-expect-error: there is no such type
      element.type = 'chess'
      // @ts-expect-error: nor such a code
      new HrmError('NONSENSE', '')`,
  })
  const { stdout } = await compile(['app.ts']).catch((error) => error)
  assert.equal(stdout, '')
})
