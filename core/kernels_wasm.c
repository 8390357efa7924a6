/* kernels_wasm.c - the kernels in WebAssembly SIMD128; where the build may use relaxed SIMD, its int8 dot products make
 * gemm_q8 another. What each computes, to the bit, is said in kernels.h.
 *
 * Matrix products keep eight accumulators: on x86, V8 has 15 vector registers to give, and with the operands that is
 * what fits. For the same reason their inner loops must not be unrolled: the loads move ahead of their use, the
 * accumulators are spilled and the speed halves. And they move pointers instead of an index, which V8 would add to each
 * of them at every step. */
#include "kernels.h"
#include "numerics.h"
#include <stdbool.h>
#include <wasm_simd128.h>

#define INLINE static inline __attribute__((always_inline))

INLINE size_t at_most(size_t n, size_t limit) { return n < limit ? n : limit; }

/* The first `count` lanes, 1 to 4. */
INLINE void store_lanes(float *to, v128_t value, size_t count) {
  if (count == 4) {
    wasm_v128_store(to, value);
  } else {
    float lanes[4];
    wasm_v128_store(lanes, value);
    for (size_t lane = 0; lane < count; lane++) to[lane] = lanes[lane];
  }
}

/* One tile of four tokens times one or two panels, the second `panel_floats` behind the first. */
INLINE void multiply_f32_tile(float *to, size_t token_stride, size_t panel_stride, const float *panel,
                              size_t panel_floats, bool two, const float *tile, size_t depth, size_t tokens,
                              size_t rows) {
  v128_t sums[4][2];
  for (int t = 0; t < 4; t++) sums[t][0] = sums[t][1] = wasm_f32x4_const_splat(0);
  const float *second_panel = two ? panel + panel_floats : panel, *const end = panel + 4 * depth;
#pragma clang loop unroll(disable)
  for (; panel < end; panel += 4, second_panel += 4, tile += 4) {
    const v128_t first = wasm_v128_load(panel), second = two ? wasm_v128_load(second_panel) : first;
    for (int t = 0; t < 4; t++) {
      const v128_t x = wasm_v128_load32_splat(tile + t);
      sums[t][0] = wasm_f32x4_add(sums[t][0], wasm_f32x4_mul(first, x));
      if (two) sums[t][1] = wasm_f32x4_add(sums[t][1], wasm_f32x4_mul(second, x));
    }
  }
  for (size_t t = 0; t < 4; t++) {
    if (t >= tokens) return;
    store_lanes(to + t * token_stride, sums[t][0], at_most(rows, 4));
    if (two) store_lanes(to + t * token_stride + panel_stride, sums[t][1], at_most(rows - 4, 4));
  }
}

void HRM_KERNEL(gemm_f32)(const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
  const size_t rows = panels->rows, tokens = tiles->tokens, depth = panels->depth, panel_floats = 4 * depth,
               token_stride = out->token_stride, panel_stride = out->panel_stride;
  const float *restrict weights = panels->weights, *restrict values = tiles->values;
  float *restrict at = out->at;
  for (size_t row = 0; row < rows; row += 8) {
    const float *panel = weights + row * depth;
    float *column = at + row / 4 * panel_stride;
    for (size_t token = 0; token < tokens; token += 4) {
      float *to = column + token * token_stride;
      const float *tile = values + token * depth;
      const size_t token_count = at_most(tokens - token, 4);
      if (rows - row > 4) {
        multiply_f32_tile(to, token_stride, panel_stride, panel, panel_floats, true, tile, depth, token_count,
                          rows - row);
      } else {
        multiply_f32_tile(to, token_stride, panel_stride, panel, panel_floats, false, tile, depth, token_count,
                          rows - row);
      }
    }
  }
}

/* Four outputs of one token from the exact sums. */
INLINE void store_q8(float *to, v128_t sums, v128_t row_scales, const float *token_scale) {
  wasm_v128_store(to, wasm_f32x4_mul(wasm_f32x4_convert_i32x4(sums),
                                     wasm_f32x4_mul(row_scales, wasm_v128_load32_splat(token_scale))));
}

#ifdef HRM_RELAXED
#ifdef HRM_Q8_STEPS

/* What sums in 16 bits need to know of two panels. */
typedef struct q8_blocks {
  float energies[2];                                         /* as of tiles; the larger ones */
  v128_t zeros[3][2 * (HRM_Q8_BLOCKS_DEPTH / HRM_Q8_BLOCK)]; /* [log2 of the blocks at a time][sum][panel]: what
                                                                HRM_Q8_ZERO adds, taken out */
} q8_blocks;

