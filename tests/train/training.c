/* training.c - whole runs: overfitting, going on exactly from a checkpoint, deepening, export. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "../../tools/train/checkpoint.h"
#include "../../tools/train/commands.h"
#include "../../tools/train/evaluate.h"
#include "../../tools/train/init.h"
#include "../../tools/train/model_file.h"
#include "fixture.h"

static options run_options(void) {
  return (options){.gradient = "cycle",
                   .loss = "softmax",
                   .optimiser = "muon",
                   .quantize = "f32",
                   .precision = "auto",
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

static layout square_layout(void) {
  const hrm_config c = {.vocab_size = 6,
                        .seq_len = 16,
                        .puzzle_emb_len = 1,
                        .num_puzzle_identifiers = 1,
                        .hidden_size = 64,
                        .num_heads = 2,
                        .inner_size = 128,
                        .H_layers = 1,
                        .L_layers = 1,
                        .H_cycles = 2,
                        .L_cycles = 2,
                        .halt_max_steps = 4,
                        .pos_encodings = HRM_LEARNED,
                        .rope_theta = 1,
                        .rms_norm_eps = 1e-5f};
  layout l;
  layout_init(&l, &c);
  return l;
}

static float *square_weights(const layout *l) {
  float *weights = allocate(l->floats, sizeof *weights);
  rng r = rng_stream(2, 0);
  init_official(l, weights, false, &r);
  return weights;
}

static double seconds_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void overfit(void) {
  dataset data = latin_squares(12, 1);
  for (int adamw = 0; adamw < 2; adamw++) {
    options o = run_options();
    if (adamw) o.optimiser = "adamw";
    layout l = square_layout();
    trainer t;
    trainer_init(&t, &o, &l, square_weights(&l), NULL, &task_fixture, &data);
    const double begin = seconds_now();
    double exact = 0;
    while (exact < 1 && t.step < 5000) {
      for (int i = 0; i < 50; i++) trainer_step(&t, 0);
      evaluation e = evaluate(t.team, t.ops, &t.l, t.ema, &task_fixture, &data, 0, 4, 2);
      exact = exact_rate(&e, 3);
      free(e.exact);
    }
    printf("%s: %.0f %% of 12 squares after %llu steps, %.1f s (seed 1)\n", o.optimiser, 100 * exact,
           (unsigned long long)t.step, seconds_now() - begin);
    CHECK(exact == 1, "%s: %.3f exact", o.optimiser, exact);
    trainer_free(&t);
  }
  examples_free(&data);
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
  layout l = square_layout();
  trainer a, b;
  trainer_init(&a, &o, &l, square_weights(&l), NULL, &task_fixture, &data);
  for (int i = 0; i < 7; i++) trainer_step(&a, .1);
  checkpoint_save(&a, path);
  trainer_totals(&a);
  float *ema, *weights;
  layout m;
  weights = model_load(path, &m, &ema);
  o.seed = 99; /* whatever is drawn at first must be replaced */
  trainer_init(&b, &o, &m, weights, ema, &task_fixture, &data);
  CHECK(checkpoint_resume(&b, path), "the slots were not taken over");
  for (int i = 0; i < 9; i++) {
    trainer_step(&a, .2);
    trainer_step(&b, .2);
    const totals x = trainer_totals(&a), y = trainer_totals(&b);
    CHECK(x.lm == y.lm && x.q_halt == y.q_halt && x.q_continue == y.q_continue && x.halted == y.halted,
          "step %d: loss %.17g, after resuming %.17g", i, x.lm, y.lm);
  }
  CHECK(a.step == 16 && b.step == 16, "steps %u and %u", (unsigned)a.step, (unsigned)b.step);
  CHECK(!memcmp(a.weights, b.weights, a.l.floats * sizeof(float)) && !memcmp(a.ema, b.ema, a.l.floats * sizeof(float)),
        "weights differ");
  trainer_free(&b);
  /* more slots, deeper recursion: weights and optimiser go on, puzzles are fresh */
  o.slots = 20;
  weights = model_load(path, &m, &ema);
  hrm_config deeper = m.config;
  deeper.H_cycles = 3;
  deeper.L_cycles = 4;
  layout_free(&m);
  layout_init(&m, &deeper);
  trainer_init(&b, &o, &m, weights, ema, &task_fixture, &data);
  CHECK(!checkpoint_resume(&b, path), "slots of another number were taken over");
  trainer_step(&b, .2);
  const totals y = trainer_totals(&b);
  CHECK(b.step == 8 && y.segments == 20 && isfinite(y.lm), "deeper: step %u, %u segments, loss %g", (unsigned)b.step,
        (unsigned)y.segments, y.lm);
  trainer_free(&a);
  trainer_free(&b);
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
    layout_free(&m);
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
    layout_free(&m);
    free(weights);
    layout_free(&l);
  }
  /* a mean of two models */
  char other[512], mean[512];
  snprintf(other, sizeof other, "%s/other.hrm", files.work);
  snprintf(mean, sizeof mean, "%s/mean.hrm", files.work);
  layout l = tiny_layout(HRM_LEARNED, 9, 16), m;
  float *one = tiny_weights(&l, 6), *two = tiny_weights(&l, 7), *ema;
  hrm_file_save(path, &l, one, HRM_F32);
  hrm_file_save(other, &l, two, HRM_F32);
  CHECK(!command_export(&(options){.from = path, .with = other, .share = .25, .out = mean, .dtype = "f32"}), "no mean");
  float *back = model_load(mean, &m, &ema);
  for (size_t i = 0; i < l.floats; i++)
    CHECK(fabsf(back[i] - (.75f * one[i] + .25f * two[i])) <= 1e-6f, "weight %zu: %g of %g and %g", i, (double)back[i],
          (double)one[i], (double)two[i]);
  free(back);
  free(one);
  free(two);
  layout_free(&l);
  layout_free(&m);
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

