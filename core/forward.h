/* forward.h - how forward.c and attention.c share the work area. */
#ifndef HRM_FORWARD_H
#define HRM_FORWARD_H
#include "internal.h"

/* Tokens that pass through a block's matrices together: enough to use a panel of weights often while it is in the first cache, few
 * enough that their activations stay in the second: all of a Sudoku's. At most so many: less where threads share the tokens. A multiple of 4. */
#define HRM_CHUNK 84u

/* The sizes everything depends on, and the work area's parts that all threads share. */
typedef struct hrm_workspace {
  uint32_t tokens, padded_tokens;  /* T, and T rounded up to 4 */
  uint32_t hidden, heads, head_dim, inner;
  float *embedding;                /* [T][hidden] the input embedding */
  float *queries, *keys;           /* [heads][padded_tokens/4][head_dim][4]: tiles */
  float *values;                   /* [heads][head_dim/4][padded_tokens][4]: panels */
  uint8_t *scratch;                /* [threads][scratch_bytes] */
  size_t scratch_bytes;
} hrm_workspace;

/* The parts of the work area that each thread has of its own. */
typedef struct hrm_scratch {
  float *scores;                   /* [2][padded_tokens][4] of eight queries */
  void *tiles;                     /* packed activations of one chunk */
  float *token_scales;             /* [HRM_CHUNK] of q8 tiles */
  float *wide;                     /* [HRM_CHUNK][max(3*hidden, 2*inner)] */
  float *narrow;                   /* [HRM_CHUNK][max(hidden, inner)] */
} hrm_scratch;

/* Rotary position embedding (tables [T][head_dim/2], or NULL) for the queries and keys of `count` tokens from `first`, whose
 * qkv[count][3*hidden] are given and changed; then all three go to the workspace. */
void hrm_attention_store(const hrm_workspace *ws, float *qkv, uint32_t first, uint32_t count, const float *cosines, const float *sines);
/* out[count][hidden]: softmax(q k^T / sqrt(head_dim)) v over all tokens, for `count` stored queries from `first`, a multiple of 4.
 * scores [2][padded_tokens][4] is overwritten. */
void hrm_attention_apply(const hrm_workspace *ws, float *out, uint32_t first, uint32_t count, float *scores);

#endif
