// The relatives of HRM whose checkpoints are read, told by their tensors: how each calls tensors and settings, and what
// goes without saying in its code. Sources: the classes named here, in their own repositories.
import { refuse } from './refuse.js'

/** @typedef {import('./unpickle.js').Tensor} Tensor */
/** @typedef {Map<string, Tensor>} Tensors */
/**
 * @typedef {object} Architecture
 * @property {string} title for people
 * @property {number} origin its number in a weights file (FORMAT.md)
 * @property {[RegExp, string][]} renames to HRM's names of tensors
 * @property {Record<string, string>} settings HRM's names of settings to its own
 * @property {Record<string, unknown>} defaults of settings, by HRM's names: those that its code has and its files lack
 * @property {number} [prefix] puzzle_emb_len where the configuration does not say it; else what the puzzle embedding fills
 * @property {boolean} [drawn] initial states are in no file: they are drawn anew at each start
 */

/** Names that some give to HRM's tensors. @type {[RegExp, string][]} */
const RENAMES = [
  [/^embed_tokens\.weight$/, 'embed_tokens.embedding_weight'],
  [/^embed_pos\.weight$/, 'embed_pos.embedding_weight'],
  [/^puzzle_emb\.weight$/, 'puzzle_emb.weights'],
]
const OFFICIAL = { renames: RENAMES, settings: {}, defaults: { rms_norm_eps: 1e-5, rope_theta: 10000 } }
const ONE_NET = { H_layers: 0, no_ACT_continue: true }

/** @type {Record<'hrm' | 'hf' | 'mini' | 'trm' | 'singleZ' | 'eqr' | 'nano', Architecture>} */
export const ARCHITECTURES = {
  hrm: { ...OFFICIAL, title: 'HRM', origin: 1 },
  trm: { ...OFFICIAL, title: 'TRM', origin: 2, defaults: { ...OFFICIAL.defaults, ...ONE_NET }, prefix: 16 },
  singleZ: {
    ...OFFICIAL,
    title: 'TRM with one state',
    origin: 2,
    defaults: { ...OFFICIAL.defaults, ...ONE_NET },
    prefix: 16,
  },
  eqr: {
    ...OFFICIAL,
    title: 'EqR',
    origin: 3,
    defaults: { ...OFFICIAL.defaults, ...ONE_NET, lambda_: 0.95, H_init_std: 1, L_init_std: 1 },
    drawn: true,
  },
  mini: {
    title: 'HRM-mini',
    origin: 4,
    renames: [
      [/^embed\.weight$/, 'embed_tokens.embedding_weight'],
      [/\.attn\./, '.self_attn.'],
    ],
    settings: { rms_norm_eps: 'norm_eps', rope_theta: 'rope_base' },
    // H_layers and L_layers are those that are there.
    defaults: {
      H_cycles: 2,
      L_cycles: 2,
      rms_norm_eps: 1e-6,
      rope_theta: 10000,
      head_dim: 64,
      halt_max_steps: 16,
      pos_encodings: 'rope',
      H_init_std: 1,
      L_init_std: 1,
    },
    drawn: true,
  },
  hf: {
    title: 'HRM, port to transformers',
    origin: 5,
    renames: RENAMES,
    settings: {
      H_layers: 'h_layers',
      L_layers: 'l_layers',
      H_cycles: 'h_cycles',
      L_cycles: 'l_cycles',
      num_heads: 'num_attention_heads',
      seq_len: 'max_position_embeddings',
    },
    defaults: OFFICIAL.defaults,
  },
  nano: {
    title: 'nano-trm',
    origin: 6,
    renames: [
      [/^lenet\./, 'L_level.'],
      [/^input_embedding\./, 'embed_tokens.'],
      [/^z_([HL])_init$/, '$1_init'],
    ],
    settings: {
      L_layers: 'num_layers',
      puzzle_emb_ndim: 'puzzle_emb_dim',
      num_puzzle_identifiers: 'num_puzzles',
      pos_encodings: 'pos_emb_type',
      halt_max_steps: 'N_supervision_val',
      mlp_t: 'use_mlp',
    },
    defaults: { ...OFFICIAL.defaults, ...ONE_NET, halt_max_steps: 16 },
  },
}

/** Relatives that compute something that is not computed here, by a tensor that only they have.
 * @type {[RegExp, string][]} */
const REFUSED = [
  [/^L1_init$/, 'TRM with six low states (hier6): two states are computed here'],
  [
    /\.dwconv\.|\.board_conv\./,
    'a model with a convolution in its MLP (URM, nano-trm’s ConvSwiGLU): it is not computed here',
  ],
  [/^reasoning\.\d+\./, 'TRM3: the norms inside its SwiGLU and attention are not computed here'],
  [
    /\.(?:[qkv]_proj|attn_gate\w*|gate_proj|[qk]_norm)\.|norm\d?\.weight$/,
    'no model of this family: separate projections, gates or norms with weights are not computed here',
  ],
]
const KNOWN_CLASS = /^(?:HierarchicalReasoningModel_ACTV1|TinyRecursiveReasoningModel_ACTV1|EqRModel|TRMModel|Hrm\w+)$/

/** @param {Tensors} tensors by the model's own names @param {string | undefined} name as its configuration says, "file@class"
 * @param {string} path for messages @returns {Architecture} throws CHECKPOINT_INVALID with what else it is
 */
export function architectureOf(tensors, name, path) {
  const names = [...tensors.keys()]
  for (const [pattern, sentence] of REFUSED) {
    const found = names.find((one) => pattern.test(one))
    if (found) throw refuse(`${path} is ${sentence} (its tensor ${found}).`)
  }
  const className = name?.split('@').at(-1)
  const has = (/** @type {string} */ start) => names.some((one) => one.startsWith(start))
  const high = has('H_level.layers.')
  const low = has('L_level.layers.')
  if (className && high && !low)
    throw refuse(`${path} is ${className}, a plain transformer without L_level: it is not computed here.`)
  if (className && !KNOWN_CLASS.test(className))
    throw refuse(`${path}: ${name} is not an architecture that is known here.`)
  if (has('lenet.layers.')) return ARCHITECTURES.nano
  if (has('H_level.layers.0.attn.')) return ARCHITECTURES.mini
  if (high) return className?.startsWith('Hrm') ? ARCHITECTURES.hf : ARCHITECTURES.hrm
  if (!low) throw refuse(`${path}: none of its tensors is one of H_level or L_level: it is no model of this family.`)
  if (tensors.has('H_init')) return ARCHITECTURES.trm
  return tensors.has('L_init') ? ARCHITECTURES.singleZ : ARCHITECTURES.eqr
}
