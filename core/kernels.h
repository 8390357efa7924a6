/* kernels.h - the list of kernels: everything that is worth vector instructions. Each exists as hrm_<name>_scalar in
 * kernels_scalar.c, the plain reference, and as hrm_<name>_simd in kernels_simd.c (WebAssembly) and kernels_x86.c, and
 * all give the same bits. Declarations expand from this list and so do the tests: a kernel without a test does not
 * link.
 *
 * Vectors run across outputs, never along a sum, so a sum keeps its order at any vector width:
 *   panels [ceil(rows/4)][depth][4]     a matrix: 4 output rows a vector (storage "panel f32" of FORMAT.md)
 *   tiles  [ceil(tokens/4)][depth][4]   activations: the same layout, 4 tokens a vector, missing tokens are zeros
 *   q8 panels [ceil(rows/4)][depth/4][4 rows][4] of int8 and q8 tiles [ceil(tokens/4)][depth/4][4 tokens][4] of hrm_q8;
 * depth % 4 = 0 To quantize to +-limit is q = in * (limit / largest magnitude), rounded to even, with the scale largest
 * magnitude / limit; what is smaller than HRM_Q8_SMALLEST counts as zeros with the scale 0. Pointers must not overlap.
 * Strides and sizes count elements, not bytes. */
#ifndef HRM_KERNELS_H
#define HRM_KERNELS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HRM_Q8_LIMIT 63.0f /* largest quantized activation: 7 bits, so that a form shifted by 64 lies in 0..127 */
/* A quantized activation q is stored as q + HRM_Q8_ZERO in the type that the build's dot product reads. */
#if defined(__wasm_relaxed_simd__) || defined(__AVX2__)
typedef uint8_t hrm_q8;
#define HRM_Q8_ZERO 64
#else
typedef int16_t hrm_q8;
#define HRM_Q8_ZERO 0
#endif
#define HRM_Q8_PANEL_LIMIT 127.0f  /* largest value of a quantized panel */
#define HRM_Q8_WEIGHT_LIMIT 126.0f /* largest quantized weight of attention, before at most a half is carried to it */
#define HRM_Q8_SMALLEST 0x1p-100f  /* limit / magnitude must not overflow */

/* Where a build has two ways, gemm_q8 sums products first in 16 bits or four at once in 32. The sums are the same;
 * which is quicker depends on the processor. In 16 bits two of every four products of a row are summed over one block
 * of the depth or several, as many as are sure to fit. What overflows meanwhile does not matter: with HRM_Q8_ZERO taken
 * out, such a sum is at most the root of the product of both sides' sums of squares (Cauchy and Schwarz), here called
 * their energies. Where not even one block is sure to fit, sums of two products are widened one by one. */
#if defined(__wasm_relaxed_simd__) || defined(__AVX2__) && !(defined(__AVX512VNNI__) && defined(__AVX512VL__))
#define HRM_Q8_TWO_WAYS true
#ifdef __AVX2__
#define HRM_Q8_STEPS 2u /* a vector holds two steps of four elements a row, which are summed apart */
#else
#define HRM_Q8_STEPS 1u
#endif
#define HRM_Q8_BLOCK (16u * HRM_Q8_STEPS)
#define HRM_Q8_FITS 32700.0f /* 16 bits, less what is lost in comparing */
/* The deepest panel there is room on the stack to look at, and for how many tokens at least that is worth while. */
#define HRM_Q8_BLOCKS_DEPTH 2048u
#define HRM_Q8_BLOCKS_TOKENS 8u
/* How many blocks at a time are sure to fit, and so many times make up the depth: 4, 2, 1 or 0; from energies of panels
 * and of a tile. */
static inline size_t hrm_q8_blocks_at_a_time(const float panel[2], const float tile[2], size_t depth) {
  const float limit = HRM_Q8_FITS * HRM_Q8_FITS, two = panel[1] * tile[1];
  const size_t fit = two <= limit / 4 ? 4 : two <= limit ? 2 : panel[0] * tile[0] <= limit;
  return fit == 4 && depth % (4 * HRM_Q8_BLOCK) == 0   ? 4
         : fit >= 2 && depth % (2 * HRM_Q8_BLOCK) == 0 ? 2
                                                       : fit && depth % HRM_Q8_BLOCK == 0;
}
#define HRM_TWO_WAYS_KERNELS(X) \
  /* energies[ceil(rows/4)][2] of q8 panels, with zero 0, or of q8 tiles, whose rows are tokens, with zero \
   * HRM_Q8_ZERO. With q = what is stored - zero: 16 + 4 * the largest sum of floor((q[k]^2 + q[k+1]^2) / 4) over a \
   * block, and 32 + the same over two, the first an even one; each sum over the even k of one row with equal k % (4 * \
   * HRM_Q8_STEPS). */ \
  X(energies_q8, (float *restrict energies, const void *restrict fours, size_t rows, size_t depth, int zero))
