import { fileURLToPath } from 'node:url'

/** The bundled libraries; see libraries.src.mjs.
 * @returns {Promise<typeof import('./libraries.src.mjs')>} */
export async function loadLibraries() {
  const url = new URL('../dist/libraries.mjs', import.meta.url)
  try {
    return await import(url.href)
  } catch (cause) {
    throw new Error(`${fileURLToPath(url)} cannot be loaded: run "npm run build" in the package's folder.`, { cause })
  }
}
