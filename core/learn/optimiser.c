/* optimiser.c - one step of Muon and AdamW, matrix by matrix and piece by piece on the team's threads. */
#include "optimiser.h"
#include <math.h>
#include <string.h>

#define MUON_MOMENTUM .95f
#define MUON_ITERATIONS 5
#define TABLE_RATE 10    /* of tables of offsets, whose numbers are some ten times those of matrices */
#define ADAM_CHUNK 16384 /* floats a thread takes at a time */

static uint32_t parts_of(const weight *w) {
  switch (w->file.kind) {
  case HRM_H_QKV:
  case HRM_L_QKV: return 3;
  case HRM_H_GATE_UP:
  case HRM_L_GATE_UP:
  case HRM_H_MLP_T_GATE_UP:
  case HRM_L_MLP_T_GATE_UP: return 2;
  default: return 1;
  }
}

/* Puts a part behind those that are as large. */
static void add_part(optimiser *o, matrix_part part) {
  uint32_t i = o->part_count++;
  for (; i > 0 && o->parts[i - 1].rows * o->parts[i - 1].cols < part.rows * part.cols; i--)
    o->parts[i] = o->parts[i - 1];
  o->parts[i] = part;
}

void hrm_optimiser_lay_out(optimiser *o, arena *a, const layout *l, const network_ops *ops, bool muon,
                           uint32_t threads) {
  *o = (optimiser){.ops = ops, .muon = muon};
  o->parts = take(a, 3 * (uint64_t)l->count, sizeof *o->parts);
  o->rest = take(a, l->count + l->floats / ADAM_CHUNK, sizeof *o->rest);
  uint64_t bytes = 0;
  for (uint32_t i = 0; i < l->count; i++) {
    const weight *w = &l->weights[i];
    if (!w->trained) continue;
    if (muon && hrm_layout_is_matrix(w)) {
      const uint32_t parts = parts_of(w);
      const size_t rows = w->file.rows / parts, cols = w->file.cols, m = round16(rows < cols ? rows : cols),
                   n = round16(rows < cols ? cols : rows);
      const uint64_t need = (uint64_t)m * n * sizeof(float) + ARENA_ALIGN + ops->newton_schulz_bytes(m, n);
      if (need > bytes) bytes = need;
      for (uint32_t k = 0; a->base && k < parts; k++)
        add_part(o, (matrix_part){w->at + k * (w->count / parts), rows, cols, false});
    } else {
      for (size_t from = 0; a->base && from < w->count; from += ADAM_CHUNK)
        o->rest[o->rest_count++] =
            (matrix_part){w->at + from, 1, w->count - from < ADAM_CHUNK ? w->count - from : ADAM_CHUNK, w->is_table};
    }
  }
  bytes = (bytes + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
  o->work = take(a, threads, bytes);
  o->work_bytes = (size_t)bytes;
}

/* Nesterov momentum, then the nearest half-orthogonal matrix. The factor 0.2 sqrt(longer side) gives an update the root
 * mean square of AdamW's (Liu et al. 2025, "Muon is scalable for LLM training"), so one weight decay and similar rates
 * serve both. */
static void muon(const optimiser *o, const matrix_part *p, const optimiser_step *s, float *weights,
                 const float *gradient, float *work) {
  const bool tall = p->rows > p->cols; /* worked on transposed */
  const size_t longer = tall ? p->rows : p->cols, m = round16(tall ? p->cols : p->rows), n = round16(longer);
  float *momentum = o->first + p->at, *x = work;
  const float *g = gradient + p->at;
  double squares = 0;
  memset(x, 0, m * n * sizeof *x); /* what fills rows and columns up to 16 stays 0 */
  for (size_t i = 0; i < p->rows; i++)
    for (size_t j = 0; j < p->cols; j++) {
      const size_t k = i * p->cols + j;
      const float d = g[k] * s->gradient_scale;
      momentum[k] = MUON_MOMENTUM * momentum[k] + (1 - MUON_MOMENTUM) * d;
      const float u = MUON_MOMENTUM * momentum[k] + (1 - MUON_MOMENTUM) * d;
      squares += (double)u * u;
      x[tall ? j * n + i : i * n + j] = u;
    }
  const float inverse = (float)(1 / (sqrt(squares) + 1e-20));
  for (size_t k = 0; k < m * n; k++) x[k] *= inverse;
  for (int i = 0; i < MUON_ITERATIONS; i++) o->ops->newton_schulz(x, m, n, work + m * n);
  const float rate = s->lr * .2f * sqrtf((float)longer), keep = 1 - s->lr * s->weight_decay;
  float *w = weights + p->at;
  for (size_t i = 0; i < p->rows; i++)
    for (size_t j = 0; j < p->cols; j++) {
      const size_t k = i * p->cols + j;
      w[k] = w[k] * keep - rate * x[tall ? j * n + i : i * n + j];
    }
}

static void adamw(const optimiser *o, const matrix_part *p, const optimiser_step *s, float *weights,
                  const float *gradient) {
  const float lr = (o->muon ? s->adam_lr : s->lr) * (p->is_table ? TABLE_RATE : 1),
              keep = p->is_table ? 1 : 1 - lr * s->weight_decay, beta1 = .9f, beta2 = s->beta2;
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

typedef struct apply_job {
  const optimiser *o;
  const optimiser_step *s;
  float *weights;
  const float *gradient;
} apply_job;

static void apply(void *job, uint32_t item, uint32_t thread) {
  const apply_job *j = job;
  const optimiser *o = j->o;
  if (item < o->part_count)
    muon(o, &o->parts[item], j->s, j->weights, j->gradient, (float *)(void *)(o->work + thread * o->work_bytes));
  else adamw(o, &o->rest[item - o->part_count], j->s, j->weights, j->gradient);
}

void hrm_optimiser_apply(const optimiser *o, const hrm_team *team, const optimiser_step *s, float *weights,
                         const float *gradient) {
  apply_job job = {.o = o, .s = s, .weights = weights, .gradient = gradient};
  team->run(team->context, apply, &job, o->part_count + o->rest_count);
}
