/* kernels_scalar.c - the kernels in plain C: the reference for every other set, and what runs where there is no SIMD.
 */
#include "kernels.h"
#include "numerics.h"
#include <stdbool.h>

static size_t at_most(size_t n, size_t limit) { return n < limit ? n : limit; }

void hrm_gemm_f32_scalar(const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
  const size_t rows = panels->rows, tokens = tiles->tokens, depth = panels->depth, token_stride = out->token_stride,
               panel_stride = out->panel_stride;
  const float *restrict weights = panels->weights, *restrict values = tiles->values;
  float *restrict at = out->at;
  for (size_t row = 0; row < rows; row += 4) {
    const float *panel = weights + row * depth;
    for (size_t token = 0; token < tokens; token++) {
      const float *tile = values + token / 4 * 4 * depth + token % 4;
      float sum[4] = {0};
      for (size_t k = 0; k < depth; k++) {
        for (size_t lane = 0; lane < 4; lane++) sum[lane] += panel[4 * k + lane] * tile[4 * k];
      }
      float *to = at + token * token_stride + row / 4 * panel_stride;
      for (size_t lane = 0; lane < at_most(rows - row, 4); lane++) to[lane] = sum[lane];
    }
  }
}

void hrm_gemm_q8_scalar(const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
  const size_t rows = panels->rows, tokens = tiles->tokens, depth = panels->depth, token_stride = out->token_stride,
               panel_stride = out->panel_stride;
  const int8_t *restrict weights = panels->weights;
  const hrm_q8 *restrict values = tiles->values;
  const float *restrict row_scales = panels->scales, *restrict token_scales = tiles->scales;
  const int32_t *restrict row_sums = panels->sums;
  float *restrict at = out->at;
  for (size_t row = 0; row < rows; row += 4) {
    const int8_t *panel = weights + row * depth;
    for (size_t token = 0; token < tokens; token++) {
      const hrm_q8 *tile = values + token / 4 * 4 * depth + token % 4 * 4;
      uint32_t sum[4]; /* unsigned, because activations that came from infinities may overflow it */
      for (size_t lane = 0; lane < 4; lane++) sum[lane] = (uint32_t)(-HRM_Q8_ZERO * row_sums[row + lane]);
      for (size_t k = 0; k < depth; k += 4) {
        for (size_t lane = 0; lane < 4; lane++) {
          for (size_t j = 0; j < 4; j++) sum[lane] += (uint32_t)(panel[4 * k + 4 * lane + j] * tile[4 * k + j]);
        }
      }
      float *to = at + token * token_stride + row / 4 * panel_stride;
      for (size_t lane = 0; lane < 4; lane++)
        to[lane] = (float)(int32_t)sum[lane] * (row_scales[row + lane] * token_scales[token]);
    }
  }
}

#ifdef HRM_Q8_STEPS
void hrm_energies_q8_scalar(float *restrict energies, const void *restrict fours, size_t rows, size_t depth, int zero) {
  const int8_t *four = fours; /* no activation is above 127 */
  for (size_t row = 0; row < rows; row += 4, four += 4 * depth, energies += 2) {
    uint32_t largest[2] = {0};
    for (size_t lane = 0; lane < 16 * HRM_Q8_STEPS; lane += 2) {
      uint32_t sums[2] = {0}; /* of a block, and with the one before if it is odd */
      for (size_t block = 0; block * HRM_Q8_BLOCK < depth; block++) {
        sums[0] = 0;
        sums[1] = block % 2 ? sums[1] : 0;
        for (size_t i = 4 * block * HRM_Q8_BLOCK + lane; i < 4 * at_most((block + 1) * HRM_Q8_BLOCK, depth);
             i += 16 * HRM_Q8_STEPS) {
          const int first = four[i] - zero, second = four[i + 1] - zero;
          for (int n = 0; n < 2; n++) sums[n] += (uint32_t)(first * first + second * second) / 4;
        }
        for (int n = 0; n < 2; n++) largest[n] = largest[n] < sums[n] ? sums[n] : largest[n];
      }
    }
    for (uint32_t n = 0; n < 2; n++) energies[n] = (float)(16 * (n + 1) + 4 * largest[n]);
  }
}
#endif

void hrm_pack_f32_scalar(const hrm_packed *tiles, const hrm_rows *tokens) {
  const size_t stride = tokens->stride, count = tokens->count, depth = tokens->depth;
  const float *restrict in = tokens->at;
  float *restrict to = tiles->values;
  for (size_t token = 0; token < count; token += 4) {
    for (size_t k = 0; k < depth; k++) {
      for (size_t lane = 0; lane < 4; lane++) *to++ = token + lane < count ? in[(token + lane) * stride + k] : 0.0f;
    }
  }
}

/* What a row is multiplied with to quantize it, and its scale. */
static float quantizer(const float *restrict in, size_t depth, float limit, float *restrict scale) {
  float largest = 0.0f;
  for (size_t k = 0; k < depth; k++) {
    const float magnitude = hrm_float(hrm_bits(in[k]) & 0x7FFFFFFFu);
    largest = largest < magnitude ? magnitude : largest;
  }
  *scale = largest < HRM_Q8_SMALLEST ? 0.0f : largest / limit;
  return largest < HRM_Q8_SMALLEST ? 0.0f : limit / largest;
}

