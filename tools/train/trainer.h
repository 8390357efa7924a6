/* trainer.h - deep supervision: one segment a step for every slot, its z carried on detached (pretrain.py and
 * hrm_act_v1.py of the official code). A slot holds one puzzle until the model halts on it or it has had halt_max_steps
 * segments, then takes the next (ACT). */
#ifndef TRAIN_TRAINER_H
#define TRAIN_TRAINER_H
#include "optimiser.h"
#include "options.h"
#include "task.h"

typedef struct slot {
  void *z[MODULES]; /* [T][hidden] in the mode's storage */
  token *inputs;    /* [seq_len] */
  label *labels;
  uint32_t puzzle, steps;
  rng rng;
} slot;

/* Sums over the segments since the last report. */
typedef struct totals {
  double lm, q_halt, q_continue;
  uint64_t segments, labelled, correct, halted, halted_exact, halted_steps;
} totals;

typedef struct trainer {
  const options *o;
  layout l;
  const network_ops *ops;
  const task *task;
  dataset *data;
  team *team;
  size_t saved, microbatch;
  float *weights, *ema;
  hrm_dtype dtype;
  float *rounded; /* the weights as the forward and backward pass see them, NULL when as they are (dtype f32) */
  packed *packed;
  worker **workers, **probes; /* [threads]; probes look one segment ahead for q_continue, NULL without it */
  float **gradients;          /* [threads][floats] */
  void **probe_z;             /* [threads] [microbatch][MODULES][T][hidden] */
  totals *thread_totals;      /* [threads] */
  optimiser optimiser;
  slot *slots;
  uint64_t step;  /* optimiser steps so far */
  double seconds; /* of training so far, evaluation not counted */
  float best;     /* share of the dev set solved by the best weights so far; kept here for checkpoints */
  /* of the last step */
  double gradient_norm, rate;
} trainer;

/* Takes over l and weights (a flat array; ema may be NULL: a copy of weights). */
void trainer_init(trainer *t, const options *o, const layout *l, float *weights, float *ema, const task *puzzles,
                  dataset *data);
void trainer_free(trainer *t);
/* Packs the weights; needed after they were changed by others. */
void trainer_pack(trainer *t);
/* One step at `progress` (0 .. 1) of the schedule. */
void trainer_step(trainer *t, double progress);
/* Sums since the last call. */
totals trainer_totals(trainer *t);

/* z of a slot before its first segment: H_init and L_init, with noise when that is asked for. */
void initial_z(const layout *l, const network_ops *ops, const float *weights, double noise, rng *r,
               void *const z[MODULES]);
/* Floats of one z: T * hidden. */
size_t z_count(const layout *l);
/* --microbatch, or a choice by length. */
size_t microbatch_size(const options *o, const layout *l);

#endif
