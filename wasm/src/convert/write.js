// A planned checkpoint as a weights file, part by part, so that no table need fit in memory.
import { KIND, tensorsOfConfig, writing } from '../layout.js'
import { random } from '../random.js'
import { crc32 } from './libraries.js'
import { inWords } from './plan.js'
import { planeTable, rowOfHead, rowOfPlane } from './heads.js'
import { refuse } from './refuse.js'
import { Tensor } from './unpickle.js'

/** @typedef {import('../core.js').Core} Core */
/** @typedef {import('../layout.js').Config} Config */
/** @typedef {import('./checkpoint.js').Checkpoint} Checkpoint */
/** @typedef {import('./plan.js').Plan} Plan */
/** @typedef {{ H: Float32Array, L: Float32Array }} States initial ones, [hidden_size] or, where each token has its own,
 * [tokens][hidden_size]
 */
/** @typedef {(at: number, bytes: Uint8Array) => void | Promise<void>} Put takes a part of the file; the bytes are gone
 * when it is done. The parts come in order, and last once more the header, which has the checksum.
 */

/** Values that are in memory at once: 4 MB. */
export const MOST = 2 ** 20
/** Where a file's checksum is. */
const CRC_AT = 12
/** Of the initial states that no checkpoint holds. */
const SEED = 1

/** A tensor as rows of `cols` numbers. A stack of matrices is one matrix.
 * @param {Tensor} tensor @param {number} cols @returns {Tensor | undefined} undefined where it is of another shape */
function asRows({ storage, offset, shape, stride }, cols) {
  if (shape.length === 1) return shape[0] === cols ? new Tensor(storage, offset, [1, cols], [0, stride[0]]) : undefined
  if (shape.at(-1) !== cols) return undefined
  if (shape.length === 2) return new Tensor(storage, offset, shape, stride)
  if (shape.length !== 3 || stride[0] !== shape[1] * stride[1]) return undefined
  return new Tensor(storage, offset, [shape[0] * shape[1], cols], stride.slice(1))
}

/** Where the numbers of each tensor come from; throws CHECKPOINT_INVALID with what is missing, extra or of another shape.
 * @param {Core} core @param {Plan} plan @param {Config} config @param {number[] | undefined} identifiers
 * @returns {Map<string, Tensor | undefined>} undefined: from no tensor of the checkpoint */
function sourcesOf(core, plan, config, identifiers) {
  /** @type {Map<string, Tensor | undefined>} */
  const sources = new Map()
  const unused = new Set(plan.tensors.keys())
  for (const { name, kind, rows, cols } of tensorsOfConfig(core, config)) {
    const tensor = plan.tensors.get(name)
    unused.delete(name)
    const mayLack = (plan.drawn && /^[HL]_init$/.test(name)) || (plan.interleaved && name.startsWith('q_head.'))
    if (name && !tensor && !mayLack) throw refuse(`The tensor ${name} is missing.`)
    if (!tensor) {
      sources.set(name, undefined)
      continue
    }
    const wanted = kind === KIND.puzzleEmb && identifiers ? plan.config.num_puzzle_identifiers : rows
    // A Q head may have one output, which says q_halt.
    const [bias, head] = [name === 'q_head.bias', name === 'q_head.weight']
    const matrix = asRows(tensor, bias && tensor.shape.length === 1 ? Math.min(cols, tensor.shape[0]) : cols)
    const fits = matrix && (matrix.shape[0] === wanted || (head && matrix.shape[0] === 1))
    if (!fits)
      throw refuse(
        `The tensor ${name} has the shape ${inWords(tensor.shape)}; the configuration implies ${inWords([wanted, cols])}.`,
      )
    sources.set(name, matrix)
  }
  const [extra] = unused
  if (extra !== undefined)
    throw refuse(`The tensor ${extra} is in the checkpoint, but the configuration has no place for it.`)
  return sources
}

/** A standard normal number within two deviations, scaled to the deviation 1 again.
 * @param {() => number} next */