static void look_at_panels(q8_blocks *blocks, const int8_t *panel, size_t depth) {
  const v128_t zero = wasm_i8x16_const_splat(HRM_Q8_ZERO);
  float energies[2][2];
  HRM_KERNEL(energies_q8)(energies[0], panel, 8, depth, 0);
  for (int i = 0; i < 2; i++) blocks->energies[i] = energies[0][i] > energies[1][i] ? energies[0][i] : energies[1][i];
  const int8_t *second_panel = panel + 4 * depth;
  v128_t *zeros = blocks->zeros[0];
  for (size_t block = 0; block < depth; block += HRM_Q8_BLOCK, zeros += 2) {
    v128_t first = wasm_i16x8_const_splat(0), second = first;
#pragma clang loop unroll(disable)
    for (size_t steps = at_most(depth - block, HRM_Q8_BLOCK) / 4; steps > 0; steps--, panel += 16, second_panel += 16) {
      first = wasm_i16x8_sub(first, wasm_i16x8_relaxed_dot_i8x16_i7x16(wasm_v128_load(panel), zero));
      second = wasm_i16x8_sub(second, wasm_i16x8_relaxed_dot_i8x16_i7x16(wasm_v128_load(second_panel), zero));
    }
    zeros[0] = first;
    zeros[1] = second;
  }
  for (size_t level = 0; level < 2; level++) {
    for (size_t i = 0; i < depth / HRM_Q8_BLOCK >> level >> 1; i++) {
      const v128_t *from = blocks->zeros[level] + 4 * i;
      blocks->zeros[level + 1][2 * i] = wasm_i16x8_add(from[0], from[2]);
      blocks->zeros[level + 1][2 * i + 1] = wasm_i16x8_add(from[1], from[3]);
    }
  }
}

/* sums + four products in each lane. */
INLINE v128_t add_products(v128_t sums, v128_t weights, v128_t x) {
  return wasm_i32x4_add(
      sums, wasm_i32x4_dot_i16x8(wasm_i16x8_relaxed_dot_i8x16_i7x16(weights, x), wasm_i16x8_const_splat(1)));
}

#else

/* The same where a processor has an instruction for it. Where this is several, so is the other, but fewer: its ones are
 * made once for a step. */
INLINE v128_t add_products(v128_t sums, v128_t weights, v128_t x) {
  return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(weights, x, sums);
}

#endif

/* One step of a tile of four tokens times one or two panels. */
INLINE void add_step(v128_t sums[4][2], bool two, const int8_t *panel, const int8_t *second_panel, const hrm_q8 *tile) {
  const v128_t first = wasm_v128_load(panel), second = two ? wasm_v128_load(second_panel) : first;
  for (int t = 0; t < 4; t++) {
    const v128_t x = wasm_v128_load32_splat(tile + 4 * t);
    sums[t][0] = add_products(sums[t][0], first, x);
    if (two) sums[t][1] = add_products(sums[t][1], second, x);
  }
}

/* The sums of a tile of four tokens times one or two panels: like multiply_f32_tile, four products of each row at a
 * step. Activations lie in 0..127, so no pair of products leaves 16 bits and every engine must give the same sums; they
 * begin with what HRM_Q8_ZERO adds, taken out. */
INLINE void sum_steps(v128_t sums[4][2], bool two, const int8_t *panel, const int32_t *row_sums, const hrm_q8 *tile,
                      size_t depth) {
  const v128_t zero = wasm_i32x4_const_splat(-HRM_Q8_ZERO);
  const v128_t first_from = wasm_i32x4_mul(wasm_v128_load(row_sums), zero),
               second_from = two ? wasm_i32x4_mul(wasm_v128_load(row_sums + 4), zero) : zero;
  for (int t = 0; t < 4; t++) sums[t][0] = first_from, sums[t][1] = second_from;
  const int8_t *const end = panel + 4 * depth, *second_panel = two ? end : panel;
#pragma clang loop unroll(disable)
  for (; panel < end; panel += 16, second_panel += 16, tile += 16) add_step(sums, two, panel, second_panel, tile);
}

#ifdef HRM_Q8_STEPS

