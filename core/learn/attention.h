/* attention.h - full attention of one microbatch, head by head, for the mode vec.h was compiled in. */
#ifndef HRM_LEARN_ATTENTION_H
#define HRM_LEARN_ATTENTION_H
#include <math.h>
#include "arena.h"
#include "gemm.h"

typedef struct shape {
  size_t tokens, keys; /* T, and T rounded up to 16: at most, where cells need not be there */
  size_t hidden, heads, head_dim, inner;
  size_t mlp_t; /* inner width of token mixing; 0: attention */
  float eps;
  size_t prefix, offsets; /* tokens without a position; offsets that a head's table has */
  int32_t center;         /* code a - code b + center: the place of a's offset from b in a table of offsets */
} shape;

/* The rows of a microbatch: of each sample the tokens that are there. */
typedef struct batch {
  size_t samples, rows;
  size_t *start;    /* [samples + 1] the first row of a sample; then rows */
  uint32_t *places; /* [rows] which of the sample's T tokens */
  int32_t *codes;   /* [rows] of relative positions: row * (2 grid_cols - 1) + column of the cell */
} batch;

#define QUERY_ROWS 96 /* scores are computed for this many queries at a time, to stay in the second-level cache */

typedef struct attention_scratch {
  act *transposed;                            /* keys, or values, as panels over the key tokens: [keys][head_dim] */
  act *queries, *key_rows, *values, *outputs; /* panels over head_dim, summed over tokens: [even T][head_dim] */
  float *scores;                              /* [QUERY_ROWS][keys] */
  act *dscores;                               /* [even T][keys] */
  act *dscores_pairs, *probability_pairs;
} attention_scratch;

static void attention_scratch_lay_out(attention_scratch *t, const shape *s, arena *a) {
  const uint64_t rows = even(s->tokens), keys = s->keys;
  t->transposed = take(a, keys * s->head_dim, sizeof(act));
  act **const panels[] = {&t->queries, &t->key_rows, &t->values, &t->outputs};
  for (size_t i = 0; i < 4; i++) *panels[i] = take(a, rows * s->head_dim, sizeof(act));
  t->scores = take(a, (QUERY_ROWS + 1) * keys, sizeof(float));
  act **const squares[] = {&t->dscores, &t->dscores_pairs, &t->probability_pairs};
  for (size_t i = 0; i < 3; i++) *squares[i] = take(a, rows * keys, sizeof(act));
}

/* Rotates the halves of every head of q and k in place (layers.py, apply_rotary_pos_emb); direction -1 undoes it, which
 * is also its derivative. qkv [rows][3 hidden]; cosines, sines [T][head_dim / 2]. */
static void rotate(const shape *s, const batch *of, act *qkv, const float *cosines, const float *sines,
                   float direction) {
  const size_t half = s->head_dim / 2;
  for (size_t r = 0; r < of->rows; r++)
    for (size_t h = 0; h < 2 * s->heads; h++) {
      act *x = qkv + r * 3 * s->hidden + h * s->head_dim;
      const float *c = cosines + of->places[r] * half, *n = sines + of->places[r] * half;
      for (size_t i = 0; i < half; i++) {
        const float a = act_get(x[i]), b = act_get(x[i + half]), sine = direction * n[i];
        x[i] = act_of(a * c[i] - b * sine);
        x[i + half] = act_of(b * c[i] + a * sine);
      }
    }
}

/* probabilities[rows][keys] = softmax(scale * scores); key columns from `tokens` on come out as (almost) zero. Spoils
 * scores. */
