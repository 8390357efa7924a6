/* models.h - models that the tests make for themselves: a configuration, and a file of random weights for it. */
#ifndef MODELS_H
#define MODELS_H
#include "hrm.h"

typedef struct model_case {
  const char *name;
  hrm_config config;
} model_case;

/* Small configurations that together have both types, every position encoding, prefixes of 0, 1 and 2 tokens, every
 * odd size allowed, and each way in which HRM's relatives differ from it. */
#define CASE_COUNT 24
extern const model_case cases[CASE_COUNT];

/* Random values of the right size for the index-th tensor; RoPE tables as they should be. Row-major; free() it. */
float *make_values(const hrm_config *config, uint32_t index, uint64_t seed);
/* A sealed file of make_values, made with the core's writing functions; release() it. */
void *make_file(const hrm_config *config, uint64_t seed, size_t *bytes);

/* A mapped model with all memory that a segment needs. */
typedef struct running_model {
  void *file;
  size_t file_bytes;
  hrm_model model;
  uint32_t *inputs; /* [seq_len], random */
  float *state, *logits, q[2];
  void *work;
  size_t state_bytes, logits_bytes, work_bytes;
  const hrm_team *team; /* of run_segment; NULL at first */
} running_model;

/* Maps a new file and resets the state; the work area is for the team (NULL: none). stop_model releases everything. */
running_model start_model(const hrm_config *config, uint64_t seed, const hrm_team *team);
/* One segment with puzzle identifier num_puzzle_identifiers - 1, or 0. */
hrm_status run_segment(running_model *running);
void stop_model(running_model *running);

#endif
