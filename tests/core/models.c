/* models.c - see models.h. */
#include "models.h"
#include "check.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMON .H_cycles = 2, .halt_max_steps = 16, .rms_norm_eps = 1e-5f
#define ROPE .pos_encodings = HRM_ROPE, .rope_theta = 10000.0f
#define RELATIVE .pos_encodings = HRM_RELATIVE, .rope_theta = 1.0f
#define LEARNED .pos_encodings = HRM_LEARNED, .rope_theta = 1.0f
#define NO_POS .pos_encodings = HRM_NO_POS, .rope_theta = 1.0f
#define SIZES(hidden, heads, inner) .hidden_size = (hidden), .num_heads = (heads), .inner_size = (inner)
#define CYCLES(H, L, per_H) .H_layers = (H), .L_layers = (L), .L_cycles = (per_H)
#define PREFIX(len, ndim, identifiers) \
  .puzzle_emb_len = (len), .puzzle_emb_ndim = (ndim), .num_puzzle_identifiers = (identifiers)

const model_case cases[CASE_COUNT] = {
    {"f32, rope, prefix 1",
     {.dtype = HRM_F32,
      .vocab_size = 11,
      .seq_len = 16,
      .puzzle_emb_len = 1,
      .num_puzzle_identifiers = 2,
      .hidden_size = 32,
      .num_heads = 2,
      .inner_size = 48,
      .H_layers = 2,
      .L_layers = 1,
      .L_cycles = 2,
      COMMON,
      ROPE}},
    {"q8, rope, prefix 1",
     {.dtype = HRM_Q8,
      .vocab_size = 11,
      .seq_len = 16,
      .puzzle_emb_len = 1,
      .num_puzzle_identifiers = 2,
      .hidden_size = 32,
      .num_heads = 2,
      .inner_size = 48,
      .H_layers = 2,
      .L_layers = 1,
      .L_cycles = 2,
      COMMON,
      ROPE}},
    {"f32, learned, prefix 2",
     {.dtype = HRM_F32,
      .vocab_size = 6,
      .seq_len = 9,
      .puzzle_emb_len = 2,
      .num_puzzle_identifiers = 3,
      .hidden_size = 24,
      .num_heads = 2,
      .inner_size = 20,
      .H_layers = 1,
      .L_layers = 2,
      .L_cycles = 3,
      COMMON,
      LEARNED}},
    {"q8, learned, no prefix",
     {.dtype = HRM_Q8,
      .vocab_size = 7,
      .seq_len = 5,
      .hidden_size = 20,
      .num_heads = 5,
      .inner_size = 36,
      .H_layers = 1,
      .L_layers = 1,
      .L_cycles = 1,
      COMMON,
      LEARNED}},
    {"f32, rope, no prefix, smallest sizes",
     {.dtype = HRM_F32,
      .vocab_size = 2,
      .seq_len = 1,
      .hidden_size = 4,
      .num_heads = 1,
      .inner_size = 4,
      .H_layers = 1,
      .L_layers = 1,
      .L_cycles = 1,
      COMMON,
      ROPE}},
    {"q8, rope, prefix 2, smallest sizes",
     {.dtype = HRM_Q8,
      .vocab_size = 3,
      .seq_len = 2,
      .puzzle_emb_len = 2,
      .num_puzzle_identifiers = 1,
      .hidden_size = 4,
      .num_heads = 1,
      .inner_size = 4,
      .H_layers = 1,
      .L_layers = 1,
      .L_cycles = 1,
      COMMON,
      ROPE}},
    {"f32, rope, sudoku",
     {.dtype = HRM_F32,
      .task = HRM_SUDOKU,
      .grid_rows = 9,
      .grid_cols = 9,
      .vocab_size = 11,
      .seq_len = 81,
      .hidden_size = 64,
      .num_heads = 1,
      .inner_size = 68,
      .H_layers = 1,
      .L_layers = 1,
      .L_cycles = 2,
      COMMON,
      ROPE}},
    {"q8, learned, maze, prefix 1, several chunks of tokens",
     {.dtype = HRM_Q8,
      .task = HRM_MAZE,
      .grid_rows = 9,
      .grid_cols = 17,
      .vocab_size = 6,
      .seq_len = 153,
      .puzzle_emb_len = 1,
      .num_puzzle_identifiers = 1,
      .hidden_size = 48,
      .num_heads = 4,
      .inner_size = 64,
      .H_layers = 2,
      .L_layers = 2,
      .L_cycles = 2,
      COMMON,
      LEARNED}},
    {"q8, rope, arc, odd head size",
     {.dtype = HRM_Q8,
      .task = HRM_ARC,
      .grid_rows = 3,
      .grid_cols = 3,
      .vocab_size = 12,
      .seq_len = 9,
      .puzzle_emb_len = 1,
      .num_puzzle_identifiers = 4,
      .hidden_size = 36,
      .num_heads = 3,
      .inner_size = 40,
      .H_layers = 1,
      .L_layers = 1,
      .L_cycles = 2,
      COMMON,
      ROPE}},
    {"f32, TRM, rope, prefix 3 of which 1 is not zero",
     {.dtype = HRM_F32,
      .vocab_size = 7,
      .seq_len = 10,
      PREFIX(3, 30, 2),
      SIZES(24, 2, 32),
      CYCLES(0, 2, 3),
      COMMON,
      .rules = HRM_HALT_ABOVE_0,
      ROPE}},
    {"q8, TRM, learned, prefix 4",
     {.dtype = HRM_Q8,
      .vocab_size = 6,
      .seq_len = 9,
      PREFIX(4, 40, 3),
      SIZES(40, 5, 64),
      CYCLES(0, 1, 3),
      COMMON,
      .rules = HRM_HALT_ABOVE_0,
      LEARNED}},
    {"f32, TRM, token mixing of 13 tokens, prefix 4",
     {.dtype = HRM_F32,
      .vocab_size = 7,
      .seq_len = 9,
      PREFIX(4, 20, 1),
      SIZES(20, 1, 24),
      CYCLES(0, 2, 2),
      COMMON,
      .mlp_t_size = 36,
      .rules = HRM_HALT_ABOVE_0,
      NO_POS}},
    {"q8, TRM, token mixing of 97 tokens, several chunks of channels",
     {.dtype = HRM_Q8,
      .task = HRM_SUDOKU,
      .grid_rows = 9,
      .grid_cols = 9,
      .vocab_size = 11,
      .seq_len = 81,
      PREFIX(16, 160, 1),
      SIZES(160, 1, 64),
      CYCLES(0, 1, 1),
      COMMON,
      .mlp_t_size = 64,
      .rules = HRM_HALT_ABOVE_0,
      NO_POS}},
    {"q8, token mixing of 11 tokens in both levels, learned, prefix 1",
     {.dtype = HRM_Q8,
      .vocab_size = 5,
      .seq_len = 10,
      PREFIX(1, 0, 2),
      SIZES(44, 1, 48),
      CYCLES(1, 2, 2),
      COMMON,
      .mlp_t_size = 20,
      LEARNED}},
    {"q8, token mixing, no prefix, smallest sizes",
     {.dtype = HRM_Q8,
      .vocab_size = 2,
      .seq_len = 1,
      SIZES(4, 1, 4),
      CYCLES(0, 1, 1),
      COMMON,
      .mlp_t_size = 4,
      NO_POS}},
    {"f32, token mixing, prefix 1 of half an embedding, smallest sizes",
     {.dtype = HRM_F32,
      .vocab_size = 2,
      .seq_len = 1,
      PREFIX(1, 2, 1),
      SIZES(4, 1, 4),
      CYCLES(0, 1, 1),
      COMMON,
      .mlp_t_size = 4,
      .rules = HRM_HALT_ABOVE_0,
      NO_POS}},
    {"f32, single z, rope, prefix 2",
     {.dtype = HRM_F32,
      .vocab_size = 7,
      .seq_len = 8,
      PREFIX(2, 0, 2),
      SIZES(32, 4, 24),
      CYCLES(0, 2, 3),
      COMMON,
      .rules = HRM_HALT_ABOVE_0 | HRM_SINGLE_Z,
      ROPE}},
    {"f32, relative, a grid of 3 x 4",
     {.dtype = HRM_F32,
      .task = HRM_ARC,
      .grid_rows = 3,
      .grid_cols = 4,
      .vocab_size = 5,
      .seq_len = 12,
      SIZES(24, 3, 20),
      CYCLES(1, 2, 2),
      COMMON,
      RELATIVE}},
    {"f32, relative and absolute, cells missing, prefix 1",
     {.dtype = HRM_F32,
      .task = HRM_ARC,
      .grid_rows = 5,
      .grid_cols = 3,
      .vocab_size = 3,
      .seq_len = 15,
      PREFIX(1, 0, 8),
      SIZES(32, 2, 36),
      CYCLES(1, 1, 2),
      COMMON,
      .rules = HRM_NO_CELL_0,
      .pos_encodings = HRM_RELATIVE_ABSOLUTE,
      .rope_theta = 1.0f}},
    {"f32, relative, cells missing, the puzzle embedding added",
     {.dtype = HRM_F32,
      .task = HRM_ARC,
      .grid_rows = 3,
      .grid_cols = 4,
      .vocab_size = 4,
      .seq_len = 12,
      PREFIX(1, 0, 8),
      SIZES(32, 2, 36),
      CYCLES(1, 1, 2),
      COMMON,
      .rules = HRM_NO_CELL_0 | HRM_PUZZLE_ADDED,
      RELATIVE}},
    {"q8, relative, the puzzle embedding added",
     {.dtype = HRM_Q8,
      .task = HRM_ARC,
      .grid_rows = 5,
      .grid_cols = 3,
      .vocab_size = 3,
      .seq_len = 15,
      PREFIX(1, 0, 3),
      SIZES(32, 2, 40),
      CYCLES(1, 1, 2),
      COMMON,
      .rules = HRM_PUZZLE_ADDED,
      RELATIVE}},
    {"q8, relative, cells missing, several chunks of tokens",
     {.dtype = HRM_Q8,
      .task = HRM_ARC,
      .grid_rows = 18,
      .grid_cols = 13,
      .vocab_size = 4,
      .seq_len = 234,
      SIZES(32, 4, 40),
      CYCLES(1, 1, 1),
      COMMON,
      .rules = HRM_NO_CELL_0,
      RELATIVE}},
    {"q8, relative, one level, single z, cells missing",
     {.dtype = HRM_Q8,
      .task = HRM_ARC,
      .grid_rows = 2,
      .grid_cols = 7,
      .vocab_size = 3,
      .seq_len = 14,
      SIZES(16, 2, 24),
      CYCLES(0, 1, 2),
      COMMON,
      .rules = HRM_NO_CELL_0 | HRM_SINGLE_Z,
      RELATIVE}},
    {"q8, damped updates from each token's own initial states, no positions",
     {.dtype = HRM_Q8,
      .vocab_size = 6,
      .seq_len = 9,
      SIZES(32, 4, 40),
      CYCLES(0, 1, 3),
      COMMON,
      .rules = HRM_HALT_ABOVE_0 | HRM_TOKEN_INITS,
      .update_rate = 0.95f,
      .origin = 3,
      NO_POS}},
};

