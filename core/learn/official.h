/* official.h - random numbers of a normal distribution, and the official start. */
#ifndef HRM_LEARN_OFFICIAL_H
#define HRM_LEARN_OFFICIAL_H
#include "layout.h"

/* A number of mean 0 and variance 1. */
float hrm_random_normal(rng *r);
/* hrm_learn_official with the caller's stream of random numbers. */
void hrm_official_weights(const layout *l, float *weights, bool trains_q_continue, rng *r);

#endif
