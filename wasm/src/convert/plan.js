// What a checkpoint holds, before its numbers are read: the architecture, the configuration, and for each tensor of the
// weights file where its numbers come from.
import { POSITIONS, RULE } from '../layout.js'
import { findTask, tasks } from '../tasks/index.js'
import { architectureOf } from './architectures.js'
import { refuse } from './refuse.js'
import { checkSettings, count, findSettings, number, readMapping, withOfficialNames } from './settings.js'

/** @typedef {import('../layout.js').Config} Config */
/** @typedef {import('./unpickle.js').Tensor} Tensor */
/** @typedef {import('./settings.js').Section} Section */
/** @typedef {{ config?: string, configName?: string, dataset?: string, folder?: string }} Texts what all_config.yaml (or
 * config.json, the configName) and dataset.json say, where they are; folder: put before their names in messages, "" or
 * ending in "/"
 */
/**
 * @typedef {object} Plan
 * @property {string} architecture for people
 * @property {string} source where in the file the weights are
 * @property {Omit<Config, 'dtype'>} config
 * @property {Map<string, Tensor>} tensors by the names that the weights file has
 * @property {string[]} notes sentences: what was inferred, preferred, left
 * @property {boolean} drawn must initial states be drawn?
 * @property {[number, number]} initStds deviations of the initial states that are drawn, of H and of L
 * @property {{ columns: number, own: boolean } | undefined} plane of two-dimensional RoPE (heads.js)
 * @property {boolean} interleaved are q, k and v stored head by head?
 */

/** What lies in some checkpoints and follows from the configuration, or is of training. */
const BUFFERS =
  /(?:^|\.)(?:cos_cached|sin_cached|inv_freq|freqs|cos|sin|local_weights|local_ids|_dummy|n_averaged|num_batches_tracked)$/
/** The bits of a weights file's origin: what was inferred (FORMAT.md). */
const INFERRED = { vocab_size: 1, seq_len: 2, num_puzzle_identifiers: 4, cycles: 8, constants: 16, drawn: 32 }

/** @param {number[]} shape */
export const inWords = (shape) => `[${shape.join(', ')}]`

/** @param {Map<string, Tensor>} tensors @param {string} name @param {number} axis */
function sizeOf(tensors, name, axis) {
  const shape = tensors.get(name)?.shape
  if (!shape) throw refuse(`The tensor ${name} is missing.`)
  if (shape.length < 2)
    throw refuse(`The tensor ${name} has the shape ${inWords(shape)}; it should have two dimensions.`)
  return shape[axis]
}

/** @param {Iterable<string>} names @param {string} level */
const layersOf = (names, level) =>
  new Set([...names].flatMap((name) => new RegExp(`^${level}\\.layers\\.(\\d+)\\.`).exec(name)?.[1] ?? [])).size

/** Those that checkpoints have. */
const KNOWN_POSITIONS = POSITIONS.slice(0, 3)

/** How positions are told apart, by the names that the codes give.
 * @param {Section} section @param {boolean} mixing does token mixing stand in attention's place? It does not rotate.
 * @returns {{ pos_encodings: number, flat: boolean }} flat: in two dimensions? */
function positionsOf({ kind, values }, mixing) {
  if (!('pos_encodings' in values)) throw refuse(`${kind}: pos_encodings is missing.`)
  const said = values.pos_encodings ?? 'none'
  const name = { '1d': 'rope', '2d': 'rope2d', null: 'none' }[String(said)] ?? String(said)
  const flat = name === 'rope2d'
  const pos_encodings = KNOWN_POSITIONS.indexOf(/** @type {any} */ (flat ? 'rope' : name))
  if (pos_encodings < 0)
    throw refuse(
      `${kind}: pos_encodings is ${JSON.stringify(said)}; it should be one of ${KNOWN_POSITIONS.join(', ')}.`,
    )
  const turned = POSITIONS[pos_encodings] === 'rope' && mixing
  return turned ? { pos_encodings: POSITIONS.indexOf('none'), flat: false } : { pos_encodings, flat }
}

/** The rows and columns of two-dimensional positions.
 * @param {Section} arch @param {number} seq_len @param {boolean} own */
function planeOf(arch, seq_len, own) {
  const columns = arch.values.board_width == null ? Math.round(Math.sqrt(seq_len)) : count(arch, 'board_width')
  const rows = arch.values.board_height == null ? columns : count(arch, 'board_height')
  if (rows * columns !== seq_len)
    throw refuse(
      `${arch.kind}: positions of two dimensions need a board; ${seq_len} cells are not ${rows} x ${columns}.`,
    )
  return { columns, own }
}

