// One instance of the core's WebAssembly module: its exports (wasm/c/hrm_wasm.c describes them) and the memory, which
// belongs to JavaScript.
import { HrmError } from './errors.js'

const ALIGN = 64
const PAGE = 65536
/** That a build with threads begins with: as many as the largest wants. */
const PAGES = 8
/** @param {number} bytes */
const aligned = (bytes) => Math.ceil(Math.max(bytes, 1) / ALIGN) * ALIGN

/** @typedef {import('./index.d.ts').ErrorCode} ErrorCode */
/** @typedef {(...words: number[]) => number} Export */
/** @typedef {'variant' | 'status_name' | 'status_sentence' | 'kind_name' | 'model_map' | 'config_check' |
 * 'tensor_count' | 'tensor_at'
 *   | 'file_bytes' | 'write_header' | 'rope_tables' | 'pack_tensor' | 'unpack_tensor' | 'expand_sizes' | 'expand' |
 * 'seal' | 'state_bytes' | 'work_bytes'
 *   | 'state_reset' | 'segment' | 'chain' | 'team_bytes' | 'team_init'} ExportName chain only in a
 * relaxed build, team_* only in one
 *   with threads */

/** Is this a build with threads? They alone import something: their memory, so that it can be shared.
 * @param {WebAssembly.Module} module */
export const hasThreads = (module) => WebAssembly.Module.imports(module).some(({ kind }) => kind === 'memory')

/** As large as the engine lets it become; the address space is reserved at once, which not every device has.
 * @returns {WebAssembly.Memory} */
function newSharedMemory() {
  for (let maximum = 65536; ; maximum /= 2) {
    try {
      return new WebAssembly.Memory({ initial: PAGES, maximum, shared: true })
    } catch (error) {
      if (maximum <= 1024) throw error
    }
  }
}

export class Core {
  /** @param {WebAssembly.Module} module @returns {Promise<Core>} */
  static async instantiate(module) {
    const memory = hasThreads(module) ? newSharedMemory() : undefined
    return new Core(await WebAssembly.instantiate(module, memory ? { env: { memory } } : {}), memory)
  }

  /** @param {WebAssembly.Instance} instance @param {WebAssembly.Memory} [shared] what it imported */
  constructor(instance, shared) {
    const exports = /** @type {any} */ (instance.exports)
    const memory = shared ?? exports.memory
    if (!(memory instanceof WebAssembly.Memory) || !exports.variant || !exports.__heap_base) {
      throw new HrmError('WASM_INVALID', 'This WebAssembly module is not one of hrm-wasm: its exports are missing.')
    }
    /** @type {Record<ExportName, Export>} */
    this.call = exports
    /** @type {WebAssembly.Memory} */
    this.memory = memory
    /** The team that runs segments: its address, 0 for none, and its threads. */
    this.team = 0
    this.threads = 1
    /** Ends the team's workers. */
    this.endTeam = () => {}
    /** Free regions [address, bytes], sorted by address, none touching the next.
     * @type {[number, number][]} */
    this.gaps = []
    /** @type {Map<number, number>} address to bytes of what is in use */
    this.used = new Map()
    /** What is mapped in this memory.
     * @type {Set<import('./mapped.js').MappedModel>} */
    this.models = new Set()
    const base = aligned(exports.__heap_base.value >>> 0)
    this.release(base, this.memory.buffer.byteLength - base)
  }

  /** A 64-byte aligned region, its content undefined; give it back with free().
   * @param {number} bytes @returns {number} address */
  alloc(bytes) {
    const size = aligned(bytes)
    let at = this.gaps.findIndex((region) => region[1] >= size)
    if (at < 0) {
      const end = this.memory.buffer.byteLength
      const last = this.gaps.at(-1)
      const have = last && last[0] + last[1] === end ? last[1] : 0
      const pages = Math.ceil((size - have) / PAGE)
      try {
        this.memory.grow(pages)
      } catch (cause) {
        throw new HrmError(
          'MODEL_TOO_LARGE',
          `The engine refuses ${Math.ceil((pages * PAGE) / 2 ** 20)} MB more of WebAssembly memory.`,
          { cause },
        )
      }
      this.release(end, pages * PAGE)
      at = this.gaps.length - 1
    }
    const [address, room] = this.gaps[at]
    if (room === size) this.gaps.splice(at, 1)
    else this.gaps[at] = [address + size, room - size]
    this.used.set(address, size)
    return address
  }

  /** @param {number} address what alloc() returned */
  free(address) {
    const size = this.used.get(address)
    if (size === undefined) throw new HrmError('ARGUMENT', 'This region is not in use.')
    this.used.delete(address)
    this.release(address, size)
  }

  /** Adds a region to the free ones and joins it with its neighbours.
   * @param {number} address @param {number} bytes */
  release(address, bytes) {
    if (bytes <= 0) return
    let at = this.gaps.findIndex((region) => region[0] > address)
    if (at < 0) at = this.gaps.length
    this.gaps.splice(at, 0, [address, bytes])
    for (const left of [at, at - 1]) {
      const here = this.gaps[left]
      const next = this.gaps[left + 1]
      if (here && next && here[0] + here[1] === next[0]) {
        here[1] += next[1]
        this.gaps.splice(left + 1, 1)
      }
    }
  }

  // Views of the memory. Growing detaches them: take them anew after every alloc().
  /** @param {number} address @param {number} count */
  u8(address, count) {
    return new Uint8Array(this.memory.buffer, address, count)
  }

  /** @param {number} address @param {number} count */
  u32(address, count) {
    return new Uint32Array(this.memory.buffer, address, count)
  }

  /** @param {number} address @param {number} count */
  f32(address, count) {
    return new Float32Array(this.memory.buffer, address, count)
  }

  /** @param {number} address of NUL-terminated ASCII */
  text(address) {
    const bytes = new Uint8Array(this.memory.buffer, address >>> 0)
    return String.fromCharCode(...bytes.subarray(0, bytes.indexOf(0)))
  }

  /** Throws what a status says; returns when it is HRM_OK.
   * @param {number} status @param {ErrorCode} code @param {string} [subject] what was refused, to begin the sentence
   * with @param {number} [position] */
  check(status, code, subject = '', position) {
    if (status === 0) return
    const sentence = this.text(this.call.status_sentence(status))
    const where = position === undefined ? '' : ` (at byte ${position})`
    throw new HrmError(code, `${subject}${subject && ': '}${sentence}${where}`, {
      status: this.text(this.call.status_name(status)),
      position,
    })
  }
}
