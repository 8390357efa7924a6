/* storage_plain_f32.c - floats in rows. */
#include "storage.h"
#include "numerics.h"

static uint64_t bytes(uint32_t rows, uint32_t cols) { return (uint64_t)rows * cols * 4; }

/* Cosines and sines are at most 1. */
static hrm_status check(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const bool unit = t->kind == HRM_ROPE_COS || t->kind == HRM_ROPE_SIN;
  return hrm_check_floats(file, t->offset, t->bytes / 4, unit ? HRM_ONE : HRM_MAX_FINITE, position);
}

static void pack(const hrm_tensor *t, const float *values, uint8_t *out) { memcpy(out, values, (size_t)t->bytes); }

static void unpack(const hrm_tensor *t, const uint8_t *packed, float *out) { memcpy(out, packed, (size_t)t->bytes); }

const hrm_storage_type hrm_plain_f32 = {bytes, check, pack, unpack};
