/* q4.h - how a tensor of 4-bit weights lies in a file ("group q4" of FORMAT.md), for layout.c, map.c and pack.c. */
#ifndef HRM_Q4_H
#define HRM_Q4_H
#include "internal.h"

#define HRM_Q4_GROUP \
  32u /* neighbouring weights of a row that share a scale; the last group of a row may have fewer \
       */

static inline uint32_t hrm_q4_groups(uint32_t cols) { return (cols + HRM_Q4_GROUP - 1) / HRM_Q4_GROUP; }

/* Where the weights begin, in bytes from the tensor's start; the scales begin at 0. */
static inline uint64_t hrm_q4_weights_at(uint32_t rows, uint32_t cols) {
  return hrm_round_up((uint64_t)rows * hrm_q4_groups(cols) * 2, HRM_ALIGN);
}

/* values[rows][cols] to the tensor at `out`, whose padding is zero already. Finite values. */
void hrm_pack_q4(const hrm_tensor *tensor, const float *values, uint8_t *out);
/* The reverse: out[rows][cols] = scale * q. */
void hrm_unpack_q4(const hrm_tensor *tensor, const uint8_t *packed, float *out);

#endif
