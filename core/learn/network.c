/* network.c - forward and backward of HRM for one arithmetic mode; compiled once for each (build.mk gives ACT_BF16 and
 * NETWORK_OPS). */
#include "network.h"
#include "../internal.h"
#include <math.h>
#include "../grid.h"
#include "block.h"

/* Tile state is held from the beginning of what multiplies to its end, so that a thread that waits has none. */
#if ACT_AMX
#define TILES_BEGIN() AMX_BEGIN()
#define TILES_END() AMX_END()
#else
#define TILES_BEGIN() ((void)0)
#define TILES_END() ((void)0)
#endif

/* ---- packed matrices: every block matrix and the lm head, in both orientations ---- */

typedef struct packed_matrix {
  size_t rows, padded, cols, wide, at; /* padded, wide: rows and columns rounded up to 16 */
  act *unpacked;                       /* [padded][wide], zero behind rows and columns */
  act *forward, *backward;             /* y = x W^T: columns are W's rows; dx = dy W: columns are W's columns */
} packed_matrix;

struct packed {
  uint32_t count, layers_H;
  packed_matrix *matrices; /* H layers, L layers (BLOCK_MATRICES each), lm head */
};

static packed *packed_new(arena *a, const layout *l) {
  packed local, *const p = take(a, 1, sizeof *p), *const to = p ? p : &local;
  to->layers_H = l->config.H_layers;
  to->count = hrm_layout_matrices(l) + 1;
  to->matrices = take(a, to->count, sizeof *to->matrices);
  for (uint32_t i = 0; i < to->count; i++) {
    const weight *w = i + 1 == to->count ? hrm_layout_find(l, HRM_LM_HEAD, 0) : hrm_layout_matrix(l, i);
    packed_matrix m = {.rows = w->file.rows,
                       .padded = round16(w->file.rows),
                       .cols = w->file.cols,
                       .wide = round16(w->file.cols),
                       .at = w->at};
    act **const packings[] = {&m.unpacked, &m.forward, &m.backward};
    for (size_t k = 0; k < 3; k++) *packings[k] = take(a, (uint64_t)m.padded * m.wide, sizeof(act));
    if (p) p->matrices[i] = m;
  }
  return p;
}

static uint32_t packed_count(const packed *p) { return p->count; }

static void packed_fill(packed *p, uint32_t i, const float *weights) {
  const packed_matrix *m = &p->matrices[i];
  for (size_t r = 0; r < m->rows; r++) acts_of(m->unpacked + r * m->wide, weights + m->at + r * m->cols, m->cols);
  pack_transposed(m->unpacked, m->wide, m->padded, m->padded, m->wide, m->forward);
  interleave(m->unpacked, m->wide, m->padded, m->wide, panel_width(m->wide), m->backward);
}

static const packed_matrix *block_of(const packed *p, module m, size_t layer) {
  return &p->matrices[BLOCK_MATRICES * (layer + (m == MODULE_L ? p->layers_H : 0))];
}

/* ---- a worker: all buffers of one thread ---- */

struct worker {
  shape s;
  batch batch;
  const layout *l;
  size_t calls, saved; /* calls of a segment; those kept for backward */
  block_saved *blocks; /* [max(saved,1)][most layers] */
  size_t stride;       /* blocks of one call */
  act **last;          /* [max(saved,1)] the output of a call */
  scratch t;
  act *input;                  /* [rows][hidden] the input embedding */
  act *z[MODULES];             /* [rows][hidden] */
  float *dz[MODULES], *dinput; /* [rows][hidden] */
  float *logits, *q;           /* [rows][vocab16], [samples][2] */
  act *dlogits, *dlogits_pairs;
  float *dlm; /* [vocab16][hidden] */
  size_t vocab16;
};

