/* training.c - whole runs: overfitting, going on exactly from a checkpoint, deepening, export. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "../../core/learn/state.h"
#include "../../tools/train/checkpoint.h"
#include "../../tools/train/commands.h"
#include "../../tools/train/evaluate.h"
#include "../../tools/train/init.h"
#include "../../tools/train/model_file.h"
#include "../../tools/train/memory.h"
#include "fixture.h"

static options run_options(void) {
  return (options){.gradient = "cycle",
                   .loss = "softmax",
                   .optimiser = "muon",
                   .quantize = "f32",
                   .precision = "f32",
                   .slots = 16,
                   .threads = 2,
                   .microbatch = 2,
                   .seed = 1,
                   .explore = .1,
                   .name = "test",
                   .lr = 5e-3,
                   .adam_lr = 5e-3,
                   .lr_min = .1,
                   .warmup = 10,
                   .weight_decay = .01,
                   .beta2 = .95,
                   .clip = 1,
                   .ema = .98};
}

/* Latin squares of side 4 with the given blanks: tokens 1 blank, 2 .. 5. */
static dataset latin_squares(uint32_t n, uint64_t seed) {
  rng r = rng_stream(seed, 3);
  token *inputs = allocate((size_t)n * 16, sizeof *inputs);
  label *labels = allocate((size_t)n * 16, sizeof *labels);
  for (uint32_t i = 0; i < n; i++) {
    uint8_t rows[4] = {0, 1, 2, 3}, digits[4] = {0, 1, 2, 3};
    rng_shuffle(&r, rows, 4);
    rng_shuffle(&r, digits, 4);
    for (uint32_t c = 0; c < 16; c++) {
      labels[16 * i + c] = (label)(2 + digits[(rows[c / 4] + c % 4) % 4]);
      inputs[16 * i + c] = rng_unit(&r) < .5 ? 1 : (token)labels[16 * i + c];
    }
  }
  return (dataset){.seq_len = 16, .count = n, .which = -1, .inputs = inputs, .labels = labels};
}

/* HRM, or TRM with attention (mlp_t 0) or with token mixing. */
static layout square_model(bool trm, uint32_t mlp_t) {
  const hrm_config c = {.vocab_size = 6,
                        .seq_len = 16,
                        .puzzle_emb_len = 1,
                        .num_puzzle_identifiers = 1,
                        .hidden_size = 64,
                        .num_heads = mlp_t ? 1 : 2,
                        .inner_size = 128,
                        .H_layers = !trm,
                        .L_layers = 1,
                        .H_cycles = 2,
                        .L_cycles = 2,
                        .halt_max_steps = 4,
                        .pos_encodings = mlp_t ? HRM_NO_POS : HRM_LEARNED,
                        .rope_theta = 1,
                        .rms_norm_eps = 1e-5f,
                        .mlp_t_size = mlp_t,
                        .rules = trm ? HRM_HALT_ABOVE_0 : 0};
  layout l;
  layout_init(&l, &c);
  return l;
}

static layout square_layout(void) { return square_model(false, 0); }

static float *square_weights(const layout *l) {
  float *weights = allocate(l->floats, sizeof *weights);
  rng r = rng_stream(2, 0);
  hrm_official_weights(l, weights, false, &r);
  return weights;
}

static double seconds_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void overfit(const char *optimiser, layout l) {
  dataset data = latin_squares(6, 1);
  options o = run_options();
  o.optimiser = optimiser;
  o.threads = 1; /* the same steps each time */
  trainer t;
  float *weights = square_weights(&l);
  trainer_init(&t, &o, &l, weights, NULL, &task_fixture, &data, NULL, 0, NULL);
  const double begin = seconds_now();
  double exact = 0;
  while (exact < 1 && hrm_learn_steps(t.learner) < 5000) {
    for (int i = 0; i < 50; i++) trainer_step(&t, 0);
    evaluation e = evaluate(t.team, &l, hrm_learn_mean(t.learner), HRM_Q8, &task_fixture, &data, 0, 4);
    exact = exact_rate(&e, 3);
    free(e.exact);
  }
  printf("%s, %s: %.0f %% of 6 squares after %llu steps, %.1f s (seed 1)\n", layout_text(&l), optimiser, 100 * exact,
         (unsigned long long)hrm_learn_steps(t.learner), seconds_now() - begin);
  CHECK(exact == 1, "%s, %s: %.3f exact", layout_text(&l), optimiser, exact);
  trainer_free(&t);
  free(weights);
  examples_free(&data);
}

static void overfits(void) {
  overfit("muon", square_model(false, 0));
  overfit("adamw", square_model(false, 0));
  overfit("adamw", square_model(true, 0));
  overfit("muon", square_model(true, 64));
}

