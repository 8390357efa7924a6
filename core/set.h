/* set.h - the set of instructions of this build: the only place that looks at the compiler's flags. It names the set,
 * by which its kernels are called, and gives the types and numbers that differ between sets. */
#ifndef HRM_SET_H
#define HRM_SET_H
#include <stdint.h>

#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
#define HRM_SET avx512
#define HRM_AVX512 1
#elif defined(__AVX2__)
#define HRM_SET avx2
#define HRM_Q8_STEPS 2u
#elif defined(__wasm_relaxed_simd__) && defined(HRM_SUMS_IN_16_BITS)
#define HRM_SET relaxed16
#define HRM_RELAXED 1
#define HRM_Q8_STEPS 1u
#elif defined(__wasm_relaxed_simd__)
#define HRM_SET relaxed
#define HRM_RELAXED 1
#elif defined(__wasm_simd128__)
#define HRM_SET simd
#else
#define HRM_SET scalar
#define HRM_SCALAR 1
#endif

/* A quantized activation q is stored as q + HRM_Q8_ZERO in the type that the set's dot product reads. */
#if defined(HRM_RELAXED) || defined(__AVX2__)
typedef uint8_t hrm_q8;
#define HRM_Q8_ZERO 64
#else
typedef int16_t hrm_q8;
#define HRM_Q8_ZERO 0
#endif

/* Sets with HRM_Q8_STEPS sum products of 8 bits first in 16 bits, where their instruction leaves sums of two products.
 * A vector holds so many steps of four elements a row, which are summed apart. The sums are the same as those of other
 * sets: two of every four products of a row are summed over one block of the depth or several, as many as are sure to
 * fit. What overflows meanwhile does not matter: with HRM_Q8_ZERO taken out, such a sum is at most the root of the
 * product of both sides' sums of squares (Cauchy and Schwarz), here called their energies. Where not even one block is
 * sure to fit, sums of two products are widened one by one. */
#ifdef HRM_Q8_STEPS
#define HRM_Q8_BLOCK (16u * HRM_Q8_STEPS)
#endif

#define HRM_JOIN_NAMES(name, set) hrm_##name##_##set
#define HRM_NAME_IN(name, set) HRM_JOIN_NAMES(name, set)
/* The set's kernel of this name. */
#define HRM_KERNEL(name) HRM_NAME_IN(name, HRM_SET)
#define HRM_TEXT_OF(x) #x
#define HRM_TEXT(x) HRM_TEXT_OF(x)
/* The set's name as a string. */
#define HRM_SET_NAME HRM_TEXT(HRM_SET)

#endif
