/* forward.c - the state, the work area and one segment of the forward pass (MODEL.md). */
#include "forward.h"
#include "numerics.h"

static uint64_t larger(uint64_t a, uint64_t b) { return a > b ? a : b; }

/* Takes the next part of a work area from `base`, which may be NULL to ask only for sizes. */
#define TAKE(field, bytes) ((field) = base ? (void *)(base + used) : NULL, used += hrm_round_up(bytes, HRM_ALIGN))

/* One thread's scratch memory at `base`; returns its size. */
static uint64_t lay_out_scratch(hrm_scratch *scratch, const hrm_config *c, uint8_t *base) {
  const uint64_t hidden = c->hidden_size, inner = c->inner_size, padded = hrm_round_up(hrm_tokens(c), HRM_LANES);
  const uint64_t chunk = padded < HRM_CHUNK ? padded : HRM_CHUNK;
  const bool quantized = c->dtype == HRM_Q8;
  const uint64_t activation = quantized ? sizeof(hrm_q8) : sizeof(float);
  uint64_t used = 0;
  TAKE(scratch->scores, 2 * padded * HRM_LANES * 4);
  TAKE(scratch->weights, quantized ? 2 * padded * HRM_LANES * sizeof(hrm_q8) : 0);
  TAKE(scratch->weight_scales, quantized ? 2 * HRM_LANES * 4 : 0);
  TAKE(scratch->token_sums, quantized ? chunk * 4 : 0);
  TAKE(scratch->tiles,
       chunk * larger(larger(hidden, inner) * activation, hidden * 4)); /* the lm head is float in any case */
  TAKE(scratch->token_scales, chunk * 4);
  TAKE(scratch->energies, chunk / HRM_LANES * 8);
  TAKE(scratch->wide, chunk * larger(3 * hidden, 2 * inner) * 4);
  TAKE(scratch->narrow, chunk * larger(hidden, inner) * 4);
  return used;
}

/* The whole work area at `base`; returns its size. In the ranges of a checked configuration that stays below 2^34. */
static uint64_t lay_out(hrm_workspace *ws, const hrm_config *c, uint32_t threads, uint8_t *base) {
  const uint64_t hidden = c->hidden_size, tokens = hrm_tokens(c), padded = hrm_round_up(tokens, HRM_LANES);
  *ws = (hrm_workspace){.tokens = (uint32_t)tokens,
                        .padded_tokens = (uint32_t)padded,
                        .hidden = c->hidden_size,
                        .heads = c->num_heads,
                        .head_dim = c->hidden_size / c->num_heads,
                        .inner = c->inner_size,
                        .quantized = c->dtype == HRM_Q8};
  hrm_scratch scratch;
  ws->scratch_bytes = (size_t)lay_out_scratch(&scratch, c, NULL);
  uint64_t used = 0;
  TAKE(ws->embedding, tokens * hidden * 4);
  if (ws->quantized) {
    const uint64_t scales = padded * ws->heads * 4;
    TAKE(ws->q8.queries, padded * hidden);
    TAKE(ws->q8.keys, padded * hidden * sizeof(hrm_q8));
    TAKE(ws->q8.values, padded * hidden);
    TAKE(ws->q8.query_scales, scales);
    TAKE(ws->q8.key_scales, scales);
    TAKE(ws->q8.value_scales, scales);
    TAKE(ws->q8.query_sums, scales);
    TAKE(ws->q8.key_energies, scales / HRM_LANES * 2);
    TAKE(ws->q8.ones, ws->head_dim * 4);
    TAKE(ws->q8.zeros, ws->head_dim * 4);
  } else {
    TAKE(ws->f32.queries, padded * hidden * 4);
    TAKE(ws->f32.keys, padded * hidden * 4);
    TAKE(ws->f32.values, padded * hidden * 4);
  }
  TAKE(ws->scratch, (uint64_t)threads * ws->scratch_bytes);
  return used;
}

#undef TAKE

static hrm_scratch scratch_of(const hrm_workspace *ws, const hrm_config *c, uint32_t thread) {
  hrm_scratch scratch;
  lay_out_scratch(&scratch, c, ws->scratch + thread * ws->scratch_bytes);
  return scratch;
}

