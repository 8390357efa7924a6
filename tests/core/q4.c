/* q4.c - 4-bit weights: half-precision numbers, packing at every remainder, damaged files, and the q8 file that runs
 * instead. */
#include "check.h"
#include "models.h"
#include "numerics.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED 41u

/* From the definition (IEEE 754 binary16). */
static double half_value(unsigned half) {
  const unsigned exponent = half >> 10 & 31, fraction = half & 1023;
  const double magnitude = exponent ? ldexp(1024 + fraction, (int)exponent - 25) : ldexp(fraction, -24);
  return half & 0x8000 ? -magnitude : magnitude;
}

static void test_halves(void) {
  for (unsigned half = 0; half < 0x10000; half++) {
    if ((half & 0x7C00) == 0x7C00) continue;
    const double value = half_value(half);
    CHECK((double)hrm_from_half((uint16_t)half) == value && hrm_to_half((float)value) == half, "%04x", half);
    if ((half & 0x7FFF) == 0x7BFF) continue;
    /* Between it and the next: to the nearer, in the middle to the even one. */
    const double next = half_value(half + 1), middle = (value + next) / 2;
    CHECK(hrm_to_half((float)middle) == (half & 1 ? half + 1 : half), "%04x and a half", half);
    CHECK(hrm_to_half(nextafterf((float)middle, (float)value)) == half, "%04x and less than a half", half);
    CHECK(hrm_to_half(nextafterf((float)middle, (float)next)) == half + 1, "%04x and more than a half", half);
  }
  CHECK(hrm_to_half(65520.0f) == 0x7BFF && hrm_to_half(-3e38f) == 0xFBFF && hrm_to_half(1e-40f) == 0, "limits");
}

/* Sum of squared errors with the plain choice of scale: the largest magnitude becomes -8. */
static double plain_error(const float *values, size_t count) {
  float largest = 0;
  for (size_t i = 0; i < count; i++) largest = fabsf(values[i]) > fabsf(largest) ? values[i] : largest;
  const double scale = (double)hrm_from_half(hrm_to_half(largest / -8.0f));
  double error = 0;
  for (size_t i = 0; i < count; i++) {
    const double q = scale == 0.0 ? 0 : fmin(fmax(nearbyint((double)values[i] / scale), -8), 7);
    error += ((double)values[i] - scale * q) * ((double)values[i] - scale * q);
  }
  return error;
}

static void one_packing(uint32_t rows, uint32_t cols, float magnitude) {
  const uint32_t groups = (cols + 31) / 32;
  const uint64_t weights_at = ((uint64_t)rows * groups * 2 + 63) / 64 * 64,
                 bytes = weights_at + (uint64_t)rows * cols / 2, padded = (bytes + 63) / 64 * 64;
  const hrm_tensor t = {.storage = HRM_GROUP_Q4, .rows = rows, .cols = cols, .bytes = bytes};
  float *values = guarded((size_t)rows * cols * 4);
  uint8_t *out = guarded((size_t)padded);
  random r = {SEED + rows * 1000 + cols};
  random_fill(&r, values, (size_t)rows * cols, magnitude);
  CHECK(hrm_pack_tensor(&t, values, (uint64_t)rows * cols, out, padded) == HRM_OK, "%u x %u", rows, cols);
  double error = 0, plain = 0;
  for (uint32_t row = 0; row < rows; row++) {
    for (uint32_t group = 0; group < groups; group++) {
      const size_t first = (size_t)row * cols + 32 * group, count = cols - 32 * group < 32 ? cols - 32 * group : 32;
      uint16_t half;
      memcpy(&half, out + 2 * (row * groups + group), 2);
      const double scale = half_value(half);
      for (size_t i = first; i < first + count; i++) {
        const double q = (double)(out[weights_at + i / 2] >> 4 * (i % 2) & 15) - 8,
                     difference = (double)values[i] - scale * q;
        error += difference * difference;
        /* No other q is nearer. */
        CHECK(fabs(difference) <= fabs(scale) * 0.500001 || q == -8 || q == 7 || scale == 0.0, "%u x %u: %g as %g * %g",
              rows, cols, (double)values[i], scale, q);
      }
      plain += plain_error(values + first, count);
    }
  }
  CHECK(error <= plain * 1.0001, "%u x %u: squared error %g, plainly %g", rows, cols, error, plain);
  for (uint64_t i = (uint64_t)rows * groups * 2; i < weights_at; i++)
    CHECK(out[i] == 0, "%u x %u: padding %llu", rows, cols, (unsigned long long)i);
  for (uint64_t i = bytes; i < padded; i++)
    CHECK(out[i] == 0, "%u x %u: padding %llu", rows, cols, (unsigned long long)i);
  release(values), release(out);
}

