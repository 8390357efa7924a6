/* block.h - one post-norm transformer block of HRM, forward and backward, for the mode vec.h was compiled in
 * (models/hrm/hrm_act_v1.py, HierarchicalReasoningModel_ACTV1Block; models/layers.py). */
#ifndef HRM_LEARN_BLOCK_H
#define HRM_LEARN_BLOCK_H
#include "attention.h"
#include "layout.h"

/* The sizes of a SwiGLU over rows of `size` numbers, with its residual sum and norm. In memory a row has `wide`, which
 * is `size` rounded up to 16; what fills it up is 0. */
typedef struct mlp_shape {
  size_t size, wide, inner;
  float eps;
} mlp_shape;

static mlp_shape channel_mlp(const shape *s) { return (mlp_shape){s->hidden, s->hidden, s->inner, s->eps}; }
/* Of token mixing: a row is a channel of a sample, its numbers are the sample's tokens. */
static mlp_shape token_mlp(const shape *s) { return (mlp_shape){s->tokens, s->keys, s->mlp_t, s->eps}; }

/* What the backward pass of one block needs of its forward pass. rows = samples * T, channels = samples * hidden */
typedef struct block_saved {
  act *x;                 /* [rows][hidden] the block's input */
  act *qkv;               /* [rows][3 hidden], q and k after RoPE */
  act *probabilities;     /* [samples][heads][T][keys] */
  act *attended;          /* [rows][hidden], before o_proj */
  act *mlp_t_gate_up;     /* [channels][2 mlp_t], with token mixing, which has none of the three before */
  act *middle;            /* [rows][hidden], after the first norm */
  act *gate_up;           /* [rows][2 inner] */
  float *scale1, *scale2; /* [rows] 1 / root mean square of either norm; scale1 [channels] with token mixing */
} block_saved;

/* Matrices packed for the direction at hand; RoPE tables or NULL; a table of offsets for each head or NULL. */
typedef struct block_weights {
  const act *matrices[BLOCK_MATRICES];
  const float *cosines, *sines, *relative;
} block_weights;

typedef struct block_gradients {
  float *matrices[BLOCK_MATRICES], *relative; /* relative: NULL if there is none */
} block_gradients;

/* Buffers of one thread, their content carries nothing from call to call. Those that an MLP uses have room for both. */
typedef struct scratch {
  attention_scratch attention;
  float *sum;                     /* [rows][hidden] */
  act *activated;                 /* [rows][inner] */
  act *d, *dattended;             /* [rows][hidden] */
  act *dactivated;                /* [rows][inner] */
  act *dgate_up, *dqkv;           /* [rows][2 inner], [rows][3 hidden] */
  act *left, *right, *wide_pairs; /* panels over pairs of rows: [hidden], [hidden or inner], [2 inner or 3 hidden] */
  /* of token mixing */
  act *turned, *mixed; /* [channels][keys] a block's input, and what comes of it */
  float *dturned;      /* [channels][keys] */
  float *apart;        /* [2 mlp_t or keys][keys] a product whose columns are not all kept */
} scratch;

static void block_saved_lay_out(block_saved *b, const shape *s, size_t samples, arena *a) {
  const uint64_t rows = even(samples * s->tokens), hidden = rows * s->hidden, channels = (uint64_t)samples * s->hidden;
  *b = (block_saved){0};
  b->x = take(a, hidden, sizeof(act));
  if (s->mlp_t) {
    b->mlp_t_gate_up = take(a, 2 * channels * s->mlp_t, sizeof(act));
  } else {
    b->qkv = take(a, 3 * hidden, sizeof(act));
    b->probabilities = take(a, (uint64_t)samples * s->heads * even(s->tokens), s->keys * sizeof(act));
    b->attended = take(a, hidden, sizeof(act));
  }
  b->middle = take(a, hidden, sizeof(act));
  b->gate_up = take(a, 2 * rows * s->inner, sizeof(act));
  b->scale1 = take(a, s->mlp_t ? channels : rows, sizeof(float));
  b->scale2 = take(a, rows, sizeof(float));
}

static uint64_t most(uint64_t a, uint64_t b) { return a > b ? a : b; }

