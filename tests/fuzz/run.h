/* run.h - what the targets about weights files share. */
#ifndef FUZZ_RUN_H
#define FUZZ_RUN_H
#define _POSIX_C_SOURCE 200112L
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "hrm.h"

/* What must hold whatever the input is. */
static inline void require(bool holds) {
  if (!holds) abort();
}

/* Memory of exactly this size, so that a byte beyond it is noticed; on 64 bytes. free() it. */
static inline void *exact(size_t bytes) {
  void *memory = NULL;
  require(posix_memalign(&memory, HRM_ALIGN, bytes) == 0);
  return memory;
}

/* Roughly the multiplications of a segment; a file of a few bytes may ask for days. */
static inline double cost(const hrm_config *c, uint64_t bytes) {
  const double tokens = hrm_tokens(c), layers = c->H_layers + c->L_layers;
  return tokens * ((double)bytes + tokens * c->hidden_size * layers) * c->H_cycles * (c->L_cycles + 1.0);
}

/* Checks a file of exactly this size; where it passes, runs a segment twice. The same must come out. */
static inline hrm_status check_and_run(const uint8_t *file, size_t bytes) {
  hrm_model model;
  uint64_t position = UINT64_MAX;
  const hrm_status status = hrm_model_map(&model, file, bytes, &position);
  require(status < HRM_STATUS_COUNT);
  if (status != HRM_OK) {
    require(position <= bytes);
    return status;
  }
  const hrm_config *c = &model.config;
  if (c->dtype == HRM_Q4) {
    /* What runs is the 8-bit file made of it, which must be as good as one from anywhere. */
    uint64_t wide_bytes, scratch_bytes;
    require(hrm_expand_sizes(c, &wide_bytes, &scratch_bytes) == HRM_OK);
    uint8_t *wide = exact(wide_bytes);
    float *scratch = exact(scratch_bytes);
    const hrm_status expanded = hrm_expand(&model, wide, wide_bytes, scratch, scratch_bytes);
    free(scratch);
    if (expanded == HRM_OK) require(check_and_run(wide, wide_bytes) == HRM_OK);
    free(wide);
    return status;
  }
  if (cost(c, bytes) > 3e5) return status;
  const size_t state_bytes = hrm_state_bytes(c), work_bytes = hrm_work_bytes(c, 1), cells = c->seq_len,
               logits_bytes = cells * c->vocab_size * 4;
  require(state_bytes && work_bytes);
  uint32_t *inputs = exact(cells * 4);
  float *state = exact(state_bytes), *logits[2] = {exact(logits_bytes), exact(logits_bytes)}, q[2][2];
  uint8_t *work = exact(work_bytes);
  for (size_t i = 0; i < cells; i++) inputs[i] = (uint32_t)((i * 7 + file[bytes - 1 - i % bytes]) % c->vocab_size);
  for (int round = 0; round < 2; round++) {
    memset(work, round ? 0xFF : 0, work_bytes);
    require(hrm_state_reset(&model, state, state_bytes) == HRM_OK);
    require(hrm_segment(&model, inputs, 0, state, state_bytes, logits[round], logits_bytes, q[round], work, work_bytes,
                        NULL) == HRM_OK);
  }
  require(!memcmp(logits[0], logits[1], logits_bytes) && !memcmp(q[0], q[1], sizeof q[0]));
  /* One byte too few is refused, and nothing runs. */
  require(hrm_segment(&model, inputs, 0, state, state_bytes, logits[0], logits_bytes, q[0], work, work_bytes - 1,
                      NULL) == HRM_ERROR_BUFFER);
  free(inputs);
  free(state);
  free(logits[0]);
  free(logits[1]);
  free(work);
  return status;
}
#endif
