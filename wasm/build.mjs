// Builds what the package ships in dist/ besides the .wasm files: libraries of the command line and of the page, each
// in one file, and the bridge with everything in one file.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('.', import.meta.url)))

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, format: 'esm', logLevel: 'warning' }

await build({
  ...common,
  entryPoints: ['cli/libraries.src.mjs'],
  outfile: 'dist/libraries.mjs',
  platform: 'node',
  target: 'node20',
  legalComments: 'inline',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
const licences = ['csv-parse', 'yaml', 'yazl', 'buffer-crc32', 'crc-32', '@zip.js/zip.js'].map(
  async (name) => `==> ${name}/LICENSE <==\n${await readFile(`node_modules/${name}/LICENSE`, 'utf8')}`,
)
await writeFile('dist/libraries.LICENSE.txt', (await Promise.all(licences)).join('\n'))

for (const [entry, name] of [
  ['src/sha256.src.js', 'sha256'],
  ['src/convert/libraries.src.js', 'convert-libraries'],
]) {
  await build({
    ...common,
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    minify: true,
    target: 'es2022',
    legalComments: 'inline',
    banner: { js: '// @ts-nocheck' },
  })
}

// The worker's script becomes a text inside the page's.
const worker = await build({ ...common, entryPoints: ['src/worker.js'], minify: true, target: 'es2022', write: false })
await build({
  ...common,
  entryPoints: ['src/inline.src.js'],
  outfile: 'dist/inline.js',
  minify: true,
  target: 'es2022',
  loader: { '.wasm': 'binary' },
  plugins: [
    {
      name: 'worker-text',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^worker-text$/ }, ({ path }) => ({ path, namespace: 'worker-text' }))
        onLoad({ filter: /.*/, namespace: 'worker-text' }, () => ({
          contents: worker.outputFiles[0].text,
          loader: 'text',
        }))
      },
    },
  ],
})
