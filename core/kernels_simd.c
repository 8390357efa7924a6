/* kernels_simd.c - the kernels in WebAssembly SIMD128; where the build may use relaxed SIMD, its int8 dot product makes gemm_q8 another. What
 * each computes, to the bit, is said in kernels.h.
 *
 * Matrix products keep eight accumulators: on x86, V8 has 15 vector registers to give, and with the operands that is what fits. For the same
 * reason their inner loops must not be unrolled: the loads move ahead of their use, the accumulators are spilled and the speed halves. And they
 * move pointers instead of an index, which V8 would add to each of them at every step. */
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
INLINE void multiply_f32_tile(float *to, size_t token_stride, size_t panel_stride, const float *panel, size_t panel_floats, bool two,
                              const float *tile, size_t depth, size_t tokens, size_t rows) {
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

void hrm_gemm_f32_simd(float *restrict out, size_t token_stride, size_t panel_stride, const float *restrict panels, size_t rows,
                       const float *restrict tiles, size_t tokens, size_t depth) {
  const size_t panel_floats = 4 * depth;
  for (size_t row = 0; row < rows; row += 8) {
    const float *panel = panels + row * depth;
    float *column = out + row / 4 * panel_stride;
    for (size_t token = 0; token < tokens; token += 4) {
      float *to = column + token * token_stride;
      const float *tile = tiles + token * depth;
      const size_t token_count = at_most(tokens - token, 4);
      if (rows - row > 4) {
        multiply_f32_tile(to, token_stride, panel_stride, panel, panel_floats, true, tile, depth, token_count, rows - row);
      } else {
        multiply_f32_tile(to, token_stride, panel_stride, panel, panel_floats, false, tile, depth, token_count, rows - row);
      }
    }
  }
}

/* Four outputs of one token from the exact sums. */
INLINE void store_q8(float *to, v128_t sums, v128_t row_scales, const float *token_scale) {
  wasm_v128_store(to, wasm_f32x4_mul(wasm_f32x4_convert_i32x4(sums), wasm_f32x4_mul(row_scales, wasm_v128_load32_splat(token_scale))));
}

#ifdef __wasm_relaxed_simd__

/* Two panels for sums of four products in 16 bits: of each two neighbouring steps, four columns of 16 bytes a panel, the first of both panels and the second of
 * both. Where they do not fit the second is left out, zeros, and counts among the steps that are still to be added by themselves, as the last does of an odd
 * number of steps. */
typedef struct q8_pairs {
  int8_t weights[8 * HRM_PAIRS_DEPTH];
  uint32_t singles;
  uint32_t single[HRM_PAIRS_DEPTH / 8 + 1]; /* where in a panel */
} q8_pairs;

/* Twice the larger of the sum of the positive and that of the negative weights that meet in each lane, in two steps of a panel: what is added up without
 * signs, and what with them. */
INLINE v128_t reach_of(v128_t a, v128_t b) {
  const v128_t magnitudes = wasm_u16x8_extadd_pairwise_u8x16(wasm_i8x16_add(wasm_i8x16_abs(a), wasm_i8x16_abs(b)));
  const v128_t sum = wasm_i16x8_add(wasm_i16x8_extadd_pairwise_i8x16(a), wasm_i16x8_extadd_pairwise_i8x16(b));
  return wasm_i16x8_add(magnitudes, wasm_i16x8_abs(sum));
}

static void pair_steps(q8_pairs *pairs, const int8_t *panel, const int8_t *second_panel, size_t depth) {
  uint32_t singles = 0;
  for (size_t k = 0; k < depth / 8 * 32; k += 32) {
    const v128_t first = wasm_v128_load(panel + k), first_more = wasm_v128_load(panel + k + 16);
    const v128_t second = wasm_v128_load(second_panel + k), second_more = wasm_v128_load(second_panel + k + 16);
    const v128_t reach = wasm_i16x8_max(reach_of(first, first_more), reach_of(second, second_more));
    const uint32_t unfit = wasm_v128_any_true(wasm_i16x8_gt(reach, wasm_i16x8_const_splat(2 * HRM_FOUR_LIMIT)));
    const v128_t kept = wasm_i32x4_splat((int)unfit - 1);
    int8_t *to = pairs->weights + 2 * k;
    wasm_v128_store(to, first);
    wasm_v128_store(to + 16, second);
    wasm_v128_store(to + 32, wasm_v128_and(first_more, kept));
    wasm_v128_store(to + 48, wasm_v128_and(second_more, kept));
    pairs->single[singles] = (uint32_t)k + 16;
    singles += unfit;
  }
  if (depth % 8) pairs->single[singles++] = 4 * (uint32_t)depth - 16;
  pairs->singles = singles;
}

/* sums + four products in each lane. Where the first way is several instructions, so is the second, but fewer: its ones are made once for a step. */
INLINE v128_t add_products(bool in_16_bits, v128_t sums, v128_t weights, v128_t x) {
  if (!in_16_bits) return wasm_i32x4_relaxed_dot_i8x16_i7x16_add(weights, x, sums);
  return wasm_i32x4_add(sums, wasm_i32x4_dot_i16x8(wasm_i16x8_relaxed_dot_i8x16_i7x16(weights, x), wasm_i16x8_const_splat(1)));
}

/* One step of a tile of four tokens times one or two panels. */
INLINE void add_step(bool in_16_bits, v128_t sums[4][2], bool two, const int8_t *panel, const int8_t *second_panel, const hrm_q8 *tile) {
  const v128_t first = wasm_v128_load(panel), second = two ? wasm_v128_load(second_panel) : first;
  for (int t = 0; t < 4; t++) {
    const v128_t x = wasm_v128_load32_splat(tile + 4 * t);
    sums[t][0] = add_products(in_16_bits, sums[t][0], first, x);
    if (two) sums[t][1] = add_products(in_16_bits, sums[t][1], second, x);
  }
}

/* sums + eight products in each lane, which fit. */
INLINE v128_t add_products_twice(v128_t sums, v128_t weights, v128_t x, v128_t more_weights, v128_t more_x) {
  const v128_t pairs = wasm_i16x8_relaxed_dot_i8x16_i7x16(weights, x), more = wasm_i16x8_relaxed_dot_i8x16_i7x16(more_weights, more_x);
  return wasm_i32x4_add(sums, wasm_i32x4_dot_i16x8(wasm_i16x8_add(pairs, more), wasm_i16x8_const_splat(1)));
}

/* One tile of four tokens times one or two panels: like multiply_f32_tile, four products of each row at a step. Activations lie in 0..127, so no
 * pair of products leaves 16 bits and every engine must give the same sums; they begin with what HRM_Q8_ZERO adds, taken out. `pairs`: NULL, or of
 * these panels. */
INLINE void multiply_q8_tile(bool in_16_bits, const q8_pairs *pairs, float *to, size_t token_stride, size_t panel_stride, const int8_t *panel, const float *row_scales,
                             const int32_t *row_sums, bool two, const hrm_q8 *tile, const float *token_scales, size_t depth, size_t tokens) {
  const v128_t zero = wasm_i32x4_const_splat(-HRM_Q8_ZERO);
  const v128_t first_from = wasm_i32x4_mul(wasm_v128_load(row_sums), zero), second_from = two ? wasm_i32x4_mul(wasm_v128_load(row_sums + 4), zero) : zero;
  v128_t sums[4][2];
  for (int t = 0; t < 4; t++) sums[t][0] = first_from, sums[t][1] = second_from;
  const int8_t *const end = panel + 4 * depth, *second_panel = two ? end : panel;
  if (pairs) {
    const int8_t *weights = pairs->weights;
    const hrm_q8 *activations = tile;
#pragma clang loop unroll(disable)
    for (size_t left = depth / 8; left > 0; left--, weights += 64, activations += 32) {
      const v128_t first = wasm_v128_load(weights), second = wasm_v128_load(weights + 16), first_more = wasm_v128_load(weights + 32), second_more = wasm_v128_load(weights + 48);
      for (int t = 0; t < 4; t++) {
        const v128_t x = wasm_v128_load32_splat(activations + 4 * t), more_x = wasm_v128_load32_splat(activations + 16 + 4 * t);
        sums[t][0] = add_products_twice(sums[t][0], first, x, first_more, more_x);
        if (two) sums[t][1] = add_products_twice(sums[t][1], second, x, second_more, more_x);
      }
    }
#pragma clang loop unroll(disable)
    for (uint32_t i = 0; i < pairs->singles; i++) {
      const uint32_t k = pairs->single[i];
      add_step(in_16_bits, sums, two, panel + k, second_panel + k, tile + k);
    }
  } else {
#pragma clang loop unroll(disable)
    for (; panel < end; panel += 16, second_panel += 16, tile += 16) add_step(in_16_bits, sums, two, panel, second_panel, tile);
  }
  const v128_t first_scales = wasm_v128_load(row_scales), second_scales = two ? wasm_v128_load(row_scales + 4) : first_scales;
  for (size_t t = 0; t < 4; t++) {
    if (t >= tokens) return;
    store_q8(to + t * token_stride, sums[t][0], first_scales, token_scales + t);
    if (two) store_q8(to + t * token_stride + panel_stride, sums[t][1], second_scales, token_scales + t);
  }
}

INLINE void multiply_q8(bool in_16_bits, q8_pairs *pairs, float *restrict out, size_t token_stride, size_t panel_stride, const int8_t *restrict panels, const float *restrict row_scales,
                        const int32_t *restrict row_sums, size_t rows, const hrm_q8 *restrict tiles, const float *restrict token_scales, size_t tokens, size_t depth) {
  for (size_t row = 0; row < rows; row += 8) {
    const int8_t *panel = panels + row * depth;
    const bool two = rows - row > 4;
    if (pairs) pair_steps(pairs, panel, two ? panel + 4 * depth : panel, depth);
    for (size_t token = 0; token < tokens; token += 4) {
      float *to = out + token * token_stride + row / 4 * panel_stride;
      const hrm_q8 *tile = tiles + token * depth;
#define MULTIPLY_TILE(two_panels) multiply_q8_tile(in_16_bits, pairs, to, token_stride, panel_stride, panel, row_scales + row, row_sums + row, two_panels, tile, \
                                                   token_scales + token, depth, tokens - token)
      if (two) {
        MULTIPLY_TILE(true);
      } else {
        MULTIPLY_TILE(false);
      }
#undef MULTIPLY_TILE
    }
  }
}