static void scratch_lay_out(scratch *t, const shape *s, size_t samples, arena *a) {
  const uint64_t rows = even(samples * s->tokens), channels = s->mlp_t ? (uint64_t)samples * s->hidden : 0,
                 hidden = most(rows * s->hidden, channels * s->keys),
                 inner = most(rows * s->inner, channels * s->mlp_t);
  *t = (scratch){0};
  t->sum = take(a, hidden, sizeof(float));
  t->d = take(a, hidden, sizeof(act));
  t->activated = take(a, inner, sizeof(act));
  t->dactivated = take(a, inner, sizeof(act));
  t->dgate_up = take(a, 2 * inner, sizeof(act));
  t->left = take(a, hidden, sizeof(act));
  t->wide_pairs = take(a, most(2 * inner, 3 * hidden), sizeof(act));
  t->right = take(a, most(inner, hidden), sizeof(act));
  if (s->mlp_t) {
    t->turned = take(a, hidden, sizeof(act));
    t->mixed = take(a, hidden, sizeof(act));
    t->dturned = take(a, hidden, sizeof(float));
    t->apart = take(a, most(2 * s->mlp_t, s->keys), s->keys * sizeof(float));
  } else {
    attention_scratch_lay_out(&t->attention, s, a);
    t->dattended = take(a, hidden, sizeof(act));
    t->dqkv = take(a, 3 * hidden, sizeof(act));
  }
}

static void acts_of(act *out, const float *values, size_t count) {
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) act_store(out + i, vf_load(values + i));
  for (; i < count; i++) out[i] = act_of(values[i]);
}

/* y = (x + sum) * scale, scale[r] = 1 / sqrt(mean square + eps); row by row of `wide`, the mean of `size`. */
INLINE void norm_rows(const act *x, float *sum, act *y, float *scale, size_t rows, const size_t wide, const size_t size,
                      float eps) {
  for (size_t r = 0; r < rows; r++, x += wide, y += wide, sum += wide) {
    vf squares = {0};
    for (size_t c = 0; c < wide; c += LANES) {
      const vf v = act_load(x + c) + vf_load(sum + c);
      vf_store(sum + c, v);
      squares += v * v;
    }
    scale[r] = 1.f / sqrtf(vf_sum(squares) / (float)size + eps);
    for (size_t c = 0; c < wide; c += LANES) act_store(y + c, vf_load(sum + c) * scale[r]);
  }
}

static void norm_forward(const mlp_shape *m, size_t rows, const act *x, float *sum, act *y, float *scale) {
  if (m->size == 128) norm_rows(x, sum, y, scale, rows, 128, 128, m->eps);
  else norm_rows(x, sum, y, scale, rows, m->wide, m->size, m->eps);
}

/* dy becomes scale * (dy - y mean(dy y)) in place, and is also written as activations, row-major and in pairs of rows.
 */
INLINE void norm_backward_rows(float *dy, const act *y, const float *scale, act *d, act *pairs, size_t rows,
                               const size_t wide, const size_t size) {
  const size_t width = panel_width(wide);
  for (size_t r = 0; r < rows; r += 2) {
    const bool second = r + 1 < rows;
    float *g = dy + r * wide;
    const act *v = y + r * wide;
    vf sum0 = {0}, sum1 = {0};
    for (size_t c = 0; c < wide; c += LANES) {
      sum0 += vf_load(g + c) * act_load(v + c);
      if (second) sum1 += vf_load(g + wide + c) * act_load(v + wide + c);
    }
    const float mean0 = vf_sum(sum0) / (float)size, mean1 = vf_sum(sum1) / (float)size;
    for (size_t c = 0; c < wide; c += LANES) {
      const vf d0 = (vf_load(g + c) - act_load(v + c) * mean0) * scale[r];
      const vf d1 = second ? (vf_load(g + wide + c) - act_load(v + wide + c) * mean1) * scale[r + 1] : (vf){0};
      vf_store(g + c, d0);
      act_store(d + r * wide + c, d0);
      if (second) {
        vf_store(g + wide + c, d1);
        act_store(d + (r + 1) * wide + c, d1);
      }
      pair_store(pair_at(pairs, width, rows, r, c), width, d0, d1, second);
    }
  }
}

static void norm_backward(const mlp_shape *m, size_t rows, float *dy, const act *y, const float *scale, act *d,
                          act *pairs) {
  if (m->size == 128) norm_backward_rows(dy, y, scale, d, pairs, rows, 128, 128);
  else norm_backward_rows(dy, y, scale, d, pairs, rows, m->wide, m->size);
}

/* silu(gate) * up */
static void swiglu_forward(size_t inner, size_t rows, const act *gate_up, act *out) {
  for (size_t r = 0; r < rows; r++, gate_up += 2 * inner, out += inner)
    for (size_t c = 0; c < inner; c += LANES) {
      const vf gate = act_load(gate_up + c), up = act_load(gate_up + inner + c);
      act_store(out + c, gate * up * vf_sigmoid(gate));
    }
}

