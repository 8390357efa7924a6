#include "../../tools/train/memory.h"
#include "../../tools/train/precision.h"
#include "fixture.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../tools/train/init.h"

test_files files;

static size_t count(const dataset *d) { return d->count; }

static uint32_t get(const dataset *d, size_t i, token *inputs, label *labels, int *difficulty) {
  memcpy(inputs, d->inputs + i * d->seq_len, d->seq_len * sizeof *inputs);
  memcpy(labels, d->labels + i * d->seq_len, d->seq_len * sizeof *labels);
  if (difficulty) *difficulty = (int)i;
  return d->puzzles ? d->puzzles[i] : 0;
}

static uint32_t draw(const dataset *d, rng *r, token *inputs, label *labels) {
  const uint32_t i = d->which < 0 ? rng_below(r, d->count) : (uint32_t)d->which;
  return get(d, i, inputs, labels, NULL);
}

static bool valid(uint32_t side, const token *inputs, const token *answer) {
  (void)side;
  (void)inputs;
  (void)answer;
  return false;
}

static const int bins[] = {0, -1};

const task task_fixture = {
    .name = "fixture", .id = HRM_GENERIC, .count = count, .get = get, .draw = draw, .valid = valid, .bins = bins};

options still_options(void) {
  return (options){.gradient = "full",
                   .loss = "softmax",
                   .optimiser = "adamw",
                   .quantize = "f32",
                   .precision = "f32",
                   .slots = 1,
                   .threads = 1,
                   .microbatch = 1,
                   .seed = 1,
                   .explore = 1,
                   .name = "test"};
}

void run_segments(const options *o, const layout *l, const float *weights, dataset *data, unsigned steps,
                  float *gradient, hrm_learn_totals *sums) {
  trainer t;
  trainer_init(&t, o, l, weights, NULL, &task_fixture, data, NULL, 0, NULL);
  for (unsigned i = 0; i < steps; i++) {
    if (i + 1 == steps) hrm_learn_take_totals(t.learner);
    trainer_step(&t, 0);
  }
  if (gradient) memcpy(gradient, hrm_learn_gradient(t.learner), l->floats * sizeof *gradient);
  if (sums) *sums = hrm_learn_take_totals(t.learner);
  trainer_free(&t);
}

bool runs_here(uint32_t mode) { return hrm_learn_mode_runs(mode) && (mode != HRM_LEARN_AMX || amx_permitted()); }

double norm_of(const float *x, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += (double)x[i] * x[i];
  return sqrt(sum);
}

layout tiny_layout(hrm_pos positions, uint32_t seq_len, uint32_t head_dim) {
  const bool relative = positions >= HRM_RELATIVE;
  const uint32_t rows = seq_len % 4 ? 3 : 4; /* of a grid, whose cells of token 0 are not there */
  const hrm_config c = {.task = relative ? HRM_ARC : HRM_GENERIC,
                        .grid_rows = relative ? rows : 0,
                        .grid_cols = relative ? seq_len / rows : 0,
                        .rules = (relative ? HRM_NO_CELL_0 : 0u) |
                                 (positions == HRM_RELATIVE_ABSOLUTE ? HRM_PUZZLE_ADDED : 0u),
                        .vocab_size = 5,
                        .seq_len = seq_len,
                        .puzzle_emb_len = 1,
                        .num_puzzle_identifiers = 2,
                        .hidden_size = 32,
                        .num_heads = 32 / head_dim,
                        .inner_size = 48,
                        .H_layers = 1,
                        .L_layers = 2,
                        .H_cycles = 2,
                        .L_cycles = 2,
                        .halt_max_steps = 4,
                        .pos_encodings = positions,
                        .rope_theta = 10000,
                        .rms_norm_eps = 1e-5f};
  layout l;
  layout_init(&l, &c);
  return l;
}

layout tiny_trm(hrm_pos positions, uint32_t seq_len, uint32_t mlp_t) {
  hrm_config c = tiny_layout(positions, seq_len, mlp_t ? 32 : 16).config;
  c.H_layers = 0;
  c.rules |= HRM_HALT_ABOVE_0;
  c.mlp_t_size = mlp_t;
  c.puzzle_emb_len = 3;
  c.puzzle_emb_ndim = 40;
  layout l;
  layout_init(&l, &c);
  return l;
}

layout tiny_mixer(uint32_t seq_len) {
  hrm_config c = tiny_layout(HRM_LEARNED, seq_len, 32).config;
  c.mlp_t_size = 32;
  c.puzzle_emb_len = c.num_puzzle_identifiers = 0;
  layout l;
  layout_init(&l, &c);
  return l;
}

const char *layout_text(const layout *l) {
  static char text[96];
  const hrm_config *c = &l->config;
  snprintf(text, sizeof text, "H %u L %u, positions %u, mlp_t %u, %u cells", c->H_layers, c->L_layers, c->pos_encodings,
           c->mlp_t_size, c->seq_len);
  return text;
}

float *tiny_weights(const layout *l, uint64_t seed) {
  float *weights = allocate(l->floats, sizeof *weights);
  rng r = rng_stream(seed, 0);
  hrm_official_weights(l, weights, true, &r);
  /* what starts at zero would hide errors */
  const hrm_kind zero[] = {HRM_PUZZLE_EMB, HRM_Q_WEIGHT, HRM_Q_BIAS};
  for (int k = 0; k < 3; k++) {
    const struct weight *w = hrm_layout_find(l, zero[k], 0);
    for (size_t i = 0; w && i < w->count; i++) weights[w->at + i] = .2f * hrm_random_normal(&r);
  }
  return weights;
}

dataset random_examples(const layout *l, uint32_t n, uint64_t seed) {
  const uint32_t seq = l->config.seq_len;
  rng r = rng_stream(seed, 1);
  token *inputs = allocate((size_t)n * seq, sizeof *inputs);
  label *labels = allocate((size_t)n * seq, sizeof *labels);
  for (uint32_t i = 0; i < n * seq; i++) {
    inputs[i] = (token)rng_below(&r, l->config.vocab_size);
    labels[i] = i % 7 == 3 || (l->config.rules & HRM_NO_CELL_0 && !inputs[i])
                    ? IGNORE_LABEL
                    : (label)rng_below(&r, l->config.vocab_size);
  }
  return (dataset){.seq_len = seq, .count = n, .inputs = inputs, .labels = labels};
}

void examples_free(dataset *d) {
  free((void *)(uintptr_t)d->inputs);
  free((void *)(uintptr_t)d->labels);
}