/* A step of two panels in 16 bits. */
INLINE void add_short_step(v128_t sums[4][2], const int8_t *panel, const int8_t *second_panel, const hrm_q8 *tile) {
  const v128_t first = wasm_v128_load(panel), second = wasm_v128_load(second_panel);
  for (int t = 0; t < 4; t++) {
    const v128_t x = wasm_v128_load32_splat(tile + 4 * t);
    sums[t][0] = wasm_i16x8_add(sums[t][0], wasm_i16x8_relaxed_dot_i8x16_i7x16(first, x));
    sums[t][1] = wasm_i16x8_add(sums[t][1], wasm_i16x8_relaxed_dot_i8x16_i7x16(second, x));
  }
}

/* The same sums for two panels, of so many blocks at a time in 16 bits: a constant, so that the engine sees how long
 * the inner loop is. Its first step stands by itself, so that what the sums begin with is not copied. */
INLINE void sum_blocks(v128_t sums[4][2], const v128_t *zeros, size_t at_a_time, const int8_t *panel,
                       const hrm_q8 *tile, size_t depth) {
  const int8_t *const end = panel + 4 * depth, *second_panel = end;
  for (int t = 0; t < 4; t++) sums[t][0] = sums[t][1] = wasm_i32x4_const_splat(0);
#pragma clang loop unroll(disable)
  for (; panel < end; zeros += 2) {
    v128_t short_sums[4][2];
    for (int t = 0; t < 4; t++) short_sums[t][0] = zeros[0], short_sums[t][1] = zeros[1];
    add_short_step(short_sums, panel, second_panel, tile);
    panel += 16, second_panel += 16, tile += 16;
#pragma clang loop unroll(disable)
    for (size_t steps = at_a_time * HRM_Q8_BLOCK / 4 - 1; steps > 0;
         steps--, panel += 16, second_panel += 16, tile += 16) {
      add_short_step(short_sums, panel, second_panel, tile);
    }
    for (int t = 0; t < 4; t++) {
      for (int p = 0; p < 2; p++)
        sums[t][p] = wasm_i32x4_add(sums[t][p], wasm_i32x4_dot_i16x8(short_sums[t][p], wasm_i16x8_const_splat(1)));
    }
  }
}

/* Sums of two panels that were looked at; false if not even one block of this tile is sure to fit. */
INLINE bool sum_looked_at(v128_t sums[4][2], const q8_blocks *blocks, const float *energies, const int8_t *panel,
                          const hrm_q8 *tile, size_t depth) {
  const size_t at_a_time = hrm_q8_blocks_at_a_time(blocks->energies, energies, depth);
  if (at_a_time == 4) {
    sum_blocks(sums, blocks->zeros[2], 4, panel, tile, depth);
  } else if (at_a_time == 2) {
    sum_blocks(sums, blocks->zeros[1], 2, panel, tile, depth);
  } else if (at_a_time == 1) {
    sum_blocks(sums, blocks->zeros[0], 1, panel, tile, depth);
  }
  return at_a_time > 0;
}

#else

/* Nothing is looked at. */
typedef struct q8_blocks q8_blocks;
INLINE void look_at_panels(q8_blocks *blocks, const int8_t *panel, size_t depth) {
  (void)blocks, (void)panel, (void)depth;
}
INLINE bool sum_looked_at(v128_t sums[4][2], const q8_blocks *blocks, const float *energies, const int8_t *panel,
                          const hrm_q8 *tile, size_t depth) {
  (void)sums, (void)blocks, (void)energies, (void)panel, (void)tile, (void)depth;
  return false;
}

#endif

INLINE void multiply_q8(q8_blocks *blocks, const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
  const size_t rows = panels->rows, tokens = tiles->tokens, depth = panels->depth, token_stride = out->token_stride,
               panel_stride = out->panel_stride;
  const int8_t *restrict weights = panels->weights;
  const hrm_q8 *restrict values = tiles->values;
  const float *restrict row_scales = panels->scales, *restrict token_scales = tiles->scales,
                        *restrict energies = tiles->energies;
  const int32_t *restrict row_sums = panels->sums;
  float *restrict at = out->at;
  for (size_t row = 0; row < rows; row += 8) {
    const int8_t *panel = weights + row * depth;
    const bool two = rows - row > 4, in_blocks = blocks && two;
    if (in_blocks) look_at_panels(blocks, panel, depth);
    const v128_t first_scales = wasm_v128_load(row_scales + row),
                 second_scales = two ? wasm_v128_load(row_scales + row + 4) : first_scales;
    for (size_t token = 0; token < tokens; token += 4) {
      const hrm_q8 *tile = values + token * depth;
      v128_t sums[4][2];
      if (!in_blocks || !sum_looked_at(sums, blocks, energies + token / 2, panel, tile, depth)) {
        if (two) {
          sum_steps(sums, true, panel, row_sums + row, tile, depth);
        } else {
          sum_steps(sums, false, panel, row_sums + row, tile, depth);
        }
      }
      float *to = at + token * token_stride + row / 4 * panel_stride;
      for (size_t t = 0; t < 4; t++) {
        if (t >= tokens - token) break;
        store_q8(to + t * token_stride, sums[t][0], first_scales, token_scales + token + t);
        if (two) store_q8(to + t * token_stride + panel_stride, sums[t][1], second_scales, token_scales + token + t);
      }
    }
  }
}

