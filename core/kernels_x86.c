/* kernels_x86.c - the matrix products in AVX2 or, where the compiler's flags have it, AVX-512 with VNNI, and the
 * quantizing of what enters them, the softmax's weights among it. What each computes, to the bit, is said in kernels.h.
 * The other kernels are the plain ones, which the same flags let the compiler vectorise.
 *
 * Sums stay in registers only if every loop over them is unrolled, so those have constant bounds (UNROLL) and leave
 * early.
 *
 * A vector holds WIDTH parts of 16 bytes, and WIDTH is also how many panels a product takes at once. */
#ifdef __AVX2__
#include "kernels.h"
#include "numerics.h"
#include <immintrin.h>
#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

#define UNROLL _Pragma("GCC unroll 4")

INLINE size_t at_most(size_t n, size_t limit) { return n < limit ? n : limit; }

/* integers and floats of a vector; `parts` of some functions: how many of its 16-byte parts are in memory, the others
 * are zeros or are not stored */
#ifdef HRM_AVX512
#define WIDTH 4
typedef __m512i ints;
typedef __m512 floats;
INLINE __mmask16 mask_of(size_t parts) { return (__mmask16)((1u << 4 * parts) - 1); }
INLINE ints load_ints(const void *from, size_t parts) { return _mm512_maskz_loadu_epi32(mask_of(parts), from); }
INLINE floats load_floats(const float *from, size_t parts) { return _mm512_maskz_loadu_ps(mask_of(parts), from); }
INLINE void store_floats(float *to, floats x, size_t parts) { _mm512_mask_storeu_ps(to, mask_of(parts), x); }
INLINE ints zero_ints(void) { return _mm512_setzero_si512(); }
INLINE floats zero_floats(void) { return _mm512_setzero_ps(); }
INLINE floats multiply(floats a, floats b) { return _mm512_mul_ps(a, b); }
INLINE floats add(floats a, floats b) { return _mm512_add_ps(a, b); }
INLINE floats all(float x) { return _mm512_set1_ps(x); }
/* four floats, in every part */
INLINE floats repeat(const float *from) { return _mm512_broadcast_f32x4(_mm_loadu_ps(from)); }
/* from[part] in the whole of each part; first is 0 */
INLINE floats spread(const float *from, size_t first) {
  (void)first;
  return _mm512_permutexvar_ps(_mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3),
                               _mm512_castps128_ps512(_mm_loadu_ps(from)));
}
INLINE void split(float *parts, floats x) { _mm512_storeu_ps(parts, x); }
/* sums + four products, of unsigned and signed bytes, in each lane */
INLINE ints dot(ints sums, ints u, ints s) { return _mm512_dpbusd_epi32(sums, u, s); }
/* lane t of each part in the whole part */
#define PICK(x, t) _mm512_shuffle_epi32(x, (t)*0x55)
/* part p of the result is the sum of the parts of x[p] */
INLINE ints join(const ints x[WIDTH]) {
  const ints a = _mm512_add_epi32(_mm512_shuffle_i32x4(x[0], x[1], 0x88), _mm512_shuffle_i32x4(x[0], x[1], 0xDD));
  const ints b = _mm512_add_epi32(_mm512_shuffle_i32x4(x[2], x[3], 0x88), _mm512_shuffle_i32x4(x[2], x[3], 0xDD));
  return _mm512_add_epi32(_mm512_shuffle_i32x4(a, b, 0x88), _mm512_shuffle_i32x4(a, b, 0xDD));
}
INLINE floats without_zero(ints sums, ints row_sums) {
  return _mm512_cvtepi32_ps(_mm512_sub_epi32(sums, _mm512_slli_epi32(row_sums, 6)));
}
#define TILES 4 /* of a float product, at once */
#else
#define WIDTH 2
typedef __m256i ints;
typedef __m256 floats;
INLINE ints load_ints(const void *from, size_t parts) {
  return parts > 1 ? _mm256_loadu_si256(from) : _mm256_zextsi128_si256(_mm_loadu_si128(from));
}
INLINE floats load_floats(const float *from, size_t parts) {
  return parts > 1 ? _mm256_loadu_ps(from) : _mm256_zextps128_ps256(_mm_loadu_ps(from));
}
INLINE void store_floats(float *to, floats x, size_t parts) {
  if (parts > 1) {
    _mm256_storeu_ps(to, x);
  } else {
    _mm_storeu_ps(to, _mm256_castps256_ps128(x));
  }
}
INLINE ints zero_ints(void) { return _mm256_setzero_si256(); }
INLINE floats zero_floats(void) { return _mm256_setzero_ps(); }
INLINE floats multiply(floats a, floats b) { return _mm256_mul_ps(a, b); }
INLINE floats add(floats a, floats b) { return _mm256_add_ps(a, b); }
INLINE floats all(float x) { return _mm256_set1_ps(x); }
INLINE floats repeat(const float *from) { return _mm256_broadcast_ps((const __m128 *)(const void *)from); }
/* from[first + part] in the whole of each part; first is 0 or 2 */
INLINE floats spread(const float *from, size_t first) {
  return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_broadcast_ss(from + first)),
                              _mm_broadcast_ss(from + first + 1), 1);
}
INLINE void split(float *parts, floats x) { _mm256_storeu_ps(parts, x); }
/* Unsigned bytes are at most 127, so that no pair of products leaves 16 bits. */
INLINE ints dot(ints sums, ints u, ints s) {
  return _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_maddubs_epi16(u, s), _mm256_set1_epi16(1)));
}
#define PICK(x, t) _mm256_shuffle_epi32(x, (t)*0x55)
INLINE ints join(const ints x[WIDTH]) {
  return _mm256_add_epi32(_mm256_permute2x128_si256(x[0], x[1], 0x20), _mm256_permute2x128_si256(x[0], x[1], 0x31));
}
INLINE floats without_zero(ints sums, ints row_sums) {
  return _mm256_cvtepi32_ps(_mm256_sub_epi32(sums, _mm256_slli_epi32(row_sums, 6)));
}
#define TILES 1
#endif

