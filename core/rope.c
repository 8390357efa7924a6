/* rope.c - the tables of rotary position embedding, for writers of files. In double precision by own series, so that
 * they do not depend on a C library; each entry is then rounded to float once. */
#include "internal.h"

#define LN2_HIGH 0x1.62e42feep-1 /* 33 bits of ln(2), and the rest: multiples of the first part are exact */
#define LN2_LOW 0x1.a39ef35793c76p-33
#define HALF_PI_HIGH 0x1.921fb544p+0
#define HALF_PI_LOW 0x1.0b4611a626331p-34

static double power_of_two(int exponent) {
  const uint64_t bits = (uint64_t)(exponent + 1023) << 52;
  double power;
  memcpy(&power, &bits, sizeof power);
  return power;
}

/* ln(x) for a normal x > 0: with x = m 2^e and s = (m-1)/(m+1), ln(m) = 2 (s + s^3/3 + s^5/5 + ...). */
static double natural_log(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  int exponent = (int)(bits >> 52) - 1023;
  double mantissa = x * power_of_two(-exponent);
  if (mantissa > 1.4142135623730951) mantissa *= 0.5, exponent++;
  const double s = (mantissa - 1) / (mantissa + 1), square = s * s;
  double sum = 0;
  for (int n = 25; n >= 1; n -= 2) sum = sum * square + 1.0 / n;
  return exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * s * sum);
}

/* exp(-x) for 0 <= x <= ln(FLT_MAX). */
static double exp_of_minus(double x) {
  const int n = (int)(x * 1.4426950408889634 + 0.5);
  const double r = n * LN2_LOW - (x - n * LN2_HIGH); /* -x = -n ln(2) + r */
  double sum = 1;
  for (int k = 18; k >= 1; k--) sum = 1 + sum * r / k;
  return sum * power_of_two(-n);
}

/* Cosine and sine for 0 <= angle <= 2^14, by the series after a reduction to [-pi/4, pi/4]. */
static void cos_sin(double angle, double *cosine, double *sine) {
  const int quarter = (int)(angle * 0.6366197723675814 + 0.5);
  const double r = (angle - quarter * HALF_PI_HIGH) - quarter * HALF_PI_LOW, square = r * r;
  double c = 1, s = 1;
  for (int k = 20; k >= 2; k -= 2) {
    c = 1 - c * square / (k * (k - 1));
    s = 1 - s * square / (k * (k + 1));
  }
  s *= r;
  switch (quarter % 4) {
  case 0: *cosine = c, *sine = s; break;
  case 1: *cosine = -s, *sine = c; break;
  case 2: *cosine = -c, *sine = -s; break;
  default: *cosine = s, *sine = -c; break;
  }
}

hrm_status hrm_rope_tables(const hrm_config *config, float *cosines, float *sines, uint64_t count_each) {
  const hrm_status status = hrm_config_check(config, NULL);
  if (status) return status;
  if (!cosines || !sines) return HRM_ERROR_ARGUMENT;
  const uint32_t tokens = hrm_tokens(config), head_dim = config->hidden_size / config->num_heads, half = head_dim / 2;
  if (count_each != (uint64_t)tokens * half) return HRM_ERROR_BUFFER;
  const double log_theta = natural_log(config->rope_theta);
  for (uint32_t i = 0; i < half; i++) {
    const double frequency = exp_of_minus(log_theta * (2.0 * i / head_dim));
    for (uint32_t token = 0; token < tokens; token++) {
      double cosine, sine;
      cos_sin(token * frequency, &cosine, &sine);
      cosines[(uint64_t)token * half + i] = (float)cosine;
      sines[(uint64_t)token * half + i] = (float)sine;
    }
  }
  return HRM_OK;
}
