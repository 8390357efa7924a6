#include "optimiser.h"
#include <math.h>
#include <stdlib.h>

#define MUON_MOMENTUM .95f
#define MUON_ITERATIONS 5
#define ADAM_CHUNK 16384 /* floats a thread takes at a time */

static int larger_first(const void *a, const void *b) {
  const size_t x = ((const matrix_part *)a)->rows * ((const matrix_part *)a)->cols,
               y = ((const matrix_part *)b)->rows * ((const matrix_part *)b)->cols;
  return (x < y) - (x > y);
}

void optimiser_init(optimiser *o, const layout *l, const network_ops *ops, bool muon, unsigned threads) {
  *o = (optimiser){.l = l, .ops = ops, .muon = muon, .threads = threads};
  o->first = allocate(l->floats, sizeof(float));
  o->second = allocate(l->floats, sizeof(float));
  o->parts = allocate(3 * (size_t)l->count, sizeof *o->parts);
  o->rest = allocate(l->count + l->floats / ADAM_CHUNK, sizeof *o->rest);
  for (uint32_t i = 0; i < l->count; i++) {
    const weight *w = &l->weights[i];
    if (!w->trained) continue;
    if (muon && w->file.kind >= HRM_H_QKV) {
      const uint32_t which = (w->file.kind - HRM_H_QKV) % BLOCK_MATRICES, parts = which == QKV       ? 3
                                                                                  : which == GATE_UP ? 2
                                                                                                     : 1;
      for (uint32_t k = 0; k < parts; k++)
        o->parts[o->part_count++] = (matrix_part){w->at + k * (w->count / parts), w->file.rows / parts, w->file.cols};
    } else {
      for (size_t from = 0; from < w->count; from += ADAM_CHUNK)
        o->rest[o->rest_count++] =
            (matrix_part){w->at + from, 1, w->count - from < ADAM_CHUNK ? w->count - from : ADAM_CHUNK};
    }
  }
  qsort(o->parts, o->part_count, sizeof *o->parts, larger_first);
  size_t bytes = 0;
  for (unsigned i = 0; i < o->part_count; i++) {
    const matrix_part *p = &o->parts[i];
    const size_t m = p->rows < p->cols ? p->rows : p->cols, n = p->rows + p->cols - m,
                 need = m * n * sizeof(float) + ops->newton_schulz_bytes(m, n);
    if (need > bytes) bytes = need;
  }
  o->work = allocate(threads, sizeof *o->work);
  for (unsigned t = 0; t < threads; t++) o->work[t] = allocate(bytes, 1);
}

void optimiser_free(optimiser *o) {
  for (unsigned t = 0; t < o->threads; t++) free(o->work[t]);
  void *const all[] = {o->first, o->second, o->parts, o->rest, o->work};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

/* Nesterov momentum, then the nearest half-orthogonal matrix. The factor 0.2 sqrt(longer side) gives an update the root
 * mean square of AdamW's (Liu et al. 2025, "Muon is scalable for LLM training"), so one weight decay and similar rates
 * serve both. */
static void muon(const optimiser *o, const matrix_part *p, const optimiser_step *s, float *weights,
                 const float *gradient, float *work) {
  const bool tall = p->rows > p->cols; /* worked on transposed */
  const size_t m = tall ? p->cols : p->rows, n = tall ? p->rows : p->cols;
  float *momentum = o->first + p->at, *x = work;
  const float *g = gradient + p->at;
  double squares = 0;
  for (size_t i = 0; i < p->rows; i++)
    for (size_t j = 0; j < p->cols; j++) {
      const size_t k = i * p->cols + j;
      const float d = g[k] * s->gradient_scale;
      momentum[k] = MUON_MOMENTUM * momentum[k] + (1 - MUON_MOMENTUM) * d;
      const float u = MUON_MOMENTUM * momentum[k] + (1 - MUON_MOMENTUM) * d;
      squares += (double)u * u;
      x[tall ? j * p->rows + i : k] = u;
    }
  const float inverse = (float)(1 / (sqrt(squares) + 1e-20));
  for (size_t k = 0; k < m * n; k++) x[k] *= inverse;
  for (int i = 0; i < MUON_ITERATIONS; i++) o->ops->newton_schulz(x, m, n, work + (m * n + 15) / 16 * 16);
  const float rate = s->lr * .2f * sqrtf((float)n), keep = 1 - s->lr * s->weight_decay;
  float *w = weights + p->at;
  for (size_t i = 0; i < p->rows; i++)
    for (size_t j = 0; j < p->cols; j++) {
      const size_t k = i * p->cols + j;
      w[k] = w[k] * keep - rate * x[tall ? j * p->rows + i : k];
    }
}

static void adamw(const optimiser *o, const matrix_part *p, const optimiser_step *s, float *weights,
                  const float *gradient) {
  const float lr = o->muon ? s->adam_lr : s->lr, keep = 1 - lr * s->weight_decay, beta1 = .9f, beta2 = s->beta2;
  const float unbias1 = 1 / (1 - powf(beta1, (float)s->step)), unbias2 = 1 / (1 - powf(beta2, (float)s->step));
  float *w = weights + p->at, *first = o->first + p->at, *second = o->second + p->at;
  const float *g = gradient + p->at;
  for (size_t k = 0; k < p->cols; k++) {
    const float d = g[k] * s->gradient_scale;
    first[k] = beta1 * first[k] + (1 - beta1) * d;
    second[k] = beta2 * second[k] + (1 - beta2) * d * d;
    w[k] = w[k] * keep - lr * (first[k] * unbias1) / (sqrtf(second[k] * unbias2) + 1e-8f);
  }
}

typedef struct apply_work {
  const optimiser *o;
  const optimiser_step *s;
  float *weights;
  const float *gradient;
  atomic_uint next;
} apply_work;

static void apply_thread(void *argument, unsigned thread) {
  apply_work *a = argument;
  for (unsigned i; (i = team_next(&a->next)) < a->o->part_count + a->o->rest_count;)
    if (i < a->o->part_count) muon(a->o, &a->o->parts[i], a->s, a->weights, a->gradient, a->o->work[thread]);
    else adamw(a->o, &a->o->rest[i - a->o->part_count], a->s, a->weights, a->gradient);
}

void optimiser_apply(optimiser *o, team *t, const optimiser_step *s, float *weights, const float *gradient) {
  apply_work a = {.o = o, .s = s, .weights = weights, .gradient = gradient};
  team_run(t, apply_thread, &a);
}
