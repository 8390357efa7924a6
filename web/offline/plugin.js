// Writes sw.js, the service worker, into the built page: what it keeps is what the build made.
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { compress } from './compress.js'

const SCRIPT = 'sw.js'
/** What is kept only once it was asked for: what learns, what reads a checkpoint or an archive, what a browser without WebCrypto needs,
 * builds for several threads, which the page does not use, and icons of an installed page.
 */
const IS_LATER = /(^|\/)(hrm-learn\w*|learn|checkpoint|sha256|(data-)?libraries)[-.]|-threads-|\.png$/

/** @param {string} folder the built page */
export async function writeServiceWorker(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
  /** @type {Record<string, string>} */
  const files = {}
  /** @type {Record<string, string>} */
  const later = {}
  for (const path of paths.sort()) {
    if (path === SCRIPT || /\.(hrm|br|gz)$/.test(path)) continue
    ;(IS_LATER.test(path) ? later : files)[path] = `sha256-${createHash('sha256')
      .update(await readFile(join(folder, path)))
      .digest('base64')}`
  }
  const source = await readFile(new URL('service-worker.js', import.meta.url), 'utf8')
  const version = createHash('sha256')
    .update(JSON.stringify([files, later]) + source)
    .digest('hex')
    .slice(0, 16)
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('service-worker.js', import.meta.url)),
        output: {
          format: 'iife',
          entryFileNames: SCRIPT,
          intro: `const BUILD = ${JSON.stringify({ version, files, later })}`,
        },
      },
    },
  })
}

/** @returns {import('vite').Plugin} */
export function serviceWorker() {
  let folder = ''
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => void (folder = resolve(config.root, config.build.outDir)),
    async closeBundle() {
      await writeServiceWorker(folder)
      await compress(folder)
    },
  }
}
