/** The script of the worker that createWorkerRuntime talks to. It exports nothing: start it with `new Worker(url, {
 * type: 'module' })`. Who starts it before createWorkerRuntime is there may tell it what will be asked of it, `{ id: 0,
 * call: 'prepare', args: { options, assets, first } }`: RuntimeOptions, the absolute addresses of the files in dist by
 * their names, and a WeightsEntry or nothing. Then runtime and model are on their way when they are asked for.
 */
export {}
