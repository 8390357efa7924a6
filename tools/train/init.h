/* init.h - where weights start. */
#ifndef TRAIN_INIT_H
#define TRAIN_INIT_H
#include "../common/rng.h"
#include "layout.h"
#include "task.h"

/* A number of mean 0 and variance 1. */
float random_normal(rng *r);

/* The official start (models/common.py, trunc_normal_init_; hrm_act_v1.py): truncated normal weights, q head 0 with bias -5, zero puzzle
 * embeddings. q_continue's bias starts at 0 instead unless it is trained, because halting compares the two. */
void init_official(const layout *l, float *weights, bool trains_q_continue, rng *r);

/* On top of that: a cell's position is the sum of the orthonormal codes of the task's groups it belongs to, and heads start to attend
 * along the task's relations (task.h). Needs learned positions. `gain` is how strongly; positions of the prefix keep their start. */
void init_structured(const layout *l, float *weights, const task *t, float gain, rng *r);

/* Into new weights goes what fits of another model's: all but its positions and the W_q and W_k that read them. So a model for another side of the grid
 * starts with blocks that know the puzzle. Returns how many of `other`'s tensors were taken. */
uint32_t init_from_blocks(const layout *l, float *weights, const layout *other, const float *theirs);

#endif
