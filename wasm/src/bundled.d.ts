/** What the loaders of build.mjs make of the imports of inline.src.js. */
declare module '*.wasm' {
  const bytes: Uint8Array
  export default bytes
}
declare module 'worker-text' {
  const script: string
  export default script
}
declare module 'seek-bzip' {
  const Bunzip: { decode(packed: Uint8Array, output?: undefined, multistream?: boolean): Uint8Array }
  export default Bunzip
}
