/* file.c - layout, writing, mapping and unpacking of weights files: what goes in comes out, and every file is laid out
 * as FORMAT.md says. */
#include "check.h"
#include "models.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 5u

static void test_round_trip(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    const hrm_config *c = &cases[n].config;
    running_model r = start_model(c, SEED + n, NULL);
    CHECK(memcmp(&r.model.config, c, sizeof *c) == 0, "%s: the configuration changed", cases[n].name);
    for (uint32_t i = 0; i < hrm_tensor_count(c); i++) {
      hrm_tensor t;
      hrm_tensor_at(c, i, &t);
      const size_t count = (size_t)t.rows * t.cols;
      float *values = make_values(c, i, SEED + n), *out = guarded(count * 4);
      CHECK(hrm_unpack_tensor(&r.model, &t, out, count) == HRM_OK, "%s: tensor %u", cases[n].name, i);
      if (t.storage != HRM_PANEL_Q8) {
        CHECK(memcmp(values, out, count * 4) == 0, "%s: tensor %u", cases[n].name, i);
      }
      for (size_t row = 0; row < t.rows && t.storage == HRM_PANEL_Q8; row++) {
        float largest = 0;
        for (size_t k = 0; k < t.cols; k++) largest = fmaxf(largest, fabsf(values[row * t.cols + k]));
        for (size_t k = 0; k < t.cols; k++) {
          const float scale = largest / 127.0f, expected = scale * nearbyintf(values[row * t.cols + k] / scale);
          CHECK(out[row * t.cols + k] == expected, "%s: tensor %u, row %zu, column %zu", cases[n].name, i, row, k);
        }
      }
      CHECK(hrm_unpack_tensor(&r.model, &t, out, count - 1) == HRM_ERROR_BUFFER, "%s: tensor %u", cases[n].name, i);
      t.offset += 64;
      CHECK(hrm_unpack_tensor(&r.model, &t, out, count) == HRM_ERROR_ARGUMENT, "%s: tensor %u moved", cases[n].name, i);
      free(values), release(out);
    }
    stop_model(&r);
  }
}

/* Contiguous, aligned, in the order of kinds, to the exact end; with the count that the configuration implies. */
static void test_layout(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    const hrm_config *c = &cases[n].config;
    const uint32_t count = hrm_tensor_count(c);
    const uint32_t position_tensors[] = {
        [HRM_ROPE] = 2, [HRM_LEARNED] = 1, [HRM_NO_POS] = 0, [HRM_RELATIVE] = 1, [HRM_RELATIVE_ABSOLUTE] = 3};
    const bool relative = c->pos_encodings >= HRM_RELATIVE;
    CHECK(count == 6 + (c->puzzle_emb_len ? 1u : 0u) + position_tensors[c->pos_encodings] -
                       (c->rules & HRM_SINGLE_Z ? 1u : 0u) + (relative ? 5 : 4) * (c->H_layers + c->L_layers),
          "%s: %u", cases[n].name, count);
    uint64_t at = (128 + 32 * (uint64_t)count + 63) / 64 * 64, file_bytes;
    uint32_t kind = 0, layer = 0;
    for (uint32_t i = 0; i < count; i++) {
      hrm_tensor t;
      CHECK(hrm_tensor_at(c, i, &t) == HRM_OK, "%s: tensor %u", cases[n].name, i);
      CHECK(t.offset == at, "%s: tensor %u is at %llu", cases[n].name, i, (unsigned long long)t.offset);
      /* Token mixing's kinds take the places of attention's; those of relative positions stand between others. */
      const uint32_t place = 4 * (t.kind == HRM_H_RELATIVE        ? HRM_H_DOWN
                                  : t.kind == HRM_L_RELATIVE      ? HRM_L_DOWN
                                  : t.kind >= HRM_EMBED_EDGES     ? HRM_ROPE_SIN
                                  : t.kind >= HRM_L_MLP_T_GATE_UP ? t.kind - HRM_L_MLP_T_GATE_UP + HRM_L_QKV
                                  : t.kind >= HRM_H_MLP_T_GATE_UP ? t.kind - HRM_H_MLP_T_GATE_UP + HRM_H_QKV
                                                                  : t.kind) +
                             (t.kind >= HRM_H_RELATIVE    ? 1
                              : t.kind >= HRM_EMBED_EDGES ? t.kind - HRM_EMBED_EDGES + 1
                                                          : 0);
      CHECK(i == 0 || place > kind || (t.layer == layer + 1 && (place == 4 * HRM_H_QKV || place == 4 * HRM_L_QKV)),
            "%s: tensor %u", cases[n].name, i);
      CHECK(place < 4 * HRM_H_QKV || (place / 4 - HRM_H_QKV) % 4 > 1 || (4 * t.kind == place) == !c->mlp_t_size,
            "%s: tensor %u is of kind %u", cases[n].name, i, t.kind);
      kind = place, layer = t.layer;
      at = (at + t.bytes + 63) / 64 * 64;
    }
    hrm_tensor t;
    CHECK(hrm_tensor_at(c, count, &t) == HRM_ERROR_ARGUMENT, "%s", cases[n].name);
    CHECK(hrm_file_bytes(c, &file_bytes) == HRM_OK && file_bytes == at, "%s", cases[n].name);
  }
}