_Static_assert(HRM_Q8_ZERO == 1 << 6, "without_zero takes out 64 times the row sums");

/* The parts of a vector: four rows each of so many panels. */
INLINE void store_panels(float *to, size_t panel_stride, floats x, size_t panels) {
  if (panel_stride == 4) {
    store_floats(to, x, panels);
  } else {
    float parts[4 * WIDTH];
    split(parts, x);
    for (size_t p = 0; p < panels; p++) memcpy(to + p * panel_stride, parts + 4 * p, 16);
  }
}

/* The sums of a tile of four tokens times `panels` <= WIDTH panels, 4 * depth bytes apart. A part of a sum holds four
 * of its steps, one a vector's part. */
INLINE void sum_steps(ints sums[4][WIDTH], const int8_t *panel, size_t panels, const hrm_q8 *tile, size_t depth) {
  UNROLL
  for (int t = 0; t < 4; t++) {
    UNROLL
    for (int p = 0; p < WIDTH; p++) sums[t][p] = zero_ints();
  }
  for (size_t k = 0; k < 4 * depth; k += 16 * WIDTH) {
    const size_t parts = at_most((4 * depth - k) / 16, WIDTH);
    const ints x = load_ints(tile + k, parts);
    const ints xs[4] = {PICK(x, 0), PICK(x, 1), PICK(x, 2), PICK(x, 3)};
    UNROLL
    for (size_t p = 0; p < WIDTH; p++) {
      const ints weights = load_ints(panel + at_most(p, panels - 1) * 4 * depth + k, parts);
      UNROLL
      for (int t = 0; t < 4; t++) sums[t][p] = dot(sums[t][p], xs[t], weights);
    }
  }
}

#ifdef HRM_Q8_STEPS
_Static_assert(HRM_Q8_STEPS == WIDTH, "a part of a vector is a step");

/* As in kernels_wasm.c. */
typedef struct q8_blocks {
  float energies[2];
  ints zeros[3][WIDTH * (HRM_Q8_BLOCKS_DEPTH / HRM_Q8_BLOCK)];
} q8_blocks;

