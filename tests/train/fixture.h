/* fixture.h - a task of given examples, so that a test says exactly what the trainer learns. */
#ifndef TRAIN_FIXTURE_H
#define TRAIN_FIXTURE_H
#include "../../tools/train/trainer.h"
#include "../core/check.h"

extern const test reference_tests[], learner_tests[], amx_tests[], gradient_tests[], optimiser_tests[], sudoku_tests[],
    maze_tests[], calibration_tests[], run_tests_of_train[];

/* A directory for files, and the reference models' files, from the command line. */
typedef struct test_files {
  const char *work;
  unsigned references;
  const char *model[2], *expected[2];
} test_files;
extern test_files files;

/* Examples the fixture's draw hands out: always examples[which], or one at random when which is negative. */
struct dataset {
  uint32_t seq_len, count;
  int which;
  const uint32_t *puzzles; /* [count], NULL: all 0 */
  const token *inputs;     /* [count][seq_len] */
  const label *labels;
};
extern const task task_fixture;

/* Options of a run without weight changes: rates 0, all else off, one thread, every segment's puzzle stays. */
options still_options(void);

/* Runs `steps` segments of one slot from a fresh carry; gradient [floats] (may be NULL) receives the last one's, totals
 * (may be NULL) its losses. */
void run_segments(const options *o, const layout *l, const float *weights, dataset *data, unsigned steps,
                  float *gradient, hrm_learn_totals *sums);

/* This machine has the mode, and the system lets the program use it. */
bool runs_here(uint32_t mode);

double norm_of(const float *x, size_t count);

/* A tiny model with a prefix token, random weights of the official start, and random examples of `count` for it. */
layout tiny_layout(hrm_pos positions, uint32_t seq_len, uint32_t head_dim);
/* The same by TRM: one level, a prefix whose puzzle embedding ends within its second token of three, halting by q_halt
 * alone; mlp_t: with token mixing of that inner width, 0: attention. */
layout tiny_trm(hrm_pos positions, uint32_t seq_len, uint32_t mlp_t);
/* Two levels with token mixing, without a prefix. */
layout tiny_mixer(uint32_t seq_len);
/* For messages: "H 1 L 2, positions 0, mlp_t 0, 9 cells". */
const char *layout_text(const layout *l);
float *tiny_weights(const layout *l, uint64_t seed);
dataset random_examples(const layout *l, uint32_t count, uint64_t seed);
void examples_free(dataset *d);

#endif
