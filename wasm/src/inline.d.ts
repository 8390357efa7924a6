/**
 * `hrm-wasm/inline`: the same API from one file with the .wasm builds and the worker inside, for tools that copy no
 * assets. It is about 60 KB gzipped, and the worker starts from a Blob: a page's policy must allow `worker-src blob:`
 * unless it gives a `worker` of its own. `wasmUrl` is not looked at.
 */
export * from './index.js'
