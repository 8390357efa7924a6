/* layout.h - where each tensor of a model lies in one flat array of floats: weights, gradients, running mean and
 * optimiser state all use it.
 *
 * The tensors are those of the weights file in its order (FORMAT.md), row-major, each starting on 16 floats. H_init,
 * L_init and the RoPE tables have a place too but are never trained. */
#ifndef HRM_LEARN_LAYOUT_H
#define HRM_LEARN_LAYOUT_H
#include "hrm_learn.h"

#define FLOATS_ALIGN 16u
#define LAYOUT_MOST (16 + 5 * (64 + 64)) /* tensors of the largest configuration */

typedef struct weight {
  hrm_tensor file;  /* kind, layer, rows, cols, place in a .hrm file */
  size_t at, count; /* first float, number of floats */
  bool trained;
  bool is_table; /* of offsets: a bias, learnt at a rate of its own and not decayed */
} weight;

typedef enum { MODULE_H, MODULE_L, MODULES } module;
/* With token mixing the first two are those of mlp_t. */
typedef enum { QKV, O, GATE_UP, DOWN, BLOCK_MATRICES, MLP_T_GATE_UP = QKV, MLP_T_DOWN = O } block_matrix;

typedef struct layout {
  hrm_config config;
  uint32_t count;
  size_t floats;     /* length of a flat array */
  size_t parameters; /* trained numbers */
  weight weights[LAYOUT_MOST];
} layout;

/* HRM_LEARN_ERROR_CONFIG, _RELATIVE, _WIDTH or _TOO_LARGE if the configuration cannot be trained. */
hrm_learn_status hrm_layout_init(layout *l, const hrm_config *config);
/* The tensor of that kind and layer, NULL when the configuration has none. */
const weight *hrm_layout_find(const layout *l, hrm_kind kind, uint32_t layer);
/* A block matrix of a module. */
const weight *hrm_layout_block(const layout *l, module m, uint32_t layer, block_matrix which);
/* All block matrices: those of the H layers, then of the L layers, four each; 0 <= i < hrm_layout_matrices. */
uint32_t hrm_layout_matrices(const layout *l);
const weight *hrm_layout_matrix(const layout *l, uint32_t i);
bool hrm_layout_is_matrix(const weight *w);
uint32_t hrm_layout_layers(const layout *l, module m);
/* The module whose blocks update z_H or z_L: without layers of H, L updates both. */
module hrm_layout_level(const layout *l, module z);
/* hrm_learn_flops of a sample of which so many tokens are there. */
double hrm_flops_of(const hrm_config *config, uint32_t gradient_calls, uint32_t tokens);
/* Numbers of one z: T * hidden. */
size_t hrm_z_count(const layout *l);

#endif
