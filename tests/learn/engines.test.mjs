// The same bits in other engines: every build's golden vectors, of inference and of the learner, in Bun (JavaScriptCore)
// and Deno (V8 of its own), cold and warm; and a model that learns there is the one that learns in Node.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inRepository } from '../wasm/support.mjs'

const modules = inRepository('tests/node_modules')
/** The packages' own programs: their install scripts, which would put a link to them, are not run. */
const platform = `${process.platform}-${process.arch}`
const ENGINES = {
  Node: { path: process.execPath, args: [] },
  Bun: { path: `${modules}/@oven/bun-${platform}/bin/bun`, args: [] },
  Deno: { path: `${modules}/@deno/${platform}-glibc/deno`, args: ['run', '--allow-all', '--quiet'] },
}
const script = fileURLToPath(new URL('./engine.mjs', import.meta.url))

/** What the script prints in an engine. */
async function run(engine, ...args) {
  const { path, args: own } = ENGINES[engine]
  const { stdout } = await promisify(execFile)(path, [...own, script, ...args], { timeout: 120_000 })
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

for (const engine of ['Bun', 'Deno']) {
  const skip = !existsSync(ENGINES[engine].path) && `${engine} is not made for ${platform}`
  for (const build of ['scalar', 'simd', 'relaxed', 'learn-simd', 'learn-relaxed'])
    test(
      `${engine}: the golden vectors of ${build} are right from the first to the last, or never`,
      { skip },
      async (t) => {
        const { right, wrong, chosen } = await run(engine, build)
        t.diagnostic(
          `${engine}, ${build}: ${right} times right, ${wrong} times wrong; the check at start says ${chosen}`,
        )
        assert.ok(right + wrong > 1)
        // What is wrong at any time must not be chosen.
        if (wrong) assert.equal(chosen, false)
        else assert.equal(chosen, true)
      },
    )

  test(`${engine} starts the runtime's worker, and not another way`, { skip }, async () => {
    const { variantReason } = await run(engine, 'worker')
    assert.match(variantReason, /the golden vector comes out right/)
    assert.doesNotMatch(variantReason, /calling thread/)
  })

  test(`${engine} learns what Node learns, to the bit`, { skip }, async () => {
    assert.deepEqual(await run(engine, 'learn'), await run('Node', 'learn'))
  })
}
