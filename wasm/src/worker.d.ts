/** The script of the worker that createWorkerRuntime talks to. It exports nothing: start it with `new Worker(url, {
 * type: 'module' })`.
 */
export {}
