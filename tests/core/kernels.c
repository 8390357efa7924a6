/* kernels.c - every kernel of core/kernels.h against the sums its comment states, written here once more over plain
 * row-major arrays. All results must be equal to the bit, gaps between rows and surroundings untouched, at every
 * remainder. In a SIMD build both sets are tested, elsewhere the scalar one. */
#include "check.h"
#include "kernels.h"
#include "numerics.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED 20261123u

#ifdef HRM_SCALAR
#define EACH_SET(call, name) (call(hrm_##name##_scalar, "scalar"))
#else
#define EACH_SET(call, name) (call(hrm_##name##_scalar, "scalar"), call(HRM_KERNEL(name), HRM_SET_NAME))
#endif

static size_t up4(size_t n) { return (n + 3) / 4 * 4; }

/* [ceil(n/4)][depth][4] from [n][depth]; the layout of panels and of tiles. */
static void pack_plain(float *out, const float *in, size_t n, size_t depth) {
  for (size_t i = 0; i < up4(n); i++) {
    for (size_t k = 0; k < depth; k++) out[i / 4 * 4 * depth + 4 * k + i % 4] = i < n ? in[i * depth + k] : 0.0f;
  }
}

static void expect_same(const void *got, const void *expected, size_t bytes, const char *set, const char *kernel,
                        size_t a, size_t b, size_t c) {
  CHECK(memcmp(got, expected, bytes) == 0, "%s_%s differs at sizes %zu, %zu, %zu (seed %u)", kernel, set, a, b, c,
        SEED);
}

/* ---- gemm_f32 ---- */

typedef void gemm_kernel(const hrm_out *, const hrm_panels *, const hrm_tiles *);

static void one_gemm_f32(gemm_kernel *kernel, const char *set, size_t rows, size_t tokens, size_t depth,
                         size_t token_stride, size_t panel_stride, const float *matrix, const float *activations) {
  const size_t out_count = (tokens - 1) * token_stride + (rows - 1) / 4 * panel_stride + (rows - 1) % 4 + 1;
  float *panels = guarded(up4(rows) * depth * 4), *tiles = guarded(up4(tokens) * depth * 4);
  float *out = guarded(out_count * 4), *expected = guarded(out_count * 4);
  pack_plain(panels, matrix, rows, depth);
  pack_plain(tiles, activations, tokens, depth);
  for (size_t t = 0; t < tokens; t++) {
    for (size_t r = 0; r < rows; r++) {
      float sum = 0.0f;
      for (size_t k = 0; k < depth; k++) {
        const float product = matrix[r * depth + k] * activations[t * depth + k];
        sum = sum + product;
      }
      expected[t * token_stride + r / 4 * panel_stride + r % 4] = sum;
    }
  }
  kernel(&(hrm_out){out, token_stride, panel_stride}, &(hrm_panels){.weights = panels, .rows = rows, .depth = depth},
         &(hrm_tiles){.values = tiles, .tokens = tokens});
  expect_same(out, expected, out_count * 4, set, "gemm_f32", rows, tokens, depth);
  release(panels), release(tiles), release(out), release(expected);
}

static void test_kernel_gemm_f32(void) {
  random r = {SEED};
  float matrix[40 * 40], activations[40 * 40];
  random_fill(&r, matrix, 40 * 40, 1.0f);
  random_fill(&r, activations, 40 * 40, 1.0f);
  for (size_t rows = 1; rows <= 40; rows++) {
    for (size_t tokens = 1; tokens <= 40; tokens++) {
      const size_t depth = 1 + (rows * 7 + tokens * 3) % 40;
#define CALL(kernel, set) one_gemm_f32(kernel, set, rows, tokens, depth, rows, 4, matrix, activations)
      EACH_SET(CALL, gemm_f32);
#undef CALL
    }
  }
  for (size_t depth = 1; depth <= 40; depth++) { /* every depth; rows with gaps; panels apart, as in attention scores */
#define CALL(kernel, set) \
  (one_gemm_f32(kernel, set, 7, 5, depth, 11, 4, matrix, activations), \
   one_gemm_f32(kernel, set, 8, 12, depth, 4, 48, matrix, activations), \
   one_gemm_f32(kernel, set, 4, 9, depth, 4, 36, matrix, activations))
    EACH_SET(CALL, gemm_f32);
#undef CALL
  }
}

/* ---- energies_q8, gemm_q8 ---- */