static worker *worker_new(arena *a, const layout *l, size_t max_samples, size_t saved) {
  const hrm_config *c = &l->config;
  worker local, *const w = take(a, 1, sizeof *w), *const to = w ? w : &local;
  const size_t T = hrm_tokens(c), kept = saved ? saved : 1;
  to->l = l;
  to->s = (shape){.tokens = T,
                  .keys = round16(T),
                  .hidden = c->hidden_size,
                  .heads = c->num_heads,
                  .head_dim = c->hidden_size / c->num_heads,
                  .inner = c->inner_size,
                  .eps = c->rms_norm_eps,
                  .prefix = hrm_prefix(c),
                  .mlp_t = c->mlp_t_size,
                  .offsets = hrm_offsets(c),
                  .center = hrm_offset_center(c)};
  to->batch.start = take(a, max_samples + 1, sizeof *to->batch.start);
  to->batch.places = take(a, (uint64_t)max_samples * T, sizeof *to->batch.places);
  to->batch.codes = take(a, (uint64_t)max_samples * T, sizeof *to->batch.codes);
  to->saved = saved;
  to->calls = (size_t)c->H_cycles * (c->L_cycles + 1);
  to->stride = c->H_layers > c->L_layers ? c->H_layers : c->L_layers;
  to->vocab16 = round16(c->vocab_size);
  const shape *s = &to->s;
  const uint64_t rows = even(max_samples * T), hidden = rows * s->hidden, logits = rows * to->vocab16;
  to->blocks = take(a, kept * to->stride, sizeof *to->blocks);
  for (size_t i = 0; i < kept * to->stride; i++) {
    block_saved b;
    block_saved_lay_out(&b, s, max_samples, a);
    if (w) w->blocks[i] = b;
  }
  to->last = take(a, kept, sizeof *to->last);
  for (size_t i = 0; i < kept; i++) {
    act *const last = take(a, hidden, sizeof(act));
    if (w) w->last[i] = last;
  }
  scratch_lay_out(&to->t, s, max_samples, a);
  to->input = take(a, hidden, sizeof(act));
  for (int m = 0; m < MODULES; m++) {
    to->z[m] = take(a, hidden, sizeof(act));
    to->dz[m] = take(a, hidden, sizeof(float));
  }
  to->dinput = take(a, hidden, sizeof(float));
  to->logits = take(a, logits, sizeof(float));
  to->q = take(a, max_samples * 2, sizeof(float));
  to->dlogits = take(a, logits, sizeof(act));
  to->dlogits_pairs = take(a, logits, sizeof(act));
  to->dlm = take(a, (uint64_t)to->vocab16 * s->hidden, sizeof(float));
  return w;
}

static float *worker_logits(worker *w, size_t *stride) {
  *stride = w->vocab16;
  return w->logits;
}
static float *worker_q(worker *w) { return w->q; }

/* ---- the segment ---- */

static const float *weights_of(const worker *w, const microbatch *m, hrm_kind kind) {
  const weight *found = hrm_layout_find(w->l, kind, 0);
  return found ? m->weights + found->at : NULL;
}

/* The rows of a microbatch. */
static void place(worker *w, const microbatch *m) {
  batch *b = &w->batch;
  b->samples = m->samples;
  b->rows = 0;
  for (size_t sample = 0; sample < m->samples; sample++) {
    b->start[sample] = b->rows;
    b->rows += hrm_place(&w->l->config, m->inputs[sample], b->places + b->rows, b->codes + b->rows);
  }
  b->start[m->samples] = b->rows;
}

/* embed_scale times (1/sqrt 2 when positions are learned): hrm_act_v1.py, _input_embeddings */
static float embedding_scale(const worker *w) {
  return sqrtf((float)w->s.hidden) * (w->l->config.pos_encodings == HRM_LEARNED ? 0.707106781f : 1.f);
}

#define SOURCES_MOST 8u /* a token, the puzzle, four edges, a row and a column */

typedef struct source { /* floats of a flat array */
  size_t at, count;
} source;

/* What a token's embedding is the sum of: each a vector, or, of a puzzle embedding that ends within the token, the
 * beginning of one. */
