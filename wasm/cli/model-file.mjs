// A weights file on disk whose tensors are read one after the other: it may be longer than memory.
import { crc32 } from '../src/convert/libraries.js'
import { HrmError, messageOf } from '../src/errors.js'
import { CONFIG_BYTES, KIND, MODEL_BYTES, PLAIN, readConfig, tensorsOfConfig, writeConfig } from '../src/layout.js'
import { openFile } from './file-blob.mjs'
import { InputError } from './output.mjs'

/** @typedef {import('../src/core.js').Core} Core */
/** @typedef {import('../src/layout.js').Tensor} Tensor */

const HEADER_BYTES = 128
const [CHECKSUM_AT, LENGTH_AT, DATA_OFFSET_AT] = [12, 16, 28]
const TENSOR_BYTES = 40
/** Bytes that are read at once. */
const PIECE = 2 ** 22

/** @param {Pick<Tensor, 'kind' | 'layer'>} tensor */
const keyOf = ({ kind, layer }) => `${kind} ${layer}`

export class ModelFile {
  /** Checks the header, the table and the checksum as the core does that has the whole file in memory; of the numbers
   * themselves the packer refuses those that are none.
   * @param {Core} core @param {string} path @returns {Promise<ModelFile>} throws MODEL_INVALID */
  static async open(core, path) {
    const blob = await openFile(path).catch((cause) => {
      throw new InputError(`${path} cannot be read: ${messageOf(cause)}`)
    })
    const model = core.alloc(MODEL_BYTES + 8)
    const head = core.alloc(HEADER_BYTES)
    const file = new ModelFile(core, blob, model)
    try {
      const first = await file.read(0, Math.min(blob.size, HEADER_BYTES))
      core.u8(head, first.length).set(first)
      const position = model + MODEL_BYTES
      // All that the core has against a header alone is that the file ends there.
      const status = core.call.model_map(model, head, first.length, position)
      const name = core.text(core.call.status_name(status))
      const at = core.u32(position, 1)[0]
      if (name !== 'HRM_ERROR_TRUNCATED' || first.length < HEADER_BYTES)
        core.check(status, 'MODEL_INVALID', 'The weights', at)
      const view = new DataView(first.buffer, first.byteOffset)
      const stated = Number(view.getBigUint64(LENGTH_AT, true))
      if (blob.size < stated) core.check(status, 'MODEL_INVALID', 'The weights', blob.size)
      if (blob.size > stated) file.refuse('HRM_ERROR_TRAILING', stated)
      await file.checkTable(first, view.getUint32(DATA_OFFSET_AT, true))
      await file.checkSum(view.getUint32(CHECKSUM_AT, true))
      return file
    } finally {
      core.free(head)
    }
  }

  /** @private @param {Core} core @param {Blob} blob @param {number} model address of one that holds the configuration, and a
   * tensor's place for the core's file */
  constructor(core, blob, model) {
    this.core = core
    this.blob = blob
    this.model = model
    this.config = readConfig(core, model)
    /** @type {Map<string, { words: Uint32Array, offset: number, bytes: number }>} */
    this.tensors = new Map()
    /** Those of RoPE, which are short. @type {Map<number, Float32Array>} */
    this.tables = new Map()
  }

  /** @private @param {string} name of the status @param {number} position @returns {never} */
  refuse(name, position) {
    const { core } = this
    let status = 1
    while (core.text(core.call.status_name(status)) !== name) status++
    core.check(status, 'MODEL_INVALID', 'The weights', position)
    throw new HrmError('MODEL_INVALID', name)
  }

  /** @param {number} at @param {number} bytes */
  async read(at, bytes) {
    return new Uint8Array(await this.blob.slice(at, at + bytes).arrayBuffer())
  }

  /** The header and the table are those that the configuration implies; the tensors' places are kept.
   * @private @param {Uint8Array} header @param {number} dataOffset */
  async checkTable(header, dataOffset) {
    const { core, model } = this
    const config = core.alloc(HEADER_BYTES)
    const own = core.alloc(dataOffset)
    try {
      core.u8(config, CONFIG_BYTES).set(header.subarray(32, 32 + CONFIG_BYTES))
      this.config = readConfig(core, config)
      core.check(core.call.write_header(config, own, dataOffset), 'MODEL_INVALID')
      const table = await this.read(0, dataOffset)
      core.u8(own + CHECKSUM_AT, 4).set(table.subarray(CHECKSUM_AT, CHECKSUM_AT + 4))
      const differs = core.u8(own, dataOffset).findIndex((byte, i) => byte !== table[i])
      if (differs >= 0) this.refuse('HRM_ERROR_TENSOR_TABLE', differs)
      writeConfig(core, model, this.config)
    } finally {
      core.free(config)
      core.free(own)
    }
    let largest = 0
    for (const tensor of tensorsOfConfig(core, this.config)) {
      const words = core.u32(tensor.address, TENSOR_BYTES / 4).slice()
      this.tensors.set(keyOf(tensor), { words, offset: tensor.offset, bytes: tensor.bytes })
      if (words[2] !== PLAIN) largest = Math.max(largest, tensor.bytes)
      if (tensor.kind === KIND.ropeCos || tensor.kind === KIND.ropeSin)
        this.tables.set(tensor.kind, new Float32Array((await this.read(tensor.offset, tensor.bytes)).buffer))
    }
    // Before anybody has views of the memory, which growing detaches.
    this.tensor = core.alloc(TENSOR_BYTES)
    this.packed = core.alloc(largest)
  }

  /** @private @param {number} stated */
  async checkSum(stated) {
    let crc = 0
    for (let at = 0; at < this.blob.size; at += PIECE) {
      const piece = await this.read(at, PIECE)
      if (!at) piece.fill(0, CHECKSUM_AT, CHECKSUM_AT + 4)
      crc = crc32(piece, crc)
    }
    if (crc >>> 0 !== stated) this.refuse('HRM_ERROR_CHECKSUM', CHECKSUM_AT)
  }

  /** Writes the values of a tensor's rows, as writing() of layout.js asks for them.
   * @param {Pick<Tensor, 'kind' | 'layer' | 'cols' | 'name'>} tensor of this file's, in any type @param {Float32Array} values in the
   * core's memory @param {number} first row */
  async fill(tensor, values, first) {
    const { core, model } = this
    const { words, offset, bytes } = /** @type {{ words: Uint32Array, offset: number, bytes: number }} */ (
      this.tensors.get(keyOf(tensor))
    )
    const [packed, address] = [/** @type {number} */ (this.packed), /** @type {number} */ (this.tensor)]
    if (words[2] === PLAIN) {
      const from = offset + 4 * first * tensor.cols
      values.set(new Float32Array((await this.read(from, 4 * values.length)).buffer))
      return
    }
    core.u8(packed, bytes).set(await this.read(offset, bytes))
    core.u32(address, words.length).set(words)
    // The core's file begins so far before the tensor as it does on disk.
    core.u32(model + CONFIG_BYTES, 1)[0] = packed - offset
    core.check(core.call.unpack_tensor(model, address, values.byteOffset, values.length), 'MODEL_INVALID', tensor.name)
  }
}
