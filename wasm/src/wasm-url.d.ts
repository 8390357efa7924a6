/** `hrm-wasm/hrm.wasm`: the SIMD build. Its address, where a bundler takes .wasm files as assets (esbuild:
 * `--loader:.wasm=file`, Vite: `hrm-wasm/hrm.wasm?url`).
 */
declare const url: string
export default url
