// Which script of the package a worker was started with, as its script can tell.

export const node = globalThis.process?.getBuiltinModule?.('node:worker_threads')
/** Of a page's worker; only a worker has it. */
export const scope = /** @type {any} */ (/** @type {any} */ (globalThis).WorkerGlobalScope && globalThis)

/** The name and address of the worker; of Bun's, which has neither, its script. Another worker, which imports a script of
 * the package for rescue, says neither's name. */
export function ownScript() {
  if (scope) return `${scope.name} ${scope.location}`
  const { Bun } = /** @type {any} */ (globalThis)
  return Bun && node && !node.isMainThread ? `${Bun.main}` : ''
}
