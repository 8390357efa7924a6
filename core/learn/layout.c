/* layout.c - where tensors lie in a flat array. */
#include "layout.h"

hrm_learn_status hrm_layout_init(layout *l, const hrm_config *config) {
  if (hrm_config_check(config, NULL)) return HRM_LEARN_ERROR_CONFIG;
  if (config->rules & (HRM_SINGLE_Z | HRM_TOKEN_INITS) || config->update_rate > 0) return HRM_LEARN_ERROR_RELATIVE;
  const uint32_t h = config->hidden_size;
  if (h % 16 || config->inner_size % 16 || config->mlp_t_size % 16 || h / config->num_heads % 16)
    return HRM_LEARN_ERROR_WIDTH;
  l->config = *config;
  l->count = hrm_tensor_count(config);
  uint64_t floats = 0, parameters = 0;
  for (uint32_t i = 0; i < l->count; i++) {
    weight *w = &l->weights[i];
    if (hrm_tensor_at(config, i, &w->file)) return HRM_LEARN_ERROR_CONFIG;
    const uint32_t kind = w->file.kind;
    const uint64_t count = (uint64_t)w->file.rows * w->file.cols;
    w->at = (size_t)floats;
    w->count = (size_t)count;
    w->trained = kind != HRM_ROPE_COS && kind != HRM_ROPE_SIN && kind != HRM_H_INIT && kind != HRM_L_INIT;
    w->is_table = kind == HRM_H_RELATIVE || kind == HRM_L_RELATIVE;
    floats += (count + FLOATS_ALIGN - 1) / FLOATS_ALIGN * FLOATS_ALIGN;
    if (w->trained) parameters += count;
  }
  if (floats > SIZE_MAX / sizeof(float) / 2) return HRM_LEARN_ERROR_TOO_LARGE;
  l->floats = (size_t)floats;
  l->parameters = (size_t)parameters;
  return HRM_LEARN_OK;
}

const weight *hrm_layout_find(const layout *l, hrm_kind kind, uint32_t layer) {
  for (uint32_t i = 0; i < l->count; i++)
    if (l->weights[i].file.kind == (uint32_t)kind && l->weights[i].file.layer == layer) return &l->weights[i];
  return NULL;
}

const weight *hrm_layout_block(const layout *l, module m, uint32_t layer, block_matrix which) {
  const bool mixes = l->config.mlp_t_size && which < GATE_UP;
  const hrm_kind first[MODULES] = {
      [MODULE_H] = mixes ? HRM_H_MLP_T_GATE_UP : HRM_H_QKV, [MODULE_L] = mixes ? HRM_L_MLP_T_GATE_UP : HRM_L_QKV};
  return hrm_layout_find(l, (hrm_kind)((int)first[m] + (int)which), layer);
}

uint32_t hrm_layout_matrices(const layout *l) { return BLOCK_MATRICES * (l->config.H_layers + l->config.L_layers); }

const weight *hrm_layout_matrix(const layout *l, uint32_t i) {
  const uint32_t layer = i / BLOCK_MATRICES, H = l->config.H_layers;
  return hrm_layout_block(l, layer < H ? MODULE_H : MODULE_L, layer < H ? layer : layer - H,
                          (block_matrix)(i % BLOCK_MATRICES));
}

bool hrm_layout_is_matrix(const weight *w) { return w->file.kind >= HRM_H_QKV && w->file.kind <= HRM_L_MLP_T_DOWN; }

uint32_t hrm_layout_layers(const layout *l, module m) {
  return m == MODULE_H ? l->config.H_layers : l->config.L_layers;
}

module hrm_layout_level(const layout *l, module z) { return l->config.H_layers ? z : MODULE_L; }

size_t hrm_z_count(const layout *l) { return (size_t)hrm_tokens(&l->config) * l->config.hidden_size; }

size_t hrm_learn_floats(const hrm_config *config) {
  layout l;
  return config && !hrm_layout_init(&l, config) ? l.floats : 0;
}

size_t hrm_learn_parameters(const hrm_config *config) {
  layout l;
  return config && !hrm_layout_init(&l, config) ? l.parameters : 0;
}

hrm_learn_status hrm_learn_tensor_at(const hrm_config *config, uint32_t index, size_t *at, size_t *count) {
  layout l;
  if (!config || !at || !count) return HRM_LEARN_ERROR_ARGUMENT;
  const hrm_learn_status status = hrm_layout_init(&l, config);
  if (status) return status;
  if (index >= l.count) return HRM_LEARN_ERROR_ARGUMENT;
  *at = l.weights[index].at;
  *count = l.weights[index].count;
  return HRM_LEARN_OK;
}

double hrm_learn_flops(const hrm_config *c, uint32_t gradient_calls) {
  return hrm_flops_of(c, gradient_calls, hrm_tokens(c));
}

double hrm_flops_of(const hrm_config *c, uint32_t gradient_calls, uint32_t tokens) {
  const double T = tokens, h = c->hidden_size, i = c->inner_size, m = c->mlp_t_size;
  const double block = 2 * T * (m > 0 ? 3 * h * m + 3 * h * i : 4 * h * h + 3 * h * i + 2 * T * h);
  double sum = 0;
  const uint32_t calls = c->H_cycles * (c->L_cycles + 1);
  for (uint32_t call = 0; call < calls; call++) {
    const uint32_t layers = (call + 1) % (c->L_cycles + 1) == 0 && c->H_layers ? c->H_layers : c->L_layers;
    sum += block * layers * (call + gradient_calls >= calls ? 3 : 1);
  }
  return sum;
}
