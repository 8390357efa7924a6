import { HrmError } from './errors.js'

/** A URL made absolute against the document or the worker's script.
 * @param {string | URL} url */
export function absolutePageUrl(url) {
  const { document, location } = /** @type {{ document?: Document, location?: Location }} */ (globalThis)
  try {
    return new URL(url, document?.baseURI ?? location?.href)
  } catch (cause) {
    throw new HrmError('ARGUMENT', `"${url}" is not a URL.`, { cause })
  }
}