/* Places in a file of the first q8 case, computed by hand from FORMAT.md. */
static void test_q8_storage(void) {
  const hrm_tensor t = {.kind = HRM_H_O, .storage = HRM_PANEL_Q8, .rows = 5, .cols = 8, .bytes = 64 + 64 + 64};
  const float rows[5][8] = {{127, -127, 1, 2, 3, 4, 5, 6},
                            {0},
                            {-254, 1, 3, 5, 0, 0, 0, 0}, /* scale 2: halves go to even */
                            {63.5f, 0, 0, 0, 0, 0, 0, 0.25f},
                            {0, 0, 0, 0, 0, 0, 0, -1}};
  uint8_t *out = guarded(192);
  CHECK(hrm_pack_tensor(&t, &rows[0][0], 40, out, 192) == HRM_OK, "pack");
  float scales[8];
  int32_t sums[8];
  memcpy(scales, out, sizeof scales);
  memcpy(sums, out + 64, sizeof sums);
  const int8_t *w = (const int8_t *)out + 128;
  const float expected_scales[8] = {1, 1, 2, 0.5f, 1.0f / 127, 1, 1, 1};
  const int32_t expected_sums[8] = {21, 0, -127 + 0 + 2 + 2, 127, -127, 0, 0, 0};
  for (int i = 0; i < 8; i++) {
    CHECK(scales[i] == expected_scales[i], "scale %d is %g", i, (double)scales[i]);
    CHECK(sums[i] == expected_sums[i], "sum %d is %d", i, sums[i]);
  }
  CHECK(w[0] == 127 && w[1] == -127 && w[2] == 1 && w[3] == 2 && w[16] == 3 && w[19] == 6, "row 0");
  CHECK(w[8] == -127 && w[9] == 0 && w[10] == 2 && w[11] == 2 && w[24] == 0, "row 2");
  CHECK(w[12] == 127 && w[16 + 12 + 3] == 0, "row 3");
  CHECK(w[32 + 16 + 3] == -127 && w[32] == 0, "row 4, the second panel");
  for (int i = 32; i < 64; i++) CHECK(out[i] == 0 && out[64 + i] == 0, "padding byte %d", i);
  release(out);
}

