// The configuration of a checkpoint: all_config.yaml, config.json, or what the checkpoint itself holds; by HRM's names.
import { messageOf } from '../errors.js'
import { parseYaml } from './libraries.js'
import { refuse } from './refuse.js'

/** @typedef {{ kind: string, values: Record<string, unknown> }} Section kind: how messages call it */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** @param {string} name of the file @param {string} text @param {(text: string) => unknown} parse */
export function readMapping(name, text, parse) {
  let value
  try {
    value = parse(text)
  } catch (error) {
    throw refuse(`${name} cannot be read: ${messageOf(error).split('\n')[0]}`, error)
  }
  if (!isMapping(value)) throw refuse(`${name} holds no mapping.`)
  return value
}

/** A saved dict as an object, its inner ones too.
 * @param {unknown} value @param {number} [depth] @returns {unknown} */
const plain = (value, depth = 0) =>
  value instanceof Map && depth < 4
    ? Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner, depth + 1)]))
    : value

/** Under these names runs keep their settings in the checkpoint itself. */
const INSIDE = ['config', 'hyper_parameters', 'hparams', 'cfg', 'args']

/** @param {{ text?: string, name: string }} file the configuration beside the checkpoint, if there is one
 * @param {unknown} saved what the checkpoint holds @returns {Section} its values are empty where there is none
 */
export function findSettings({ text, name }, saved) {
  if (text !== undefined) {
    const values = readMapping(name, text, parseYaml) // JSON is YAML
    if (isMapping(values.arch)) return { kind: `${name}, arch`, values: values.arch }
    if (!('hidden_size' in values || 'model_type' in values)) throw refuse(`${name} has no section "arch".`)
    return { kind: name, values }
  }
  for (const key of INSIDE) {
    const values = saved instanceof Map ? plain(saved.get(key)) : undefined
    if (!isMapping(values)) continue
    return isMapping(values.arch)
      ? { kind: `${key}.arch in the checkpoint`, values: values.arch }
      : { kind: `${key} in the checkpoint`, values }
  }
  return { kind: 'the configuration', values: {} }
}

/** The settings by HRM's names, with those that go without saying.
 * @param {Section} section @param {import('./architectures.js').Architecture} architecture
 * @returns {Section} */
export function withOfficialNames({ kind, values }, { settings, defaults }) {
  const named = Object.entries(settings).flatMap(([official, own]) => (own in values ? [[official, values[own]]] : []))
  return { kind, values: { ...defaults, ...values, ...Object.fromEntries(named) } }
}

/** @param {Section} section @param {string} key @param {number} [fallback] */
export function number({ kind, values }, key, fallback) {
  const value = values[key] ?? fallback
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw refuse(`${kind}: ${key} is ${value === undefined ? 'missing' : `no number: ${JSON.stringify(value)}`}.`)
  return value
}

/** @param {Section} section @param {string} key @param {number} [fallback] */
export function count(section, key, fallback) {
  const value = number(section, key, fallback)
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
    throw refuse(`${section.kind}: ${key} is ${value}; it should be a whole number.`)
  return value
}

/** Settings that change what is computed, and the values with which it stays what is computed here. */
const COMPUTING = /** @type {Record<string, unknown[]>} */ ({
  causal: [false],
  is_causal: [false],
  pre_norm: [false],
  norm_type: ['rms', 'rmsnorm', 'rms_norm'],
  qk_norm: [false],
  use_bias: [false],
  attention_bias: [false],
  mlp_bias: [false],
  tie_embeddings: [false],
  tie_word_embeddings: [false],
  hidden_act: ['silu', 'swish'],
  activation: ['silu', 'swish', 'swiglu'],
  rope_scaling: [],
  partial_rotary_factor: [1],
  sliding_window: [],
  logit_softcap: [0],
  num_registers: [0],
  num_register_tokens: [0],
  use_conv_swiglu: [false],
  use_board_swiglu: [false],
  use_convswiglu: [false],
  use_boardswiglu: [false],
  num_experts: [0, 1],
  attn_gate_type: [],
})

/** Settings that are read, or that training alone uses. */
const KNOWN = new Set(
  (
    'name short_name loss vocab_size seq_len num_puzzle_identifiers puzzle_emb_ndim puzzle_emb_len hidden_size num_heads head_dim ' +
    'H_layers L_layers H_cycles L_cycles expansion pos_encodings rope_theta rms_norm_eps mlp_t no_ACT_continue halt_max_steps ' +
    'halt_exploration_prob forward_dtype lambda_ noise_scale H_init_std L_init_std board_height board_width batch_size ' +
    'architectures model_type transformers_version num_hidden_layers intermediate_size initializer_range use_cache dtype torch_dtype ' +
    'auto_map _name_or_path id2label label2id pad_token_id bos_token_id eos_token_id return_dict output_hidden_states output_attentions ' +
    'ffn_expansion max_grid_size pad_value output_dir num_layers norm_eps rope_base puzzle_emb_lr puzzle_emb_weight_decay lr learning_rate ' +
    'weight_decay beta1 beta2 warmup_steps max_steps learning_rate_emb lr_min_ratio seed ema ema_rate ' +
    'N_supervision use_muon num_puzzles'
  ).split(' '),
)

/** Refuses what is not computed here; a sentence on what is not known.
 * @param {Section} section as it was written @param {import('./architectures.js').Architecture} architecture
 * @param {number} heads @returns {string[]} */
export function checkSettings({ kind, values }, { settings }, heads) {
  const known = new Set([...KNOWN, ...Object.values(settings), ...Object.keys(COMPUTING), 'num_key_value_heads'])
  for (const [key, value] of Object.entries(values)) {
    const allowed = key === 'num_key_value_heads' ? [heads] : Object.hasOwn(COMPUTING, key) ? COMPUTING[key] : undefined
    if (allowed && value !== null && !allowed.includes(value))
      throw refuse(
        `${kind}: ${key} is ${JSON.stringify(value)}, which changes what is computed and is not computed here.`,
      )
  }
  const unknown = Object.keys(values).filter((key) => !known.has(key))
  return unknown.length ? [`${kind}: not known here and left out of account: ${unknown.join(', ')}.`] : []
}
