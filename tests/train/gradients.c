/* gradients.c - the backward pass against differences of the loss, and the arithmetic modes against each other, on tiny
 * models of the test's own. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../tools/train/memory.h"
#include "fixture.h"

/* Moves each tensor along its own gradient, both ways: the loss must change by the gradient's norm times the distance.
 */
static void differences(layout l, const char *loss, double smoothing) {
  const uint64_t seed = 7;
  float *weights = tiny_weights(&l, seed), *gradient = allocate(l.floats, sizeof *gradient);
  dataset data = random_examples(&l, 1, seed);
  options o = still_options();
  o.loss = loss;
  o.smoothing = smoothing;
  /* The carry is detached, so the second segment's gradient is not the derivative of its loss; of the first one it is.
   */
  run_segments(&o, &l, weights, &data, 1, gradient, NULL);
  for (uint32_t i = 0; i < l.count; i++) {
    const weight *w = &l.weights[i];
    if (!w->trained) continue;
    const double norm = norm_of(gradient + w->at, w->count), distance = 2e-3;
    if (!CHECK(norm > 1e-6, "tensor %u layer %u has no gradient", w->file.kind, w->file.layer)) continue;
    double side[2];
    float *moved = allocate(l.floats, sizeof *moved);
    for (int s = 0; s < 2; s++) {
      hrm_learn_totals t;
      memcpy(moved, weights, l.floats * sizeof *moved);
      for (size_t k = 0; k < w->count; k++)
        moved[w->at + k] += (float)((s ? -distance : distance) * gradient[w->at + k] / norm);
      run_segments(&o, &l, moved, &data, 1, NULL, &t);
      side[s] = t.lm + .5 * t.q_halt;
    }
    free(moved);
    const double slope = (side[0] - side[1]) / (2 * distance);
    CHECK(fabs(slope - norm) < .01 * norm + 2e-4, "%s, %s, seed %u, tensor %u layer %u: difference %.6g, gradient %.6g",
          layout_text(&l), loss, (unsigned)seed, w->file.kind, w->file.layer, slope, norm);
  }
  free(weights);
  free(gradient);
  examples_free(&data);
}

static void difference_checks(void) {
  differences(tiny_layout(HRM_LEARNED, 9, 16), "softmax", 0);
  differences(tiny_layout(HRM_LEARNED, 16, 32), "stablemax", .1);
  differences(tiny_layout(HRM_ROPE, 19, 16), "softmax", .1);
  differences(tiny_layout(HRM_ROPE, 120, 32), "stablemax", 0); /* more tokens than are attended to at a time */
  differences(tiny_layout(HRM_RELATIVE, 12, 16), "softmax", 0);
  differences(tiny_layout(HRM_RELATIVE_ABSOLUTE, 21, 32), "softmax", .1);
  differences(tiny_layout(HRM_RELATIVE, 150, 16), "stablemax", 0); /* likewise */
  differences(tiny_trm(HRM_ROPE, 16, 0), "softmax", 0);
  differences(tiny_trm(HRM_LEARNED, 21, 0), "stablemax", .1);
  differences(tiny_trm(HRM_NO_POS, 9, 0), "softmax", 0);
  differences(tiny_trm(HRM_NO_POS, 16, 48), "stablemax", 0);
  differences(tiny_trm(HRM_LEARNED, 13, 16), "softmax", .1); /* 16 tokens: nothing to fill up */
  differences(tiny_mixer(25), "softmax", 0);
}

/* The gradient span: with "one" the weights of the first segment's earlier calls get nothing, and the sum over more
 * calls differs. */
static void spans(void) {
  layout l = tiny_layout(HRM_LEARNED, 9, 16);
  float *weights = tiny_weights(&l, 3), *gradients[3];
  dataset data = random_examples(&l, 1, 3);
  const char *const names[] = {"one", "cycle", "full"};
  for (int i = 0; i < 3; i++) {
    options o = still_options();
    o.gradient = names[i];
    gradients[i] = allocate(l.floats, sizeof(float));
    run_segments(&o, &l, weights, &data, 1, gradients[i], NULL);
  }
  CHECK(gradient_calls(&l.config, "one") == 2 && gradient_calls(&l.config, "cycle") == 3 &&
            gradient_calls(&l.config, "full") == 6 && gradient_calls(&l.config, "4") == 4,
        "calls of a span");
  CHECK(gradient_calls(&l.config, "7") == 0 && gradient_calls(&l.config, "most") == 0, "a span that does not exist");
  const weight *head = hrm_layout_find(&l, HRM_LM_HEAD, 0), *block = hrm_layout_block(&l, MODULE_L, 0, DOWN);
  for (int i = 1; i < 3; i++) {
    CHECK(!memcmp(gradients[i] + head->at, gradients[0] + head->at, head->count * sizeof(float)),
          "%s: the head's gradient depends on the span", names[i]);
    CHECK(memcmp(gradients[i] + block->at, gradients[i - 1] + block->at, block->count * sizeof(float)),
          "%s: the same gradient as %s", names[i], names[i - 1]);
  }
  for (int i = 0; i < 3; i++) free(gradients[i]);
  free(weights);
  examples_free(&data);
}