float *make_values(const hrm_config *config, uint32_t index, uint64_t seed) {
  hrm_tensor tensor;
  if (!CHECK(hrm_tensor_at(config, index, &tensor) == HRM_OK, "tensor %u", index)) exit(1);
  const size_t count = (size_t)tensor.rows * tensor.cols;
  float *values = malloc(count * 4), *other = malloc(count * 4);
  if (!values || !other) exit(1);
  if (tensor.kind == HRM_ROPE_COS) {
    CHECK(hrm_rope_tables(config, values, other, count) == HRM_OK, "tensor %u", index);
  } else if (tensor.kind == HRM_ROPE_SIN) {
    CHECK(hrm_rope_tables(config, other, values, count) == HRM_OK, "tensor %u", index);
  } else {
    /* Matrices keep the size of what they multiply; embeddings are scaled by sqrt(hidden_size) later. */
    random r = {seed * 1000003 + index};
    random_fill(&r, values, count,
                tensor.kind == HRM_H_INIT || tensor.kind == HRM_L_INIT ? 1.7f : 1.7f / sqrtf((float)tensor.cols));
  }
  free(other);
  return values;
}

void *make_file(const hrm_config *config, uint64_t seed, size_t *bytes) {
  uint64_t file_bytes;
  if (!CHECK(hrm_file_bytes(config, &file_bytes) == HRM_OK, "file_bytes")) exit(1);
  *bytes = (size_t)file_bytes;
  uint8_t *file = guarded(*bytes);
  CHECK(hrm_write_header(config, file, file_bytes) == HRM_OK, "write_header");
  for (uint32_t i = 0; i < hrm_tensor_count(config); i++) {
    hrm_tensor tensor;
    CHECK(hrm_tensor_at(config, i, &tensor) == HRM_OK, "tensor %u", i);
    float *values = make_values(config, i, seed);
    CHECK(hrm_pack_tensor(&tensor, values, (uint64_t)tensor.rows * tensor.cols, file + tensor.offset,
                          (tensor.bytes + 63) / 64 * 64) == HRM_OK,
          "tensor %u", i);
    free(values);
  }
  CHECK(hrm_seal(file, *bytes) == HRM_OK, "seal");
  return file;
}

