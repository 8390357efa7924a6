/* segment.c - a segment against a plain forward pass in double precision, written here from the paper (arXiv
 * 2506.21734, section 2) and the official models/layers.py and models/hrm/hrm_act_v1.py; the sizes of its buffers; and
 * digests that must be the same in every build. */
#include "check.h"
#include "models.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 31u
#define SEGMENTS 3

/* ---- the plain forward pass ---- */

static double *zeros(size_t count) {
  double *x = calloc(count, sizeof *x);
  if (!x) exit(1);
  return x;
}

/* The tensor of this kind and layer as row-major floats, or NULL if the model has none; free() it. */
static float *weights_of(const hrm_model *m, uint32_t kind, uint32_t layer, hrm_tensor *tensor) {
  for (uint32_t i = 0; hrm_tensor_at(&m->config, i, tensor) == HRM_OK; i++) {
    if (tensor->kind != kind || tensor->layer != layer) continue;
    const size_t count = (size_t)tensor->rows * tensor->cols;
    float *values = malloc(count * 4);
    CHECK(values && hrm_unpack_tensor(m, tensor, values, count) == HRM_OK, "kind %u", kind);
    return values;
  }
  return NULL;
}

/* x[count] rounded to `limit` steps up to its largest magnitude, as a model of dtype q8 does before its products;
 * returns the step. */
static double round_to_steps(double *x, size_t count, double limit) {
  double largest = 0;
  for (size_t k = 0; k < count; k++) largest = fmax(largest, fabs(x[k]));
  const double step = largest / limit;
  for (size_t k = 0; k < count && largest > 0; k++) x[k] = nearbyint(x[k] * limit / largest) * step;
  return step;
}

/* out[n][rows] = x[n][cols] times the transposed matrix; free() the result. */
static double *linear(const hrm_model *m, uint32_t kind, uint32_t layer, const double *x, size_t n) {
  hrm_tensor t;
  float *w = weights_of(m, kind, layer, &t);
  double *out = zeros(n * t.rows), *row = zeros(t.cols);
  for (size_t i = 0; i < n; i++) {
    memcpy(row, x + i * t.cols, t.cols * sizeof *row);
    if (t.storage == HRM_PANEL_Q8) round_to_steps(row, t.cols, 63);
    for (size_t r = 0; r < t.rows; r++) {
      for (size_t k = 0; k < t.cols; k++) out[i * t.rows + r] += row[k] * (double)w[r * t.cols + k];
    }
  }
  free(w), free(row);
  return out;
}

static void add_and_normalize(double *x, double *y, size_t n, size_t size, double eps) {
  for (size_t i = 0; i < n; i++) {
    double square = 0;
    for (size_t k = 0; k < size; k++) x[i * size + k] += y[i * size + k], square += x[i * size + k] * x[i * size + k];
    for (size_t k = 0; k < size; k++) x[i * size + k] /= sqrt(square / (double)size + eps);
  }
  free(y);
}

static void rotate_half(double *x, size_t head_dim, size_t position, double theta) {
  const size_t half = head_dim / 2;
  for (size_t i = 0; i < half; i++) {
    const double angle = (double)position * pow(theta, -2.0 * (double)i / (double)head_dim), a = x[i], b = x[half + i];
    x[i] = a * cos(angle) - b * sin(angle);
    x[half + i] = b * cos(angle) + a * sin(angle);
  }
}

/* Weights p[n] of attention for values with these scales: in 126 steps of the largest p * scale, each key's remainder
 * going to the key after the next three. */
static void round_weights(double *p, const double *scales, size_t n) {
  double peak = 0, left[4] = {0};
  for (size_t j = 0; j < n; j++) peak = fmax(peak, p[j] * scales[j]);
  for (size_t j = 0; j < n; j++) {
    const double wanted = p[j] * scales[j] * 126 / peak + left[j % 4], q = nearbyint(wanted);
    left[j % 4] = wanted - q;
    p[j] = scales[j] > 0 ? q * peak / 126 / scales[j] : 0;
  }
}

/* The tokens that are there, in order; of all n. */
typedef struct present {
  size_t n, count, *tokens;
} present;

