// A file on disk as a Blob. Node's own openAsBlob takes a file's length for a number of 32 bits: of 5 GB it shows 705 MB.
import { open, stat } from 'node:fs/promises'

class FileBlob extends Blob {
  /** @param {string} path @param {number} start @param {number} end */
  constructor(path, start, end) {
    super()
    this.path = path
    this.start = start
    this.end = end
  }

  /** @override */
  get size() {
    return this.end - this.start
  }

  /** @override @param {number} [from] @param {number} [to] not counted from the end */
  slice(from = 0, to = this.size) {
    const start = Math.min(from, this.size)
    return new FileBlob(this.path, this.start + start, this.start + Math.max(start, Math.min(to, this.size)))
  }

  /** @override @returns {Promise<ArrayBuffer>} */
  async arrayBuffer() {
    const bytes = new Uint8Array(this.size)
    const file = await open(this.path)
    try {
      for (let have = 0; have < bytes.length;) {
        const { bytesRead } = await file.read(bytes, have, bytes.length - have, this.start + have)
        if (!bytesRead) return bytes.buffer.slice(0, have)
        have += bytesRead
      }
    } finally {
      await file.close()
    }
    return bytes.buffer
  }

  /** @override */
  async text() {
    return new TextDecoder().decode(await this.arrayBuffer())
  }
}

/** Read where it lies, slice by slice: slice, size, arrayBuffer and text.
 * @param {string} path @returns {Promise<Blob>} */
export async function openFile(path) {
  return new FileBlob(path, 0, (await stat(path)).size)
}
