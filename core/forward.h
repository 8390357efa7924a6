/* forward.h - how forward.c and attention.c share the work area. */
#ifndef HRM_FORWARD_H
#define HRM_FORWARD_H
#include "internal.h"
#include "kernels.h"

/* Tokens that pass through a block's matrices together: enough to use a panel of weights often while it is in the first
 * cache, few enough that their activations stay in the second or near it. At most so many: less where threads share the
 * tokens. A multiple of 4. */
#define HRM_CHUNK 152u

/* What attention reads of all tokens, packed head by head; padded_tokens is T rounded up to 4. */
typedef struct hrm_attention_f32 {
  float *queries, *keys; /* [heads][padded_tokens/4][head_dim][4]: tiles */
  float *values;         /* [heads][head_dim/4][padded_tokens][4]: panels */
} hrm_attention_f32;

/* The same quantized, of models whose matrices are: a scale for each head of each token. */
typedef struct hrm_attention_q8 {
  int8_t *queries; /* [heads][padded_tokens/4][head_dim/4][4][4]: q8 panels whose rows are tokens */
  hrm_q8 *keys;    /* the same shape: q8 tiles */
  int8_t *values;  /* [heads][head_dim/4][padded_tokens/4][4][4]: q8 panels whose rows are the elements of a value */
  float *query_scales, *key_scales, *value_scales; /* [heads][padded_tokens] */
  int32_t *query_sums;                             /* [heads][padded_tokens]: row sums of the queries */
  float *key_energies;                             /* [heads][padded_tokens/4][2] */
  float *ones;    /* [head_dim]: the scales of the values' rows, whose own are in the weights; all 1 */
  int32_t *zeros; /* [head_dim]: instead of their sums, for the weights have no HRM_Q8_ZERO to be taken out; all 0 */
} hrm_attention_q8;

/* The sizes everything depends on, and the work area's parts that all threads share. */
typedef struct hrm_workspace {
  uint32_t tokens, padded_tokens; /* T, and T rounded up to 4 */
  uint32_t hidden, heads, head_dim, inner;
  bool quantized; /* which of the two attentions there is */
  hrm_attention_f32 f32;
  hrm_attention_q8 q8;
  float *embedding;  /* [T][hidden] the input embedding */
  uint32_t *places;  /* [tokens] of relative positions: which of all T tokens, the prefix first, each token is */
  int32_t *codes;    /* [tokens] of relative positions: row * (2 grid_cols - 1) + column of a cell */
  uint32_t prefix;   /* tokens of the prefix, which have no position */
  int32_t center;    /* code a - code b + center: the place of a's offset from b in a table of offsets */
  uint32_t offsets;  /* of a table, a head */
  float *high, *low; /* [tokens][hidden] the states of those tokens, where some are not there */
  float *before;     /* [T][hidden] a state before its update, where only a part of that is taken */
  uint8_t *scratch;  /* [threads][scratch_bytes] */
  size_t scratch_bytes;
} hrm_workspace;

/* The parts of the work area that each thread has of its own; chunk: HRM_CHUNK, or all tokens, padded, if they are
 * fewer, and all channels with token mixing. Each part is wide enough for token mixing's shapes too. */
typedef struct hrm_scratch {
  float *scores;   /* [2][padded_tokens][4] of eight queries */
  hrm_q8 *weights; /* [2][padded_tokens/4][4][4] of eight queries: their scores after the softmax, q8 tiles; quantized
                      only */
  float *weight_scales; /* [8] */
  int32_t *token_sums;  /* [chunk]: row sums of packed values, which nothing reads */
  float *turned;        /* [chunk][padded_tokens]: channels, of token mixing only */
  void *tiles;          /* packed activations of one chunk */
  float *token_scales;  /* [chunk] of q8 tiles */
  float *energies;      /* [chunk/4][2] of q8 tiles */
  float *wide;          /* [chunk][max(3*hidden, 2*inner)] */
  float *narrow;        /* [chunk][max(hidden, inner)] */
} hrm_scratch;

/* The energies of packed tiles, where gemm_q8 is going to read them. */
static inline void hrm_note_energies(float *energies, const hrm_q8 *tiles, size_t tokens, size_t depth) {
#ifdef HRM_Q8_STEPS
  HRM_KERNEL(energies_q8)(energies, tiles, tokens, depth, HRM_Q8_ZERO);
#else
  (void)energies, (void)tiles, (void)tokens, (void)depth;
#endif
}

/* Rotary position embedding (tables [T][head_dim/2], or NULL) for the queries and keys of `count` tokens from `first`,
 * whose qkv[count][3*hidden] are given and changed; then all three go to the workspace. The scratch memory's tiles are
 * overwritten. */
void hrm_attention_store(const hrm_workspace *ws, float *qkv, uint32_t first, uint32_t count, const float *cosines,
                         const float *sines, const hrm_scratch *scratch);
/* out[count][hidden]: softmax(q k^T / sqrt(head_dim)) v over all tokens, for `count` stored queries from `first`, a
 * multiple of 4. relative [heads][offsets]: what is added to the scores of two cells before the softmax; NULL: nothing.
 * The scratch memory's scores and weights are overwritten. */
void hrm_attention_apply(const hrm_workspace *ws, float *out, uint32_t first, uint32_t count, const float *relative,
                         const hrm_scratch *scratch);

#endif
