/* network.h - the HRM forward and backward pass, in several arithmetic modes behind one table of functions.
 *
 * A "worker" computes one microbatch of samples at a time on one thread; a "packed" set of matrices is shared by all
 * workers. One call of a module (H or L) is the unit that is saved for the backward pass: a segment is H_cycles *
 * (L_cycles + 1) calls, of which the last `saved` take part in the gradient. Sources: models/hrm/hrm_act_v1.py and
 * models/layers.py of the official code; MODEL.md in core/. */
#ifndef HRM_LEARN_NETWORK_H
#define HRM_LEARN_NETWORK_H
#include "arena.h"
#include "layout.h"

/* What one segment of one microbatch works on; all arrays of pointers and all outputs have `samples` entries. */
typedef struct microbatch {
  size_t samples;
  const uint32_t *const *inputs; /* [samples] -> [seq_len] tokens */
  const uint32_t *puzzles;       /* [samples] puzzle identifiers; ignored without a prefix */
  void *const *z_H, *const *z_L; /* [samples] -> [T][hidden] in the mode's own storage, read and overwritten */
  rng *const *noise_rng;         /* [samples], NULL without noise */
  float noise;                   /* standard deviation of the noise added to each updated z */
  const float *weights;          /* the flat array the packed matrices were made from */
} microbatch;

typedef struct packed packed;
typedef struct worker worker;

/* Functions that take an arena lay out their buffers in it; without a base they only add up sizes and return NULL.
 * Memory of an arena comes zeroed. */
typedef struct network_ops {
  size_t act_bytes; /* bytes of one number of z */
  packed *(*packed_new)(arena *a, const layout *l);
  uint32_t (*packed_count)(const packed *p);
  /* Packs matrix i, 0 <= i < packed_count, from the flat weights; independent of the others. */
  void (*packed_fill)(packed *p, uint32_t i, const float *weights);
  /* max_samples at a time, the last `saved` calls of a segment kept for backward (0: forward only). */
  worker *(*worker_new)(arena *a, const layout *l, size_t max_samples, size_t saved);
  /* One segment; logits and q are the worker's afterwards. */
  void (*forward)(worker *w, const packed *p, const microbatch *m);
  /* logits: [samples * T][*stride], rows of prefix tokens included, which are computed but mean nothing, and of cells
   * that are not there, which are 0; q: [samples][2] */
  float *(*logits)(worker *w, size_t *stride);
  float *(*q)(worker *w);
  /* Gradient of what forward computed, added to gradient[floats of the layout]. The caller has replaced logits and q by
   * the derivatives of the loss with respect to them (zero in prefix rows). */
  void (*backward)(worker *w, const packed *p, const microbatch *m, float *gradient);
  /* Of the calls that the last forward kept: x x^T summed over the inputs x of each block matrix, added to moments[i],
   * [cols][cols], for hrm_layout_matrix i. */
  void (*moments)(worker *w, float *const *moments);
  /* z[count] from and to float32 */
  void (*z_from)(void *z, const float *values, size_t count);
  void (*z_to)(float *values, const void *z, size_t count);
  /* One Newton-Schulz iteration of Muon: x <- a x + (b A + c A^2) x with A = x x^T; x [rows][cols], rows <= cols, both
   * multiples of 16. work: newton_schulz_bytes(rows, cols). */
  void (*newton_schulz)(float *x, size_t rows, size_t cols, void *work);
  uint64_t (*newton_schulz_bytes)(size_t rows, size_t cols);
} network_ops;

/* The table of a mode, NULL if this build or this machine does not have it. */
const network_ops *hrm_network(uint32_t mode);

#endif