size_t hrm_work_bytes(const hrm_config *config, uint32_t threads) {
  if (hrm_config_check(config, NULL) || config->dtype == HRM_Q4 || threads < 1 || threads > HRM_MAX_THREADS) return 0;
  hrm_workspace ws;
  const uint64_t bytes = lay_out(&ws, config, threads, NULL);
  return bytes > SIZE_MAX ? 0 : (size_t)bytes;
}

size_t hrm_state_bytes(const hrm_config *config) {
  if (hrm_config_check(config, NULL)) return 0;
  const uint64_t bytes = (uint64_t)hrm_tokens(config) * config->hidden_size * 4 * 2;
  return bytes > SIZE_MAX ? 0 : (size_t)bytes;
}

static const float *plain(const hrm_model *model, hrm_kind kind) {
  return (const float *)(const void *)(model->file + hrm_tensor_find(&model->config, kind, 0).offset);
}

hrm_status hrm_state_reset(const hrm_model *model, float *state, size_t state_bytes) {
  if (!model || !model->file || !state || !hrm_is_aligned(state)) return HRM_ERROR_ARGUMENT;
  const size_t need = hrm_state_bytes(&model->config);
  if (!need || state_bytes < need) return HRM_ERROR_BUFFER;
  const size_t tokens = hrm_tokens(&model->config), hidden = model->config.hidden_size;
  const float *high = plain(model, HRM_H_INIT), *low = plain(model, HRM_L_INIT);
  for (size_t t = 0; t < tokens; t++) {
    memcpy(state + t * hidden, high, hidden * 4);
    memcpy(state + (tokens + t) * hidden, low, hidden * 4);
  }
  return HRM_OK;
}

/* ws->embedding: puzzle embedding then token embeddings, learned positions added, scaled (_input_embeddings in
 * hrm_act_v1.py). */
static void embed(const hrm_model *model, const hrm_workspace *ws, const uint32_t *inputs, uint32_t puzzle_identifier) {
  const hrm_config *c = &model->config;
  const size_t hidden = ws->hidden;
  const bool learned = c->pos_encodings == HRM_LEARNED;
  const float *words = plain(model, HRM_EMBED_TOKENS), *positions = learned ? plain(model, HRM_EMBED_POS) : NULL;
  const float *prefix =
      c->puzzle_emb_len ? plain(model, HRM_PUZZLE_EMB) + puzzle_identifier * hidden * c->puzzle_emb_len : NULL;
  const float scale = hrm_sqrt((float)hidden);
  for (size_t t = 0; t < ws->tokens; t++) {
    const float *from = t < c->puzzle_emb_len ? prefix + t * hidden : words + inputs[t - c->puzzle_emb_len] * hidden;
    float *to = ws->embedding + t * hidden;
    for (size_t i = 0; i < hidden; i++) {
      const float x = learned ? 0.707106781f * (from[i] + positions[t * hidden + i]) : from[i];
      to[i] = scale * x;
    }
  }
}

/* out[count][rows of the matrix] = in[count][cols] times the matrix transposed, for count <= HRM_CHUNK tokens. */
static void multiply(const hrm_model *model, const hrm_scratch *scratch, const hrm_tensor *matrix, const float *in,
                     uint32_t count, float *out) {
  const uint8_t *at = model->file + matrix->offset;
  if (matrix->storage == HRM_PANEL_Q8) {
    const hrm_q8_parts parts = hrm_q8_parts_of(matrix->rows, matrix->cols);
    HRM_KERNEL(pack_q8)(scratch->tiles, scratch->token_scales, in, matrix->cols, count, matrix->cols);
    hrm_note_energies(scratch->energies, scratch->tiles, count, matrix->cols, model->sums_in_16_bits);
    HRM_KERNEL(gemm_q8)
    (out, matrix->rows, HRM_LANES, (const int8_t *)(at + parts.weights), (const float *)(const void *)at,
     (const int32_t *)(const void *)(at + parts.row_sums), matrix->rows, scratch->tiles, scratch->token_scales,
     scratch->energies, count, matrix->cols, model->sums_in_16_bits);
  } else {
    HRM_KERNEL(pack_f32)(scratch->tiles, in, matrix->cols, count, matrix->cols);
    HRM_KERNEL(gemm_f32)
    (out, matrix->rows, HRM_LANES, (const float *)(const void *)at, matrix->rows, scratch->tiles, count, matrix->cols);
  }
}