void hrm_pack_q8_scalar(const hrm_packed *tiles, const hrm_rows *tokens) {
  const size_t count = tokens->count, depth = tokens->depth;
  float *restrict scales = tiles->scales;
  for (size_t token = 0; token < (count + 3) / 4 * 4; token++) {
    hrm_q8 *restrict lane = (hrm_q8 *)tiles->values + token / 4 * 4 * depth + token % 4 * 4;
    const float *from = tokens->at + token * tokens->stride;
    scales[token] = 0.0f;
    const float inverse = token < count ? quantizer(from, depth, HRM_Q8_LIMIT, scales + token) : 0.0f;
    for (size_t k = 0; k < depth; k++)
      lane[k / 4 * 16 + k % 4] = (hrm_q8)((token < count ? hrm_round(from[k] * inverse) : 0) + HRM_Q8_ZERO);
  }
}

void hrm_pack_panels_q8_scalar(const hrm_packed *panels, const hrm_rows *rows) {
  const size_t count = rows->count, depth = rows->depth;
  float *restrict scales = panels->scales;
  int32_t *restrict sums = panels->sums;
  for (size_t row = 0; row < (count + 3) / 4 * 4; row++) {
    int8_t *restrict lane = (int8_t *)panels->values + row / 4 * 4 * depth + row % 4 * 4;
    const float *from = rows->at + row * rows->stride;
    scales[row] = 0.0f;
    sums[row] = 0;
    const float inverse = row < count ? quantizer(from, depth, HRM_Q8_PANEL_LIMIT, scales + row) : 0.0f;
    for (size_t k = 0; k < depth; k++) {
      const int8_t q = (int8_t)(row < count ? hrm_round(from[k] * inverse) : 0);
      lane[k / 4 * 16 + k % 4] = q;
      sums[row] += q;
    }
  }
}

void hrm_softmax_scalar(float *restrict scores, size_t keys) {
  for (size_t lane = 0; lane < 4; lane++) {
    float largest = scores[lane], sum = 0.0f;
    for (size_t key = 1; key < keys; key++)
      largest = largest < scores[4 * key + lane] ? scores[4 * key + lane] : largest;
    for (size_t key = 0; key < keys; key++) {
      const float e = hrm_exp(scores[4 * key + lane] - largest);
      scores[4 * key + lane] = e;
      sum += e;
    }
    const float inverse = 1.0f / sum;
    for (size_t key = 0; key < keys; key++) scores[4 * key + lane] *= inverse;
  }
}

void hrm_softmax_q8_scalar(const hrm_packed *tiles, float *restrict scores, const float *restrict value_scales,
                           size_t keys) {
  hrm_q8 *restrict to = tiles->values;
  const size_t padded = (keys + 3) / 4 * 4;
  float largest[4], sum[4] = {0}, peak[4] = {0}, inverse[4],
                    carried[4][4] = {{0}}; /* by lane; what is carried by key % 4 and lane */
  for (size_t lane = 0; lane < 4; lane++) largest[lane] = scores[lane];
  for (size_t key = 1; key < keys; key++) {
    for (size_t lane = 0; lane < 4; lane++)
      largest[lane] = largest[lane] < scores[4 * key + lane] ? scores[4 * key + lane] : largest[lane];
  }
  for (size_t key = 0; key < keys; key++) {
    for (size_t lane = 0; lane < 4; lane++) {
      const float e = hrm_exp_coarse(scores[4 * key + lane] - largest[lane]), weight = e * value_scales[key];
      scores[4 * key + lane] = weight;
      sum[lane] += e;
      peak[lane] = peak[lane] < weight ? weight : peak[lane];
    }
  }
  for (size_t i = 4 * keys; i < 4 * padded; i++) scores[i] = 0.0f;
  for (size_t lane = 0; lane < 4; lane++) {
    const bool none = peak[lane] < HRM_Q8_SMALLEST;
    inverse[lane] = none ? 0.0f : HRM_Q8_WEIGHT_LIMIT / peak[lane];
    tiles->scales[lane] = none ? 0.0f : peak[lane] / (HRM_Q8_WEIGHT_LIMIT * sum[lane]);
  }
  for (size_t key = 0; key < padded; key++) {
    for (size_t lane = 0; lane < 4; lane++) {
      const float wanted = scores[4 * key + lane] * inverse[lane] + carried[key % 4][lane];
      const int32_t q = hrm_round(wanted);
      carried[key % 4][lane] = wanted - (float)q;
      to[key / 4 * 16 + 4 * lane + key % 4] = (hrm_q8)q;
    }
  }
}

void hrm_residual_rms_scalar(float *restrict x, const float *restrict y, size_t rows, size_t size, size_t elements,
                             float eps) {
  for (size_t row = 0; row < rows; row++, x += size, y += size) {
    float sums[16] = {0}, four[4];
    for (size_t i = 0; i < size; i++) {
      x[i] += y[i];
      sums[i % 16] += x[i] * x[i];
    }
    for (size_t j = 0; j < 4; j++) four[j] = (sums[j] + sums[4 + j]) + (sums[8 + j] + sums[12 + j]);
    const float sum = (four[0] + four[1]) + (four[2] + four[3]);
    const float scale = 1.0f / hrm_sqrt(sum / (float)elements + eps);
    for (size_t i = 0; i < size; i++) x[i] *= scale;
  }
}

void hrm_swiglu_scalar(float *restrict out, const float *restrict gate_up, size_t rows, size_t size) {
  for (size_t row = 0; row < rows; row++, out += size, gate_up += 2 * size) {
    for (size_t i = 0; i < size; i++) {
      const float gate = gate_up[i];
      out[i] = gate / (1.0f + hrm_exp(-gate)) * gate_up[size + i];
    }
  }
}
