/* layout.c - what a configuration implies: which tensors there are, their shapes, and where they lie in a file
 * (FORMAT.md). */
#include "storage.h"
#include <float.h>

#define MAX_TOKENS 16384u

hrm_status hrm_config_check(const hrm_config *config, uint64_t *position) {
  if (position) *position = 0;
  if (!config) return HRM_ERROR_ARGUMENT;
  const hrm_config c = *config;
#define REQUIRE(field, condition) \
  if (!(condition)) { \
    if (position) *position = 32 + (uint64_t)offsetof(hrm_config, field); \
    return HRM_ERROR_CONFIG; \
  }
  const bool grid = c.task != HRM_GENERIC;
  REQUIRE(dtype, c.dtype <= HRM_Q4)
  REQUIRE(task, c.task < HRM_TASKS)
  REQUIRE(grid_rows, grid ? c.grid_rows >= 1 && c.grid_rows <= MAX_TOKENS : c.grid_rows == 0)
  REQUIRE(grid_cols, (uint64_t)c.grid_rows * c.grid_cols == (grid ? c.seq_len : 0) && (grid || c.grid_cols == 0))
  REQUIRE(vocab_size, c.vocab_size >= 2 && c.vocab_size <= 4096)
  REQUIRE(seq_len, c.seq_len >= 1 && c.seq_len <= MAX_TOKENS)
  REQUIRE(puzzle_emb_len, c.puzzle_emb_len <= 64 && c.puzzle_emb_len + c.seq_len <= MAX_TOKENS)
  REQUIRE(num_puzzle_identifiers, c.puzzle_emb_len
                                      ? c.num_puzzle_identifiers >= 1 && c.num_puzzle_identifiers <= 1u << 24
                                      : c.num_puzzle_identifiers == 0)
  REQUIRE(hidden_size, c.hidden_size >= 4 && c.hidden_size <= 8192 && c.hidden_size % 4 == 0)
  REQUIRE(num_heads, c.num_heads >= 1 && c.hidden_size % c.num_heads == 0 && c.hidden_size / c.num_heads % 4 == 0)
  REQUIRE(inner_size, c.inner_size >= 4 && c.inner_size <= 32768 && c.inner_size % 4 == 0)
  REQUIRE(H_layers, c.H_layers <= 64)
  REQUIRE(L_layers, c.L_layers >= 1 && c.L_layers <= 64)
  REQUIRE(H_cycles, c.H_cycles >= 1 && c.H_cycles <= 64)
  REQUIRE(L_cycles, c.L_cycles >= 1 && c.L_cycles <= 64)
  REQUIRE(halt_max_steps, c.halt_max_steps >= 1 && c.halt_max_steps <= 1024)
  REQUIRE(pos_encodings, c.pos_encodings <= HRM_RELATIVE_ABSOLUTE &&
                             (c.pos_encodings < HRM_RELATIVE || (grid && c.grid_rows <= 128 && c.grid_cols <= 128)))
  REQUIRE(rope_theta, c.rope_theta >= 1 && c.rope_theta <= FLT_MAX)
  REQUIRE(rms_norm_eps, c.rms_norm_eps > 0 && c.rms_norm_eps < 1)
  REQUIRE(mlp_t_size, c.mlp_t_size <= 32768 && c.mlp_t_size % 4 == 0 &&
                          (c.mlp_t_size == 0 ||
                           (c.num_heads == 1 && (c.pos_encodings == HRM_LEARNED || c.pos_encodings == HRM_NO_POS))))
  REQUIRE(puzzle_emb_ndim, c.puzzle_emb_ndim == 0 || c.puzzle_emb_ndim < c.puzzle_emb_len * c.hidden_size)
  REQUIRE(rules, c.rules < 2 * HRM_PUZZLE_ADDED && (!(c.rules & HRM_SINGLE_Z) || c.H_layers == 0) &&
                     (!(c.rules & HRM_NO_CELL_0) || c.pos_encodings >= HRM_RELATIVE) &&
                     (!(c.rules & HRM_PUZZLE_ADDED) ||
                      (c.pos_encodings >= HRM_RELATIVE && c.puzzle_emb_len == 1 && c.puzzle_emb_ndim == 0)))
  REQUIRE(update_rate, c.update_rate >= 0 && c.update_rate < 1)
  REQUIRE(origin, c.origin <= 0xFFFF)
#undef REQUIRE
  return HRM_OK;
}

