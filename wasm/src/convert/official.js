// The reverse of reading a checkpoint: what the official code's configuration files, all_config.yaml and dataset.json, say
// of a model.
import { POSITIONS } from '../layout.js'

/** @typedef {import('../layout.js').Config} Config */

/** The contents of all_config.yaml's section "arch" and of dataset.json. What inference does not use gets
 * the official defaults.
 * @param {Config} config its inner_size a multiple of 256 */
export function officialConfig(config) {
  const { hidden_size, H_layers, L_layers, H_cycles, L_cycles, num_heads, halt_max_steps, rope_theta, rms_norm_eps } =
    config
  return {
    arch: {
      name: `hrm.hrm_act_v1@HierarchicalReasoningModel_ACTV1`,
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