/* One pass of all tokens through a block: what the items of its two steps need. */
typedef struct block_job {
  const hrm_model *model;
  const hrm_workspace *ws;
  hrm_tensor matrices[4]; /* qkv_proj, o_proj, gate_up_proj, down_proj */
  const float *cosines, *sines;
  float *x;        /* [T][hidden] */
  uint32_t pieces; /* of the tokens: an item each */
} block_job;

/* The tokens of an item: whole tiles, at most HRM_CHUNK tokens, none if there are fewer tiles than pieces. */
static uint32_t piece_of(const block_job *job, uint32_t item, uint32_t *first) {
  const uint32_t tiles = job->ws->padded_tokens / HRM_LANES;
  *first = tiles * item / job->pieces * HRM_LANES;
  const uint32_t end = tiles * (item + 1) / job->pieces * HRM_LANES;
  return (end < job->ws->tokens ? end : job->ws->tokens) - *first;
}

/* First step: queries, keys and values. */
static void project(void *context, uint32_t item, uint32_t thread) {
  const block_job *job = context;
  const hrm_scratch scratch = scratch_of(job->ws, &job->model->config, thread);
  uint32_t first;
  const uint32_t count = piece_of(job, item, &first);
  if (!count) return;
  multiply(job->model, &scratch, &job->matrices[0], job->x + (size_t)first * job->ws->hidden, count, scratch.wide);
  hrm_attention_store(job->ws, scratch.wide, first, count, job->cosines, job->sines, &scratch);
}

/* Second step, when all keys and values are there: everything else. */
static void mix(void *context, uint32_t item, uint32_t thread) {
  const block_job *job = context;
  const hrm_workspace *ws = job->ws;
  const float eps = job->model->config.rms_norm_eps;
  const hrm_scratch scratch = scratch_of(ws, &job->model->config, thread);
  uint32_t first;
  const uint32_t count = piece_of(job, item, &first);
  if (!count) return;
  float *rows = job->x + (size_t)first * ws->hidden;
  hrm_attention_apply(ws, scratch.narrow, first, count, &scratch);
  multiply(job->model, &scratch, &job->matrices[1], scratch.narrow, count, scratch.wide);
  HRM_KERNEL(residual_rms)(rows, scratch.wide, count, ws->hidden, eps);
  multiply(job->model, &scratch, &job->matrices[2], rows, count, scratch.wide);
  HRM_KERNEL(swiglu)(scratch.narrow, scratch.wide, count, ws->inner);
  multiply(job->model, &scratch, &job->matrices[3], scratch.narrow, count, scratch.wide);
  HRM_KERNEL(residual_rms)(rows, scratch.wide, count, ws->hidden, eps);
}

/* One post-norm block on x[T][hidden]: x = rms(x + attention(x)); x = rms(x + mlp(x)). `qkv` is the kind of the level's
 * first matrix. */
static void block(const hrm_model *model, const hrm_workspace *ws, const hrm_team *team, hrm_kind qkv, uint32_t layer,
                  float *x) {
  const hrm_config *c = &model->config;
  const bool rope = c->pos_encodings == HRM_ROPE;
  const uint32_t rounds = (uint32_t)(hrm_round_up(ws->tokens, team->threads * HRM_CHUNK) / (team->threads * HRM_CHUNK));
  block_job job = {.model = model,
                   .ws = ws,
                   .cosines = rope ? plain(model, HRM_ROPE_COS) : NULL,
                   .sines = rope ? plain(model, HRM_ROPE_SIN) : NULL,
                   .x = x,
                   .pieces = rounds * team->threads};
  for (unsigned i = 0; i < 4; i++) job.matrices[i] = hrm_tensor_find(c, qkv + i, layer); /* consecutive kinds */
  team->run(team->context, project, &job, job.pieces);
  team->run(team->context, mix, &job, job.pieces);
}

static void update_low(const hrm_model *model, const hrm_workspace *ws, const hrm_team *team, float *restrict low,
                       const float *restrict high) {
  for (size_t i = 0; i < (size_t)ws->tokens * ws->hidden; i++) low[i] += high[i] + ws->embedding[i];
  for (uint32_t layer = 0; layer < model->config.L_layers; layer++) block(model, ws, team, HRM_L_QKV, layer, low);
}