void hrm_gemm_q8_simd(float *restrict out, size_t token_stride, size_t panel_stride, const int8_t *restrict panels,
                      const float *restrict row_scales, const int32_t *restrict row_sums, size_t rows, const hrm_q8 *restrict tiles,
                      const float *restrict token_scales, size_t tokens, size_t depth, bool in_16_bits) {
#define MULTIPLY(way, pairs) multiply_q8(way, pairs, out, token_stride, panel_stride, panels, row_scales, row_sums, rows, tiles, token_scales, tokens, depth)
  if (!in_16_bits) {
    MULTIPLY(false, NULL);
  } else if (tokens < HRM_PAIRS_TOKENS || depth > HRM_PAIRS_DEPTH) {
    MULTIPLY(true, NULL);
  } else {
    q8_pairs pairs;
    MULTIPLY(true, &pairs);
  }
#undef MULTIPLY
}

/* Four quantized activations of each of four tokens, in the form that gemm_q8 reads. */
INLINE void store_activations(hrm_q8 *to, const v128_t q[4]) {
  const v128_t zero = wasm_i16x8_const_splat(HRM_Q8_ZERO);
  const v128_t first = wasm_i16x8_add(wasm_i16x8_narrow_i32x4(q[0], q[1]), zero), second = wasm_i16x8_add(wasm_i16x8_narrow_i32x4(q[2], q[3]), zero);
  wasm_v128_store(to, wasm_u8x16_narrow_i16x8(first, second));
}