#ifdef HRM_Q8_STEPS
/* energies[ceil(rows/4)][2] of a block and of two. */
static void find_energies(float *energies, const void *fours, size_t rows, size_t depth, int zero) {
  for (size_t t = 0; t < up4(rows) / 4; t++) {
    for (size_t blocks = 1; blocks <= 2; blocks++) {
      int largest = 0;
      for (size_t from = 0; from < depth; from += blocks * HRM_Q8_BLOCK) {
        for (size_t row = 0; row < 4; row++) {
          for (size_t lane = 0; lane < 4 * HRM_Q8_STEPS; lane += 2) {
            int sum = 0;
            for (size_t k = from + lane; k < depth && k < from + blocks * HRM_Q8_BLOCK; k += 4 * HRM_Q8_STEPS) {
              const int8_t *pair =
                  (const int8_t *)fours + (t * depth + k / 4 * 4 + row) * 4 + k % 4; /* no activation is above 127 */
              sum += ((pair[0] - zero) * (pair[0] - zero) + (pair[1] - zero) * (pair[1] - zero)) / 4;
            }
            largest = sum > largest ? sum : largest;
          }
        }
      }
      energies[2 * t + blocks - 1] = (float)(16 * (int)blocks + 4 * largest);
    }
  }
}

typedef void energies_q8_kernel(float *restrict, const void *restrict, size_t, size_t, int);

static void one_energies_q8(energies_q8_kernel *kernel, const char *set, size_t rows, size_t depth, int limit, int zero,
                            random *r) {
  const size_t count = up4(rows) / 2;
  int8_t *fours = guarded(up4(rows) * depth);
  float *energies = guarded(count * 4), *expected = guarded(count * 4);
  for (size_t i = 0; i < up4(rows) * depth; i++)
    fours[i] = (int8_t)(zero + (int)random_below(r, 2 * (uint32_t)limit + 1) - limit);
  find_energies(expected, fours, rows, depth, zero);
  kernel(energies, fours, rows, depth, zero);
  expect_same(energies, expected, count * 4, set, "energies_q8", rows, depth, (size_t)zero);
  release(fours), release(energies), release(expected);
}

static void test_kernel_energies_q8(void) {
  random r = {SEED + 9};
  for (size_t rows = 1; rows <= 40; rows++) {
    for (size_t depth = 4; depth <= 40; depth += 4) {
      const size_t deeper = depth + rows * 4; /* up to 200: several blocks */
#define CALL(kernel, set) \
  (one_energies_q8(kernel, set, rows, depth, 63, HRM_Q8_ZERO, &r), \
   one_energies_q8(kernel, set, rows, deeper, 63, HRM_Q8_ZERO, &r), \
   one_energies_q8(kernel, set, rows, deeper, 127, 0, &r)) /* panels */
      EACH_SET(CALL, energies_q8);
#undef CALL
    }
  }
}
#endif

/* What the numbers of a test are: all weights and activations the same, or random ones if the weight is 0: then the
 * activations of one tile in four are so large that not all blocks fit in 16 bits, and the others smaller by half each.
 */
typedef struct q8_values {
  int weight, activation;
} q8_values;

