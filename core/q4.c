/* q4.c - 4-bit weights: their packing and unpacking, and the q8 file that runs in their stead. Four bits are for the
 * way to the machine; the kernels read eight, so that a q4 model runs as fast as a q8 one, from memory of the same
 * size. */
#include "q4.h"
#include "numerics.h"

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

void hrm_pack_q4(const hrm_tensor *t, const float *values, uint8_t *out) {
  const uint32_t groups = hrm_q4_groups(t->cols);
  uint8_t *weights = out + hrm_q4_weights_at(t->rows, t->cols);
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

void hrm_unpack_q4(const hrm_tensor *t, const uint8_t *packed, float *out) {
  const uint32_t groups = hrm_q4_groups(t->cols);
  const uint8_t *weights = packed + hrm_q4_weights_at(t->rows, t->cols);
  for (uint64_t row = 0; row < t->rows; row++) {
    for (uint32_t col = 0; col < t->cols; col++) {
      uint16_t half;
      memcpy(&half, packed + 2 * (row * groups + col / HRM_Q4_GROUP), 2);
      const uint32_t both = weights[(row * hrm_filled_cols(t->cols) + col) / 2];
      out[row * t->cols + col] = hrm_from_half(half) * (float)((int32_t)(both >> 4 * (col % 2) & 15u) - 8);
    }
  }
}

/* The configuration of the q8 model that runs instead. */
static hrm_config expanded(const hrm_config *config) {
  hrm_config c = *config;
  c.dtype = HRM_Q8;
  return c;
}

hrm_status hrm_expand_sizes(const hrm_config *config, uint64_t *file_bytes, uint64_t *work_bytes) {
  if (!file_bytes || !work_bytes) return HRM_ERROR_ARGUMENT;
  *file_bytes = *work_bytes = 0;
  hrm_status status = hrm_config_check(config, NULL);
  if (status) return status;
  const hrm_config c = expanded(config);
  uint64_t bytes, largest = 0;
  status = hrm_file_bytes(&c, &bytes);
  if (status) return status;
  for (uint32_t i = 0; i < hrm_tensor_count(&c); i++) {
    hrm_tensor t;
    hrm_tensor_at(&c, i, &t);
    const uint64_t need = (uint64_t)t.rows * t.cols * 4;
    largest = need > largest ? need : largest;
  }
  if (largest > SIZE_MAX) return HRM_ERROR_TOO_LARGE;
  *file_bytes = bytes, *work_bytes = largest;
  return HRM_OK;
}

hrm_status hrm_expand(const hrm_model *model, void *out, uint64_t out_bytes, float *work, uint64_t work_bytes) {
  if (!model || !model->file || !out || !work || model->config.dtype != HRM_Q4 || !hrm_is_aligned(out))
    return HRM_ERROR_ARGUMENT;
  uint64_t file_need, work_need;
  hrm_status status = hrm_expand_sizes(&model->config, &file_need, &work_need);
  if (status) return status;
  if (out_bytes != file_need || work_bytes < work_need) return HRM_ERROR_BUFFER;
  const hrm_config c = expanded(&model->config);
  status = hrm_write_header(&c, out, out_bytes);
  for (uint32_t i = 0; !status && i < hrm_tensor_count(&c); i++) {
    hrm_tensor from, to;
    hrm_tensor_at(&model->config, i, &from);
    hrm_tensor_at(&c, i, &to);
    const uint64_t count = (uint64_t)from.rows * from.cols;
    status = hrm_unpack_tensor(model, &from, work, count);
    if (!status)
      status = hrm_pack_tensor(&to, work, count, (uint8_t *)out + to.offset, hrm_round_up(to.bytes, HRM_ALIGN));
  }
  return status ? status : hrm_seal(out, (size_t)out_bytes);
}
