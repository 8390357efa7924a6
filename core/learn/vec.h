/* vec.h - a vector of floats and the storage type of activations, for one arithmetic mode.
 *
 * Everything that computes the network is written once against this file and compiled once for each mode (build.mk):
 *   ACT_BF16=1: activations and packed weights are bfloat16, products are vdpbf16ps (AVX512-BF16), sums are float32
 *   ACT_BF16=1, ACT_AMX=1: the same with products on AMX tiles (amx.h)
 *   ACT_BF16=0: all float32, GCC vector extensions, so any CPU will do
 * A "unit" is the 32 bits a product works on: a pair of bfloat16, or one float. */
#ifndef HRM_LEARN_VEC_H
#define HRM_LEARN_VEC_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

#define INLINE static inline __attribute__((always_inline))
#if defined(__AVX512F__)
#define LANES 16
#elif defined(__AVX2__)
#define LANES 8
#else
#define LANES 4
#endif

typedef float vf __attribute__((vector_size(4 * LANES)));
typedef int32_t vi __attribute__((vector_size(4 * LANES)));
typedef vf vf_unaligned __attribute__((aligned(4), may_alias));
typedef vi vi_unaligned __attribute__((aligned(4), may_alias));
typedef uint32_t unit __attribute__((may_alias));

INLINE vf vf_load(const float *p) { return *(const vf_unaligned *)p; }
INLINE void vf_store(float *p, vf v) { *(vf_unaligned *)p = v; }
INLINE vi vi_load(const unit *p) { return *(const vi_unaligned *)p; }
INLINE void vi_store(unit *p, vi v) { *(vi_unaligned *)p = v; }
INLINE vf vf_set(float x) { return x - (vf){0}; }
INLINE vf vf_max(vf a, vf b) {
#ifdef __AVX512F__
  return (vf)_mm512_max_ps((__m512)a, (__m512)b);
#elif defined(__wasm_simd128__)
  return (vf)wasm_f32x4_pmax((v128_t)b, (v128_t)a);
#else
  const vi m = a > b;
  return (vf)(((vi)a & m) | ((vi)b & ~m));
#endif
}
INLINE float vf_sum(vf v) {
#ifdef __AVX512F__
  return _mm512_reduce_add_ps((__m512)v);
#else
  float sum = v[0];
  for (int i = 1; i < LANES; i++) sum += v[i];
  return sum;
#endif
}
INLINE float vf_largest(vf v) {
#ifdef __AVX512F__
  return _mm512_reduce_max_ps((__m512)v);
#else
  float m = v[0];
  for (int i = 1; i < LANES; i++) m = v[i] > m ? v[i] : m;
  return m;
#endif
}

/* e^x for x < 87; far below, 0 or next to it. Relative error 1e-7, or 8e-5 where results are rounded to bfloat16 (4e-3)
 * anyway. The polynomials are least-squares fits of 2^f, relative, on the Chebyshev points of [-1/2, 1/2]. */
INLINE vf vf_exp(vf x) {
#ifdef __AVX512F__
  const vf t = x * 1.44269504f, n = (vf)_mm512_roundscale_ps((__m512)t, 8), f = t - n;
#else
  /* adding 1.5 * 2^23 rounds to an integer, which then stands in the low bits */
  const vf t = vf_max(x, vf_set(-87.f)) * 1.44269504f, shifted = t + 12582912.f, f = t - (shifted - 12582912.f);
#endif
#if ACT_BF16
  const vf p = ((.0550886838f * f + .242604051f) * f + .693276242f) * f + .99992894f;
#else
  const vf p = ((((.00132669704f * f + .00967545975f) * f + .0555074262f) * f + .240221218f) * f + .693146949f) * f +
               1.00000007f;
#endif
#ifdef __AVX512F__
  return (vf)_mm512_scalef_ps((__m512)p, (__m512)n);
#else
  return (vf)((vi)p + ((vi)shifted << 23)); /* times 2^n: the bits of 1.5 * 2^23 are shifted out */
#endif
}

#if ACT_BF16
typedef uint16_t act;
#define UNIT_ACTS 2
INLINE float act_get(act x) {
  const uint32_t u = (uint32_t)x << 16;
  float f;
  memcpy(&f, &u, 4);
  return f;
}
INLINE act act_of(float f) { /* to nearest, ties to even */
  uint32_t u;
  memcpy(&u, &f, 4);
  return (act)((u + 0x7fff + ((u >> 16) & 1)) >> 16);
}
#ifndef __AVX512BF16__ /* plainly, for what is tested without those instructions */
INLINE vi act_widen(const act *p) {
  vi v = {0};
  for (int i = 0; i < LANES; i++) v[i] = p[i];
  return v;
}
INLINE vf act_load(const act *p) { return (vf)(act_widen(p) << 16); }
INLINE void act_store(act *p, vf v) {
  for (int i = 0; i < LANES; i++) p[i] = act_of(v[i]);
}
INLINE vi act_pair(vf row0, vf row1) {
  vi v = {0};
  for (int i = 0; i < LANES; i++) v[i] = (int32_t)((uint32_t)act_of(row1[i]) << 16 | act_of(row0[i]));
  return v;
}
#else
INLINE vi act_widen(const act *p) {
  return (vi)_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(const void *)p));
}
INLINE vf act_load(const act *p) { return (vf)(act_widen(p) << 16); }
INLINE void act_store(act *p, vf v) {
  _mm256_storeu_si256((__m256i *)(void *)p, (__m256i)_mm512_cvtneps_pbh((__m512)v));
}
/* Sixteen columns of two consecutive rows, as units. */
INLINE vi act_pair(vf row0, vf row1) {
  const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21,
                                         5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  return (vi)_mm512_permutexvar_epi16(order, (__m512i)_mm512_cvtne2ps_pbh((__m512)row1, (__m512)row0));
}
INLINE vf unit_dot(vf sum, vi a, vi b) { return (vf)_mm512_dpbf16_ps((__m512)sum, (__m512bh)a, (__m512bh)b); }
#endif
#else
typedef float act;
#define UNIT_ACTS 1
INLINE float act_get(act x) { return x; }
INLINE act act_of(float f) { return f; }
INLINE vf act_load(const act *p) { return vf_load(p); }
INLINE void act_store(act *p, vf v) { vf_store(p, v); }
INLINE vf unit_dot(vf sum, vi a, vi b) {
#ifdef __wasm_relaxed_simd__
  return (vf)wasm_f32x4_relaxed_madd((v128_t)a, (v128_t)b, (v128_t)sum); /* fused where the processor can */
#else
  return sum + (vf)a * (vf)b;
#endif
}
#endif

INLINE vf vf_sigmoid(vf x) {
  const vf d = vf_exp(-vf_max(x, vf_set(-80.f))) + 1.f;
#if ACT_BF16 && defined(__AVX512F__)
  const vf r = (vf)_mm512_rcp14_ps((__m512)d);
  return r * (2.f - d * r);
#else
  return 1.f / d;
#endif
}

/* Units that hold n consecutive activations along the summed dimension. */
INLINE size_t units_of(size_t n) { return (n + UNIT_ACTS - 1) / UNIT_ACTS; }
/* Activation rows a row-pair panel needs for n rows: n rounded up to even. */
INLINE size_t even(size_t n) { return (n + 1) & ~(size_t)1; }

#endif
