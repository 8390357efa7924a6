/* gemm.h - matrix products on packed operands, for the mode vec.h was compiled in.
 *
 * The right operand lies in panels: [columns / width][units of the summed dimension][width] units, width =
 * panel_width(columns). The left operand is either row-major activations, or ("across") units [summed dimension][row],
 * as interleave() makes them: that is a product A^T B over tokens, the gradient of a weight. */
#ifndef HRM_LEARN_GEMM_H
#define HRM_LEARN_GEMM_H
#include <stdbool.h>
#include "vec.h"

#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#define ROLLED _Pragma("clang loop unroll(disable)")
#else
#define UNROLL _Pragma("GCC unroll 16")
#define ROLLED _Pragma("GCC unroll 1")
#endif

/* Vectors across and rows down of the register tile: up to 24 sums in 32 registers, 12 of 16 with AVX2, 8 of 16 with
 * SSE. */
#if defined(__AVX512F__)
#define TILE_ROWS(vectors) ((vectors) == 4 ? 6 : (vectors) == 3 ? 8 : 12)
#elif defined(__AVX2__)
#define TILE_ROWS(vectors) 6
#else
#define TILE_ROWS(vectors) 2
#endif

INLINE size_t panel_width(size_t columns) {
  if (LANES < 16) return 16;
  return columns % 64 == 0 ? 64 : columns % 48 == 0 ? 48 : columns % 32 == 0 ? 32 : 16;
}

typedef enum gemm_out { TO_F32, ADD_F32, TO_ACT, GEMM_OUTS } gemm_out;

#if !ACT_AMX /* else as in amx.h */
INLINE void tile(const int rows, const int vectors, const bool across, const gemm_out out, const unit *a, size_t step,
                 const unit *b, size_t k, void *c, size_t ldc) {
  vf sum[12][4];
  UNROLL
  for (int m = 0; m < rows; m++) UNROLL
  for (int v = 0; v < vectors; v++) {
    sum[m][v] = (vf){0};
    /* what is added to comes from the third-level cache or beyond: ask for it before the sum, not after */
    if (out == ADD_F32) __builtin_prefetch((const float *)c + (size_t)m * ldc + v * LANES, 1);
  }
  ROLLED
  for (size_t i = 0; i < k; i++) {
    vi right[4];
    UNROLL
    for (int v = 0; v < vectors; v++) right[v] = vi_load(b + v * LANES);
    UNROLL
    for (int m = 0; m < rows; m++) {
      vi left = (int32_t)(across ? a[m] : a[(size_t)m * step]) - (vi){0};
#ifdef __AVX512F__
      __asm__("" : "+v"(left)); /* one broadcast into a register, not one folded into each product */
#endif
      UNROLL
      for (int v = 0; v < vectors; v++) sum[m][v] = unit_dot(sum[m][v], left, right[v]);
    }
    b += vectors * LANES;
    a += across ? step : 1;
  }
  UNROLL
  for (int m = 0; m < rows; m++) UNROLL
  for (int v = 0; v < vectors; v++) {
    if (out == TO_ACT) {
      act_store((act *)c + (size_t)m * ldc + v * LANES, sum[m][v]);
    } else {
      float *p = (float *)c + (size_t)m * ldc + v * LANES;
      vf_store(p, out == ADD_F32 ? vf_load(p) + sum[m][v] : sum[m][v]);
    }
  }
}

INLINE void panel_rows(const int vectors, const bool across, const gemm_out out, const unit *a, size_t step,
                       const unit *b, size_t rows, size_t k, void *c, size_t ldc) {
  const size_t bytes = out == TO_ACT ? sizeof(act) : sizeof(float), down = across ? 1 : step;
  size_t r = 0;
#define TILES(n) \
  for (; r + (n) <= rows; r += (n)) \
  tile(n, vectors, across, out, a + r * down, step, b, k, (char *)c + r * ldc * bytes, ldc)
  TILES(TILE_ROWS(vectors));
#if LANES >= 8
  TILES(4);
  TILES(2);
#endif
  TILES(1);
#undef TILES
}