static present present_of(const hrm_config *c, const uint32_t *inputs) {
  present at = {.n = hrm_tokens(c), .tokens = calloc(hrm_tokens(c), sizeof(size_t))};
  if (!at.tokens) exit(1);
  for (size_t t = 0; t < at.n; t++)
    if (t < hrm_prefix(c) || inputs[t - hrm_prefix(c)] || !(c->rules & HRM_NO_CELL_0)) at.tokens[at.count++] = t;
  return at;
}

/* What a layer's table [heads][(2 rows - 1) (2 columns - 1)] has for two tokens: 0 if either is of the prefix. */
static double offset_of(const hrm_config *c, const float *table, size_t head, size_t query, size_t key) {
  const size_t prefix = hrm_prefix(c), rows = c->grid_rows, cols = c->grid_cols;
  if (!table || query < prefix || key < prefix) return 0;
  const size_t a = query - prefix, b = key - prefix, down = a / cols + rows - 1 - b / cols,
               right = a % cols + cols - 1 - b % cols;
  return (double)table[(head * (2 * rows - 1) + down) * (2 * cols - 1) + right];
}

static double *attention(const hrm_model *m, double *qkv, const present *at, bool low, uint32_t layer) {
  const hrm_config *c = &m->config;
  const size_t hidden = c->hidden_size, d = hidden / c->num_heads, stride = 3 * hidden, n = at->n;
  double *out = zeros(n * hidden), *p = zeros(n), *value_scales = zeros(n);
  hrm_tensor t;
  float *table = weights_of(m, low ? HRM_L_RELATIVE : HRM_H_RELATIVE, layer, &t);
  for (size_t head = 0; head < c->num_heads; head++) {
    for (size_t i = 0; i < n && c->pos_encodings == HRM_ROPE; i++) {
      rotate_half(qkv + i * stride + head * d, d, i, (double)c->rope_theta);
      rotate_half(qkv + i * stride + hidden + head * d, d, i, (double)c->rope_theta);
    }
    for (size_t i = 0; i < n && c->dtype == HRM_Q8; i++) {
      double *query = qkv + i * stride + head * d;
      round_to_steps(query, d, 127);
      round_to_steps(query + hidden, d, 63);
      round_to_steps(query + 2 * hidden, d, 127);
    }
    for (size_t j = 0; j < at->count && c->dtype == HRM_Q8; j++) {
      const double *value = qkv + at->tokens[j] * stride + 2 * hidden + head * d;
      for (size_t k = 0; k < d; k++)
        value_scales[j] = k ? fmax(value_scales[j], fabs(value[k]) / 127) : fabs(value[k]) / 127;
    }
    for (size_t i = 0; i < n; i++) {
      double sum = 0;
      for (size_t j = 0; j < at->count; j++) {
        const double *key = qkv + at->tokens[j] * stride + hidden + head * d;
        p[j] = 0;
        for (size_t k = 0; k < d; k++) p[j] += qkv[i * stride + head * d + k] * key[k];
        p[j] = exp(p[j] / sqrt((double)d) + offset_of(c, table, head, i, at->tokens[j]));
        sum += p[j];
      }
      if (c->dtype == HRM_Q8) round_weights(p, value_scales, at->count);
      for (size_t j = 0; j < at->count; j++) {
        const double *value = qkv + at->tokens[j] * stride + 2 * hidden + head * d;
        for (size_t k = 0; k < d; k++) out[i * hidden + head * d + k] += p[j] / sum * value[k];
      }
    }
  }
  free(p), free(value_scales), free(qkv), free(table);
  return out;
}

/* x[n][size] = rms(x + mlp(x)), by gate_up_proj, of the given kind, and down_proj, of the next. */
static void plain_mlp(const hrm_model *m, uint32_t kind, uint32_t layer, double *x, size_t n, size_t size,
                      size_t inner) {
  double *gate_up = linear(m, kind, layer, x, n), *product = zeros(n * inner);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < inner; k++) {
      const double gate = gate_up[i * 2 * inner + k];
      product[i * inner + k] = gate / (1 + exp(-gate)) * gate_up[i * 2 * inner + inner + k];
    }
  }
  add_and_normalize(x, linear(m, kind + 1, layer, product, n), n, size, (double)m->config.rms_norm_eps);
  free(gate_up), free(product);
}