/** @param {import('./checkpoint.js').Checkpoint} checkpoint @param {Texts} texts
 * @param {{ task?: import('../tasks/index.d.ts').TaskName, seqLen?: number }} [asked] where the sizes do not tell, or tell wrong
 * @returns {Plan} throws CHECKPOINT_INVALID */
export function planCheckpoint(checkpoint, texts, asked = {}) {
  const { folder = '', configName = 'all_config.yaml' } = texts
  const { tensors: found, source, notes } = checkpoint.weights()
  const written = findSettings({ text: texts.config, name: `${folder}${configName}` }, checkpoint.saved)
  const { name, architectures } = /** @type {any} */ (written.values)
  const architecture = architectureOf(found, name ?? architectures?.[0], checkpoint.path)
  if (!Object.keys(written.values).length && architecture.title !== 'HRM-mini')
    throw refuse(
      `No configuration lies beside ${checkpoint.path} or in it: its heads, cycles and positions are in no tensor. Put its all_config.yaml or config.json there.`,
    )
  const arch = withOfficialNames(written, architecture)

  /** @type {Map<string, Tensor>} */
  const tensors = new Map()
  for (const [own, tensor] of found)
    tensors.set(
      architecture.renames.reduce((name, [from, to]) => name.replace(from, to), own),
      tensor,
    )
  const buffers = [...tensors.keys()].filter((one) => BUFFERS.test(one))
  buffers.forEach((one) => tensors.delete(one))
  if (buffers.length) notes.push(`Buffers that follow from the configuration are left: ${buffers.join(', ')}.`)

  const dataset = {
    kind: `${folder}dataset.json`,
    values: texts.dataset === undefined ? {} : readMapping(`${folder}dataset.json`, texts.dataset, JSON.parse),
  }
  let inferred = 0
  /** A size as the data set's metadata or the configuration say it, else as the tensors do.
   * @param {'vocab_size' | 'seq_len' | 'num_puzzle_identifiers'} key @param {() => number} fromTensors */
  const size = (key, fromTensors) => {
    for (const section of [dataset, arch]) if (section.values[key] != null) return count(section, key)
    if (texts.dataset !== undefined) count(dataset, key) // says that it is missing
    const value = fromTensors()
    inferred |= INFERRED[key]
    notes.push(`${key} is not stated; ${value} is inferred.`)
    return value
  }

  const embedding = 'embed_tokens.embedding_weight'
  const vocab_size = size('vocab_size', () => sizeOf(tensors, embedding, 0))
  const hidden_size = arch.values.hidden_size === undefined ? sizeOf(tensors, embedding, 1) : count(arch, 'hidden_size')
  const puzzles = tensors.get('puzzle_emb.weights')
  const puzzle_emb_ndim = count(arch, 'puzzle_emb_ndim', puzzles?.shape[1] ?? 0)
  const stated_len = count(arch, 'puzzle_emb_len', puzzle_emb_ndim ? (architecture.prefix ?? 0) : 0)
  if (stated_len && !puzzle_emb_ndim && architecture.origin === 2)
    throw refuse(`${arch.kind}: puzzle_emb_len is ${stated_len}, but puzzle_emb_ndim is 0: such a model has no prefix.`)
  if (architecture.prefix && puzzle_emb_ndim && arch.values.puzzle_emb_len === undefined)
    notes.push(`puzzle_emb_len is not stated; its code has ${architecture.prefix}.`)
  const puzzle_emb_len = puzzle_emb_ndim && hidden_size ? stated_len || Math.ceil(puzzle_emb_ndim / hidden_size) : 0

  const mixing = tensors.get('L_level.layers.0.mlp_t.gate_up_proj.weight')
  if (arch.values.mlp_t !== undefined && Boolean(arch.values.mlp_t) !== Boolean(mixing))
    throw refuse(`${arch.kind}: mlp_t is ${arch.values.mlp_t}, but the tensors of L_level say otherwise.`)
  const { pos_encodings, flat } = positionsOf(arch, mixing !== undefined)
  const learned = tensors.get('embed_pos.embedding_weight')
  const mini = architecture.title === 'HRM-mini'
  if (mini) notes.push('It has no Q head: q_halt is 0 always.')
  const seq_len = size('seq_len', () => {
    const tokens = learned?.shape[0] ?? mixing?.shape[1]
    if (tokens !== undefined) return tokens - puzzle_emb_len
    const cells =
      asked.seqLen ??
      (mini && vocab_size === 10 ? 82 : tasks.find(({ sizes }) => sizes?.vocab_size === vocab_size)?.sizes?.seq_len)
    if (cells === undefined)
      throw refuse(
        `seq_len, the number of cells, is in no tensor of ${checkpoint.path}, and a vocabulary of ${vocab_size} does not tell it: put dataset.json beside it, or say it (--seq-len).`,
      )
    return cells
  })
  if (asked.seqLen !== undefined && asked.seqLen !== seq_len)
    throw refuse(`${checkpoint.path} has ${seq_len} cells (seq_len), not ${asked.seqLen} as was said.`)

  const task =
    asked.task ??
    tasks.find(({ sizes }) => sizes?.seq_len === seq_len && sizes.vocab_size === vocab_size)?.name ??
    'generic'
  const eqr = architecture.title === 'EqR'
  const plane = flat ? planeOf(arch, seq_len, eqr) : undefined
  const side = task === 'generic' ? 0 : Math.round(Math.sqrt(seq_len))
  if (task !== 'generic' && side * side !== seq_len)
    throw refuse(`${dataset.kind}: a ${task} of ${seq_len} cells is not square.`)

  /** @param {string} key @param {number} bit @param {(section: Section, key: string) => number} read */
  const setting = (key, bit, read) => {
    const stated = architecture.settings[key] ?? key
    if (arch.values[key] !== undefined && written.values[stated] === undefined && written.values[key] === undefined) {
      if (texts.config === undefined || bit === INFERRED.cycles) {
        inferred |= bit
        notes.push(`${key} is not stated; its code has ${arch.values[key]}.`)
      }
    }
    return read(arch, key)
  }
  const heads = () => {
    if (mixing) return 1
    if (arch.values.num_heads !== undefined || arch.values.head_dim === undefined)
      return setting('num_heads', INFERRED.constants, count)
    const dim = setting('head_dim', INFERRED.constants, count)
    if (!dim || hidden_size % dim)
      throw refuse(
        `${checkpoint.path}: heads of ${dim} do not divide ${hidden_size}. num_heads is in no tensor: put a config.json with hidden_size and num_heads beside it.`,
      )
    return hidden_size / dim
  }
  const num_heads = heads()
  notes.push(...checkSettings(written, architecture, num_heads))
  const singleZ = architecture.title === 'TRM with one state'
  const width = puzzle_emb_ndim < puzzle_emb_len * hidden_size ? puzzle_emb_ndim : 0
  const rate = eqr ? number(arch, 'lambda_') : 0
  const rules =
    (arch.values.no_ACT_continue ? RULE.haltAbove0 : 0) | (singleZ ? RULE.singleZ : 0) | (eqr ? RULE.tokenInits : 0)
  const layers = (/** @type {'H' | 'L'} */ level) =>
    arch.values[`${level}_layers`] === undefined
      ? layersOf(tensors.keys(), `${level}_level`)
      : count(arch, `${level}_layers`)
  if (architecture.drawn) {
    inferred |= INFERRED.drawn
    notes.push('Initial states are in no file, its code draws them at each start: they are drawn here, once.')
  }
  if (eqr && number(arch, 'noise_scale', 0)) notes.push('The noise that its code adds to each update is left out.')

  const config = {
    task: findTask(task)?.id ?? 0,
    grid_rows: side,
    grid_cols: side,
    vocab_size,
    seq_len,
    puzzle_emb_len,
    num_puzzle_identifiers: puzzle_emb_len
      ? size('num_puzzle_identifiers', () => sizeOf(tensors, 'puzzle_emb.weights', 0))
      : 0,
    hidden_size,
    num_heads,
    inner_size: sizeOf(tensors, 'L_level.layers.0.mlp.down_proj.weight', 1),
    H_layers: layers('H'),
    L_layers: layers('L'),
    H_cycles: setting('H_cycles', INFERRED.cycles, count),
    L_cycles: setting('L_cycles', INFERRED.cycles, count),
    halt_max_steps: setting('halt_max_steps', INFERRED.cycles, count),
    pos_encodings,
    rope_theta:
      POSITIONS[pos_encodings] === 'rope'
        ? setting('rope_theta', INFERRED.constants, number)
        : number(written, 'rope_theta', 1),
    rms_norm_eps: setting('rms_norm_eps', INFERRED.constants, number),
    mlp_t_size: mixing ? sizeOf(tensors, 'L_level.layers.0.mlp_t.down_proj.weight', 1) : 0,
    puzzle_emb_ndim: width,
    rules,
    update_rate: rate === 1 ? 0 : rate,
    origin: 0,
  }
  if (architecture.origin > 1 || inferred) config.origin = architecture.origin + 256 * inferred
  const known = findTask(task)
  if (known && !known.fits({ config: { ...config, pos_encodings: POSITIONS[pos_encodings] } }))
    throw refuse(`A model of ${seq_len} cells and ${vocab_size} tokens does not fit the task ${task}.`)
  return {
    architecture: architecture.title,
    source,
    config,
    tensors,
    notes,
    drawn: architecture.drawn ?? false,
    initStds: [number(arch, 'H_init_std', 1), number(arch, 'L_init_std', 1)],
    plane,
    interleaved: mini,
  }
}
