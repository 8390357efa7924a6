// Reads the pickle of a PyTorch state dict as data. Nothing is ever executed: the only globals it knows are the four
// ways in which a state dict names tensors, storages and ordered dicts, and every other opcode, global or shape of
// value is refused.
import { HrmError } from '../errors.js'

const LONGEST_PICKLE = 2 ** 26
const DEEPEST_STACK = 2 ** 20

/** Bytes of an element of each torch storage.
 * @type {Record<string, number>} */
export const STORAGE_BYTES = {
  DoubleStorage: 8,
  FloatStorage: 4,
  HalfStorage: 2,
  BFloat16Storage: 2,
  LongStorage: 8,
  IntStorage: 4,
  ShortStorage: 2,
  CharStorage: 1,
  ByteStorage: 1,
  BoolStorage: 1,
}

/** @typedef {{ type: string, key: string, count: number }} Storage count: elements */
/** @typedef {{ storage: Storage, offset: number, shape: number[], stride: number[] }} TensorRef offset and stride in
 * elements
 */

class Global {
  /** @param {string} name */
  constructor(name) {
    this.name = name
  }
}
class PersistentStorage {
  /** @param {Storage} storage */
  constructor(storage) {
    this.storage = storage
  }
}
class Tensor {
  /** @param {TensorRef} ref */
  constructor(ref) {
    this.ref = ref
  }
}
const MARK = Symbol('mark')

/** @param {string} sentence @param {number} [position] */
const refuse = (sentence, position) =>
  new HrmError('CHECKPOINT_INVALID', `data.pkl: ${sentence}${position === undefined ? '' : ` (at byte ${position})`}`, {
    position,
  })

/** @param {unknown} value @returns {value is number} */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0

/** @param {unknown} value @returns {value is number[]} */
const isCounts = (value) => Array.isArray(value) && value.length <= 8 && value.every(isCount)

/** ('storage', type, key, device, count): what a storage is called in data.pkl.
 * @param {unknown} id */
function storageOf(id) {
  if (Array.isArray(id) && id.length === 5) {
    const [word, type, key, , count] = id
    const name = type instanceof Global && type.name.startsWith('torch ') ? type.name.slice(6) : ''
    if (
      word === 'storage' &&
      Object.hasOwn(STORAGE_BYTES, name) &&
      typeof key === 'string' &&
      /^\d{1,9}$/.test(key) &&
      isCount(count)
    ) {
      return new PersistentStorage({ type: name, key, count })
    }
  }
  throw refuse('a persistent id that is no storage of a known type')
}

/** Calls one of the known globals.
 * @param {unknown} callee @param {unknown} args */
function reduce(callee, args) {
  if (callee instanceof Global && Array.isArray(args)) {
    if (callee.name === 'collections OrderedDict' && args.length === 0) return new Map()
    if (callee.name === 'torch._utils _rebuild_tensor_v2' && args.length >= 6) {
      const [storage, offset, shape, stride] = args
      if (
        storage instanceof PersistentStorage &&
        isCount(offset) &&
        isCounts(shape) &&
        isCounts(stride) &&
        shape.length === stride.length
      ) {
        return new Tensor({ storage: storage.storage, offset, shape, stride })
      }
    }
    if (callee.name === 'torch._utils _rebuild_parameter' && args[0] instanceof Tensor) return args[0]
  }
  throw refuse(
    `a call of ${callee instanceof Global ? callee.name.replace(' ', '.') : 'something that is no function'} with arguments that no state dict has`,
  )
}

const GLOBALS = new Set([
  'collections OrderedDict',
  'torch._utils _rebuild_tensor_v2',
  'torch._utils _rebuild_parameter',
  ...Object.keys(STORAGE_BYTES).map((name) => `torch ${name}`),
])

/** @param {unknown} module @param {unknown} name */
function globalOf(module, name) {
  if (!GLOBALS.has(`${module} ${name}`))
    throw refuse(`it names ${module}.${name}, which a state dict has no need of; nothing of it was run`)
  return new Global(`${module} ${name}`)
}

/** @param {Uint8Array} pickle @returns {Map<string, TensorRef>} the state dict's tensors by name; throws
 * CHECKPOINT_INVALID
 */