void HRM_KERNEL(gemm_q8)(const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
#ifdef HRM_Q8_STEPS
  if (tiles->energies && tiles->tokens >= HRM_Q8_BLOCKS_TOKENS && panels->depth <= HRM_Q8_BLOCKS_DEPTH) {
    q8_blocks blocks;
    multiply_q8(&blocks, out, panels, tiles);
    return;
  }
#endif
  multiply_q8(NULL, out, panels, tiles);
}

#ifdef HRM_Q8_STEPS
INLINE float largest_lane_u16(v128_t x) {
  x = wasm_u16x8_max(x, wasm_i16x8_shuffle(x, x, 4, 5, 6, 7, 0, 1, 2, 3));
  x = wasm_u16x8_max(x, wasm_i16x8_shuffle(x, x, 2, 3, 0, 1, 6, 7, 4, 5));
  x = wasm_u16x8_max(x, wasm_i16x8_shuffle(x, x, 1, 0, 3, 2, 5, 4, 7, 6));
  return (float)wasm_u16x8_extract_lane(x, 0);
}

void HRM_KERNEL(energies_q8)(float *restrict energies, const void *restrict fours, size_t rows, size_t depth,
                             int zero) {
  const v128_t none = wasm_i16x8_const_splat(0), zeros = wasm_i8x16_splat((int8_t)zero);
  const uint8_t *four = fours;
  for (size_t row = 0; row < rows; row += 4, energies += 2) {
    v128_t one = none, two = none, first = none; /* quarters of squares, summed in each lane as products are: the
                                                    largest of a block, of two, and the first of two */
    for (size_t block = 0; block * HRM_Q8_BLOCK < depth; block++) {
      v128_t sums = none;
#pragma clang loop unroll(disable)
      for (size_t steps = at_most(depth - block * HRM_Q8_BLOCK, HRM_Q8_BLOCK) / 4; steps > 0; steps--, four += 16) {
        const v128_t q = wasm_i8x16_abs(wasm_i8x16_sub(wasm_v128_load(four), zeros));
        sums = wasm_i16x8_add(sums, wasm_u16x8_shr(wasm_i16x8_relaxed_dot_i8x16_i7x16(q, q), 2));
      }
      one = wasm_u16x8_max(one, sums);
      two = wasm_u16x8_max(two, wasm_i16x8_add(first, sums));
      first = block % 2 ? none : sums;
    }
    energies[0] = 16.0f + 4.0f * largest_lane_u16(one);
    energies[1] = 32.0f + 4.0f * largest_lane_u16(two);
  }
}

#endif

/* Four quantized activations of each of four tokens, in the form that gemm_q8 reads. */
INLINE void store_activations(hrm_q8 *to, const v128_t q[4]) {
  const v128_t zero = wasm_i16x8_const_splat(HRM_Q8_ZERO);
  const v128_t first = wasm_i16x8_add(wasm_i16x8_narrow_i32x4(q[0], q[1]), zero),
               second = wasm_i16x8_add(wasm_i16x8_narrow_i32x4(q[2], q[3]), zero);
  wasm_v128_store(to, wasm_u8x16_narrow_i16x8(first, second));
}

/* Four activations, none below 0 and without HRM_Q8_ZERO, of each of four tokens, the lanes. */
INLINE void store_activations_4x4(hrm_q8 *to, const v128_t q[4]) {
  const v128_t low = wasm_v128_or(q[0], wasm_i32x4_shl(q[1], 8)), high = wasm_v128_or(q[2], wasm_i32x4_shl(q[3], 8));
  wasm_v128_store(to, wasm_v128_or(low, wasm_i32x4_shl(high, 16)));
}

