#include "calibrate.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/numerics.h"
#include "../../core/storage.h"
#include "../../core/learn/network.h"
#include "memory.h"
#include "model_file.h"

#define DAMPING 0.01 /* of the mean square of an input, added to all of them: some are hardly ever other than 0 */

/* a [n][n] symmetric, positive definite; its upper half is replaced by U with U^T U = a. */
static void cholesky(double *a, size_t n) {
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < i; k++)
      for (size_t j = i; j < n; j++) a[i * n + j] -= a[k * n + i] * a[k * n + j];
    const double root = sqrt(a[i * n + i]);
    for (size_t j = i; j < n; j++) a[i * n + j] /= root;
  }
}

/* The inverse of an upper triangular U, into the upper half of out. */
static void invert_upper(const double *u, double *out, size_t n) {
  for (size_t i = n; i-- > 0;) {
    for (size_t j = i; j < n; j++) {
      double sum = i == j;
      for (size_t k = i + 1; k <= j; k++) sum -= u[i * n + k] * out[k * n + j];
      out[i * n + j] = sum / u[i * n + i];
    }
  }
}

/* The upper U with U^T U = inverse of the damped moment: row c over its diagonal says how the columns after c make up
 * for an error in c. */
static double *corrections(const float *moment, size_t n) {
  double *a = allocate(n * n, sizeof *a), *inverse = allocate(n * n, sizeof *inverse), mean = 0;
  for (size_t i = 0; i < n; i++) mean += (double)moment[i * n + i] / (double)n;
  for (size_t i = 0; i < n; i++) {
    for (size_t j = i; j < n; j++) a[i * n + j] = moment[i * n + j];
    a[i * n + i] += mean > 0 ? DAMPING * mean : 1;
  }
  cholesky(a, n);
  invert_upper(a, inverse, n);
  for (size_t i = 0; i < n; i++) /* a^-1 = U^-1 U^-T */
    for (size_t j = i; j < n; j++) {
      double sum = 0;
      for (size_t k = j; k < n; k++) sum += inverse[i * n + k] * inverse[j * n + k];
      a[i * n + j] = sum;
    }
  cholesky(a, n);
  free(inverse);
  return a;
}

/* The scale that the file's packing gives these values of a group. */
static float scale_of(const float *values, size_t count) {
  unsigned char group[HRM_ALIGN + HRM_Q4_GROUP / 2] = {0};
  uint16_t half;
  hrm_group_q4.pack(&(hrm_tensor){.rows = 1, .cols = (uint32_t)count}, values, group);
  memcpy(&half, group, sizeof half);
  return hrm_from_half(half);
}

void round_by_moment(float *matrix, size_t rows, size_t cols, const float *moment) {
  double *u = corrections(moment, cols);
  for (size_t row = 0; row < rows; row++) {
    float *w = matrix + row * cols, scale = 0;
    for (size_t c = 0; c < cols; c++) {
      if (c % HRM_Q4_GROUP == 0) scale = scale_of(w + c, cols - c < HRM_Q4_GROUP ? cols - c : HRM_Q4_GROUP);
      const float rounded = scale == 0 ? 0 : scale * fminf(7, fmaxf(-8, rintf(w[c] / scale)));
      const double error = ((double)w[c] - rounded) / u[c * cols + c];
      w[c] = rounded;
      for (size_t k = c + 1; k < cols; k++) w[k] -= (float)(error * u[c * cols + k]);
    }
  }
  free(u);
}

double product_error(const float *a, const float *b, size_t rows, size_t cols, const float *moment) {
  double sum = 0;
  for (size_t row = 0; row < rows; row++, a += cols, b += cols)
    for (size_t i = 0; i < cols; i++) {
      double inner = 0;
      for (size_t j = i; j < cols; j++)
        inner += (i == j ? 1 : 2) * (double)moment[i * cols + j] * ((double)a[j] - b[j]);
      sum += inner * ((double)a[i] - b[i]);
    }
  return sum;
}

/* ---- the moments ---- */

typedef struct job {
  const network_ops *ops;
  const layout *l;
  const float *weights;
  packed *packed;
  const task *task;
  const dataset *data;
  size_t count, segments, calls, z_bytes;
  uint32_t shares;  /* of the puzzles: not as threads come, so that the sums are the same every time */
  float ***moments; /* [shares], as network_ops adds to them */
  float *rounded;
} job;

static float **new_moments(const layout *l) {
  float **moments = allocate(hrm_layout_matrices(l), sizeof *moments);
  for (uint32_t i = 0; i < hrm_layout_matrices(l); i++)
    moments[i] =
        allocate((size_t)hrm_layout_matrix(l, i)->file.cols * hrm_layout_matrix(l, i)->file.cols, sizeof **moments);
  return moments;
}

