/* storage_panel_q8.c - 8-bit weights in panels of four rows, as gemm_q8 reads them, with each row's scale and sum. */
#include "storage.h"
#include "bytes.h"
#include "numerics.h"

static uint64_t bytes(uint32_t rows, uint32_t cols) { return hrm_q8_parts_of(rows, cols).end; }

/* Rows that fill up the last panel, what pads the parts, and columns that fill up the last four. */
static hrm_status check_filling(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const hrm_q8_parts parts = hrm_q8_parts_of(t->rows, t->cols);
  const uint64_t filled = hrm_round_up(t->rows, HRM_LANES), filled_cols = hrm_filled_cols(t->cols),
                 panel_bytes = filled_cols * HRM_LANES, sums = t->offset + parts.row_sums,
                 weights = t->offset + parts.weights, filling = filled_cols - t->cols;
  for (uint64_t row = t->rows; row < filled; row++) {
    const uint64_t scale = t->offset + 4 * row, sum = sums + 4 * row;
    if (hrm_load_u32(file + scale) != HRM_ONE) return hrm_refuse(HRM_ERROR_PADDING, scale, position);
    if (hrm_load_u32(file + sum) != 0) return hrm_refuse(HRM_ERROR_PADDING, sum, position);
  }
  hrm_status status = hrm_check_zeros(file, t->offset + 4 * filled, sums, position);
  if (!status) status = hrm_check_zeros(file, sums + 4 * filled, weights, position);
  if (!status)
    status = hrm_check_filling_lanes(file, t->rows, t->offset + t->bytes - panel_bytes, filled_cols / 4, 4, position);
  for (uint64_t row = 0; !status && filling && row < filled; row++) {
    const uint64_t end = weights + (row / HRM_LANES + 1) * panel_bytes - 4 * (HRM_LANES - 1 - row % HRM_LANES);
    status = hrm_check_zeros(file, end - filling, end, position);
  }
  return status;
}

static hrm_status check(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const hrm_status status = check_filling(file, t, position);
  if (status) return status;
  const hrm_q8_parts parts = hrm_q8_parts_of(t->rows, t->cols);
  for (uint32_t row = 0; row < t->rows; row++) {
    const uint64_t at = t->offset + 4 * (uint64_t)row;
    const uint32_t bits = hrm_load_u32(file + at);
    if (bits == 0 || bits > HRM_MAX_FINITE) return hrm_refuse(HRM_ERROR_VALUE, at, position);
  }
  const uint64_t panel_bytes = (uint64_t)hrm_filled_cols(t->cols) * HRM_LANES;
  for (uint64_t panel = 0; panel < hrm_round_up(t->rows, HRM_LANES) / HRM_LANES; panel++) {
    const uint64_t at = t->offset + parts.weights + panel * panel_bytes, sums = t->offset + parts.row_sums + panel * 16;
    const int8_t *weights = (const int8_t *)(file + at);
    int32_t sum[HRM_LANES] = {0};
    for (uint64_t i = 0; i < panel_bytes; i++) {
      if (weights[i] == -128) return hrm_refuse(HRM_ERROR_VALUE, at + i, position);
      sum[i / 4 % HRM_LANES] += weights[i];
    }
    for (uint32_t lane = 0; lane < HRM_LANES; lane++) {
      if (hrm_load_u32(file + sums + 4 * lane) != (uint32_t)sum[lane])
        return hrm_refuse(HRM_ERROR_VALUE, sums + 4 * lane, position);
    }
  }
  return HRM_OK;
}

static void pack(const hrm_tensor *t, const float *values, uint8_t *out) {
  const hrm_q8_parts parts = hrm_q8_parts_of(t->rows, t->cols);
  const uint64_t filled = hrm_round_up(t->rows, HRM_LANES), filled_cols = hrm_filled_cols(t->cols);
  int8_t *weights = (int8_t *)(out + parts.weights);
  for (uint64_t row = 0; row < filled; row++) {
    const float *from = values + row * t->cols;
    float largest = 0.0f, scale = 1.0f;
    int32_t sum = 0;
    if (row < t->rows) {
      for (uint64_t col = 0; col < t->cols; col++) {
        const float magnitude = from[col] < 0 ? -from[col] : from[col];
        if (magnitude > largest) largest = magnitude;
      }
      /* The division can underflow to 0 for a row of denormals: then 127 such scales are no use and the row counts as
       * zeros. */
      scale = largest / 127.0f > 0 ? largest / 127.0f : 1.0f;
      for (uint64_t col = 0; col < t->cols; col++) {
        int32_t q = hrm_round(from[col] / scale);
        q = q > 127 ? 127 : q < -127 ? -127 : q; /* only a scale that is itself denormal can leave the range */
        weights[hrm_panel_index(row, col, filled_cols, 4)] = (int8_t)q;
        sum += q;
      }
    }
    memcpy(out + 4 * row, &scale, 4);
    memcpy(out + parts.row_sums + 4 * row, &sum, 4);
  }
}

static void unpack(const hrm_tensor *t, const uint8_t *packed, float *out) {
  const int8_t *weights = (const int8_t *)(packed + hrm_q8_parts_of(t->rows, t->cols).weights);
  for (uint64_t row = 0; row < t->rows; row++) {
    float scale;
    memcpy(&scale, packed + 4 * row, 4);
    for (uint64_t col = 0; col < t->cols; col++)
      out[row * t->cols + col] = scale * (float)weights[hrm_panel_index(row, col, hrm_filled_cols(t->cols), 4)];
  }
}

const hrm_storage_type hrm_panel_q8 = {bytes, check, pack, unpack};
