/* attention.c - full self-attention: both of its products are the kernel of the model's linear layers. */
#include "forward.h"
#include "numerics.h"

/* Rotates the halves of one head's vector (rotate_half in the official models/layers.py: pairs are i and i + half, not
 * neighbours). */
static void rotate(float *restrict x, uint32_t half, const float *restrict cosines, const float *restrict sines) {
  for (uint32_t i = 0; i < half; i++) {
    const float low = x[i], high = x[half + i];
    x[i] = low * cosines[i] - high * sines[i];
    x[half + i] = high * cosines[i] + low * sines[i];
  }
}

/* Token t's value of one head, from[t*stride], to panels that have a row for each element; a token that fills up the
 * last tile gets zeros. */
static void store_values_f32(float *panels, size_t padded, const float *from, size_t stride, uint32_t count,
                             size_t head_dim) {
  for (uint32_t t = 0; t < hrm_round_up(count, HRM_LANES); t++) {
    for (size_t d = 0; d < head_dim; d += HRM_LANES) {
      float *to = panels + d * padded + t * HRM_LANES;
      if (t < count) {
        memcpy(to, from + t * stride + d, 4 * HRM_LANES);
      } else {
        memset(to, 0, 4 * HRM_LANES);
      }
    }
  }
}

/* Panels that have a row for each element of the values, from panels that have one for each token: both consist of 4 x
 * 4 squares. */
static void turn_values_q8(int8_t *restrict panels, size_t padded, const int8_t *restrict token_panels, uint32_t count,
                           size_t head_dim) {
  for (uint32_t t = 0; t < count; t += HRM_LANES) {
    for (size_t d = 0; d < head_dim; d += HRM_LANES, token_panels += 16) {
      int8_t *to = panels + d * padded + t * HRM_LANES;
      for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < 4; j++) to[4 * i + j] = token_panels[4 * j + i];
      }
    }
  }
}

void hrm_attention_store(const hrm_workspace *ws, float *qkv, uint32_t first, uint32_t count, const float *cosines,
                         const float *sines, const hrm_scratch *scratch) {
  const size_t hidden = ws->hidden, head_dim = ws->head_dim, stride = 3 * hidden, half = head_dim / 2,
               padded = ws->padded_tokens;
  const float scale = 1.0f / hrm_sqrt((float)head_dim);
  for (uint32_t t = 0; t < count; t++) {
    float *row = qkv + t * stride;
    for (uint32_t head = 0; cosines && head < 2 * ws->heads; head++) { /* queries, then keys */
      rotate(row + head * head_dim, (uint32_t)half, cosines + (first + t) * half, sines + (first + t) * half);
    }
    for (size_t i = 0; i < hidden; i++) row[i] *= scale;
  }
  for (uint32_t head = 0; head < ws->heads; head++) {
    const size_t head_at = head * head_dim * padded, tile_at = head_at + first * head_dim,
                 value_at = head_at + first * HRM_LANES;
    const size_t scale_at = head * padded + first;
    const float *query = qkv + head * head_dim, *key = query + hidden, *value = key + hidden;
    const hrm_rows queries = {query, stride, count, head_dim}, keys = {key, stride, count, head_dim},
                   values = {value, stride, count, head_dim};
    if (ws->quantized) {
      const hrm_attention_q8 *q8 = &ws->q8;
      HRM_KERNEL(pack_panels_q8)
      (&(hrm_packed){q8->queries + tile_at, q8->query_scales + scale_at, q8->query_sums + scale_at}, &queries);
      HRM_KERNEL(pack_q8)(&(hrm_packed){q8->keys + tile_at, q8->key_scales + scale_at, NULL}, &keys);
      hrm_note_energies(q8->key_energies + scale_at / HRM_LANES * 2, q8->keys + tile_at, count, head_dim);
      HRM_KERNEL(pack_panels_q8)
      (&(hrm_packed){scratch->tiles, q8->value_scales + scale_at, scratch->token_sums}, &values);
      turn_values_q8(q8->values + value_at, padded, scratch->tiles, count, head_dim);
    } else {
      HRM_KERNEL(pack_f32)(&(hrm_packed){.values = ws->f32.queries + tile_at}, &queries);
      HRM_KERNEL(pack_f32)(&(hrm_packed){.values = ws->f32.keys + tile_at}, &keys);
      store_values_f32(ws->f32.values + value_at, padded, value, stride, count, head_dim);
    }
  }
}

