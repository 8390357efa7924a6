/** `hrm-wasm/inline/element`: <hrm-puzzle> with the .wasm builds and the worker inside, for tools that copy no assets. */
export * from './element.js'