/* to[columns][rows] = from[rows][columns], transposed. */
static void transpose(double *to, const double *from, size_t rows, size_t columns) {
  for (size_t i = 0; i < rows; i++) {
    for (size_t k = 0; k < columns; k++) to[k * rows + i] = from[i * columns + k];
  }
}

/* x = level(x + injection), or a part of it. */
static void plain_level(const hrm_model *m, double *x, const double *injection, const present *at, bool low) {
  const hrm_config *c = &m->config;
  const size_t n = at->n, hidden = c->hidden_size;
  double *before = zeros(n * hidden), *turned = zeros(n * hidden);
  memcpy(before, x, n * hidden * sizeof *x);
  for (size_t i = 0; i < n * hidden; i++) x[i] += injection ? injection[i] : 0;
  const bool by_low = low || !c->H_layers;
  const uint32_t qkv_kind = by_low ? HRM_L_QKV : HRM_H_QKV;
  for (uint32_t layer = 0; layer < (by_low ? c->L_layers : c->H_layers); layer++) {
    if (c->mlp_t_size) {
      transpose(turned, x, n, hidden);
      plain_mlp(m, by_low ? HRM_L_MLP_T_GATE_UP : HRM_H_MLP_T_GATE_UP, layer, turned, hidden, n, c->mlp_t_size);
      transpose(x, turned, hidden, n);
    } else {
      double *mixed = attention(m, linear(m, qkv_kind, layer, x, n), at, by_low, layer);
      add_and_normalize(x, linear(m, qkv_kind + 1, layer, mixed, n), n, hidden, (double)c->rms_norm_eps);
      free(mixed);
    }
    plain_mlp(m, qkv_kind + 2, layer, x, n, hidden, c->inner_size);
  }
  const double rate = c->update_rate > 0 ? (double)c->update_rate : 1;
  for (size_t i = 0; i < n * hidden; i++) x[i] = (1 - rate) * before[i] + rate * x[i];
  free(before), free(turned);
}

/* Adds sqrt(hidden) times row `row` of a tensor to x; nothing if there is no such tensor. */
static void add_row(const hrm_model *m, uint32_t kind, size_t row, double *x) {
  hrm_tensor t;
  float *rows = weights_of(m, kind, 0, &t);
  for (size_t k = 0; rows && k < t.cols; k++) x[k] += sqrt((double)t.cols) * (double)rows[row * t.cols + k];
  free(rows);
}

/* What relative positions add to the embedding: marks of sides without a neighbour, rows and columns. */
static void add_places(const hrm_model *m, const uint32_t *inputs, double *x) {
  const hrm_config *c = &m->config;
  const int rows = (int)c->grid_rows, cols = (int)c->grid_cols, step[4][2] = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};
  for (int cell = 0; cell < rows * cols; cell++) {
    double *own = x + ((size_t)cell + hrm_prefix(c)) * c->hidden_size;
    for (size_t side = 0; side < 4; side++) {
      const int row = cell / cols + step[side][0], col = cell % cols + step[side][1];
      const bool outside = row < 0 || row >= rows || col < 0 || col >= cols;
      if (outside || (c->rules & HRM_NO_CELL_0 && !inputs[row * cols + col])) add_row(m, HRM_EMBED_EDGES, side, own);
    }
    add_row(m, HRM_EMBED_ROWS, (size_t)(cell / cols), own);
    add_row(m, HRM_EMBED_COLS, (size_t)(cell % cols), own);
  }
}

static double *plain_embedding(const hrm_model *m, const uint32_t *inputs, uint32_t puzzle_identifier) {
  const hrm_config *c = &m->config;
  const size_t n = hrm_tokens(c), hidden = c->hidden_size, prefix = hrm_prefix(c);
  const size_t width = c->puzzle_emb_ndim ? c->puzzle_emb_ndim : prefix * hidden;
  hrm_tensor t;
  float *words = weights_of(m, HRM_EMBED_TOKENS, 0, &t), *puzzles = weights_of(m, HRM_PUZZLE_EMB, 0, &t),
        *positions = weights_of(m, HRM_EMBED_POS, 0, &t);
  double *x = zeros(n * hidden);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < hidden; k++) {
      const size_t at = i * hidden + k;
      double v = (double)(at < width   ? puzzles[puzzle_identifier * width + at]
                          : i < prefix ? 0.0f
                                       : words[inputs[i - prefix] * hidden + k]);
      if (c->rules & HRM_PUZZLE_ADDED) v += (double)puzzles[puzzle_identifier * hidden + k];
      if (positions) v = 0.707106781 * (v + (double)positions[i * hidden + k]);
      x[i * hidden + k] = v * sqrt((double)hidden);
    }
  }
  free(words), free(puzzles), free(positions);
  if (c->pos_encodings >= HRM_RELATIVE) add_places(m, inputs, x);
  return x;
}

