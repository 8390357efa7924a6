/* storage_group_q4.c - 4-bit weights with a scale for each group of a row. Four bits are for the way to the machine;
 * the kernels read eight (expand.c), so that a q4 model runs as fast as a q8 one, from memory of the same size. */
#include "storage.h"
#include "bytes.h"
#include "numerics.h"

/* Where the weights begin, in bytes from the tensor's start; the scales begin at 0. */
static uint64_t weights_at(uint32_t rows, uint32_t cols) {
  return hrm_round_up((uint64_t)rows * hrm_q4_groups(cols) * 2, HRM_ALIGN);
}

static uint64_t bytes(uint32_t rows, uint32_t cols) {
  return weights_at(rows, cols) + (uint64_t)rows * hrm_filled_cols(cols) / 2;
}

/* Any four bits are a weight, but for those of filling columns, which are 0; the half-precision scales are finite. */
static hrm_status check(const uint8_t *file, const hrm_tensor *t, uint64_t *position) {
  const uint64_t scales_end = t->offset + (uint64_t)t->rows * hrm_q4_groups(t->cols) * 2,
                 weights = t->offset + weights_at(t->rows, t->cols), row_bytes = hrm_filled_cols(t->cols) / 2;
  hrm_status status = hrm_check_zeros(file, scales_end, weights, position);
  for (uint64_t row = 0; !status && row < t->rows && t->cols % 4; row++) {
    const uint64_t last = weights + row * row_bytes + t->cols / 2;
    if (t->cols % 2 && file[last] >> 4) return hrm_refuse(HRM_ERROR_PADDING, last, position);
    status = hrm_check_zeros(file, last + t->cols % 2, weights + (row + 1) * row_bytes, position);
  }
  for (uint64_t at = t->offset; !status && at < scales_end; at += 2) {
    if ((hrm_load_u16(file + at) & 0x7C00u) == 0x7C00u) return hrm_refuse(HRM_ERROR_VALUE, at, position);
  }
  return status;
}

/* Scales tried for a group: its largest magnitude, with its sign, divided by -9 + k/4. The 8 as a magnitude is there on
 * one side only, so the largest weight takes that side; a smaller scale cuts it short and a larger one wastes steps,
 * and either may serve the others better. */
#define CANDIDATES 9
#define DIVISOR(k) (-9.0f + 0.25f * (float)(k))

static int32_t quantize(float value, float scale) {
  if (scale == 0.0f) return 0;
  float x = value / scale;
  x = x < -8.0f ? -8.0f : x;
  return hrm_round(7.0f < x ? 7.0f : x);
}

/* The scale, as half-precision bits, that leaves the least squared error; the first of several. */
static uint16_t choose_scale(const float *values, uint32_t count) {
  float largest = 0.0f;
  for (uint32_t i = 0; i < count; i++) {
    if ((values[i] < 0 ? -values[i] : values[i]) > (largest < 0 ? -largest : largest)) largest = values[i];
  }
  uint16_t best = 0;
  double least = -1.0;
  for (unsigned k = 0; k < CANDIDATES; k++) {
    const uint16_t half = hrm_to_half(largest / DIVISOR(k));
    const float scale = hrm_from_half(half);
    double error = 0.0;
    for (uint32_t i = 0; i < count; i++) {
      const double difference = (double)values[i] - (double)scale * quantize(values[i], scale);
      error += difference * difference;
    }
    if (least < 0.0 || error < least) least = error, best = half;
  }
  return best;
}

static void pack(const hrm_tensor *t, const float *values, uint8_t *out) {
  const uint32_t groups = hrm_q4_groups(t->cols);
  uint8_t *weights = out + weights_at(t->rows, t->cols);
  for (uint64_t row = 0; row < t->rows; row++) {
    for (uint32_t group = 0; group < groups; group++) {
      const uint32_t first = group * HRM_Q4_GROUP,
                     count = t->cols - first < HRM_Q4_GROUP ? t->cols - first : HRM_Q4_GROUP;
      const float *from = values + row * t->cols + first;
      const uint16_t half = choose_scale(from, count);
      const float scale = hrm_from_half(half);
      memcpy(out + 2 * (row * groups + group), &half, 2);
      uint8_t *to = weights + (row * hrm_filled_cols(t->cols) + first) / 2;
      for (uint32_t i = 0; i < count; i++)
        to[i / 2] = (uint8_t)(to[i / 2] | (quantize(from[i], scale) + 8) << 4 * (i % 2));
    }
  }
}

static void unpack(const hrm_tensor *t, const uint8_t *packed, float *out) {
  const uint32_t groups = hrm_q4_groups(t->cols);
  const uint8_t *weights = packed + weights_at(t->rows, t->cols);
  for (uint64_t row = 0; row < t->rows; row++) {
    for (uint32_t col = 0; col < t->cols; col++) {
      uint16_t half;
      memcpy(&half, packed + 2 * (row * groups + col / HRM_Q4_GROUP), 2);
      const uint32_t both = weights[(row * hrm_filled_cols(t->cols) + col) / 2];
      out[row * t->cols + col] = hrm_from_half(half) * (float)((int32_t)(both >> 4 * (col % 2) & 15u) - 8);
    }
  }
}

const hrm_storage_type hrm_group_q4 = {bytes, check, pack, unpack};
