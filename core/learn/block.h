/* block.h - one post-norm transformer block of HRM, forward and backward, for the mode vec.h was compiled in
 * (models/hrm/hrm_act_v1.py, HierarchicalReasoningModel_ACTV1Block; models/layers.py). */
#ifndef HRM_LEARN_BLOCK_H
#define HRM_LEARN_BLOCK_H
#include "attention.h"

/* What the backward pass of one block needs of its forward pass. rows = samples * T */
typedef struct block_saved {
  act *x;                 /* [rows][hidden] the block's input */
  act *qkv;               /* [rows][3 hidden], q and k after RoPE */
  act *probabilities;     /* [samples][heads][T][keys] */
  act *attended;          /* [rows][hidden], before o_proj */
  act *middle;            /* [rows][hidden], after the first norm */
  act *gate_up;           /* [rows][2 inner] */
  float *scale1, *scale2; /* [rows] 1 / root mean square of either norm */
} block_saved;

/* Matrices packed for the direction at hand; RoPE tables or NULL; a table of offsets for each head or NULL. */
typedef struct block_weights {
  const act *qkv, *o, *gate_up, *down;
  const float *cosines, *sines, *relative;
} block_weights;

typedef struct block_gradients {
  float *qkv, *o, *gate_up, *down, *relative; /* relative: NULL if there is none */
} block_gradients;

/* Buffers of one thread, their content carries nothing from call to call. */
typedef struct scratch {
  attention_scratch attention;
  float *sum;                     /* [rows][hidden] */
  act *activated;                 /* [rows][inner] */
  act *d, *dattended;             /* [rows][hidden] */
  act *dactivated;                /* [rows][inner] */
  act *dgate_up, *dqkv;           /* [rows][2 inner], [rows][3 hidden] */
  act *left, *right, *wide_pairs; /* panels over pairs of rows: [hidden], [hidden or inner], [2 inner or 3 hidden] */
} scratch;

static void block_saved_lay_out(block_saved *b, const shape *s, size_t samples, arena *a) {
  const uint64_t rows = even(samples * s->tokens), hidden = rows * s->hidden;
  b->x = take(a, hidden, sizeof(act));
  b->qkv = take(a, 3 * hidden, sizeof(act));
  b->probabilities = take(a, (uint64_t)samples * s->heads * even(s->tokens), s->keys * sizeof(act));
  b->attended = take(a, hidden, sizeof(act));
  b->middle = take(a, hidden, sizeof(act));
  b->gate_up = take(a, 2 * rows * s->inner, sizeof(act));
  b->scale1 = take(a, rows, sizeof(float));
  b->scale2 = take(a, rows, sizeof(float));
}

static void scratch_lay_out(scratch *t, const shape *s, size_t samples, arena *a) {
  const uint64_t rows = even(samples * s->tokens), hidden = rows * s->hidden, inner = rows * s->inner;
  attention_scratch_lay_out(&t->attention, s, a);
  t->sum = take(a, hidden, sizeof(float));
  t->d = take(a, hidden, sizeof(act));
  t->dattended = take(a, hidden, sizeof(act));
  t->activated = take(a, inner, sizeof(act));
  t->dactivated = take(a, inner, sizeof(act));
  t->dgate_up = take(a, 2 * inner, sizeof(act));
  t->dqkv = take(a, 3 * hidden, sizeof(act));
  t->left = take(a, hidden, sizeof(act));
  t->wide_pairs = take(a, 2 * inner > 3 * hidden ? 2 * inner : 3 * hidden, sizeof(act));
  t->right = take(a, inner > hidden ? inner : hidden, sizeof(act));
}

static void acts_of(act *out, const float *values, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) act_store(out + i, vf_load(values + i));
  for (; i < count; i++) out[i] = act_of(values[i]);
}

