/* layout.h - where each tensor of a model lies in one flat array of floats: weights, gradients, EMA and optimiser state
 * all use it.
 *
 * The tensors are those of the weights file in its order (core/FORMAT.md), row-major, each starting on 16 floats.
 * H_init, L_init and the RoPE tables have a place too but are never trained. */
#ifndef TRAIN_LAYOUT_H
#define TRAIN_LAYOUT_H
#include <stdbool.h>
#include <stddef.h>
#include "../../core/hrm.h"

#define FLOATS_ALIGN 16u

typedef struct weight {
  hrm_tensor file;  /* kind, layer, rows, cols, place in a .hrm file */
  size_t at, count; /* first float, number of floats */
  bool trained;
} weight;

typedef enum { MODULE_H, MODULE_L, MODULES } module;
typedef enum { QKV, O, GATE_UP, DOWN, BLOCK_MATRICES } block_matrix;

typedef struct layout {
  hrm_config config;
  uint32_t count;
  weight *weights;
  size_t floats;     /* length of a flat array */
  size_t parameters; /* trained numbers */
} layout;

/* Allocates l->weights; the program ends with a message when the configuration is refused. Release with layout_free. */
void layout_init(layout *l, const hrm_config *config);
void layout_free(layout *l);
/* The tensor of that kind and layer, NULL when the configuration has none. */
const weight *layout_find(const layout *l, hrm_kind kind, uint32_t layer);
/* A block matrix of a module. */
const weight *layout_block(const layout *l, module m, uint32_t layer, block_matrix which);
/* All block matrices: those of the H layers, then of the L layers, four each; 0 <= i < layout_matrices. */
uint32_t layout_matrices(const layout *l);
const weight *layout_matrix(const layout *l, uint32_t i);
uint32_t layout_layers(const layout *l, module m);

/* A zeroed array on a 64-byte boundary, padded at its end; ends the program when memory is short. free() it. */
void *allocate(size_t count, size_t size);
/* Prints "hrm-train: message" and exits with 1. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