/* Four activations, none below 0 and without HRM_Q8_ZERO, of each of four tokens, the lanes. */
INLINE void store_activations_4x4(hrm_q8 *to, const v128_t q[4]) {
  const v128_t low = wasm_v128_or(q[0], wasm_i32x4_shl(q[1], 8)), high = wasm_v128_or(q[2], wasm_i32x4_shl(q[3], 8));
  wasm_v128_store(to, wasm_v128_or(low, wasm_i32x4_shl(high, 16)));
}

#else

/* A panel's 4 x 4 weights widen to two vectors: rows 0, 1 and rows 2, 3. The dot product with a token's four activations, twice in a vector,
 * leaves two halves of each row's sum side by side; they are joined at the end. */
void hrm_gemm_q8_simd(float *restrict out, size_t token_stride, size_t panel_stride, const int8_t *restrict panels,
                      const float *restrict row_scales, const int32_t *restrict row_sums, size_t rows, const hrm_q8 *restrict tiles,
                      const float *restrict token_scales, size_t tokens, size_t depth, bool in_16_bits) {
  (void)in_16_bits; /* always pairs in 32 bits: activations have 16 */
  (void)row_sums;   /* HRM_Q8_ZERO is 0 */
  for (size_t row = 0; row < rows; row += 4) {
    const int8_t *panel = panels + row * depth;
    const v128_t scales = wasm_v128_load(row_scales + row);
    for (size_t token = 0; token < tokens; token += 4) {
      const hrm_q8 *tile = tiles + token * depth;
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
      float *to = out + token * token_stride + row / 4 * panel_stride;
      for (size_t t = 0; t < 4; t++) {
        if (t >= tokens - token) break;
        const v128_t sums = wasm_i32x4_add(wasm_i32x4_shuffle(low[t], high[t], 0, 2, 4, 6), wasm_i32x4_shuffle(low[t], high[t], 1, 3, 5, 7));
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

void hrm_pack_f32_simd(float *restrict tiles, const float *restrict in, size_t stride, size_t tokens, size_t depth) {
  const v128_t zero = wasm_f32x4_const_splat(0);
  for (size_t token = 0; token < tokens; token += 4) {
    const float *from = in + token * stride;
    const size_t count = at_most(tokens - token, 4);
    for (size_t k = 0; k < depth; k += 4, tiles += 16) {
      v128_t rows[4];
      for (size_t t = 0; t < 4; t++) rows[t] = t < count ? wasm_v128_load(from + t * stride + k) : zero;
      const v128_t a = wasm_i32x4_shuffle(rows[0], rows[1], 0, 4, 1, 5), b = wasm_i32x4_shuffle(rows[2], rows[3], 0, 4, 1, 5);
      const v128_t c = wasm_i32x4_shuffle(rows[0], rows[1], 2, 6, 3, 7), d = wasm_i32x4_shuffle(rows[2], rows[3], 2, 6, 3, 7);
      wasm_v128_store(tiles, wasm_i64x2_shuffle(a, b, 0, 2));
      wasm_v128_store(tiles + 4, wasm_i64x2_shuffle(a, b, 1, 3));
      wasm_v128_store(tiles + 8, wasm_i64x2_shuffle(c, d, 0, 2));
      wasm_v128_store(tiles + 12, wasm_i64x2_shuffle(c, d, 1, 3));
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

/* Four rows that are quantized together, and what each is multiplied with. One that is not there is the first one times 0. */
typedef struct four_rows {
  const float *from[4];
  v128_t inverse[4];
} four_rows;

INLINE four_rows take_rows(const float *in, size_t stride, size_t count, size_t depth, float limit, float *scales) {
  four_rows rows;
  for (size_t r = 0; r < 4; r++) {
    rows.from[r] = in + (r < count ? r : 0) * stride;
    scales[r] = 0.0f;
    rows.inverse[r] = r < count ? quantizer(rows.from[r], depth, limit, scales + r) : wasm_f32x4_const_splat(0);
  }
  return rows;
}

/* Elements k .. k + 3 of each. */
INLINE void quantize_rows(v128_t q[4], const four_rows *rows, size_t k) {
  for (size_t r = 0; r < 4; r++) q[r] = round_lanes(wasm_f32x4_mul(wasm_v128_load(rows->from[r] + k), rows->inverse[r]));
}

void hrm_pack_q8_simd(hrm_q8 *restrict tiles, float *restrict token_scales, const float *restrict in, size_t stride, size_t tokens, size_t depth) {
  for (size_t token = 0; token < tokens; token += 4) {
    const four_rows rows = take_rows(in + token * stride, stride, tokens - token, depth, HRM_Q8_LIMIT, token_scales + token);
    for (size_t k = 0; k < depth; k += 4, tiles += 16) {
      v128_t q[4];
      quantize_rows(q, &rows, k);
      store_activations(tiles, q);
    }
  }
}

void hrm_pack_panels_q8_simd(int8_t *restrict panels, float *restrict row_scales, int32_t *restrict row_sums, const float *restrict in,
                             size_t stride, size_t rows, size_t depth) {
  for (size_t row = 0; row < rows; row += 4) {
    const four_rows four = take_rows(in + row * stride, stride, rows - row, depth, HRM_Q8_PANEL_LIMIT, row_scales + row);
    v128_t sums[4] = {wasm_i32x4_const_splat(0), wasm_i32x4_const_splat(0), wasm_i32x4_const_splat(0), wasm_i32x4_const_splat(0)};
    for (size_t k = 0; k < depth; k += 4, panels += 16) {
      v128_t q[4];
      quantize_rows(q, &four, k);
      wasm_v128_store(panels, wasm_i8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(q[0], q[1]), wasm_i16x8_narrow_i32x4(q[2], q[3])));
      for (int r = 0; r < 4; r++) sums[r] = wasm_i32x4_add(sums[r], q[r]);
    }
    for (size_t r = 0; r < 4; r++) {
      const v128_t two = wasm_i32x4_add(sums[r], wasm_i32x4_shuffle(sums[r], sums[r], 2, 3, 0, 1));
      row_sums[row + r] = wasm_i32x4_extract_lane(two, 0) + wasm_i32x4_extract_lane(two, 1);
    }
  }
}

/* hrm_exp, four at once. */
INLINE v128_t exp_lanes(v128_t x) {
  const v128_t rounder = wasm_f32x4_const_splat(HRM_ROUNDER);
  x = wasm_f32x4_pmax(x, wasm_f32x4_const_splat(HRM_EXP_MIN));
  x = wasm_f32x4_pmin(x, wasm_f32x4_const_splat(HRM_EXP_MAX));
  const v128_t shifted = wasm_f32x4_add(wasm_f32x4_mul(x, wasm_f32x4_const_splat(HRM_EXP_LOG2E)), rounder), n = wasm_f32x4_sub(shifted, rounder);
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

void hrm_softmax_simd(float *restrict scores, size_t keys) {
  v128_t largest = wasm_v128_load(scores), sum = wasm_f32x4_const_splat(0);
  for (size_t key = 1; key < keys; key++) largest = wasm_f32x4_pmax(largest, wasm_v128_load(scores + 4 * key));
  for (size_t key = 0; key < keys; key++) {
    const v128_t e = exp_lanes(wasm_f32x4_sub(wasm_v128_load(scores + 4 * key), largest));
    wasm_v128_store(scores + 4 * key, e);
    sum = wasm_f32x4_add(sum, e);
  }
  const v128_t inverse = wasm_f32x4_div(wasm_f32x4_const_splat(1), sum);
  for (size_t key = 0; key < keys; key++) wasm_v128_store(scores + 4 * key, wasm_f32x4_mul(wasm_v128_load(scores + 4 * key), inverse));
}

/* hrm_exp_coarse, four at once. */
INLINE v128_t exp_coarse_lanes(v128_t x) {
  const v128_t rounder = wasm_f32x4_const_splat(HRM_ROUNDER);
  const v128_t power = wasm_f32x4_mul(wasm_f32x4_pmax(x, wasm_f32x4_const_splat(HRM_EXP_COARSE_MIN)), wasm_f32x4_const_splat(HRM_EXP_LOG2E));
  const v128_t shifted = wasm_f32x4_add(power, rounder), f = wasm_f32x4_sub(power, wasm_f32x4_sub(shifted, rounder));
  v128_t p = wasm_f32x4_const_splat(HRM_EXP_COARSE_P3);
  p = wasm_f32x4_add(wasm_f32x4_mul(p, f), wasm_f32x4_const_splat(HRM_EXP_COARSE_P2));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, f), wasm_f32x4_const_splat(HRM_EXP_COARSE_P1));
  p = wasm_f32x4_add(wasm_f32x4_mul(p, f), wasm_f32x4_const_splat(HRM_EXP_COARSE_P0));
  return wasm_i32x4_add(p, wasm_i32x4_shl(shifted, 23));
}

void hrm_softmax_q8_simd(hrm_q8 *restrict tiles, float *restrict token_scales, float *restrict scores, const float *restrict value_scales,
                         size_t keys) {
  const v128_t zero = wasm_f32x4_const_splat(0), rounder = wasm_f32x4_const_splat(HRM_ROUNDER);
  v128_t largest = wasm_v128_load(scores), second = largest, sum = zero, peak = zero; /* two maxima at a time, for one waits for itself */
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
  const v128_t some = wasm_f32x4_ge(peak, wasm_f32x4_const_splat(HRM_Q8_SMALLEST)), limit = wasm_f32x4_const_splat(HRM_Q8_WEIGHT_LIMIT);
  const v128_t inverse = wasm_v128_and(some, wasm_f32x4_div(limit, peak));
  wasm_v128_store(token_scales, wasm_v128_and(some, wasm_f32x4_div(peak, wasm_f32x4_mul(limit, sum))));
  v128_t carried[4] = {zero, zero, zero, zero};
  for (size_t key = 0; key < keys; key += 4, tiles += 16, scores += 16) {
    v128_t q[4];
    for (size_t j = 0; j < 4; j++) {
      const v128_t wanted = wasm_f32x4_add(wasm_f32x4_mul(wasm_v128_load(scores + 4 * j), inverse), carried[j]);
      const v128_t shifted = wasm_f32x4_add(wanted, rounder);
      q[j] = wasm_i32x4_sub(shifted, rounder);
      carried[j] = wasm_f32x4_sub(wanted, wasm_f32x4_sub(shifted, rounder));
    }
    store_activations_4x4(tiles, q);
  }
}

void hrm_residual_rms_simd(float *restrict x, const float *restrict y, size_t rows, size_t size, float eps) {
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
    const v128_t scale = wasm_f32x4_splat(1.0f / hrm_sqrt(sum / (float)size + eps));
    for (size_t i = 0; i < size; i += 4) wasm_v128_store(x + i, wasm_f32x4_mul(wasm_v128_load(x + i), scale));
  }
}

void hrm_swiglu_simd(float *restrict out, const float *restrict gate_up, size_t rows, size_t size) {
  for (size_t row = 0; row < rows; row++, out += size, gate_up += 2 * size) {
    for (size_t i = 0; i < size; i += 4) {
      const v128_t gate = wasm_v128_load(gate_up + i), up = wasm_v128_load(gate_up + size + i);
      const v128_t silu = wasm_f32x4_div(gate, wasm_f32x4_add(wasm_f32x4_const_splat(1), exp_lanes(wasm_f32x4_neg(gate))));
      wasm_v128_store(out + i, wasm_f32x4_mul(silu, up));
    }
  }
}