static size_t sources(const worker *w, const microbatch *m, size_t sample, size_t t, source from[SOURCES_MOST]) {
  const hrm_config *c = &w->l->config;
  const size_t hidden = w->s.hidden, prefix = w->s.prefix;
  size_t n = 0;
#define ROW(kind, row) (from[n++] = (source){hrm_layout_find(w->l, kind, 0)->at + (row)*hidden, hidden})
  if (c->pos_encodings == HRM_LEARNED) ROW(HRM_EMBED_POS, t);
  if (t < prefix) {
    const weight *embedding = hrm_layout_find(w->l, HRM_PUZZLE_EMB, 0);
    const size_t begin = t * hidden, width = embedding->file.cols;
    if (begin < width)
      from[n++] =
          (source){embedding->at + m->puzzles[sample] * width + begin, width - begin < hidden ? width - begin : hidden};
    return n;
  }
  const uint32_t *inputs = m->inputs[sample], cell = (uint32_t)(t - prefix);
  ROW(HRM_EMBED_TOKENS, inputs[cell]);
  if (c->rules & HRM_PUZZLE_ADDED) ROW(HRM_PUZZLE_EMB, m->puzzles[sample]);
  if (!hrm_is_relative(c)) return n;
  bool missing[HRM_EDGES];
  hrm_missing(c, inputs, cell, missing);
  for (uint32_t edge = 0; edge < HRM_EDGES; edge++)
    if (missing[edge]) ROW(HRM_EMBED_EDGES, edge);
  if (c->pos_encodings == HRM_RELATIVE) return n;
  ROW(HRM_EMBED_ROWS, cell / c->grid_cols);
  ROW(HRM_EMBED_COLS, cell % c->grid_cols);
#undef ROW
  return n;
}

/* The input embedding; with a gradient, what its derivative adds to that instead. */
static void embed(worker *w, const microbatch *m, float *gradient) {
  const size_t hidden = w->s.hidden;
  const float scale = embedding_scale(w);
  for (size_t b = 0; b < m->samples; b++)
    for (size_t r = w->batch.start[b]; r < w->batch.start[b + 1]; r++) {
      source from[SOURCES_MOST];
      const size_t n = sources(w, m, b, w->batch.places[r], from);
      const float *d = w->dinput + r * hidden;
      float *sum = w->t.sum; /* one row of it */
      if (!gradient) memset(sum, 0, hidden * sizeof *sum);
      for (size_t i = 0; i < n; i++) {
        const float *of_weights = m->weights + from[i].at;
        for (size_t c = 0; c < from[i].count; c++) {
          if (gradient) gradient[from[i].at + c] += d[c] * scale;
          else sum[c] += of_weights[c];
        }
      }
      for (size_t c = 0; !gradient && c < hidden; c += LANES)
        act_store(w->input + r * hidden + c, vf_load(sum + c) * scale);
    }
}

/* Rows of a sample from all its tokens', or back; what is not there keeps its own. */
static void gather(const worker *w, size_t sample, act *all, act *rows, bool back) {
  const size_t hidden = w->s.hidden;
  for (size_t r = w->batch.start[sample]; r < w->batch.start[sample + 1]; r++) {
    act *const one = rows + r * hidden, *const of_all = all + w->batch.places[r] * hidden;
    memcpy(back ? of_all : one, back ? one : of_all, hidden * sizeof(act));
  }
}

/* The logits of row r, which the samples' callers look for at its token; in the order in which none is overwritten. */
static void spread_logits(worker *w) {
  const batch *b = &w->batch;
  const size_t width = w->vocab16;
  size_t end = b->samples * w->s.tokens;
  for (size_t sample = b->samples; sample-- > 0;)
    for (size_t r = b->start[sample + 1]; r-- > b->start[sample];) {
      const size_t at = sample * w->s.tokens + b->places[r];
      if (at != r) memcpy(w->logits + at * width, w->logits + r * width, width * sizeof *w->logits);
      memset(w->logits + (at + 1) * width, 0, (end - at - 1) * width * sizeof *w->logits);
      end = at;
    }
  memset(w->logits, 0, end * width * sizeof *w->logits);
}
static void gather_logits(worker *w) {
  const batch *b = &w->batch;
  for (size_t sample = 0; sample < b->samples; sample++)
    for (size_t r = b->start[sample]; r < b->start[sample + 1]; r++) {
      const size_t at = sample * w->s.tokens + b->places[r];
      if (at != r) memcpy(w->logits + r * w->vocab16, w->logits + at * w->vocab16, w->vocab16 * sizeof *w->logits);
    }
}

/* A layer's table of offsets; NULL if it has none. */
static const weight *relative_of(const worker *w, module m, size_t layer) {
  return hrm_layout_find(w->l, m == MODULE_H ? HRM_H_RELATIVE : HRM_L_RELATIVE, (uint32_t)layer);
}