/* One segment on z_H and z_L, the same where there is one state; logits[seq_len][vocab_size] and q[2] are written. */
static void plain_segment(const hrm_model *m, const uint32_t *inputs, uint32_t puzzle_identifier, double *high,
                          double *low, double *logits, double *q) {
  const hrm_config *c = &m->config;
  const size_t n = hrm_tokens(c), hidden = c->hidden_size;
  double *embedding = plain_embedding(m, inputs, puzzle_identifier), *injection = zeros(n * hidden),
         *high_before = zeros(n * hidden), *low_before = zeros(n * hidden);
  memcpy(high_before, high, n * hidden * sizeof *high);
  memcpy(low_before, low, n * hidden * sizeof *low);
  present at = present_of(c, inputs);
  for (uint32_t h = 0; h < c->H_cycles; h++) {
    for (uint32_t l = 0; l < c->L_cycles; l++) {
      for (size_t i = 0; i < n * hidden; i++) injection[i] = (high == low ? 0 : high[i]) + embedding[i];
      plain_level(m, low, injection, &at, true);
    }
    plain_level(m, high, high == low ? NULL : low, &at, false);
  }
  double *answer = linear(m, HRM_LM_HEAD, 0, high + hrm_prefix(c) * hidden, c->seq_len),
         *halt = linear(m, HRM_Q_WEIGHT, 0, high + at.tokens[0] * hidden, 1);
  hrm_tensor t;
  float *bias = weights_of(m, HRM_Q_BIAS, 0, &t);
  memcpy(logits, answer, c->seq_len * c->vocab_size * sizeof *logits);
  for (int i = 0; i < 2; i++) q[i] = halt[i] + (double)bias[i];
  for (size_t token = 0, j = 0; token < n; token++) { /* what is not there stays as it was and has no answer */
    if (j < at.count && at.tokens[j] == token) {
      j++;
      continue;
    }
    memcpy(high + token * hidden, high_before + token * hidden, hidden * sizeof *high);
    memcpy(low + token * hidden, low_before + token * hidden, hidden * sizeof *low);
    memset(logits + (token - hrm_prefix(c)) * c->vocab_size, 0, c->vocab_size * sizeof *logits);
  }
  free(high_before), free(low_before), free(at.tokens);
  free(embedding), free(injection), free(answer), free(halt), free(bias);
}

/* ---- tests ---- */

/* Largest difference, relative to the largest logit. */
static double relative_error(const float *got, const double *exact, size_t count, double *root_mean_square) {
  double difference = 0, magnitude = 0, squares = 0, exact_squares = 0;
  for (size_t i = 0; i < count; i++) {
    difference = fmax(difference, fabs((double)got[i] - exact[i]));
    magnitude = fmax(magnitude, fabs(exact[i]));
    squares += ((double)got[i] - exact[i]) * ((double)got[i] - exact[i]);
    exact_squares += exact[i] * exact[i];
  }
  *root_mean_square = sqrt(squares / exact_squares);
  return difference / magnitude;
}