/* The activation again, as pairs of rows, and its derivative, row-major and as pairs of rows. */
static void swiglu_backward(size_t inner, size_t rows, const act *gate_up, const act *d, act *dgate_up,
                            act *activated_pairs, act *dgate_up_pairs) {
  const size_t width = panel_width(inner), width2 = panel_width(2 * inner);
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

/* out[rows][columns] += a^T b over k summed rows, of b's `wide` columns the first; both from interleave(). */
static void add_across(const act *a, const act *b, size_t rows, size_t columns, size_t wide, size_t k, float *out,
                       float *apart) {
  const size_t a_width = panel_width(round16(rows));
  if (columns == wide) {
    gemm_across(a, a_width, b, rows, wide, k, out, wide, ADD_F32);
    return;
  }
  gemm_across(a, a_width, b, rows, wide, k, apart, wide, TO_F32);
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < columns; c++) out[r * columns + c] += apart[r * wide + c];
}

/* y [rows][wide] = rms(x + mlp(x)), by gate_up and down; fills gate_up_saved and scale. */
static void mlp_forward(const mlp_shape *m, size_t rows, const act *x, const act *gate_up, const act *down,
                        act *gate_up_saved, float *scale, act *y, scratch *t) {
  gemm(x, m->wide, gate_up, rows, 2 * m->inner, m->wide, gate_up_saved, 2 * m->inner, TO_ACT);
  swiglu_forward(m->inner, rows, gate_up_saved, t->activated);
  gemm(t->activated, m->inner, down, rows, m->wide, m->inner, t->sum, m->wide, TO_F32);
  norm_forward(m, rows, x, t->sum, y, scale);
}

/* d [rows][wide]: the derivative with respect to y becomes the one with respect to x, in place; those of the weights
 * are added to dgate_up [2 inner][size] and ddown [size][inner]. */
static void mlp_backward(const mlp_shape *m, size_t rows, const act *x, const act *y, const act *gate_up,
                         const act *down, const act *gate_up_saved, const float *scale, float *d, float *dgate_up,
                         float *ddown, scratch *t) {
  const size_t inner = m->inner, wide = m->wide;
  norm_backward(m, rows, d, y, scale, t->d, t->left);
  gemm(t->d, wide, down, rows, inner, wide, t->dactivated, inner, TO_ACT);
  swiglu_backward(inner, rows, gate_up_saved, t->dactivated, t->dgate_up, t->right, t->wide_pairs);
  add_across(t->left, t->right, m->size, inner, inner, rows, ddown, NULL);
  gemm(t->dgate_up, 2 * inner, gate_up, rows, wide, 2 * inner, d, wide, ADD_F32);
  interleave(x, wide, rows, wide, panel_width(wide), t->right);
  add_across(t->wide_pairs, t->right, 2 * inner, m->size, wide, rows, dgate_up, t->apart);
}

/* out[columns][out_ld] = in[rows][in_ld], of which so many columns, transposed. */
#define TRANSPOSED(name, type) \
  static void name(const type *in, size_t in_ld, size_t rows, size_t columns, type *out, size_t out_ld) { \
    for (size_t c = 0; c < columns; c += 16) \
      for (size_t r = 0; r < rows; r++) \
        for (size_t k = c; k < c + 16 && k < columns; k++) out[k * out_ld + r] = in[r * in_ld + k]; \
  }
TRANSPOSED(transposed_acts, act)
#if ACT_BF16
TRANSPOSED(transposed_floats, float)
#else
#define transposed_floats transposed_acts
#endif

/* The tokens [T][hidden] of each sample as channels [hidden][keys], which zeros fill up. */
static void turn_acts(const shape *s, size_t samples, const act *rows, act *channels) {
  memset(channels, 0, samples * s->hidden * s->keys * sizeof *channels);
  for (size_t b = 0; b < samples; b++)
    transposed_acts(rows + b * s->tokens * s->hidden, s->hidden, s->tokens, s->hidden,
                    channels + b * s->hidden * s->keys, s->keys);
}

/* Attention's part of a block: from saved->x to saved->middle. */
static void attend_forward(const shape *s, const batch *b, const block_weights *w, block_saved *saved, scratch *t) {
  const size_t rows = b->rows, hidden = s->hidden;
  const mlp_shape m = channel_mlp(s);
  gemm(saved->x, hidden, w->matrices[QKV], rows, 3 * hidden, hidden, saved->qkv, 3 * hidden, TO_ACT);
  if (w->cosines) rotate(s, b, saved->qkv, w->cosines, w->sines, 1);
  attention_forward(s, b, saved->qkv, w->relative, saved->probabilities, saved->attended, &t->attention);
  gemm(saved->attended, hidden, w->matrices[O], rows, hidden, hidden, t->sum, hidden, TO_F32);
  norm_forward(&m, rows, saved->x, t->sum, saved->middle, saved->scale1);
}