INLINE void softmax_rows(float *scores, act *probabilities, size_t rows, const size_t keys, size_t tokens,
                         float scale) {
  const size_t whole = keys - 16;
  float beyond[16] = {0};
  for (size_t c = tokens; c < keys; c++) beyond[c - whole] = -1e30f;
  for (size_t r = 0; r < rows; r++, scores += keys, probabilities += keys) {
    vf most = vf_set(-1e30f);
    for (size_t c = 0; c < whole; c += LANES) most = vf_max(most, vf_load(scores + c));
    for (size_t c = whole; c < keys; c += LANES) {
      const vf v = vf_load(scores + c) + vf_load(beyond + c - whole);
      vf_store(scores + c, v);
      most = vf_max(most, v);
    }
    const float shift = vf_largest(most);
    vf sum = {0};
    for (size_t c = 0; c < keys; c += LANES) {
      const vf e = vf_exp((vf_load(scores + c) - shift) * scale);
      vf_store(scores + c, e);
      sum += e;
    }
    const float inverse = 1.f / vf_sum(sum);
    for (size_t c = 0; c < keys; c += LANES) act_store(probabilities + c, vf_load(scores + c) * inverse);
  }
}

/* scores[rows][keys] of the queries from `query` += what the table [offsets] has for each offset, over scale. codes
 * [T] of one sample. */
static void add_relative(const shape *s, const int32_t *codes, const float *table, size_t query, size_t rows, size_t T,
                         size_t keys, float scale, float *scores) {
  for (size_t r = 0; r < rows; r++, scores += keys) {
    if (query + r < s->prefix) continue;
    const float *of_query = table + s->center + codes[query + r];
    for (size_t c = s->prefix; c < T; c++) scores[c] += of_query[-codes[c]] / scale;
  }
}

/* The table's gradient, from that of scale * scores, over scale: dscores[T][keys]. */
static void relative_backward(const shape *s, const int32_t *codes, const act *dscores, size_t T, size_t keys,
                              float scale, float *dtable) {
  for (size_t r = s->prefix; r < T; r++) {
    float *of_query = dtable + s->center + codes[r];
    for (size_t c = s->prefix; c < T; c++) of_query[-codes[c]] += act_get(dscores[r * keys + c]) / scale;
  }
}

/* qkv [rows][3 hidden] -> probabilities [samples][heads][T][keys] and out [rows][hidden]. relative [heads][offsets] is
 * added to scale * scores; NULL: nothing. */
static void attention_forward(const shape *s, const batch *of, const act *qkv, const float *relative,
                              act *probabilities, act *out, attention_scratch *t) {
  const size_t hd = s->head_dim, ld = 3 * s->hidden;
  const float scale = 1.f / sqrtf((float)hd);
  for (size_t b = 0; b < of->samples; b++)
    for (size_t h = 0; h < s->heads; h++) {
      const size_t start = of->start[b], T = of->start[b + 1] - start, keys = round16(T);
      const act *q = qkv + start * ld + h * hd, *k = q + s->hidden, *v = k + s->hidden;
      act *p = probabilities + (b * s->heads + h) * s->tokens * s->keys;
      pack_transposed(k, ld, T, keys, hd, t->transposed);
      for (size_t r = 0; r < T; r += QUERY_ROWS) {
        const size_t rows = T - r < QUERY_ROWS ? T - r : QUERY_ROWS;
        gemm(q + r * ld, ld, t->transposed, rows, keys, hd, t->scores, keys, TO_F32);
        if (relative) add_relative(s, of->codes + start, relative + h * s->offsets, r, rows, T, keys, scale, t->scores);
        if (keys == 96) softmax_rows(t->scores, p + r * keys, rows, 96, T, scale); /* a 9x9 grid: the loops unroll */
        else softmax_rows(t->scores, p + r * keys, rows, keys, T, scale);
      }
      interleave(v, ld, T, hd, panel_width(hd), t->values);
      gemm(p, keys, t->values, T, hd, T, out + start * s->hidden + h * hd, s->hidden, TO_ACT);
    }
}

/* Two rows of d(scores) = scale * p * (dp - sum(dp * p)), row-major and as pairs, and of p as pairs. A missing second
 * row is zero. */