typedef void panel_function(const unit *a, size_t step, const unit *b, size_t rows, size_t k, void *c, size_t ldc);
#define PANEL(vectors, across, out) \
  static __attribute__((noinline)) void panel_##vectors##_##across##_##out( \
      const unit *a, size_t step, const unit *b, size_t rows, size_t k, void *c, size_t ldc) { \
    panel_rows(vectors, across, out, a, step, b, rows, k, c, ldc); \
  }
#define PANELS(vectors) \
  PANEL(vectors, 0, TO_F32) \
  PANEL(vectors, 0, ADD_F32) \
  PANEL(vectors, 0, TO_ACT) PANEL(vectors, 1, TO_F32) PANEL(vectors, 1, ADD_F32) PANEL(vectors, 1, TO_ACT)
#define PANEL_NAMES(vectors) \
  { \
    {panel_##vectors##_0_TO_F32, panel_##vectors##_0_ADD_F32, panel_##vectors##_0_TO_ACT}, { \
      panel_##vectors##_1_TO_F32, panel_##vectors##_1_ADD_F32, panel_##vectors##_1_TO_ACT \
    } \
  }
#if LANES == 16
PANELS(1)
PANELS(2)
PANELS(3)
PANELS(4)
static panel_function *const panel_functions[4][2][GEMM_OUTS] = {PANEL_NAMES(1), PANEL_NAMES(2), PANEL_NAMES(3),
                                                                 PANEL_NAMES(4)};
#elif LANES == 8
PANELS(2)
static panel_function *const panel_functions[1][2][GEMM_OUTS] = {PANEL_NAMES(2)};
#else
PANELS(4)
static panel_function *const panel_functions[1][2][GEMM_OUTS] = {PANEL_NAMES(4)};
#endif

/* c[rows][columns] = (or +=) a[rows][k] b, a row-major with lda activations from row to row, b packed, c with ldc
 * elements from row to row. k counts activations. A sum into float32 is cut into runs of the k dimension whose panel
 * stays in the first-level cache. */
static void gemm(const act *a, size_t lda, const act *b, size_t rows, size_t columns, size_t k, void *c, size_t ldc,
                 gemm_out out) {
  const size_t width = panel_width(columns), units = units_of(k), run = out == TO_ACT ? units : 192;
  for (size_t from = 0; from < units; from += run) {
    const size_t count = units - from < run ? units - from : run;
    panel_function *f = panel_functions[width / 16 - 1][0][from && out == TO_F32 ? ADD_F32 : out];
    for (size_t p = 0; p < columns; p += width)
      f((const unit *)a + from, lda / UNIT_ACTS, (const unit *)b + p * units + from * width, rows, count,
        (char *)c + p * (out == TO_ACT ? sizeof(act) : sizeof(float)), ldc);
  }
}

/* c[rows][columns] += a^T b over k summed rows; both operands from interleave(), a with panel width a_width. */
static void gemm_across(const act *a, size_t a_width, const act *b, size_t rows, size_t columns, size_t k, void *c,
                        size_t ldc, gemm_out out) {
  const size_t width = panel_width(columns), units = units_of(k), bytes = out == TO_ACT ? sizeof(act) : sizeof(float);
  panel_function *f = panel_functions[width / 16 - 1][1][out];
  for (size_t p = 0; p < columns; p += width)
    for (size_t r = 0; r < rows; r += a_width)
      f((const unit *)a + r * units, a_width, (const unit *)b + p * units, rows - r < a_width ? rows - r : a_width,
        units, (char *)c + (r * ldc + p) * bytes, ldc);
}
#endif

/* Where columns c .. c+15 of row r (even) and r+1 lie in panels of the given width over `rows` rows. */
INLINE unit *pair_at(act *panels, size_t width, size_t rows, size_t r, size_t c) {
  return (unit *)panels + (c - c % width) * units_of(rows) + r / UNIT_ACTS * width + c % width;
}
/* Stores a vector of columns of two rows there; `second`: the second row exists, otherwise row1 is zero. */
INLINE void pair_store(unit *at, size_t width, vf row0, vf row1, bool second) {
#if ACT_BF16
  (void)width;
  (void)second;
  vi_store(at, act_pair(row0, row1));
#else
  vf_store((float *)at, row0);
  if (second) vf_store((float *)at + width, row1);
#endif
}

