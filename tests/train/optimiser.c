/* optimiser.c - the optimisers against their definitions, the loss against hand-made values. */
#include "../../core/learn/optimiser.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/learn/loss.h"
#include "../../core/learn/official.h"
#include "../../tools/train/team.h"
#include "../../tools/train/memory.h"
#include "fixture.h"

/* An optimiser with moments of 0; its memory is one block, *memory. */
static optimiser new_optimiser(const layout *l, uint32_t mode, bool muon, const hrm_team *t, void **memory) {
  optimiser o;
  arena a = {0};
  for (int laying = 0; laying < 2; laying++) {
    hrm_optimiser_lay_out(&o, &a, l, hrm_network(mode), muon, t->threads);
    o.first = take(&a, l->floats, sizeof(float));
    o.second = take(&a, l->floats, sizeof(float));
    if (!laying) a = (arena){.base = *memory = allocate(a.used, 1)};
  }
  return o;
}

static void adamw_steps(void) {
  layout l = tiny_layout(HRM_LEARNED, 9, 16);
  float *weights = tiny_weights(&l, 1), *gradient = allocate(l.floats, sizeof *gradient),
        *before = allocate(l.floats, sizeof *before);
  memcpy(before, weights, l.floats * sizeof *before);
  rng r = rng_stream(1, 2);
  for (size_t i = 0; i < l.floats; i++) gradient[i] = hrm_random_normal(&r);
  hrm_team *t = team_new(2);
  void *memory;
  optimiser o = new_optimiser(&l, HRM_LEARN_PLAIN, false, t, &memory);
  const optimiser_step s = {.step = 1, .lr = .01f, .weight_decay = .5f, .beta2 = .95f, .gradient_scale = .25f};
  hrm_optimiser_apply(&o, t, &s, weights, gradient);
  const weight *w = hrm_layout_block(&l, MODULE_L, 1, GATE_UP), *fixed = hrm_layout_find(&l, HRM_H_INIT, 0);
  for (size_t i = 0; i < w->count; i += 37) { /* the first step is lr * sign(gradient), after the decay */
    const double expected = before[w->at + i] * (1 - .01 * .5) - .01 * (gradient[w->at + i] > 0 ? 1 : -1);
    CHECK(fabs(weights[w->at + i] - expected) < 1e-5, "weight %zu: %.8g, expected %.8g", i, weights[w->at + i],
          expected);
  }
  CHECK(!memcmp(weights + fixed->at, before + fixed->at, fixed->count * sizeof(float)), "H_init moved");
  /* second step, one number worked out by hand */
  const size_t k = w->at + 5;
  const double g = gradient[k] * .25, middle = weights[k];
  optimiser_step second = s;
  second.step = 2;
  hrm_optimiser_apply(&o, t, &second, weights, gradient);
  const double m = (.9 * .1 * g + .1 * g) / (1 - .81), v = (.95 * .05 * g * g + .05 * g * g) / (1 - .95 * .95);
  CHECK(fabs(weights[k] - (middle * .995 - .01 * m / sqrt(v))) < 1e-5, "second step: %.8g", weights[k]);
  free(memory);
  team_free(t);
  free(weights);
  free(gradient);
  free(before);
}

/* Muon's update is close to a matrix with orthonormal rows (or columns), for each part of qkv and gate_up on its own.
 */
static void muon_steps_of(bool mixes) {
  const hrm_config c = {.vocab_size = 5,
                        .seq_len = 9,
                        .hidden_size = 64,
                        .num_heads = mixes ? 1 : 2,
                        .inner_size = 160,
                        .mlp_t_size = mixes ? 48 : 0, /* matrices with sides of 9 */
                        .H_layers = 1,
                        .L_layers = 1,
                        .H_cycles = 1,
                        .L_cycles = 1,
                        .halt_max_steps = 4,
                        .pos_encodings = HRM_LEARNED,
                        .rope_theta = 1,
                        .rms_norm_eps = 1e-5f};
  layout l;
  layout_init(&l, &c);
  float *weights = allocate(l.floats, sizeof *weights), *gradient = allocate(l.floats, sizeof *gradient);
  rng r = rng_stream(9, 2);
  hrm_team *t = team_new(2);
  for (uint32_t mode = 0; mode < HRM_LEARN_MODES; mode++) {
    if (!runs_here(mode)) continue;
    void *memory;
    memset(weights, 0, l.floats * sizeof *weights);
    for (size_t i = 0; i < l.floats; i++) gradient[i] = hrm_random_normal(&r);
    optimiser o = new_optimiser(&l, mode, true, t, &memory);
    CHECK(o.part_count == 2 * ((mixes ? 2 : 3) + 1 + 2 + 1), "%u parts", o.part_count);
    const optimiser_step s = {
        .step = 1, .lr = 1, .adam_lr = .5f, .weight_decay = 0, .beta2 = .95f, .gradient_scale = 1};
    hrm_optimiser_apply(&o, t, &s, weights, gradient);
    for (unsigned i = 0; i < o.part_count; i++) {
      const matrix_part *p = &o.parts[i];
      const size_t shorter = p->rows < p->cols ? p->rows : p->cols, longer = p->rows + p->cols - shorter;
      const double unit = .2 * sqrt((double)longer), norm = norm_of(weights + p->at, p->rows * p->cols) / unit;
      /* Newton-Schulz brings all singular values near 1, not exactly to it */
      CHECK(norm > .75 * sqrt((double)shorter) && norm < 1.2 * sqrt((double)shorter),
            "%s: %zu x %zu: norm %.4f of %.4f", hrm_learn_mode_name(mode), p->rows, p->cols, norm,
            sqrt((double)shorter));
      double along = 0;
      for (size_t k = 0; k < p->rows * p->cols; k++) along -= (double)weights[p->at + k] * gradient[p->at + k];
      CHECK(along > .8 * norm * unit * norm_of(gradient + p->at, p->rows * p->cols) * .8,
            "%s: the update does not descend", hrm_learn_mode_name(mode));
    }
    const weight *head = hrm_layout_find(&l, HRM_LM_HEAD, 0);
    CHECK(fabs(fabs(weights[head->at]) - .5) < 1e-4, "what is not a block matrix is AdamW's: %.6f", weights[head->at]);
    free(memory);
  }
  team_free(t);
  free(weights);
  free(gradient);
}

