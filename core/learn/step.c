/* step.c - one step of deep supervision: a segment for every slot, then the optimiser (pretrain.py and hrm_act_v1.py of
 * the official code). */
#include <math.h>
#include <string.h>
#include "../grid.h"
#include "learner.h"
#include "loss.h"
#include "official.h"

#define CHUNK 16384 /* floats a thread takes at a time */

/* ---- slots ---- */

/* z of a slot before its first segment: H_init and L_init, with noise when that is asked for. */
static void initial_z(const hrm_learner *l, const thread *t, const slot *s) {
  const size_t count = hrm_z_count(&l->l), hidden = l->l.config.hidden_size;
  const float noise = l->o.init_noise;
  for (int m = 0; m < MODULES; m++) {
    const float *start = l->weights + hrm_layout_find(&l->l, m == MODULE_H ? HRM_H_INIT : HRM_L_INIT, 0)->at;
    for (size_t i = 0; i < count; i++)
      t->values[i] = start[i % hidden] + (noise > 0 ? noise * hrm_random_normal(&s->head->random) : 0);
    l->ops->z_from(s->z[m], t->values, count);
  }
}

/* The same puzzle again with some of the cells that were wrong filled in. */
static void give_hints(const hrm_learner *l, const slot *s, const bool *wrong) {
  bool given = false;
  for (int pass = 0; pass < 2 && !given; pass++) /* the first one for sure if chance gave none */
    for (uint32_t i = 0; i < l->l.config.seq_len && !(pass && given); i++)
      if (wrong[i] && s->inputs[i] == l->o.unknown_token &&
          (pass || rng_unit(&s->head->random) < (double)l->o.retry_share)) {
        s->inputs[i] = (uint32_t)s->labels[i];
        given = true;
      }
}

/* One of the wrong cells is filled in while the puzzle is being worked on; z goes on from where it is, as it does after
 * a guess at test time. */
static void give_hint_midway(const hrm_learner *l, const slot *s, const bool *wrong) {
  rng *r = &s->head->random;
  if (!l->o.unknown_token || !l->o.midway_from || s->head->steps < l->o.midway_from ||
      rng_unit(r) >= (double)l->o.midway)
    return;
  uint32_t seen = 0, cell = 0;
  for (uint32_t i = 0; i < l->l.config.seq_len; i++)
    if (wrong[i] && s->inputs[i] == l->o.unknown_token && !rng_below(r, ++seen)) cell = i;
  if (seen) s->inputs[cell] = (uint32_t)s->labels[cell];
}

static bool example_fits(const hrm_config *c, const uint32_t *inputs, const int32_t *labels, uint32_t puzzle) {
  if (puzzle >= (c->puzzle_emb_len ? c->num_puzzle_identifiers : 1)) return false;
  bool any = hrm_prefix(c) > 0;
  for (uint32_t i = 0; i < c->seq_len; i++) {
    const bool there = hrm_is_there(c, inputs, i), asked = labels[i] != HRM_LEARN_IGNORE;
    any |= there;
    if (inputs[i] >= c->vocab_size || (asked && (!there || labels[i] < 0 || (uint32_t)labels[i] >= c->vocab_size)))
      return false;
  }
  return any;
}

hrm_learn_status hrm_refill(const hrm_learner *l, const thread *t, const slot *s, const bool *wrong) {
  rng *r = &s->head->random;
  if (wrong && l->o.unknown_token && rng_unit(r) < (double)l->o.retry) {
    give_hints(l, s, wrong);
  } else {
    uint32_t puzzle = 0;
    if (!l->examples.draw(l->examples.context, r, s->inputs, s->labels, &puzzle)) return HRM_LEARN_ERROR_NO_EXAMPLE;
    if (!example_fits(&l->l.config, s->inputs, s->labels, puzzle)) return HRM_LEARN_ERROR_EXAMPLE;
    s->head->puzzle = puzzle;
  }
  s->head->steps = 0;
  initial_z(l, t, s);
  return HRM_LEARN_OK;
}