#else

/* A panel's 4 x 4 weights widen to two vectors: rows 0, 1 and rows 2, 3. The dot product with a token's four
 * activations, twice in a vector, leaves two halves of each row's sum side by side; they are joined at the end. */
void HRM_KERNEL(gemm_q8)(const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
  const size_t rows = panels->rows, tokens = tiles->tokens, depth = panels->depth, token_stride = out->token_stride,
               panel_stride = out->panel_stride;
  const int8_t *restrict matrix = panels->weights; /* HRM_Q8_ZERO is 0: no row sums */
  const hrm_q8 *restrict values = tiles->values;
  const float *restrict row_scales = panels->scales, *restrict token_scales = tiles->scales;
  float *restrict at = out->at;
  for (size_t row = 0; row < rows; row += 4) {
    const int8_t *panel = matrix + row * depth;
    const v128_t scales = wasm_v128_load(row_scales + row);
    for (size_t token = 0; token < tokens; token += 4) {
      const hrm_q8 *tile = values + token * depth;
      v128_t low[4], high[4];
      for (int t = 0; t < 4; t++) low[t] = high[t] = wasm_i32x4_const_splat(0);
#pragma clang loop unroll(disable)
      for (const int8_t *weights = panel; weights < panel + 4 * depth; weights += 16, tile += 16) {
        const v128_t first = wasm_i16x8_load8x8(weights), second = wasm_i16x8_load8x8(weights + 8);
        for (int t = 0; t < 4; t++) {
          const v128_t x = wasm_v128_load64_splat(tile + 4 * t);
          low[t] = wasm_i32x4_add(low[t], wasm_i32x4_dot_i16x8(first, x));
          high[t] = wasm_i32x4_add(high[t], wasm_i32x4_dot_i16x8(second, x));
        }
      }
      float *to = at + token * token_stride + row / 4 * panel_stride;
      for (size_t t = 0; t < 4; t++) {
        if (t >= tokens - token) break;
        const v128_t sums = wasm_i32x4_add(wasm_i32x4_shuffle(low[t], high[t], 0, 2, 4, 6),
                                           wasm_i32x4_shuffle(low[t], high[t], 1, 3, 5, 7));
        store_q8(to + t * token_stride, sums, scales, token_scales + token + t);
      }
    }
  }
}

/* Four quantized activations of each of four tokens, in the form that gemm_q8 reads. */
INLINE void store_activations(hrm_q8 *to, const v128_t q[4]) {
  wasm_v128_store(to, wasm_i16x8_narrow_i32x4(q[0], q[1]));
  wasm_v128_store(to + 8, wasm_i16x8_narrow_i32x4(q[2], q[3]));
}

/* Four activations, none below 0, of each of four tokens, the lanes. */
INLINE void store_activations_4x4(hrm_q8 *to, const v128_t q[4]) {
  const v128_t low = wasm_v128_or(q[0], wasm_i32x4_shl(q[1], 16)), high = wasm_v128_or(q[2], wasm_i32x4_shl(q[3], 16));
  wasm_v128_store(to, wasm_i32x4_shuffle(low, high, 0, 4, 1, 5));
  wasm_v128_store(to + 8, wasm_i32x4_shuffle(low, high, 2, 6, 3, 7));
}

#endif

void HRM_KERNEL(pack_f32)(const hrm_packed *tiles, const hrm_rows *tokens) {
  const v128_t zero = wasm_f32x4_const_splat(0);
  const size_t stride = tokens->stride, depth = tokens->depth;
  float *restrict to = tiles->values;
  for (size_t token = 0; token < tokens->count; token += 4) {
    const float *from = tokens->at + token * stride;
    const size_t count = at_most(tokens->count - token, 4);
    for (size_t k = 0; k < depth; k += 4, to += 16) {
      v128_t rows[4];
      for (size_t t = 0; t < 4; t++) rows[t] = t < count ? wasm_v128_load(from + t * stride + k) : zero;
      const v128_t a = wasm_i32x4_shuffle(rows[0], rows[1], 0, 4, 1, 5),
                   b = wasm_i32x4_shuffle(rows[2], rows[3], 0, 4, 1, 5);
      const v128_t c = wasm_i32x4_shuffle(rows[0], rows[1], 2, 6, 3, 7),
                   d = wasm_i32x4_shuffle(rows[2], rows[3], 2, 6, 3, 7);
      wasm_v128_store(to, wasm_i64x2_shuffle(a, b, 0, 2));
      wasm_v128_store(to + 4, wasm_i64x2_shuffle(a, b, 1, 3));
      wasm_v128_store(to + 8, wasm_i64x2_shuffle(c, d, 0, 2));
      wasm_v128_store(to + 12, wasm_i64x2_shuffle(c, d, 1, 3));
    }
  }
}