/* A layer's matrices packed for one direction, and what else it reads. */
static block_weights weights_of_block(const worker *w, const packed *p, const microbatch *m, module level, size_t layer,
                                      bool backward) {
  const packed_matrix *b = block_of(p, level, layer);
  const weight *table = relative_of(w, level, layer);
  block_weights out = {.cosines = weights_of(w, m, HRM_ROPE_COS),
                       .sines = weights_of(w, m, HRM_ROPE_SIN),
                       .relative = table ? m->weights + table->at : NULL};
  for (size_t i = 0; i < BLOCK_MATRICES; i++) out.matrices[i] = backward ? b[i].backward : b[i].forward;
  return out;
}

/* Where a layer's gradients are added up. */
static block_gradients gradients_of_block(const worker *w, const packed *p, float *gradient, module level,
                                          size_t layer) {
  const packed_matrix *b = block_of(p, level, layer);
  const weight *table = relative_of(w, level, layer);
  block_gradients out = {.relative = table ? gradient + table->at : NULL};
  for (size_t i = 0; i < BLOCK_MATRICES; i++) out.matrices[i] = gradient + b[i].at;
  return out;
}

/* z += noise * e with e of zero mean and unit variance: the sum of three uniform numbers, scaled. */
static void add_noise(act *z, size_t count, float noise, rng *r) {
  const float scale = noise * 2.f / 65536.f;
  for (size_t i = 0; i < count; i++) {
    const uint64_t x = rng_next(r);
    const int32_t sum = (int32_t)(x & 0xffff) + (int32_t)(x >> 16 & 0xffff) + (int32_t)(x >> 32 & 0xffff) - 98302;
    z[i] = act_of(act_get(z[i]) + scale * (float)sum);
  }
}

static module module_of(const worker *w, size_t call) {
  return (call + 1) % (w->l->config.L_cycles + 1u) == 0 ? MODULE_H : MODULE_L;
}

static void forward(worker *w, const packed *p, const microbatch *m) {
  TILES_BEGIN();
  const shape *s = &w->s;
  place(w, m);
  const size_t *start = w->batch.start, rows = w->batch.rows, count = rows * s->hidden;
  embed(w, m, NULL);
  for (size_t b = 0; b < m->samples; b++) {
    gather(w, b, m->z_H[b], w->z[MODULE_H], false);
    gather(w, b, m->z_L[b], w->z[MODULE_L], false);
  }
  for (size_t call = 0; call < w->calls; call++) {
    const module which = module_of(w, call), level = hrm_layout_level(w->l, which);
    const size_t layers = hrm_layout_layers(w->l, level),
                 kept = call + w->saved >= w->calls && w->saved ? call + w->saved - w->calls : 0;
    block_saved *blocks = &w->blocks[kept * w->stride];
    act *x = blocks[0].x, *y = w->last[kept];
    for (size_t i = 0; i < count; i += LANES) {
      const vf sum = act_load(w->z[MODULE_H] + i) + act_load(w->z[MODULE_L] + i);
      act_store(x + i, which == MODULE_L ? sum + act_load(w->input + i) : sum);
    }
    for (size_t layer = 0; layer < layers; layer++) {
      const block_weights weights = weights_of_block(w, p, m, level, layer, false);
      block_forward(s, &w->batch, &weights, &blocks[layer], layer + 1 < layers ? blocks[layer + 1].x : y, &w->t);
    }
    memcpy(w->z[which], y, count * sizeof(act));
    if (m->noise > 0)
      for (size_t b = 0; b < m->samples; b++)
        add_noise(w->z[which] + start[b] * s->hidden, (start[b + 1] - start[b]) * s->hidden, m->noise, m->noise_rng[b]);
  }
  for (size_t b = 0; b < m->samples; b++) {
    gather(w, b, m->z_H[b], w->z[MODULE_H], true);
    gather(w, b, m->z_L[b], w->z[MODULE_L], true);
  }
  gemm(w->z[MODULE_H], s->hidden, p->matrices[p->count - 1].forward, rows, w->vocab16, s->hidden, w->logits, w->vocab16,
       TO_F32);
  spread_logits(w);
  const float *q_weight = weights_of(w, m, HRM_Q_WEIGHT), *q_bias = weights_of(w, m, HRM_Q_BIAS);
  for (size_t b = 0; b < m->samples; b++)
    for (size_t k = 0; k < 2; k++) {
      float sum = q_bias[k];
      for (size_t c = 0; c < s->hidden; c++)
        sum += q_weight[k * s->hidden + c] * act_get(w->z[MODULE_H][start[b] * s->hidden + c]);
      w->q[2 * b + k] = sum;
    }
  TILES_END();
}

