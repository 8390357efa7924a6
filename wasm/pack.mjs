// `npm pack` runs this before it packs (prepack) and after (postpack, --undo). What is packed must be built; the licence
// and, for tools that do not read "exports" (Parcel 2, TypeScript's node10), a folder for each entry are there only
// meanwhile. --publish: the addresses of the project must be real ones.
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('.', import.meta.url)))
const { exports, homepage } = JSON.parse(await readFile('package.json', 'utf8'))
if (process.argv.includes('--publish') && /\.example\b/.test(homepage)) {
  console.error(`${homepage} is an example's address: put the project's own into package.json before publishing.`)
  process.exit(1)
}
const entries = Object.entries(exports).filter(([name, { default: file }]) => name !== '.' && file?.endsWith('.js'))
const folders = entries.map(([name]) => name.slice(2)).filter((name) => !name.endsWith('.js'))

const built = ['scalar', 'simd', 'relaxed', 'simd-threads', 'relaxed-threads'].map((build) => `dist/hrm-${build}.wasm`)
const files = Object.values(exports).flatMap((target) =>
  typeof target === 'string' ? [target] : Object.values(target),
)
for (const file of [...built, 'dist/libraries.mjs', ...files.filter((name) => !name.includes('*'))]) {
  const there = await stat(file).catch(() => undefined)
  if (!there) {
    console.error(`${file} is not there: run "make wasm" before packing.`)
    process.exit(1)
  }
}

if (process.argv.includes('--undo')) {
  await rm('LICENSE', { force: true })
  for (const folder of folders) await rm(folder.split('/')[0], { recursive: true, force: true })
} else {
  await copyFile('../LICENSE', 'LICENSE')
  for (const [name, { types, default: file }] of entries) {
    const folder = name.slice(2)
    if (!folders.includes(folder)) continue
    const up = '../'.repeat(folder.split('/').length)
    await mkdir(folder, { recursive: true })
    const description = { type: 'module', main: up + file.slice(2), types: up + types.slice(2) }
    await writeFile(`${folder}/package.json`, `${JSON.stringify(description)}\n`)
  }
}
