/* grid.h - which tokens of a grid there are, where they lie, and which neighbours they lack: for models of relative
 * positions (MODEL.md), in inference and in learning. */
#ifndef HRM_GRID_H
#define HRM_GRID_H
#include "hrm.h"

/* A cell that is there: all are, or those that hold no token 0. inputs [seq_len]. */
static inline bool hrm_is_there(const hrm_config *c, const uint32_t *inputs, uint32_t cell) {
  return inputs[cell] || !(c->rules & HRM_NO_CELL_0);
}

/* The tokens that there are, the prefix, then cells in the grid's order: which of all T each is, and its code, which is
 * row * (2 grid_cols - 1) + column, 0 for what is no cell of a grid. places, codes: room for T. Returns how many. */
static inline uint32_t hrm_place(const hrm_config *c, const uint32_t *inputs, uint32_t *places, int32_t *codes) {
  const uint32_t prefix = hrm_prefix(c), cols = c->grid_cols;
  uint32_t count = 0;
  for (uint32_t t = 0; t < prefix + c->seq_len; t++) {
    const uint32_t cell = t - prefix;
    if (t >= prefix && !hrm_is_there(c, inputs, cell)) continue;
    places[count] = t;
    codes[count++] = t < prefix || !cols ? 0 : (int32_t)(cell / cols * (2 * cols - 1) + cell % cols);
  }
  return count;
}

/* code a - code b + this: the place of a's offset from b in a head's table of offsets. */
static inline int32_t hrm_offset_center(const hrm_config *c) {
  return (int32_t)((c->grid_rows - 1) * (2 * c->grid_cols - 1) + c->grid_cols - 1);
}

/* The sides where a cell has no neighbour, by hrm_edge. */
static inline void hrm_missing(const hrm_config *c, const uint32_t *inputs, uint32_t cell, bool missing[HRM_EDGES]) {
  const uint32_t cols = c->grid_cols, row = cell / cols, col = cell % cols;
  missing[HRM_ABOVE] = row == 0 || !hrm_is_there(c, inputs, cell - cols);
  missing[HRM_BELOW] = row + 1 == c->grid_rows || !hrm_is_there(c, inputs, cell + cols);
  missing[HRM_LEFT] = col == 0 || !hrm_is_there(c, inputs, cell - 1);
  missing[HRM_RIGHT] = col + 1 == cols || !hrm_is_there(c, inputs, cell + 1);
}

#endif