/* Row-major s[rows][ld], `columns` of them, to panels whose summed dimension is the rows. Odd rows are paired with
 * zeros. */
static void interleave(const act *s, size_t ld, size_t rows, size_t columns, size_t width, act *panels) {
  for (size_t p = 0; p < columns; p += width) {
    unit *out = (unit *)panels + p * units_of(rows);
    for (size_t r = 0; r < rows; r += UNIT_ACTS, out += width)
      for (size_t c = 0; c < width; c += LANES) {
        const act *at = s + r * ld + p + c;
#if ACT_BF16
        vi_store(out + c, r + 1 < rows ? act_widen(at) | (act_widen(at + ld) << 16) : act_widen(at));
#else
        vf_store((float *)out + c, vf_load(at));
#endif
      }
  }
}

/* A block of up to 16 x 16 units, transposed; rows from `rows` on count as zero. */
INLINE void transpose(const unit *s, size_t ld, size_t rows, size_t columns, unit *d, size_t ldd) {
#ifdef __AVX512F__
  if (columns == 16) {
    __m512i r[16], t[16];
    UNROLL
    for (size_t i = 0; i < 16; i++) r[i] = i < rows ? _mm512_loadu_si512(s + i * ld) : _mm512_setzero_si512();
    UNROLL
    for (int i = 0; i < 8; i++) {
      t[2 * i] = _mm512_unpacklo_epi32(r[2 * i], r[2 * i + 1]);
      t[2 * i + 1] = _mm512_unpackhi_epi32(r[2 * i], r[2 * i + 1]);
    }
    UNROLL
    for (int i = 0; i < 4; i++) {
      r[4 * i] = _mm512_unpacklo_epi64(t[4 * i], t[4 * i + 2]);
      r[4 * i + 1] = _mm512_unpackhi_epi64(t[4 * i], t[4 * i + 2]);
      r[4 * i + 2] = _mm512_unpacklo_epi64(t[4 * i + 1], t[4 * i + 3]);
      r[4 * i + 3] = _mm512_unpackhi_epi64(t[4 * i + 1], t[4 * i + 3]);
    }
    UNROLL
    for (int i = 0; i < 4; i++) {
      t[i] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0x88);
      t[i + 4] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0xdd);
      t[i + 8] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0x88);
      t[i + 12] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0xdd);
    }
    UNROLL
    for (int i = 0; i < 8; i++) {
      _mm512_storeu_si512(d + (size_t)i * ldd, _mm512_shuffle_i32x4(t[i], t[i + 8], 0x88));
      _mm512_storeu_si512(d + (size_t)(i + 8) * ldd, _mm512_shuffle_i32x4(t[i], t[i + 8], 0xdd));
    }
    return;
  }
#endif
  for (size_t j = 0; j < columns; j++)
    for (size_t i = 0; i < 16; i++) d[j * ldd + i] = i < rows ? s[i * ld + j] : 0;
}

/* Row-major s[rows][ld], `k` columns, to panels whose columns are the rows of s and whose summed dimension is the
 * columns of s. The panels have `padded` columns (a multiple of 16); those from `rows` on are zero. */
static void pack_transposed(const act *s, size_t ld, size_t rows, size_t padded, size_t k, act *panels) {
  const size_t width = panel_width(padded), units = units_of(k);
  for (size_t p = 0; p < padded; p += 16)
    for (size_t u = 0; u < units; u += 16)
      transpose((const unit *)s + p * (ld / UNIT_ACTS) + u, ld / UNIT_ACTS, rows > p ? rows - p : 0,
                units - u < 16 ? units - u : 16, (unit *)panels + (p - p % width) * units + u * width + p % width,
                width);
}

#if ACT_AMX
#include "amx.h"
#endif

#endif