INLINE float largest_magnitude(const float *in, size_t depth) {
  v128_t largest = wasm_f32x4_const_splat(0);
  for (size_t k = 0; k < depth; k += 4) largest = wasm_f32x4_pmax(largest, wasm_f32x4_abs(wasm_v128_load(in + k)));
  largest = wasm_f32x4_pmax(largest, wasm_i32x4_shuffle(largest, largest, 2, 3, 0, 1));
  largest = wasm_f32x4_pmax(largest, wasm_i32x4_shuffle(largest, largest, 1, 0, 3, 2));
  return wasm_f32x4_extract_lane(largest, 0);
}

/* What a row is multiplied with to quantize it, and its scale. */
INLINE v128_t quantizer(const float *from, size_t depth, float limit, float *scale) {
  const float largest = largest_magnitude(from, depth);
  const bool zero = largest < HRM_Q8_SMALLEST;
  *scale = zero ? 0.0f : largest / limit;
  return wasm_f32x4_splat(zero ? 0.0f : limit / largest);
}

/* Rounded to integers, ties to even. */
INLINE v128_t round_lanes(v128_t x) {
  const v128_t rounder = wasm_f32x4_const_splat(HRM_ROUNDER);
  return wasm_i32x4_sub(wasm_f32x4_add(x, rounder), rounder);
}

/* Four rows that are quantized together, and what each is multiplied with. One that is not there is the first one times
 * 0. */
typedef struct four_rows {
  const float *from[4];
  v128_t inverse[4];
} four_rows;

INLINE four_rows take_rows(const hrm_rows *rows, size_t first, float limit, float *scales) {
  four_rows four;
  for (size_t r = 0; r < 4; r++) {
    const bool there = first + r < rows->count;
    four.from[r] = rows->at + (there ? first + r : first) * rows->stride;
    scales[first + r] = 0.0f;
    four.inverse[r] =
        there ? quantizer(four.from[r], rows->depth, limit, scales + first + r) : wasm_f32x4_const_splat(0);
  }
  return four;
}

/* Elements k .. k + 3 of each. */
INLINE void quantize_rows(v128_t q[4], const four_rows *rows, size_t k) {
  for (size_t r = 0; r < 4; r++)
    q[r] = round_lanes(wasm_f32x4_mul(wasm_v128_load(rows->from[r] + k), rows->inverse[r]));
}

void HRM_KERNEL(pack_q8)(const hrm_packed *tiles, const hrm_rows *tokens) {
  const size_t depth = tokens->depth;
  hrm_q8 *restrict to = tiles->values;
  for (size_t token = 0; token < tokens->count; token += 4) {
    const four_rows four = take_rows(tokens, token, HRM_Q8_LIMIT, tiles->scales);
    for (size_t k = 0; k < depth; k += 4, to += 16) {
      v128_t q[4];
      quantize_rows(q, &four, k);
      store_activations(to, q);
    }
  }
}

void HRM_KERNEL(pack_panels_q8)(const hrm_packed *panels, const hrm_rows *rows) {
  const size_t depth = rows->depth;
  int8_t *restrict to = panels->values;
  for (size_t row = 0; row < rows->count; row += 4) {
    const four_rows four = take_rows(rows, row, HRM_Q8_PANEL_LIMIT, panels->scales);
    v128_t sums[4] = {wasm_i32x4_const_splat(0), wasm_i32x4_const_splat(0), wasm_i32x4_const_splat(0),
                      wasm_i32x4_const_splat(0)};
    for (size_t k = 0; k < depth; k += 4, to += 16) {
      v128_t q[4];
      quantize_rows(q, &four, k);
      wasm_v128_store(
          to, wasm_i8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(q[0], q[1]), wasm_i16x8_narrow_i32x4(q[2], q[3])));
      for (int r = 0; r < 4; r++) sums[r] = wasm_i32x4_add(sums[r], q[r]);
    }
    for (size_t r = 0; r < 4; r++) {
      const v128_t two = wasm_i32x4_add(sums[r], wasm_i32x4_shuffle(sums[r], sums[r], 2, 3, 0, 1));
      panels->sums[row + r] = wasm_i32x4_extract_lane(two, 0) + wasm_i32x4_extract_lane(two, 1);
    }
  }
}