static void test_against_plain(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    const hrm_config *c = &cases[n].config;
    running_model running = start_model(c, SEED + n, NULL);
    const size_t floats = running.state_bytes / 4, one = (size_t)hrm_tokens(c) * c->hidden_size,
                 logit_count = (size_t)c->seq_len * c->vocab_size;
    CHECK(floats == (c->rules & HRM_SINGLE_Z ? one : 2 * one), "%s: a state of %zu floats", cases[n].name, floats);
    double *state = zeros(floats), *logits = zeros(logit_count), q[2];
    for (int segment = 0; segment < SEGMENTS; segment++) {
      for (size_t i = 0; i < floats; i++) state[i] = (double)running.state[i];
      plain_segment(&running.model, running.inputs, c->num_puzzle_identifiers ? c->num_puzzle_identifiers - 1 : 0,
                    state, state + floats - one, logits, q);
      CHECK(run_segment(&running) == HRM_OK, "%s", cases[n].name);
      double rms, unused;
      const double error = relative_error(running.logits, logits, logit_count, &rms);
      const double state_error = relative_error(running.state, state, floats, &unused);
      const double q_error = fmax(fabs((double)running.q[0] - q[0]), fabs((double)running.q[1] - q[1]));
      /* In q8 a value on the edge between two integers may fall to either side, and the net carries that on. */
      const double limit = c->dtype == HRM_Q8 ? 0.08 : 2e-5;
      CHECK(error < limit && state_error < limit && q_error < limit,
            "%s, segment %d: logits %g (rms %g), state %g, q %g", cases[n].name, segment, error, rms, state_error,
            q_error);
    }
    free(state), free(logits);
    stop_model(&running);
  }
}

static void test_states(void) {
  running_model running = start_model(&cases[0].config, SEED, NULL);
  const size_t count = running.state_bytes / 4, hidden = running.model.config.hidden_size;
  CHECK(count == 2 * hrm_tokens(&running.model.config) * hidden, "%zu floats", count);
  float *inits[2] = {make_values(&running.model.config, 4, SEED),
                     make_values(&running.model.config, 5, SEED)}; /* H_init, L_init */
  for (size_t i = 0; i < count; i++) {
    const float expected = inits[i / (count / 2)][i % hidden];
    CHECK(running.state[i] == expected, "float %zu is %g, not %g", i, (double)running.state[i], (double)expected);
  }
  free(inits[0]), free(inits[1]);

  /* Initial states of each token: in this model the tensors 1 and 2. */
  running_model own = start_model(&cases[CASE_COUNT - 1].config, SEED, NULL);
  for (uint32_t i = 0; i < 2; i++) {
    hrm_tensor t;
    CHECK(hrm_tensor_at(&own.model.config, 1 + i, &t) == HRM_OK && t.kind == HRM_H_INIT + i &&
              t.rows == hrm_tokens(&own.model.config),
          "kind %u, %u rows", t.kind, t.rows);
    float *init = make_values(&own.model.config, 1 + i, SEED);
    const size_t half = own.state_bytes / 2;
    CHECK(memcmp((uint8_t *)own.state + i * half, init, half) == 0, "state %u", i);
    free(init);
  }
  stop_model(&own);

  /* A segment depends on the state it is given and on nothing that an earlier one left elsewhere. */
  CHECK(run_segment(&running) == HRM_OK, "first");
  float *kept = guarded(running.state_bytes);
  memcpy(kept, running.state, running.state_bytes);
  CHECK(run_segment(&running) == HRM_OK, "second");
  const uint64_t second = digest(DIGEST_START, running.logits, running.logits_bytes);
  memset(running.work, 0xFF, running.work_bytes);
  memcpy(running.state, kept, running.state_bytes);
  CHECK(run_segment(&running) == HRM_OK, "second again");
  CHECK(digest(DIGEST_START, running.logits, running.logits_bytes) == second,
        "the second segment differs when repeated from its state");
  release(kept);
  stop_model(&running);
}

static void test_buffers(void) {
  for (size_t n = 0; n < CASE_COUNT; n++) {
    running_model r = start_model(&cases[n].config, SEED, NULL);
#define SEGMENT(state_less, logits_less, work_less) \
  hrm_segment(&r.model, r.inputs, 0, r.state, r.state_bytes - (state_less), r.logits, r.logits_bytes - (logits_less), \
              r.q, r.work, r.work_bytes - (work_less), NULL)
    CHECK(SEGMENT(1, 0, 0) == HRM_ERROR_BUFFER, "%s: state", cases[n].name);
    CHECK(SEGMENT(0, 1, 0) == HRM_ERROR_BUFFER, "%s: logits", cases[n].name);
    CHECK(SEGMENT(0, 0, 1) == HRM_ERROR_BUFFER, "%s: work", cases[n].name);
    CHECK(SEGMENT(r.state_bytes, r.logits_bytes, r.work_bytes) == HRM_ERROR_BUFFER, "%s: nothing", cases[n].name);
    CHECK(hrm_state_reset(&r.model, r.state, r.state_bytes - 1) == HRM_ERROR_BUFFER, "%s: reset", cases[n].name);
    CHECK(SEGMENT(0, 0, 0) == HRM_OK, "%s", cases[n].name); /* and with the exact sizes nothing is overrun */
    stop_model(&r);
  }
}

