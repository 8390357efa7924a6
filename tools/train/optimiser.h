/* optimiser.h - Muon for the block matrices with AdamW for the rest, or AdamW for all. */
#ifndef TRAIN_OPTIMISER_H
#define TRAIN_OPTIMISER_H
#include "network.h"
#include "team.h"

typedef struct matrix_part { /* a matrix Muon treats as one: q, k, v, gate and up are matrices of their own */
  size_t at, rows, cols;
} matrix_part;

typedef struct optimiser {
  const layout *l;
  const network_ops *ops;
  bool muon;
  float *first, *second; /* [floats] momentum (both), second moment (AdamW) */
  matrix_part *parts;    /* largest first */
  unsigned part_count;
  matrix_part *rest; /* what AdamW steps, as 1 x count */
  unsigned rest_count;
  void **work; /* a work area for each thread */
  unsigned threads;
} optimiser;

typedef struct optimiser_step {
  unsigned long step;   /* from 1: AdamW's bias correction */
  float lr, adam_lr;    /* Muon's and AdamW's; AdamW alone uses lr for all */
  float weight_decay;   /* decoupled: w *= 1 - lr * weight_decay */
  float beta2;          /* AdamW; beta1 is 0.9 */
  float gradient_scale; /* clipping */
} optimiser_step;

void optimiser_init(optimiser *o, const layout *l, const network_ops *ops, bool muon, unsigned threads);
void optimiser_free(optimiser *o);
/* Steps every trained weight. Runs on all threads of the team. */
void optimiser_apply(optimiser *o, team *t, const optimiser_step *s, float *weights, const float *gradient);

#endif
