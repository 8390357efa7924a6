/* damage.c - damaged files: each change is refused with the right code at the right byte, or the file is still usable;
 * nothing crashes. */
#include "check.h"
#include "models.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 77u

/* Files small enough to flip every bit: one of each dtype, with and without prefix, of an HRM and with token mixing. */
static const size_t small_cases[] = {4, 5, 14, 15};

static uint32_t read_u32(const uint8_t *at) {
  return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}
static void write_u32(uint8_t *at, uint32_t v) {
  at[0] = (uint8_t)v, at[1] = (uint8_t)(v >> 8), at[2] = (uint8_t)(v >> 16), at[3] = (uint8_t)(v >> 24);
}

static void expect_refusal(const uint8_t *file, size_t bytes, hrm_status expected, uint64_t expected_at,
                           const char *what, uint64_t detail) {
  hrm_model model;
  memset(&model, 0x11, sizeof model);
  uint64_t at = UINT64_MAX;
  const hrm_status status = hrm_model_map(&model, file, bytes, &at);
  CHECK(status == expected && at == expected_at, "%s %llu: %s at %llu, expected %s at %llu", what,
        (unsigned long long)detail, hrm_status_name(status), (unsigned long long)at, hrm_status_name(expected),
        (unsigned long long)expected_at);
  const hrm_model none = {0};
  CHECK(memcmp(&model, &none, sizeof none) == 0, "%s %llu: the model is not zeroed", what, (unsigned long long)detail);
}

static void test_truncated(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    size_t bytes;
    uint8_t *file = make_file(&cases[n].config, SEED, &bytes);
    const size_t step = bytes > 20000 ? 509 : 1; /* every length of the small ones */
    for (size_t length = 0; length < bytes; length += step) {
      uint8_t *part = guarded(length); /* reads behind it are noticed */
      memcpy(part, file, length);
      expect_refusal(part, length, HRM_ERROR_TRUNCATED, length, "length", length);
      release(part);
    }
    release(file);
  }
}

static void test_oversized(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    size_t bytes;
    uint8_t *file = make_file(&cases[n].config, SEED, &bytes);
    for (size_t more = 1; more <= 65; more += 16) {
      uint8_t *longer = guarded(bytes + more);
      memset(longer, 0, bytes + more);
      memcpy(longer, file, bytes);
      expect_refusal(longer, bytes + more, HRM_ERROR_TRAILING, bytes, "bytes added", more);
      release(longer);
    }
    release(file);
  }
}

static void test_other_files(void) {
  static const char html[] = "<!doctype html><title>404</title>";
  uint8_t *file = guarded(4096);
  memset(file, 0, 4096);
  memcpy(file, html, sizeof html);
  expect_refusal(file, 4096, HRM_ERROR_MAGIC, 0, "html", 0);
  expect_refusal(file, sizeof html, HRM_ERROR_MAGIC, 0, "short html", 0);
  memset(file, 0, 4096);
  expect_refusal(file, 4096, HRM_ERROR_MAGIC, 0, "zeros", 0);
  memcpy(file, "\x89HRM\n\x1a\n", 7); /* a copy in text mode */
  expect_refusal(file, 4096, HRM_ERROR_MAGIC, 4, "text mode", 0);
  expect_refusal(NULL, 4096, HRM_ERROR_ARGUMENT, 0, "null", 0);
  expect_refusal(file + 32, 4064, HRM_ERROR_ARGUMENT, 0, "misaligned", 32);
  CHECK(hrm_model_map(NULL, file, 4096, NULL) == HRM_ERROR_ARGUMENT, "no model");
  release(file);
}

/* What the part of the file that a byte belongs to may answer to a change whose checksum was made right again. */
typedef struct answer {
  hrm_status status; /* the only error, or HRM_OK for "no error allowed" */
  bool may_pass;
  uint64_t at; /* the position reported with the error */
} answer;

