/* loss.c - cross-entropies and their derivatives. */
#include "loss.h"
#include <math.h>
#include <string.h>

float hrm_logistic(float x) { return 1.f / (1.f + expf(-x)); }

size_t hrm_best_token(const float *logits, size_t vocab) {
  size_t best = 0;
  for (size_t k = 1; k < vocab; k++)
    if (logits[k] > logits[best]) best = k;
  return best;
}

/* -log sigmoid, without overflow */
static double bce(double logit, double target) { return fmax(logit, 0) - logit * target + log1p(exp(-fabs(logit))); }

/* One cell: the loss, and the logits replaced by scale * derivative. With weights s_k (softmax: e^x, stablemax: x + 1
 * or 1 / (1 - x)), p_k = s_k / sum s and targets t_k, loss = -sum t_k log p_k and d loss / d x_k = s_k' (1 / sum s -
 * t_k / s_k). */
static double cell_loss(const loss_options *o, float *x, size_t vocab, size_t wanted, double scale) {
  const double even = o->smoothing / (double)vocab;
  double sum = 0, loss = 0, most = x[hrm_best_token(x, vocab)];
  for (size_t k = 0; k < vocab; k++) {
    const double v = x[k];
    sum += o->kind == HRM_LEARN_SOFTMAX ? exp(v - most) : v < 0 ? 1 / (1 - v) : v + 1;
  }
  for (size_t k = 0; k < vocab; k++) {
    const double v = x[k], target = even + (k == wanted ? 1 - o->smoothing : 0);
    if (o->kind == HRM_LEARN_SOFTMAX) {
      const double e = exp(v - most);
      if (target > 0) loss -= target * (v - most - log(sum));
      x[k] = (float)(scale * (e / sum - target));
    } else {
      const double s = v < 0 ? 1 / (1 - v) : v + 1, derivative = v < 0 ? s * s : 1;
      if (target > 0) loss -= target * log(s / sum);
      x[k] = (float)(scale * derivative * (1 / sum - target / s));
    }
  }
  return loss;
}

sample_loss hrm_loss_backward(const loss_options *o, float *logits, size_t stride, size_t vocab, size_t seq_len,
                              const int32_t *labels, float q[2], const float *target_q_continue, bool *wrong) {
  sample_loss out = {0};
  for (size_t t = 0; t < seq_len; t++) out.labelled += labels[t] != HRM_LEARN_IGNORE;
  const double share = out.labelled ? 1.0 / (double)out.labelled : 1;
  for (size_t t = 0; t < seq_len; t++) {
    float *x = logits + t * stride;
    if (wrong) wrong[t] = false;
    if (labels[t] == HRM_LEARN_IGNORE) {
      memset(x, 0, stride * sizeof *x);
      continue;
    }
    const size_t wanted = (size_t)labels[t];
    const bool right = hrm_best_token(x, vocab) == wanted;
    out.correct += right;
    if (wrong) wrong[t] = !right;
    out.lm += share * cell_loss(o, x, vocab, wanted, share * o->scale);
    memset(x + vocab, 0, (stride - vocab) * sizeof *x);
  }
  out.exact = out.correct == out.labelled;
  out.q_halt = bce(q[0], out.exact);
  q[0] = .5f * o->scale * (hrm_logistic(q[0]) - (out.exact ? 1.f : 0.f));
  if (target_q_continue) {
    out.q_continue = bce(q[1], *target_q_continue);
    q[1] = .5f * o->scale * (hrm_logistic(q[1]) - *target_q_continue);
  } else {
    q[1] = 0;
  }
  return out;
}