running_model start_model(const hrm_config *config, uint64_t seed, const hrm_team *team) {
  running_model running = {.team = team};
  running.file = make_file(config, seed, &running.file_bytes);
  uint64_t position = 0;
  const hrm_status status = hrm_model_map(&running.model, running.file, running.file_bytes, &position);
  if (!CHECK(status == HRM_OK, "%s at %llu", hrm_status_name(status), (unsigned long long)position)) exit(1);
  running.state_bytes = hrm_state_bytes(config);
  running.work_bytes = hrm_work_bytes(config, team ? team->threads : 1);
  running.logits_bytes = (size_t)config->seq_len * config->vocab_size * 4;
  running.state = guarded(running.state_bytes);
  running.work = guarded(running.work_bytes);
  running.logits = guarded(running.logits_bytes);
  running.inputs = guarded((size_t)config->seq_len * 4);
  random r = {seed + 99};
  for (uint32_t i = 0; i < config->seq_len; i++) running.inputs[i] = random_below(&r, config->vocab_size);
  CHECK(hrm_state_reset(&running.model, running.state, running.state_bytes) == HRM_OK, "state_reset");
  return running;
}

hrm_status run_segment(running_model *running) {
  const uint32_t identifiers = running->model.config.num_puzzle_identifiers;
  return hrm_segment(&running->model, running->inputs, identifiers ? identifiers - 1 : 0, running->state,
                     running->state_bytes, running->logits, running->logits_bytes, running->q, running->work,
                     running->work_bytes, running->team);
}

void stop_model(running_model *running) {
  release(running->file), release(running->state), release(running->work), release(running->logits),
      release(running->inputs);
}
