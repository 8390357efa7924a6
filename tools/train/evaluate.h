/* evaluate.h - exact rate on a set of puzzles, all of them with the full number of segments. */
#ifndef TRAIN_EVALUATE_H
#define TRAIN_EVALUATE_H
#include <stdio.h>
#include "task.h"
#include "team.h"

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

/* limit 0: all puzzles. Free evaluation.exact. */
evaluation evaluate(team *t, const network_ops *ops, const layout *l, const float *weights, const task *puzzles,
                    const dataset *data, size_t limit, size_t segments, size_t at_once);
/* Solved puzzles in all bins together after segment s (0-based), as a share. */
double exact_rate(const evaluation *e, size_t segment);
/* A table for people. */
void evaluation_print(const evaluation *e, const task *puzzles, FILE *f);

/* Tries each puzzle and then symmetric twins of it, each for `segments`, until an answer is valid by the rules. With
 * guesses, every further try also guesses (wasm/src/guess.js) where the task has blanks. solved[k][bin] counts the
 * puzzles solved within k + 1 tries, k < tries; [tries][EVAL_BINS], free() it. in_bin as above. */
size_t (*evaluate_twins(team *t, const network_ops *ops, const layout *l, const float *weights, const task *puzzles,
                        const dataset *data, size_t limit, size_t segments, size_t at_once, size_t tries, bool guesses,
                        uint64_t seed, size_t in_bin[EVAL_BINS]))[EVAL_BINS];

#endif