static void test_arguments(void) {
  running_model r = start_model(&cases[2].config, SEED, NULL);
  const hrm_config *c = &r.model.config;
  uint8_t *state = (uint8_t *)r.state, *work = r.work;
#define CALL(model, inputs, identifier, state, logits, q, work) \
  hrm_segment(model, inputs, identifier, (float *)(void *)(state), r.state_bytes, logits, r.logits_bytes, q, work, \
              r.work_bytes, NULL)
  CHECK(CALL(NULL, r.inputs, 0, state, r.logits, r.q, work) == HRM_ERROR_ARGUMENT, "model");
  CHECK(CALL(&r.model, NULL, 0, state, r.logits, r.q, work) == HRM_ERROR_ARGUMENT, "inputs");
  CHECK(CALL(&r.model, r.inputs, 0, NULL, r.logits, r.q, work) == HRM_ERROR_ARGUMENT, "state");
  CHECK(CALL(&r.model, r.inputs, 0, state, NULL, r.q, work) == HRM_ERROR_ARGUMENT, "logits");
  CHECK(CALL(&r.model, r.inputs, 0, state, r.logits, NULL, work) == HRM_ERROR_ARGUMENT, "q");
  CHECK(CALL(&r.model, r.inputs, 0, state, r.logits, r.q, NULL) == HRM_ERROR_ARGUMENT, "work");
  CHECK(CALL(&r.model, r.inputs, 0, state + 4, r.logits, r.q, work) == HRM_ERROR_ARGUMENT, "misaligned state");
  CHECK(CALL(&r.model, r.inputs, 0, state, r.logits, r.q, work + 32) == HRM_ERROR_ARGUMENT, "misaligned work");
  const hrm_model unmapped = {0};
  CHECK(CALL(&unmapped, r.inputs, 0, state, r.logits, r.q, work) == HRM_ERROR_ARGUMENT, "a model that was not mapped");
  CHECK(hrm_state_reset(&unmapped, r.state, r.state_bytes) == HRM_ERROR_ARGUMENT,
        "reset of a model that was not mapped");

  const uint64_t before = digest(DIGEST_START, r.state, r.state_bytes);
  for (uint32_t i = 0; i < c->seq_len; i++) {
    const uint32_t kept = r.inputs[i];
    r.inputs[i] = i % 2 ? c->vocab_size : UINT32_MAX;
    CHECK(CALL(&r.model, r.inputs, 0, state, r.logits, r.q, work) == HRM_ERROR_INPUT, "token %u", i);
    r.inputs[i] = kept;
  }
  CHECK(CALL(&r.model, r.inputs, c->num_puzzle_identifiers, state, r.logits, r.q, work) == HRM_ERROR_INPUT,
        "identifier");
  CHECK(digest(DIGEST_START, r.state, r.state_bytes) == before, "a refused segment has changed the state");
  stop_model(&r);

  running_model none = start_model(&cases[3].config, SEED, NULL);
  CHECK(hrm_segment(&none.model, none.inputs, 1, none.state, none.state_bytes, none.logits, none.logits_bytes, none.q,
                    none.work, none.work_bytes, NULL) == HRM_ERROR_INPUT,
        "an identifier for a model without a prefix");
  stop_model(&none);
}

/* Chained with what a model puts out and keeps, segment by segment. */
static uint64_t run_digest(running_model *running, const char *name, uint64_t d) {
  for (int segment = 0; segment < SEGMENTS; segment++) {
    CHECK(run_segment(running) == HRM_OK, "%s", name);
    d = digest(d, running->logits, running->logits_bytes);
    d = digest(d, running->q, sizeof running->q);
    d = digest(d, running->state, running->state_bytes);
  }
  return d;
}

/* A team that is one thread: it does the items in an order that changes from step to step, as one of its threads or
 * another. */
typedef struct shuffled_team {
  random r;
  uint32_t threads, steps, items;
} shuffled_team;

