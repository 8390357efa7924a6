/* model_file.h - weights from and to files: .hrm (core/FORMAT.md) and the trainer's own checkpoints. */
#ifndef TRAIN_MODEL_FILE_H
#define TRAIN_MODEL_FILE_H
#include "options.h"
#include "trainer.h"

/* A whole file in memory on a 64-byte boundary, the caller's to free(); NULL when it cannot be read, errno says why. */
void *file_read(const char *path, size_t *bytes);
/* Writes path.tmp, flushes it to the disk and renames it, so that path is always a whole file. False with errno set on
 * failure. */
bool file_write(const char *path, const void *data, size_t bytes);

/* Reads a .hrm: fills *l and returns the flat weights, f32 or dequantized. Ends the program with the core's sentence if
 * the file is refused. */
float *hrm_file_load(const char *path, layout *l);
/* Writes flat weights as a .hrm with block matrices of that type. Ends the program on failure. */
void hrm_file_save(const char *path, const layout *l, const float *weights, hrm_dtype dtype);

/* Weights as a model that the core runs, in a file of that type in memory (of q4 what hrm_expand makes of it); fills
 * *model and returns the file, the caller's to free(). */
void *model_open(const layout *l, const float *weights, hrm_dtype dtype, hrm_model *model);

/* rounded[floats of the layout] becomes what a file of that type gives back. */
void round_weights(const layout *l, hrm_dtype dtype, const float *weights, float *rounded);

/* The type called f32, q8 or q4 in the value of that option; ends the program on another name. */
hrm_dtype dtype_named(const char *option, const char *name);
const char *dtype_name(hrm_dtype dtype);
/* The type that the weights are to be used in: --dtype, or what they are trained for by --quantize, or q8. */
hrm_dtype shipped_dtype(const options *o);

#endif