static void test_pack_refusals(void) {
  float values[32] = {0};
  uint8_t *out = guarded(256);
  const hrm_tensor good = {.storage = HRM_PANEL_Q8, .rows = 4, .cols = 8, .bytes = 160};
  CHECK(hrm_pack_tensor(&good, values, 32, out, 192) == HRM_OK, "good");
  CHECK(hrm_pack_tensor(&good, values, 31, out, 192) == HRM_ERROR_BUFFER, "31 values");
  CHECK(hrm_pack_tensor(&good, values, 32, out, 191) == HRM_ERROR_BUFFER, "191 bytes");
  CHECK(hrm_pack_tensor(NULL, values, 32, out, 192) == HRM_ERROR_ARGUMENT &&
            hrm_pack_tensor(&good, NULL, 32, out, 192) == HRM_ERROR_ARGUMENT &&
            hrm_pack_tensor(&good, values, 32, NULL, 192) == HRM_ERROR_ARGUMENT,
        "null");
  const hrm_tensor bad[] = {{.storage = HRM_PANEL_Q8, .rows = 4, .cols = 7, .bytes = 156},
                            {.storage = 3, .rows = 4, .cols = 8, .bytes = 128},
                            {.storage = HRM_PANEL_Q8, .rows = 4, .cols = 8, .bytes = 161},
                            {.storage = HRM_PLAIN_F32, .rows = 0, .cols = 8, .bytes = 0},
                            {.storage = HRM_PLAIN_F32, .rows = UINT32_MAX, .cols = UINT32_MAX, .bytes = 4}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    CHECK(hrm_pack_tensor(&bad[i], values, 32, out, 256) == HRM_ERROR_ARGUMENT, "tensor %zu", i);
  const float wrong[] = {NAN, INFINITY, -INFINITY};
  for (int i = 0; i < 3; i++) {
    values[31] = wrong[i];
    CHECK(hrm_pack_tensor(&good, values, 32, out, 192) == HRM_ERROR_VALUE, "%g", (double)wrong[i]);
  }
  /* The smallest and the largest magnitudes still give positive finite scales and weights in range. */
  const struct {
    float magnitude;
    int weight;
  } extremes[] = {{0x1p-149f, 0},
                  {0x1.7cp-142f, -127} /* 190 of the smallest: the scale rounds down to one of them */,
                  {FLT_MIN, -127},
                  {FLT_MAX, -127}};
  for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
    for (int k = 0; k < 32; k++) values[k] = k % 8 == 3 ? -extremes[i].magnitude : 0;
    CHECK(hrm_pack_tensor(&good, values, 32, out, 192) == HRM_OK, "%g", (double)extremes[i].magnitude);
    float scale;
    memcpy(&scale, out, 4);
    CHECK(scale > 0 && scale <= FLT_MAX && (int8_t)out[128 + 3] == extremes[i].weight, "%g: scale %g, weight %d",
          (double)extremes[i].magnitude, (double)scale, (int8_t)out[128 + 3]);
  }
  release(out);
}

static void test_header_refusals(void) {
  const hrm_config *c = &cases[0].config;
  uint64_t bytes;
  hrm_tensor first;
  hrm_tensor_at(c, 0, &first);
  uint8_t *out = guarded((size_t)first.offset);
  CHECK(hrm_write_header(c, out, first.offset) == HRM_OK, "exact size");
  CHECK(hrm_write_header(c, out, first.offset - 1) == HRM_ERROR_BUFFER, "one byte short");
  CHECK(hrm_write_header(c, NULL, first.offset) == HRM_ERROR_ARGUMENT &&
            hrm_write_header(NULL, out, first.offset) == HRM_ERROR_ARGUMENT,
        "null");
  CHECK(hrm_file_bytes(c, NULL) == HRM_ERROR_ARGUMENT && hrm_file_bytes(NULL, &bytes) == HRM_ERROR_ARGUMENT, "null");
  CHECK(hrm_tensor_at(c, 0, NULL) == HRM_ERROR_ARGUMENT && hrm_tensor_at(NULL, 0, &first) == HRM_ERROR_ARGUMENT,
        "null");
  CHECK(hrm_seal(NULL, 128) == HRM_ERROR_ARGUMENT && hrm_seal(out, 127) == HRM_ERROR_BUFFER, "seal");
  CHECK(hrm_state_bytes(NULL) == 0 && hrm_work_bytes(NULL, 1) == 0, "null");
  release(out);
}

