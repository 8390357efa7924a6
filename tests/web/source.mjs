// The page's own modules, without a browser.
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const web = new URL('../../web/', import.meta.url)

/** A module of web/src by its path there, with its ending. */
export async function load(path) {
  const vite = createRequire(new URL('package.json', web)).resolve('vite')
  const { runnerImport } = await import(pathToFileURL(vite))
  return (await runnerImport(fileURLToPath(new URL(`src/${path}`, web)), { configFile: false, logLevel: 'error' }))
    .module
}
