/* internal.h - what the core's files share and callers do not see. */
#ifndef HRM_INTERNAL_H
#define HRM_INTERNAL_H
#include "hrm.h"
#include <string.h>

#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "weights are used where they lie in the file, which is little-endian"
#endif

/* Output rows in a panel of a matrix, and tokens in a tile of activations: the lanes of one vector. */
#define HRM_LANES 4u

/* n rounded up to a multiple of `unit`; the core's sizes stay far below 2^63 (config ranges), so this cannot overflow.
 */
static inline uint64_t hrm_round_up(uint64_t n, uint64_t unit) { return (n + unit - 1) / unit * unit; }

static inline bool hrm_is_aligned(const void *pointer) { return (uintptr_t)pointer % HRM_ALIGN == 0; }

/* Where a file's checksum is, taken as zeros in it. */
#define HRM_CHECKSUM_AT 12u
/* Numbers of a puzzle embedding in the file; 0 without a prefix. */
uint32_t hrm_puzzle_emb_width(const hrm_config *config);
/* Positions are offsets between the cells of a grid. */
bool hrm_is_relative(const hrm_config *config);
/* Offsets that two cells of the grid can have: (2 grid_rows - 1) (2 grid_cols - 1). */
uint32_t hrm_offsets(const hrm_config *config);
/* The tensor of this kind without a layer, which the configuration must have. */
hrm_tensor hrm_tensor_find(const hrm_config *config, hrm_kind kind);
/* The matrix-th of the four of a layer, in file order, of L if `low`, of H else; as the fifth its table of offsets. */
hrm_tensor hrm_tensor_of_layer(const hrm_config *config, bool low, uint32_t layer, uint32_t matrix);
/* Offset of tensor 0: header and table, padded. */
uint32_t hrm_data_offset(const hrm_config *config);

#endif