static void update_high(const hrm_model *model, const hrm_workspace *ws, const hrm_team *team, float *restrict high,
                        const float *restrict low) {
  for (size_t i = 0; i < (size_t)ws->tokens * ws->hidden; i++) high[i] += low[i];
  for (uint32_t layer = 0; layer < model->config.H_layers; layer++) block(model, ws, team, HRM_H_QKV, layer, high);
}

/* Logits of the tokens after the prefix, and the Q head, which reads token 0 (a prefix token if there is one). */
static void heads(const hrm_model *model, const hrm_workspace *ws, const float *high, float *logits, float q[2]) {
  const hrm_config *c = &model->config;
  const hrm_tensor lm_head = hrm_tensor_find(c, HRM_LM_HEAD, 0);
  const hrm_scratch scratch = scratch_of(ws, c, 0);
  for (uint32_t t = c->puzzle_emb_len; t < ws->tokens; t += HRM_CHUNK) {
    const uint32_t count = ws->tokens - t < HRM_CHUNK ? ws->tokens - t : HRM_CHUNK;
    multiply(model, &scratch, &lm_head, high + (size_t)t * ws->hidden, count,
             logits + (size_t)(t - c->puzzle_emb_len) * c->vocab_size);
  }
  const float *weights = plain(model, HRM_Q_WEIGHT), *bias = plain(model, HRM_Q_BIAS);
  for (unsigned row = 0; row < 2; row++) {
    float sum = 0.0f;
    for (uint32_t i = 0; i < ws->hidden; i++) sum += weights[row * ws->hidden + i] * high[i];
    q[row] = sum + bias[row];
  }
}

/* The team of a caller who has none. */
static void run_here(void *context, void (*work)(void *job, uint32_t item, uint32_t thread), void *job,
                     uint32_t items) {
  (void)context;
  for (uint32_t item = 0; item < items; item++) work(job, item, 0);
}

hrm_status hrm_segment(const hrm_model *model, const uint32_t *inputs, uint32_t puzzle_identifier, float *state,
                       size_t state_bytes, float *logits, size_t logits_bytes, float q[2], void *work,
                       size_t work_bytes, const hrm_team *team) {
  static const hrm_team alone = {1, run_here, NULL};
  if (!team) team = &alone;
  if (!model || !model->file || !inputs || !state || !logits || !q || !work) return HRM_ERROR_ARGUMENT;
  if (model->config.dtype == HRM_Q4) return HRM_ERROR_ARGUMENT;
  if (!team->run || team->threads < 1 || team->threads > HRM_MAX_THREADS) return HRM_ERROR_ARGUMENT;
  if (!hrm_is_aligned(state) || !hrm_is_aligned(work)) return HRM_ERROR_ARGUMENT;
  const hrm_config *c = &model->config;
  const size_t state_need = hrm_state_bytes(c), work_need = hrm_work_bytes(c, team->threads);
  if (!state_need || state_bytes < state_need || !work_need || work_bytes < work_need) return HRM_ERROR_BUFFER;
  if (logits_bytes < (uint64_t)c->seq_len * c->vocab_size * 4) return HRM_ERROR_BUFFER;
  for (uint32_t i = 0; i < c->seq_len; i++) {
    if (inputs[i] >= c->vocab_size) return HRM_ERROR_INPUT;
  }
  if (puzzle_identifier >= (c->puzzle_emb_len ? c->num_puzzle_identifiers : 1)) return HRM_ERROR_INPUT;

  hrm_workspace ws;
  lay_out(&ws, c, team->threads, work);
  float *high = state, *low = state + (size_t)ws.tokens * ws.hidden;
  for (uint32_t d = 0; ws.quantized && d < ws.head_dim; d++) ws.q8.ones[d] = 1.0f, ws.q8.zeros[d] = 0;
  ws.sums_in_16_bits = model->sums_in_16_bits;
  embed(model, &ws, inputs, puzzle_identifier);
  for (uint32_t h = 0; h < c->H_cycles; h++) {
    for (uint32_t l = 0; l < c->L_cycles; l++) update_low(model, &ws, team, low, high);
    update_high(model, &ws, team, high, low);
  }
  heads(model, &ws, high, logits, q);
  return HRM_OK;
}