bool hrm_learn_draw(void *set, rng *random, uint32_t *inputs, int32_t *labels, uint32_t *puzzle_identifier) {
  const hrm_learn_set *s = set;
  if (!s->count) return false;
  const size_t i = rng_below(random, s->count);
  memcpy(inputs, s->inputs + i * s->seq_len, s->seq_len * sizeof *inputs);
  memcpy(labels, s->labels + i * s->seq_len, s->seq_len * sizeof *labels);
  *puzzle_identifier = s->puzzles ? s->puzzles[i] : 0;
  return true;
}

hrm_learn_status hrm_learn_check_set(const hrm_config *config, const hrm_learn_set *set, uint32_t *at) {
  if (at) *at = 0;
  if (hrm_config_check(config, NULL)) return HRM_LEARN_ERROR_CONFIG;
  if (!set) return HRM_LEARN_ERROR_ARGUMENT;
  if (!set->count) return HRM_LEARN_ERROR_NO_EXAMPLE;
  if (!set->inputs || !set->labels) return HRM_LEARN_ERROR_ARGUMENT;
  if (set->seq_len != config->seq_len) return HRM_LEARN_ERROR_EXAMPLE;
  for (size_t i = 0; i < set->count; i++)
    if (!example_fits(config, set->inputs + i * set->seq_len, set->labels + i * set->seq_len,
                      set->puzzles ? set->puzzles[i] : 0)) {
      if (at) *at = (uint32_t)i;
      return HRM_LEARN_ERROR_EXAMPLE;
    }
  return HRM_LEARN_OK;
}

static bool halts(const hrm_learner *l, const slot *s, float q_halt, float q_continue) {
  const uint32_t most = l->l.config.halt_max_steps;
  rng *r = &s->head->random;
  if (s->head->steps >= most) return true;
  /* Exploration: now and then a puzzle must stay for a random number of segments. */
  const uint32_t least = most > 2 && rng_unit(r) < (double)l->o.explore ? 2 + rng_below(r, most - 1) : 0;
  const bool above_0 = l->l.config.rules & HRM_HALT_ABOVE_0;
  return q_halt > (above_0 ? 0 : q_continue) && s->head->steps >= least;
}

/* ---- the gradient of a microbatch ---- */

static const float *seen_weights(const hrm_learner *l) { return l->rounded ? l->rounded : l->weights; }

/* q_continue's target (hrm_act_v1.py): sigmoid of the next segment's q_halt at the last segment, else of its larger q.
 */
static void look_ahead(const hrm_learner *l, const thread *t, const microbatch *m, const slot *slots, float *targets) {
  const size_t bytes = hrm_z_count(&l->l) * l->ops->act_bytes;
  void *z[MODULES][HRM_LEARN_MAX_MICROBATCH];
  for (size_t i = 0; i < m->samples; i++)
    for (size_t k = 0; k < MODULES; k++) z[k][i] = memcpy(t->probe_z + (MODULES * i + k) * bytes, slots[i].z[k], bytes);
  microbatch ahead = *m;
  ahead.z_H = z[MODULE_H];
  ahead.z_L = z[MODULE_L];
  l->ops->forward(t->probe, l->packed, &ahead);
  const float *q = l->ops->q(t->probe);
  for (size_t i = 0; i < m->samples; i++) {
    const bool last = slots[i].head->steps + 1 >= l->l.config.halt_max_steps;
    targets[i] = hrm_logistic(last ? q[2 * i] : fmaxf(q[2 * i], q[2 * i + 1]));
  }
}

static void count_loss(hrm_learn_totals *sums, const sample_loss *s) {
  sums->segments++;
  sums->lm += s->lm;
  sums->q_halt += s->q_halt;
  sums->q_continue += s->q_continue;
  sums->labelled += s->labelled;
  sums->correct += s->correct;
  sums->exact += s->exact;
}