/* Of WIDTH panels, whose depth is whole blocks. */
static void look_at_panels(q8_blocks *blocks, const int8_t *panel, size_t depth) {
  float energies[WIDTH][2];
  HRM_KERNEL(energies_q8)(energies[0], panel, 4 * WIDTH, depth, 0);
  for (int i = 0; i < 2; i++) blocks->energies[i] = energies[0][i] > energies[1][i] ? energies[0][i] : energies[1][i];
  ints *zeros = blocks->zeros[0];
  for (size_t block = 0; block < depth; block += HRM_Q8_BLOCK, zeros += WIDTH) {
    UNROLL
    for (size_t p = 0; p < WIDTH; p++) {
      ints sums = zero_ints();
      for (size_t k = 4 * block; k < 4 * (block + HRM_Q8_BLOCK); k += 16 * WIDTH) {
        sums = _mm256_sub_epi16(
            sums, _mm256_maddubs_epi16(_mm256_set1_epi8(HRM_Q8_ZERO), load_ints(panel + p * 4 * depth + k, WIDTH)));
      }
      zeros[p] = sums;
    }
  }
  for (size_t level = 0; level < 2; level++) {
    for (size_t i = 0; i < depth / HRM_Q8_BLOCK >> level >> 1; i++) {
      const ints *from = blocks->zeros[level] + 2 * WIDTH * i;
      UNROLL
      for (size_t p = 0; p < WIDTH; p++)
        blocks->zeros[level + 1][WIDTH * i + p] = _mm256_add_epi16(from[p], from[WIDTH + p]);
    }
  }
}

/* The same sums of WIDTH panels, of so many blocks at a time in 16 bits, HRM_Q8_ZERO taken out. */
INLINE void sum_blocks(ints sums[4][WIDTH], const ints *zeros, size_t at_a_time, const int8_t *panel,
                       const hrm_q8 *tile, size_t depth) {
  UNROLL
  for (int t = 0; t < 4; t++) {
    UNROLL
    for (int p = 0; p < WIDTH; p++) sums[t][p] = zero_ints();
  }
  const size_t stride = at_a_time * HRM_Q8_BLOCK * 4;
  for (size_t k = 0; k < 4 * depth; k += stride, zeros += WIDTH) {
    ints short_sums[4][WIDTH];
    UNROLL
    for (int p = 0; p < WIDTH; p++) {
      UNROLL
      for (int t = 0; t < 4; t++) short_sums[t][p] = zeros[p];
    }
    for (size_t i = k; i < k + stride; i += 16 * WIDTH) {
      const ints x = load_ints(tile + i, WIDTH);
      const ints xs[4] = {PICK(x, 0), PICK(x, 1), PICK(x, 2), PICK(x, 3)};
      UNROLL
      for (size_t p = 0; p < WIDTH; p++) {
        const ints weights = load_ints(panel + p * 4 * depth + i, WIDTH);
        UNROLL
        for (int t = 0; t < 4; t++)
          short_sums[t][p] = _mm256_add_epi16(short_sums[t][p], _mm256_maddubs_epi16(xs[t], weights));
      }
    }
    UNROLL
    for (int t = 0; t < 4; t++) {
      UNROLL
      for (int p = 0; p < WIDTH; p++)
        sums[t][p] = _mm256_add_epi32(sums[t][p], _mm256_madd_epi16(short_sums[t][p], _mm256_set1_epi16(1)));
    }
  }
}