static void muon_steps(void) {
  muon_steps_of(false);
  muon_steps_of(true);
}

/* A known orthogonal factor: for a diagonal gradient the update has the signs of the diagonal and zeros elsewhere. */
static void newton_schulz(void) {
  for (uint32_t mode = 0; mode < HRM_LEARN_MODES; mode++) {
    if (!runs_here(mode)) continue;
    float *x = allocate(32 * 48, sizeof *x);
    void *work = allocate(hrm_network(mode)->newton_schulz_bytes(32, 48), 1);
    for (size_t i = 0; i < 32; i++) x[i * 48 + i] = (i % 2 ? .4f : -.2f) / 2;
    for (int i = 0; i < 5; i++) hrm_network(mode)->newton_schulz(x, 32, 48, work);
    for (size_t i = 0; i < 32; i++)
      for (size_t j = 0; j < 48; j++) {
        const float expected = i != j ? 0 : i % 2 ? 1 : -1;
        CHECK(fabsf(x[i * 48 + j] - expected) < (i == j ? .35f : .01f), "%s [%zu][%zu]: %.4f",
              hrm_learn_mode_name(mode), i, j, x[i * 48 + j]);
      }
    free(x);
    free(work);
  }
}

static void losses(void) {
  const loss_options plain = {.kind = HRM_LEARN_SOFTMAX, .scale = 2};
  const label labels[3] = {1, IGNORE_LABEL, 0};
  float x[3 * 4] = {0, 0, 0, 9, 5, 5, 5, 9, 1, 0, 0, 9}, q[2] = {0, 3};
  bool wrong[3];
  sample_loss s = hrm_loss_backward(&plain, x, 4, 3, 3, labels, q, NULL, wrong);
  CHECK(s.labelled == 2 && s.correct == 1 && !s.exact && wrong[0] && !wrong[1] && !wrong[2], "%zu of %zu cells",
        s.correct, s.labelled);
  CHECK(fabs(s.lm - .5 * (log(3) + log(1 + 2 * exp(-1)))) < 1e-6 && fabs(s.q_halt - log(2)) < 1e-6 && s.q_continue == 0,
        "lm %.6f q %.6f", s.lm, s.q_halt);
  CHECK(fabs(x[0] - 1 / 3.) < 1e-6 && fabs(x[1] + 2 / 3.) < 1e-6 && x[3] == 0 && x[4] == 0 && x[7] == 0 && x[11] == 0,
        "derivatives %g %g %g", x[0], x[1], x[4]);
  CHECK(fabs(q[0] - .5) < 1e-6 && q[1] == 0, "q derivatives %g %g", q[0], q[1]);
  /* both losses, with smoothing, against differences */
  for (int kind = 0; kind < 2; kind++) {
    const loss_options o = {.kind = kind ? HRM_LEARN_STABLEMAX : HRM_LEARN_SOFTMAX, .smoothing = .1f, .scale = 1};
    const float start[3] = {-1.5f, .5f, 2};
    for (int k = 0; k < 3; k++) {
      double side[2];
      float derivative = 0;
      for (int d = -1; d <= 1; d++) {
        float v[3], r[2] = {0, 0};
        memcpy(v, start, sizeof v);
        v[k] += .01f * (float)d;
        s = hrm_loss_backward(&o, v, 3, 3, 1, labels, r, NULL, NULL);
        if (d) side[d > 0] = s.lm;
        else derivative = v[k];
      }
      CHECK(fabs((side[1] - side[0]) / .02 - derivative) < 1e-3, "loss %d logit %d: %.6f, derivative %.6f", kind, k,
            (side[1] - side[0]) / .02, derivative);
    }
  }
}

const test optimiser_tests[] = {{"AdamW", adamw_steps},
                                {"Muon", muon_steps},
                                {"Newton-Schulz", newton_schulz},
                                {"losses and their derivatives", losses},
                                {0}};
