/* learner.c - the learning library by its public header: sizes, refusals, steps that fail and leave the run as it was,
 * runs that go on; and its forward pass against the core's. */
#include "../../core/learn/hrm_learn.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../../core/learn/network.h"
#include "../../tools/train/memory.h"
#include "../../tools/train/model_file.h"
#include "../../tools/train/team.h"
#include "fixture.h"

/* A run on four examples of a tiny model, its memory exactly as large as the library asks for. */
typedef struct small_run {
  hrm_learn_options options;
  float *weights;
  dataset data;
  hrm_learn_set set;
  hrm_learn_examples examples;
  size_t state_bytes, work_bytes;
  void *state, *work;
  hrm_learner *learner;
} small_run;

static void new_run(small_run *r) {
  const layout l = tiny_layout(HRM_ROPE, 9, 16);
  *r = (small_run){.options = hrm_learn_defaults(&l.config), .weights = tiny_weights(&l, 3)};
  r->options.slots = 5;
  r->options.q_continue = 1;
  r->options.noise = .01f;
  r->options.unknown_token = 1;
  r->options.retry = .5f;
  r->data = random_examples(&l, 4, 8);
  r->set = (hrm_learn_set){.count = 4, .seq_len = 9, .inputs = r->data.inputs, .labels = r->data.labels};
  r->examples = (hrm_learn_examples){.draw = hrm_learn_draw, .context = &r->set};
  CHECK(!hrm_learn_sizes(&r->options, 1, &r->state_bytes, &r->work_bytes), "no sizes");
  r->state = guarded(r->state_bytes);
  r->work = guarded(r->work_bytes);
}

static hrm_learn_status begin(small_run *r, size_t state_bytes, size_t work_bytes) {
  return hrm_learn_begin(&r->learner, &r->options, r->weights, NULL, &r->examples, NULL, r->state, state_bytes, r->work,
                         work_bytes);
}

static hrm_learn_status go_on(small_run *r) {
  return hrm_learn_go_on(&r->learner, &r->options, &r->examples, NULL, r->state, r->state_bytes, r->work,
                         r->work_bytes);
}

static void end_run(small_run *r) {
  release(r->state);
  release(r->work);
  free(r->weights);
  examples_free(&r->data);
}

#define IS(status, expected) \
  do { \
    const hrm_learn_status got = (status); \
    CHECK(got == (expected), "%s instead of %s", hrm_learn_status_name(got), hrm_learn_status_name(expected)); \
  } while (0)