static answer answer_inside(const hrm_tensor *t, uint64_t at) {
  const uint64_t within = at - t->offset;
  if (within >= t->bytes) return (answer){HRM_ERROR_PADDING, false, at};
  if (t->storage == HRM_PLAIN_F32) return (answer){HRM_ERROR_VALUE, true, at / 4 * 4};
  const uint64_t filled = (t->rows + 3) / 4 * 4, filled_cols = (t->cols + 3) / 4 * 4;
  if (t->storage == HRM_PANEL_F32) {
    const uint64_t row = within / (16 * filled_cols) * 4 + within / 4 % 4, col = within / 16 % filled_cols;
    return row < t->rows && col < t->cols ? (answer){HRM_ERROR_VALUE, true, at / 4 * 4}
                                          : (answer){HRM_ERROR_PADDING, false, at};
  }
  const uint64_t part = (filled * 4 + 63) / 64 * 64;
  if (within < 2 * part) {
    const uint64_t row = within % part / 4;
    if (row >= filled) return (answer){HRM_ERROR_PADDING, false, at};
    if (row >= t->rows) return (answer){HRM_ERROR_PADDING, false, at / 4 * 4};
    return (answer){HRM_ERROR_VALUE, within < part, at / 4 * 4}; /* another positive scale is as good */
  }
  /* A changed weight is found by its row's sum, unless it became -128. */
  const uint64_t weight = within - 2 * part, row = weight / (4 * filled_cols) * 4 + weight / 4 % 4;
  const uint64_t col = weight % (4 * filled_cols) / 16 * 4 + weight % 4;
  if (row >= t->rows || col >= t->cols) return (answer){HRM_ERROR_PADDING, false, at};
  return (answer){HRM_ERROR_VALUE, false, t->offset + part + 4 * row};
}

/* Flips every bit of small files. The damaged file is refused for its checksum, if not before. With a new checksum
 * every later check is reached; where the file is still valid, a segment must run on it. */
static void test_bit_flips(void) {
  for (size_t n = 0; n < sizeof small_cases / sizeof *small_cases; n++) {
    const hrm_config *c = &cases[small_cases[n]].config;
    running_model r = start_model(c, SEED, NULL);
    uint8_t *file = r.file;
    const uint64_t table_end = 128 + 32 * (uint64_t)hrm_tensor_count(c);
    hrm_tensor first;
    hrm_tensor_at(c, 0, &first);
    unsigned passed = 0;
    for (uint64_t at = 0; at < r.file_bytes; at++) {
      for (int bit = 0; bit < 8; bit++) {
        const uint8_t mask = (uint8_t)(1 << bit);
        uint64_t position = 0;
        hrm_model model;
        file[at] ^= mask;
        CHECK(hrm_model_map(&model, file, r.file_bytes, &position) != HRM_OK, "byte %llu, bit %d is not noticed",
              (unsigned long long)at, bit);
        const uint32_t checksum = read_u32(file + 12);
        hrm_seal(file, r.file_bytes);
        const hrm_status status = hrm_model_map(&model, file, r.file_bytes, &position);
        bool right;
        if (at < 8) {
          right = status == HRM_ERROR_MAGIC && position == at;
        } else if (at < 12) {
          right = status == HRM_ERROR_VERSION && position == 8;
        } else if (at < 16) {
          right = status == HRM_OK;
        } else if (at < 32) {
          right = status == HRM_ERROR_TENSOR_TABLE && position == (at < 24 ? 16 : at / 4 * 4);
        } else if (at < (read_u32(file + 8) == 1 ? 108 : 128)) {
          /* Another value, or one that implies another file; cycles, limits and constants imply nothing. */
          right = status == HRM_OK
                      ? at >= 36 && (at < 40 || at >= 84)
                      : (status == HRM_ERROR_CONFIG && ((position >= 32 && position < 128) || position == 8)) ||
                            (status == HRM_ERROR_TENSOR_TABLE && position == 16) ||
                            (status == HRM_ERROR_TOO_LARGE && position == 16 && sizeof(size_t) == 4);
          /* Some changes leave the total length as it is: then the table tells. */
          right = right || (status == HRM_ERROR_TENSOR_TABLE && position >= 128 && position < table_end);
        } else if (at < 128) {
          right = status == HRM_ERROR_PADDING && position == at;
        } else if (at < table_end) {
          right = status == HRM_ERROR_TENSOR_TABLE && position == at;
        } else if (at < first.offset) {
          right = status == HRM_ERROR_PADDING && position == at;
        } else {
          hrm_tensor t = first, next;
          for (uint32_t i = 1; hrm_tensor_at(c, i, &next) == HRM_OK && next.offset <= at; i++) t = next;
          const answer a = answer_inside(&t, at);
          right = status == HRM_OK
                      ? a.may_pass
                      : status == a.status &&
                            (position == a.at || (t.storage == HRM_PANEL_Q8 && file[at] == 0x80 && position == at));
        }
        CHECK(right, "byte %llu, bit %d: %s at %llu", (unsigned long long)at, bit, hrm_status_name(status),
              (unsigned long long)position);
        if (status == HRM_OK && memcmp(&model.config, c, sizeof *c) == 0 && bit >= 6) {
          running_model same = r;
          same.model = model;
          CHECK(run_segment(&same) == HRM_OK, "byte %llu, bit %d: the segment fails", (unsigned long long)at, bit);
          passed++;
        }
        file[at] ^= mask;
        write_u32(file + 12, checksum);
        if (at >= 12 && at < 16) hrm_seal(file, r.file_bytes);
      }
    }
    CHECK(passed > 100, "only %u changed files were run", passed);
    CHECK(hrm_model_map(&r.model, file, r.file_bytes, NULL) == HRM_OK, "the file was not restored");
    stop_model(&r);
  }
}