static void run_shuffled(void *context, void (*work)(void *, uint32_t, uint32_t), void *job, uint32_t items) {
  shuffled_team *team = context;
  const uint32_t from = random_below(&team->r, items), backwards = random_below(&team->r, 2);
  for (uint32_t i = 0; i < items; i++) {
    const uint32_t item = (from + i) % items;
    work(job, backwards ? items - 1 - item : item, random_below(&team->r, team->threads));
  }
  team->steps++;
  team->items += items;
}

static void test_teams(void) {
  const uint32_t sizes[] = {1, 2, 3, 5, HRM_MAX_THREADS};
  for (size_t n = 0; n < CASE_COUNT; n++) {
    const hrm_config *c = &cases[n].config;
    running_model alone = start_model(c, SEED + n, NULL);
    const uint64_t expected = run_digest(&alone, cases[n].name, DIGEST_START);
    stop_model(&alone);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
      shuffled_team shuffled = {.r = {SEED}, .threads = sizes[i]};
      const hrm_team team = {sizes[i], run_shuffled, &shuffled};
      running_model running = start_model(c, SEED + n, &team);
      CHECK(run_digest(&running, cases[n].name, DIGEST_START) == expected, "%s: other bits with %u threads",
            cases[n].name, sizes[i]);
      CHECK(shuffled.items >= sizes[i] * shuffled.steps && shuffled.steps > 0, "%u items in %u steps", shuffled.items,
            shuffled.steps);
      running.work_bytes--;
      CHECK(run_segment(&running) == HRM_ERROR_BUFFER, "%s: work for %u threads", cases[n].name, sizes[i]);
      stop_model(&running);
    }
  }
  running_model r = start_model(&cases[0].config, SEED, NULL);
  const hrm_team wrong[] = {{0, run_shuffled, NULL}, {HRM_MAX_THREADS + 1, run_shuffled, NULL}, {1, NULL, NULL}};
  for (size_t i = 0; i < 3; i++) {
    r.team = &wrong[i];
    CHECK(run_segment(&r) == HRM_ERROR_ARGUMENT, "team %zu", i);
  }
  CHECK(hrm_work_bytes(&cases[0].config, 0) == 0 && hrm_work_bytes(&cases[0].config, HRM_MAX_THREADS + 1) == 0,
        "work_bytes");
  stop_model(&r);
}

/* The lines are compared between builds by run.mjs. */
static void test_digests(void) {
  uint64_t all = DIGEST_START;
  for (size_t n = 0; n < CASE_COUNT; n++) {
    running_model running = start_model(&cases[n].config, SEED + n, NULL);
    const uint64_t d = run_digest(&running, cases[n].name, digest(DIGEST_START, running.file, running.file_bytes));
    for (size_t i = 0; i < running.logits_bytes / 4; i++)
      CHECK(isfinite(running.logits[i]), "%s: logit %zu", cases[n].name, i);
    printf("digest %016llx %s\n", (unsigned long long)d, cases[n].name);
    CHECK(d != all, "%s has the digest of another model", cases[n].name);
    all = d;
    stop_model(&running);
  }
}

/* Finite weights whose products overflow: no answer to expect, but no undefined behaviour either. */
static void test_overflow(void) {
  for (size_t n = 0; n < 2; n++) {
    running_model running = start_model(&cases[n].config, SEED, NULL);
    for (size_t i = 0; i < running.state_bytes / 4; i++) running.state[i] = i % 3 ? 3e38f : -3e38f;
    CHECK(run_segment(&running) == HRM_OK, "%s", cases[n].name);
    for (size_t i = 0; i < running.state_bytes / 4; i++) running.state[i] = i % 5 ? NAN : -INFINITY;
    CHECK(run_segment(&running) == HRM_OK, "%s", cases[n].name);
    stop_model(&running);
  }
}

const test segment_tests[] = {
    {"a segment equals the plain forward pass", test_against_plain},
    {"the state is reset and carried", test_states},
    {"buffers one byte too small are refused", test_buffers},
    {"wrong arguments and inputs are refused", test_arguments},
    {"the bits do not depend on the threads", test_teams},
    {"digests of seeded models", test_digests},
    {"infinities and NaN do no harm", test_overflow},
    {0},
};