static void resume(void) {
  dataset data = latin_squares(12, 1);
  options o = run_options();
  o.threads = 1; /* one order of sums, so that equal means equal bits */
  o.q_continue = true;
  o.init_noise = .1;
  o.noise = .02;
  o.stagger = true;
  char path[512];
  snprintf(path, sizeof path, "%s/resume.ckpt", files.work);
  layout l = square_layout(), m;
  float *start = square_weights(&l), *ema, *weights, best;
  double seconds;
  size_t bytes;
  bool same;
  trainer a, b;
  trainer_init(&a, &o, &l, start, NULL, &task_fixture, &data, NULL, 0, NULL);
  for (int i = 0; i < 7; i++) trainer_step(&a, .1);
  a.best = .5f;
  a.seconds = 3;
  checkpoint_save(&a, path);
  hrm_learn_take_totals(a.learner);
  weights = model_load(path, &m, &ema);
  void *state = checkpoint_state(path, &bytes, &best, &seconds);
  CHECK(best == .5f && seconds == 3, "best %g after %g s", (double)best, seconds);
  o.seed = 99; /* whatever is drawn at first must be replaced */
  trainer_init(&b, &o, &m, weights, ema, &task_fixture, &data, state, bytes, &same);
  CHECK(same, "the slots were not taken over");
  for (int i = 0; i < 9; i++) {
    trainer_step(&a, .2);
    trainer_step(&b, .2);
    const hrm_learn_totals x = hrm_learn_take_totals(a.learner), y = hrm_learn_take_totals(b.learner);
    CHECK(x.lm == y.lm && x.q_halt == y.q_halt && x.q_continue == y.q_continue && x.halted == y.halted,
          "step %d: loss %.17g, after resuming %.17g", i, x.lm, y.lm);
  }
  CHECK(hrm_learn_steps(a.learner) == 16 && a.state_bytes == b.state_bytes && !memcmp(a.state, b.state, a.state_bytes),
        "the states differ after %u and %u steps", (unsigned)hrm_learn_steps(a.learner),
        (unsigned)hrm_learn_steps(b.learner));
  trainer_free(&b);
  /* more slots, deeper recursion: weights and optimiser go on, puzzles are fresh */
  o.slots = 20;
  hrm_config deeper = m.config;
  deeper.H_cycles = 3;
  deeper.L_cycles = 4;
  layout_init(&m, &deeper);
  trainer_init(&b, &o, &m, weights, ema, &task_fixture, &data, state, bytes, &same);
  CHECK(!same, "slots of another number were taken over");
  trainer_step(&b, .2);
  const hrm_learn_totals y = hrm_learn_take_totals(b.learner);
  CHECK(hrm_learn_steps(b.learner) == 8 && y.segments == 20 && isfinite(y.lm), "deeper: step %u, %u segments, loss %g",
        (unsigned)hrm_learn_steps(b.learner), (unsigned)y.segments, y.lm);
  trainer_free(&a);
  trainer_free(&b);
  void *const all[] = {start, weights, ema, state};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  examples_free(&data);
}

