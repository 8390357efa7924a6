/* kernels.h - the list of kernels: everything that is worth vector instructions. Each exists as hrm_<name>_scalar in
 * kernels_scalar.c, the plain reference, and as hrm_<name>_<set> in kernels_wasm.c and kernels_x86.c, and all give the
 * same bits. Declarations expand from this list and so do the tests: a kernel without a test does not link.
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
#include "set.h"
#include <stdbool.h>
#include <stddef.h>

#define HRM_Q8_LIMIT 63.0f /* largest quantized activation: 7 bits, so that a form shifted by 64 lies in 0..127 */
#define HRM_Q8_PANEL_LIMIT 127.0f  /* largest value of a quantized panel */
#define HRM_Q8_WEIGHT_LIMIT 126.0f /* largest quantized weight of attention, before at most a half is carried to it */
#define HRM_Q8_SMALLEST 0x1p-100f  /* limit / magnitude must not overflow */

/* A matrix product's matrix, its other side, and where it goes. What only q8 has is NULL in f32. */
typedef struct hrm_panels {
  const void *weights; /* panels of float, or of int8_t */
  const float *scales; /* [rows], of q8 */
  const int32_t *sums; /* [rows], of q8: each row's sum, to take out HRM_Q8_ZERO */
  size_t rows, depth;  /* rows % 4 = 0 in q8 */
} hrm_panels;

typedef struct hrm_tiles {
  const void *values;    /* tiles of float, or of hrm_q8, of the panels' depth */
  const float *scales;   /* [tokens], of q8 */
  const float *energies; /* of the tiles, where the set has HRM_Q8_STEPS; NULL if they do not have HRM_Q8_ZERO */
  size_t tokens;
} hrm_tiles;

/* Row 4p + r of token t is at[t*token_stride + p*panel_stride + r]. */
typedef struct hrm_out {
  float *at;
  size_t token_stride, panel_stride;
} hrm_out;

/* Rows to be packed: element k of row r is at[r*stride + k]. */
typedef struct hrm_rows {
  const float *at;
  size_t stride, count, depth; /* depth % 4 = 0 */
} hrm_rows;

/* Where packed rows go, which then are the values, scales and sums of hrm_panels or hrm_tiles. What the packing does
 * not write is NULL. */
typedef struct hrm_packed {
  void *values;  /* [count rounded up to 4][depth] of float, int8_t or hrm_q8 */
  float *scales; /* [count rounded up to 4], of q8 */
  int32_t *sums; /* likewise, of q8 panels */
} hrm_packed;

#ifdef HRM_Q8_STEPS
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
#define HRM_BLOCKS_KERNELS(X) \
  /* energies[ceil(rows/4)][2] of q8 panels, with zero 0, or of q8 tiles, whose rows are tokens, with zero \
   * HRM_Q8_ZERO. With q = what is stored - zero: 16 + 4 * the largest sum of floor((q[k]^2 + q[k+1]^2) / 4) over a \
   * block, and 32 + the same over two, the first an even one; each sum over the even k of one row with equal k % (4 * \
   * HRM_Q8_STEPS). */ \
  X(energies_q8, (float *restrict energies, const void *restrict fours, size_t rows, size_t depth, int zero))
#else
#define HRM_BLOCKS_KERNELS(X)
#endif

#define HRM_KERNELS(X) \
  /* Each output = sum over k = 0, 1, ... of a row's weight times a token's value; starts from 0, each product is \
   * rounded before it is added. */ \
  X(gemm_f32, (const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles)) \
  /* Each output = (float)(exact integer sum) * (the row's scale * the token's). */ \
  X(gemm_q8, (const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles)) \
  /* Tiles. */ \
  X(pack_f32, (const hrm_packed *tiles, const hrm_rows *tokens)) \
  /* q8 tiles, each token quantized to +-63; zeros and scales of 0 fill up. */ \
  X(pack_q8, (const hrm_packed *tiles, const hrm_rows *tokens)) \
  /* q8 panels, each row quantized to +-127, with their sums; likewise filled up. */ \
  X(pack_panels_q8, (const hrm_packed *panels, const hrm_rows *rows)) \
  /* scores[keys][4 queries]: each lane becomes exp(s - max) / sum, summed over keys in order. */ \
  X(softmax, (float *restrict scores, size_t keys)) \
  /* Attention's weights for quantized values, scores[keys][4 queries] -> q8 tiles of four tokens and depth `keys` \
   * rounded up to 4, without HRM_Q8_ZERO. In each lane e = hrm_exp_coarse(s - max), summed in order, w = e * \
   * value_scales[key] with maximum m, tiles->scales[lane] = m / (126 * sum). Of w * (126 / m) plus what was left over \
   * four keys before, the tile gets what rounding to even gives and the next such key what it leaves, so that many \
   * small weights are not lost. scores, with room for the depth, is overwritten. */ \
  X(softmax_q8, (const hrm_packed *tiles, float *restrict scores, const float *restrict value_scales, size_t keys)) \
  /* x[rows][size] = rms(x + y[rows][size]), rms(v) = v * (1 / sqrt(mean(v^2) + eps)); size % 4 = 0. The mean is of so \
   * many elements: the others, which fill up a row, are 0. The squares of \
   * elements i with equal i % 16 are summed in order; 16 such sums s: q[j] = (s[j] + s[4+j]) + (s[8+j] + s[12+j]), \
   * then (q0 + q1) + (q2 + q3). */ \
  X(residual_rms, (float *restrict x, const float *restrict y, size_t rows, size_t size, size_t elements, float eps)) \
  /* out[rows][size] = silu(gate) * up with gate_up[rows][2*size], gate first; silu(g) = g / (1 + exp(-g)); size % 4 = \
   * 0. */ \
  X(swiglu, (float *restrict out, const float *restrict gate_up, size_t rows, size_t size)) \
  HRM_BLOCKS_KERNELS(X)

#define HRM_DECLARE(name, parameters) \
  void hrm_##name##_scalar parameters; \
  void HRM_KERNEL(name) parameters;
HRM_KERNELS(HRM_DECLARE)
#undef HRM_DECLARE

#endif