static void attend_backward(const shape *s, const batch *b, const block_weights *w, const block_saved *saved, float *d,
                            const block_gradients *out, scratch *t) {
  const size_t rows = b->rows, hidden = s->hidden, wide = panel_width(hidden);
  const mlp_shape m = channel_mlp(s);
  norm_backward(&m, rows, d, saved->middle, saved->scale1, t->d, t->left);
  gemm(t->d, hidden, w->matrices[O], rows, hidden, hidden, t->dattended, hidden, TO_ACT);
  interleave(saved->attended, hidden, rows, hidden, wide, t->right);
  gemm_across(t->left, wide, t->right, hidden, hidden, rows, out->matrices[O], hidden, ADD_F32);
  attention_backward(s, b, saved->qkv, saved->probabilities, t->dattended, t->dqkv, out->relative, &t->attention);
  if (w->cosines) rotate(s, b, t->dqkv, w->cosines, w->sines, -1);
  gemm(t->dqkv, 3 * hidden, w->matrices[QKV], rows, hidden, 3 * hidden, d, hidden, ADD_F32);
  interleave(t->dqkv, 3 * hidden, rows, 3 * hidden, panel_width(3 * hidden), t->wide_pairs);
  interleave(saved->x, hidden, rows, hidden, wide, t->right);
  gemm_across(t->wide_pairs, panel_width(3 * hidden), t->right, 3 * hidden, hidden, rows, out->matrices[QKV], hidden,
              ADD_F32);
}

/* The same part with token mixing, where all tokens are there. */
static void mix_forward(const shape *s, const batch *b, const block_weights *w, block_saved *saved, scratch *t) {
  const mlp_shape m = token_mlp(s);
  turn_acts(s, b->samples, saved->x, t->turned);
  mlp_forward(&m, b->samples * s->hidden, t->turned, w->matrices[MLP_T_GATE_UP], w->matrices[MLP_T_DOWN],
              saved->mlp_t_gate_up, saved->scale1, t->mixed, t);
  for (size_t i = 0; i < b->samples; i++)
    transposed_acts(t->mixed + i * s->hidden * s->keys, s->keys, s->hidden, s->tokens,
                    saved->middle + i * s->tokens * s->hidden, s->hidden);
}

static void mix_backward(const shape *s, const batch *b, const block_weights *w, const block_saved *saved, float *d,
                         const block_gradients *out, scratch *t) {
  const mlp_shape m = token_mlp(s);
  const size_t of_rows = s->tokens * s->hidden, of_channels = s->hidden * s->keys;
  turn_acts(s, b->samples, saved->x, t->turned);
  turn_acts(s, b->samples, saved->middle, t->mixed);
  memset(t->dturned, 0, b->samples * of_channels * sizeof *t->dturned);
  for (size_t i = 0; i < b->samples; i++)
    transposed_floats(d + i * of_rows, s->hidden, s->tokens, s->hidden, t->dturned + i * of_channels, s->keys);
  mlp_backward(&m, b->samples * s->hidden, t->turned, t->mixed, w->matrices[MLP_T_GATE_UP], w->matrices[MLP_T_DOWN],
               saved->mlp_t_gate_up, saved->scale1, t->dturned, out->matrices[MLP_T_GATE_UP], out->matrices[MLP_T_DOWN],
               t);
  for (size_t i = 0; i < b->samples; i++)
    transposed_floats(t->dturned + i * of_channels, s->keys, s->hidden, s->tokens, d + i * of_rows, s->hidden);
}

/* saved->x holds the input; fills the rest of saved and writes y [rows][hidden]. */
static void block_forward(const shape *s, const batch *b, const block_weights *w, block_saved *saved, act *y,
                          scratch *t) {
  const mlp_shape m = channel_mlp(s);
  (s->mlp_t ? mix_forward : attend_forward)(s, b, w, saved, t);
  mlp_forward(&m, b->rows, saved->middle, w->matrices[GATE_UP], w->matrices[DOWN], saved->gate_up, saved->scale2, y, t);
}

/* d [rows][hidden]: the derivative with respect to y becomes the one with respect to x, in place; weight gradients are
 * added to `out`. */
static void block_backward(const shape *s, const batch *b, const block_weights *w, const block_saved *saved,
                           const act *y, float *d, const block_gradients *out, scratch *t) {
  const mlp_shape m = channel_mlp(s);
  mlp_backward(&m, b->rows, saved->middle, y, w->matrices[GATE_UP], w->matrices[DOWN], saved->gate_up, saved->scale2, d,
               out->matrices[GATE_UP], out->matrices[DOWN], t);
  (s->mlp_t ? mix_backward : attend_backward)(s, b, w, saved, d, out, t);
}

#endif
