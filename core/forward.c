/* forward.c - the state, the work area and one segment of the forward pass (MODEL.md). */
#include "forward.h"
#include "grid.h"
#include "storage.h"
#include "numerics.h"

static uint64_t larger(uint64_t a, uint64_t b) { return a > b ? a : b; }

/* Takes the next part of a work area from `base`, which may be NULL to ask only for sizes. */
#define TAKE(field, bytes) ((field) = base ? (void *)(base + used) : NULL, used += hrm_round_up(bytes, HRM_ALIGN))

/* One thread's scratch memory at `base`; returns its size. */
static uint64_t lay_out_scratch(hrm_scratch *scratch, const hrm_config *c, uint8_t *base) {
  const uint64_t hidden = c->hidden_size, inner = c->inner_size, padded = hrm_round_up(hrm_tokens(c), HRM_LANES);
  const bool mixes = c->mlp_t_size > 0;
  const uint64_t rows = mixes ? larger(padded, hidden) : padded, chunk = rows < HRM_CHUNK ? rows : HRM_CHUNK;
  const uint64_t deepest = larger(larger(hidden, inner), mixes ? larger(padded, c->mlp_t_size) : 0);
  const bool quantized = c->dtype == HRM_Q8;
  const uint64_t activation = quantized ? sizeof(hrm_q8) : sizeof(float);
  uint64_t used = 0;
  TAKE(scratch->scores, mixes ? 0 : 2 * padded * HRM_LANES * 4);
  TAKE(scratch->weights, quantized && !mixes ? 2 * padded * HRM_LANES * sizeof(hrm_q8) : 0);
  TAKE(scratch->weight_scales, quantized && !mixes ? 2 * HRM_LANES * 4 : 0);
  TAKE(scratch->token_sums, quantized && !mixes ? chunk * 4 : 0);
  TAKE(scratch->turned, mixes ? chunk * padded * 4 : 0);
  TAKE(scratch->tiles, chunk * larger(deepest * activation, hidden * 4)); /* the lm head is float in any case */
  TAKE(scratch->token_scales, chunk * 4);
  TAKE(scratch->energies, chunk / HRM_LANES * 8);
  TAKE(scratch->wide, chunk * larger(larger(3 * hidden, 2 * inner), mixes ? larger(padded, 2 * c->mlp_t_size) : 0) * 4);
  TAKE(scratch->narrow, chunk * deepest * 4);
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
                        .prefix = hrm_prefix(c),
                        .quantized = c->dtype == HRM_Q8};
  hrm_scratch scratch;
  ws->scratch_bytes = (size_t)lay_out_scratch(&scratch, c, NULL);
  uint64_t used = 0;
  TAKE(ws->embedding, tokens * hidden * 4);
  if (hrm_is_relative(c)) {
    TAKE(ws->places, tokens * 4);
    TAKE(ws->codes, tokens * 4);
  }
  if (c->rules & HRM_NO_CELL_0) {
    TAKE(ws->high, tokens * hidden * 4);
    TAKE(ws->low, tokens * hidden * 4);
  }
  TAKE(ws->before, c->update_rate > 0 ? tokens * hidden * 4 : 0);
  if (c->mlp_t_size) {
    /* No attention, no memory for it. */
  } else if (ws->quantized) {
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

/* One state z, not z_H and z_L. */
static bool is_single(const hrm_config *config) { return config->rules & HRM_SINGLE_Z; }

size_t hrm_state_bytes(const hrm_config *config) {
  if (hrm_config_check(config, NULL)) return 0;
  const uint64_t bytes = (uint64_t)hrm_tokens(config) * config->hidden_size * 4 * (is_single(config) ? 1 : 2);
  return bytes > SIZE_MAX ? 0 : (size_t)bytes;
}

static const float *plain(const hrm_model *model, hrm_kind kind) {
  return (const float *)(const void *)(model->file + hrm_tensor_find(&model->config, kind).offset);
}

hrm_status hrm_state_reset(const hrm_model *model, float *state, size_t state_bytes) {
  if (!model || !model->file || !state || !hrm_is_aligned(state)) return HRM_ERROR_ARGUMENT;
  const size_t need = hrm_state_bytes(&model->config);
  if (!need || state_bytes < need) return HRM_ERROR_BUFFER;
  const hrm_config *c = &model->config;
  const size_t tokens = hrm_tokens(c), hidden = c->hidden_size, step = c->rules & HRM_TOKEN_INITS ? hidden : 0;
  for (int low = is_single(c); low < 2; low++) {
    const float *init = plain(model, low ? HRM_L_INIT : HRM_H_INIT);
    for (size_t t = 0; t < tokens; t++, state += hidden) memcpy(state, init + t * step, hidden * 4);
  }
  return HRM_OK;
}

/* The tokens that there are, with relative positions. */
static void place(const hrm_config *c, hrm_workspace *ws, const uint32_t *inputs) {
  ws->tokens = hrm_place(c, inputs, ws->places, ws->codes);
  ws->padded_tokens = (uint32_t)hrm_round_up(ws->tokens, HRM_LANES);
  ws->center = hrm_offset_center(c);
  ws->offsets = hrm_offsets(c);
}

/* The cell of token t, which is none of the prefix. */
static uint32_t cell_of(const hrm_workspace *ws, size_t t) {
  return (ws->places ? ws->places[t] : (uint32_t)t) - ws->prefix;
}

static void add_to(float *restrict x, const float *restrict y, size_t count) {
  for (size_t i = 0; i < count; i++) x[i] += y[i];
}

/* Adds to each cell of ws->embedding a mark for each side where it has no neighbour, in the order of hrm_edge, then its
 * row and its column. */
static void embed_grid(const hrm_model *model, const hrm_workspace *ws, const uint32_t *inputs) {
  const hrm_config *c = &model->config;
  const bool absolute = c->pos_encodings == HRM_RELATIVE_ABSOLUTE;
  const float *edges = plain(model, HRM_EMBED_EDGES), *rows = absolute ? plain(model, HRM_EMBED_ROWS) : NULL,
              *cols = absolute ? plain(model, HRM_EMBED_COLS) : NULL;
  for (uint32_t t = ws->prefix; t < ws->tokens; t++) {
    const uint32_t cell = cell_of(ws, t), row = cell / c->grid_cols, col = cell % c->grid_cols;
    bool missing[HRM_EDGES];
    hrm_missing(c, inputs, cell, missing);
    float *x = ws->embedding + (size_t)t * ws->hidden;
    for (unsigned edge = 0; edge < HRM_EDGES; edge++)
      if (missing[edge]) add_to(x, edges + edge * ws->hidden, ws->hidden);
    if (absolute) add_to(x, rows + row * ws->hidden, ws->hidden), add_to(x, cols + col * ws->hidden, ws->hidden);
  }
}

/* ws->embedding: puzzle embedding then token embeddings, learned positions added, scaled (_input_embeddings in
 * hrm_act_v1.py). */
static void embed(const hrm_model *model, const hrm_workspace *ws, const uint32_t *inputs, uint32_t puzzle_identifier) {
  const hrm_config *c = &model->config;
  const size_t hidden = ws->hidden, width = hrm_puzzle_emb_width(c), prefix_floats = ws->prefix * hidden;
  const bool learned = c->pos_encodings == HRM_LEARNED;
  const float *words = plain(model, HRM_EMBED_TOKENS), *positions = learned ? plain(model, HRM_EMBED_POS) : NULL;
  const float scale = hrm_sqrt((float)hidden);
  float *x = ws->embedding;
  const float *puzzle = width ? plain(model, HRM_PUZZLE_EMB) + puzzle_identifier * width : NULL;
  if (ws->prefix) {
    memcpy(x, puzzle, width * 4);
    memset(x + width, 0, (prefix_floats - width) * 4);
  }
  for (size_t t = ws->prefix; t < ws->tokens; t++) {
    memcpy(x + t * hidden, words + inputs[cell_of(ws, t)] * hidden, hidden * 4);
    if (puzzle && !ws->prefix) add_to(x + t * hidden, puzzle, hidden);
  }
  if (hrm_is_relative(c)) embed_grid(model, ws, inputs);
  for (size_t i = 0; i < ws->tokens * hidden; i++)
    x[i] = scale * (learned ? 0.707106781f * (x[i] + positions[i]) : x[i]);
}

/* out[count][rows] = in[count][columns] times the matrix transposed, for count <= HRM_CHUNK tokens; columns: the
 * matrix's with those that fill up the last four, of which `in` has zeros; rows: the matrix's, or with those that fill
 * up its last panel. */
static void multiply(const hrm_model *model, const hrm_scratch *scratch, const hrm_tensor *matrix, const float *in,
                     uint32_t count, float *out, uint32_t rows) {
  const uint8_t *at = model->file + matrix->offset;
  const uint32_t cols = hrm_filled_cols(matrix->cols);
  const hrm_rows activations = {in, cols, count, cols};
  const hrm_packed packed = {scratch->tiles, scratch->token_scales, NULL};
  const hrm_out to = {out, rows, HRM_LANES};
  if (matrix->storage == HRM_PANEL_Q8) {
    const hrm_q8_parts parts = hrm_q8_parts_of(matrix->rows, matrix->cols);
    const hrm_panels panels = {at + parts.weights, (const float *)(const void *)at,
                               (const int32_t *)(const void *)(at + parts.row_sums), rows, cols};
    const hrm_tiles tiles = {scratch->tiles, scratch->token_scales, scratch->energies, count};
    HRM_KERNEL(pack_q8)(&packed, &activations);
    hrm_note_energies(scratch->energies, scratch->tiles, count, cols);
    HRM_KERNEL(gemm_q8)(&to, &panels, &tiles);
  } else {
    const hrm_panels panels = {.weights = at, .rows = rows, .depth = cols};
    const hrm_tiles tiles = {.values = scratch->tiles, .tokens = count};
    HRM_KERNEL(pack_f32)(&packed, &activations);
    HRM_KERNEL(gemm_f32)(&to, &panels, &tiles);
  }
}

/* One pass of all tokens through a block: what the items of its two steps need. */
typedef struct block_job {
  const hrm_model *model;
  const hrm_workspace *ws;
  hrm_tensor matrices[4]; /* qkv_proj and o_proj, or those of mlp_t; gate_up_proj, down_proj */
  const float *cosines, *sines, *relative;
  float *x;        /* [T][hidden] */
  uint32_t pieces; /* of the tokens, or of the channels: an item each */
} block_job;

/* An item's part of `rows` tokens or channels: whole tiles, at most HRM_CHUNK, none if there are fewer tiles than
 * pieces. */
static uint32_t piece_of(const block_job *job, uint32_t item, uint32_t rows, uint32_t *first) {
  const uint32_t tiles = (rows + HRM_LANES - 1) / HRM_LANES;
  *first = tiles * item / job->pieces * HRM_LANES;
  const uint32_t end = tiles * (item + 1) / job->pieces * HRM_LANES;
  return (end < rows ? end : rows) - *first;
}

/* rows[count][size] = rms(rows + mlp(rows)), by the matrices gate_up_proj and down_proj; size: down_proj's rows, and in
 * memory those that fill up its last panel, which are 0 before and after. */
static void mlp(const block_job *job, const hrm_scratch *scratch, const hrm_tensor matrices[2], float *rows,
                uint32_t count) {
  const uint32_t inner = matrices[1].cols, size = matrices[1].rows,
                 filled = (size + HRM_LANES - 1) / HRM_LANES * HRM_LANES;
  multiply(job->model, scratch, &matrices[0], rows, count, scratch->wide, 2 * inner);
  HRM_KERNEL(swiglu)(scratch->narrow, scratch->wide, count, inner);
  multiply(job->model, scratch, &matrices[1], scratch->narrow, count, scratch->wide, filled);
  HRM_KERNEL(residual_rms)(rows, scratch->wide, count, filled, size, job->model->config.rms_norm_eps);
}

/* First step: queries, keys and values. */
static void project(void *context, uint32_t item, uint32_t thread) {
  const block_job *job = context;
  const hrm_workspace *ws = job->ws;
  const hrm_scratch scratch = scratch_of(ws, &job->model->config, thread);
  uint32_t first;
  const uint32_t count = piece_of(job, item, ws->tokens, &first);
  if (!count) return;
  multiply(job->model, &scratch, &job->matrices[0], job->x + (size_t)first * ws->hidden, count, scratch.wide,
           3 * ws->hidden);
  hrm_attention_store(ws, scratch.wide, first, count, job->cosines, job->sines, &scratch);
}

/* Second step, when all keys and values are there: everything else. */
static void attend(void *context, uint32_t item, uint32_t thread) {
  const block_job *job = context;
  const hrm_workspace *ws = job->ws;
  const hrm_scratch scratch = scratch_of(ws, &job->model->config, thread);
  uint32_t first;
  const uint32_t count = piece_of(job, item, ws->tokens, &first);
  if (!count) return;
  float *rows = job->x + (size_t)first * ws->hidden;
  hrm_attention_apply(ws, scratch.narrow, first, count, job->relative, &scratch);
  multiply(job->model, &scratch, &job->matrices[1], scratch.narrow, count, scratch.wide, ws->hidden);
  HRM_KERNEL(residual_rms)(rows, scratch.wide, count, ws->hidden, ws->hidden, job->model->config.rms_norm_eps);
  mlp(job, &scratch, &job->matrices[2], rows, count);
}

/* First step with token mixing: an mlp over the tokens of each channel, whose norm is over them too. */
static void mix(void *context, uint32_t item, uint32_t thread) {
  const block_job *job = context;
  const hrm_workspace *ws = job->ws;
  const hrm_scratch scratch = scratch_of(ws, &job->model->config, thread);
  uint32_t first;
  const uint32_t count = piece_of(job, item, ws->hidden, &first);
  const size_t stride = ws->padded_tokens;
  float *turned = scratch.turned; /* [count][padded_tokens] */
  for (size_t t = 0; t < stride; t++) {
    const float *from = job->x + t * ws->hidden + first;
    for (size_t i = 0; i < count; i++) turned[i * stride + t] = t < ws->tokens ? from[i] : 0.0f;
  }
  if (count) mlp(job, &scratch, &job->matrices[0], turned, count);
  for (size_t t = 0; t < ws->tokens; t++) {
    float *to = job->x + t * ws->hidden + first;
    for (size_t i = 0; i < count; i++) to[i] = turned[i * stride + t];
  }
}

/* Second step with token mixing. */
static void map(void *context, uint32_t item, uint32_t thread) {
  const block_job *job = context;
  const hrm_scratch scratch = scratch_of(job->ws, &job->model->config, thread);
  uint32_t first;
  const uint32_t count = piece_of(job, item, job->ws->tokens, &first);
  if (count) mlp(job, &scratch, &job->matrices[2], job->x + (size_t)first * job->ws->hidden, count);
}

/* A step for all of `rows` tokens or channels. */
static void run_step(const hrm_team *team, void (*step)(void *, uint32_t, uint32_t), block_job *job, uint32_t rows) {
  const uint32_t round = team->threads * HRM_CHUNK;
  job->pieces = (rows + HRM_LANES - 1) / HRM_LANES * HRM_LANES;
  job->pieces = (job->pieces + round - 1) / round * team->threads;
  team->run(team->context, step, job, job->pieces);
}

/* One post-norm block on x[T][hidden]: x = rms(x + attention(x)), or with token mixing x' = rms(x' + mlp_t(x')); then
 * x = rms(x + mlp(x)). low: a layer of L, not of H. */
static void block(const hrm_model *model, const hrm_workspace *ws, const hrm_team *team, bool low, uint32_t layer,
                  float *x) {
  const hrm_config *c = &model->config;
  const bool rope = c->pos_encodings == HRM_ROPE, mixes = c->mlp_t_size > 0;
  block_job job = {.model = model,
                   .ws = ws,
                   .cosines = rope ? plain(model, HRM_ROPE_COS) : NULL,
                   .sines = rope ? plain(model, HRM_ROPE_SIN) : NULL,
                   .x = x};
  for (unsigned i = 0; i < 4; i++) job.matrices[i] = hrm_tensor_of_layer(c, low, layer, i);
  if (hrm_is_relative(c))
    job.relative = (const float *)(const void *)(model->file + hrm_tensor_of_layer(c, low, layer, 4).offset);
  run_step(team, mixes ? mix : project, &job, mixes ? ws->hidden : ws->tokens);
  run_step(team, mixes ? map : attend, &job, ws->tokens);
}

/* z = level(z + first + second), of which update_rate may take only a part; NULL: nothing is added. The levels of a
 * model without layers of H are both L. */
static void update(const hrm_model *model, const hrm_workspace *ws, const hrm_team *team, bool low, float *restrict z,
                   const float *restrict first, const float *restrict second) {
  const hrm_config *c = &model->config;
  const size_t count = (size_t)ws->tokens * ws->hidden;
  const bool shared = !c->H_layers;
  if (c->update_rate > 0) memcpy(ws->before, z, count * 4);
  if (first && second) {
    for (size_t i = 0; i < count; i++) z[i] += first[i] + second[i];
  } else if (first) {
    for (size_t i = 0; i < count; i++) z[i] += first[i];
  }
  for (uint32_t layer = 0; layer < (low || shared ? c->L_layers : c->H_layers); layer++)
    block(model, ws, team, low || shared, layer, z);
  const float rate = c->update_rate, rest = 1.0f - rate;
  for (size_t i = 0; c->update_rate > 0 && i < count; i++) z[i] = rest * ws->before[i] + rate * z[i];
}

/* Logits [T - prefix][vocab_size] of the tokens after the prefix. */
static void output_head(const hrm_model *model, const hrm_workspace *ws, const float *high, float *logits) {
  const hrm_config *c = &model->config;
  const hrm_tensor lm_head = hrm_tensor_find(c, HRM_LM_HEAD);
  const hrm_scratch scratch = scratch_of(ws, c, 0);
  for (uint32_t t = ws->prefix; t < ws->tokens; t += HRM_CHUNK) {
    const uint32_t count = ws->tokens - t < HRM_CHUNK ? ws->tokens - t : HRM_CHUNK;
    multiply(model, &scratch, &lm_head, high + (size_t)t * ws->hidden, count,
             logits + (size_t)(t - ws->prefix) * c->vocab_size, c->vocab_size);
  }
}

/* The Q head, which reads token 0 (a prefix token if there is one). */
static void q_head(const hrm_model *model, const hrm_workspace *ws, const float *high, float q[2]) {
  const float *weights = plain(model, HRM_Q_WEIGHT), *bias = plain(model, HRM_Q_BIAS);
  for (unsigned row = 0; row < 2; row++) {
    float sum = 0.0f;
    for (uint32_t i = 0; i < ws->hidden; i++) sum += weights[row * ws->hidden + i] * high[i];
    q[row] = sum + bias[row];
  }
}

/* Rows of the tokens that are there, from all tokens' and back; what is not there keeps its own. */
static void gather(const hrm_workspace *ws, const float *all, float *rows) {
  for (size_t t = 0; t < ws->tokens; t++)
    memcpy(rows + t * ws->hidden, all + ws->places[t] * ws->hidden, ws->hidden * 4);
}
static void scatter(const hrm_workspace *ws, const float *rows, float *all) {
  for (size_t t = 0; t < ws->tokens; t++)
    memcpy(all + ws->places[t] * ws->hidden, rows + t * ws->hidden, ws->hidden * 4);
}

/* The logits of the cells that are there, which come first, to their cells, and 0 to the others. */
static void spread_logits(const hrm_config *c, const hrm_workspace *ws, float *logits) {
  const size_t row = c->vocab_size;
  size_t end = c->seq_len;
  for (size_t t = ws->tokens; t-- > ws->prefix;) {
    const size_t cell = cell_of(ws, t);
    const size_t from = t - ws->prefix;
    if (from != cell) memcpy(logits + cell * row, logits + from * row, row * 4);
    memset(logits + (cell + 1) * row, 0, (end - cell - 1) * row * 4);
    end = cell;
  }
  memset(logits, 0, end * row * 4);
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
  return hrm_segment_cycles(model, inputs, puzzle_identifier, state, state_bytes, logits, logits_bytes, q, work,
                            work_bytes, team, NULL, 0);
}

hrm_status hrm_segment_cycles(const hrm_model *model, const uint32_t *inputs, uint32_t puzzle_identifier, float *state,
                              size_t state_bytes, float *logits, size_t logits_bytes, float q[2], void *work,
                              size_t work_bytes, const hrm_team *team, float *cycle_logits, size_t cycle_logits_bytes) {
  static const hrm_team alone = {1, run_here, NULL};
  if (!team) team = &alone;
  if (!model || !model->file || !inputs || !state || !logits || !q || !work) return HRM_ERROR_ARGUMENT;
  if (model->config.dtype == HRM_Q4) return HRM_ERROR_ARGUMENT;
  if (!team->run || team->threads < 1 || team->threads > HRM_MAX_THREADS) return HRM_ERROR_ARGUMENT;
  if (!hrm_is_aligned(state) || !hrm_is_aligned(work)) return HRM_ERROR_ARGUMENT;
  const hrm_config *c = &model->config;
  const size_t state_need = hrm_state_bytes(c), work_need = hrm_work_bytes(c, team->threads);
  if (!state_need || state_bytes < state_need || !work_need || work_bytes < work_need) return HRM_ERROR_BUFFER;
  const uint64_t count = (uint64_t)c->seq_len * c->vocab_size;
  if (logits_bytes < count * 4) return HRM_ERROR_BUFFER;
  if (cycle_logits && cycle_logits_bytes < count * 4 * (c->H_cycles - 1)) return HRM_ERROR_BUFFER;
  for (uint32_t i = 0; i < c->seq_len; i++) {
    if (inputs[i] >= c->vocab_size) return HRM_ERROR_INPUT;
  }
  if (puzzle_identifier >= (c->puzzle_emb_len ? c->num_puzzle_identifiers : 1)) return HRM_ERROR_INPUT;

  hrm_workspace ws;
  lay_out(&ws, c, team->threads, work);
  if (hrm_is_relative(c)) place(c, &ws, inputs);
  if (!ws.tokens) return HRM_ERROR_INPUT;
  const bool single = is_single(c);
  float *const all_high = state, *const all_low = single ? state : state + (size_t)hrm_tokens(c) * ws.hidden;
  float *high = all_high, *low = all_low;
  if (ws.high) {
    gather(&ws, all_high, high = ws.high);
    gather(&ws, all_low, low = single ? ws.high : ws.low);
  }
  for (uint32_t d = 0; ws.q8.ones && d < ws.head_dim; d++) ws.q8.ones[d] = 1.0f, ws.q8.zeros[d] = 0;
  embed(model, &ws, inputs, puzzle_identifier);
  for (uint32_t h = 0; h < c->H_cycles; h++) {
    for (uint32_t l = 0; l < c->L_cycles; l++)
      update(model, &ws, team, true, low, single ? ws.embedding : high, single ? NULL : ws.embedding);
    update(model, &ws, team, false, high, single ? NULL : low, NULL);
    const bool last = h + 1 == c->H_cycles;
    float *said = last ? logits : cycle_logits ? cycle_logits + h * count : NULL;
    if (!said) continue;
    output_head(model, &ws, high, said);
    if (ws.high) spread_logits(c, &ws, said);
  }
  q_head(model, &ws, high, q);
  if (ws.high) {
    scatter(&ws, high, all_high);
    scatter(&ws, low, all_low);
  }
  return HRM_OK;
}