/* For the smallest lane there is an instruction. */
INLINE float largest_lane_u16(ints x) {
  const __m128i eight = _mm_max_epu16(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
  return (float)(0xFFFF - _mm_extract_epi16(_mm_minpos_epu16(_mm_xor_si128(eight, _mm_set1_epi16(-1))), 0));
}

void HRM_KERNEL(energies_q8)(float *restrict energies, const void *restrict fours, size_t rows, size_t depth,
                             int zero) {
  uint8_t zeros[16 * WIDTH];
  memset(zeros, zero, sizeof zeros);
  for (size_t row = 0; row < rows; row += 4, energies += 2) {
    const uint8_t *four = (const uint8_t *)fours + row * depth;
    ints one = zero_ints(), two = one, first = one;
    for (size_t block = 0; block * HRM_Q8_BLOCK < depth; block++) {
      ints sums = zero_ints();
      for (size_t k = 4 * block * HRM_Q8_BLOCK; k < 4 * at_most((block + 1) * HRM_Q8_BLOCK, depth); k += 16 * WIDTH) {
        const size_t parts = at_most((4 * depth - k) / 16, WIDTH);
        const ints q = _mm256_abs_epi8(_mm256_sub_epi8(load_ints(four + k, parts), load_ints(zeros, parts)));
        sums = _mm256_add_epi16(sums, _mm256_srli_epi16(_mm256_maddubs_epi16(q, q), 2));
      }
      one = _mm256_max_epu16(one, sums);
      two = _mm256_max_epu16(two, _mm256_add_epi16(first, sums));
      first = block % 2 ? zero_ints() : sums;
    }
    energies[0] = 16.0f + 4.0f * largest_lane_u16(one);
    energies[1] = 32.0f + 4.0f * largest_lane_u16(two);
  }
}
#endif

/* The outputs of `tokens` <= 4 tokens; zeros: the row sums of what is still to be taken out. */
INLINE void store_tile(float *to, size_t token_stride, size_t panel_stride, ints sums[4][WIDTH], ints zeros,
                       size_t panels, const float *row_scales, const float *token_scales, size_t tokens) {
  const floats scales = load_floats(row_scales, panels);
  UNROLL
  for (size_t t = 0; t < 4; t++) {
    if (t >= tokens) return;
    store_panels(to + t * token_stride, panel_stride,
                 multiply(without_zero(join(sums[t]), zeros), multiply(scales, all(token_scales[t]))), panels);
  }
}

void HRM_KERNEL(gemm_q8)(const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
  const size_t rows = panels->rows, tokens = tiles->tokens, depth = panels->depth, token_stride = out->token_stride,
               panel_stride = out->panel_stride;
  const int8_t *restrict matrix = panels->weights;
  const hrm_q8 *restrict values = tiles->values;
  const float *restrict row_scales = panels->scales, *restrict token_scales = tiles->scales;
  const int32_t *restrict row_sums = panels->sums;
  float *restrict at = out->at;
#ifdef HRM_Q8_STEPS
  const float *restrict energies = tiles->energies;
  const bool in_blocks =
      energies && tokens >= HRM_Q8_BLOCKS_TOKENS && depth <= HRM_Q8_BLOCKS_DEPTH && depth % HRM_Q8_BLOCK == 0;
  q8_blocks blocks;
#endif
  for (size_t row = 0; row < rows; row += 4 * WIDTH) {
    const int8_t *panel = matrix + row * depth;
    const size_t panel_count = at_most((rows - row) / 4, WIDTH);
    const ints zeros = load_ints(row_sums + row, panel_count);
#ifdef HRM_Q8_STEPS
    const bool looked = in_blocks && panel_count == WIDTH;
    if (looked) look_at_panels(&blocks, panel, depth);
#endif
    for (size_t token = 0; token < tokens; token += 4) {
      const hrm_q8 *tile = values + token * depth;
      float *to = at + token * token_stride + row / 4 * panel_stride;
      ints sums[4][WIDTH];
#define STORE_TILE(zeros, panel_count) \
  store_tile(to, token_stride, panel_stride, sums, zeros, panel_count, row_scales + row, token_scales + token, \
             tokens - token)
#ifdef HRM_Q8_STEPS
      const size_t at_a_time = looked ? hrm_q8_blocks_at_a_time(blocks.energies, energies + token / 2, depth) : 0;
      if (at_a_time) {
        sum_blocks(sums, blocks.zeros[at_a_time / 2], at_a_time, panel, tile, depth);
        STORE_TILE(zero_ints(), WIDTH);
        continue;
      }
#endif
      if (panel_count < WIDTH) {
        sum_steps(sums, panel, panel_count, tile, depth);
        STORE_TILE(zeros, panel_count);
      } else {
        sum_steps(sums, panel, WIDTH, tile, depth);
        STORE_TILE(zeros, WIDTH);
      }
#undef STORE_TILE
    }
  }
}

/* The parts of a vector: up to four rows of each token from `first` that is one of `tokens`. */
INLINE void store_tokens(float *to, size_t token_stride, floats x, size_t rows, size_t tokens, size_t first) {
  float parts[4 * WIDTH];
  split(parts, x);
  for (size_t i = 0; i < WIDTH && first + i < tokens; i++) {
    if (rows >= 4) {
      memcpy(to + i * token_stride, parts + 4 * i, 16);
    } else {
      memcpy(to + i * token_stride, parts + 4 * i, 4 * rows);
    }
  }
}

/* Four panels times TILES tiles; a vector's parts are tokens. What lies beyond the last panel or tile is computed from
 * the last and not stored. */
void HRM_KERNEL(gemm_f32)(const hrm_out *out, const hrm_panels *panels, const hrm_tiles *tiles) {
  const size_t rows = panels->rows, tokens = tiles->tokens, depth = panels->depth, token_stride = out->token_stride,
               panel_stride = out->panel_stride;
  const float *restrict matrix = panels->weights, *restrict values = tiles->values;
  float *restrict at = out->at;
  enum { VECTORS = 4 * TILES / WIDTH }; /* across tokens */
  const size_t last_panel = (rows - 1) / 4, last_tile = (tokens - 1) / 4;
  for (size_t row = 0; row < rows; row += 16) {
    const float *panel[4], *tile[TILES];
    for (size_t p = 0; p < 4; p++) panel[p] = matrix + at_most(row / 4 + p, last_panel) * 4 * depth;
    for (size_t token = 0; token < tokens; token += 4 * TILES) {
      for (size_t i = 0; i < TILES; i++) tile[i] = values + at_most(token / 4 + i, last_tile) * 4 * depth;
      floats sums[VECTORS][4];
      UNROLL
      for (int v = 0; v < VECTORS; v++) {
        UNROLL
        for (int p = 0; p < 4; p++) sums[v][p] = zero_floats();
      }
      for (size_t k = 0; k < 4 * depth; k += 4) {
        floats x[VECTORS];
        UNROLL
        for (size_t v = 0; v < VECTORS; v++) x[v] = spread(tile[v * WIDTH / 4] + k, v * WIDTH % 4);
        UNROLL
        for (int p = 0; p < 4; p++) {
          const floats weights = repeat(panel[p] + k);
          UNROLL
          for (int v = 0; v < VECTORS; v++) sums[v][p] = add(sums[v][p], multiply(weights, x[v]));
        }
      }
      UNROLL
      for (size_t v = 0; v < VECTORS; v++) {
        UNROLL
        for (size_t p = 0; p < 4; p++) {
          if (row + 4 * p >= rows) break;
          store_tokens(at + (token + v * WIDTH) * token_stride + (row / 4 + p) * panel_stride, token_stride, sums[v][p],
                       rows - row - 4 * p, tokens - token, v * WIDTH);
        }
      }
    }
  }
}

void HRM_KERNEL(pack_f32)(const hrm_packed *tiles, const hrm_rows *tokens) { hrm_pack_f32_scalar(tiles, tokens); }

/* What a row is multiplied with to quantize it, and its scale. */
INLINE __m128 quantizer(const float *from, size_t depth, float limit, float *scale) {
  const __m128 sign = _mm_set1_ps(-0.0f);
  __m128 four = _mm_setzero_ps(); /* the second operand stays where the first is no number, as in the plain kernel */
  for (size_t k = 0; k < depth; k += 4) four = _mm_max_ps(_mm_andnot_ps(sign, _mm_loadu_ps(from + k)), four);
  four = _mm_max_ps(four, _mm_movehl_ps(four, four));
  const float largest = _mm_cvtss_f32(_mm_max_ss(four, _mm_movehdup_ps(four)));
  const bool zero = largest < HRM_Q8_SMALLEST;
  *scale = zero ? 0.0f : largest / limit;
  return _mm_set1_ps(zero ? 0.0f : limit / largest);
}

/* Rounded to integers, ties to even. */
INLINE __m128i round_lanes(__m128 x) {
  const __m128 rounder = _mm_set1_ps(HRM_ROUNDER);
  return _mm_sub_epi32(_mm_castps_si128(_mm_add_ps(x, rounder)), _mm_castps_si128(rounder));
}

INLINE void store_bytes(void *to, __m128i x) {
  _mm_storeu_si32(to, _mm_shuffle_epi8(x, _mm_setr_epi8(0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)));
}

void HRM_KERNEL(pack_q8)(const hrm_packed *tiles, const hrm_rows *tokens) {
  const size_t count = tokens->count, depth = tokens->depth;
  float *restrict scales = tiles->scales;
  const __m128i zero = _mm_set1_epi32(HRM_Q8_ZERO);
  for (size_t token = 0; token < (count + 3) / 4 * 4; token++) {
    hrm_q8 *restrict lane = (hrm_q8 *)tiles->values + token / 4 * 4 * depth + token % 4 * 4;
    const float *from = tokens->at + token * tokens->stride;
    scales[token] = 0.0f;
    const __m128 inverse = token < count ? quantizer(from, depth, HRM_Q8_LIMIT, scales + token) : _mm_setzero_ps();
    for (size_t k = 0; k < depth; k += 4) {
      const __m128i q = token < count ? round_lanes(_mm_mul_ps(_mm_loadu_ps(from + k), inverse)) : _mm_setzero_si128();
      store_bytes(lane + 4 * k, _mm_add_epi32(q, zero));
    }
  }
}

void HRM_KERNEL(pack_panels_q8)(const hrm_packed *panels, const hrm_rows *rows) {
  const size_t count = rows->count, depth = rows->depth;
  float *restrict scales = panels->scales;
  int32_t *restrict row_sums = panels->sums;
  for (size_t row = 0; row < (count + 3) / 4 * 4; row++) {
    int8_t *restrict lane = (int8_t *)panels->values + row / 4 * 4 * depth + row % 4 * 4;
    const float *from = rows->at + row * rows->stride;
    scales[row] = 0.0f;
    const __m128 inverse = row < count ? quantizer(from, depth, HRM_Q8_PANEL_LIMIT, scales + row) : _mm_setzero_ps();
    __m128i sums = _mm_setzero_si128();
    for (size_t k = 0; k < depth; k += 4) {
      const __m128i q = row < count ? round_lanes(_mm_mul_ps(_mm_loadu_ps(from + k), inverse)) : _mm_setzero_si128();
      store_bytes(lane + 4 * k, q);
      sums = _mm_add_epi32(sums, q);
    }
    sums = _mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0x4E));
    row_sums[row] = _mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_shuffle_epi32(sums, 0x55)));
  }
}