/* y = (x + sum) * scale, scale[r] = 1 / sqrt(mean square + eps); row by row of `hidden`. */
INLINE void norm_rows(const act *x, float *sum, act *y, float *scale, size_t rows, const size_t hidden, float eps) {
  for (size_t r = 0; r < rows; r++, x += hidden, y += hidden, sum += hidden) {
    vf squares = {0};
    for (size_t c = 0; c < hidden; c += LANES) {
      const vf v = act_load(x + c) + vf_load(sum + c);
      vf_store(sum + c, v);
      squares += v * v;
    }
    scale[r] = 1.f / sqrtf(vf_sum(squares) / (float)hidden + eps);
    for (size_t c = 0; c < hidden; c += LANES) act_store(y + c, vf_load(sum + c) * scale[r]);
  }
}

static void norm_forward(const shape *s, size_t rows, const act *x, float *sum, act *y, float *scale) {
  if (s->hidden == 128) norm_rows(x, sum, y, scale, rows, 128, s->eps);
  else norm_rows(x, sum, y, scale, rows, s->hidden, s->eps);
}

/* dy becomes scale * (dy - y mean(dy y)) in place, and is also written as activations, row-major and in pairs of rows.
 */
INLINE void norm_backward_rows(float *dy, const act *y, const float *scale, act *d, act *pairs, size_t rows,
                               const size_t hidden) {
  const size_t width = panel_width(hidden);
  for (size_t r = 0; r < rows; r += 2) {
    const bool second = r + 1 < rows;
    float *g = dy + r * hidden;
    const act *v = y + r * hidden;
    vf sum0 = {0}, sum1 = {0};
    for (size_t c = 0; c < hidden; c += LANES) {
      sum0 += vf_load(g + c) * act_load(v + c);
      if (second) sum1 += vf_load(g + hidden + c) * act_load(v + hidden + c);
    }
    const float mean0 = vf_sum(sum0) / (float)hidden, mean1 = vf_sum(sum1) / (float)hidden;
    for (size_t c = 0; c < hidden; c += LANES) {
      const vf d0 = (vf_load(g + c) - act_load(v + c) * mean0) * scale[r];
      const vf d1 = second ? (vf_load(g + hidden + c) - act_load(v + hidden + c) * mean1) * scale[r + 1] : (vf){0};
      vf_store(g + c, d0);
      act_store(d + r * hidden + c, d0);
      if (second) {
        vf_store(g + hidden + c, d1);
        act_store(d + (r + 1) * hidden + c, d1);
      }
      pair_store(pair_at(pairs, width, rows, r, c), width, d0, d1, second);
    }
  }
}

static void norm_backward(const shape *s, size_t rows, float *dy, const act *y, const float *scale, act *d,
                          act *pairs) {
  if (s->hidden == 128) norm_backward_rows(dy, y, scale, d, pairs, rows, 128);
  else norm_backward_rows(dy, y, scale, d, pairs, rows, s->hidden);
}

/* silu(gate) * up */
static void swiglu_forward(const shape *s, size_t rows, const act *gate_up, act *out) {
  for (size_t r = 0; r < rows; r++, gate_up += 2 * s->inner, out += s->inner)
    for (size_t c = 0; c < s->inner; c += LANES) {
      const vf gate = act_load(gate_up + c), up = act_load(gate_up + s->inner + c);
      act_store(out + c, gate * up * vf_sigmoid(gate));
    }
}

/* The activation again, as pairs of rows, and its derivative, row-major and as pairs of rows. */
static void swiglu_backward(const shape *s, size_t rows, const act *gate_up, const act *d, act *dgate_up,
                            act *activated_pairs, act *dgate_up_pairs) {
  const size_t inner = s->inner, width = panel_width(inner), width2 = panel_width(2 * inner);
  for (size_t r = 0; r < rows; r += 2)
    for (size_t c = 0; c < inner; c += LANES) {
      vf activated[2] = {{0}}, dgate[2] = {{0}}, dup[2] = {{0}};
      for (size_t k = 0; k < 2 && r + k < rows; k++) {
        const act *gu = gate_up + (r + k) * 2 * inner + c;
        act *out = dgate_up + (r + k) * 2 * inner + c;
        const vf gate = act_load(gu), up = act_load(gu + inner), g = act_load(d + (r + k) * inner + c);
        const vf sigmoid = vf_sigmoid(gate), silu = gate * sigmoid;
        activated[k] = silu * up;
        dgate[k] = g * up * (sigmoid + silu * (1.f - sigmoid));
        dup[k] = g * silu;
        act_store(out, dgate[k]);
        act_store(out + inner, dup[k]);
      }
      pair_store(pair_at(activated_pairs, width, rows, r, c), width, activated[0], activated[1], r + 1 < rows);
      pair_store(pair_at(dgate_up_pairs, width2, rows, r, c), width2, dgate[0], dgate[1], r + 1 < rows);
      pair_store(pair_at(dgate_up_pairs, width2, rows, r, inner + c), width2, dup[0], dup[1], r + 1 < rows);
    }
}