static void refusals(void) {
  small_run r;
  new_run(&r);
  memset(r.state, 1, r.state_bytes);
  IS(begin(&r, r.state_bytes, r.work_bytes - 1), HRM_LEARN_ERROR_BUFFER);
  IS(begin(&r, r.state_bytes - 1, r.work_bytes), HRM_LEARN_ERROR_BUFFER);
  size_t kept = 0;
  for (size_t i = 0; i < r.state_bytes; i++) kept += ((uint8_t *)r.state)[i] == 1;
  CHECK(!r.learner && kept == r.state_bytes, "%zu of %zu bytes kept", kept, r.state_bytes);
  size_t state_bytes, work_bytes;
  const hrm_learn_options right = r.options;
#define REFUSED(change, expected) \
  do { \
    hrm_learn_options o = right; \
    change; \
    IS(hrm_learn_sizes(&o, 1, &state_bytes, &work_bytes), expected); \
  } while (0)
  REFUSED(o.config.hidden_size = 0, HRM_LEARN_ERROR_CONFIG);
  REFUSED(o.config.inner_size = 52, HRM_LEARN_ERROR_WIDTH);
  REFUSED(o.config.rules = HRM_TOKEN_INITS, HRM_LEARN_ERROR_RELATIVE);
  REFUSED((o.config.H_layers = 0, o.config.rules = HRM_SINGLE_Z), HRM_LEARN_ERROR_RELATIVE);
  REFUSED(o.config.update_rate = .5f, HRM_LEARN_ERROR_RELATIVE);
  REFUSED((o.config.num_heads = 1, o.config.pos_encodings = HRM_NO_POS, o.config.mlp_t_size = 52),
          HRM_LEARN_ERROR_WIDTH);
  REFUSED(o.config.rules = HRM_HALT_ABOVE_0, HRM_LEARN_ERROR_OPTION); /* there is no q_continue to train */
  REFUSED(o.slots = 0, HRM_LEARN_ERROR_OPTION);
  REFUSED(o.gradient_calls = 7, HRM_LEARN_ERROR_OPTION);
  REFUSED(o.lr = NAN, HRM_LEARN_ERROR_OPTION);
  REFUSED(o.explore = 1.5f, HRM_LEARN_ERROR_OPTION);
  REFUSED(o.mode = HRM_LEARN_MODES, HRM_LEARN_ERROR_MODE);
  IS(hrm_learn_sizes(&right, 0, &state_bytes, &work_bytes), HRM_LEARN_ERROR_ARGUMENT);
  hrm_learn_options large = right; /* the largest of everything: sizes that no machine has */
  large.config = (hrm_config){.vocab_size = 4096,
                              .seq_len = 16320,
                              .puzzle_emb_len = 64,
                              .num_puzzle_identifiers = 1 << 24,
                              .hidden_size = 8192,
                              .num_heads = 512,
                              .inner_size = 32768,
                              .H_layers = 64,
                              .L_layers = 64,
                              .H_cycles = 64,
                              .L_cycles = 64,
                              .halt_max_steps = 1024,
                              .rope_theta = 10000,
                              .rms_norm_eps = 1e-5f};
  large.slots = HRM_LEARN_MAX_SLOTS;
  large.microbatch = HRM_LEARN_MAX_MICROBATCH;
  large.gradient_calls = 64 * 65;
  IS(hrm_learn_sizes(&large, HRM_MAX_THREADS, &state_bytes, &work_bytes), HRM_LEARN_ERROR_TOO_LARGE);
  r.weights[17] = INFINITY;
  IS(begin(&r, r.state_bytes, r.work_bytes), HRM_LEARN_ERROR_VALUE);
  r.weights[17] = 0;
  r.set.count = 0;
  IS(begin(&r, r.state_bytes, r.work_bytes), HRM_LEARN_ERROR_NO_EXAMPLE);
  r.set.count = 4;
  IS(begin(&r, r.state_bytes, r.work_bytes), HRM_LEARN_OK);
  uint32_t at;
  ((int32_t *)(uintptr_t)r.data.labels)[9 * 2 + 4] = 5; /* vocab_size */
  IS(hrm_learn_check_set(&right.config, &r.set, &at), HRM_LEARN_ERROR_EXAMPLE);
  CHECK(at == 2, "example %u", at);
  for (uint32_t status = 0; status <= HRM_LEARN_STATUS_COUNT; status++)
    CHECK(strlen(hrm_learn_status_sentence((hrm_learn_status)status)) > 5, "no sentence for %u", status);
  end_run(&r);
}

/* A step that fails leaves the state, to the bit, where it was before; the run goes on from there. */
static void failures(void) {
  small_run r;
  new_run(&r);
  IS(begin(&r, r.state_bytes, r.work_bytes), HRM_LEARN_OK);
  for (int i = 0; i < 3; i++) IS(hrm_learn_step(r.learner, 0), HRM_LEARN_OK);
  void *before = allocate(r.state_bytes, 1);
  memcpy(before, r.state, r.state_bytes);
  const layout l = tiny_layout(HRM_ROPE, 9, 16);
  float *broken = (float *)(uintptr_t)hrm_learn_weights(r.learner) + hrm_layout_find(&l, HRM_Q_WEIGHT, 0)->at;
  const float held = *broken;
  *broken = NAN; /* what no step of ours should make: the next one finds it in its loss */
  IS(hrm_learn_step(r.learner, 0), HRM_LEARN_ERROR_NOT_FINITE);
  *broken = held;
  CHECK(!memcmp(before, r.state, r.state_bytes), "a step that is not finite changed the state");
  bool done;
  hrm_learn_take_totals(r.learner);
  IS(hrm_learn_part(r.learner, 0, 2, &done), HRM_LEARN_OK);
  CHECK(!done && memcmp(before, r.state, r.state_bytes), "a part of a step is no part");
  hrm_learn_rewind(r.learner);
  CHECK(!memcmp(before, r.state, r.state_bytes), "the step was not rewound");
  CHECK(hrm_learn_take_totals(r.learner).segments == 0, "segments of a step that was given up are counted");
  r.set.count = 0; /* noticed when a slot asks for its next puzzle */
  hrm_learn_status status = HRM_LEARN_OK;
  for (int i = 0; i < 40 && !status; i++) {
    memcpy(before, r.state, r.state_bytes);
    status = hrm_learn_step(r.learner, 0);
  }
  IS(status, HRM_LEARN_ERROR_NO_EXAMPLE);
  CHECK(!memcmp(before, r.state, r.state_bytes), "a step without an example changed the state");
  r.set.count = 4;
  IS(hrm_learn_step(r.learner, 0), HRM_LEARN_OK);
  free(before);
  end_run(&r);
}

