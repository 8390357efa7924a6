/* checkpoint.h - the whole state of a training run in one file, for this machine's byte order: weights, running mean,
 * optimiser state, step and, for an exact continuation, every slot with its z and random numbers. README.md describes
 * the file. */
#ifndef TRAIN_CHECKPOINT_H
#define TRAIN_CHECKPOINT_H
#include "trainer.h"

/* Writes the file as a whole or not at all; ends the program on failure. */
void checkpoint_save(const trainer *t, const char *path);
/* Weights from a checkpoint or a .hrm, told apart by their first bytes. Fills *l. *ema is NULL for a .hrm. Both are the
 * caller's to free(). */
float *model_load(const char *path, layout *l, float **ema);
/* The state of the run in a checkpoint (hrm_learn_go_on), 64-byte aligned, the caller's to free(); ends the program if
 * there is none. */
void *checkpoint_state(const char *path, size_t *state_bytes, float *best, double *seconds);

#endif