/* hrm_exp, four at once. */
INLINE v128_t exp_lanes(v128_t x) {
  const v128_t rounder = wasm_f32x4_const_splat(HRM_ROUNDER);
  x = wasm_f32x4_pmax(x, wasm_f32x4_const_splat(HRM_EXP_MIN));
  x = wasm_f32x4_pmin(x, wasm_f32x4_const_splat(HRM_EXP_MAX));
  const v128_t shifted = wasm_f32x4_add(wasm_f32x4_mul(x, wasm_f32x4_const_splat(HRM_EXP_LOG2E)), rounder),
               n = wasm_f32x4_sub(shifted, rounder);
  v128_t r = wasm_f32x4_sub(x, wasm_f32x4_mul(n, wasm_f32x4_const_splat(HRM_EXP_LN2_HIGH)));
  r = wasm_f32x4_sub(r, wasm_f32x4_mul(n, wasm_f32x4_const_splat(HRM_EXP_LN2_LOW)));
  v128_t p = wasm_f32x4_const_splat(HRM_EXP_P4);
  p = wasm_f32x4_add(wasm_f32x4_mul(p, r), wasm_f32x4_const_splat(HRM_EXP_P3));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, r), wasm_f32x4_const_splat(HRM_EXP_P2));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, r), wasm_f32x4_const_splat(HRM_EXP_P1));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, r), wasm_f32x4_const_splat(HRM_EXP_P0));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, wasm_f32x4_mul(r, r)), r);
  p = wasm_f32x4_add(p, wasm_f32x4_const_splat(1));
  const v128_t exponent = wasm_i32x4_add(wasm_i32x4_sub(shifted, rounder), wasm_i32x4_const_splat(127));
  return wasm_f32x4_mul(p, wasm_i32x4_shl(exponent, 23));
}

void HRM_KERNEL(softmax)(float *restrict scores, size_t keys) {
  v128_t largest = wasm_v128_load(scores), sum = wasm_f32x4_const_splat(0);
  for (size_t key = 1; key < keys; key++) largest = wasm_f32x4_pmax(largest, wasm_v128_load(scores + 4 * key));
  for (size_t key = 0; key < keys; key++) {
    const v128_t e = exp_lanes(wasm_f32x4_sub(wasm_v128_load(scores + 4 * key), largest));
    wasm_v128_store(scores + 4 * key, e);
    sum = wasm_f32x4_add(sum, e);
  }
  const v128_t inverse = wasm_f32x4_div(wasm_f32x4_const_splat(1), sum);
  for (size_t key = 0; key < keys; key++)
    wasm_v128_store(scores + 4 * key, wasm_f32x4_mul(wasm_v128_load(scores + 4 * key), inverse));
}

/* hrm_exp_coarse, four at once. */
INLINE v128_t exp_coarse_lanes(v128_t x) {
  const v128_t rounder = wasm_f32x4_const_splat(HRM_ROUNDER);
  const v128_t power = wasm_f32x4_mul(wasm_f32x4_pmax(x, wasm_f32x4_const_splat(HRM_EXP_COARSE_MIN)),
                                      wasm_f32x4_const_splat(HRM_EXP_LOG2E));
  const v128_t shifted = wasm_f32x4_add(power, rounder), f = wasm_f32x4_sub(power, wasm_f32x4_sub(shifted, rounder));
  v128_t p = wasm_f32x4_const_splat(HRM_EXP_COARSE_P3);
  p = wasm_f32x4_add(wasm_f32x4_mul(p, f), wasm_f32x4_const_splat(HRM_EXP_COARSE_P2));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, f), wasm_f32x4_const_splat(HRM_EXP_COARSE_P1));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, f), wasm_f32x4_const_splat(HRM_EXP_COARSE_P0));
  return wasm_i32x4_add(p, wasm_i32x4_shl(shifted, 23));
}

