/** Imports a script by an address that no bundler is to look at. The inline build has none: bundlers that meet the call
 * there, where its comments are gone, take it for their own.
 * @param {string} url @returns {Promise<any>} */
export const importScript = (url) => import(/* @vite-ignore */ /* webpackIgnore: true */ url)
