// The official code's configuration files, all_config.yaml and dataset.json, and what they mean here.
import { messageOf } from '../errors.js'
import { POSITIONS } from '../layout.js'
import { findTask, tasks } from '../tasks/index.js'
import { refuse } from './checkpoint-zip.js'
import { parseYaml } from './libraries.js'

/** @typedef {import('../layout.js').Config} Config */
/** @typedef {{ kind: string, values: Record<string, unknown> }} Section kind: how messages call it */

const ARCHITECTURE = 'HierarchicalReasoningModel_ACTV1'

/** @param {string} name of the file @param {string} text @param {(text: string) => unknown} parse */
function readObject(name, text, parse) {
  let value
  try {
    value = parse(text)
  } catch (error) {
    throw refuse(`${name} cannot be read: ${messageOf(error)}`, error)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(`${name} holds no mapping.`)
  return /** @type {Record<string, unknown>} */ (value)
}

/** @param {Section} section @param {string} key @param {number} [fallback] */
function number({ kind, values }, key, fallback) {
  const value = values[key] ?? fallback
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw refuse(`${kind}: ${key} is ${value === undefined ? 'missing' : `no number: ${JSON.stringify(value)}`}.`)
  return value
}

/** @param {Section} section @param {string} key @param {number} [fallback] */
function count(section, key, fallback) {
  const value = number(section, key, fallback)
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
    throw refuse(`${section.kind}: ${key} is ${value}; it should be a whole number.`)
  return value
}

/** @typedef {{ config: string, dataset: string, folder?: string }} Texts what all_config.yaml and dataset.json say;
 * folder: put before their names in messages, "" or ending in "/"
 */

/** The configuration of a checkpoint, but for dtype and inner_size, which the tensors know.
 * @param {Texts} texts @param {import('../tasks/index.d.ts').TaskName} [asked] the task, where the sizes do not tell or tell wrong */
export function readOfficialConfig({ config, dataset: datasetText, folder = '' }, asked) {
  const configName = `${folder}all_config.yaml`
  const { arch: values } = readObject(configName, config, parseYaml)
  if (typeof values !== 'object' || values === null) throw refuse(`${configName} has no section "arch".`)
  const arch = { kind: `${configName}, arch`, values: /** @type {Record<string, unknown>} */ (values) }
  const datasetName = `${folder}dataset.json`
  const dataset = { kind: datasetName, values: readObject(datasetName, datasetText, JSON.parse) }

  const { name, pos_encodings: positions } = arch.values
  if (typeof name === 'string' && !name.endsWith(`@${ARCHITECTURE}`))
    throw refuse(`${arch.kind}: ${name} is not the architecture ${ARCHITECTURE}.`)
  const pos_encodings = POSITIONS.findIndex((one) => one === positions)
  if (pos_encodings < 0)
    throw refuse(
      `${arch.kind}: pos_encodings is ${JSON.stringify(positions)}; it should be one of ${POSITIONS.join(', ')}.`,
    )
  const seq_len = count(dataset, 'seq_len')
  const vocab_size = count(dataset, 'vocab_size')
  const hidden_size = count(arch, 'hidden_size')
  const puzzle_emb_ndim = count(arch, 'puzzle_emb_ndim', 0)
  const task =
    asked ?? tasks.find(({ sizes }) => sizes?.seq_len === seq_len && sizes.vocab_size === vocab_size)?.name ?? 'generic'
  const side = task === 'generic' ? 0 : Math.round(Math.sqrt(seq_len))
  if (task !== 'generic' && side * side !== seq_len)
    throw refuse(`${dataset.kind}: a ${task} of ${seq_len} cells is not square.`)
  const puzzle_emb_len = hidden_size ? Math.ceil(puzzle_emb_ndim / hidden_size) : 0
  return {
    puzzle_emb_ndim,
    config: {
      task: findTask(task)?.id ?? 0,
      grid_rows: side,
      grid_cols: side,
      vocab_size,
      seq_len,
      puzzle_emb_len,
      num_puzzle_identifiers: puzzle_emb_len ? count(dataset, 'num_puzzle_identifiers') : 0,
      hidden_size,
      num_heads: count(arch, 'num_heads'),
      H_layers: count(arch, 'H_layers'),
      L_layers: count(arch, 'L_layers'),
      H_cycles: count(arch, 'H_cycles'),
      L_cycles: count(arch, 'L_cycles'),
      halt_max_steps: count(arch, 'halt_max_steps'),
      pos_encodings,
      rope_theta: number(arch, 'rope_theta', positions === 'rope' ? 10000 : 1),
      rms_norm_eps: number(arch, 'rms_norm_eps', 1e-5),
    },
  }
}

/** The reverse: the contents of all_config.yaml's section "arch" and of dataset.json. What inference does not use gets
 * the official defaults.
 * @param {Config} config its inner_size a multiple of 256 */
export function officialConfig(config) {
  const { hidden_size, H_layers, L_layers, H_cycles, L_cycles, num_heads, halt_max_steps, rope_theta, rms_norm_eps } =
    config
  return {
    arch: {
      name: `hrm.hrm_act_v1@${ARCHITECTURE}`,
      H_cycles,
      H_layers,
      L_cycles,
      L_layers,
      // The official code computes the inner width as expansion * hidden_size * 2 / 3, rounded up.
      expansion: (3 * config.inner_size) / (2 * hidden_size),
      halt_exploration_prob: 0.1,
      halt_max_steps,
      hidden_size,
      loss: { loss_type: 'stablemax_cross_entropy', name: 'losses@ACTLossHead' },
      num_heads,
      pos_encodings: POSITIONS[config.pos_encodings],
      puzzle_emb_ndim: config.puzzle_emb_len * hidden_size,
      rms_norm_eps,
      rope_theta,
    },
    dataset: {
      seq_len: config.seq_len,
      vocab_size: config.vocab_size,
      pad_id: 0,
      ignore_label_id: 0,
      blank_identifier_id: 0,
      num_puzzle_identifiers: Math.max(1, config.num_puzzle_identifiers),
      total_groups: 1,
      mean_puzzle_examples: 1,
      sets: ['all'],
    },
  }
}
