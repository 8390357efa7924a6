// Files as safetensors' own code writes them: eight bytes, a JSON text, and the tensors one after the other.

const DTYPE = /** @type {Record<string, string>} */ ({
  FloatStorage: 'F32',
  BFloat16Storage: 'BF16',
  HalfStorage: 'F16',
  DoubleStorage: 'F64',
})

/** @param {Map<string, import('./torch-file.mjs').SavedTensor>} tensors @param {string} prefix put before their names
 * @param {(header: any) => void} [edit] @returns {Buffer} */
export function safetensors(tensors, prefix, edit) {
  let at = 0
  /** @type {any} */
  const header = { __metadata__: { format: 'pt' } }
  for (const [name, { of }] of tensors) {
    const { length } = /** @type {Uint8Array} */ (of.bytes)
    const dtype = DTYPE[of.type ?? 'FloatStorage']
    header[`${prefix}${name}`] = { dtype, shape: of.shape, data_offsets: [at, (at += length)] }
  }
  edit?.(header)
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, ...[...tensors.values()].map(({ of }) => /** @type {Uint8Array} */ (of.bytes))])
}
