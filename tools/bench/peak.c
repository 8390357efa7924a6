/* peak.c - what the machine gives to the instructions of the matrix products: the inner loops of core/kernels_wasm.c
 * and core/kernels_x86.c without the loads of activations, weights from the first cache. For WebAssembly, and natively
 * where AVX-512 with VNNI or AVX2 is compiled in. */
#include <stdint.h>

#define STEPS 128 /* of the inner loop: a panel of 2 KB, 4 KB with AVX2, or 8 KB with AVX-512 */

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#define EXPORT(name) __attribute__((export_name(#name)))
#define PANELS 2
#define BYTES 16
typedef v128_t floats, ints;
#define LOAD_FLOATS(at) wasm_v128_load(at)
#define STEP_FLOATS(sums, w, x) wasm_f32x4_add(sums, wasm_f32x4_mul(w, x))
#ifdef __wasm_relaxed_simd__
#define LOAD_INTS(at) wasm_v128_load(at)
#define STEP_INTS(sums, w, x) wasm_i32x4_relaxed_dot_i8x16_i7x16_add(w, x, sums)
#define INT_OPERATIONS 32 /* of a step: a multiplication and an addition are two */
#define STEP_SHORT(sums, w, x) wasm_i16x8_add(sums, wasm_i16x8_relaxed_dot_i8x16_i7x16(w, x)) /* in 16 bits */
#define WIDEN(sums, short_sums) wasm_i32x4_add(sums, wasm_i32x4_dot_i16x8(short_sums, wasm_i16x8_const_splat(1)))
#else
#define LOAD_INTS(at) wasm_i16x8_load8x8(at)
#define STEP_INTS(sums, w, x) wasm_i32x4_add(sums, wasm_i32x4_dot_i16x8(w, x))
#define INT_OPERATIONS 16
#endif
#elif defined(__AVX512VNNI__)
#include <immintrin.h>
#define EXPORT(name)
#define PANELS 4
#define BYTES 64
typedef __m512 floats;
typedef __m512i ints;
#define LOAD_FLOATS(at) _mm512_loadu_ps(at)
#define STEP_FLOATS(sums, w, x) _mm512_add_ps(sums, _mm512_mul_ps(w, x))
#define LOAD_INTS(at) _mm512_loadu_si512(at)
#define STEP_INTS(sums, w, x) _mm512_dpbusd_epi32(sums, x, w)
#define INT_OPERATIONS 128
#elif defined(__AVX2__)
#include <immintrin.h>
#define EXPORT(name)
#define PANELS 2
#define BYTES 32
typedef __m256 floats;
typedef __m256i ints;
#define LOAD_FLOATS(at) _mm256_loadu_ps(at)
#define STEP_FLOATS(sums, w, x) _mm256_add_ps(sums, _mm256_mul_ps(w, x))
#define LOAD_INTS(at) _mm256_loadu_si256((const __m256i *)(at))
#define STEP_INTS(sums, w, x) \
  _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), _mm256_set1_epi16(1)))
#define INT_OPERATIONS 64
#define STEP_SHORT(sums, w, x) _mm256_add_epi16(sums, _mm256_maddubs_epi16(x, w))
#define WIDEN(sums, short_sums) _mm256_add_epi32(sums, _mm256_madd_epi16(short_sums, _mm256_set1_epi16(1)))
#endif

#ifdef PANELS
/* The sums stay in registers only if the loops over them are unrolled, and in V8 only if the loop around them is not.
 */
#define UNROLL _Pragma("GCC unroll 4")
#ifdef __clang__
#define ROLLED _Pragma("clang loop unroll(disable)")
#else
#define ROLLED _Pragma("GCC unroll 1")
#endif
/* Not static: nothing may be concluded from what they hold. */
_Alignas(64) uint8_t weights[PANELS * STEPS * BYTES], activations[4 * BYTES], results[4 * PANELS * BYTES];

/* Returns the operations of one repetition. */
#define PEAK(name, vector, LOAD, STEP, operations) \
  EXPORT(name) uint32_t name(uint32_t repetitions) { \
    vector sums[4][PANELS], x[4]; \
    UNROLL \
    for (int t = 0; t < 4; t++) { \
      x[t] = *(const vector *)(const void *)(activations + t * BYTES); \
      UNROLL \
      for (int p = 0; p < PANELS; p++) sums[t][p] = x[t]; \
    } \
    for (uint32_t r = 0; r < repetitions; r++) { \
      ROLLED \
      for (int k = 0; k < STEPS; k++) { \
        UNROLL \
        for (int p = 0; p < PANELS; p++) { \
          const vector w = LOAD((const void *)(weights + (p * STEPS + k) * BYTES)); \
          UNROLL \
          for (int t = 0; t < 4; t++) sums[t][p] = STEP(sums[t][p], w, x[t]); \
        } \
      } \
    } \
    UNROLL \
    for (int t = 0; t < 4; t++) { \
      UNROLL \
      for (int p = 0; p < PANELS; p++) *(vector *)(void *)(results + (t * PANELS + p) * BYTES) = sums[t][p]; \
    } \
    return operations * 4 * PANELS * STEPS; \
  }
PEAK(peak_f32, floats, LOAD_FLOATS, STEP_FLOATS, BYTES / 4 * 2)
/* Fused multiply-add is the learning library's alone. */
#ifdef __wasm_relaxed_simd__
#define STEP_FUSED(sums, w, x) wasm_f32x4_relaxed_madd(w, x, sums)
#elif defined(__AVX512F__)
#define STEP_FUSED(sums, w, x) _mm512_fmadd_ps(w, x, sums)
#elif defined(__FMA__)
#define STEP_FUSED(sums, w, x) _mm256_fmadd_ps(w, x, sums)
#endif
#ifdef STEP_FUSED
PEAK(peak_f32_fused, floats, LOAD_FLOATS, STEP_FUSED, BYTES / 4 * 2)
#endif
PEAK(peak_q8, ints, LOAD_INTS, STEP_INTS, INT_OPERATIONS)
#ifdef STEP_SHORT
#define SHORT_STEPS 8 /* two blocks of core/kernels.h */
/* The same with one panel, for there are twice as many sums. */
EXPORT(peak_q8_blocks) uint32_t peak_q8_blocks(uint32_t repetitions) {
  ints sums[4], x[4];
  UNROLL
  for (int t = 0; t < 4; t++) sums[t] = x[t] = *(const ints *)(const void *)(activations + t * BYTES);
  for (uint32_t r = 0; r < repetitions; r++) {
    ROLLED
    for (int k = 0; k < STEPS; k += SHORT_STEPS) {
      ints short_sums[4];
      UNROLL
      for (int t = 0; t < 4; t++) short_sums[t] = x[t];
      ROLLED
      for (int i = k; i < k + SHORT_STEPS; i++) {
        const ints w = LOAD_INTS((const void *)(weights + i * BYTES));
        UNROLL
        for (int t = 0; t < 4; t++) short_sums[t] = STEP_SHORT(short_sums[t], w, x[t]);
      }
      UNROLL
      for (int t = 0; t < 4; t++) sums[t] = WIDEN(sums[t], short_sums[t]);
    }
  }
  UNROLL
  for (int t = 0; t < 4; t++) *(ints *)(void *)(results + t * BYTES) = sums[t];
  return INT_OPERATIONS * 4 * STEPS;
}
#endif
#endif