static void test_packing(void) {
  for (uint32_t cols = 4; cols <= 100; cols += 4) {
    for (uint32_t rows = 1; rows <= 5; rows++) one_packing(rows, cols, 1.0f);
  }
  const float magnitudes[] = {0.0f, 1e-30f, 1e-6f, 1e4f, 1e7f};
  for (size_t i = 0; i < sizeof magnitudes / sizeof *magnitudes; i++) one_packing(3, 44, magnitudes[i]);
}

/* A q4 file of one of the cases. */
static void *make_q4(size_t n, hrm_config *c, size_t *bytes, hrm_model *model) {
  *c = cases[n].config;
  c->dtype = HRM_Q4;
  void *file = make_file(c, SEED + n, bytes);
  uint64_t position = 0;
  const hrm_status status = hrm_model_map(model, file, *bytes, &position);
  CHECK(status == HRM_OK, "%s: %s at %llu", cases[n].name, hrm_status_name(status), (unsigned long long)position);
  return file;
}

static void test_expansion(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    hrm_config c;
    hrm_model model;
    size_t packed_bytes;
    void *packed = make_q4(n, &c, &packed_bytes, &model);
    uint64_t bytes, work_bytes;
    CHECK(hrm_expand_sizes(&c, &bytes, &work_bytes) == HRM_OK, "%s", cases[n].name);
    uint8_t *file = guarded((size_t)bytes), *expected = guarded((size_t)bytes);
    float *work = guarded((size_t)work_bytes);
    CHECK(hrm_expand(&model, file, bytes, work, work_bytes - 1) == HRM_ERROR_BUFFER &&
              hrm_expand(&model, file, bytes - 1, work, work_bytes) == HRM_ERROR_BUFFER,
          "%s: sizes", cases[n].name);
    CHECK(hrm_expand(&model, NULL, bytes, work, work_bytes) == HRM_ERROR_ARGUMENT &&
              hrm_expand(&model, file, bytes, NULL, work_bytes) == HRM_ERROR_ARGUMENT,
          "%s: null", cases[n].name);
    CHECK(hrm_expand(&model, file, bytes, work, work_bytes) == HRM_OK, "%s", cases[n].name);

    /* The same from the unpacked values, tensor by tensor. */
    hrm_config q8 = c;
    q8.dtype = HRM_Q8;
    CHECK(hrm_write_header(&q8, expected, bytes) == HRM_OK, "%s", cases[n].name);
    for (uint32_t i = 0; i < hrm_tensor_count(&c); i++) {
      hrm_tensor from, to;
      hrm_tensor_at(&c, i, &from);
      hrm_tensor_at(&q8, i, &to);
      const uint64_t count = (uint64_t)from.rows * from.cols;
      float *values = guarded((size_t)count * 4);
      CHECK(hrm_unpack_tensor(&model, &from, values, count) == HRM_OK, "%s: tensor %u", cases[n].name, i);
      for (uint64_t k = 0; k < count && from.storage == HRM_GROUP_Q4; k++) {
        const uint32_t row = (uint32_t)(k / from.cols), col = (uint32_t)(k % from.cols), groups = (from.cols + 31) / 32;
        const uint8_t *at = (const uint8_t *)packed + from.offset;
        const unsigned half = at[2 * (row * groups + col / 32)] | (unsigned)at[2 * (row * groups + col / 32) + 1] << 8;
        const uint64_t weight = ((uint64_t)from.rows * groups * 2 + 63) / 64 * 64 * 2 +
                                row * (uint64_t)((from.cols + 3) / 4 * 4) + col; /* in half bytes */
        const int q = (at[weight / 2] >> 4 * (weight % 2) & 15) - 8;
        CHECK((double)values[k] == half_value(half) * q, "%s: tensor %u, value %llu", cases[n].name, i,
              (unsigned long long)k);
      }
      CHECK(hrm_pack_tensor(&to, values, count, expected + to.offset, (to.bytes + 63) / 64 * 64) == HRM_OK,
            "%s: tensor %u", cases[n].name, i);
      release(values);
    }
    hrm_seal(expected, (size_t)bytes);
    CHECK(memcmp(file, expected, (size_t)bytes) == 0, "%s: the q8 file is another", cases[n].name);
    hrm_model runs;
    CHECK(hrm_model_map(&runs, file, (size_t)bytes, NULL) == HRM_OK && runs.config.dtype == HRM_Q8, "%s",
          cases[n].name);
    CHECK(hrm_expand(&runs, expected, bytes, work, work_bytes) == HRM_ERROR_ARGUMENT, "%s: only q4 is expanded",
          cases[n].name);

    /* The packed model itself does not run. */
    running_model r = start_model(&q8, SEED, NULL);
    r.model = model;
    CHECK(hrm_work_bytes(&c, 1) == 0 && run_segment(&r) == HRM_ERROR_ARGUMENT, "%s", cases[n].name);
    stop_model(&r);
    release(packed), release(file), release(expected), release(work);
  }
}