void HRM_KERNEL(softmax)(float *restrict scores, size_t keys) { hrm_softmax_scalar(scores, keys); }

/* hrm_exp_coarse, four at once. */
INLINE __m128 exp_coarse_lanes(__m128 x) {
  const __m128 rounder = _mm_set1_ps(HRM_ROUNDER);
  const __m128 power = _mm_mul_ps(_mm_max_ps(_mm_set1_ps(HRM_EXP_COARSE_MIN), x), _mm_set1_ps(HRM_EXP_LOG2E));
  const __m128 shifted = _mm_add_ps(power, rounder), f = _mm_sub_ps(power, _mm_sub_ps(shifted, rounder));
  __m128 p = _mm_add_ps(_mm_mul_ps(_mm_set1_ps(HRM_EXP_COARSE_P3), f), _mm_set1_ps(HRM_EXP_COARSE_P2));
  p = _mm_add_ps(_mm_mul_ps(p, f), _mm_set1_ps(HRM_EXP_COARSE_P1));
  p = _mm_add_ps(_mm_mul_ps(p, f), _mm_set1_ps(HRM_EXP_COARSE_P0));
  return _mm_castsi128_ps(_mm_add_epi32(_mm_castps_si128(p), _mm_slli_epi32(_mm_castps_si128(shifted), 23)));
}