/* Losses of the worker's logits and q, which become derivatives. */
static void losses(const hrm_learner *l, thread *t, const slot *slots, size_t samples, const float *targets,
                   bool *exact) {
  const hrm_config *c = &l->l.config;
  size_t stride;
  float *logits = l->ops->logits(t->worker, &stride), *q = l->ops->q(t->worker);
  const loss_options o = {.kind = l->o.loss, .smoothing = l->o.smoothing, .scale = 1.f / (float)l->o.slots};
  for (size_t i = 0; i < samples; i++) {
    float *own = logits + i * hrm_tokens(c) * stride;
    memset(own, 0, hrm_prefix(c) * stride * sizeof *own);
    if (l->examples.relabel)
      l->examples.relabel(l->examples.context, slots[i].inputs, own + hrm_prefix(c) * stride, stride, slots[i].labels);
    const sample_loss s =
        hrm_loss_backward(&o, own + hrm_prefix(c) * stride, stride, c->vocab_size, c->seq_len, slots[i].labels,
                          q + 2 * i, targets ? &targets[i] : NULL, t->wrong + i * c->seq_len);
    exact[i] = s.exact;
    count_loss(&t->totals, &s);
  }
}

/* Tokens of a sample: the prefix, and the cells that are there. */
static uint32_t tokens_of(const hrm_config *c, const uint32_t *inputs) {
  uint32_t count = hrm_prefix(c);
  for (uint32_t i = 0; i < c->seq_len; i++) count += hrm_is_there(c, inputs, i);
  return count;
}

static void train_microbatch(const hrm_learner *l, thread *t, uint32_t first, uint32_t samples) {
  slot slots[HRM_LEARN_MAX_MICROBATCH];
  const uint32_t *inputs[HRM_LEARN_MAX_MICROBATCH];
  void *z[MODULES][HRM_LEARN_MAX_MICROBATCH];
  uint32_t puzzles[HRM_LEARN_MAX_MICROBATCH];
  rng *randoms[HRM_LEARN_MAX_MICROBATCH];
  float targets[HRM_LEARN_MAX_MICROBATCH], q[2 * HRM_LEARN_MAX_MICROBATCH];
  bool exact[HRM_LEARN_MAX_MICROBATCH];
  for (uint32_t i = 0; i < samples; i++) {
    slots[i] = hrm_state_slot(l->slots, &l->places, first + i);
    inputs[i] = slots[i].inputs;
    z[MODULE_H][i] = slots[i].z[MODULE_H];
    z[MODULE_L][i] = slots[i].z[MODULE_L];
    puzzles[i] = slots[i].head->puzzle;
    randoms[i] = &slots[i].head->random;
  }
  const microbatch m = {samples, inputs, puzzles, z[MODULE_H], z[MODULE_L], randoms, l->o.noise, seen_weights(l)};
  l->ops->forward(t->worker, l->packed, &m);
  if (t->probe) look_ahead(l, t, &m, slots, targets);
  memcpy(q, l->ops->q(t->worker), 2 * samples * sizeof *q);
  losses(l, t, slots, samples, t->probe ? targets : NULL, exact);
  l->ops->backward(t->worker, l->packed, &m, t->gradient);
  for (uint32_t i = 0; i < samples; i++) {
    const bool *wrong = t->wrong + (size_t)i * l->l.config.seq_len;
    slots[i].head->steps++;
    t->totals.flops += hrm_flops_of(&l->l.config, l->o.gradient_calls, tokens_of(&l->l.config, slots[i].inputs));
    if (!halts(l, &slots[i], q[2 * i], q[2 * i + 1])) {
      give_hint_midway(l, &slots[i], wrong);
      continue;
    }
    t->totals.halted++;
    t->totals.halted_exact += exact[i];
    t->totals.halted_segments += slots[i].head->steps;
    const hrm_learn_status status = hrm_refill(l, t, &slots[i], exact[i] ? NULL : wrong);
    if (status) t->status = status;
  }
}

