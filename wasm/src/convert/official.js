// The reverse of reading a checkpoint: what the official code's configuration files, all_config.yaml and dataset.json, say
// of a model.
import { POSITIONS, RULE } from '../layout.js'

/** @typedef {import('../layout.js').Config} Config */

/** The official code rounds the width of SwiGLU up to a multiple of this. */
const INNER_MULTIPLE = 256
/** @param {number} width */
const roundedUp = (width) => Math.ceil(width / INNER_MULTIPLE) * INNER_MULTIPLE

/** The inner widths with which official code would build a model: it computes them as expansion * width * 2 / 3, rounded
 * up. mlp_t_size: 0 without token mixing.
 * @param {Config} config */
export function officialWidths({ inner_size, hidden_size, puzzle_emb_len, seq_len, mlp_t_size }) {
  const inner = roundedUp(inner_size)
  const tokens = puzzle_emb_len + seq_len
  return { inner_size: inner, mlp_t_size: mlp_t_size ? roundedUp(Math.round((inner * tokens) / hidden_size)) : 0 }
}

/** Which code builds a model of this configuration.
 * @param {Config} config */
function nameOf({ H_layers, rules = 0, mlp_t_size }) {
  if (H_layers) return `${mlp_t_size ? 'recursive_reasoning.hrm' : 'hrm.hrm_act_v1'}@HierarchicalReasoningModel_ACTV1`
  return `recursive_reasoning.trm${rules & RULE.singleZ ? '_singlez' : ''}@TinyRecursiveReasoningModel_ACTV1`
}

/** The contents of all_config.yaml's section "arch" and of dataset.json. What inference does not use gets the official
 * defaults.
 * @param {Config} config with officialWidths */
export function officialConfig(config) {
  const { hidden_size, H_layers, L_layers, H_cycles, L_cycles, num_heads, halt_max_steps, rope_theta, rms_norm_eps } =
    config
  const { puzzle_emb_len, puzzle_emb_ndim, rules = 0, mlp_t_size } = config
  return {
    arch: {
      name: nameOf(config),
      H_cycles,
      H_layers,
      L_cycles,
      L_layers,
      expansion: (3 * config.inner_size) / (2 * hidden_size),
      halt_exploration_prob: 0.1,
      halt_max_steps,
      hidden_size,
      loss: { loss_type: 'stablemax_cross_entropy', name: 'losses@ACTLossHead' },
      num_heads,
      pos_encodings: POSITIONS[config.pos_encodings],
      puzzle_emb_ndim: puzzle_emb_ndim || puzzle_emb_len * hidden_size,
      rms_norm_eps,
      rope_theta,
      ...(!H_layers && { puzzle_emb_len }),
      ...((!H_layers || mlp_t_size) && { mlp_t: Boolean(mlp_t_size) }),
      ...((!H_layers || rules & RULE.haltAbove0) && { no_ACT_continue: Boolean(rules & RULE.haltAbove0) }),
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
