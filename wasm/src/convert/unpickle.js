// Reads a pickle of torch.save as data. Nothing is ever executed: it knows the ways in which checkpoints name tensors,
// storages and dicts, takes what lies beside the weights (states of optimizers and of random generators, paths,
// settings) for things without a content, and refuses every other opcode, global or shape of value.
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
  ComplexFloatStorage: 8,
  ComplexDoubleStorage: 16,
}

/** @typedef {{ type: string, key: string, count: number }} Storage count: elements */

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
/** A tensor that is not read yet; offset and stride in elements. */
export class Tensor {
  /** @param {Storage} storage @param {number} offset @param {number[]} shape @param {number[]} stride */
  constructor(storage, offset, shape, stride) {
    this.storage = storage
    this.offset = offset
    this.shape = shape
    this.stride = stride
  }
}
/** A dict's key for people; those that are no text or number are not looked into.
 * @param {unknown} key */
export const keyText = (key) => (typeof key === 'string' || typeof key === 'number' ? String(key) : `a ${typeof key}`)
/** What a known global would make; what it is made of is dropped. */
class Thing {}
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

const DICTS = new Set([
  'collections OrderedDict',
  'collections defaultdict',
  'collections Counter',
  'argparse Namespace',
  'types SimpleNamespace',
  'lightning.fabric.utilities.data AttributeDict',
  'lightning_fabric.utilities.data AttributeDict',
  'pytorch_lightning.utilities.parsing AttributeDict',
])
const TENSORS = new Set([
  'torch._utils _rebuild_tensor_v2',
  'torch._utils _rebuild_parameter',
  'torch._utils _rebuild_parameter_with_state',
  'torch._tensor _rebuild_from_type_v2',
])
const STORAGES = new Set(Object.keys(STORAGE_BYTES).map((name) => `torch ${name}`))
/** What lies beside weights in checkpoints that people publish. */
const THINGS = new Set([
  ...['Tensor', 'Size', 'device', 'Generator', 'float32', 'float64', 'float16', 'bfloat16'].map(
    (one) => `torch ${one}`,
  ),
  ...['int8', 'int16', 'int32', 'int64', 'uint8', 'bool'].map((one) => `torch ${one}`),
  'torch.nn.parameter Parameter',
  '_codecs encode',
  'copyreg _reconstructor',
  'functools partial',
  'typing Any',
  'datetime datetime',
  'datetime timedelta',
  'uuid UUID',
  ...['PosixPath', 'PurePosixPath', 'WindowsPath', 'PureWindowsPath', 'Path'].map((one) => `pathlib ${one}`),
  ...['pathlib._local PosixPath', 'pathlib._local PurePosixPath', 'pathlib._local WindowsPath'],
  ...['dtype', 'ndarray'].map((one) => `numpy ${one}`),
  ...['numpy.core', 'numpy._core'].flatMap((one) => [`${one}.multiarray _reconstruct`, `${one}.multiarray scalar`]),
  ...[
    'set',
    'frozenset',
    'bytearray',
    'complex',
    'dict',
    'list',
    'tuple',
    'int',
    'float',
    'str',
    'bool',
    'bytes',
  ].flatMap((one) => [`builtins ${one}`, `__builtin__ ${one}`]),
  'omegaconf.dictconfig DictConfig',
  'omegaconf.listconfig ListConfig',
  ...['ContainerMetadata', 'Metadata', 'SCMode'].map((one) => `omegaconf.base ${one}`),
  ...['AnyNode', 'StringNode', 'IntegerNode', 'FloatNode', 'BooleanNode'].map((one) => `omegaconf.nodes ${one}`),
])
/** Its classes are named by Lightning's hyper-parameters. */
const OPTIMISER = /^torch\.optim\.[\w.]+ \w+$/

/** Stands for the call of a known global.
 * @param {unknown} callee @param {unknown} args @returns {unknown} */