/* ---- the parts of a step; each is handed to the team ---- */

static void gradient_item(void *job, uint32_t item, uint32_t thread_number) {
  hrm_learner *l = job;
  thread *t = &l->threads[thread_number];
  if (t->status) return;
  if (!t->used) memset(t->gradient, 0, l->l.floats * sizeof *t->gradient);
  t->used = true;
  const uint32_t first = (l->next + item) * l->microbatch, left = l->o.slots - first;
  train_microbatch(l, t, first, left < l->microbatch ? left : l->microbatch);
}

static size_t chunk_of(const hrm_learner *l, uint32_t item, size_t *from) {
  *from = (size_t)item * CHUNK;
  return *from + CHUNK < l->l.floats ? *from + CHUNK : l->l.floats;
}

static void sum_item(void *job, uint32_t item, uint32_t thread_number) {
  hrm_learner *l = job;
  float *sum = l->threads[0].gradient;
  size_t from;
  const size_t to = chunk_of(l, item, &from);
  if (!l->threads[0].used) memset(sum + from, 0, (to - from) * sizeof *sum);
  for (uint32_t i = 1; i < l->team.threads; i++)
    for (size_t k = from; l->threads[i].used && k < to; k++) sum[k] += l->threads[i].gradient[k];
  double squares = 0;
  for (size_t k = from; k < to; k++) squares += (double)sum[k] * sum[k];
  l->threads[thread_number].squares += squares;
}

static void mean_item(void *job, uint32_t item, uint32_t thread_number) {
  hrm_learner *l = job;
  (void)thread_number;
  /* early on the mean spans the last tenth or so of the steps */
  const double step = (double)hrm_learn_steps(l), decay = fmin(l->o.ema, (step + 1) / (step + 10));
  const float rate = (float)(1 - decay);
  size_t from;
  const size_t to = chunk_of(l, item, &from);
  for (size_t k = from; k < to; k++) l->mean[k] += rate * (l->weights[k] - l->mean[k]);
}

static void pack_item(void *job, uint32_t item, uint32_t thread_number) {
  const hrm_learner *l = job;
  (void)thread_number;
  l->ops->packed_fill(l->packed, item, seen_weights(l));
}

/* A tensor as a file gives it back. */
static void round_item(void *job, uint32_t item, uint32_t thread_number) {
  hrm_learner *l = job;
  const weight *w = &l->l.weights[item];
  const hrm_model file = {.config = l->l.config, .file = l->file, .file_bytes = l->file_bytes};
  const uint64_t room = (w->file.bytes + HRM_ALIGN - 1) / HRM_ALIGN * HRM_ALIGN;
  if (hrm_pack_tensor(&w->file, l->weights + w->at, w->count, l->file + w->file.offset, room) ||
      hrm_unpack_tensor(&file, &w->file, l->rounded + w->at, w->count))
    l->threads[thread_number].status = HRM_LEARN_ERROR_VALUE;
}

/* The first status of a thread that is not OK. */
static hrm_learn_status status_of(const hrm_learner *l) {
  for (uint32_t i = 0; i < l->team.threads; i++)
    if (l->threads[i].status) return l->threads[i].status;
  return HRM_LEARN_OK;
}

static void run(hrm_learner *l, void (*work)(void *job, uint32_t item, uint32_t thread), size_t items) {
  if (items) l->team.run(l->team.context, work, l, (uint32_t)items);
}

hrm_learn_status hrm_pack(hrm_learner *l) {
  for (uint32_t i = 0; i < l->team.threads; i++) l->threads[i].status = HRM_LEARN_OK;
  if (l->rounded) run(l, round_item, l->l.count);
  if (status_of(l)) return status_of(l);
  run(l, pack_item, l->ops->packed_count(l->packed));
  return HRM_LEARN_OK;
}

