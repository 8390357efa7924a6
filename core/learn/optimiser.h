/* optimiser.h - Muon for the block matrices with AdamW for the rest, or AdamW for all. */
#ifndef HRM_LEARN_OPTIMISER_H
#define HRM_LEARN_OPTIMISER_H
#include "network.h"

typedef struct matrix_part { /* a matrix Muon treats as one: q, k, v, gate and up are matrices of their own */
  size_t at, rows, cols;
  bool is_table; /* of offsets */
} matrix_part;

typedef struct optimiser {
  const network_ops *ops;
  bool muon;
  float *first, *second; /* [floats] momentum (both), second moment (AdamW) */
  matrix_part *parts;    /* largest first */
  uint32_t part_count;
  matrix_part *rest; /* what AdamW steps, as 1 x count */
  uint32_t rest_count;
  uint8_t *work; /* [threads][work_bytes] */
  size_t work_bytes;
} optimiser;

typedef struct optimiser_step {
  uint64_t step;        /* from 1: AdamW's bias correction */
  float lr, adam_lr;    /* Muon's and AdamW's; AdamW alone uses lr for all */
  float weight_decay;   /* decoupled: w *= 1 - lr * weight_decay */
  float beta2;          /* AdamW; beta1 is 0.9 */
  float gradient_scale; /* clipping */
} optimiser_step;

/* Lays out what the optimiser needs; its moments are set by the caller. Without a base only sizes are added up. */
void hrm_optimiser_lay_out(optimiser *o, arena *a, const layout *l, const network_ops *ops, bool muon,
                           uint32_t threads);
/* Steps every trained weight. */
void hrm_optimiser_apply(const optimiser *o, const hrm_team *team, const optimiser_step *s, float *weights,
                         const float *gradient);

#endif
