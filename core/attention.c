/* attention.c - full self-attention on packed tiles: both of its products are the kernel of the linear layers. */
#include "forward.h"
#include "kernels.h"
#include "numerics.h"

/* Rotates the halves of one head's vector (rotate_half in the official models/layers.py: pairs are i and i + half, not neighbours). */
static void rotate(float *restrict x, uint32_t half, const float *restrict cosines, const float *restrict sines) {
  for (uint32_t i = 0; i < half; i++) {
    const float low = x[i], high = x[half + i];
    x[i] = low * cosines[i] - high * sines[i];
    x[half + i] = high * cosines[i] + low * sines[i];
  }
}

void hrm_attention_store(const hrm_workspace *ws, float *qkv, uint32_t first, uint32_t count, const float *cosines, const float *sines) {
  const size_t hidden = ws->hidden, head_dim = ws->head_dim, stride = 3 * hidden, half = head_dim / 2;
  const float scale = 1.0f / hrm_sqrt((float)head_dim);
  for (uint32_t t = 0; t < count; t++) {
    float *row = qkv + t * stride;
    for (uint32_t head = 0; cosines && head < 2 * ws->heads; head++) { /* queries, then keys */
      rotate(row + head * head_dim, (uint32_t)half, cosines + (first + t) * half, sines + (first + t) * half);
    }
    for (size_t i = 0; i < hidden; i++) row[i] *= scale;
  }
  for (uint32_t head = 0; head < ws->heads; head++) {
    const size_t head_at = head * head_dim * ws->padded_tokens, tile_at = head_at + first * head_dim;
    const float *from = qkv + head * head_dim;
    HRM_KERNEL(pack_f32)(ws->queries + tile_at, from, stride, count, head_dim);
    HRM_KERNEL(pack_f32)(ws->keys + tile_at, from + hidden, stride, count, head_dim);
    for (uint32_t t = 0; t < hrm_round_up(count, HRM_LANES); t++) {
      for (size_t d = 0; d < head_dim; d += HRM_LANES) {
        float *to = ws->values + head_at + d * ws->padded_tokens + (first + t) * HRM_LANES;
        if (t < count) {
          memcpy(to, from + 2 * hidden + t * stride + d, 4 * HRM_LANES);
        } else {
          memset(to, 0, 4 * HRM_LANES);
        }
      }
    }
  }
}

/* Keys that fill up the last tile are zeros: their scores are left out of the softmax and stay 0, so that they add 0 to the values. */
void hrm_attention_apply(const hrm_workspace *ws, float *out, uint32_t first, uint32_t count, float *scores) {
  const size_t head_dim = ws->head_dim, padded = ws->padded_tokens, scores_of_four = padded * HRM_LANES;
  for (uint32_t head = 0; head < ws->heads; head++) {
    const size_t head_at = head * head_dim * padded;
    for (uint32_t query = 0; query < count; query += 2 * HRM_LANES) {
      const uint32_t queries = count - query < 2 * HRM_LANES ? count - query : 2 * HRM_LANES;
      const size_t filled = (size_t)hrm_round_up(queries, HRM_LANES);
      HRM_KERNEL(gemm_f32)(scores, HRM_LANES, scores_of_four, ws->queries + head_at + (first + query) * head_dim, filled,
                           ws->keys + head_at, padded, head_dim);
      for (size_t at = 0; at < filled * padded; at += scores_of_four) HRM_KERNEL(softmax)(scores + at, ws->tokens);
      HRM_KERNEL(gemm_f32)(out + query * (size_t)ws->hidden + head * head_dim, ws->hidden, HRM_LANES, ws->values + head_at, head_dim,
                           scores, queries, padded);
    }
  }
}