/* ---- the step ---- */

static void begin_step(hrm_learner *l) {
  memcpy(l->before, l->slots, (size_t)(l->o.slots * l->places.slot_bytes));
  for (uint32_t i = 0; i < l->team.threads; i++) {
    thread *t = &l->threads[i];
    t->used = false;
    t->status = HRM_LEARN_OK;
    t->totals = (hrm_learn_totals){0};
    t->squares = 0;
  }
  l->next = 0;
  l->in_step = true;
}

void hrm_learn_rewind(hrm_learner *l) {
  if (!l->in_step) return;
  memcpy(l->slots, l->before, (size_t)(l->o.slots * l->places.slot_bytes));
  l->in_step = false;
}

static void add_totals(hrm_learn_totals *sum, const hrm_learn_totals *x) {
  sum->lm += x->lm;
  sum->q_halt += x->q_halt;
  sum->q_continue += x->q_continue;
  sum->segments += x->segments;
  sum->labelled += x->labelled;
  sum->correct += x->correct;
  sum->exact += x->exact;
  sum->halted += x->halted;
  sum->halted_exact += x->halted_exact;
  sum->halted_segments += x->halted_segments;
  sum->flops += x->flops;
}

/* What follows when every microbatch has added to the gradient. */
static hrm_learn_status end_step(hrm_learner *l, double progress) {
  const hrm_learn_options *o = &l->o;
  const size_t chunks = (l->l.floats + CHUNK - 1) / CHUNK;
  hrm_learn_totals totals = {0};
  double squares = 0;
  run(l, sum_item, chunks);
  for (uint32_t i = 0; i < l->team.threads; i++) {
    squares += l->threads[i].squares;
    add_totals(&totals, &l->threads[i].totals);
  }
  if (!isfinite(squares) || !isfinite(totals.lm + totals.q_halt + totals.q_continue)) return HRM_LEARN_ERROR_NOT_FINITE;
  l->in_step = false;
  add_totals(&l->totals, &totals);
  l->gradient_norm = sqrt(squares);
  const uint64_t step = ++((state_header *)(void *)l->state)->steps;
  const double warm = o->warmup > 0 ? fmin(1, (double)step / o->warmup) : 1,
               cosine = .5 * (1 + cos(3.14159265358979323846 * fmin(fmax(progress, 0), 1)));
  l->rate = warm * ((double)o->lr_min + (1 - (double)o->lr_min) * cosine);
  const bool clipped = o->clip > 0 && l->gradient_norm > (double)o->clip;
  const optimiser_step s = {.step = step,
                            .lr = (float)((double)o->lr * l->rate),
                            .adam_lr = (float)((double)o->adam_lr * l->rate),
                            .weight_decay = o->weight_decay,
                            .beta2 = o->beta2,
                            .gradient_scale = clipped ? (float)((double)o->clip / l->gradient_norm) : 1.f};
  hrm_optimiser_apply(&l->optimiser, &l->team, &s, l->weights, l->threads[0].gradient);
  run(l, mean_item, chunks);
  return hrm_pack(l);
}

hrm_learn_status hrm_learn_part(hrm_learner *l, double progress, uint32_t items, bool *done) {
  if (!l || !done || !items) return HRM_LEARN_ERROR_ARGUMENT;
  *done = false;
  if (!l->in_step) begin_step(l);
  const uint32_t all = (l->o.slots + l->microbatch - 1) / l->microbatch, left = all - l->next;
  if (items > left) items = left;
  run(l, gradient_item, items);
  l->next += items;
  hrm_learn_status status = status_of(l);
  *done = l->next == all;
  if (!status && *done) status = end_step(l, progress);
  if (status) hrm_learn_rewind(l);
  return status;
}

hrm_learn_status hrm_learn_step(hrm_learner *learner, double progress) {
  bool done;
  return hrm_learn_part(learner, progress, UINT32_MAX, &done);
}