static void add_moments(void *context, uint32_t share, uint32_t thread) {
  const job *j = context;
  (void)thread;
  arena a = {0};
  (void)j->ops->worker_new(&a, j->l, 1, j->calls);
  a = (arena){.base = allocate(a.used, 1)};
  worker *w = j->ops->worker_new(&a, j->l, 1, j->calls);
  void *const z[MODULES] = {allocate(j->z_bytes, 1), allocate(j->z_bytes, 1)}, *const start[MODULES] = {
                                                                                   allocate(j->z_bytes, 1),
                                                                                   allocate(j->z_bytes, 1)};
  token *inputs = allocate(j->l->config.seq_len, sizeof *inputs);
  label *labels = allocate(j->l->config.seq_len, sizeof *labels);
  uint32_t puzzle;
  const microbatch m = {.samples = 1,
                        .inputs = (const token *const[]){inputs},
                        .puzzles = &puzzle,
                        .z_H = &z[MODULE_H],
                        .z_L = &z[MODULE_L],
                        .weights = j->weights};
  for (size_t k = 0; k < MODULES; k++) {
    const float *init = j->weights + hrm_layout_find(j->l, k == MODULE_H ? HRM_H_INIT : HRM_L_INIT, 0)->at;
    const size_t hidden = j->l->config.hidden_size;
    for (size_t row = 0; row < hrm_tokens(&j->l->config); row++)
      j->ops->z_from((float *)start[k] + row * hidden, init, hidden); /* a float32 mode */
  }
  for (size_t i = share; i < j->count; i += j->shares) {
    puzzle = j->task->get(j->data, i, inputs, labels, NULL);
    for (size_t k = 0; k < MODULES; k++) memcpy(z[k], start[k], j->z_bytes);
    for (size_t s = 0; s < j->segments; s++) {
      j->ops->forward(w, j->packed, &m);
      j->ops->moments(w, j->moments[share]);
    }
  }
  void *const all[] = {a.base, z[0], z[1], start[0], start[1], inputs, labels};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static void round_matrix(void *context, uint32_t item, uint32_t thread) {
  const job *j = context;
  (void)thread;
  const weight *w = hrm_layout_matrix(j->l, item);
  round_by_moment(j->rounded + w->at, w->file.rows, w->file.cols, j->moments[0][item]);
}

static const network_ops *float_mode(void) {
  for (uint32_t mode = HRM_LEARN_AVX512; mode > HRM_LEARN_PLAIN; mode--)
    if (hrm_network(mode)) return hrm_network(mode);
  return hrm_network(HRM_LEARN_PLAIN);
}

double calibrate(const hrm_team *team, const layout *l, float *weights, const task *puzzles, const dataset *data,
                 size_t limit, size_t segments) {
  const network_ops *ops = float_mode();
  const unsigned shares = team->threads, matrices = hrm_layout_matrices(l);
  arena a = {0};
  (void)ops->packed_new(&a, l);
  a = (arena){.base = allocate(a.used, 1)};
  job j = {.ops = ops,
           .l = l,
           .weights = weights,
           .packed = ops->packed_new(&a, l),
           .task = puzzles,
           .data = data,
           .count = puzzles->count(data),
           .segments = segments,
           .shares = shares,
           .calls = (size_t)l->config.H_cycles * (l->config.L_cycles + 1u),
           .z_bytes = hrm_z_count(l) * ops->act_bytes,
           .moments = allocate(shares, sizeof *j.moments)};
  if (limit && limit < j.count) j.count = limit;
  for (unsigned i = 0; i < shares; i++) j.moments[i] = new_moments(l);
  for (uint32_t i = 0; i < ops->packed_count(j.packed); i++) ops->packed_fill(j.packed, i, weights);
  team->run(team->context, add_moments, &j, shares);
  for (unsigned i = 1; i < shares; i++)
    for (unsigned m = 0; m < matrices; m++)
      for (size_t k = 0, cols = hrm_layout_matrix(l, m)->file.cols; k < cols * cols; k++)
        j.moments[0][m][k] += j.moments[i][m][k];

  float *plain = allocate(l->floats, sizeof *plain);
  j.rounded = allocate(l->floats, sizeof *j.rounded);
  memcpy(j.rounded, weights, l->floats * sizeof *weights);
  team->run(team->context, round_matrix, &j, matrices);
  round_weights(l, HRM_Q4, weights, plain);
  round_weights(l, HRM_Q4, j.rounded, j.rounded); /* the packing chooses scales anew, nearly always the same */
  double error = 0, plain_error = 0;
  for (unsigned i = 0; i < matrices; i++) {
    const weight *w = hrm_layout_matrix(l, i);
    const float *moment = j.moments[0][i];
    error += product_error(weights + w->at, j.rounded + w->at, w->file.rows, w->file.cols, moment);
    plain_error += product_error(weights + w->at, plain + w->at, w->file.rows, w->file.cols, moment);
  }
  memcpy(weights, j.rounded, l->floats * sizeof *weights);
  for (unsigned i = 0; i < shares; i++) {
    for (unsigned m = 0; m < matrices; m++) free(j.moments[i][m]);
    free(j.moments[i]);
  }
  void *const all[] = {a.base, j.moments, j.rounded, plain};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  return error / plain_error;
}
