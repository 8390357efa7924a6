/** The script of the worker that createLearner talks to. It exports nothing: start it with `new Worker(url, { type:
 * 'module' })`.
 */
export {}