static void one_gemm_q8(gemm_kernel *kernel, const char *set, size_t rows, size_t tokens, size_t depth, size_t stride,
                        size_t panel_stride, random *r, bool with_energies, q8_values fixed) {
  const size_t out_count = (tokens - 1) * stride + (rows / 4 - 1) * panel_stride + 4;
  int8_t *panels = guarded(rows * depth);
  hrm_q8 *tiles = guarded(up4(tokens) * depth * sizeof *tiles);
  int32_t *row_sums = guarded(rows * 4);
  float *row_scales = guarded(rows * 4), *token_scales = guarded(up4(tokens) * 4), *out = guarded(out_count * 4),
        *expected = guarded(out_count * 4);
  float *energies = NULL;
  for (size_t i = 0; i < rows * depth; i++)
    panels[i] = (int8_t)(fixed.weight ? fixed.weight : (int)random_below(r, 255) - 127);
  for (size_t i = 0; i < up4(tokens) * depth; i++) {
    const int largest = 63 >> i / (4 * depth) % 4;
    tiles[i] = (hrm_q8)(HRM_Q8_ZERO +
                        (fixed.weight ? fixed.activation : (int)random_below(r, 2 * (uint32_t)largest + 1) - largest));
  }
#ifdef HRM_Q8_STEPS
  if (with_energies) find_energies(energies = guarded(up4(tokens) * 2), tiles, tokens, depth, HRM_Q8_ZERO);
#else
  (void)with_energies;
#endif
  random_fill(r, row_scales, rows, 1.0f);
  random_fill(r, token_scales, up4(tokens), 1.0f);
  for (size_t row = 0; row < rows; row++) {
    row_sums[row] = 0;
    for (size_t k = 0; k < depth; k++) row_sums[row] += panels[row / 4 * 4 * depth + k / 4 * 16 + row % 4 * 4 + k % 4];
  }
  for (size_t t = 0; t < tokens; t++) {
    for (size_t row = 0; row < rows; row++) {
      int64_t sum = 0;
      for (size_t k = 0; k < depth; k++) {
        const int q = tiles[t / 4 * 4 * depth + k / 4 * 16 + t % 4 * 4 + k % 4] - HRM_Q8_ZERO;
        sum += panels[row / 4 * 4 * depth + k / 4 * 16 + row % 4 * 4 + k % 4] * q;
      }
      const float scale = row_scales[row] * token_scales[t];
      expected[t * stride + row / 4 * panel_stride + row % 4] = (float)sum * scale;
    }
  }
  kernel(&(hrm_out){out, stride, panel_stride}, &(hrm_panels){panels, row_scales, row_sums, rows, depth},
         &(hrm_tiles){tiles, token_scales, energies, tokens});
  expect_same(out, expected, out_count * 4, set, "gemm_q8", rows, tokens, depth);
  release(panels), release(tiles), release(row_sums), release(row_scales), release(token_scales), release(out),
      release(expected);
  if (energies) release(energies);
}

static void test_kernel_gemm_q8(void) {
  random r = {SEED + 1};
  for (size_t rows = 4; rows <= 40; rows += 4) {
    for (size_t tokens = 1; tokens <= 40; tokens++) {
      for (size_t depth = 4; depth <= 40; depth += 4) {
        const random same = r;
        random again;
        for (int way = 0; way < 2; way++) { /* without energies and with them */
          const q8_values any = {0};
#define CALL(kernel, set) \
  (again = same, one_gemm_q8(kernel, set, rows, tokens, depth, rows + (rows + tokens) % 3, 4, &again, way > 0, any), \
   again = same, \
   one_gemm_q8(kernel, set, rows, tokens, depth + 4 * rows, 4, 4 * tokens + depth, &again, way > 0, \
               any)) /* panels apart, as in attention's scores */
          EACH_SET(CALL, gemm_q8);
#undef CALL
        }
        random_bits(&r);
      }
    }
  }
  /* The largest sums; those with which one, two and four blocks just fit in 16 bits and just do not; the deepest panel
   * that is looked at. */
  const int largest[][2] = {{127, 63}, {126, 33}, {127, 32}, {122, 17},
                            {127, 16}, {115, 9},  {127, 8},  {127, 1}}; /* weight, activation */
#ifdef HRM_Q8_STEPS
  const size_t tokens = HRM_Q8_BLOCKS_TOKENS, deepest = HRM_Q8_BLOCKS_DEPTH;
#else
  const size_t tokens = 8, deepest = 2048;
#endif
  for (int way = 0; way < 2; way++) {
    for (size_t i = 0; i < sizeof largest / sizeof *largest; i++) {
      for (int signs = 0; signs < 4; signs++) {
        const q8_values fixed = {signs % 2 ? largest[i][0] : -largest[i][0],
                                 signs / 2 ? largest[i][1] : -largest[i][1]};
#define CALL(kernel, set) \
  (one_gemm_q8(kernel, set, 4, 5, 32768, 4, 4, &r, way > 0, fixed), \
   one_gemm_q8(kernel, set, 12, tokens, deepest, 12, 4, &r, way > 0, fixed), \
   one_gemm_q8(kernel, set, 8, tokens + 1, deepest + 4, 8, 4, &r, way > 0, fixed))
        EACH_SET(CALL, gemm_q8);
#undef CALL
      }
    }
  }
}

/* ---- pack_f32, pack_q8, pack_panels_q8 ---- */

typedef void pack_kernel(const hrm_packed *, const hrm_rows *);

