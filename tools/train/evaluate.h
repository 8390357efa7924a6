/* evaluate.h - exact rate on a set of puzzles, all of them with the full number of segments, by the inference core. */
#ifndef TRAIN_EVALUATE_H
#define TRAIN_EVALUATE_H
#include <stdio.h>
#include "task.h"

#define EVAL_BINS 8

typedef struct evaluation {
  size_t puzzles, segments;
  size_t bins, in_bin[EVAL_BINS];
  /* [segments][bins]: puzzles whose answer equals the label after that segment */
  size_t (*exact)[EVAL_BINS];
  size_t valid;                /* puzzles whose last answer is right by the rules, whatever the label */
  size_t cells, correct_cells; /* at the last segment */
  double seconds;
} evaluation;

/* Weights as a file of that type gives them to the core; a puzzle on each thread. limit 0: all puzzles. Free
 * evaluation.exact. */
evaluation evaluate(const hrm_team *team, const layout *l, const float *weights, hrm_dtype dtype, const task *puzzles,
                    const dataset *data, size_t limit, size_t segments);
/* Solved puzzles in all bins together after segment s (0-based), as a share. */
double exact_rate(const evaluation *e, size_t segment);
/* A table for people. */
void evaluation_print(const evaluation *e, const task *puzzles, FILE *f);

#endif
