/* calibrate.c - int4 weights chosen by the inputs they meet. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../tools/train/calibrate.h"
#include "../../tools/train/init.h"
#include "../../tools/train/model_file.h"
#include "../../tools/train/memory.h"
#include "fixture.h"

enum { ROWS = 24, COLS = 80, INPUTS = 400 }; /* two and a half groups */

/* Inputs that hang together, as activations do, and the sum of x x^T over them. */
static void make_inputs(float inputs[INPUTS][COLS], float *moment, rng *r) {
  float mixing[8][COLS];
  for (size_t i = 0; i < 8 * COLS; i++) mixing[i / COLS][i % COLS] = hrm_random_normal(r);
  memset(moment, 0, COLS * COLS * sizeof *moment);
  for (size_t n = 0; n < INPUTS; n++) {
    for (size_t c = 0; c < COLS; c++) inputs[n][c] = .2f * hrm_random_normal(r);
    for (size_t k = 0; k < 8; k++) {
      const float share = hrm_random_normal(r);
      for (size_t c = 0; c < COLS; c++) inputs[n][c] += share * mixing[k][c];
    }
    for (size_t i = 0; i < COLS; i++)
      for (size_t j = i; j < COLS; j++) moment[i * COLS + j] += inputs[n][i] * inputs[n][j];
  }
}

static void rounding(void) {
  static float inputs[INPUTS][COLS], moment[COLS * COLS], matrix[ROWS * COLS], rounded[ROWS * COLS];
  rng r = rng_stream(5, 0);
  make_inputs(inputs, moment, &r);
  for (size_t i = 0; i < ROWS * COLS; i++) matrix[i] = .1f * hrm_random_normal(&r);
  for (size_t c = 0; c < COLS; c++) matrix[7 * COLS + c] = 0; /* a row of zeros stays one */
  memcpy(rounded, matrix, sizeof matrix);
  round_by_moment(rounded, ROWS, COLS, moment);
  for (size_t row = 0; row < ROWS; row++)
    for (size_t from = 0; from < COLS; from += 32) {
      /* at most 16 values a group, all multiples of one step */
      float step = 0, most = 0;
      for (size_t c = from; c < COLS && c < from + 32; c++) {
        const float size = fabsf(rounded[row * COLS + c]);
        most = fmaxf(most, size);
        for (size_t d = from; d < c; d++) {
          const float apart = fabsf(rounded[row * COLS + c] - rounded[row * COLS + d]);
          if (apart > 1e-6f && (step == 0 || apart < step)) step = apart;
        }
      }
      CHECK(row == 7 ? most == 0 : step > 0 && most <= 8.01f * step, "row %zu, group %zu: steps of %g up to %g", row,
            from / 32, (double)step, (double)most);
    }
  double direct = 0;
  for (size_t n = 0; n < INPUTS; n++)
    for (size_t row = 0; row < ROWS; row++) {
      double y = 0;
      for (size_t c = 0; c < COLS; c++) y += (double)inputs[n][c] * (matrix[row * COLS + c] - rounded[row * COLS + c]);
      direct += y * y;
    }
  const double error = product_error(matrix, rounded, ROWS, COLS, moment);
  /* inputs that have nothing to do with one another leave nothing to make up for: plain rounding */
  static float plain[ROWS * COLS], alone[COLS * COLS];
  memcpy(plain, matrix, sizeof matrix);
  for (size_t c = 0; c < COLS; c++) alone[c * COLS + c] = 1;
  round_by_moment(plain, ROWS, COLS, alone);
  for (size_t i = 0; i < ROWS * COLS; i++)
    CHECK(fabsf(plain[i] - matrix[i]) <= .04f, "%g was rounded to %g", (double)matrix[i], (double)plain[i]);
  CHECK(error < .5 * product_error(matrix, plain, ROWS, COLS, moment), "error %g, of plain rounding %g", error,
        product_error(matrix, plain, ROWS, COLS, moment));
  CHECK(fabs(error - direct) <= 1e-3 * direct, "error %g by the moment, %g by the products", error, direct);
}

/* most: of the errors of plain rounding, which inputs that go together leave less of. */
static void calibrated(layout l, double most) {
  layout m;
  float *weights = tiny_weights(&l, 6), *chosen = allocate(l.floats, sizeof *chosen),
        *again = allocate(l.floats, sizeof *again);
  dataset data = random_examples(&l, 6, 4);
  memcpy(chosen, weights, l.floats * sizeof *weights);
  hrm_team *t = team_new(2);
  const double share = calibrate(t, &l, chosen, &task_fixture, &data, 0, 3);
  printf("%s: errors of products: %.3f of plain rounding's (seeds 6 and 4)\n", layout_text(&l), share);
  CHECK(share > 0 && share < most, "errors of products: %.3f of plain rounding's", share);
  for (uint32_t i = 0; i < l.count; i++) {
    const weight *w = &l.weights[i];
    const bool same = !memcmp(chosen + w->at, weights + w->at, w->count * sizeof(float));
    CHECK(same == !hrm_layout_is_matrix(w), "tensor %u %s", w->file.kind, same ? "was left as it is" : "changed");
  }
  /* what a file of them gives back loses no more than it says */
  char path[512];
  snprintf(path, sizeof path, "%s/calibrated.hrm", files.work);
  hrm_file_save(path, &l, chosen, HRM_Q4);
  float *back = hrm_file_load(path, &m);
  round_weights(&l, HRM_Q4, chosen, again);
  CHECK(!memcmp(back, again, l.floats * sizeof *back), "the file gives back other weights");
  for (size_t i = 0; i < l.floats; i++)
    CHECK(fabsf(back[i] - chosen[i]) <= 1e-3f, "weight %zu: %g became %g", i, (double)chosen[i], (double)back[i]);
  team_free(t);
  void *const all[] = {weights, chosen, again, back};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  examples_free(&data);
}

static void model(void) {
  calibrated(tiny_layout(HRM_LEARNED, 9, 16), .8);
  calibrated(tiny_trm(HRM_NO_POS, 9, 48), .95);
}

const test calibration_tests[] = {{"columns make up for the rounding of those before", rounding},
                                  {"a model rounded by the inputs it meets", model},
                                  {0}};
