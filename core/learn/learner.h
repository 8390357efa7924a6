/* learner.h - what a run consists of beside its state, for learner.c and step.c. */
#ifndef HRM_LEARN_LEARNER_H
#define HRM_LEARN_LEARNER_H
#include "optimiser.h"
#include "state.h"

/* What a thread has of its own. */
typedef struct thread {
  worker *worker, *probe; /* the probe looks one segment ahead for q_continue, NULL without it */
  uint8_t *probe_z;       /* [microbatch][MODULES][T][hidden] */
  float *gradient;        /* [floats]; of thread 0, after a step: the sum of all */
  float *values;          /* [T][hidden] */
  bool *wrong;            /* [microbatch][seq_len] labelled cells with another answer */
  /* of the step */
  bool used; /* gradient holds something */
  hrm_learn_status status;
  hrm_learn_totals totals;
  double squares; /* of the gradient's numbers that it summed */
} thread;

struct hrm_learner {
  hrm_learn_options o;
  layout l;
  const network_ops *ops;
  hrm_learn_examples examples;
  hrm_team team;
  state_places places;
  uint8_t *state, *slots;
  float *weights, *mean;
  uint32_t microbatch;
  packed *packed;
  thread *threads;
  optimiser optimiser;
  uint8_t *before; /* the slots as they were before the step */
  float *rounded;  /* the weights as the passes see them, NULL: as they are (dtype f32) */
  uint8_t *file;   /* where they are rounded */
  uint64_t file_bytes;
  bool in_step;
  uint32_t next; /* microbatch of the step */
  hrm_learn_totals totals;
  double gradient_norm, rate;
};

/* Packs the weights; needed after they were changed. HRM_LEARN_ERROR_VALUE if a file cannot hold one of them. */
hrm_learn_status hrm_pack(hrm_learner *l);
/* Gives a slot its next puzzle. wrong [seq_len]: the cells that were wrong when the slot's puzzle halted unsolved;
 * NULL: the next puzzle in any case. */
hrm_learn_status hrm_refill(const hrm_learner *l, const thread *t, const slot *s, const bool *wrong);

#endif