static void export(void) {
  char path[512], checkpoint[512];
  snprintf(path, sizeof path, "%s/export.hrm", files.work);
  snprintf(checkpoint, sizeof checkpoint, "%s/export.ckpt", files.work);
  for (int positions = 0; positions < 2; positions++) {
    layout l = tiny_layout(positions ? HRM_LEARNED : HRM_ROPE, 9, 16), m;
    float *weights = tiny_weights(&l, 6), *ema;
    hrm_file_save(path, &l, weights, HRM_F32);
    float *back = model_load(path, &m, &ema);
    CHECK(!ema && m.floats == l.floats && !memcmp(back, weights, l.floats * sizeof(float)),
          "f32 weights changed on the way");
    free(back);
    hrm_file_save(path, &l, weights, HRM_Q8);
    back = model_load(path, &m, &ema);
    for (uint32_t i = 0; i < l.count; i++) {
      const weight *w = &l.weights[i];
      for (uint32_t row = 0; row < w->file.rows; row++) {
        const float *x = weights + w->at + (size_t)row * w->file.cols, *y = back + w->at + (size_t)row * w->file.cols;
        float largest = 0;
        for (uint32_t k = 0; k < w->file.cols; k++) largest = fmaxf(largest, fabsf(x[k]));
        const float allowed = w->file.kind >= HRM_H_QKV ? largest / 127 * .501f : 0;
        for (uint32_t k = 0; k < w->file.cols; k++)
          CHECK(fabsf(x[k] - y[k]) <= allowed, "q8 tensor %u row %u: %.7g became %.7g", w->file.kind, row, x[k], y[k]);
      }
    }
    free(back);
    free(weights);
  }
  /* a mean of two models */
  char other[512], mean[512];
  snprintf(other, sizeof other, "%s/other.hrm", files.work);
  snprintf(mean, sizeof mean, "%s/mean.hrm", files.work);
  layout l = tiny_layout(HRM_LEARNED, 9, 16), m;
  float *one = tiny_weights(&l, 6), *two = tiny_weights(&l, 7), *ema;
  hrm_file_save(path, &l, one, HRM_F32);
  hrm_file_save(other, &l, two, HRM_F32);
  CHECK(!command_export(
            &(options){.from = path, .with = other, .share = .25, .out = mean, .dtype = "f32", .quantize = "f32"}),
        "no mean");
  float *back = model_load(mean, &m, &ema);
  for (size_t i = 0; i < l.floats; i++)
    CHECK(fabsf(back[i] - (.75f * one[i] + .25f * two[i])) <= 1e-6f, "weight %zu: %g of %g and %g", i, (double)back[i],
          (double)one[i], (double)two[i]);
  free(back);
  free(one);
  free(two);
  /* a checkpoint that was damaged is refused: the process ends, so only the read is tried on a copy that is no
   * checkpoint at all */
  FILE *f = fopen(checkpoint, "w");
  if (!f) fail("%s cannot be written", checkpoint);
  fputs("HRMCKPT", f);
  fclose(f);
  size_t bytes;
  void *data = file_read(checkpoint, &bytes);
  CHECK(data && bytes == 7, "read %zu bytes", bytes);
  free(data);
}

/* A slot as it lies in the state. */
static slot slot_of(const trainer *t, uint32_t i) {
  state_places p;
  layout l;
  CHECK(!hrm_state_check(t->state, t->state_bytes, &l, &p), "the state is not one");
  return hrm_state_slot((uint8_t *)t->state + p.slots, &p, i);
}

static void segments_and_slots(void) {
  /* a slot that never halts by itself is replaced after halt_max_steps; the counts of the report agree with that */
  dataset data = latin_squares(12, 1);
  options o = run_options();
  o.lr = o.adam_lr = 0;
  o.explore = 0;
  layout l = square_layout();
  float *weights = square_weights(&l);
  trainer t;
  trainer_init(&t, &o, &l, weights, NULL, &task_fixture, &data, NULL, 0, NULL);
  for (int i = 0; i < 3; i++) trainer_step(&t, 0); /* q_halt starts at -5, below q_continue's 0 */
  hrm_learn_totals s = hrm_learn_take_totals(t.learner);
  CHECK(s.segments == 48 && s.halted == 0, "%u segments, %u halted", (unsigned)s.segments, (unsigned)s.halted);
  trainer_step(&t, 0);
  s = hrm_learn_take_totals(t.learner);
  CHECK(s.halted == 16 && s.halted_segments == 64, "%u halted after %u segments", (unsigned)s.halted,
        (unsigned)s.halted_segments);
  CHECK(slot_of(&t, 3).head->steps == 0, "%u segments of a fresh slot", slot_of(&t, 3).head->steps);
  trainer_free(&t);
  /* with q_halt above q_continue every segment is the last, unless exploration keeps the puzzle */
  weights[hrm_layout_find(&l, HRM_Q_BIAS, 0)->at] = 5;
  trainer_init(&t, &o, &l, weights, NULL, &task_fixture, &data, NULL, 0, NULL);
  trainer_step(&t, 0);
  CHECK(hrm_learn_take_totals(t.learner).halted == 16, "confident slots stayed");
  trainer_free(&t);
  /* q_continue says nothing where q_halt alone decides */
  float *bias = weights + hrm_layout_find(&l, HRM_Q_BIAS, 0)->at;
  bias[0] = 1;
  bias[1] = 2;
  for (int alone = 0; alone < 2; alone++) {
    if (alone) l.config.rules |= HRM_HALT_ABOVE_0;
    trainer_init(&t, &o, &l, weights, NULL, &task_fixture, &data, NULL, 0, NULL);
    trainer_step(&t, 0);
    const uint64_t halted = hrm_learn_take_totals(t.learner).halted;
    CHECK(halted == (alone ? 16 : 0), "%u halted where q_halt is 1 and q_continue 2", (unsigned)halted);
    trainer_free(&t);
  }
  free(weights);
  examples_free(&data);
}