static void one_pack_f32(pack_kernel *kernel, const char *set, size_t tokens, size_t depth, size_t gap,
                         const float *values) {
  const size_t stride = depth + gap, in_count = (tokens - 1) * stride + depth, count = up4(tokens) * depth;
  float *in = guarded(in_count * 4), *tiles = guarded(count * 4), *expected = guarded(count * 4);
  memcpy(in, values, in_count * 4);
  for (size_t t = 0; t < up4(tokens); t++) {
    for (size_t k = 0; k < depth; k++)
      expected[t / 4 * 4 * depth + 4 * k + t % 4] = t < tokens ? in[t * stride + k] : 0.0f;
  }
  kernel(&(hrm_packed){.values = tiles}, &(hrm_rows){in, stride, tokens, depth});
  expect_same(tiles, expected, count * 4, set, "pack_f32", tokens, depth, gap);
  release(in), release(tiles), release(expected);
}

#define MAX_VALUES (40 * 43)

static void test_kernel_pack_f32(void) {
  random r = {SEED + 2};
  float values[MAX_VALUES];
  random_fill(&r, values, MAX_VALUES, 1.0f);
  for (size_t tokens = 1; tokens <= 40; tokens++) {
    for (size_t depth = 4; depth <= 40; depth += 4) {
#define CALL(kernel, set) one_pack_f32(kernel, set, tokens, depth, (tokens + depth / 4) % 4, values)
      EACH_SET(CALL, pack_f32);
#undef CALL
    }
  }
}

/* The integer that in[k] of `depth` quantizes to, and the scale. */
static int quantized(const float *in, size_t k, size_t depth, float limit, float *scale) {
  float largest = 0.0f;
  for (size_t i = 0; i < depth; i++) largest = fmaxf(largest, fabsf(in[i]));
  *scale = largest < 0x1p-100f ? 0.0f : largest / limit;
  const int q = largest < 0x1p-100f ? 0 : (int)nearbyintf(in[k] * (limit / largest));
  CHECK(abs(q) <= (int)limit, "%d", q);
  return q;
}

static void one_pack_q8(pack_kernel *kernel, const char *set, size_t tokens, size_t depth, size_t gap,
                        const float *values) {
  const size_t stride = depth + gap, in_count = (tokens - 1) * stride + depth, count = up4(tokens) * depth;
  float *in = guarded(in_count * 4), *scales = guarded(up4(tokens) * 4), *expected_scales = guarded(up4(tokens) * 4);
  hrm_q8 *tiles = guarded(count * sizeof *tiles), *expected = guarded(count * sizeof *tiles);
  memcpy(in, values, in_count * 4);
  for (size_t t = 0; t < up4(tokens); t++) {
    expected_scales[t] = 0.0f;
    for (size_t k = 0; k < depth; k++) {
      const int q = t < tokens ? quantized(in + t * stride, k, depth, 63.0f, expected_scales + t) : 0;
      expected[t / 4 * 4 * depth + k / 4 * 16 + t % 4 * 4 + k % 4] = (hrm_q8)(q + HRM_Q8_ZERO);
    }
  }
  kernel(&(hrm_packed){tiles, scales, NULL}, &(hrm_rows){in, stride, tokens, depth});
  expect_same(tiles, expected, count * sizeof *tiles, set, "pack_q8", tokens, depth, gap);
  expect_same(scales, expected_scales, up4(tokens) * 4, set, "pack_q8 (scales)", tokens, depth, gap);
  release(in), release(scales), release(expected_scales), release(tiles), release(expected);
}

static void one_pack_panels_q8(pack_kernel *kernel, const char *set, size_t rows, size_t depth, size_t gap,
                               const float *values) {
  const size_t stride = depth + gap, in_count = (rows - 1) * stride + depth, count = up4(rows) * depth;
  float *in = guarded(in_count * 4), *scales = guarded(up4(rows) * 4), *expected_scales = guarded(up4(rows) * 4);
  int32_t *sums = guarded(up4(rows) * 4), *expected_sums = guarded(up4(rows) * 4);
  int8_t *panels = guarded(count), *expected = guarded(count);
  memcpy(in, values, in_count * 4);
  for (size_t row = 0; row < up4(rows); row++) {
    expected_scales[row] = 0.0f;
    expected_sums[row] = 0;
    for (size_t k = 0; k < depth; k++) {
      const int q = row < rows ? quantized(in + row * stride, k, depth, 127.0f, expected_scales + row) : 0;
      expected[row / 4 * 4 * depth + k / 4 * 16 + row % 4 * 4 + k % 4] = (int8_t)q;
      expected_sums[row] += q;
    }
  }
  kernel(&(hrm_packed){panels, scales, sums}, &(hrm_rows){in, stride, rows, depth});
  expect_same(panels, expected, count, set, "pack_panels_q8", rows, depth, gap);
  expect_same(scales, expected_scales, up4(rows) * 4, set, "pack_panels_q8 (scales)", rows, depth, gap);
  expect_same(sums, expected_sums, up4(rows) * 4, set, "pack_panels_q8 (sums)", rows, depth, gap);
  release(in), release(scales), release(expected_scales), release(sums), release(expected_sums), release(panels),
      release(expected);
}