/* Every field: the last allowed values on both sides, the first refused ones, and the position reported for these. */
static void test_config_ranges(void) {
  const struct {
    uint32_t word, allowed, refused;
  } limits[] = {{0, 1, 3},
                {1, 0, HRM_TASKS},
                {1, 0, UINT32_MAX},
                {2, 0, 1},
                {3, 0, 1},
                {4, 2, 1},
                {4, 4096, 4097},
                {5, 1, 0},
                {5, 16320, 16385},
                {6, 64, 65},
                {7, 1, 0},
                {7, 1 << 24, (1 << 24) + 1},
                {8, 4, 0},
                {8, 8, 6},
                {8, 8192, 8196},
                {8, 8192, 0x80000000u},
                {9, 1, 0},
                {9, 1, 3},
                {9, 8, 16},
                {9, 1, UINT32_MAX},
                {10, 4, 0},
                {10, 32768, 32772},
                {10, 8, 10},
                {11, 0, 65},
                {11, 64, 65},
                {12, 1, 0},
                {12, 64, 65},
                {13, 1, 0},
                {13, 64, 65},
                {14, 1, 0},
                {14, 64, 65},
                {15, 1, 0},
                {15, 1024, 1025},
                {16, 2, 3},
                {17, 0x3F800000, 0x3F7FFFFF},
                {17, 0x7F7FFFFF, 0x7F800000},
                {17, 0x3F800000, 0x7FC00000},
                {17, 0x3F800000, 0xBF800000},
                {18, 1, 0},
                {18, 0x3F7FFFFF, 0x3F800000},
                {18, 1, 0x7FC00000},
                {18, 1, 0x80000001},
                {19, 0, 4}, /* with positions by rope */
                {20, 31, 32},
                {20, 1, UINT32_MAX},
                {21, HRM_HALT_ABOVE_0 | HRM_TOKEN_INITS, HRM_SINGLE_Z}, /* with layers of H */
                {21, 0, 2 * HRM_TOKEN_INITS},
                {22, 0x3F7FFFFF, 0x3F800000},
                {22, 1, 0x80000001},
                {22, 0x3F000000, 0x7FC00000},
                {23, 0xFFFF, 0x10000}};
  const hrm_config base = cases[0].config; /* hidden 32, prefix 1 */
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    uint32_t words[sizeof(hrm_config) / 4];
    hrm_config c;
    uint64_t position = 12345;
    memcpy(words, &base, sizeof words);
    words[limits[i].word] = limits[i].allowed;
    if (limits[i].word == 8) words[9] = 1;
    memcpy(&c, words, sizeof c);
    CHECK(hrm_config_check(&c, &position) == HRM_OK, "word %u = %u", limits[i].word, limits[i].allowed);
    words[limits[i].word] = limits[i].refused;
    memcpy(&c, words, sizeof c);
    CHECK(hrm_config_check(&c, &position) == HRM_ERROR_CONFIG, "word %u = %u", limits[i].word, limits[i].refused);
    CHECK(position == 32 + 4 * limits[i].word, "word %u = %u: position %llu", limits[i].word, limits[i].refused,
          (unsigned long long)position);
    hrm_tensor t;
    CHECK(hrm_tensor_at(&c, 0, &t) == HRM_ERROR_CONFIG && hrm_file_bytes(&c, &position) == HRM_ERROR_CONFIG, "word %u",
          limits[i].word);
    CHECK(hrm_state_bytes(&c) == 0 && hrm_work_bytes(&c, 1) == 0, "word %u", limits[i].word);
  }
  hrm_config grid = cases[6].config;
  CHECK(hrm_config_check(&grid, NULL) == HRM_OK, "9 x 9");
  uint64_t position = 0;
  grid.task = HRM_TASKS - 1;
  CHECK(hrm_config_check(&grid, NULL) == HRM_OK, "a task that is not given out yet");
  grid.task = HRM_TASKS;
  CHECK(hrm_config_check(&grid, &position) == HRM_ERROR_CONFIG && position == 36, "task %u", grid.task);
  grid.task = HRM_GENERIC;
  CHECK(hrm_config_check(&grid, &position) == HRM_ERROR_CONFIG && position == 40, "a grid without a task");
  grid.task = cases[6].config.task;
  grid.grid_rows = 0x10000, grid.grid_cols = 0x10001, grid.seq_len = 0x10000; /* the product is equal modulo 2^32 */
  CHECK(hrm_config_check(&grid, NULL) == HRM_ERROR_CONFIG, "grid overflow");
  hrm_config prefix = base;
  prefix.puzzle_emb_len = 0;
  CHECK(hrm_config_check(&prefix, NULL) == HRM_ERROR_CONFIG, "identifiers without a prefix");
  CHECK(hrm_config_check(NULL, NULL) == HRM_ERROR_ARGUMENT, "null");

  /* A puzzle embedding that is added: one row of hidden_size, and relative positions. */
  hrm_config added = base;
  added.task = HRM_ARC, added.grid_rows = 1, added.grid_cols = added.seq_len, added.pos_encodings = HRM_RELATIVE;
  added.rope_theta = 1.0f, added.puzzle_emb_len = 1, added.puzzle_emb_ndim = 0;
  for (unsigned rules = 0; rules < 3; rules++) {
    added.rules = rules * HRM_PUZZLE_ADDED;
    CHECK(hrm_config_check(&added, NULL) == (rules < 2 ? HRM_OK : HRM_ERROR_CONFIG), "rules %u", added.rules);
  }
  added.rules = HRM_PUZZLE_ADDED;
  hrm_config wrong = added;
  wrong.pos_encodings = HRM_NO_POS;
  CHECK(hrm_config_check(&wrong, NULL) == HRM_ERROR_CONFIG, "added without relative positions");
  wrong = added, wrong.puzzle_emb_len = 2;
  CHECK(hrm_config_check(&wrong, NULL) == HRM_ERROR_CONFIG, "two added");
  wrong = added, wrong.puzzle_emb_ndim = 8;
  CHECK(hrm_config_check(&wrong, NULL) == HRM_ERROR_CONFIG, "a part of one added");

  /* Token mixing: without RoPE and with one head, which nothing reads. */
  const uint32_t sizes[][2] = {{4, HRM_OK}, {32768, HRM_OK}, {2, HRM_ERROR_CONFIG}, {32772, HRM_ERROR_CONFIG}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    hrm_config mixing = base;
    mixing.num_heads = 1, mixing.pos_encodings = HRM_NO_POS, mixing.mlp_t_size = sizes[i][0];
    CHECK(hrm_config_check(&mixing, NULL) == sizes[i][1], "mlp_t_size %u", sizes[i][0]);
    mixing.num_heads = 2;
    CHECK(hrm_config_check(&mixing, NULL) == HRM_ERROR_CONFIG, "heads with mlp_t_size %u", sizes[i][0]);
  }
}