/* Words of header, table and tensors replaced by values that break careless arithmetic, checksum made right. */
static void test_hostile_words(void) {
  static const uint32_t values[] = {0,          1,          2,          3,          0x7F,       0x80,
                                    0xFF,       0x100,      0xFFFF,     0x10000,    0x7FFFFFFF, 0x80000000,
                                    0x7F800000, 0x7FC00000, 0xFF800000, 0xFFFFFFFC, 0xFFFFFFFF};
  for (size_t n = 0; n < sizeof small_cases / sizeof *small_cases; n++) {
    running_model r = start_model(&cases[small_cases[n]].config, SEED, NULL);
    uint8_t *file = r.file, *kept = guarded(r.file_bytes);
    memcpy(kept, file, r.file_bytes);
    for (size_t at = 0; at < r.file_bytes; at += 4) {
      for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        if (at == 12 || read_u32(file + at) == values[v]) continue;
        write_u32(file + at, values[v]);
        hrm_seal(file, r.file_bytes);
        hrm_model model;
        uint64_t position = UINT64_MAX;
        const hrm_status status = hrm_model_map(&model, file, r.file_bytes, &position);
        CHECK(status > HRM_OK ? status < HRM_STATUS_COUNT && position <= r.file_bytes : at >= 32,
              "%s at %llu for %x at %zu", hrm_status_name(status), (unsigned long long)position, values[v], at);
        memcpy(file, kept, r.file_bytes);
      }
    }
    release(kept);
    stop_model(&r);
  }
}

/* One wrong value in a larger file of each case, at every kind of place that only matters there. */
static void test_values(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    const hrm_config *c = &cases[n].config;
    size_t bytes;
    uint8_t *file = make_file(c, SEED, &bytes);
    for (uint32_t i = 0; i < hrm_tensor_count(c); i++) {
      hrm_tensor t;
      hrm_tensor_at(c, i, &t);
      const bool q8 = t.storage == HRM_PANEL_Q8, unit = t.kind == HRM_ROPE_COS || t.kind == HRM_ROPE_SIN;
      const uint32_t wrong[] = {0x7F800000, 0xFF800000, 0x7FC00001,
                                q8     ? 0
                                : unit ? 0x3F800001
                                       : 0x7FFFFFFF,
                                q8     ? 0xBF800000
                                : unit ? 0xBF800001
                                       : 0xFFC00000};
      for (size_t w = 0; w < sizeof wrong / sizeof *wrong; w++) {
        uint8_t *at = file + t.offset;
        const uint32_t kept = read_u32(at);
        write_u32(at, wrong[w]);
        hrm_seal(file, bytes);
        expect_refusal(file, bytes, HRM_ERROR_VALUE, t.offset, cases[n].name, i);
        write_u32(at, kept);
      }
    }
    /* -128 is refused even where the row's sum accounts for it. */
    hrm_tensor last;
    hrm_tensor_at(c, hrm_tensor_count(c) - 1, &last);
    if (last.storage == HRM_PANEL_Q8) {
      const uint64_t sums = last.offset + (last.rows * 4 + 63) / 64 * 64, weights = 2 * sums - last.offset;
      const uint32_t sum = read_u32(file + sums);
      const uint8_t weight = file[weights];
      write_u32(file + sums, (uint32_t)((int32_t)sum - (int8_t)weight - 128));
      file[weights] = 0x80;
      hrm_seal(file, bytes);
      expect_refusal(file, bytes, HRM_ERROR_VALUE, weights, cases[n].name, weights);
      write_u32(file + sums, sum);
      file[weights] = weight;
    }
    hrm_seal(file, bytes);
    hrm_model model;
    CHECK(hrm_model_map(&model, file, bytes, NULL) == HRM_OK, "%s was not restored", cases[n].name);
    release(file);
  }
}

const test damage_tests[] = {
    {"truncated files", test_truncated},
    {"files with bytes added", test_oversized},
    {"files of another kind", test_other_files},
    {"every bit flipped", test_bit_flips},
    {"hostile words", test_hostile_words},
    {"unusable values in every tensor", test_values},
    {0},
};