typedef void quantizing_test(size_t tokens, size_t depth, size_t gap, const float *values);

/* Every remainder and magnitudes from nothing to the largest; then ties, which go to even. */
static void each_quantizing(quantizing_test *one, uint32_t seed, float limit) {
  random r = {seed};
  float values[MAX_VALUES];
  const float magnitudes[] = {1.0f, 0x1p-99f, 0x1p-130f, 1e30f, 0.0f};
  for (size_t m = 0; m < sizeof magnitudes / sizeof *magnitudes; m++) {
    random_fill(&r, values, MAX_VALUES, magnitudes[m]);
    for (size_t tokens = 1; tokens <= 40; tokens++) {
      for (size_t depth = 4; depth <= 40; depth += 4) one(tokens, depth, (tokens + depth / 4) % 4, values);
    }
  }
  const float ties[8] = {limit, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -2.5f, -limit};
  one(1, 8, 0, ties);
}

static void each_set_pack_q8(size_t tokens, size_t depth, size_t gap, const float *values) {
#define CALL(kernel, set) one_pack_q8(kernel, set, tokens, depth, gap, values)
  EACH_SET(CALL, pack_q8);
#undef CALL
}

static void test_kernel_pack_q8(void) { each_quantizing(each_set_pack_q8, SEED + 3, 63.0f); }

static void each_set_pack_panels_q8(size_t rows, size_t depth, size_t gap, const float *values) {
#define CALL(kernel, set) one_pack_panels_q8(kernel, set, rows, depth, gap, values)
  EACH_SET(CALL, pack_panels_q8);
#undef CALL
}

static void test_kernel_pack_panels_q8(void) { each_quantizing(each_set_pack_panels_q8, SEED + 7, 127.0f); }

/* ---- softmax ---- */

typedef void softmax_kernel(float *restrict, size_t);

static void one_softmax(softmax_kernel *kernel, const char *set, size_t keys, const float *values) {
  float *scores = guarded(keys * 16), *expected = guarded(keys * 16);
  memcpy(scores, values, keys * 16);
  for (size_t lane = 0; lane < 4; lane++) {
    float largest = -INFINITY, sum = 0.0f;
    double exact_sum = 0;
    for (size_t key = 0; key < keys; key++) largest = fmaxf(largest, values[4 * key + lane]);
    for (size_t key = 0; key < keys; key++) {
      expected[4 * key + lane] = hrm_exp(values[4 * key + lane] - largest);
      sum += expected[4 * key + lane];
      exact_sum += exp((double)(values[4 * key + lane] - largest));
    }
    const float inverse = 1.0f / sum;
    for (size_t key = 0; key < keys; key++) {
      expected[4 * key + lane] *= inverse;
      const double exact = exp((double)(values[4 * key + lane] - largest)) / exact_sum;
      CHECK(fabs((double)expected[4 * key + lane] - exact) <= 2e-6 * exact + 1e-37, "%g for %g",
            (double)expected[4 * key + lane], exact);
    }
  }
  kernel(scores, keys);
  expect_same(scores, expected, keys * 16, set, "softmax", keys, 0, 0);
  release(scores), release(expected);
}

static void test_kernel_softmax(void) {
  random r = {SEED + 4};
  float values[901 * 4];
  for (size_t keys = 1; keys <= 901; keys = keys < 40                            ? keys + 1
                                            : keys * 2 + 20 > 901 && keys != 901 ? 901
                                                                                 : keys * 2 + 20) {
    random_fill(&r, values, keys * 4, keys % 2 ? 60.0f : 3.0f);
#define CALL(kernel, set) one_softmax(kernel, set, keys, values)
    EACH_SET(CALL, softmax);
#undef CALL
  }
}

