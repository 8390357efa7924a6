/* numerics.h - float operations spelled out to the bit, so that every compiler and engine rounds alike (MODEL.md,
 * "Numerics"). */
#ifndef HRM_NUMERICS_H
#define HRM_NUMERICS_H
#include <stdint.h>
#include <string.h>

#define HRM_MAX_FINITE 0x7F7FFFFFu /* the bits of FLT_MAX */
#define HRM_ONE 0x3F800000u        /* and of 1 */

static inline uint32_t hrm_bits(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static inline float hrm_float(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* 1.5 * 2^23: adding it rounds a float of magnitude below 2^22 to the nearest integer, ties to even, and leaves the
 * integer in the low bits. Unlike a conversion it is defined for every input. */
#define HRM_ROUNDER 12582912.0f

static inline int32_t hrm_round(float x) { return (int32_t)(hrm_bits(x + HRM_ROUNDER) - hrm_bits(HRM_ROUNDER)); }

/* A finite half-precision number, exactly. */
static inline float hrm_from_half(uint16_t half) {
  const uint32_t sign = (uint32_t)(half & 0x8000u) << 16, magnitude = half & 0x7FFFu;
  if (magnitude < 0x400u) { /* below 2^-14: multiples of 2^-24 */
    const float small = (float)magnitude * 0x1p-24f;
    return sign ? -small : small;
  }
  return hrm_float(sign | ((magnitude << 13) + (112u << 23)));
}

/* To the nearest half-precision number, ties to even; what is too large becomes the largest, 65504. */
static inline uint16_t hrm_to_half(float x) {
  const uint32_t bits = hrm_bits(x), sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7FFFFFFFu;
  uint32_t half;
  if (magnitude < 113u << 23) {
    half = (uint32_t)hrm_round(hrm_float(magnitude) * 0x1p24f);
  } else {
    half = (magnitude >= 143u << 23 ? 0x7C00u : (magnitude - (112u << 23) + 0xFFFu + (magnitude >> 13 & 1u)) >> 13);
    if (half > 0x7BFFu) half = 0x7BFFu;
  }
  return (uint16_t)(sign | half);
}

/* IEEE square root; compilers make it one instruction, given -fno-math-errno. */
static inline float hrm_sqrt(float x) { return __builtin_sqrtf(x); }

/* exp(x) as 2^n * exp(r) with |r| <= ln(2)/2 and exp(r) = 1 + r + r^2 P(r); P is the minimax polynomial for the
 * relative error (3e-9). x is first limited to [HRM_EXP_MIN, HRM_EXP_MAX], where the result is a normal number. Error
 * below 1.5 ulp. */
#define HRM_EXP_MIN (-87.3f)
#define HRM_EXP_MAX 88.3f
#define HRM_EXP_LOG2E 1.44269502f
#define HRM_EXP_LN2_HIGH 0.693359375f /* ln(2) to 9 bits: n times it is exact */
#define HRM_EXP_LN2_LOW (-2.12194442e-4f)
#define HRM_EXP_P0 0.49999994f
#define HRM_EXP_P1 0.166665211f
#define HRM_EXP_P2 0.041668389f
#define HRM_EXP_P3 0.00836871937f
#define HRM_EXP_P4 0.00138145941f

static inline float hrm_exp(float x) {
  x = x < HRM_EXP_MIN ? HRM_EXP_MIN : x;
  x = HRM_EXP_MAX < x ? HRM_EXP_MAX : x;
  const float shifted = x * HRM_EXP_LOG2E + HRM_ROUNDER, n = shifted - HRM_ROUNDER;
  const float r = (x - n * HRM_EXP_LN2_HIGH) - n * HRM_EXP_LN2_LOW;
  const float p = (((HRM_EXP_P4 * r + HRM_EXP_P3) * r + HRM_EXP_P2) * r + HRM_EXP_P1) * r + HRM_EXP_P0;
  const float power = hrm_float((hrm_bits(shifted) - hrm_bits(HRM_ROUNDER) + 127u) << 23);
  return ((p * (r * r) + r) + 1.0f) * power;
}

/* exp(x) for x <= 0 and weights that are then rounded to 7 bits, as 2^n * 2^f with |f| <= 1/2; 2^f is the minimax
 * polynomial for the relative error (7.5e-5). x is first limited to HRM_EXP_COARSE_MIN, where the result is a normal
 * number. */
#define HRM_EXP_COARSE_MIN (-86.0f)
#define HRM_EXP_COARSE_P0 0.99992807f
#define HRM_EXP_COARSE_P1 0.69326099f
#define HRM_EXP_COARSE_P2 0.24261112f
#define HRM_EXP_COARSE_P3 0.05517167f

static inline float hrm_exp_coarse(float x) {
  x = x < HRM_EXP_COARSE_MIN ? HRM_EXP_COARSE_MIN : x;
  const float power = x * HRM_EXP_LOG2E, shifted = power + HRM_ROUNDER, f = power - (shifted - HRM_ROUNDER);
  const float p = ((HRM_EXP_COARSE_P3 * f + HRM_EXP_COARSE_P2) * f + HRM_EXP_COARSE_P1) * f + HRM_EXP_COARSE_P0;
  return hrm_float(hrm_bits(p) + (hrm_bits(shifted) << 23)); /* the bits of HRM_ROUNDER are shifted out */
}

#endif
