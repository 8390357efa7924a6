// The worker, bundled by esbuild as wrangler does it, in workerd; the path is what is asked of it.
import { readFile, readdir } from 'node:fs/promises'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'

await build({ entryPoints: ['worker.js'], bundle: true, format: 'esm', outdir: 'out', loader: { '.wasm': 'copy' } })
const flare = new Miniflare({
  // Named one by one: miniflare refuses to search a script for modules that has an import of a variable.
  modules: [
    { type: 'ESModule', path: 'out/worker.js' },
    ...(await readdir('out'))
      .filter((name) => name.endsWith('.wasm'))
      .map((name) => ({ type: 'CompiledWasm', path: `out/${name}` })),
  ],
  compatibilityDate: '2026-01-01',
})
const body = await readFile('public/models/sudoku.hrm')
const answer = await flare.dispatchFetch(`http://localhost${process.argv[2]}`, { method: 'POST', body })
console.log(JSON.stringify({ outcome: await answer.text() }))
await flare.dispose()