static double cosine(const float *a, const float *b, size_t n) {
  double dot = 0;
  for (size_t i = 0; i < n; i++) dot += (double)a[i] * b[i];
  return dot / (norm_of(a, n) * norm_of(b, n) + 1e-30);
}

/* All modes compute the same: float32 ones to rounding, bfloat16 nearly. */
static void compare_modes(uint32_t seq_len) {
  const hrm_config c = {.vocab_size = 11,
                        .seq_len = seq_len,
                        .puzzle_emb_len = 1,
                        .num_puzzle_identifiers = 1,
                        .hidden_size = 128,
                        .num_heads = 4,
                        .inner_size = 384,
                        .H_layers = 2,
                        .L_layers = 2,
                        .H_cycles = 2,
                        .L_cycles = 2,
                        .halt_max_steps = 4,
                        .pos_encodings = HRM_LEARNED,
                        .rope_theta = 1,
                        .rms_norm_eps = 1e-5f};
  layout l;
  layout_init(&l, &c);
  float *weights = tiny_weights(&l, 11), *expected = allocate(l.floats, sizeof *expected),
        *got = allocate(l.floats, sizeof *got);
  dataset data = random_examples(&l, 1, 11);
  options o = still_options();
  o.gradient = "cycle";
  o.precision = "f32-plain";
  run_segments(&o, &l, weights, &data, 1, expected, NULL);
  bool bf16 = false;
  for (uint32_t mode = 0; mode < HRM_LEARN_MODES; mode++) {
    if (!runs_here(mode)) continue;
    o.precision = hrm_learn_mode_name(mode);
    run_segments(&o, &l, weights, &data, 1, got, NULL);
    const bool exact = !strncmp(o.precision, "f32", 3);
    double worst = 1;
    bf16 |= !exact;
    for (uint32_t i = 0; i < l.count; i++) {
      const weight *w = &l.weights[i];
      if (!w->trained) continue;
      const double same = cosine(expected + w->at, got + w->at, w->count),
                   ratio = norm_of(got + w->at, w->count) / norm_of(expected + w->at, w->count);
      if (same < worst) worst = same;
      CHECK(same > (exact ? 1 - 1e-6 : .999), "%s: tensor %u layer %u: cosine %.8f", o.precision, w->file.kind,
            w->file.layer, same);
      CHECK(fabs(ratio - 1) < (exact ? 1e-4 : .05), "%s: tensor %u layer %u: %.6f of the norm", o.precision,
            w->file.kind, w->file.layer, ratio);
    }
    printf("%u tokens, %s against f32-plain: smallest cosine of a tensor's gradient %.7f\n", seq_len + 1, o.precision,
           worst);
  }
  if (!bf16) printf("this machine has no AVX512-BF16: the bf16 mode was not tested\n");
  free(weights);
  free(expected);
  free(got);
  examples_free(&data);
}

static void modes(void) {
  compare_modes(81);
  compare_modes(100); /* an odd number of tokens, and keys that are no 96 */
}

/* A segment's result must not depend on which samples share a microbatch, nor on the number of threads. */
static void shared_microbatches(layout l) {
  dataset data = random_examples(&l, 8, 5);
  data.which = -1;
  float *weights = tiny_weights(&l, 5), *gradients[3];
  double losses[3];
  for (int i = 0; i < 3; i++) {
    options o = still_options();
    o.slots = 7; /* a last microbatch that is not full */
    o.microbatch = i == 0 ? 1 : 4;
    o.threads = i == 2 ? 3 : 1;
    hrm_learn_totals t;
    gradients[i] = allocate(l.floats, sizeof(float));
    run_segments(&o, &l, weights, &data, 2, gradients[i], &t);
    losses[i] = t.lm;
    CHECK(t.segments == 7, "%u segments", (unsigned)t.segments);
  }
  for (int i = 1; i < 3; i++) {
    CHECK(fabs(losses[i] - losses[0]) < 1e-5 * losses[0], "loss %.9g, alone %.9g", losses[i], losses[0]);
    CHECK(cosine(gradients[i], gradients[0], l.floats) > 1 - 1e-8, "cosine %.9f",
          cosine(gradients[i], gradients[0], l.floats));
  }
  for (int i = 0; i < 3; i++) free(gradients[i]);
  free(weights);
  examples_free(&data);
}

static void microbatches(void) {
  shared_microbatches(tiny_layout(HRM_LEARNED, 9, 16));
  shared_microbatches(tiny_layout(HRM_RELATIVE_ABSOLUTE, 9, 16)); /* samples of different lengths */
  shared_microbatches(tiny_trm(HRM_NO_POS, 9, 48));
}

const test gradient_tests[] = {{"gradient of every tensor against differences of the loss", difference_checks},
                               {"gradient spans", spans},
                               {"arithmetic modes against each other", modes},
                               {"microbatches and threads change nothing", microbatches},
                               {0}};
