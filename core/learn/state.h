/* state.h - how the state of a run lies in its block: a header, four flat arrays, then the slots. */
#ifndef HRM_LEARN_STATE_H
#define HRM_LEARN_STATE_H
#include "network.h"

typedef struct state_header {
  char magic[8];
  uint32_t version, mode, act_bytes, slots;
  uint32_t config[32]; /* an hrm_config and zeros, so that a longer one has room */
  uint64_t floats, bytes, steps;
  uint64_t reserved[2]; /* 0 */
} state_header;

typedef enum { STATE_WEIGHTS, STATE_MEAN, STATE_FIRST, STATE_SECOND, STATE_ARRAYS } state_array;

/* What of a slot is not an array. */
typedef struct slot_head {
  uint32_t puzzle, steps; /* puzzle identifier; segments so far */
  rng random;
} slot_head;

typedef struct slot {
  slot_head *head;
  void *z[MODULES]; /* [T][hidden] in the mode's storage */
  uint32_t *inputs; /* [seq_len] */
  int32_t *labels;  /* [seq_len] */
} slot;

/* Offsets in a state, all multiples of 64. */
typedef struct state_places {
  uint64_t arrays[STATE_ARRAYS], slots, bytes;
  uint64_t z[MODULES], inputs, labels, slot_bytes; /* from a slot's start */
} state_places;

/* HRM_LEARN_ERROR_TOO_LARGE if the state does not fit in size_t. */
hrm_learn_status hrm_state_places(state_places *p, const layout *l, uint32_t slots, size_t act_bytes);
void hrm_state_write_header(void *state, const state_places *p, const layout *l, uint32_t mode, size_t act_bytes,
                            uint32_t slots);
float *hrm_state_array(void *state, const state_places *p, state_array which);
/* Slot i of slots that begin at `slots`, in a state or in a copy. */
slot hrm_state_slot(uint8_t *slots, const state_places *p, uint32_t i);
/* All that can be checked of a state: its header, finite numbers, slots that fit the configuration. Fills *l and *p. */
hrm_learn_status hrm_state_check(const void *state, size_t bytes, layout *l, state_places *p);
bool hrm_all_finite(const float *values, size_t count);

#endif