function reduce(callee, args) {
  const name = callee instanceof Global ? callee.name : ''
  if (Array.isArray(args)) {
    if (name === 'collections OrderedDict' ? args.length === 0 : DICTS.has(name)) return new Map()
    if (name === 'torch._utils _rebuild_tensor_v2' && args.length >= 6) {
      const [storage, offset, shape, stride] = args
      if (
        storage instanceof PersistentStorage &&
        isCount(offset) &&
        isCounts(shape) &&
        isCounts(stride) &&
        shape.length === stride.length
      ) {
        return new Tensor(storage.storage, offset, shape, stride)
      }
    }
    if (name.startsWith('torch._utils _rebuild_parameter') && args[0] instanceof Tensor) return args[0]
    if (name === 'torch._tensor _rebuild_from_type_v2' && args[0] instanceof Global && TENSORS.has(args[0].name))
      return args[0].name === name ? new Thing() : reduce(args[0], args[2])
    if (THINGS.has(name) || OPTIMISER.test(name)) return new Thing()
  }
  throw refuse(
    `a call of ${name ? name.replace(' ', '.') : 'something that is no function'} with arguments that no checkpoint has`,
  )
}

/** @param {unknown} module @param {unknown} name */
function globalOf(module, name) {
  const whole = `${module} ${name}`
  if (![DICTS, TENSORS, STORAGES, THINGS].some((known) => known.has(whole)) && !OPTIMISER.test(whole))
    throw refuse(
      `it names ${module}.${name}, which weights have no need of; nothing of it was run. ` +
        'Where a whole model or trainer was saved, save its state_dict() instead',
    )
  return new Global(whole)
}

/** @param {Uint8Array} pickle @returns {unknown} what was saved, as Maps, arrays, Tensors, texts and numbers; throws
 * CHECKPOINT_INVALID. It may hold itself.
 */