/* saved->x holds the input; fills the rest of saved and writes y [rows][hidden]. */
static void block_forward(const shape *s, const batch *b, const block_weights *w, block_saved *saved, act *y,
                          scratch *t) {
  const size_t rows = b->rows, hidden = s->hidden, inner = s->inner;
  gemm(saved->x, hidden, w->qkv, rows, 3 * hidden, hidden, saved->qkv, 3 * hidden, TO_ACT);
  if (w->cosines) rotate(s, b, saved->qkv, w->cosines, w->sines, 1);
  attention_forward(s, b, saved->qkv, w->relative, saved->probabilities, saved->attended, &t->attention);
  gemm(saved->attended, hidden, w->o, rows, hidden, hidden, t->sum, hidden, TO_F32);
  norm_forward(s, rows, saved->x, t->sum, saved->middle, saved->scale1);
  gemm(saved->middle, hidden, w->gate_up, rows, 2 * inner, hidden, saved->gate_up, 2 * inner, TO_ACT);
  swiglu_forward(s, rows, saved->gate_up, t->activated);
  gemm(t->activated, inner, w->down, rows, hidden, inner, t->sum, hidden, TO_F32);
  norm_forward(s, rows, saved->middle, t->sum, y, saved->scale2);
}

/* d [rows][hidden]: the derivative with respect to y becomes the one with respect to x, in place; weight gradients are
 * added to `out`. */
static void block_backward(const shape *s, const batch *b, const block_weights *w, const block_saved *saved,
                           const act *y, float *d, const block_gradients *out, scratch *t) {
  const size_t rows = b->rows, hidden = s->hidden, inner = s->inner;
  const size_t wide = panel_width(hidden);
  norm_backward(s, rows, d, y, saved->scale2, t->d, t->left);
  gemm(t->d, hidden, w->down, rows, inner, hidden, t->dactivated, inner, TO_ACT);
  swiglu_backward(s, rows, saved->gate_up, t->dactivated, t->dgate_up, t->right, t->wide_pairs);
  gemm_across(t->left, wide, t->right, hidden, inner, rows, out->down, inner, ADD_F32);
  gemm(t->dgate_up, 2 * inner, w->gate_up, rows, hidden, 2 * inner, d, hidden, ADD_F32);
  interleave(saved->middle, hidden, rows, hidden, wide, t->right);
  gemm_across(t->wide_pairs, panel_width(2 * inner), t->right, 2 * inner, hidden, rows, out->gate_up, hidden, ADD_F32);

  norm_backward(s, rows, d, saved->middle, saved->scale1, t->d, t->left);
  gemm(t->d, hidden, w->o, rows, hidden, hidden, t->dattended, hidden, TO_ACT);
  interleave(saved->attended, hidden, rows, hidden, wide, t->right);
  gemm_across(t->left, wide, t->right, hidden, hidden, rows, out->o, hidden, ADD_F32);
  attention_backward(s, b, saved->qkv, saved->probabilities, t->dattended, t->dqkv, out->relative, &t->attention);
  if (w->cosines) rotate(s, b, t->dqkv, w->cosines, w->sines, -1);
  gemm(t->dqkv, 3 * hidden, w->qkv, rows, hidden, 3 * hidden, d, hidden, ADD_F32);
  interleave(t->dqkv, 3 * hidden, rows, 3 * hidden, panel_width(3 * hidden), t->wide_pairs);
  interleave(saved->x, hidden, rows, hidden, wide, t->right);
  gemm_across(t->wide_pairs, panel_width(3 * hidden), t->right, 3 * hidden, hidden, rows, out->qkv, hidden, ADD_F32);
}

#endif