/* The largest configuration: its sizes are right where they fit and refused where they do not. */
static void test_largest(void) {
  const hrm_config c = {.dtype = HRM_F32,
                        .vocab_size = 4096,
                        .seq_len = 16320,
                        .puzzle_emb_len = 64,
                        .num_puzzle_identifiers = 1 << 24,
                        .hidden_size = 8192,
                        .num_heads = 1,
                        .inner_size = 32768,
                        .H_layers = 64,
                        .L_layers = 64,
                        .H_cycles = 64,
                        .L_cycles = 64,
                        .halt_max_steps = 1024,
                        .pos_encodings = HRM_ROPE,
                        .rope_theta = 10000.0f,
                        .rms_norm_eps = 1e-5f};
  uint64_t bytes;
  CHECK(hrm_config_check(&c, NULL) == HRM_OK, "check");
  const bool wide = SIZE_MAX > UINT32_MAX;
  CHECK(hrm_file_bytes(&c, &bytes) == (wide ? HRM_OK : HRM_ERROR_TOO_LARGE), "file_bytes");
  const uint64_t puzzle = ((uint64_t)1 << 24) * 64 * 8192 * 4,
                 block = ((uint64_t)4 * 8192 * 8192 + (uint64_t)3 * 8192 * 32768) * 4;
  const uint64_t others = (128 + 32 * 521 + 63) / 64 * 64 + 2 * (uint64_t)4096 * 8192 * 4 +
                          2 * (uint64_t)16384 * 4096 * 4 + 2 * 8192 * 4 + 2 * 8192 * 4 + 64;
  CHECK(hrm_tensor_count(&c) == 521, "%u tensors", hrm_tensor_count(&c));
  if (wide) {
    CHECK(bytes == puzzle + 128 * block + others, "%llu bytes, not %llu", (unsigned long long)bytes,
          (unsigned long long)(puzzle + 128 * block + others));
    CHECK(hrm_state_bytes(&c) == (size_t)16384 * 8192 * 8, "state");
    CHECK(hrm_work_bytes(&c, 1) > (size_t)4 * 16384 * 8192 * 4 - 1, "work");
  } else {
    CHECK(hrm_state_bytes(&c) == 1u << 30, "state");
  }
  hrm_tensor last;
  CHECK(hrm_tensor_at(&c, 520, &last) == HRM_OK && last.kind == HRM_L_DOWN && last.layer == 63, "the last tensor");

  /* A file that claims to be that one and has only its header. */
  uint8_t *file = guarded(128);
  memset(file, 0, 128);
  memcpy(file, "\x89HRM\r\n\x1a\n\x01", 9);
  const uint64_t claimed = puzzle + 128 * block + others;
  const uint32_t count = 521, data_offset = (128 + 32 * 521 + 63) / 64 * 64;
  memcpy(file + 16, &claimed, 8), memcpy(file + 24, &count, 4), memcpy(file + 28, &data_offset, 4),
      memcpy(file + 32, &c, sizeof c);
  hrm_model model;
  uint64_t position = 0;
  CHECK(hrm_model_map(&model, file, 128, &position) == (wide ? HRM_ERROR_TRUNCATED : HRM_ERROR_TOO_LARGE), "map");
  CHECK(position == (wide ? 128 : 16), "%llu", (unsigned long long)position);
  release(file);
}

