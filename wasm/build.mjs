// Builds what the package ships in dist/ besides the .wasm files: libraries of the command line and of the page, each
// in one file, the worker, and the bridge with everything inside.
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('.', import.meta.url)))

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, format: 'esm', logLevel: 'warning' }
/** @type {import('esbuild').BuildOptions} */
const forPages = { ...common, minify: true, target: 'es2022' }

await build({
  ...common,
  entryPoints: ['cli/libraries.src.mjs'],
  outfile: 'dist/libraries.mjs',
  platform: 'node',
  target: 'node20',
  legalComments: 'inline',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
})
const licences = ['csv-parse', 'yaml', 'yazl', 'buffer-crc32', 'crc-32', '@zip.js/zip.js', 'seek-bzip', 'buffer'].map(
  async (name) => `==> ${name}/LICENSE <==\n${await readFile(`node_modules/${name}/LICENSE`, 'utf8')}`,
)
await writeFile('dist/libraries.LICENSE.txt', (await Promise.all(licences)).join('\n'))

for (const [entry, name] of [
  ['src/sha256.src.js', 'sha256'],
  ['src/convert/libraries.src.js', 'convert-libraries'],
  ['src/data/libraries.src.js', 'data-libraries'],
  ['src/tasks/readers.src.js', 'readers'],
]) {
  await build({
    ...forPages,
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    legalComments: 'inline',
    inject: name === 'data-libraries' ? ['src/data/buffer.src.js'] : [],
    banner: { js: '// @ts-nocheck' },
  })
}

/** Tells bundlers to leave a script's one import of an address alone, by comments that minifying drops.
 * @param {string} file */
async function leaveImport(file) {
  const text = await readFile(file, 'utf8')
  const dynamic = text.match(/\bimport\((?=\w+\))/g) ?? []
  if (dynamic.length !== 1) throw new Error(`${file} has ${dynamic.length} dynamic imports, not one`)
  const left = text.replace(/\bimport\((?=\w+\))/, 'import(/* webpackIgnore: true */ /* @vite-ignore */ ')
  await writeFile(file, left)
}
await leaveImport('dist/convert-libraries.js')

/** Takes other modules in place of some. @param {Record<string, string>} modules by the path that imports them
 * @returns {import('esbuild').Plugin} */
const instead = (modules) => ({
  name: 'instead',
  setup({ onResolve }) {
    for (const [path, other] of Object.entries(modules))
      onResolve({ filter: new RegExp(`^${path.replaceAll('.', '\\.')}$`) }, () => ({ path: resolve(other) }))
  },
})
// Without any `new URL(file, import.meta.url)`: see assets-told.js.
const told = { './assets.js': 'src/assets-told.js' }
// The main entry as one file, for Node, which opens one quicker than forty. Only its spaces are minified: those who look
// for the addresses of files still see them.
await build({
  ...common,
  entryPoints: ['src/index.js'],
  outfile: 'dist/node.js',
  target: 'es2022',
  minifyWhitespace: true,
  plugins: [instead({ './read-puzzle.js': 'src/read-puzzle-inside.js' })],
})
await leaveImport('dist/node.js')

const worker = { ...forPages, entryPoints: ['src/hrm-worker.src.js'] }
await build({ ...worker, plugins: [instead(told)], outfile: 'dist/hrm-worker.js' })
await build({
  ...forPages,
  entryPoints: ['src/hrm-learner.src.js'],
  plugins: [
    instead({ '../assets.js': 'src/assets-told.js', './learn-assets.js': 'src/learn/learn-assets-told.js', ...told }),
  ],
  outfile: 'dist/hrm-learner.js',
})

for (const name of await readdir('dist')) if (name.startsWith('inline')) await rm(`dist/${name}`)
const everything = instead({
  ...told,
  './sha256.js': 'src/sha256.src.js',
  './read-puzzle.js': 'src/read-puzzle-inside.js',
  './import-script.js': 'src/import-nothing.js',
})
const { outputFiles } = await build({ ...worker, plugins: [everything], write: false })
await build({
  ...forPages,
  entryPoints: { inline: 'src/inline.src.js', 'inline-element': 'src/inline-element.src.js' },
  outdir: 'dist',
  splitting: true,
  chunkNames: 'inline-[name]-[hash]',
  loader: { '.wasm': 'binary' },
  plugins: [
    everything,
    {
      name: 'worker-text',
      setup({ onResolve, onLoad }) {
        // The worker's script becomes a text inside the page's.
        onResolve({ filter: /^worker-text$/ }, ({ path }) => ({ path, namespace: 'worker-text' }))
        onLoad({ filter: /.*/, namespace: 'worker-text' }, () => ({ contents: outputFiles[0].text, loader: 'text' }))
      },
    },
  ],
})
