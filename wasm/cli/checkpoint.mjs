import { createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { messageOf } from '../src/errors.js'
import { KIND, tensorsOf } from '../src/layout.js'
import { taskWithId } from '../src/tasks/index.js'
import { officialConfig } from '../src/convert/official.js'
import { MappedModel } from '../src/mapped.js'
import { chooseCore } from '../src/modules.js'
import { loadLibraries } from './libraries.mjs'
import { InputError, say } from './output.mjs'

/** How the official code names the tensors of a model that was compiled and wrapped in its loss. */
const PREFIX = '_orig_mod.model.inner.'

/** The official code rounds the width of SwiGLU up to a multiple of this. */
const INNER_MULTIPLE = 256

/** @typedef {{ name: string, shape: number[], values: Float32Array }} Weights */

/** One tensor with its inner width zero-padded, which changes no output: silu(0) * 0 = 0.
 * @param {import('../src/layout.js').Tensor} tensor @param {Float32Array} values @param {number} inner @param
 * {number} wanted @returns {Weights} */
function padded({ name, kind, rows, cols }, values, inner, wanted) {
  const shape = rows === 1 && kind !== KIND.puzzleEmb ? [cols] : [rows, cols]
  if (inner === wanted || !name.includes('.mlp.')) return { name, shape, values: values.slice() }
  const gateUp = name.endsWith('gate_up_proj.weight')
  const [newRows, newCols] = gateUp ? [2 * wanted, cols] : [rows, wanted]
  const wider = new Float32Array(newRows * newCols)
  for (let row = 0; row < rows; row++) {
    // The rows of up follow all those of gate.
    const to = gateUp && row >= inner ? row + wanted - inner : row
    wider.set(values.subarray(row * cols, (row + 1) * cols), to * newCols)
  }
  return { name, shape: [newRows, newCols], values: wider }
}

/** The pickle that torch.save writes for a dict of contiguous float32 tensors, the i-th in storage i.
 * @param {Weights[]} tensors */
function pickleOf(tensors) {
  /** @type {Buffer[]} */
  const parts = []
  /** @param {number} code @param {Uint8Array} [content] */
  const op = (code, content = Buffer.alloc(0)) => void parts.push(Buffer.from([code]), Buffer.from(content))
  /** @param {string} text */
  const unicode = (text) => {
    const content = Buffer.from(text)
    const length = Buffer.alloc(4)
    length.writeUInt32LE(content.length)
    op(0x58, Buffer.concat([length, content]))
  }
  /** @param {number} value */
  const integer = (value) => {
    const content = Buffer.alloc(4)
    content.writeInt32LE(value)
    op(0x4a, content)
  }
  /** @param {number[]} values */
  const tuple = (values) => {
    op(0x28)
    values.forEach(integer)
    op(0x74)
  }
  /** @param {string} module @param {string} name */
  const global = (module, name) => op(0x63, Buffer.from(`${module}\n${name}\n`))
  op(0x80, Buffer.from([2]))
  op(0x7d)
  op(0x28)
  tensors.forEach(({ name, shape, values }, i) => {
    unicode(`${PREFIX}${name}`)
    global('torch._utils', '_rebuild_tensor_v2')
    op(0x28)
    op(0x28)
    unicode('storage')
    global('torch', 'FloatStorage')
    unicode(String(i))
    unicode('cpu')
    integer(values.length)
    op(0x74)
    op(0x51)
    integer(0)
    tuple(shape)
    tuple(shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1)))
    op(0x89)
    global('collections', 'OrderedDict')
    op(0x29)
    op(0x52)
    op(0x74)
    op(0x52)
  })
  op(0x75)
  op(0x2e)
  return Buffer.concat(parts)
}

/** @param {string} path @param {Weights[]} tensors */
async function writeZip(path, tensors) {
  const { ZipFile } = await loadLibraries()
  const zip = new ZipFile()
  /** @param {string} name @param {Buffer} content */
  const add = (name, content) => zip.addBuffer(content, `checkpoint/${name}`, { compress: false, mtime: new Date(0) })
  add('data.pkl', pickleOf(tensors))
  add('byteorder', Buffer.from('little'))
  tensors.forEach(({ values }, i) => add(`data/${i}`, Buffer.from(values.buffer, values.byteOffset, values.byteLength)))
  add('version', Buffer.from('3\n'))
  zip.end()
  await pipeline(/** @type {NodeJS.ReadableStream} */ (zip.outputStream), createWriteStream(path))
}

/** @param {{ model: string, out: string }} options */
export async function run(options) {
  const { core } = await chooseCore({})
  let file
  try {
    file = await readFile(options.model)
  } catch (error) {
    throw new InputError(`${options.model} cannot be read: ${messageOf(error)}.`)
  }
  const address = core.alloc(file.length)
  core.u8(address, file.length).set(file)
  const mapped = new MappedModel(core, address, file.length)
  const { config, model } = mapped
  const inner = Math.ceil(config.inner_size / INNER_MULTIPLE) * INNER_MULTIPLE
  if (inner !== config.inner_size)
    say(
      `The inner size ${config.inner_size} is padded with zeros to ${inner}, a multiple of ${INNER_MULTIPLE}; the outputs stay the same.`,
    )

  /** @type {Weights[]} */
  const tensors = []
  for (const tensor of tensorsOf(core, model)) {
    if (tensor.kind === KIND.ropeCos || tensor.kind === KIND.ropeSin) continue
    const count = tensor.rows * tensor.cols
    const values = core.alloc(4 * count)
    core.check(core.call.unpack_tensor(model, tensor.address, values, count), 'MODEL_INVALID', tensor.name)
    tensors.push(padded(tensor, core.f32(values, count), config.inner_size, inner))
    core.free(values)
  }

  const { stringifyYaml } = await loadLibraries()
  const { arch, dataset } = officialConfig({ ...config, inner_size: inner })
  await mkdir(options.out, { recursive: true })
  await writeFile(join(options.out, 'all_config.yaml'), stringifyYaml({ arch }))
  await writeFile(join(options.out, 'dataset.json'), `${JSON.stringify(dataset)}\n`)
  await writeZip(join(options.out, 'checkpoint'), tensors)
  say(`${options.out}: ${tensors.length} tensors of ${taskWithId(config.task).name}, float32`)
}
