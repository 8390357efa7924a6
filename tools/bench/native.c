/* native.c - times segments of a model of random weights in the native core, as tests/core/measure.mjs does in
 * WebAssembly: the same weights, the same digest. Prints one JSON line. hrm-bench HIDDEN HEADS INNER LAYERS H_CYCLES
 * L_CYCLES SEQ PREFIX VOCAB f32|q8 RUNS [MLP_T_SIZE, of a TRM]      hrm-bench peak */
#include "hrm.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "peak.c"
#ifdef __AVX512VNNI__
#define SET "avx512"
#elif defined(__AVX2__)
#define SET "avx2"
#else
#define SET "scalar"
#endif

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void *allocate(uint64_t bytes) {
  void *at = aligned_alloc(HRM_ALIGN, (size_t)((bytes + HRM_ALIGN - 1) / HRM_ALIGN * HRM_ALIGN));
  if (!at) fprintf(stderr, "no memory for %llu bytes\n", (unsigned long long)bytes), exit(1);
  return at;
}

static void check(hrm_status status) {
  if (status) fprintf(stderr, "%s\n", hrm_status_sentence(status)), exit(1);
}

/* From xorshift32, as in measure.mjs. */
static double next_random(uint32_t *seed) {
  double sum = 0;
  for (int i = 0; i < 4; i++) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    sum += (int32_t)*seed;
  }
  return sum / 4294967296.0;
}

static void *make_file(const hrm_config *c, uint64_t bytes) {
  uint8_t *file = allocate(bytes);
  hrm_tensor t;
  check(hrm_tensor_at(c, 0, &t));
  check(hrm_write_header(c, file, t.offset));
  uint32_t seed = 0x9E3779B9;
  for (uint32_t i = 0; i < hrm_tensor_count(c); i++) {
    check(hrm_tensor_at(c, i, &t));
    const uint64_t count = (uint64_t)t.rows * t.cols;
    float *values = allocate(count * 4), *other = allocate(count * 4);
    if (t.kind == HRM_ROPE_COS || t.kind == HRM_ROPE_SIN) {
      check(t.kind == HRM_ROPE_COS ? hrm_rope_tables(c, values, other, count)
                                   : hrm_rope_tables(c, other, values, count));
    } else {
      for (uint64_t k = 0; k < count; k++) values[k] = (float)(next_random(&seed) / sqrt(t.cols));
    }
    check(hrm_pack_tensor(&t, values, count, file + t.offset, (t.bytes + 63) / 64 * 64));
    free(values), free(other);
  }
  check(hrm_seal(file, (size_t)bytes));
  return file;
}

/* FNV-1a over 32-bit words. */
static uint32_t digest_of(const float *values, size_t count) {
  uint32_t digest = 0x811C9DC5u;
  for (size_t i = 0; i < count; i++) {
    uint32_t word;
    memcpy(&word, values + i, 4);
    digest = (digest ^ word) * 0x01000193u;
  }
  return digest;
}

#ifdef PANELS
static double gops(uint32_t (*loop)(uint32_t)) {
  double best = 0;
  for (int window = 0; window < 40; window++) {
    const double start = now(CLOCK_MONOTONIC), operations = 4000.0 * loop(4000),
                 rate = operations / (now(CLOCK_MONOTONIC) - start) / 1e6;
    best = rate > best ? rate : best;
  }
  return best;
}
#endif

int main(int argc, char **argv) {
  if (argc == 2 && !strcmp(argv[1], "peak")) {
#ifdef PANELS
    double q8 = gops(peak_q8);
#ifdef STEP_SHORT
    const double blocks = gops(peak_q8_blocks);
    if (blocks > q8) q8 = blocks;
#endif
    double fused = 0;
#ifdef STEP_FUSED
    fused = gops(peak_f32_fused);
#endif
    printf("{\"variant\":\"%s\",\"peak\":{\"f32\":%.1f,\"q8\":%.1f},\"fused_f32\":%.1f}\n", SET, gops(peak_f32), q8,
           fused);
#else
    printf("{\"variant\":\"%s\",\"peak\":{}}\n", SET);
#endif
    return 0;
  }
  if (argc != 12 && argc != 13) return fprintf(stderr, "see the head of tools/bench/native.c\n"), 2;
  uint32_t n[9];
  for (int i = 0; i < 9; i++) n[i] = (uint32_t)strtoul(argv[i + 1], NULL, 10);
  const int runs = atoi(argv[11]);
  const uint32_t mlp_t_size = argc == 13 ? (uint32_t)strtoul(argv[12], NULL, 10) : 0;
  const hrm_config c = {.dtype = strcmp(argv[10], "q8") ? HRM_F32 : HRM_Q8,
                        .vocab_size = n[8],
                        .seq_len = n[6],
                        .puzzle_emb_len = n[7],
                        .num_puzzle_identifiers = n[7] ? 1 : 0,
                        .hidden_size = n[0],
                        .num_heads = mlp_t_size ? 1 : n[1],
                        .inner_size = n[2],
                        .H_layers = mlp_t_size ? 0 : n[3],
                        .L_layers = n[3],
                        .H_cycles = n[4],
                        .L_cycles = n[5],
                        .halt_max_steps = 16,
                        .pos_encodings = mlp_t_size ? HRM_NO_POS : HRM_ROPE,
                        .rope_theta = 10000.0f,
                        .rms_norm_eps = 1e-5f,
                        .mlp_t_size = mlp_t_size};
  uint64_t bytes;
  check(hrm_file_bytes(&c, &bytes));
  const void *file = make_file(&c, bytes);
  hrm_model model;
  check(hrm_model_map(&model, file, (size_t)bytes, NULL));
  const size_t state_bytes = hrm_state_bytes(&c), work_bytes = hrm_work_bytes(&c, 1),
               logit_count = (size_t)c.seq_len * c.vocab_size;
  float *state = allocate(state_bytes), *logits = allocate(logit_count * 4), q[2];
  void *work = allocate(work_bytes);
  uint32_t *inputs = allocate(c.seq_len * 4);
  for (uint32_t i = 0; i < c.seq_len; i++) inputs[i] = i % c.vocab_size;
  check(hrm_state_reset(&model, state, state_bytes));
  printf("{\"variant\":\"%s\",\"dtype\":\"%s\",\"threads\":1,\"memory_bytes\":%llu,\"samples_ms\":[", SET, argv[10],
         (unsigned long long)(bytes + state_bytes + work_bytes + logit_count * 4));
  uint32_t digest = 0;
  for (int run = -1; run < runs; run++) {
    const double start = now(CLOCK_MONOTONIC);
    check(hrm_segment(&model, inputs, 0, state, state_bytes, logits, logit_count * 4, q, work, work_bytes, NULL));
    if (run < 0) digest = digest_of(logits, logit_count);
    else printf("%s%.3f", run ? "," : "", now(CLOCK_MONOTONIC) - start);
  }
  printf("],\"digest\":%u}\n", digest);
  return 0;
}
