/* storage.h - how a tensor's numbers lie in a file ("Storage" of FORMAT.md): each type is a file, storage_<type>.c, and
 * a line of the table in storage.c. */
#ifndef HRM_STORAGE_H
#define HRM_STORAGE_H
#include "internal.h"

typedef struct hrm_storage_type {
  /* Bytes of a tensor of this shape, without the padding that follows it. */
  uint64_t (*bytes)(uint32_t rows, uint32_t cols);
  /* That what carries no weight is as it should be, then that every number can be used; file: the whole one, position:
   * of what is refused. */
  hrm_status (*check)(const uint8_t *file, const hrm_tensor *tensor, uint64_t *position);
  /* values[rows][cols], finite, to the tensor at `out`, whose bytes are 0. */
  void (*pack)(const hrm_tensor *tensor, const float *values, uint8_t *out);
  /* The reverse. */
  void (*unpack)(const hrm_tensor *tensor, const uint8_t *packed, float *out);
} hrm_storage_type;

extern const hrm_storage_type hrm_plain_f32, hrm_panel_f32, hrm_panel_q8, hrm_group_q4;

/* The type of a tensor's storage; NULL if there is none. */
const hrm_storage_type *hrm_storage_find(uint32_t storage);

/* ---- what several types share ---- */

static inline hrm_status hrm_refuse(hrm_status status, uint64_t at, uint64_t *position) {
  *position = at;
  return status;
}

/* Bytes from .. to are zero. */
hrm_status hrm_check_zeros(const uint8_t *file, uint64_t from, uint64_t to, uint64_t *position);
/* `count` floats from `at` have a magnitude of at most the float with the bits `limit`. */
hrm_status hrm_check_floats(const uint8_t *file, uint64_t at, uint64_t count, uint32_t limit, uint64_t *position);
/* Lanes rows % 4 .. 3 of the last panel, which fill it up, are zero, in each of its `groups` of columns; `lane_bytes`
 * bytes belong to one lane. */
hrm_status hrm_check_filling_lanes(const uint8_t *file, uint32_t rows, uint64_t last_panel, uint64_t groups,
                                   uint32_t lane_bytes, uint64_t *position);

/* Columns of a panel or of q4 with those that fill up the last four. */
static inline uint32_t hrm_filled_cols(uint32_t cols) { return (cols + 3) / 4 * 4; }

/* Index of weight (row, col) in panels of `group` columns a lane: 1 for f32, 4 for q8. */
static inline uint64_t hrm_panel_index(uint64_t row, uint64_t col, uint64_t filled_cols, uint64_t group) {
  return row / HRM_LANES * HRM_LANES * filled_cols + col / group * HRM_LANES * group + row % HRM_LANES * group +
         col % group;
}

/* Where the parts of a panel-q8 tensor begin, in bytes from its own start; the scales begin at 0. */
typedef struct hrm_q8_parts {
  uint64_t row_sums, weights, end;
} hrm_q8_parts;

static inline hrm_q8_parts hrm_q8_parts_of(uint32_t rows, uint32_t cols) {
  uint64_t filled_rows = hrm_round_up(rows, HRM_LANES), per_row = hrm_round_up(filled_rows * 4, HRM_ALIGN);
  return (hrm_q8_parts){per_row, 2 * per_row, 2 * per_row + filled_rows * hrm_filled_cols(cols)};
}

/* Neighbouring weights of a row of group q4 that share a scale; the last group of a row may have fewer. */
#define HRM_Q4_GROUP 32u

static inline uint32_t hrm_q4_groups(uint32_t cols) { return (cols + HRM_Q4_GROUP - 1) / HRM_Q4_GROUP; }

#endif
