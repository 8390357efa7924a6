/* trainer.h - a training run of the learning library (core/learn), as the command line asks for it. */
#ifndef TRAIN_TRAINER_H
#define TRAIN_TRAINER_H
#include "options.h"
#include "task.h"
#include "team.h"

typedef struct trainer {
  const options *o;
  layout l;
  const task *task;
  dataset *data;
  hrm_team *team;
  hrm_learn_options settings; /* what the command line says, in the library's words */
  hrm_learner *learner;
  void *state, *work;
  size_t state_bytes, work_bytes;
  double seconds; /* of training so far, evaluation not counted */
  float best;     /* share of the dev set solved by the best weights so far; kept here for checkpoints */
} trainer;

/* The layout of a configuration; ends the program with a message when it is refused or cannot be trained. */
void layout_init(layout *l, const hrm_config *config);
/* Calls of a segment that take part in the gradient: "one" (the paper's last L and last H call), "cycle" (the last H
 * cycle), "full", or a number of calls; 0 when the text is none of these. */
uint32_t gradient_calls(const hrm_config *config, const char *gradient);

/* Begins a run. weights, mean (NULL: as weights): flat arrays, copied. state (of state_bytes, may be NULL): of a run to
 * go on with, copied; *same (may be NULL) says whether its slots were taken over, which keep fresh puzzles if their
 * number, shape or storage is another. Ends the program with a message on a bad option. */
void trainer_init(trainer *t, const options *o, const layout *l, const float *weights, const float *mean,
                  const task *puzzles, dataset *data, const void *state, size_t state_bytes, bool *same);
void trainer_free(trainer *t);
/* One step at `progress` (0 .. 1) of the schedule; ends the program with a sentence when it fails. */
void trainer_step(trainer *t, double progress);

#endif
