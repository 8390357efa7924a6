import { createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { messageOf } from '../src/errors.js'
import { KIND, POSITIONS, RULE, tensorsOf } from '../src/layout.js'
import { taskWithId } from '../src/tasks/index.js'
import { officialConfig, officialWidths } from '../src/convert/official.js'
import { MappedModel } from '../src/mapped.js'
import { chooseCore } from '../src/modules.js'
import { loadLibraries } from './libraries.mjs'
import { InputError, say } from './output.mjs'

/** How the official code names the tensors of a model that was compiled and wrapped in its loss. */
const PREFIX = '_orig_mod.model.inner.'

/** @typedef {{ name: string, shape: number[], values: Float32Array }} Weights */
/** @typedef {{ inner_size: number, mlp_t_size: number }} Widths of SwiGLU over channels and over tokens */

/** One tensor with its inner width zero-padded, which changes no output: silu(0) * 0 = 0.
 * @param {import('../src/layout.js').Tensor} tensor @param {Float32Array} values
 * @param {Widths} widths that it has @param {Widths} official @returns {Weights} */
function padded({ name, kind, rows, cols }, values, widths, official) {
  const shape = rows === 1 && kind !== KIND.puzzleEmb ? [cols] : [rows, cols]
  const width = name.includes('.mlp.') ? 'inner_size' : name.includes('.mlp_t.') ? 'mlp_t_size' : undefined
  const [inner, wanted] = width ? [widths[width], official[width]] : [0, 0]
  if (inner === wanted) return { name, shape, values: values.slice() }
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

/** Throws InputError where no official code computes what the model does.
 * @param {MappedModel} mapped @param {Widths} official */
function checkOfficial({ core, model, config }, official) {
  const { rules, update_rate, pos_encodings, mlp_t_size } = config
  const positions = POSITIONS[pos_encodings]
  const own =
    rules & ~(RULE.haltAbove0 | RULE.singleZ) || update_rate
      ? 'damped updates, initial states for each token or cells that are not there'
      : !['rope', 'learned', 'none'].includes(positions)
        ? `positions that are ${positions}`
        : mlp_t_size > official.mlp_t_size
          ? `token mixing of the width ${mlp_t_size}`
          : hasOwnTables(core, model)
            ? 'two-dimensional RoPE'
            : ''
  if (own) throw new InputError(`This model has ${own}, for which there is no official code.`)
}

/** Does the file have RoPE tables other than those of one dimension?
 * @param {import('../src/core.js').Core} core @param {number} model */
function hasOwnTables(core, model) {
  for (const tensor of tensorsOf(core, model)) {
    if (tensor.kind !== KIND.ropeCos) continue
    const count = tensor.rows * tensor.cols
    const [own, cosines, sines] = [0, 0, 0].map(() => core.alloc(4 * count))
    core.check(core.call.unpack_tensor(model, tensor.address, own, count), 'MODEL_INVALID')
    core.check(core.call.rope_tables(model, cosines, sines, count), 'ARGUMENT')
    const usual = core.f32(cosines, count)
    return core.f32(own, count).some((value, i) => value !== usual[i])
  }
  return false
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
  const official = officialWidths(config)
  checkOfficial(mapped, official)
  for (const [width, what] of /** @type {const} */ ([
    ['inner_size', 'inner size'],
    ['mlp_t_size', 'inner size of the token mixing'],
  ])) {
    if (official[width] !== config[width])
      say(
        `The ${what} ${config[width]} is padded with zeros to ${official[width]}, as the official code computes it; the outputs stay the same.`,
      )
  }

  /** @type {Weights[]} */
  const tensors = []
  for (const tensor of tensorsOf(core, model)) {
    if (tensor.kind === KIND.ropeCos || tensor.kind === KIND.ropeSin) continue
    const count = tensor.rows * tensor.cols
    const values = core.alloc(4 * count)
    core.check(core.call.unpack_tensor(model, tensor.address, values, count), 'MODEL_INVALID', tensor.name)
    tensors.push(padded(tensor, core.f32(values, count), config, official))
    core.free(values)
  }

  const { stringifyYaml } = await loadLibraries()
  const { arch, dataset } = officialConfig({ ...config, ...official })
  await mkdir(options.out, { recursive: true })
  await writeFile(join(options.out, 'all_config.yaml'), stringifyYaml({ arch }))
  await writeFile(join(options.out, 'dataset.json'), `${JSON.stringify(dataset)}\n`)
  await writeZip(join(options.out, 'checkpoint'), tensors)
  say(`${options.out}: ${tensors.length} tensors of ${taskWithId(config.task).name}, float32`)
}