/* ---- softmax_q8 ---- */

typedef void softmax_q8_kernel(const hrm_packed *, float *restrict, const float *restrict, size_t);

static void one_softmax_q8(softmax_q8_kernel *kernel, const char *set, size_t keys, const float *values,
                           const float *scales) {
  const size_t count = 4 * up4(keys);
  float *scores = guarded(count * 4), *value_scales = guarded(keys * 4), *token_scales = guarded(16),
        expected_scales[4];
  hrm_q8 *tiles = guarded(count * sizeof *tiles), *expected = guarded(count * sizeof *tiles);
  memcpy(scores, values, keys * 16);
  memcpy(value_scales, scales, keys * 4);
  memset(expected, 0, count * sizeof *tiles);
  for (size_t lane = 0; lane < 4; lane++) {
    float largest = -INFINITY, sum = 0.0f, peak = 0.0f;
    double exact_sum = 0;
    for (size_t key = 0; key < keys; key++) largest = fmaxf(largest, values[4 * key + lane]);
    for (size_t key = 0; key < keys; key++) {
      const float e = hrm_exp_coarse(values[4 * key + lane] - largest);
      sum += e;
      exact_sum += exp((double)(values[4 * key + lane] - largest));
      peak = fmaxf(peak, e * scales[key]);
    }
    expected_scales[lane] = peak < 0x1p-100f ? 0.0f : peak / (126.0f * sum);
    for (size_t from = 0; from < 4; from++) {
      float left = 0.0f;
      double mass = 0, lost = 0;
      for (size_t key = from; key < keys; key += 4) {
        const float e = hrm_exp_coarse(values[4 * key + lane] - largest), weight = e * scales[key];
        const float scaled = peak < 0x1p-100f ? 0.0f : weight * (126.0f / peak), wanted = scaled + left;
        const int q = (int)nearbyintf(wanted);
        left = wanted - (float)q;
        CHECK(q >= 0 && q <= 127, "%d", q);
        expected[key / 4 * 16 + 4 * lane + key % 4] = (hrm_q8)q;
        const double exact = exp((double)(values[4 * key + lane] - largest)) / exact_sum * (double)scales[key];
        mass += exact;
        lost += exact - q * (double)expected_scales[lane];
        /* However many keys there are, what a sum over them is short of stays within half a step (and the error of the
         * exponential). */
        CHECK(fabs(lost) <= 0.501 * (double)expected_scales[lane] + 2e-4 * mass + 1e-30, "%g of steps of %g", lost,
              (double)expected_scales[lane]);
      }
    }
  }
  kernel(&(hrm_packed){tiles, token_scales, NULL}, scores, value_scales, keys);
  expect_same(tiles, expected, count * sizeof *tiles, set, "softmax_q8", keys, 0, 0);
  expect_same(token_scales, expected_scales, 16, set, "softmax_q8 (scales)", keys, 0, 0);
  release(scores), release(value_scales), release(token_scales), release(tiles), release(expected);
}

static void test_kernel_softmax_q8(void) {
  random r = {SEED + 8};
  float values[901 * 4], scales[901];
  const float magnitudes[] = {1.0f, 1e-20f, 0.0f};
  for (size_t m = 0; m < sizeof magnitudes / sizeof *magnitudes; m++) {
    for (size_t keys = 1; keys <= 901; keys = keys < 40                            ? keys + 1
                                              : keys * 2 + 20 > 901 && keys != 901 ? 901
                                                                                   : keys * 2 + 20) {
      random_fill(&r, values, keys * 4, keys % 2 ? 60.0f : 3.0f);
      random_fill(&r, scales, keys, magnitudes[m]);
      for (size_t key = 0; key < keys; key++) scales[key] = key % 7 == 3 ? 0.0f : fabsf(scales[key]);
#define CALL(kernel, set) one_softmax_q8(kernel, set, keys, values, scales)
      EACH_SET(CALL, softmax_q8);
#undef CALL
    }
  }
}

/* ---- residual_rms ---- */

typedef void residual_rms_kernel(float *restrict, const float *restrict, size_t, size_t, size_t, float);