INLINE void softmax_backward_pair(const float *dp, const act *p, act *ds, unit *ds_pairs, unit *p_pairs, bool second,
                                  const size_t keys, float scale) {
  vf sum0 = {0}, sum1 = {0};
  for (size_t c = 0; c < keys; c += LANES) {
    sum0 += vf_load(dp + c) * act_load(p + c);
    if (second) sum1 += vf_load(dp + keys + c) * act_load(p + keys + c);
  }
  const float mean0 = vf_sum(sum0), mean1 = vf_sum(sum1);
  for (size_t c = 0; c < keys; c += LANES) {
    const vf p0 = act_load(p + c), p1 = second ? act_load(p + keys + c) : (vf){0};
    const vf d0 = p0 * scale * (vf_load(dp + c) - mean0),
             d1 = second ? p1 * scale * (vf_load(dp + keys + c) - mean1) : (vf){0};
    act_store(ds + c, d0);
    act_store(ds + keys + c, d1);
    pair_store(ds_pairs + c, keys, d0, d1, second);
    pair_store(p_pairs + c, keys, p0, p1, second);
  }
}

/* dout [rows][hidden] -> dqkv [rows][3 hidden], from the qkv and probabilities of the forward pass; the gradient of
 * relative is added to drelative, where that is not NULL. */
static void attention_backward(const shape *s, const batch *of, const act *qkv, const act *probabilities,
                               const act *dout, act *dqkv, float *drelative, attention_scratch *t) {
  const size_t hd = s->head_dim, ld = 3 * s->hidden, width = panel_width(hd);
  const float scale = 1.f / sqrtf((float)hd);
  for (size_t b = 0; b < of->samples; b++)
    for (size_t h = 0; h < s->heads; h++) {
      const size_t start = of->start[b], T = of->start[b + 1] - start, keys = round16(T);
      const act *q = qkv + start * ld + h * hd, *k = q + s->hidden, *v = k + s->hidden,
                *g = dout + start * s->hidden + h * hd;
      const act *p = probabilities + (b * s->heads + h) * s->tokens * s->keys;
      act *dq = dqkv + start * ld + h * hd;
      pack_transposed(v, ld, T, keys, hd, t->transposed);
      for (size_t from = 0; from < T; from += QUERY_ROWS) {
        const size_t rows = T - from < QUERY_ROWS ? T - from : QUERY_ROWS;
        gemm(g + from * s->hidden, s->hidden, t->transposed, rows, keys, hd, t->scores, keys, TO_F32);
        for (size_t r = 0; r < rows; r += 2) {
          const size_t at = (from + r) * keys;
          unit *const ds_pairs = (unit *)t->dscores_pairs + at / UNIT_ACTS, *const p_pairs =
                                                                                (unit *)t->probability_pairs +
                                                                                at / UNIT_ACTS;
          if (keys == 96)
            softmax_backward_pair(t->scores + r * keys, p + at, t->dscores + at, ds_pairs, p_pairs, r + 1 < rows, 96,
                                  scale);
          else
            softmax_backward_pair(t->scores + r * keys, p + at, t->dscores + at, ds_pairs, p_pairs, r + 1 < rows, keys,
                                  scale);
        }
      }
      if (drelative) relative_backward(s, of->codes + start, t->dscores, T, keys, scale, drelative + h * s->offsets);
      interleave(g, s->hidden, T, hd, width, t->outputs);
      interleave(q, ld, T, hd, width, t->queries);
      interleave(k, ld, T, hd, width, t->key_rows);
      gemm(t->dscores, keys, t->key_rows, T, hd, T, dq, ld, TO_ACT);
      gemm_across(t->dscores_pairs, keys, t->queries, T, hd, T, dq + s->hidden, ld, TO_ACT);
      gemm_across(t->probability_pairs, keys, t->outputs, T, hd, T, dq + 2 * s->hidden, ld, TO_ACT);
    }
}

#endif
