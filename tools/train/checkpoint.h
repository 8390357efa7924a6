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
/* Continues the run of a checkpoint in a trainer made from its weights. Returns false when the slots could not be taken
 * over, because their number, shape or storage is another: they then keep the fresh puzzles the trainer drew. */
bool checkpoint_resume(trainer *t, const char *path);

#endif