static void test_damage(void) {
  hrm_config c;
  hrm_model model;
  size_t bytes;
  uint8_t *file = make_q4(5, &c, &bytes, &model); /* the smallest sizes */
  for (size_t cut = 0; cut < bytes; cut++) CHECK(hrm_model_map(&model, file, cut, NULL) != HRM_OK, "%zu bytes", cut);
  for (uint32_t i = 0; i < hrm_tensor_count(&c); i++) {
    hrm_tensor t, next;
    hrm_tensor_at(&c, i, &t);
    if (t.storage != HRM_GROUP_Q4) continue;
    const uint64_t scales = t.rows * 2, weights = (scales + 63) / 64 * 64,
                   end = hrm_tensor_at(&c, i + 1, &next) == HRM_OK ? next.offset : bytes;
    for (uint64_t at = t.offset; at < end; at++) {
      for (int bit = 0; bit < 8; bit++) {
        const uint64_t within = at - t.offset;
        file[at] ^= (uint8_t)(1 << bit);
        CHECK(hrm_model_map(&model, file, bytes, NULL) == HRM_ERROR_CHECKSUM, "byte %llu", (unsigned long long)at);
        hrm_seal(file, bytes);
        uint64_t position = 0;
        const hrm_status status = hrm_model_map(&model, file, bytes, &position);
        const bool padding = (within >= scales && within < weights) || within >= t.bytes;
        const bool infinite = within < scales && (file[t.offset + (within | 1)] & 0x7C) == 0x7C;
        CHECK(padding    ? status == HRM_ERROR_PADDING && position == at
              : infinite ? status == HRM_ERROR_VALUE && position == t.offset + within / 2 * 2
                         : status == HRM_OK,
              "byte %llu, bit %d: %s at %llu", (unsigned long long)at, bit, hrm_status_name(status),
              (unsigned long long)position);
        file[at] ^= (uint8_t)(1 << bit);
        hrm_seal(file, bytes);
      }
    }
    const uint8_t kept = file[t.offset + 1];
    file[t.offset + 1] = 0x7C;
    hrm_seal(file, bytes);
    uint64_t position = 0;
    CHECK(hrm_model_map(&model, file, bytes, &position) == HRM_ERROR_VALUE && position == t.offset,
          "an infinite scale in tensor %u", i);
    file[t.offset + 1] = kept;
    hrm_seal(file, bytes);
  }
  CHECK(hrm_model_map(&model, file, bytes, NULL) == HRM_OK, "not restored");
  release(file);
}

const test q4_tests[] = {
    {"half-precision numbers", test_halves},
    {"4-bit packing at every remainder", test_packing},
    {"a q4 file expands to the q8 file of its values", test_expansion},
    {"damaged 4-bit tensors", test_damage},
    {0},
};