function truncatedNormal(next) {
  for (;;) {
    const value = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
    if (Math.abs(value) < 2) return value * 1.1368472343385565
  }
}

/** Writes the weights file of a checkpoint.
 * @param {Core} core @param {Checkpoint} checkpoint @param {Plan} plan
 * @param {{ dtype: number, identifiers?: number[], initial?: States }} options identifiers: the rows of the puzzle
 * embedding that are taken, in this order; default: all. initial: states in place of those that would be drawn
 * @param {Put} put @returns {Promise<number>} the file's length */
export async function writeCheckpoint(core, checkpoint, plan, { dtype, identifiers, initial }, put) {
  const config = {
    dtype,
    ...plan.config,
    ...(identifiers && { num_puzzle_identifiers: identifiers.length }),
  }
  const sources = sourcesOf(core, plan, config, identifiers)
  const { hidden_size, num_heads } = config
  const next = random(SEED)
  const rowOf = plan.interleaved ? rowOfHead : plan.plane?.own ? rowOfPlane : undefined

  /** @param {import('../layout.js').Tensor} tensor @param {Float32Array} values @param {number} first */
  const fill = async ({ name, kind, cols }, values, first) => {
    const source = sources.get(name)
    const rows = values.length / cols
    /** @param {number} to @param {number} from @param {number} count @param {boolean} [partial] */
    const copy = (to, from, count, partial = false) =>
      checkpoint.readRows(
        name,
        /** @type {Tensor} */ (source),
        from,
        count,
        values.subarray(to * cols, (to + count) * cols),
        partial,
      )
    if (!source) {
      const given = name === 'H_init' ? initial?.H : name === 'L_init' ? initial?.L : undefined
      if (given && given.length < values.length) throw refuse(`The initial states given for ${name} are too short.`)
      const std = plan.initStds[name === 'L_init' ? 1 : 0]
      if (given) values.set(given.subarray(first * cols, first * cols + values.length))
      else if (name.endsWith('_init')) for (let i = 0; i < values.length; i++) values[i] = std * truncatedNormal(next)
      else values.fill(0)
    } else if (name === 'q_head.bias') {
      values.fill(0)
      await checkpoint.readRows(name, source, 0, 1, values.subarray(0, source.shape[1]), false)
    } else if (kind === KIND.puzzleEmb && identifiers) {
      for (let row = 0; row < rows; row++) await copy(row, identifiers[first + row], 1, true)
    } else if (rowOf && name.endsWith('qkv_proj.weight')) {
      for (let row = 0; row < rows; row++) await copy(row, rowOf(first + row, hidden_size, num_heads), 1)
    } else {
      values.fill(0, source.shape[0] * cols)
      await copy(0, first, Math.min(rows, source.shape[0] - first))
    }
  }
  const { plane } = plan
  const tables = plane
    ? (/** @type {import('../layout.js').Tensor} */ { kind }, /** @type {Float32Array} */ values) =>
        planeTable(config, plane, kind === KIND.ropeCos ? Math.cos : Math.sin, values)
    : undefined

  return putParts(writing(core, config, fill, { most: MOST, tables }), put)
}

/** Hands on the parts of a weights file as they are written, and in the end the header with its checksum.
 * @param {ReturnType<typeof writing<Promise<void>>>} steps @param {Put} put @returns {Promise<number>} the file's length */
export async function putParts(steps, put) {
  let crc = 0
  /** @type {Uint8Array | undefined} */
  let header
  for (;;) {
    const step = steps.next()
    if (step.done) {
      const first = /** @type {Uint8Array} */ (/** @type {unknown} */ (header))
      new DataView(first.buffer).setInt32(CRC_AT, crc, true)
      await put(0, first)
      return step.value
    }
    try {
      if ('waiting' in step.value) await step.value.waiting
      else {
        const { at, bytes } = step.value.part
        header ??= bytes.slice()
        crc = crc32(bytes, crc)
        await put(at, bytes)
      }
    } catch (error) {
      steps.return(0) // gives the memory back
      throw error
    }
  }
}