static void segments_and_slots(void) {
  /* a slot that never halts by itself is replaced after halt_max_steps; the counts of the report agree with that */
  dataset data = latin_squares(12, 1);
  options o = run_options();
  o.lr = o.adam_lr = 0;
  o.explore = 0;
  layout l = square_layout();
  trainer t;
  trainer_init(&t, &o, &l, square_weights(&l), NULL, &task_fixture,
               &data); /* q_halt starts at -5, below q_continue's 0 */
  for (int i = 0; i < 3; i++) trainer_step(&t, 0);
  totals s = trainer_totals(&t);
  CHECK(s.segments == 48 && s.halted == 0, "%u segments, %u halted", (unsigned)s.segments, (unsigned)s.halted);
  trainer_step(&t, 0);
  s = trainer_totals(&t);
  CHECK(s.halted == 16 && s.halted_steps == 64, "%u halted after %u segments", (unsigned)s.halted,
        (unsigned)s.halted_steps);
  CHECK(t.slots[3].steps == 0, "%u segments of a fresh slot", t.slots[3].steps);
  /* with q_halt above q_continue every segment is the last, unless exploration keeps the puzzle */
  t.weights[layout_find(&t.l, HRM_Q_BIAS, 0)->at] = 5;
  trainer_step(&t, 0);
  CHECK(trainer_totals(&t).halted == 16, "confident slots stayed");
  trainer_free(&t);
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
  trainer t;
  trainer_init(&t, &o, &l, square_weights(&l), NULL, &hinted, &data);
  token before[16][16];
  uint32_t all = 0;
  for (uint32_t step = 1; step <= 3; step++) {
    for (uint32_t s = 0; s < 16; s++) memcpy(before[s], t.slots[s].inputs, sizeof before[s]);
    trainer_step(&t, 0);
    for (uint32_t s = 0; s < 16; s++) {
      uint32_t given = 0, false_ones = 0;
      for (uint32_t i = 0; i < 16; i++) {
        if (t.slots[s].inputs[i] == before[s][i]) continue;
        given++;
        false_ones += before[s][i] != 1 || t.slots[s].inputs[i] != (token)t.slots[s].labels[i];
      }
      CHECK(t.slots[s].steps == step && !false_ones && given <= (step >= 2),
            "step %u, slot %u: %u cells given, %u of them false, %u segments", step, s, given, false_ones,
            t.slots[s].steps);
      all += given;
    }
  }
  CHECK(all >= 28, "only %u cells given in 32 segments",
        all); /* now and then a net that knows nothing has a square right */
  trainer_free(&t);
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
  totals a, b;
  run_segments(&o, &l, rounded, &data, 2, expected, &a);
  o.quantize = "q4";
  run_segments(&o, &l, weights, &data, 2, gradient, &b);
  CHECK(a.lm == b.lm && a.q_halt == b.q_halt, "loss %.17g, of rounded weights %.17g", b.lm, a.lm);
  CHECK(!memcmp(gradient, expected, l.floats * sizeof *gradient),
        "the gradient is another than that of rounded weights");

  o = run_options();
  o.quantize = "q4";
  o.lr = 1e-5; /* less than any step of the rounding */
  layout own = square_layout();
  float *copy = allocate(l.floats, sizeof *copy);
  memcpy(copy, weights, l.floats * sizeof *copy);
  trainer t;
  trainer_init(&t, &o, &own, copy, NULL, &task_fixture, &data);
  trainer_step(&t, 0);
  const weight *down = layout_block(&l, MODULE_L, 0, DOWN);
  for (size_t i = 0; i < down->count; i++) {
    const float moved = fabsf(t.weights[down->at + i] - weights[down->at + i]);
    CHECK(moved <= 1e-4f, "weight %zu moved by %g", i, (double)moved);
  }
  CHECK(memcmp(t.weights + down->at, weights + down->at, down->count * sizeof *weights), "no weight moved");
  round_weights(&l, HRM_Q4, t.weights, expected);
  CHECK(!memcmp(t.rounded, expected, l.floats * sizeof *expected), "the next step sees other weights");
  trainer_free(&t);

  char path[512], q4[512];
  snprintf(path, sizeof path, "%s/f32.hrm", files.work);
  snprintf(q4, sizeof q4, "%s/q4.hrm", files.work);
  hrm_file_save(path, &l, weights, HRM_F32);
  CHECK(!command_export(&(options){.from = path, .out = q4, .dtype = "q4"}), "no export");
  float *back = hrm_file_load(q4, &m);
  CHECK(m.config.dtype == HRM_Q4 && !memcmp(back, rounded, l.floats * sizeof *back),
        "the file gives back other weights");
  void *const all[] = {weights, rounded, gradient, expected, back};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  layout_free(&l);
  layout_free(&m);
  examples_free(&data);
}

const test run_tests_of_train[] = {{"weights rounded to four bits in training", quantized},
                                   {"hints in the middle of a puzzle", hints_midway},
                                   {"ACT replaces slots", segments_and_slots},
                                   {"overfits Latin squares with Muon and with AdamW", overfit},
                                   {"a resumed run gives the same numbers", resume},
                                   {"export, reading back and a mean of two models", export},
                                   {0}};
