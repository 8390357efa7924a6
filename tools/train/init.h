/* init.h - where weights start. */
#ifndef TRAIN_INIT_H
#define TRAIN_INIT_H
#include "../../core/learn/official.h"
#include "task.h"

double dot_product(const float *a, const float *b, size_t n);

/* Makes the vector behind `count` orthonormal ones of n floats orthogonal to them and of length 1 (Gram-Schmidt). */
void add_to_basis(float *basis, size_t count, size_t n);

/* On top of the official start: a cell's position is the sum of the orthonormal codes of the task's groups it belongs
 * to, and heads start to attend along the task's relations (task.h). Needs learned positions. `gain` is how strongly;
 * positions of the prefix keep their start. */
void init_structured(const layout *l, float *weights, const task *t, float gain, rng *r);

/* A model of a task of any side that starts as `other`, trained with fewer layers or on another square. A new layer
 * comes behind those that are there with W_o and W_down of 0: a block normalises what it is given, and that is
 * normalised already, so the grown model computes what the other does. Relative positions: offsets that both squares
 * have are the trained ones, the others start as in a new model. Learned positions, for a larger square: where the
 * heads' cosines and sines (the task's seek) have a period of head_dim, codes half a period apart are read as each
 * other's negative. So the trained codes of rows and columns, taken out of the trained positions, go on with their sign
 * turned, and only those between the smaller side and half a period are new. All trained blocks stay as they are, but
 * for W_q and W_k, which learn to read the new codes. */
void init_grown(const layout *l, float *weights, const task *t, const layout *other, const float *theirs, rng *r);

#endif