/* Gradients of both heads; leaves the derivative with respect to z_H in dz[MODULE_H]. */
static void heads_backward(worker *w, const packed *p, const microbatch *m, float *gradient) {
  const shape *s = &w->s;
  const size_t hidden = s->hidden, rows = w->batch.rows;
  const weight *lm = hrm_layout_find(w->l, HRM_LM_HEAD, 0), *qw = hrm_layout_find(w->l, HRM_Q_WEIGHT, 0),
               *qb = hrm_layout_find(w->l, HRM_Q_BIAS, 0);
  gather_logits(w);
  acts_of(w->dlogits, w->logits, rows * w->vocab16);
  gemm(w->dlogits, w->vocab16, p->matrices[p->count - 1].backward, rows, hidden, w->vocab16, w->dz[MODULE_H], hidden,
       TO_F32);
  interleave(w->dlogits, w->vocab16, rows, w->vocab16, panel_width(w->vocab16), w->dlogits_pairs);
  interleave(w->z[MODULE_H], hidden, rows, hidden, panel_width(hidden), w->t.right);
  gemm_across(w->dlogits_pairs, panel_width(w->vocab16), w->t.right, w->vocab16, hidden, rows, w->dlm, hidden, TO_F32);
  for (size_t i = 0; i < lm->count; i++) gradient[lm->at + i] += w->dlm[i];
  for (size_t b = 0; b < m->samples; b++)
    for (size_t k = 0; k < 2; k++) {
      const float d = w->q[2 * b + k], *weights = m->weights + qw->at + k * hidden;
      float *dweights = gradient + qw->at + k * hidden;
      gradient[qb->at + k] += d;
      const size_t first = w->batch.start[b] * hidden;
      for (size_t c = 0; c < hidden; c++) {
        dweights[c] += d * act_get(w->z[MODULE_H][first + c]);
        w->dz[MODULE_H][first + c] += d * weights[c];
      }
    }
}

static void backward(worker *w, const packed *p, const microbatch *m, float *gradient) {
  TILES_BEGIN();
  const shape *s = &w->s;
  const size_t count = w->batch.rows * s->hidden;
  heads_backward(w, p, m, gradient);
  memset(w->dz[MODULE_L], 0, count * sizeof(float));
  memset(w->dinput, 0, count * sizeof(float));
  for (size_t kept = w->saved; kept-- > 0;) {
    const module which = module_of(w, w->calls - w->saved + kept), other = which == MODULE_H ? MODULE_L : MODULE_H,
                 level = hrm_layout_level(w->l, which);
    const size_t layers = hrm_layout_layers(w->l, level);
    block_saved *blocks = &w->blocks[kept * w->stride];
    float *d = w->dz[which]; /* becomes the derivative with respect to the call's input in place: every term of the
                                input sum gets it */
    for (size_t layer = layers; layer-- > 0;) {
      const block_weights weights = weights_of_block(w, p, m, level, layer, true);
      const block_gradients out = gradients_of_block(w, p, gradient, level, layer);
      block_backward(s, &w->batch, &weights, &blocks[layer], layer + 1 < layers ? blocks[layer + 1].x : w->last[kept],
                     d, &out, &w->t);
    }
    for (size_t i = 0; i < count; i += LANES) {
      const vf v = vf_load(d + i);
      vf_store(w->dz[other] + i, vf_load(w->dz[other] + i) + v);
      if (which == MODULE_L) vf_store(w->dinput + i, vf_load(w->dinput + i) + v);
    }
  }
  embed(w, m, gradient);
  TILES_END();
}

/* ---- moments ---- */