uint32_t hrm_format_version(const hrm_config *c) {
  const bool first = c->H_layers && c->pos_encodings <= HRM_LEARNED && !c->mlp_t_size && !c->puzzle_emb_ndim &&
                     !c->rules && c->update_rate == 0 && !c->origin;
  return first ? 1 : 2;
}

uint32_t hrm_puzzle_emb_width(const hrm_config *config) {
  return config->puzzle_emb_ndim ? config->puzzle_emb_ndim : config->puzzle_emb_len * config->hidden_size;
}

uint32_t hrm_prefix(const hrm_config *config) { return config->rules & HRM_PUZZLE_ADDED ? 0 : config->puzzle_emb_len; }

uint32_t hrm_tokens(const hrm_config *config) { return hrm_prefix(config) + config->seq_len; }

bool hrm_is_relative(const hrm_config *config) { return config->pos_encodings >= HRM_RELATIVE; }

uint32_t hrm_offsets(const hrm_config *config) { return (2 * config->grid_rows - 1) * (2 * config->grid_cols - 1); }

/* Kinds without a layer, in file order. */
static const uint8_t leading[] = {HRM_EMBED_TOKENS, HRM_PUZZLE_EMB, HRM_EMBED_POS,  HRM_ROPE_COS, HRM_ROPE_SIN,
                                  HRM_EMBED_EDGES,  HRM_EMBED_ROWS, HRM_EMBED_COLS, HRM_H_INIT,   HRM_L_INIT,
                                  HRM_LM_HEAD,      HRM_Q_WEIGHT,   HRM_Q_BIAS};
#define LEADING (sizeof leading / sizeof *leading)

static bool has_kind(const hrm_config *config, uint32_t kind) {
  switch (kind) {
  case HRM_PUZZLE_EMB: return config->puzzle_emb_len > 0;
  case HRM_EMBED_POS: return config->pos_encodings == HRM_LEARNED;
  case HRM_ROPE_COS:
  case HRM_ROPE_SIN: return config->pos_encodings == HRM_ROPE;
  case HRM_EMBED_EDGES: return hrm_is_relative(config);
  case HRM_EMBED_ROWS:
  case HRM_EMBED_COLS: return config->pos_encodings == HRM_RELATIVE_ABSOLUTE;
  case HRM_H_INIT: return !(config->rules & HRM_SINGLE_Z);
  default: return true;
  }
}

/* Entries of kinds without a layer. */
static uint32_t leading_count(const hrm_config *config) {
  uint32_t count = 0;
  for (size_t i = 0; i < LEADING; i++) count += has_kind(config, leading[i]);
  return count;
}

#define MATRICES_A_LAYER 4u

static uint32_t tensors_a_layer(const hrm_config *config) { return MATRICES_A_LAYER + hrm_is_relative(config); }

/* Of these the matrix-th of a layer of L, if `low`, or H. */
static uint32_t matrix_kind(const hrm_config *config, bool low, uint32_t matrix) {
  if (matrix == MATRICES_A_LAYER) return low ? HRM_L_RELATIVE : HRM_H_RELATIVE;
  if (matrix < 2 && config->mlp_t_size) return (low ? HRM_L_MLP_T_GATE_UP : HRM_H_MLP_T_GATE_UP) + matrix;
  return (low ? HRM_L_QKV : HRM_H_QKV) + matrix;
}

uint32_t hrm_tensor_count(const hrm_config *config) {
  return leading_count(config) + tensors_a_layer(config) * (config->H_layers + config->L_layers);
}

uint32_t hrm_data_offset(const hrm_config *config) {
  return (uint32_t)hrm_round_up(HRM_HEADER_BYTES + HRM_ENTRY_BYTES * hrm_tensor_count(config), HRM_ALIGN);
}