static void one_residual_rms(residual_rms_kernel *kernel, const char *set, size_t rows, size_t size, size_t elements,
                             const float *values) {
  const float eps = 1e-5f;
  float *x = guarded(rows * size * 4), *y = guarded(rows * size * 4), *expected = guarded(rows * size * 4);
  memcpy(x, values, rows * size * 4);
  memcpy(y, values + rows * size, rows * size * 4);
  for (size_t i = 0; i < rows * size; i++) {
    if (i % size >= elements) x[i] = y[i] = 0;
  }
  for (size_t row = 0; row < rows; row++) {
    float sums[16] = {0}, four[4], *v = expected + row * size;
    double exact = 0;
    for (size_t i = 0; i < size; i++) {
      v[i] = x[row * size + i] + y[row * size + i];
      const float square = v[i] * v[i];
      sums[i % 16] += square;
      exact += (double)v[i] * (double)v[i];
    }
    for (size_t j = 0; j < 4; j++) four[j] = (sums[j] + sums[4 + j]) + (sums[8 + j] + sums[12 + j]);
    const float mean = ((four[0] + four[1]) + (four[2] + four[3])) / (float)elements;
    const float scale = 1.0f / sqrtf(mean + eps);
    const double exact_scale = 1 / sqrt(exact / (double)elements + (double)eps);
    CHECK(fabs((double)scale - exact_scale) <= 1e-6 * exact_scale, "scale %g for %g", (double)scale, exact_scale);
    for (size_t i = 0; i < size; i++) v[i] *= scale;
  }
  kernel(x, y, rows, size, elements, eps);
  expect_same(x, expected, rows * size * 4, set, "residual_rms", rows, size, elements);
  release(x), release(y), release(expected);
}

static void test_kernel_residual_rms(void) {
  random r = {SEED + 5};
  float values[2 * 3 * 512];
  const float magnitudes[] = {1.0f, 1e-6f, 0.0f, 1e4f};
  for (size_t m = 0; m < sizeof magnitudes / sizeof *magnitudes; m++) {
    random_fill(&r, values, 2 * 3 * 512, magnitudes[m]);
    for (size_t size = 4; size <= 512; size = size < 80 ? size + 4 : size * 2 > 512 && size != 512 ? 512 : size * 2) {
      for (size_t rows = 1; rows <= 3; rows++) {
#define CALL(kernel, set) one_residual_rms(kernel, set, rows, size, size - (rows + size / 4) % 4, values)
        EACH_SET(CALL, residual_rms);
#undef CALL
      }
    }
  }
}

/* ---- swiglu ---- */

typedef void swiglu_kernel(float *restrict, const float *restrict, size_t, size_t);

static void one_swiglu(swiglu_kernel *kernel, const char *set, size_t rows, size_t size, const float *values) {
  float *out = guarded(rows * size * 4), *gate_up = guarded(rows * size * 8), *expected = guarded(rows * size * 4);
  memcpy(gate_up, values, rows * size * 8);
  for (size_t row = 0; row < rows; row++) {
    for (size_t i = 0; i < size; i++) {
      const float gate = gate_up[row * 2 * size + i], up = gate_up[row * 2 * size + size + i];
      const float denominator = 1.0f + hrm_exp(-gate), silu = gate / denominator;
      expected[row * size + i] = silu * up;
      const double exact = (double)gate / (1 + exp(-(double)gate)) * (double)up;
      CHECK(fabs((double)expected[row * size + i] - exact) <= 5e-7 * fabs(exact) + 1e-30, "gate %g up %g", (double)gate,
            (double)up);
    }
  }
  kernel(out, gate_up, rows, size);
  expect_same(out, expected, rows * size * 4, set, "swiglu", rows, size, 0);
  release(out), release(gate_up), release(expected);
}

static void test_kernel_swiglu(void) {
  random r = {SEED + 6};
  float values[2 * 3 * 40];
  const float magnitudes[] = {1.0f, 30.0f, 1000.0f, 0.0f};
  for (size_t m = 0; m < sizeof magnitudes / sizeof *magnitudes; m++) {
    random_fill(&r, values, 2 * 3 * 40, magnitudes[m]);
    for (size_t size = 4; size <= 40; size += 4) {
      for (size_t rows = 1; rows <= 3; rows++) {
#define CALL(kernel, set) one_swiglu(kernel, set, rows, size, values)
        EACH_SET(CALL, swiglu);
#undef CALL
      }
    }
  }
}

/* Expands from the list of kernels, so that a kernel without its test does not compile. */
#define ENTRY(name, parameters) {"kernel " #name, test_kernel_##name},
const test kernel_tests[] = {HRM_KERNELS(ENTRY){0}};