void HRM_KERNEL(softmax_q8)(const hrm_packed *tiles, float *restrict scores, const float *restrict value_scales,
                            size_t keys) {
  const __m128 zero = _mm_setzero_ps(), limit = _mm_set1_ps(HRM_Q8_WEIGHT_LIMIT);
  __m128 largest = _mm_loadu_ps(scores), sum = zero, peak = zero;
  for (size_t key = 1; key < keys; key++) largest = _mm_max_ps(_mm_loadu_ps(scores + 4 * key), largest);
  for (size_t key = 0; key < keys; key++) {
    const __m128 e = exp_coarse_lanes(_mm_sub_ps(_mm_loadu_ps(scores + 4 * key), largest)),
                 weight = _mm_mul_ps(e, _mm_set1_ps(value_scales[key]));
    _mm_storeu_ps(scores + 4 * key, weight);
    sum = _mm_add_ps(sum, e);
    peak = _mm_max_ps(weight, peak);
  }
  for (size_t key = keys; key % 4; key++) _mm_storeu_ps(scores + 4 * key, zero);
  const __m128 some = _mm_cmpge_ps(peak, _mm_set1_ps(HRM_Q8_SMALLEST)),
               inverse = _mm_and_ps(some, _mm_div_ps(limit, peak));
  _mm_storeu_ps(tiles->scales, _mm_and_ps(some, _mm_div_ps(peak, _mm_mul_ps(limit, sum))));
  __m128 carried[4] = {zero, zero, zero, zero};
  hrm_q8 *restrict to = tiles->values;
  for (size_t key = 0; key < keys; key += 4, to += 16, scores += 16) {
    __m128i q[4];
    UNROLL
    for (size_t j = 0; j < 4; j++) {
      const __m128 wanted = _mm_add_ps(_mm_mul_ps(_mm_loadu_ps(scores + 4 * j), inverse), carried[j]);
      q[j] = round_lanes(wanted);
      carried[j] = _mm_sub_ps(wanted, _mm_cvtepi32_ps(q[j]));
    }
    const __m128i low = _mm_or_si128(q[0], _mm_slli_epi32(q[1], 8)), high = _mm_or_si128(q[2], _mm_slli_epi32(q[3], 8));
    _mm_storeu_si128((__m128i *)(void *)to, _mm_or_si128(low, _mm_slli_epi32(high, 16)));
  }
}