void HRM_KERNEL(softmax_q8)(const hrm_packed *tiles, float *restrict scores, const float *restrict value_scales,
                            size_t keys) {
  const v128_t zero = wasm_f32x4_const_splat(0), rounder = wasm_f32x4_const_splat(HRM_ROUNDER);
  v128_t largest = wasm_v128_load(scores), second = largest, sum = zero,
         peak = zero; /* two maxima at a time, for one waits for itself */
  for (size_t key = 1; key < keys; key += 2) {
    largest = wasm_f32x4_pmax(largest, wasm_v128_load(scores + 4 * key));
    if (key + 1 < keys) second = wasm_f32x4_pmax(second, wasm_v128_load(scores + 4 * key + 4));
  }
  largest = wasm_f32x4_pmax(largest, second);
  for (size_t key = 0; key < keys; key++) {
    const v128_t e = exp_coarse_lanes(wasm_f32x4_sub(wasm_v128_load(scores + 4 * key), largest));
    const v128_t weight = wasm_f32x4_mul(e, wasm_v128_load32_splat(value_scales + key));
    wasm_v128_store(scores + 4 * key, weight);
    sum = wasm_f32x4_add(sum, e);
    peak = wasm_f32x4_pmax(peak, weight);
  }
  for (size_t key = keys; key % 4; key++) wasm_v128_store(scores + 4 * key, zero);
  const v128_t some = wasm_f32x4_ge(peak, wasm_f32x4_const_splat(HRM_Q8_SMALLEST)),
               limit = wasm_f32x4_const_splat(HRM_Q8_WEIGHT_LIMIT);
  const v128_t inverse = wasm_v128_and(some, wasm_f32x4_div(limit, peak));
  wasm_v128_store(tiles->scales, wasm_v128_and(some, wasm_f32x4_div(peak, wasm_f32x4_mul(limit, sum))));
  v128_t carried[4] = {zero, zero, zero, zero};
  hrm_q8 *restrict to = tiles->values;
  for (size_t key = 0; key < keys; key += 4, to += 16, scores += 16) {
    v128_t q[4];
    for (size_t j = 0; j < 4; j++) {
      const v128_t wanted = wasm_f32x4_add(wasm_f32x4_mul(wasm_v128_load(scores + 4 * j), inverse), carried[j]);
      const v128_t shifted = wasm_f32x4_add(wanted, rounder);
      q[j] = wasm_i32x4_sub(shifted, rounder);
      carried[j] = wasm_f32x4_sub(wanted, wasm_f32x4_sub(shifted, rounder));
    }
    store_activations_4x4(to, q);
  }
}

void HRM_KERNEL(residual_rms)(float *restrict x, const float *restrict y, size_t rows, size_t size, size_t elements,
                              float eps) {
  for (size_t row = 0; row < rows; row++, x += size, y += size) {
    v128_t sums[4];
    for (int j = 0; j < 4; j++) sums[j] = wasm_f32x4_const_splat(0);
    for (size_t i = 0; i < size; i += 16) {
      for (size_t j = 0; j < 4; j++) {
        if (i + 4 * j >= size) break;
        const v128_t v = wasm_f32x4_add(wasm_v128_load(x + i + 4 * j), wasm_v128_load(y + i + 4 * j));
        wasm_v128_store(x + i + 4 * j, v);
        sums[j] = wasm_f32x4_add(sums[j], wasm_f32x4_mul(v, v));
      }
    }
    const v128_t four = wasm_f32x4_add(wasm_f32x4_add(sums[0], sums[1]), wasm_f32x4_add(sums[2], sums[3]));
    const float sum = (wasm_f32x4_extract_lane(four, 0) + wasm_f32x4_extract_lane(four, 1)) +
                      (wasm_f32x4_extract_lane(four, 2) + wasm_f32x4_extract_lane(four, 3));
    const v128_t scale = wasm_f32x4_splat(1.0f / hrm_sqrt(sum / (float)elements + eps));
    for (size_t i = 0; i < size; i += 4) wasm_v128_store(x + i, wasm_f32x4_mul(wasm_v128_load(x + i), scale));
  }
}

void HRM_KERNEL(swiglu)(float *restrict out, const float *restrict gate_up, size_t rows, size_t size) {
  for (size_t row = 0; row < rows; row++, out += size, gate_up += 2 * size) {
    for (size_t i = 0; i < size; i += 4) {
      const v128_t gate = wasm_v128_load(gate_up + i), up = wasm_v128_load(gate_up + size + i);
      const v128_t silu =
          wasm_f32x4_div(gate, wasm_f32x4_add(wasm_f32x4_const_splat(1), exp_lanes(wasm_f32x4_neg(gate))));
      wasm_v128_store(out + i, wasm_f32x4_mul(silu, up));
    }
  }
}
