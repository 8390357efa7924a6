// How large the package's code comes in a page.
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { inRepository } from './support.mjs'

/** @type {typeof import('../../wasm/node_modules/esbuild/lib/main.js')} */
const esbuild = createRequire(inRepository('wasm/package.json'))('esbuild')

/** What a page's bundler makes of some code that uses the package.
 * @param {string} code @returns {Promise<{ gzipped: number, later: number, inputs: string[] }>} gzipped: bytes that load
 * with it; later: those that are fetched when they are needed */
export async function bundle(code) {
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: code, resolveDir: inRepository('wasm/src') },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    splitting: true,
    outdir: inRepository('.build/bundle'),
    absWorkingDir: inRepository('.'),
  })
  const { outputs, inputs } = metafile
  const loaded = new Set(Object.keys(outputs).filter((name) => name.endsWith('stdin.js')))
  for (const name of loaded)
    for (const { path, kind } of outputs[name].imports) if (kind === 'import-statement') loaded.add(path)
  let gzipped = 0
  let later = 0
  for (const { path, contents } of outputFiles) {
    const bytes = gzipSync(contents, { level: 9 }).length
    if ([...loaded].some((name) => path.endsWith(name))) gzipped += bytes
    else later += bytes
  }
  return { gzipped, later, inputs: Object.keys(inputs) }
}