/* Shape, storage and bytes of a tensor, without its offset. */
static hrm_tensor describe(const hrm_config *c, uint32_t kind, uint32_t layer) {
  const uint32_t hidden = c->hidden_size, inner = c->inner_size, tokens = hrm_tokens(c),
                 half = hidden / c->num_heads / 2;
  hrm_tensor t = {.kind = kind, .layer = layer, .storage = HRM_PLAIN_F32};
#define SHAPE(r, k) (t.rows = (r), t.cols = (k))
  switch (kind) {
  case HRM_EMBED_TOKENS: SHAPE(c->vocab_size, hidden); break;
  case HRM_PUZZLE_EMB: SHAPE(c->num_puzzle_identifiers, hrm_puzzle_emb_width(c)); break;
  case HRM_EMBED_POS: SHAPE(tokens, hidden); break;
  case HRM_ROPE_COS:
  case HRM_ROPE_SIN: SHAPE(tokens, half); break;
  case HRM_H_INIT:
  case HRM_L_INIT: SHAPE(c->rules & HRM_TOKEN_INITS ? tokens : 1, hidden); break;
  case HRM_LM_HEAD:
    SHAPE(c->vocab_size, hidden);
    t.storage = HRM_PANEL_F32;
    break;
  case HRM_Q_WEIGHT: SHAPE(2, hidden); break;
  case HRM_Q_BIAS: SHAPE(1, 2); break;
  case HRM_H_QKV:
  case HRM_L_QKV: SHAPE(3 * hidden, hidden); break;
  case HRM_H_O:
  case HRM_L_O: SHAPE(hidden, hidden); break;
  case HRM_H_GATE_UP:
  case HRM_L_GATE_UP: SHAPE(2 * inner, hidden); break;
  case HRM_H_DOWN:
  case HRM_L_DOWN: SHAPE(hidden, inner); break;
  case HRM_H_MLP_T_GATE_UP:
  case HRM_L_MLP_T_GATE_UP: SHAPE(2 * c->mlp_t_size, tokens); break;
  case HRM_H_MLP_T_DOWN:
  case HRM_L_MLP_T_DOWN: SHAPE(tokens, c->mlp_t_size); break;
  case HRM_EMBED_EDGES: SHAPE(HRM_EDGES, hidden); break;
  case HRM_EMBED_ROWS: SHAPE(c->grid_rows, hidden); break;
  case HRM_EMBED_COLS: SHAPE(c->grid_cols, hidden); break;
  default: SHAPE(c->num_heads, hrm_offsets(c)); break; /* HRM_H_RELATIVE, HRM_L_RELATIVE */
  }
#undef SHAPE
  if (kind >= HRM_H_QKV && kind <= HRM_L_MLP_T_DOWN)
    t.storage = c->dtype == HRM_Q8 ? HRM_PANEL_Q8 : c->dtype == HRM_Q4 ? HRM_GROUP_Q4 : HRM_PANEL_F32;
  t.bytes = hrm_storage_find(t.storage)->bytes(t.rows, t.cols);
  return t;
}

/* The index-th tensor but for its offset; index < hrm_tensor_count. */
static hrm_tensor describe_index(const hrm_config *config, uint32_t index) {
  for (size_t i = 0; i < LEADING; i++) {
    if (has_kind(config, leading[i]) && index-- == 0) return describe(config, leading[i], 0);
  }
  const uint32_t layer = index / tensors_a_layer(config), matrix = index % tensors_a_layer(config);
  const bool low = layer >= config->H_layers;
  return describe(config, matrix_kind(config, low, matrix), layer - (low ? config->H_layers : 0));
}

/* Where the index-th tensor begins, or, for index = count, where the file ends. With every field in its range the sum
 * stays below 2^48, so that nothing in it overflows. */
static uint64_t offset_of(const hrm_config *config, uint32_t index) {
  uint64_t offset = hrm_data_offset(config);
  for (uint32_t i = 0; i < index; i++) offset += hrm_round_up(describe_index(config, i).bytes, HRM_ALIGN);
  return offset;
}

