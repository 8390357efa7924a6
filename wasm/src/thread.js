// A thread of a team (team.js): an instance of the module on the shared memory, which waits for work for as long as it
// lives.

/** @param {import('./team.js').Post} post @param {() => void} tellReady */
export function join({ module, memory, team, thread, stackTop }, tellReady) {
  const exports = /** @type {any} */ (new WebAssembly.Instance(module, { env: { memory } }).exports)
  exports.__stack_pointer.value = stackTop
  tellReady()
  exports.team_join(team, thread)
}
