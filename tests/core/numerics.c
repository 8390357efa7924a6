/* numerics.c - the exponential and the RoPE tables against the C library in double precision. */
#include "check.h"
#include "hrm.h"
#include "numerics.h"
#include <math.h>
#include <stdlib.h>

static double ulp_of(double x) { return ldexp(1, ilogb(x) - 23); }

static void test_exp(void) {
  double worst = 0;
  float at = 0;
  for (int negative = 0; negative < 2; negative++) { /* every 797th float between the limits */
    const uint32_t last = hrm_bits(negative ? -HRM_EXP_MIN : HRM_EXP_MAX);
    for (uint32_t bits = 0; bits <= last; bits += 797) {
      const float x = negative ? -hrm_float(bits) : hrm_float(bits);
      const double exact = exp((double)x), error = fabs((double)hrm_exp(x) - exact) / ulp_of(exact);
      if (error > worst) worst = error, at = x;
    }
  }
  CHECK(worst < 1.5, "the error is %g ulp at %a", worst, (double)at);
  CHECK(hrm_exp(0.0f) == 1.0f && hrm_exp(-0.0f) == 1.0f, "exp(0) is %a", (double)hrm_exp(0.0f));
}

static void test_exp_limits(void) {
  CHECK(hrm_exp(-1e30f) == hrm_exp(HRM_EXP_MIN) && hrm_exp(-INFINITY) == hrm_exp(HRM_EXP_MIN), "%a",
        (double)hrm_exp(-1e30f));
  CHECK(hrm_exp(1e30f) == hrm_exp(HRM_EXP_MAX) && hrm_exp(INFINITY) == hrm_exp(HRM_EXP_MAX), "%a",
        (double)hrm_exp(1e30f));
  CHECK(isnormal(hrm_exp(HRM_EXP_MIN)) && isnormal(hrm_exp(HRM_EXP_MAX)), "%a %a", (double)hrm_exp(HRM_EXP_MIN),
        (double)hrm_exp(HRM_EXP_MAX));
}

static void test_exp_coarse(void) {
  double worst = 0;
  for (uint32_t bits = 0; bits <= hrm_bits(-HRM_EXP_COARSE_MIN); bits += 797) {
    const float x = -hrm_float(bits);
    worst = fmax(worst, fabs((double)hrm_exp_coarse(x) / exp((double)x) - 1));
  }
  CHECK(worst < 8.5e-5, "the relative error is %g", worst);
  CHECK(hrm_exp_coarse(-INFINITY) == hrm_exp_coarse(HRM_EXP_COARSE_MIN) && isnormal(hrm_exp_coarse(-1e30f)), "%a",
        (double)hrm_exp_coarse(-1e30f));
}

static void test_round(void) {
  random r = {7};
  for (int i = 0; i < 100000; i++) {
    const float x = i < 2000 ? (float)(i - 1000) / 2 : random_float(&r, 4e6f);
    CHECK(hrm_round(x) == (int32_t)nearbyintf(x), "%a gives %d", (double)x, hrm_round(x));
  }
}

static void test_rope_tables(void) {
  const struct {
    uint32_t tokens, head_dim;
    float theta;
  } cases[] = {{82, 32, 10000.0f}, {901, 64, 10000.0f}, {5, 4, 1.0f},
               {16384, 12, 1e6f},  {100, 128, 3e38f},   {33, 4, 1.0001f}};
  for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
    hrm_config config = {.vocab_size = 2,
                         .seq_len = cases[n].tokens,
                         .hidden_size = cases[n].head_dim,
                         .num_heads = 1,
                         .inner_size = 4,
                         .H_layers = 1,
                         .L_layers = 1,
                         .H_cycles = 1,
                         .L_cycles = 1,
                         .halt_max_steps = 1,
                         .rope_theta = cases[n].theta,
                         .rms_norm_eps = 1e-5f};
    const uint32_t half = cases[n].head_dim / 2, count = cases[n].tokens * half;
    float *cosines = guarded(count * 4), *sines = guarded(count * 4);
    CHECK(hrm_rope_tables(&config, cosines, sines, count) == HRM_OK, "case %zu", n);
    for (uint32_t t = 0; t < cases[n].tokens; t++) {
      for (uint32_t i = 0; i < half; i++) {
        const double angle = t * pow((double)cases[n].theta, -2.0 * i / cases[n].head_dim);
        const double c = (double)cosines[t * half + i] - cos(angle), s = (double)sines[t * half + i] - sin(angle);
        CHECK(fabs(c) <= 3.1e-8 && fabs(s) <= 3.1e-8, "theta %g, token %u, pair %u: off by %g, %g",
              (double)cases[n].theta, t, i, c, s);
        CHECK(fabsf(cosines[t * half + i]) <= 1 && fabsf(sines[t * half + i]) <= 1, "token %u", t);
      }
    }
    CHECK(hrm_rope_tables(&config, cosines, sines, count - 1) == HRM_ERROR_BUFFER, "case %zu", n);
    CHECK(hrm_rope_tables(&config, NULL, sines, count) == HRM_ERROR_ARGUMENT, "case %zu", n);
    release(cosines), release(sines);
  }
}

const test numerics_tests[] = {
    {"exp is within 1.5 ulp", test_exp},
    {"exp at its limits", test_exp_limits},
    {"the coarse exp is within 8.5e-5", test_exp_coarse},
    {"rounding to even", test_round},
    {"RoPE tables are the rounded cosines and sines", test_rope_tables},
    {0},
};