hrm_status hrm_tensor_at(const hrm_config *config, uint32_t index, hrm_tensor *tensor) {
  if (!tensor) return HRM_ERROR_ARGUMENT;
  const hrm_status status = hrm_config_check(config, NULL);
  if (status) return status;
  if (index >= hrm_tensor_count(config)) return HRM_ERROR_ARGUMENT;
  *tensor = describe_index(config, index);
  tensor->offset = offset_of(config, index);
  return HRM_OK;
}

static hrm_tensor locate(const hrm_config *config, uint32_t index) {
  hrm_tensor tensor = describe_index(config, index);
  tensor.offset = offset_of(config, index);
  return tensor;
}

hrm_tensor hrm_tensor_find(const hrm_config *config, hrm_kind kind) {
  uint32_t index = 0;
  for (size_t i = 0; leading[i] != kind; i++) index += has_kind(config, leading[i]);
  return locate(config, index);
}

hrm_tensor hrm_tensor_of_layer(const hrm_config *config, bool low, uint32_t layer, uint32_t matrix) {
  return locate(config,
                leading_count(config) + tensors_a_layer(config) * (layer + (low ? config->H_layers : 0)) + matrix);
}

hrm_status hrm_file_bytes(const hrm_config *config, uint64_t *bytes) {
  if (!bytes) return HRM_ERROR_ARGUMENT;
  *bytes = 0;
  const hrm_status status = hrm_config_check(config, NULL);
  if (status) return status;
  const uint64_t end = offset_of(config, hrm_tensor_count(config));
  if (end > SIZE_MAX) return HRM_ERROR_TOO_LARGE;
  *bytes = end;
  return HRM_OK;
}

const char *hrm_kind_name(uint32_t kind) {
  static const char *const names[] = {
      [HRM_EMBED_TOKENS] = "embed_tokens.embedding_weight",
      [HRM_PUZZLE_EMB] = "puzzle_emb.weights",
      [HRM_EMBED_POS] = "embed_pos.embedding_weight",
      [HRM_ROPE_COS] = "",
      [HRM_ROPE_SIN] = "",
      [HRM_H_INIT] = "H_init",
      [HRM_L_INIT] = "L_init",
      [HRM_LM_HEAD] = "lm_head.weight",
      [HRM_Q_WEIGHT] = "q_head.weight",
      [HRM_Q_BIAS] = "q_head.bias",
      [HRM_H_QKV] = "H_level.layers.*.self_attn.qkv_proj.weight",
      [HRM_H_O] = "H_level.layers.*.self_attn.o_proj.weight",
      [HRM_H_GATE_UP] = "H_level.layers.*.mlp.gate_up_proj.weight",
      [HRM_H_DOWN] = "H_level.layers.*.mlp.down_proj.weight",
      [HRM_L_QKV] = "L_level.layers.*.self_attn.qkv_proj.weight",
      [HRM_L_O] = "L_level.layers.*.self_attn.o_proj.weight",
      [HRM_L_GATE_UP] = "L_level.layers.*.mlp.gate_up_proj.weight",
      [HRM_L_DOWN] = "L_level.layers.*.mlp.down_proj.weight",
      [HRM_H_MLP_T_GATE_UP] = "H_level.layers.*.mlp_t.gate_up_proj.weight",
      [HRM_H_MLP_T_DOWN] = "H_level.layers.*.mlp_t.down_proj.weight",
      [HRM_L_MLP_T_GATE_UP] = "L_level.layers.*.mlp_t.gate_up_proj.weight",
      [HRM_L_MLP_T_DOWN] = "L_level.layers.*.mlp_t.down_proj.weight",
      [HRM_EMBED_EDGES] = "embed_edges.embedding_weight",
      [HRM_EMBED_ROWS] = "embed_rows.embedding_weight",
      [HRM_EMBED_COLS] = "embed_cols.embedding_weight",
      [HRM_H_RELATIVE] = "H_level.layers.*.self_attn.relative_bias",
      [HRM_L_RELATIVE] = "L_level.layers.*.self_attn.relative_bias",
  };
  return kind < sizeof names / sizeof *names ? names[kind] : "";
}