/* In parts or at once, through a block that was written out or without: the same bits. */
static void going_on(void) {
  small_run a, b;
  new_run(&a);
  new_run(&b);
  IS(begin(&a, a.state_bytes, a.work_bytes), HRM_LEARN_OK);
  IS(begin(&b, b.state_bytes, b.work_bytes), HRM_LEARN_OK);
  for (int i = 0; i < 12; i++) {
    IS(hrm_learn_step(a.learner, i / 12.), HRM_LEARN_OK);
    for (bool done = false; !done;) IS(hrm_learn_part(b.learner, i / 12., 1, &done), HRM_LEARN_OK);
    memset(b.work, 0xEE, b.work_bytes); /* nothing of the run is left but its state */
    IS(go_on(&b), HRM_LEARN_OK);
  }
  CHECK(a.state_bytes == b.state_bytes && !memcmp(a.state, b.state, a.state_bytes), "the states differ");
  hrm_learn_state s;
  IS(hrm_learn_read_state(a.state, a.state_bytes, &s), HRM_LEARN_OK);
  CHECK(s.steps == 12 && s.slots == 5 && s.mode == HRM_LEARN_PLAIN && s.weights == hrm_learn_weights(a.learner),
        "the state says %u steps, %u slots", (unsigned)s.steps, s.slots);
  /* what is damaged or another's is refused */
  IS(hrm_learn_read_state(a.state, a.state_bytes - 64, &s), HRM_LEARN_ERROR_STATE);
  b.options.slots = 4;
  IS(go_on(&b), HRM_LEARN_ERROR_STATE);
  b.options.slots = 5;
  uint8_t *bytes = b.state;
  size_t refused = 0;
  for (size_t i = 0; i < 128; i++) { /* every byte of the header that means something but steps and what may change */
    bytes[i] ^= 0x80;
    refused += go_on(&b) != HRM_LEARN_OK;
    bytes[i] ^= 0x80;
    memcpy(b.state, a.state, a.state_bytes);
  }
  CHECK(refused > 60, "%zu of 128 flips refused", refused);
  uint32_t *inputs = (uint32_t *)(void *)(bytes + b.state_bytes - 128); /* the last slot's tokens: 9 of them, padded */
  inputs[3] = 5;
  IS(go_on(&b), HRM_LEARN_ERROR_STATE);
  /* another run's weights, moments and steps in a run of other slots */
  small_run c;
  new_run(&c);
  IS(begin(&c, c.state_bytes, c.work_bytes), HRM_LEARN_OK);
  IS(hrm_learn_adopt(c.learner, b.state, b.state_bytes), HRM_LEARN_ERROR_STATE);
  IS(hrm_learn_adopt(c.learner, a.state, a.state_bytes), HRM_LEARN_OK);
  CHECK(hrm_learn_steps(c.learner) == 12 &&
            !memcmp(hrm_learn_mean(c.learner), hrm_learn_mean(a.learner), s.floats * sizeof(float)),
        "%u steps taken over", (unsigned)hrm_learn_steps(c.learner));
  IS(hrm_learn_step(c.learner, 1), HRM_LEARN_OK);
  end_run(&c);
  end_run(&a);
  end_run(&b);
}