/* What a head adds to the scores [keys][4] of four queries that are cells, for keys that are. */
static void add_relative(const hrm_workspace *ws, float *restrict scores, const float *restrict table, uint32_t query) {
  for (uint32_t lane = 0; lane < HRM_LANES; lane++) {
    if (query + lane < ws->prefix || query + lane >= ws->tokens) continue;
    const float *of_query = table + ws->center + ws->codes[query + lane];
    for (uint32_t key = ws->prefix; key < ws->tokens; key++)
      scores[key * HRM_LANES + lane] += of_query[-ws->codes[key]];
  }
}

/* Up to eight queries of one head, from the stored query `query`, a multiple of 4: out[queries], ws->hidden apart. Keys
 * that fill up the last tile are zeros: their scores are left out of the softmax, and their weights are 0. */
typedef void head_attention(const hrm_workspace *ws, float *out, uint32_t head, uint32_t query, uint32_t queries,
                            const float *relative, const hrm_scratch *scratch);

static void attend_f32(const hrm_workspace *ws, float *out, uint32_t head, uint32_t query, uint32_t queries,
                       const float *relative, const hrm_scratch *scratch) {
  const size_t head_dim = ws->head_dim, padded = ws->padded_tokens, scores_of_four = padded * HRM_LANES,
               head_at = head * head_dim * padded, filled = (size_t)hrm_round_up(queries, HRM_LANES);
  const hrm_out scores = {scratch->scores, HRM_LANES, scores_of_four}, to = {out, ws->hidden, HRM_LANES};
  const hrm_panels query_panels = {
      .weights = ws->f32.queries + head_at + query * head_dim, .rows = filled, .depth = head_dim};
  const hrm_tiles keys = {.values = ws->f32.keys + head_at, .tokens = padded};
  HRM_KERNEL(gemm_f32)(&scores, &query_panels, &keys);
  for (uint32_t four = 0; four < filled / HRM_LANES; four++) {
    float *four_scores = scratch->scores + four * scores_of_four;
    if (relative) add_relative(ws, four_scores, relative + head * ws->offsets, query + four * HRM_LANES);
    HRM_KERNEL(softmax)(four_scores, ws->tokens);
  }
  const hrm_panels values = {.weights = ws->f32.values + head_at, .rows = head_dim, .depth = padded};
  const hrm_tiles weights = {.values = scratch->scores, .tokens = queries};
  HRM_KERNEL(gemm_f32)(&to, &values, &weights);
}

static void attend_q8(const hrm_workspace *ws, float *out, uint32_t head, uint32_t query, uint32_t queries,
                      const float *relative, const hrm_scratch *scratch) {
  const size_t head_dim = ws->head_dim, padded = ws->padded_tokens, scores_of_four = padded * HRM_LANES,
               scale_at = head * padded, filled = (size_t)hrm_round_up(queries, HRM_LANES), query_at = scale_at + query;
  const hrm_attention_q8 *q8 = &ws->q8;
  const hrm_out scores = {scratch->scores, HRM_LANES, scores_of_four}, to = {out, ws->hidden, HRM_LANES};
  const hrm_panels query_panels = {q8->queries + query_at * head_dim, q8->query_scales + query_at,
                                   q8->query_sums + query_at, filled, head_dim};
  const hrm_tiles keys = {q8->keys + scale_at * head_dim, q8->key_scales + scale_at,
                          q8->key_energies + scale_at / HRM_LANES * 2, padded};
  HRM_KERNEL(gemm_q8)(&scores, &query_panels, &keys);
  for (uint32_t four = 0; four < filled / HRM_LANES; four++) {
    if (relative)
      add_relative(ws, scratch->scores + four * scores_of_four, relative + head * ws->offsets,
                   query + four * HRM_LANES);
    const hrm_packed four_weights = {scratch->weights + four * scores_of_four,
                                     scratch->weight_scales + four * HRM_LANES, NULL};
    HRM_KERNEL(softmax_q8)
    (&four_weights, scratch->scores + four * scores_of_four, q8->value_scales + scale_at, ws->tokens);
  }
  const hrm_panels values = {q8->values + scale_at * head_dim, q8->ones, q8->zeros, head_dim, padded};
  const hrm_tiles weights = {scratch->weights, scratch->weight_scales, NULL, queries};
  HRM_KERNEL(gemm_q8)(&to, &values, &weights);
}

void hrm_attention_apply(const hrm_workspace *ws, float *out, uint32_t first, uint32_t count, const float *relative,
                         const hrm_scratch *scratch) {
  head_attention *attend = ws->quantized ? attend_q8 : attend_f32;
  for (uint32_t head = 0; head < ws->heads; head++) {
    for (uint32_t query = 0; query < count; query += 2 * HRM_LANES) {
      const uint32_t queries = count - query < 2 * HRM_LANES ? count - query : 2 * HRM_LANES;
      attend(ws, out + query * (size_t)ws->hidden + head * ws->head_dim, head, first + query, queries, relative,
             scratch);
    }
  }
}
