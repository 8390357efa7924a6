/* command_eval.c - hrm-train eval and hrm-train export: what is done with weights as they are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "calibrate.h"
#include "checkpoint.h"
#include "commands.h"
#include "evaluate.h"
#include "init.h"
#include "model_file.h"
#include "memory.h"

/* The running mean of a checkpoint unless --raw, else the weights. */
static float *chosen_weights(const options *o, const char *path, layout *l) {
  float *ema, *weights = model_load(path, l, &ema);
  if (!ema) return weights;
  free(o->raw ? ema : weights);
  return o->raw ? weights : ema;
}

static void override_cycles(layout *l, const options *o) {
  hrm_config c = l->config;
  if (o->H_cycles) c.H_cycles = o->H_cycles;
  if (o->L_cycles) c.L_cycles = o->L_cycles;
  if (o->halt_max_steps) c.halt_max_steps = o->halt_max_steps;
  layout_init(l, &c);
}

int command_eval(const options *o) {
  if (!o->init || !o->data) fail("eval needs --init MODEL and --data FILE");
  layout l;
  float *weights = chosen_weights(o, o->init, &l);
  override_cycles(&l, o);
  const hrm_dtype dtype = shipped_dtype(o);
  const task *puzzles = task_reading(l.config.task, o->data);
  const data_options plain = {.side = l.config.grid_rows, .alphabet = o->alphabet, .part = "test", .fits = &l.config};
  dataset *data = puzzles->open(o->data, &plain);
  hrm_team *team = team_new(o->threads);
  evaluation e = evaluate(team, &l, weights, dtype, puzzles, data, o->limit, o->segments);
  printf("weights as %s: ", dtype_name(dtype));
  evaluation_print(&e, puzzles, stdout);
  free(e.exact);
  team_free(team);
  puzzles->close(data);
  free(weights);
  return 0;
}

/* Mixes in a share of another model's weights: means of runs that began from the same weights often do what each of
 * them has learned. */
static void mix_in(const options *o, const layout *l, float *weights) {
  layout other;
  float *theirs = chosen_weights(o, o->with, &other);
  bool same = l->count == other.count && l->floats == other.floats;
  for (uint32_t i = 0; same && i < l->count; i++) {
    const hrm_tensor *a = &l->weights[i].file, *b = &other.weights[i].file;
    same = a->kind == b->kind && a->layer == b->layer && a->rows == b->rows && a->cols == b->cols;
  }
  if (!same) fail("--with: '%s' is a model of another shape", o->with);
  for (size_t i = 0; i < l->floats; i++) weights[i] += (float)o->share * (theirs[i] - weights[i]);
  free(theirs);
}

static void calibrate_by(const options *o, const layout *l, float *weights) {
  const task *puzzles = task_reading(l->config.task, o->calibrate);
  const data_options plain = {.side = l->config.grid_rows, .alphabet = o->alphabet, .fits = &l->config};
  dataset *data = puzzles->open(o->calibrate, &plain);
  hrm_team *t = team_new(o->threads);
  const double error = calibrate(t, l, weights, puzzles, data, o->limit, o->segments);
  printf("errors of products: %.3f of plain rounding's\n", error);
  team_free(t);
  puzzles->close(data);
}

/* The same model for a smaller square, whose cells lie less far apart. */
static float *for_side(uint32_t side, layout *l, float *weights) {
  hrm_config c = l->config;
  if (c.pos_encodings != HRM_RELATIVE || side > c.grid_rows || !task_reading(c.task, NULL)->any_side)
    fail("export --side: only where a puzzle may have any side and positions are relative, for a smaller square");
  c.grid_rows = c.grid_cols = side;
  c.seq_len = side * side;
  layout small;
  layout_init(&small, &c);
  float *fewer = allocate(small.floats, sizeof *fewer);
  rng r = rng_stream(0, 0);
  init_grown(&small, fewer, task_reading(c.task, NULL), l, weights, &r);
  free(weights);
  *l = small;
  return fewer;
}

int command_export(const options *o) {
  if (!o->from || !o->out) fail("export needs --from MODEL and --out FILE.hrm");
  const hrm_dtype dtype = shipped_dtype(o);
  layout l;
  float *weights = chosen_weights(o, o->from, &l);
  if (o->with) mix_in(o, &l, weights);
  override_cycles(&l, o);
  if (o->side) weights = for_side(o->side, &l, weights);
  weights[hrm_layout_find(&l, HRM_Q_BIAS, 0)->at] -= (float)o->q_margin;
  if (o->calibrate && dtype != HRM_Q4) fail("--calibrate is for --dtype q4");
  if (o->calibrate) calibrate_by(o, &l, weights);
  hrm_file_save(o->out, &l, weights, dtype);
  printf("%s: %zu parameters, %s\n", o->out, l.parameters, dtype_name(dtype));
  free(weights);
  return 0;
}
