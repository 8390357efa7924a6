/* amx.c - the products on AMX tiles, whose instructions are emulated: gradients against float32, and lengths that leave
 * parts of tiles. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/learn/network.h"
#include "../../tools/train/memory.h"
#include "fixture.h"

extern const network_ops hrm_network_emulated;

/* Forward and backward of one microbatch of two; the derivatives of logits and q are any numbers. */
static void gradient_of(const network_ops *ops, const layout *l, const float *weights, const dataset *data,
                        float *gradient) {
  arena a = {0};
  (void)ops->packed_new(&a, l);
  (void)ops->worker_new(&a, l, 2, 3);
  a = (arena){.base = allocate(a.used, 1)};
  packed *p = ops->packed_new(&a, l);
  worker *w = ops->worker_new(&a, l, 2, 3);
  for (uint32_t i = 0; i < ops->packed_count(p); i++) ops->packed_fill(p, i, weights);
  const size_t count = hrm_z_count(l), hidden = l->config.hidden_size;
  void *z[MODULES][2];
  for (int m = 0; m < MODULES; m++)
    for (int i = 0; i < 2; i++) {
      const float *init = weights + hrm_layout_find(l, m == MODULE_H ? HRM_H_INIT : HRM_L_INIT, 0)->at;
      z[m][i] = allocate(count, ops->act_bytes);
      for (size_t row = 0; row < count; row += hidden)
        ops->z_from((char *)z[m][i] + row * ops->act_bytes, init, hidden);
    }
  const uint32_t *inputs[2] = {data->inputs, data->inputs + data->seq_len}, puzzles[2] = {0, 1};
  const microbatch m = {
      .samples = 2, .inputs = inputs, .puzzles = puzzles, .z_H = z[MODULE_H], .z_L = z[MODULE_L], .weights = weights};
  ops->forward(w, p, &m);
  size_t stride;
  float *logits = ops->logits(w, &stride), *q = ops->q(w);
  rng r = rng_stream(3, 0);
  const size_t prefix = hrm_prefix(&l->config), T = hrm_tokens(&l->config);
  for (size_t t = 0; t < 2 * T; t++)
    for (size_t k = 0; k < stride; k++)
      logits[t * stride + k] =
          t % T < prefix || k >= l->config.vocab_size ? 0 : (float)(rng_unit(&r) - .5) / (float)data->seq_len;
  for (int i = 0; i < 4; i++) q[i] = (float)(rng_unit(&r) - .5);
  ops->backward(w, p, &m, gradient);
  for (int i = 0; i < 4; i++) free(z[i / 2][i % 2]);
  free(a.base);
}

/* With token mixing two sums more are rounded to bfloat16 between one norm and the next. */
static void compare(layout l) {
  const double least = l.config.mlp_t_size ? .997 : .999;
  float *weights = tiny_weights(&l, 11), *expected = allocate(l.floats, sizeof(float)),
        *got = allocate(l.floats, sizeof(float));
  dataset data = random_examples(&l, 2, 11);
  gradient_of(hrm_network(HRM_LEARN_PLAIN), &l, weights, &data, expected);
  gradient_of(&hrm_network_emulated, &l, weights, &data, got);
  double worst = 1;
  for (uint32_t i = 0; i < l.count; i++) {
    const weight *w = &l.weights[i];
    if (!w->trained) continue;
    double dot = 0;
    for (size_t k = w->at; k < w->at + w->count; k++) dot += (double)expected[k] * (double)got[k];
    const double norms[2] = {norm_of(expected + w->at, w->count), norm_of(got + w->at, w->count)},
                 cosine = dot / (norms[0] * norms[1]);
    worst = fmin(worst, cosine);
    CHECK(cosine > least && fabs(norms[1] / norms[0] - 1) < .02, "tensor %u layer %u: cosine %.6f, norm %.4f of it",
          w->file.kind, w->file.layer, cosine, norms[1] / norms[0]);
  }
  printf("%s, AMX tiles emulated against f32-plain: smallest cosine of a tensor's gradient %.7f\n", layout_text(&l),
         worst);
  void *const all[] = {weights, expected, got};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  examples_free(&data);
}

static void gradients(void) {
  compare(tiny_layout(HRM_LEARNED, 81, 16));
  compare(tiny_layout(HRM_ROPE, 100, 32));
  compare(tiny_layout(HRM_LEARNED, 9, 16));
  compare(tiny_layout(HRM_ROPE, 300, 16)); /* more units of tokens than a stripe holds */
  compare(tiny_trm(HRM_ROPE, 30, 0));
  compare(tiny_trm(HRM_NO_POS, 31, 48));
  compare(tiny_mixer(81));
}

/* Nothing of what lay in memory before may come into a product. */
static void newton_schulz(void) {
  const size_t bytes = (size_t)hrm_network_emulated.newton_schulz_bytes(32, 48);
  float *x[2], *work = allocate(bytes, 1);
  for (int i = 0; i < 2; i++) {
    x[i] = allocate(32 * 48, sizeof(float));
    for (size_t k = 0; k < 32; k++) x[i][k * 48 + k] = (k % 2 ? .4f : -.2f) / 2;
    memset(work, i ? 0xFF : 0, bytes);
    for (int k = 0; k < 5; k++) hrm_network_emulated.newton_schulz(x[i], 32, 48, work);
  }
  CHECK(!memcmp(x[0], x[1], 32 * 48 * sizeof(float)), "the result depends on what lay in the work area");
  for (size_t k = 0; k < 32; k++)
    CHECK(fabsf(fabsf(x[0][k * 48 + k]) - 1) < .35f, "[%zu]: %.4f", k, (double)x[0][k * 48 + k]);
  free(x[0]);
  free(x[1]);
  free(work);
}

const test amx_tests[] = {
    {"gradients by AMX tiles, emulated", gradients}, {"Newton-Schulz by AMX tiles, emulated", newton_schulz}, {0}};
