/* storage_panel_f32.c - floats in panels of four rows, as gemm_f32 reads them. */
#include "storage.h"
#include "numerics.h"

static uint64_t bytes(uint32_t rows, uint32_t cols) {
  return hrm_round_up(rows, HRM_LANES) * hrm_filled_cols(cols) * 4;
}

static hrm_status check(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const uint64_t filled_cols = hrm_filled_cols(t->cols), panel_bytes = filled_cols * 16, end = t->offset + t->bytes;
  hrm_status status = hrm_check_filling_lanes(file, t->rows, end - panel_bytes, filled_cols, 4, position);
  for (uint64_t next = t->offset + panel_bytes; !status && next <= end; next += panel_bytes)
    status = hrm_check_zeros(file, next - (filled_cols - t->cols) * 16, next, position);
  return status ? status : hrm_check_floats(file, t->offset, t->bytes / 4, HRM_MAX_FINITE, position);
}

static void pack(const hrm_tensor *t, const float *values, uint8_t *out) {
  for (uint64_t row = 0; row < t->rows; row++) {
    for (uint64_t col = 0; col < t->cols; col++)
      memcpy(out + 4 * hrm_panel_index(row, col, hrm_filled_cols(t->cols), 1), &values[row * t->cols + col], 4);
  }
}

static void unpack(const hrm_tensor *t, const uint8_t *packed, float *out) {
  for (uint64_t row = 0; row < t->rows; row++) {
    for (uint64_t col = 0; col < t->cols; col++)
      memcpy(&out[row * t->cols + col], packed + 4 * hrm_panel_index(row, col, hrm_filled_cols(t->cols), 1), 4);
  }
}

const hrm_storage_type hrm_panel_f32 = {bytes, check, pack, unpack};
