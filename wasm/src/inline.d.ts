/**
 * `hrm-wasm/inline`: the same API with the .wasm builds and the worker inside, for tools that copy no assets. The worker
 * starts from a Blob: a page's policy must allow `worker-src blob:`, or the calling thread does its work. One thread
 * runs: the builds with threads would add a third to the file; `wasmBinary` can give them.
 */
export * from './index.js'