static void hints_midway(void) {
  /* every puzzle gets one of its wrong cells after every segment from the second on, and is not begun again */
  dataset data = latin_squares(12, 1);
  options o = run_options();
  task hinted = task_fixture;
  hinted.unknown = 1;
  o.lr = o.adam_lr = o.explore = 0;
  o.midway = 1;
  o.midway_from = 2;
  layout l = square_layout();
  float *weights = square_weights(&l);
  trainer t;
  trainer_init(&t, &o, &l, weights, NULL, &hinted, &data, NULL, 0, NULL);
  token before[16][16];
  uint32_t all = 0;
  for (uint32_t step = 1; step <= 3; step++) {
    for (uint32_t s = 0; s < 16; s++) memcpy(before[s], slot_of(&t, s).inputs, sizeof before[s]);
    trainer_step(&t, 0);
    for (uint32_t s = 0; s < 16; s++) {
      const slot now = slot_of(&t, s);
      uint32_t given = 0, false_ones = 0;
      for (uint32_t i = 0; i < 16; i++) {
        if (now.inputs[i] == before[s][i]) continue;
        given++;
        false_ones += before[s][i] != 1 || now.inputs[i] != (token)now.labels[i];
      }
      CHECK(now.head->steps == step && !false_ones && given <= (step >= 2),
            "step %u, slot %u: %u cells given, %u of them false, %u segments", step, s, given, false_ones,
            now.head->steps);
      all += given;
    }
  }
  CHECK(all >= 28, "only %u cells given in 32 segments",
        all); /* now and then a net that knows nothing has a square right */
  trainer_free(&t);
  free(weights);
  examples_free(&data);
}

static void quantized(void) {
  /* the passes see what a q4 file gives back, and the step is taken by the weights behind it */
  dataset data = latin_squares(4, 1);
  options o = still_options();
  layout l = square_layout(), m;
  float *weights = square_weights(&l), *rounded = allocate(l.floats, sizeof *rounded),
        *gradient = allocate(l.floats, sizeof *gradient), *expected = allocate(l.floats, sizeof *expected);
  round_weights(&l, HRM_Q4, weights, rounded);
  size_t changed = 0;
  for (size_t i = 0; i < l.floats; i++) changed += weights[i] != rounded[i];
  CHECK(changed > l.floats / 2, "rounding changed %zu of %zu weights", changed, l.floats);
  hrm_learn_totals a, b;
  run_segments(&o, &l, rounded, &data, 2, expected, &a);
  o.quantize = "q4";
  run_segments(&o, &l, weights, &data, 2, gradient, &b);
  CHECK(a.lm == b.lm && a.q_halt == b.q_halt, "loss %.17g, of rounded weights %.17g", b.lm, a.lm);
  CHECK(!memcmp(gradient, expected, l.floats * sizeof *gradient),
        "the gradient is another than that of rounded weights");

  o = run_options();
  o.quantize = "q4";
  o.lr = 1e-5; /* less than any step of the rounding */
  trainer t;
  trainer_init(&t, &o, &l, weights, NULL, &task_fixture, &data, NULL, 0, NULL);
  trainer_step(&t, 0);
  const float *stepped = hrm_learn_weights(t.learner);
  const weight *down = hrm_layout_block(&l, MODULE_L, 0, DOWN);
  for (size_t i = 0; i < down->count; i++) {
    const float moved = fabsf(stepped[down->at + i] - weights[down->at + i]);
    CHECK(moved <= 1e-4f, "weight %zu moved by %g", i, (double)moved);
  }
  CHECK(memcmp(stepped + down->at, weights + down->at, down->count * sizeof *weights), "no weight moved");
  trainer_free(&t);

  char path[512], q4[512];
  snprintf(path, sizeof path, "%s/f32.hrm", files.work);
  snprintf(q4, sizeof q4, "%s/q4.hrm", files.work);
  hrm_file_save(path, &l, weights, HRM_F32);
  CHECK(!command_export(&(options){.from = path, .out = q4, .dtype = "q4", .quantize = "f32"}), "no export");
  float *back = hrm_file_load(q4, &m);
  CHECK(m.config.dtype == HRM_Q4 && !memcmp(back, rounded, l.floats * sizeof *back),
        "the file gives back other weights");
  void *const all[] = {weights, rounded, gradient, expected, back};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  examples_free(&data);
}

const test run_tests_of_train[] = {{"weights rounded to four bits in training", quantized},
                                   {"hints in the middle of a puzzle", hints_midway},
                                   {"ACT replaces slots", segments_and_slots},
                                   {"overfits Latin squares with Muon and with AdamW, TRM too", overfits},
                                   {"a resumed run gives the same numbers", resume},
                                   {"export, reading back and a mean of two models", export},
                                   {0}};
