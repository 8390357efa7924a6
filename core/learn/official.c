/* official.c - random numbers, and where the official code's weights start. */
#include "official.h"
#include <math.h>
#include <string.h>

float hrm_random_normal(rng *r) {
  const double u = 1 - rng_unit(r), v = rng_unit(r);
  return (float)(sqrt(-2 * log(u)) * cos(6.283185307179586 * v));
}

/* Normal numbers cut at two standard deviations, then scaled so that the deviation after the cut is `deviation`. */
static void truncated_normal(float *out, size_t count, double deviation, rng *r) {
  for (size_t i = 0; i < count; i++) {
    float x;
    do x = hrm_random_normal(r);
    while (fabsf(x) > 2);
    out[i] = (float)(x * deviation / 0.87962566103423978);
  }
}

/* The nearest bfloat16, as the official initial states are stored. */
static float to_bfloat16(float f) {
  uint32_t u;
  memcpy(&u, &f, 4);
  u = (u + 0x7fff + ((u >> 16) & 1)) & 0xffff0000u;
  memcpy(&f, &u, 4);
  return f;
}

/* What heads add for an offset before they have learnt: of six or more the first four look at one neighbour each, the
 * fifth (with eight, the fifth and the sixth) along row and column; of fewer the first two look at the neighbours in a
 * column and in a row, the third along both. The others look everywhere. */
static float first_bias(uint32_t heads, uint32_t head, int down, int right) {
  static const int step[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}; /* of the query from the key */
  const float near = 6, far = 3;
  const bool beside = down * down + right * right == 1;
  if (heads < 6) {
    if (head == 0) return beside && down ? near : 0;
    if (head == 1) return beside && right ? near : 0;
    return head == 2 && (!down || !right) ? far : 0;
  }
  if (head < 4) return down == step[head][0] && right == step[head][1] ? near : 0;
  if (heads < 8) return head == 4 && (!down || !right) ? far : 0;
  return (head == 4 && !down) || (head == 5 && !right) ? far : 0;
}

static void first_table(const hrm_config *c, float *table) {
  const int rows = (int)c->grid_rows, cols = (int)c->grid_cols;
  for (uint32_t head = 0; head < c->num_heads; head++)
    for (int down = 1 - rows; down < rows; down++)
      for (int right = 1 - cols; right < cols; right++) *table++ = first_bias(c->num_heads, head, down, right);
}

void hrm_official_weights(const layout *l, float *weights, bool trains_q_continue, rng *r) {
  const bool compared = !(l->config.rules & HRM_HALT_ABOVE_0); /* is q_halt, with q_continue? */
  for (uint32_t i = 0; i < l->count; i++) {
    const weight *w = &l->weights[i];
    float *x = weights + w->at;
    switch (w->file.kind) {
    case HRM_PUZZLE_EMB:
      if (l->config.rules & HRM_PUZZLE_ADDED) truncated_normal(x, w->count, .3 / sqrt(w->file.cols), r);
      else memset(x, 0, w->count * sizeof *x);
      break;
    case HRM_Q_WEIGHT: memset(x, 0, w->count * sizeof *x); break;
    case HRM_Q_BIAS:
      x[0] = -5;
      x[1] = trains_q_continue || !compared ? -5 : 0;
      break;
    case HRM_ROPE_COS: /* the sines with them */
      (void)hrm_rope_tables(&l->config, x, weights + hrm_layout_find(l, HRM_ROPE_SIN, 0)->at, w->count);
      break;
    case HRM_ROPE_SIN: break;
    case HRM_H_RELATIVE:
    case HRM_L_RELATIVE: first_table(&l->config, x); break;
    case HRM_EMBED_EDGES:
    case HRM_EMBED_ROWS:
    case HRM_EMBED_COLS: truncated_normal(x, w->count, .6 / sqrt(w->file.cols), r); break;
    case HRM_H_INIT:
    case HRM_L_INIT:
      truncated_normal(x, w->count, 1, r);
      for (size_t k = 0; k < w->count; k++) x[k] = to_bfloat16(x[k]);
      break;
    default: truncated_normal(x, w->count, 1 / sqrt(w->file.cols), r);
    }
  }
}

hrm_learn_status hrm_learn_official(const hrm_config *config, uint32_t seed, bool q_continue, float *weights,
                                    size_t floats) {
  layout l;
  if (!config || !weights) return HRM_LEARN_ERROR_ARGUMENT;
  const hrm_learn_status status = hrm_layout_init(&l, config);
  if (status) return status;
  if (floats < l.floats) return HRM_LEARN_ERROR_BUFFER;
  memset(weights, 0, l.floats * sizeof *weights);
  rng r = rng_stream(seed, 0);
  hrm_official_weights(&l, weights, q_continue, &r);
  return HRM_LEARN_OK;
}