static void test_checksum(void) {
  /* The CRC-32 of "123456789" is 0xCBF43926; here with the four zero bytes in the middle, from an independent bitwise
   * computation. */
  for (size_t length = 16; length < 64; length++) {
    uint8_t data[64];
    for (size_t i = 0; i < length; i++) data[i] = (uint8_t)(i * 37 + length);
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < length; i++) {
      crc ^= i >= 12 && i < 16 ? 0 : data[i];
      for (int bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
    }
    CHECK(hrm_checksum(data, length) == ~crc, "length %zu", length);
  }
}

static void test_texts(void) {
  for (int s = 0; s < HRM_STATUS_COUNT; s++) {
    CHECK(strncmp(hrm_status_name((hrm_status)s), "HRM_", 4) == 0, "status %d", s);
    const char *sentence = hrm_status_sentence((hrm_status)s);
    CHECK(strlen(sentence) > 8 && sentence[strlen(sentence) - 1] == '.', "status %d: %s", s, sentence);
    for (int other = 0; other < s; other++)
      CHECK(strcmp(sentence, hrm_status_sentence((hrm_status)other)) != 0, "statuses %d and %d", s, other);
  }
  CHECK(strcmp(hrm_status_name(HRM_ERROR_CHECKSUM), "HRM_ERROR_CHECKSUM") == 0, "%s",
        hrm_status_name(HRM_ERROR_CHECKSUM));
  CHECK(hrm_status_sentence((hrm_status)-1) && hrm_status_sentence(HRM_STATUS_COUNT), "unknown statuses");
  CHECK(strcmp(hrm_kind_name(HRM_L_DOWN), "L_level.layers.*.mlp.down_proj.weight") == 0, "%s",
        hrm_kind_name(HRM_L_DOWN));
  CHECK(hrm_kind_name(HRM_ROPE_COS)[0] == 0 && hrm_kind_name(HRM_L_RELATIVE + 1)[0] == 0, "no name");
}

const test file_tests[] = {
    {"written files map and unpack to what went in", test_round_trip},
    {"tensors lie as FORMAT.md says", test_layout},
    {"q8 storage, byte by byte", test_q8_storage},
    {"pack_tensor refuses", test_pack_refusals},
    {"write_header and sizes refuse", test_header_refusals},
    {"configuration ranges", test_config_ranges},
    {"the largest configuration", test_largest},
    {"checksum", test_checksum},
    {"names and sentences", test_texts},
    {0},
};
