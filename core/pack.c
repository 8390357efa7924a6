/* pack.c - from row-major floats to a tensor as it lies in a file, and back. Four bits are in q4.c. */
#include "q4.h"
#include "numerics.h"

/* A shape no configuration can exceed, so that sizes of a caller's own description cannot overflow. */
#define MAX_ROWS (1u << 24)
#define MAX_COLS (1u << 19)

static bool is_consistent(const hrm_tensor *t) {
  return t->storage <= HRM_GROUP_Q4 && t->rows >= 1 && t->rows <= MAX_ROWS && t->cols >= 1 && t->cols <= MAX_COLS &&
         t->bytes == hrm_storage_bytes(t->storage, t->rows, t->cols);
}

/* Index of weight (row, col) in panels of `group` columns a lane: 1 for f32, 4 for q8. */
static uint64_t panel_index(uint64_t row, uint64_t col, uint64_t cols, uint64_t group) {
  return row / HRM_LANES * HRM_LANES * cols + col / group * HRM_LANES * group + row % HRM_LANES * group + col % group;
}

static void pack_panel_f32(const hrm_tensor *t, const float *values, uint8_t *out) {
  const uint64_t filled_cols = hrm_filled_cols(t->cols);
  for (uint64_t row = 0; row < t->rows; row++) {
    for (uint64_t col = 0; col < t->cols; col++) {
      memcpy(out + 4 * panel_index(row, col, filled_cols, 1), &values[row * t->cols + col], 4);
    }
  }
}

static void pack_panel_q8(const hrm_tensor *t, const float *values, uint8_t *out) {
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
        weights[panel_index(row, col, filled_cols, 4)] = (int8_t)q;
        sum += q;
      }
    }
    memcpy(out + 4 * row, &scale, 4);
    memcpy(out + parts.row_sums + 4 * row, &sum, 4);
  }
}

hrm_status hrm_pack_tensor(const hrm_tensor *tensor, const float *values, uint64_t value_count, void *out,
                           uint64_t out_bytes) {
  if (!tensor || !values || !out || !is_consistent(tensor)) return HRM_ERROR_ARGUMENT;
  const uint64_t padded = hrm_round_up(tensor->bytes, HRM_ALIGN);
  if (value_count != (uint64_t)tensor->rows * tensor->cols || out_bytes < padded) return HRM_ERROR_BUFFER;
  if (padded > SIZE_MAX || value_count > SIZE_MAX / 4) return HRM_ERROR_TOO_LARGE;
  for (uint64_t i = 0; i < value_count; i++) {
    if ((hrm_bits(values[i]) & 0x7F800000u) == 0x7F800000u) return HRM_ERROR_VALUE;
  }
  memset(out, 0, (size_t)padded);
  if (tensor->storage == HRM_PLAIN_F32) memcpy(out, values, (size_t)value_count * 4);
  if (tensor->storage == HRM_PANEL_F32) pack_panel_f32(tensor, values, out);
  if (tensor->storage == HRM_PANEL_Q8) pack_panel_q8(tensor, values, out);
  if (tensor->storage == HRM_GROUP_Q4) hrm_pack_q4(tensor, values, out);
  return HRM_OK;
}

/* The tensor is one of the model's own, field by field. */
static bool belongs_to(const hrm_model *model, const hrm_tensor *tensor) {
  hrm_tensor own;
  for (uint32_t i = 0; hrm_tensor_at(&model->config, i, &own) == HRM_OK; i++) {
    if (own.kind == tensor->kind && own.layer == tensor->layer) {
      return own.storage == tensor->storage && own.rows == tensor->rows && own.cols == tensor->cols &&
             own.offset == tensor->offset && own.bytes == tensor->bytes;
    }
  }
  return false;
}

hrm_status hrm_unpack_tensor(const hrm_model *model, const hrm_tensor *tensor, float *out, uint64_t out_count) {
  if (!model || !model->file || !tensor || !out || !belongs_to(model, tensor)) return HRM_ERROR_ARGUMENT;
  const uint64_t rows = tensor->rows, cols = tensor->cols, filled_cols = hrm_filled_cols(tensor->cols);
  if (out_count != rows * cols) return HRM_ERROR_BUFFER;
  if (out_count > SIZE_MAX / 4) return HRM_ERROR_TOO_LARGE;
  const uint8_t *from = model->file + tensor->offset;
  if (tensor->storage == HRM_PLAIN_F32) {
    memcpy(out, from, (size_t)out_count * 4);
    return HRM_OK;
  }
  if (tensor->storage == HRM_GROUP_Q4) {
    hrm_unpack_q4(tensor, from, out);
    return HRM_OK;
  }
  const int8_t *weights = (const int8_t *)(from + hrm_q8_parts_of(tensor->rows, tensor->cols).weights);
  for (uint64_t row = 0; row < rows; row++) {
    float scale;
    memcpy(&scale, from + 4 * row, 4);
    for (uint64_t col = 0; col < cols; col++) {
      float *value = out + row * cols + col;
      if (tensor->storage == HRM_PANEL_Q8) {
        *value = scale * (float)weights[panel_index(row, col, filled_cols, 4)];
      } else {
        memcpy(value, from + 4 * panel_index(row, col, filled_cols, 1), 4);
      }
    }
  }
  return HRM_OK;
}
