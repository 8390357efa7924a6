/* command_train.c - hrm-train train: the loop around trainer_step, with progress, evaluation and checkpoints. */
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "checkpoint.h"
#include "commands.h"
#include "evaluate.h"
#include "init.h"
#include "model_file.h"
#include "memory.h"

static volatile sig_atomic_t asked_to_stop;

static void on_signal(int number) {
  (void)number;
  asked_to_stop = 1;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A name with a suffix, the caller's to free(). */
static char *file_name(const char *name, const char *suffix) {
  char *path = allocate(strlen(name) + strlen(suffix) + 1, 1);
  strcpy(path, name);
  return strcat(path, suffix);
}

static const char *const position_names[] = {[HRM_ROPE] = "rope",
                                             [HRM_LEARNED] = "learned",
                                             [HRM_NO_POS] = "none",
                                             [HRM_RELATIVE] = "relative",
                                             [HRM_RELATIVE_ABSOLUTE] = "relative and absolute"};

static hrm_pos positions_of(const options *o) {
  if (!o->positions) return o->mlp_t ? HRM_NO_POS : HRM_LEARNED;
  for (unsigned i = 0; i <= HRM_RELATIVE; i++) /* new models have no others */
    if (!strcmp(o->positions, position_names[i])) return (hrm_pos)i;
  fail("--pos: '%s' is not learned, rope, relative or none", o->positions);
}

static hrm_config new_config(const options *o, const task *t, const dataset *data) {
  const uint32_t side = o->side ? o->side : t->side_standard;
  if (side != t->side_standard && !t->any_side) fail("--side: a grid of %s has side %u", t->name, t->side_standard);
  const hrm_pos positions = positions_of(o);
  const bool trm = !strcmp(o->arch, "trm");
  if (!trm && strcmp(o->arch, "hrm")) fail("--arch: '%s' is not hrm or trm", o->arch);
  if (o->mlp_t && positions != HRM_LEARNED && positions != HRM_NO_POS)
    fail("--pos: %s positions are attention's; with --mlp-t they are learned or none", o->positions);
  hrm_config c = {.task = t->id,
                  .grid_rows = side,
                  .grid_cols = side,
                  .vocab_size = t->vocab_size,
                  .seq_len = side * side,
                  .puzzle_emb_len = o->puzzle_emb_len,
                  .num_puzzle_identifiers = o->puzzle_emb_len ? o->puzzle_identifiers : 0,
                  .hidden_size = o->hidden,
                  .num_heads = o->mlp_t ? 1 : o->heads,
                  .inner_size = o->inner,
                  .H_layers = trm ? 0 : o->H_layers,
                  .L_layers = o->L_layers,
                  .H_cycles = trm ? 3 : 2,
                  .L_cycles = trm ? 6 : 2,
                  .halt_max_steps = 16,
                  .pos_encodings = positions,
                  .rope_theta = positions == HRM_ROPE ? (float)o->rope_theta : 1.f,
                  .rms_norm_eps = 1e-5f,
                  .mlp_t_size = o->mlp_t,
                  .puzzle_emb_ndim = o->puzzle_emb_ndim,
                  .rules = (trm ? HRM_HALT_ABOVE_0 : 0u) |
                           (positions == HRM_RELATIVE && t->leaves_out_walls ? HRM_NO_CELL_0 : 0u)};
  if (t->shape) t->shape(data, &c);
  return c;
}

static void match_number(const options *o, const void *field, double has, const char *path) {
  char text[32];
  snprintf(text, sizeof text, "%.9g", has);
  options_match(o, field, text, path);
}

/* Of a model that is there no option says another shape. What means nothing for its kind is not looked at, as for a new
 * model. */
static void match_shape(const options *o, const hrm_config *c, const task *t, const char *path) {
  const bool trm = !c->H_layers && c->rules & HRM_HALT_ABOVE_0;
  options_match(o, &o->arch, trm ? "trm" : "hrm", path);
  options_match(o, &o->positions, position_names[c->pos_encodings], path);
  match_number(o, &o->hidden, c->hidden_size, path);
  match_number(o, &o->inner, c->inner_size, path);
  match_number(o, &o->mlp_t, c->mlp_t_size, path);
  if (!c->mlp_t_size) match_number(o, &o->heads, c->num_heads, path);
  if (!trm) match_number(o, &o->H_layers, c->H_layers, path);
  match_number(o, &o->L_layers, c->L_layers, path);
  if (c->pos_encodings == HRM_ROPE) match_number(o, &o->rope_theta, c->rope_theta, path);
  match_number(o, &o->puzzle_emb_len, c->puzzle_emb_len, path);
  match_number(o, &o->puzzle_emb_ndim, c->puzzle_emb_ndim, path);
  if (c->puzzle_emb_len && !t->shape) match_number(o, &o->puzzle_identifiers, c->num_puzzle_identifiers, path);
  match_number(o, &o->side, c->grid_rows, path);
  if (task_named(o->task) != t) options_match(o, &o->task, task_reading(c->task, NULL)->name, path);
}

/* Depth may change at any time: no weight depends on it. */
static void override_cycles(hrm_config *c, const options *o) {
  if (o->H_cycles) c->H_cycles = o->H_cycles;
  if (o->L_cycles) c->L_cycles = o->L_cycles;
  if (o->halt_max_steps) c->halt_max_steps = o->halt_max_steps;
}

static void grow(const char *path, const task *t, const layout *l, float *weights, rng *r) {
  layout other;
  float *ema, *theirs = model_load(path, &other, &ema);
  init_grown(l, weights, t, &other, ema ? ema : theirs, r);
  free(theirs);
  free(ema);
}

static float *new_weights(const options *o, const task *t, const dataset *data, layout *l) {
  hrm_config config = new_config(o, t, data);
  override_cycles(&config, o);
  layout_init(l, &config);
  float *weights = allocate(l->floats, sizeof *weights);
  rng r = rng_stream(o->seed, 0);
  hrm_official_weights(l, weights, o->q_continue, &r);
  if (!strcmp(o->start, "structured")) {
    if (config.pos_encodings == HRM_LEARNED && !config.mlp_t_size && t->groups)
      init_structured(l, weights, t, (float)o->gain, &r);
  } else if (strcmp(o->start, "official")) {
    fail("--start: '%s' is not official or structured", o->start);
  }
  if (o->grow) grow(o->grow, t, l, weights, &r);
  return weights;
}

/* ---- reports ---- */

typedef struct run {
  trainer t;
  const options *o;
  FILE *metrics; /* one JSON object a line */
  dataset *dev;
  hrm_dtype dtype; /* that the weights are going to be shipped in */
  char *checkpoint, *best_checkpoint;
} run;

static void report_progress(run *r, double seconds) {
  hrm_learner *const learner = r->t.learner;
  const hrm_learn_totals s = hrm_learn_take_totals(learner);
  const unsigned long long step = hrm_learn_steps(learner);
  if (!s.segments || !step) return;
  const double n = (double)s.segments, rate = n / seconds, gflops = s.flops / seconds * 1e-9,
               cell = (double)s.correct / (double)(s.labelled ? s.labelled : 1);
  const double halted = (double)(s.halted ? s.halted : 1), exact = (double)s.halted_exact / halted,
               steps = (double)s.halted_segments / halted;
  const double loss = (s.lm + .5 * (s.q_halt + s.q_continue)) / n, all = (double)step * r->o->slots,
               lr = r->o->lr * hrm_learn_rate(learner), norm = hrm_learn_gradient_norm(learner);
  printf("%6.1f min  step %llu  %.3f M segments  loss %.4f (lm %.4f q %.4f)  cell %.2f %%  halted: exact %.2f %% after "
         "%.1f  %.0f seg/s  %.0f GFLOP/s  lr %.2e  |g| %.2e\n",
         r->t.seconds / 60, step, all * 1e-6, loss, s.lm / n, s.q_halt / n, 100 * cell, 100 * exact, steps, rate,
         gflops, lr, norm);
  fflush(stdout);
  fprintf(r->metrics,
          "{\"type\":\"train\",\"minutes\":%.3f,\"step\":%llu,\"segments\":%.0f,\"loss\":%.6g,\"lm_loss\":%.6g,\"q_"
          "halt_loss\":%.6g,\"q_continue_loss\":%.6g,\"cell\":%.6g,\"halted\":%llu,"
          "\"halted_exact\":%.6g,\"halted_segments\":%.4g,\"segments_per_s\":%.5g,\"gflops\":%.5g,\"lr\":%.6g,"
          "\"gradient_norm\":%.6g}\n",
          r->t.seconds / 60, step, all, loss, s.lm / n, s.q_halt / n, s.q_continue / n, cell,
          (unsigned long long)s.halted, exact, steps, rate, gflops, lr, norm);
  fflush(r->metrics);
}

static void report_evaluation(run *r) {
  trainer *t = &r->t;
  const unsigned long long step = hrm_learn_steps(t->learner);
  evaluation e =
      evaluate(t->team, &t->l, hrm_learn_mean(t->learner), r->dtype, t->task, r->dev, r->o->limit, r->o->segments);
  const double exact = exact_rate(&e, e.segments - 1);
  printf("---- dev, running mean of the weights as %s, step %llu: exact %.4f\n", dtype_name(r->dtype), step, exact);
  evaluation_print(&e, t->task, stdout);
  fflush(stdout);
  fprintf(r->metrics,
          "{\"type\":\"dev\",\"minutes\":%.3f,\"step\":%llu,\"segments\":%.0f,\"n\":%zu,\"exact\":%.6g,\"cell\":%.6g,"
          "\"valid\":%.6g,\"exact_by_difficulty\":{",
          t->seconds / 60, step, (double)step * r->o->slots, e.puzzles, exact,
          e.cells ? (double)e.correct_cells / (double)e.cells : 0, e.puzzles ? (double)e.valid / (double)e.puzzles : 0);
  for (size_t b = 0; b < e.bins; b++)
    fprintf(r->metrics, "%s\"%d\":[%zu,%zu]", b ? "," : "", t->task->bins[b], e.exact[e.segments - 1][b], e.in_bin[b]);
  fprintf(r->metrics, "},\"exact_by_segment\":[");
  for (size_t s = 0; s < e.segments; s++) fprintf(r->metrics, "%s%.6g", s ? "," : "", exact_rate(&e, s));
  fprintf(r->metrics, "]}\n");
  fflush(r->metrics);
  free(e.exact);
  if (exact > t->best) {
    t->best = (float)exact;
    checkpoint_save(t, r->best_checkpoint);
    printf("---- the best so far, saved as %s\n", r->best_checkpoint);
  }
}

static void train(run *r) {
  const options *o = r->o;
  trainer *t = &r->t;
  const double begun = t->seconds;
  double clock = now(), logged = begun, saved = begun, evaluated = begun;
  while (!asked_to_stop) {
    const double progress = o->steps ? (double)hrm_learn_steps(t->learner) / o->steps : t->seconds / (60 * o->minutes);
    if (progress >= 1) break;
    trainer_step(t, progress);
    const double time = now();
    t->seconds += time - clock;
    if (t->seconds - logged >= o->log_sec) {
      report_progress(r, t->seconds - logged);
      logged = t->seconds;
    }
    if (t->seconds - saved >= 60 * o->save_min) {
      checkpoint_save(t, r->checkpoint);
      saved = t->seconds;
    }
    if (r->dev && t->seconds - evaluated >= 60 * o->eval_min) {
      report_evaluation(r);
      evaluated = t->seconds;
    }
    clock = t->seconds - begun == 0 ? time : now(); /* evaluation and files do not count as training */
  }
  if (t->seconds > logged) report_progress(r, t->seconds - logged);
  checkpoint_save(t, r->checkpoint);
  if (asked_to_stop) printf("stopped by a signal; go on with --resume %s\n", r->checkpoint);
  else if (r->dev) report_evaluation(r);
}

int command_train(const options *o) {
  run r = {.o = o};
  layout l;
  float *weights = NULL, *ema = NULL;
  const char *from = o->resume ? o->resume : o->init;
  if (o->init && (o->resume || o->grow)) fail("give --init, --resume or --grow, not two of them");
  if (from) {
    weights = model_load(from, &l, &ema);
    hrm_config config = l.config;
    override_cycles(&config, o);
    layout_init(&l, &config);
  }
  const task *puzzles = from ? task_reading(l.config.task, o->data) : task_named(o->task);
  if (from) match_shape(o, &l.config, puzzles, from);
  data_options d = {.mix = o->mix,
                    .hint_prob = (float)o->hint_prob,
                    .hint_max = (float)o->hint_max,
                    .deducible = (float)o->deducible,
                    .side = from      ? l.config.grid_rows
                            : o->side ? o->side
                                      : puzzles->side_standard,
                    .leaves_out_walls = !from && positions_of(o) == HRM_RELATIVE,
                    .size_min = o->size_min,
                    .size_max = o->size_max,
                    .hardness = (float)o->hardness,
                    .hardness_spread = (float)o->hardness_spread,
                    .other_kinds = (float)o->other_kinds,
                    .alphabet = o->alphabet,
                    .fits = from ? &l.config : NULL};
  dataset *data = puzzles->open(o->data, &d);
  if (!from) weights = new_weights(o, puzzles, data, &l);
  const data_options plain = {.side = l.config.grid_rows, .alphabet = o->alphabet, .part = "test", .fits = &l.config};
  if (o->dev) r.dev = puzzles->open(o->dev, &plain);
  size_t state_bytes = 0;
  float best = 0;
  double seconds = 0;
  void *state = o->resume ? checkpoint_state(o->resume, &state_bytes, &best, &seconds) : NULL;
  bool same;
  trainer_init(&r.t, o, &l, weights, ema, puzzles, data, state, state_bytes, &same);
  if (state && !same)
    printf("the slots are another number or size than in %s: they start with fresh puzzles\n", o->resume);
  r.t.best = best;
  r.t.seconds = seconds;
  free(weights);
  free(ema);
  free(state);
  r.dtype = shipped_dtype(o);
  const uint32_t calls = r.t.settings.gradient_calls;
  r.checkpoint = file_name(o->name, ".ckpt");
  r.best_checkpoint = file_name(o->name, ".best.ckpt");
  char *metrics = file_name(o->name, ".jsonl");
  r.metrics = fopen(metrics, "a");
  if (!r.metrics) fail("%s: %s", metrics, strerror(errno));
  struct sigaction action = {.sa_handler = on_signal};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  const hrm_config *c = &l.config;
  printf("%s: %s, %s with %s, %zu parameters, hidden %u, %u heads, inner %u, layers H %u L %u, cycles H %u L %u, %s, "
         "gradient "
         "through %u of %u calls\n"
         "%zu puzzles, %u slots, %u threads, %s, %s, seed %u, %.4f GFLOP a segment, state %.1f MB, work %.1f MB\n",
         o->name, puzzles->name, c->H_layers ? "HRM" : "TRM", c->mlp_t_size ? "token mixing" : "attention",
         l.parameters, c->hidden_size, c->num_heads, c->inner_size, c->H_layers, c->L_layers, c->H_cycles, c->L_cycles,
         o->loss, calls, c->H_cycles * (c->L_cycles + 1), puzzles->count(data), o->slots, r.t.team->threads,
         hrm_learn_mode_name(r.t.settings.mode), o->optimiser, o->seed, hrm_learn_flops(&l.config, calls) * 1e-9,
         1e-6 * (double)r.t.state_bytes, 1e-6 * (double)r.t.work_bytes);
  fflush(stdout);
  train(&r);
  fclose(r.metrics);
  free(metrics);
  free(r.checkpoint);
  free(r.best_checkpoint);
  if (r.dev) puzzles->close(r.dev);
  trainer_free(&r.t);
  puzzles->close(data);
  return 0;
}