/* Segments of the learner and of the inference core: the same weights and inputs, the same logits and q. */
static void same_forward(layout l, uint32_t mode) {
  float *weights = tiny_weights(&l, 12);
  dataset data = random_examples(&l, 1, 13);
  hrm_model model;
  void *file = model_open(&l, weights, HRM_F32, &model);
  const size_t state_bytes = hrm_state_bytes(&model.config), work_bytes = hrm_work_bytes(&model.config, 1);
  const hrm_config *c = &model.config;
  const size_t count = hrm_z_count(&l), logits_count = (size_t)c->seq_len * c->vocab_size;
  float *state = allocate(state_bytes, 1), *logits = allocate(logits_count, sizeof *logits), q[2];
  void *work = allocate(work_bytes, 1);
  const network_ops *ops = hrm_network(mode);
  arena a = {0};
  (void)ops->packed_new(&a, &l);
  (void)ops->worker_new(&a, &l, 1, 0);
  a = (arena){.base = allocate(a.used, 1)};
  packed *p = ops->packed_new(&a, &l);
  worker *w = ops->worker_new(&a, &l, 1, 0);
  for (uint32_t i = 0; i < ops->packed_count(p); i++) ops->packed_fill(p, i, weights);
  CHECK(!hrm_state_reset(&model, state, state_bytes), "no state");
  float *z[2] = {allocate(count, sizeof(float)), allocate(count, sizeof(float))};
  memcpy(z[MODULE_H], state, count * sizeof(float));
  memcpy(z[MODULE_L], state + count, count * sizeof(float));
  const uint32_t puzzle = c->puzzle_emb_len ? 1 : 0;
  void *const z_H = z[MODULE_H], *const z_L = z[MODULE_L];
  const microbatch m = {
      .samples = 1, .inputs = &data.inputs, .puzzles = &puzzle, .z_H = &z_H, .z_L = &z_L, .weights = weights};
  for (int segment = 0; segment < 2; segment++) {
    CHECK(!hrm_segment(&model, data.inputs, puzzle, state, state_bytes, logits, logits_count * sizeof *logits, q, work,
                       work_bytes, NULL),
          "no segment");
    ops->forward(w, p, &m);
    size_t stride;
    const float *own = ops->logits(w, &stride) + hrm_prefix(c) * stride, *own_q = ops->q(w);
    double worst = fmax(fabs((double)q[0] - (double)own_q[0]), fabs((double)q[1] - (double)own_q[1]));
    for (uint32_t t = 0; t < c->seq_len; t++)
      for (uint32_t k = 0; k < c->vocab_size; k++)
        worst = fmax(worst, fabs((double)logits[t * c->vocab_size + k] - (double)own[t * stride + k]));
    CHECK(worst < 1e-4, "%s, %s, segment %d: apart by %.3g", hrm_learn_mode_name(mode), layout_text(&l), segment,
          worst);
  }
  void *const all[] = {weights, file, state, logits, work, a.base, z[0], z[1]};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  examples_free(&data);
}

static void forwards(void) {
  for (uint32_t mode = HRM_LEARN_PLAIN; mode <= HRM_LEARN_AVX512; mode++) {
    if (!hrm_learn_mode_runs(mode)) continue;
    same_forward(tiny_layout(HRM_ROPE, 21, 16), mode);
    same_forward(tiny_layout(HRM_LEARNED, 21, 16), mode);
    same_forward(tiny_layout(HRM_RELATIVE_ABSOLUTE, 21, 16), mode);
    same_forward(tiny_trm(HRM_ROPE, 21, 0), mode);
    same_forward(tiny_trm(HRM_NO_POS, 21, 48), mode);
    same_forward(tiny_mixer(21), mode);
  }
}

const test learner_tests[] = {{"what cannot be trained is refused, a byte too little too", refusals},
                              {"a step that fails leaves the run as it was", failures},
                              {"a run goes on from its state, bit for bit", going_on},
                              {"the learner's forward pass is the core's", forwards},
                              {0}};
