/* kernels_scalar.c - the kernels in plain C: the reference for every other set, and what runs where there is no SIMD. */
#include "kernels.h"
#include "numerics.h"

static size_t at_most(size_t n, size_t limit) { return n < limit ? n : limit; }

void hrm_gemm_f32_scalar(float *restrict out, size_t token_stride, size_t panel_stride, const float *restrict panels, size_t rows,
                         const float *restrict tiles, size_t tokens, size_t depth) {
  for (size_t row = 0; row < rows; row += 4) {
    const float *panel = panels + row * depth;
    for (size_t token = 0; token < tokens; token++) {
      const float *tile = tiles + token / 4 * 4 * depth + token % 4;
      float sum[4] = {0};
      for (size_t k = 0; k < depth; k++) {
        for (size_t lane = 0; lane < 4; lane++) sum[lane] += panel[4 * k + lane] * tile[4 * k];
      }
      float *to = out + token * token_stride + row / 4 * panel_stride;
      for (size_t lane = 0; lane < at_most(rows - row, 4); lane++) to[lane] = sum[lane];
    }
  }
}

void hrm_gemm_q8_scalar(float *restrict out, size_t token_stride, const int8_t *restrict panels, const float *restrict row_scales,
                        const int32_t *restrict row_sums, size_t rows, const hrm_q8 *restrict tiles, const float *restrict token_scales,
                        size_t tokens, size_t depth) {
  for (size_t row = 0; row < rows; row += 4) {
    const int8_t *panel = panels + row * depth;
    for (size_t token = 0; token < tokens; token++) {
      const hrm_q8 *tile = tiles + token / 4 * 4 * depth + token % 4 * 4;
      uint32_t sum[4]; /* unsigned, because activations that came from infinities may overflow it */
      for (size_t lane = 0; lane < 4; lane++) sum[lane] = (uint32_t)(-HRM_Q8_ZERO * row_sums[row + lane]);
      for (size_t k = 0; k < depth; k += 4) {
        for (size_t lane = 0; lane < 4; lane++) {
          for (size_t j = 0; j < 4; j++) sum[lane] += (uint32_t)(panel[4 * k + 4 * lane + j] * tile[4 * k + j]);
        }
      }
      float *to = out + token * token_stride + row;
      for (size_t lane = 0; lane < 4; lane++) to[lane] = (float)(int32_t)sum[lane] * (row_scales[row + lane] * token_scales[token]);
    }
  }
}

void hrm_pack_f32_scalar(float *restrict tiles, const float *restrict in, size_t stride, size_t tokens, size_t depth) {
  for (size_t token = 0; token < tokens; token += 4) {
    for (size_t k = 0; k < depth; k++) {
      for (size_t lane = 0; lane < 4; lane++) *tiles++ = token + lane < tokens ? in[(token + lane) * stride + k] : 0.0f;
    }
  }
}

/* One token's lane of a q8 tile. */
static float quantize_lane(hrm_q8 *restrict lane, const float *restrict in, size_t depth) {
  float largest = 0.0f;
  for (size_t k = 0; k < depth; k++) {
    const float magnitude = hrm_float(hrm_bits(in[k]) & 0x7FFFFFFFu);
    largest = largest < magnitude ? magnitude : largest;
  }
  const float inverse = largest < HRM_Q8_SMALLEST ? 0.0f : HRM_Q8_LIMIT / largest;
  for (size_t k = 0; k < depth; k++) lane[k / 4 * 16 + k % 4] = (hrm_q8)(hrm_round(in[k] * inverse) + HRM_Q8_ZERO);
  return largest < HRM_Q8_SMALLEST ? 0.0f : largest / HRM_Q8_LIMIT;
}

void hrm_pack_q8_scalar(hrm_q8 *restrict tiles, float *restrict token_scales, const float *restrict in, size_t stride, size_t tokens,
                        size_t depth) {
  for (size_t token = 0; token < (tokens + 3) / 4 * 4; token++) {
    hrm_q8 *lane = tiles + token / 4 * 4 * depth + token % 4 * 4;
    if (token < tokens) {
      token_scales[token] = quantize_lane(lane, in + token * stride, depth);
    } else {
      token_scales[token] = 0.0f;
      for (size_t k = 0; k < depth; k++) lane[k / 4 * 16 + k % 4] = HRM_Q8_ZERO;
    }
  }
}

void hrm_softmax_scalar(float *restrict scores, size_t keys) {
  for (size_t lane = 0; lane < 4; lane++) {
    float largest = scores[lane], sum = 0.0f;
    for (size_t key = 1; key < keys; key++) largest = largest < scores[4 * key + lane] ? scores[4 * key + lane] : largest;
    for (size_t key = 0; key < keys; key++) {
      const float e = hrm_exp(scores[4 * key + lane] - largest);
      scores[4 * key + lane] = e;
      sum += e;
    }
    const float inverse = 1.0f / sum;
    for (size_t key = 0; key < keys; key++) scores[4 * key + lane] *= inverse;
  }
}

void hrm_residual_rms_scalar(float *restrict x, const float *restrict y, size_t rows, size_t size, float eps) {
  for (size_t row = 0; row < rows; row++, x += size, y += size) {
    float sums[16] = {0}, four[4];
    for (size_t i = 0; i < size; i++) {
      x[i] += y[i];
      sums[i % 16] += x[i] * x[i];
    }
    for (size_t j = 0; j < 4; j++) four[j] = (sums[j] + sums[4 + j]) + (sums[8 + j] + sums[12 + j]);
    const float sum = (four[0] + four[1]) + (four[2] + four[3]);
    const float scale = 1.0f / hrm_sqrt(sum / (float)size + eps);
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