/* moment [columns][columns] += x x^T summed over the rows of x [rows][wide]. */
static void add_moment(const act *x, size_t rows, size_t columns, scratch *t, float *moment) {
  const size_t wide = round16(columns);
  interleave(x, wide, rows, wide, panel_width(wide), t->right);
  add_across(t->right, t->right, columns, columns, wide, rows, moment, t->apart);
}

static void add_mlp_moments(const mlp_shape *m, size_t rows, const act *x, const act *gate_up, scratch *t,
                            float *of_gate_up, float *of_down) {
  add_moment(x, rows, m->size, t, of_gate_up);
  swiglu_forward(m->inner, rows, gate_up, t->activated);
  add_moment(t->activated, rows, m->inner, t, of_down);
}

static void moments(worker *w, float *const *sums) {
  TILES_BEGIN();
  const shape *s = &w->s;
  const size_t rows = w->batch.rows, samples = w->batch.samples;
  const mlp_shape tokens = token_mlp(s), channels = channel_mlp(s);
  scratch *t = &w->t;
  for (size_t kept = 0; kept < w->saved; kept++) {
    const module level = hrm_layout_level(w->l, module_of(w, w->calls - w->saved + kept));
    for (size_t layer = 0; layer < hrm_layout_layers(w->l, level); layer++) {
      const block_saved *b = &w->blocks[kept * w->stride + layer];
      float *const *to = sums + BLOCK_MATRICES * (layer + (level == MODULE_L ? w->l->config.H_layers : 0));
      if (s->mlp_t) {
        turn_acts(s, samples, b->x, t->turned);
        add_mlp_moments(&tokens, samples * s->hidden, t->turned, b->mlp_t_gate_up, t, to[MLP_T_GATE_UP],
                        to[MLP_T_DOWN]);
      } else {
        add_moment(b->x, rows, s->hidden, t, to[QKV]);
        add_moment(b->attended, rows, s->hidden, t, to[O]);
      }
      add_mlp_moments(&channels, rows, b->middle, b->gate_up, t, to[GATE_UP], to[DOWN]);
    }
  }
  TILES_END();
}

/* ---- the rest of the table ---- */

static void z_from(void *z, const float *values, size_t count) {
  for (size_t i = 0; i < count; i++) ((act *)z)[i] = act_of(values[i]);
}
static void z_to(float *values, const void *z, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] = act_get(((const act *)z)[i]);
}

static uint64_t newton_schulz_bytes(size_t r, size_t c) {
  const uint64_t rows = r, cols = c;
  return (2 * rows * cols + rows * rows) * sizeof(act) + (2 * rows * rows + rows * cols) * sizeof(float) + 8 * 64;
}

/* Muon's quintic (K. Jordan, "Muon", 2024): coefficients 3.4445, -4.7750, 2.0315. */
static void newton_schulz(float *x, size_t rows, size_t cols, void *work) {
  TILES_BEGIN();
  float *a = work, *a2 = a + rows * rows, *y = a2 + rows * rows;
  act *xs = (act *)(y + rows * cols), *packed_right = xs + rows * cols, *as = packed_right + rows * cols;
  acts_of(xs, x, rows * cols);
  pack_transposed(xs, cols, rows, rows, cols, packed_right);
  gemm(xs, cols, packed_right, rows, rows, cols, a, rows, TO_F32);
  acts_of(as, a, rows * rows);
  pack_transposed(as, rows, rows, rows, rows, packed_right);
  gemm(as, rows, packed_right, rows, rows, rows, a2, rows, TO_F32);
  for (size_t i = 0; i < rows * rows; i++) a[i] = -4.7750f * a[i] + 2.0315f * a2[i];
  acts_of(as, a, rows * rows);
  interleave(xs, cols, rows, cols, panel_width(cols), packed_right);
  gemm(as, rows, packed_right, rows, cols, rows, y, cols, TO_F32);
  for (size_t i = 0; i < rows * cols; i++) x[i] = 3.4445f * x[i] + y[i];
  TILES_END();
}

const network_ops NETWORK_OPS = {sizeof(act), packed_new,    packed_count,  packed_fill,        worker_new,
                                 forward,     worker_logits, worker_q,      backward,           moments,
                                 z_from,      z_to,          newton_schulz, newton_schulz_bytes};
