/* pack.c - from row-major floats to a tensor as it lies in a file, and back. */
#include "storage.h"
#include "numerics.h"

/* A shape no configuration can exceed, so that sizes of a caller's own description cannot overflow. */
#define MAX_ROWS (1u << 24)
#define MAX_COLS (1u << 19)

static bool is_consistent(const hrm_tensor *t) {
  const hrm_storage_type *type = hrm_storage_find(t->storage);
  return type && t->rows >= 1 && t->rows <= MAX_ROWS && t->cols >= 1 && t->cols <= MAX_COLS &&
         t->bytes == type->bytes(t->rows, t->cols);
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
  hrm_storage_find(tensor->storage)->pack(tensor, values, out);
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
  if (out_count != (uint64_t)tensor->rows * tensor->cols) return HRM_ERROR_BUFFER;
  if (out_count > SIZE_MAX / 4) return HRM_ERROR_TOO_LARGE;
  hrm_storage_find(tensor->storage)->unpack(tensor, model->file + tensor->offset, out);
  return HRM_OK;
}
