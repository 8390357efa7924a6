// Starts a script of dist/, be it of another origin or under a policy of Trusted Types.

/** The name in "trusted-types hrm-wasm" of a page's policy. */
const POLICY = 'hrm-wasm'

/** @type {{ createScriptURL(url: string): string } | undefined} */
let policy

/** @param {string} url of this package @returns {string} as a page that requires Trusted Types takes it */
function trusted(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis)
  policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: (/** @type {string} */ own) => own })
  return policy ? policy.createScriptURL(url) : url
}

/** A worker must be of its page's origin; a module that it imports need not.
 * @param {string} url absolute @param {'hrm-worker' | 'hrm-thread'} name what it is to be @returns {Worker} throws what
 * the browser throws
 */
export function startScript(url, name) {
  const options = /** @type {const} */ ({ type: 'module', name })
  if (new URL(url).origin === globalThis.origin) return new Worker(trusted(url), options)
  const blob = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)}`], { type: 'text/javascript' }))
  // Not revoked: a worker fetches its script when it comes to it.
  return new Worker(trusted(blob), options)
}
