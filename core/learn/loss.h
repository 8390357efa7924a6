/* loss.h - the loss of one sample after one segment: models/losses.py, ACTLossHead. */
#ifndef HRM_LEARN_LOSS_H
#define HRM_LEARN_LOSS_H
#include "hrm_learn.h"

typedef struct loss_options {
  uint32_t kind;   /* hrm_learn_loss */
  float smoothing; /* share of the target spread evenly over the vocabulary */
  float scale;     /* factor on the derivatives only: 1 / batch for a mean over the batch */
} loss_options;

typedef struct sample_loss {
  double lm;                 /* mean over the labelled cells */
  double q_halt, q_continue; /* binary cross-entropy; the total is lm + (q_halt + q_continue) / 2 */
  size_t labelled, correct;  /* cells */
  bool exact;                /* every labelled cell is right */
} sample_loss;

/* logits [seq_len][stride], of which the first `vocab` of a row count, and q [2] = {q_halt, q_continue} are replaced by
 * the derivatives of scale * (lm + (q_halt + q_continue) / 2). labels [seq_len], HRM_LEARN_IGNORE where nothing is
 * asked. target_q_continue is a probability, or NULL when q_continue is not trained: its loss and derivative are
 * then 0. wrong [seq_len] (may be NULL) is set to whether a labelled cell has another answer. */
sample_loss hrm_loss_backward(const loss_options *o, float *logits, size_t stride, size_t vocab, size_t seq_len,
                              const int32_t *labels, float q[2], const float *target_q_continue, bool *wrong);

/* The largest of `vocab` logits; of equal ones the first. */
size_t hrm_best_token(const float *logits, size_t vocab);
float hrm_logistic(float x);

#endif