void HRM_KERNEL(residual_rms)(float *restrict x, const float *restrict y, size_t rows, size_t size, size_t elements,
                              float eps) {
  hrm_residual_rms_scalar(x, y, rows, size, elements, eps);
}

/* hrm_exp, four at once. */
INLINE __m128 exp_lanes(__m128 x) {
  const __m128 rounder = _mm_set1_ps(HRM_ROUNDER);
  x = _mm_min_ps(_mm_set1_ps(HRM_EXP_MAX), _mm_max_ps(_mm_set1_ps(HRM_EXP_MIN), x));
  const __m128 shifted = _mm_add_ps(_mm_mul_ps(x, _mm_set1_ps(HRM_EXP_LOG2E)), rounder),
               n = _mm_sub_ps(shifted, rounder);
  __m128 r = _mm_sub_ps(x, _mm_mul_ps(n, _mm_set1_ps(HRM_EXP_LN2_HIGH)));
  r = _mm_sub_ps(r, _mm_mul_ps(n, _mm_set1_ps(HRM_EXP_LN2_LOW)));
  __m128 p = _mm_add_ps(_mm_mul_ps(_mm_set1_ps(HRM_EXP_P4), r), _mm_set1_ps(HRM_EXP_P3));
  p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(HRM_EXP_P2));
  p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(HRM_EXP_P1));
  p = _mm_add_ps(_mm_mul_ps(p, r), _mm_set1_ps(HRM_EXP_P0));
  p = _mm_add_ps(_mm_add_ps(_mm_mul_ps(p, _mm_mul_ps(r, r)), r), _mm_set1_ps(1));
  const __m128i exponent =
      _mm_add_epi32(_mm_sub_epi32(_mm_castps_si128(shifted), _mm_castps_si128(rounder)), _mm_set1_epi32(127));
  return _mm_mul_ps(p, _mm_castsi128_ps(_mm_slli_epi32(exponent, 23)));
}

/* By hand, because gcc divides by what an exponential at its limit would be too, in every lane: a denormal, which takes
 * a hundred cycles. */
void HRM_KERNEL(swiglu)(float *restrict out, const float *restrict gate_up, size_t rows, size_t size) {
  for (size_t row = 0; row < rows; row++, out += size, gate_up += 2 * size) {
    for (size_t i = 0; i < size; i += 4) {
      const __m128 gate = _mm_loadu_ps(gate_up + i), e = exp_lanes(_mm_xor_ps(gate, _mm_set1_ps(-0.0f)));
      _mm_storeu_ps(out + i,
                    _mm_mul_ps(_mm_div_ps(gate, _mm_add_ps(_mm_set1_ps(1), e)), _mm_loadu_ps(gate_up + size + i)));
    }
  }
}
#endif