export function readStateDict(pickle) {
  if (pickle.length > LONGEST_PICKLE)
    throw refuse(`it has ${pickle.length} bytes; a state dict's has at most ${LONGEST_PICKLE}`)
  const view = new DataView(pickle.buffer, pickle.byteOffset, pickle.byteLength)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let at = 0
  /** @type {unknown[]} */
  const stack = []
  /** @type {Map<number, unknown>} */
  const memo = new Map()

  /** @param {number} count @returns {number} where these bytes begin */
  const take = (count) => {
    if (count > pickle.length - at) throw refuse('it ends in the middle', at)
    at += count
    return at - count
  }
  /** @param {number} length */
  const string = (length) => {
    const from = take(length)
    try {
      return decoder.decode(pickle.subarray(from, at))
    } catch {
      throw refuse('a text that is not UTF-8', from)
    }
  }
  const line = () => {
    const end = pickle.indexOf(10, at)
    if (end < 0) throw refuse('it ends in the middle', at)
    const text = string(end - at)
    at++
    return text
  }
  const pop = () => {
    if (!stack.length || stack.at(-1) === MARK) throw refuse('it takes from an empty stack', at)
    return stack.pop()
  }
  const popMarked = () => {
    const mark = stack.lastIndexOf(MARK)
    if (mark < 0) throw refuse('a mark is missing', at)
    const values = stack.splice(mark)
    return values.slice(1)
  }
  /** @param {number} count */
  const popTuple = (count) => Array.from({ length: count }, pop).reverse()
  /** @param {unknown} key */
  const recall = (key) => {
    if (!memo.has(/** @type {number} */ (key))) throw refuse('it recalls what it never stored', at)
    return memo.get(/** @type {number} */ (key))
  }
  /** @param {unknown[]} pairs */
  const setItems = (pairs) => {
    const dict = stack.at(-1)
    if (!(dict instanceof Map) || pairs.length % 2) throw refuse('it sets items of something that is no dict', at)
    for (let i = 0; i < pairs.length; i += 2) {
      if (typeof pairs[i] !== 'string' || dict.has(pairs[i]))
        throw refuse(`a key that is no text or comes twice: ${String(pairs[i])}`, at)
      dict.set(pairs[i], pairs[i + 1])
    }
  }
  const longInteger = () => {
    const length = pickle[take(1)]
    if (length > 8) throw refuse('an integer of more than 64 bits', at)
    const from = take(length)
    let value = 0n
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(pickle[from + i])
    return Number(length ? BigInt.asIntN(8 * length, value) : 0n)
  }

  /** Each known opcode; what it returns is pushed.
   * @type {Record<number, () => unknown>} */
  const opcodes = {
    0x80: () =>
      void (
        pickle[take(1)] > 5 &&
        (() => {
          throw refuse('a protocol above 5', at)
        })()
      ), // PROTO
    0x95: () => void take(8), // FRAME
    0x28: () => MARK, // MARK
    0x7d: () => new Map(), // EMPTY_DICT
    0x5d: () => [], // EMPTY_LIST
    0x29: () => [], // EMPTY_TUPLE
    0x74: popMarked, // TUPLE
    0x85: () => popTuple(1), // TUPLE1
    0x86: () => popTuple(2), // TUPLE2
    0x87: () => popTuple(3), // TUPLE3
    0x4e: () => null, // NONE
    0x88: () => true, // NEWTRUE
    0x89: () => false, // NEWFALSE
    0x4a: () => view.getInt32(take(4), true), // BININT
    0x4b: () => pickle[take(1)], // BININT1
    0x4d: () => view.getUint16(take(2), true), // BININT2
    0x8a: longInteger, // LONG1
    0x58: () => string(view.getUint32(take(4), true)), // BINUNICODE
    0x8c: () => string(pickle[take(1)]), // SHORT_BINUNICODE
    0x71: () => void memo.set(pickle[take(1)], stack.at(-1)), // BINPUT
    0x72: () => void memo.set(view.getUint32(take(4), true), stack.at(-1)), // LONG_BINPUT
    0x94: () => void memo.set(memo.size, stack.at(-1)), // MEMOIZE
    0x68: () => recall(pickle[take(1)]), // BINGET
    0x6a: () => recall(view.getUint32(take(4), true)), // LONG_BINGET
    0x63: () => globalOf(line(), line()), // GLOBAL
    0x93: () => {
      const [module, name] = popTuple(2)
      return globalOf(module, name)
    }, // STACK_GLOBAL
    0x51: () => storageOf(pop()), // BINPERSID
    0x52: () => {
      const [callee, args] = popTuple(2)
      return reduce(callee, args)
    }, // REDUCE
    0x73: () => void setItems(popTuple(2)), // SETITEM
    0x75: () => void setItems(popMarked()), // SETITEMS
    // BUILD: the attributes of an ordered dict (torch's _metadata) are dropped.
    0x62: () => {
      pop()
      if (!(stack.at(-1) instanceof Map)) throw refuse('it sets attributes of something that is no dict', at)
    },
  }
  /** These push nothing. */
  const silent = new Set([0x80, 0x95, 0x71, 0x72, 0x94, 0x73, 0x75, 0x62])

  for (;;) {
    const from = take(1)
    const code = pickle[from]
    if (code === 0x2e) break // STOP
    const opcode = opcodes[code]
    if (!opcode) throw refuse(`the opcode 0x${code.toString(16)}, which a state dict has no need of`, from)
    const value = opcode()
    if (!silent.has(code)) stack.push(value)
    if (stack.length > DEEPEST_STACK) throw refuse('it is nested too deep', from)
  }
  const [dict] = stack
  if (stack.length !== 1 || !(dict instanceof Map)) throw refuse('it is not a dict of tensors')
  /** @type {Map<string, TensorRef>} */
  const tensors = new Map()
  for (const [name, value] of dict) {
    if (!(value instanceof Tensor)) throw refuse(`${name} is no tensor`)
    tensors.set(name, value.ref)
  }
  return tensors
}