#else
#define HRM_Q8_TWO_WAYS false
#define HRM_TWO_WAYS_KERNELS(X)
#endif

#define HRM_KERNELS(X) \
  /* out[t*token_stride + p*panel_stride + r] = sum over k = 0, 1, ... of panels[p][k][r] * tiles[..][k][..] for row \
   * 4p+r < rows and token t < tokens; starts from 0, each product is rounded before it is added. */ \
  X(gemm_f32, (float *restrict out, size_t token_stride, size_t panel_stride, const float *restrict panels, \
               size_t rows, const float *restrict tiles, size_t tokens, size_t depth)) \
  /* out[t*token_stride + p*panel_stride + r] = (float)(exact integer sum) * (row_scales[4p+r] * token_scales[t]); \
   * row_scales [rows], token_scales [tokens]; row_sums [rows]: of each row of the panels, to take out HRM_Q8_ZERO; \
   * rows % 4 = 0. energies: of the tiles, or NULL if they do not have HRM_Q8_ZERO; read where in_16_bits and \
   * HRM_Q8_TWO_WAYS. */ \
  X(gemm_q8, (float *restrict out, size_t token_stride, size_t panel_stride, const int8_t *restrict panels, \
              const float *restrict row_scales, const int32_t *restrict row_sums, size_t rows, \
              const hrm_q8 *restrict tiles, const float *restrict token_scales, const float *restrict energies, \
              size_t tokens, size_t depth, bool in_16_bits)) \
  /* tiles from in[t*stride + k]; depth % 4 = 0. */ \
  X(pack_f32, (float *restrict tiles, const float *restrict in, size_t stride, size_t tokens, size_t depth)) \
  /* q8 tiles and token_scales [tokens rounded up to 4] from in[t*stride + k], each token quantized to +-63; zeros and \
   * scales of 0 fill up. */ \
  X(pack_q8, (hrm_q8 *restrict tiles, float *restrict token_scales, const float *restrict in, size_t stride, \
              size_t tokens, size_t depth)) \
  /* The same as q8 panels, each row quantized to +-127, with row_scales and row_sums [rows rounded up to 4]. */ \
  X(pack_panels_q8, (int8_t *restrict panels, float *restrict row_scales, int32_t *restrict row_sums, \
                     const float *restrict in, size_t stride, size_t rows, size_t depth)) \
  /* scores[keys][4 queries]: each lane becomes exp(s - max) / sum, summed over keys in order. */ \
  X(softmax, (float *restrict scores, size_t keys)) \
  /* Attention's weights for quantized values, scores[keys][4 queries] -> q8 tiles of four tokens and depth `keys` \
   * rounded up to 4, without HRM_Q8_ZERO. In each lane e = hrm_exp_coarse(s - max), summed in order, w = e * \
   * value_scales[key] with maximum m, token_scales[lane] = m / (126 * sum). Of w * (126 / m) plus what was left over \
   * four keys before, the tile gets what rounding to even gives and the next such key what it leaves, so that many \
   * small weights are not lost. scores, with room for the depth, is overwritten. */ \
  X(softmax_q8, (hrm_q8 *restrict tiles, float *restrict token_scales, float *restrict scores, \
                 const float *restrict value_scales, size_t keys)) \
  /* x[rows][size] = rms(x + y[rows][size]), rms(v) = v * (1 / sqrt(mean(v^2) + eps)); size % 4 = 0. The mean is of so \
   * many elements: the others, which fill up a row, are 0. The squares of \
   * elements i with equal i % 16 are summed in order; 16 such sums s: q[j] = (s[j] + s[4+j]) + (s[8+j] + s[12+j]), \
   * then (q0 + q1) + (q2 + q3). */ \
  X(residual_rms, (float *restrict x, const float *restrict y, size_t rows, size_t size, size_t elements, float eps)) \
  /* out[rows][size] = silu(gate) * up with gate_up[rows][2*size], gate first; silu(g) = g / (1 + exp(-g)); size % 4 = \
   * 0. */ \
  X(swiglu, (float *restrict out, const float *restrict gate_up, size_t rows, size_t size)) \
  HRM_TWO_WAYS_KERNELS(X)

#define HRM_DECLARE(name, parameters) \
  void hrm_##name##_scalar parameters; \
  void hrm_##name##_simd parameters;
HRM_KERNELS(HRM_DECLARE)
#undef HRM_DECLARE

/* The set this build uses. */
#if defined(__wasm_simd128__) || defined(__AVX2__)
#define HRM_KERNEL(name) hrm_##name##_simd
#else
#define HRM_KERNEL(name) hrm_##name##_scalar
#endif

#endif