export function readPickle(pickle) {
  if (pickle.length > LONGEST_PICKLE)
    throw refuse(`it has ${pickle.length} bytes; a checkpoint's has at most ${LONGEST_PICKLE}`)
  const view = new DataView(pickle.buffer, pickle.byteOffset, pickle.byteLength)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let at = 0
  /** @type {unknown[]} */
  const stack = []
  /** Where the marks of the stack are.
   * @type {number[]} */
  const marks = []
  /** @type {Map<number, unknown>} */
  const memo = new Map()

  /** @param {number} count @returns {number} where these bytes begin */
  const take = (count) => {
    if (count > pickle.length - at) throw refuse('it ends in the middle', at)
    at += count
    return at - count
  }
  const length8 = () => pickle[take(1)]
  const length32 = () => view.getUint32(take(4), true)
  const length64 = () => Number(view.getBigUint64(take(8), true))
  /** @param {number} length */
  const string = (length) => {
    const from = take(length)
    try {
      return decoder.decode(pickle.subarray(from, at))
    } catch {
      throw refuse('a text that is not UTF-8', from)
    }
  }
  /** Bytes, or a text of Python 2, which no weights need.
   * @param {number} length */
  const bytes = (length) => {
    take(length)
    return new Thing()
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
    const mark = marks.pop()
    if (mark === undefined) throw refuse('a mark is missing', at)
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
    if (dict instanceof Thing) return
    if (!(dict instanceof Map) || pairs.length % 2) throw refuse('it sets items of something that is no dict', at)
    for (let i = 0; i < pairs.length; i += 2) {
      if (dict.has(pairs[i])) throw refuse(`a key that comes twice: ${keyText(pairs[i])}`, at)
      dict.set(pairs[i], pairs[i + 1])
    }
  }
  /** @param {unknown[]} items */
  const append = (items) => {
    const list = stack.at(-1)
    if (list instanceof Thing) return
    if (!Array.isArray(list)) throw refuse('it appends to something that is no list', at)
    for (const item of items) list.push(item)
  }
  /** @param {number} length */
  const longInteger = (length) => {
    const from = take(length)
    if (length > 255) throw refuse('an integer of more than 255 bytes', from)
    let value = 0n
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(pickle[from + i])
    return Number(BigInt.asIntN(8 * length, value))
  }
  const call = () => {
    const [callee, args] = popTuple(2)
    return reduce(callee, args)
  }
  const protocol = () => {
    const version = pickle[take(1)]
    if (version > 5) throw refuse(`the protocol ${version}, which is above 5`, at)
  }

  /** Each known opcode; what it returns is pushed.
   * @type {Record<number, () => unknown>} */
  const opcodes = {
    0x80: protocol, // PROTO
    0x95: () => void take(8), // FRAME
    0x28: () => {
      marks.push(stack.length)
      return MARK
    }, // MARK
    0x30: () => void pop(), // POP
    0x31: () => void popMarked(), // POP_MARK
    0x7d: () => new Map(), // EMPTY_DICT
    0x5d: () => [], // EMPTY_LIST
    0x29: () => [], // EMPTY_TUPLE
    0x8f: () => new Thing(), // EMPTY_SET
    0x74: popMarked, // TUPLE
    0x85: () => popTuple(1), // TUPLE1
    0x86: () => popTuple(2), // TUPLE2
    0x87: () => popTuple(3), // TUPLE3
    0x91: () => {
      popMarked()
      return new Thing()
    }, // FROZENSET
    0x4e: () => null, // NONE
    0x88: () => true, // NEWTRUE
    0x89: () => false, // NEWFALSE
    0x4a: () => view.getInt32(take(4), true), // BININT
    0x4b: () => pickle[take(1)], // BININT1
    0x4d: () => view.getUint16(take(2), true), // BININT2
    0x47: () => view.getFloat64(take(8)), // BINFLOAT
    0x8a: () => longInteger(length8()), // LONG1
    0x8b: () => longInteger(length32()), // LONG4
    0x58: () => string(length32()), // BINUNICODE
    0x8c: () => string(length8()), // SHORT_BINUNICODE
    0x8d: () => string(length64()), // BINUNICODE8
    0x42: () => bytes(length32()), // BINBYTES
    0x43: () => bytes(length8()), // SHORT_BINBYTES
    0x8e: () => bytes(length64()), // BINBYTES8
    0x96: () => bytes(length64()), // BYTEARRAY8
    0x54: () => bytes(length32()), // BINSTRING
    0x55: () => bytes(length8()), // SHORT_BINSTRING
    0x71: () => void memo.set(length8(), stack.at(-1)), // BINPUT
    0x72: () => void memo.set(length32(), stack.at(-1)), // LONG_BINPUT
    0x94: () => void memo.set(memo.size, stack.at(-1)), // MEMOIZE
    0x68: () => recall(length8()), // BINGET
    0x6a: () => recall(length32()), // LONG_BINGET
    0x63: () => globalOf(line(), line()), // GLOBAL
    0x93: () => {
      const [module, name] = popTuple(2)
      return globalOf(module, name)
    }, // STACK_GLOBAL
    0x51: () => storageOf(pop()), // BINPERSID
    0x52: call, // REDUCE
    0x81: call, // NEWOBJ
    0x92: () => {
      pop()
      return call()
    }, // NEWOBJ_EX
    0x73: () => void setItems(popTuple(2)), // SETITEM
    0x75: () => void setItems(popMarked()), // SETITEMS
    0x61: () => void append(popTuple(1)), // APPEND
    0x65: () => void append(popMarked()), // APPENDS
    0x90: () => void append(popMarked()), // ADDITEMS
    // BUILD: the attributes of an ordered dict (torch's _metadata) are dropped, as those of anything else.
    0x62: () => {
      pop()
      const built = stack.at(-1)
      if (!(built instanceof Map || built instanceof Thing || built instanceof Tensor))
        throw refuse('it sets attributes of something that has none', at)
    },
  }
  /** These push nothing. */
  const silent = new Set([0x80, 0x95, 0x30, 0x31, 0x71, 0x72, 0x94, 0x73, 0x75, 0x61, 0x65, 0x90, 0x62])

  for (;;) {
    const from = take(1)
    const code = pickle[from]
    if (code === 0x2e) break // STOP
    const opcode = opcodes[code]
    if (!opcode) throw refuse(`the opcode 0x${code.toString(16)}, which weights have no need of`, from)
    const value = opcode()
    if (!silent.has(code)) stack.push(value)
    if (stack.length > DEEPEST_STACK) throw refuse('it is nested too deep', from)
  }
  if (stack.length !== 1 || stack[0] === MARK) throw refuse('it does not end with one value')
  return stack[0]
}
