// See libraries.src.js. Fetched when a list is read.

/** @returns {Promise<typeof import('./libraries.src.js')>} */
export async function loadLibraries() {
  const bundled = await import('../../dist/data-libraries.js')
  return /** @type {typeof import('./libraries.src.js')} */ (/** @type {unknown} */ (bundled))
}
