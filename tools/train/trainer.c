#include "trainer.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "init.h"
#include "model_file.h"

size_t z_count(const layout *l) {
  return (size_t)(l->config.puzzle_emb_len + l->config.seq_len) * l->config.hidden_size;
}

/* Two samples of a 9x9 grid keep all that a block touches in a second-level cache of 1 MB. */
size_t microbatch_size(const options *o, const layout *l) {
  return o->microbatch ? o->microbatch : l->config.seq_len <= 128 ? 2 : 1;
}

void initial_z(const layout *l, const network_ops *ops, const float *weights, double noise, rng *r,
               void *const z[MODULES]) {
  const size_t count = z_count(l), hidden = l->config.hidden_size;
  float *values = allocate(count, sizeof *values);
  for (int m = 0; m < MODULES; m++) {
    const float *start = weights + layout_find(l, m == MODULE_H ? HRM_H_INIT : HRM_L_INIT, 0)->at;
    for (size_t i = 0; i < count; i++)
      values[i] = start[i % hidden] + (noise > 0 ? (float)noise * random_normal(r) : 0);
    ops->z_from(z[m], values, count);
  }
  free(values);
}

/* The same puzzle again with some of the cells that were wrong filled in. */
static void give_hints(const trainer *t, slot *s, const bool *wrong) {
  bool given = false;
  for (int pass = 0; pass < 2 && !given; pass++) /* the first one for sure if chance gave none */
    for (uint32_t i = 0; i < t->l.config.seq_len && !(pass && given); i++)
      if (wrong[i] && s->inputs[i] == t->task->unknown && (pass || rng_unit(&s->rng) < t->o->retry_share)) {
        s->inputs[i] = (token)s->labels[i];
        given = true;
      }
}

/* One of the wrong cells is filled in while the puzzle is being worked on; z goes on from where it is, as it does after
 * a guess at test time. */
static void give_hint_midway(const trainer *t, slot *s, const bool *wrong) {
  if (!t->task->unknown || !t->o->midway_from || s->steps < t->o->midway_from || rng_unit(&s->rng) >= t->o->midway)
    return;
  uint32_t seen = 0, cell = 0;
  for (uint32_t i = 0; i < t->l.config.seq_len; i++)
    if (wrong[i] && s->inputs[i] == t->task->unknown && !rng_below(&s->rng, ++seen)) cell = i;
  if (seen) s->inputs[cell] = (token)s->labels[cell];
}

/* wrong [seq_len]: the cells that were wrong when the slot's puzzle halted unsolved, NULL to take the next puzzle in
 * any case */
static void refill(const trainer *t, slot *s, const bool *wrong) {
  if (wrong && t->task->unknown && rng_unit(&s->rng) < t->o->retry) give_hints(t, s, wrong);
  else s->puzzle = t->task->draw(t->data, &s->rng, s->inputs, s->labels);
  s->steps = 0;
  initial_z(&t->l, t->ops, t->weights, t->o->init_noise, &s->rng, s->z);
}

void trainer_init(trainer *t, const options *o, const layout *l, float *weights, float *ema, const task *puzzles,
                  dataset *data) {
  *t = (trainer){.o = o, .l = *l, .task = puzzles, .data = data, .weights = weights, .ema = ema};
  t->ops = network_mode(o->precision);
  t->saved = saved_calls(&l->config, o->gradient);
  if (!t->saved) fail("--grad: '%s' is not one, cycle, full or a number of calls of a segment", o->gradient);
  if (!o->slots) fail("--slots must be 1 or more");
  t->dtype = dtype_named("quantize", o->quantize);
  if (t->dtype != HRM_F32) t->rounded = allocate(l->floats, sizeof *t->rounded);
  t->microbatch = microbatch_size(o, l);
  t->team = team_new(o->threads);
  if (!ema) {
    t->ema = allocate(l->floats, sizeof *t->ema);
    memcpy(t->ema, weights, l->floats * sizeof *t->ema);
  }
  const unsigned threads = team_size(t->team);
  const size_t z_bytes = z_count(l) * t->ops->act_bytes;
  t->packed = t->ops->packed_new(&t->l);
  t->workers = allocate(threads, sizeof *t->workers);
  t->probes = allocate(threads, sizeof *t->probes);
  t->probe_z = allocate(threads, sizeof *t->probe_z);
  t->gradients = allocate(threads, sizeof *t->gradients);
  t->thread_totals = allocate(threads, sizeof *t->thread_totals);
  for (unsigned i = 0; i < threads; i++) {
    t->workers[i] = t->ops->worker_new(&t->l, t->microbatch, t->saved);
    t->gradients[i] = allocate(l->floats, sizeof(float));
    if (!o->q_continue) continue;
    t->probes[i] = t->ops->worker_new(&t->l, t->microbatch, 0);
    t->probe_z[i] = allocate(MODULES * t->microbatch, z_bytes);
  }
  if (strcmp(o->optimiser, "muon") && strcmp(o->optimiser, "adamw"))
    fail("--optimizer: '%s' is not muon or adamw", o->optimiser);
  optimiser_init(&t->optimiser, &t->l, t->ops, !strcmp(o->optimiser, "muon"), threads);
  t->slots = allocate(o->slots, sizeof *t->slots);
  for (uint32_t i = 0; i < o->slots; i++) {
    slot *s = &t->slots[i];
    for (int m = 0; m < MODULES; m++) s->z[m] = allocate(z_bytes, 1);
    s->inputs = allocate(l->config.seq_len, sizeof *s->inputs);
    s->labels = allocate(l->config.seq_len, sizeof *s->labels);
    s->rng = rng_stream(o->seed, i + 1);
    refill(t, s, NULL);
    if (o->stagger) s->steps = rng_below(&s->rng, l->config.halt_max_steps);
  }
  trainer_pack(t);
}

void trainer_free(trainer *t) {
  for (unsigned i = 0; i < team_size(t->team); i++) {
    t->ops->worker_free(t->workers[i]);
    if (t->probes[i]) t->ops->worker_free(t->probes[i]);
    free(t->probe_z[i]);
    free(t->gradients[i]);
  }
  for (uint32_t i = 0; i < t->o->slots; i++) {
    void *const all[] = {t->slots[i].z[0], t->slots[i].z[1], t->slots[i].inputs, t->slots[i].labels};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
  }
  t->ops->packed_free(t->packed);
  optimiser_free(&t->optimiser);
  void *const all[] = {t->workers, t->probes,  t->probe_z, t->gradients, t->thread_totals,
                       t->slots,   t->weights, t->rounded, t->ema};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
  team_free(t->team);
  layout_free(&t->l);
}

/* ---- the phases of a step; each is one team_run ---- */

typedef struct phase {
  trainer *t;
  atomic_uint next;
  double *squares; /* [threads] */
  float ema_rate;
} phase;

static const float *forward_weights(const trainer *t) { return t->rounded ? t->rounded : t->weights; }

/* q_continue's target (hrm_act_v1.py): sigmoid of the next segment's q_halt at the last segment, else of its larger q.
 */
static void look_ahead(trainer *t, unsigned thread, const microbatch *m, const slot *slots, float *targets) {
  const size_t bytes = z_count(&t->l) * t->ops->act_bytes;
  void **z = allocate(2 * m->samples, sizeof *z);
  for (size_t i = 0; i < m->samples; i++)
    for (int k = 0; k < MODULES; k++) {
      void *copy = (char *)t->probe_z[thread] + (MODULES * i + (size_t)k) * bytes;
      z[(size_t)k * m->samples + i] = memcpy(copy, slots[i].z[k], bytes);
    }
  microbatch ahead = *m;
  ahead.z_H = z;
  ahead.z_L = z + m->samples;
  t->ops->forward(t->probes[thread], t->packed, &ahead);
  const float *q = t->ops->q(t->probes[thread]);
  for (size_t i = 0; i < m->samples; i++) {
    const bool last = slots[i].steps + 1 >= t->l.config.halt_max_steps;
    targets[i] = logistic(last ? q[2 * i] : fmaxf(q[2 * i], q[2 * i + 1]));
  }
  free(z);
}

static bool halts(const trainer *t, slot *s, float q_halt, float q_continue) {
  const uint32_t most = t->l.config.halt_max_steps;
  if (s->steps >= most) return true;
  /* Exploration: now and then a puzzle must stay for a random number of segments. */
  const uint32_t least = most > 2 && rng_unit(&s->rng) < t->o->explore ? 2 + rng_below(&s->rng, most - 1) : 0;
  return q_halt > q_continue && s->steps >= least;
}

static void train_microbatch(trainer *t, unsigned thread, slot *slots, size_t samples) {
  const hrm_config *c = &t->l.config;
  worker *w = t->workers[thread];
  totals *sums = &t->thread_totals[thread];
  const token *inputs[samples];
  void *z_H[samples], *z_L[samples];
  uint32_t puzzles[samples];
  rng *rngs[samples];
  float targets[samples], q_halt[samples], q_continue[samples];
  for (size_t i = 0; i < samples; i++) {
    inputs[i] = slots[i].inputs;
    z_H[i] = slots[i].z[MODULE_H];
    z_L[i] = slots[i].z[MODULE_L];
    puzzles[i] = slots[i].puzzle;
    rngs[i] = &slots[i].rng;
  }
  const microbatch m = {samples, inputs, puzzles, z_H, z_L, rngs, (float)t->o->noise, forward_weights(t)};
  t->ops->forward(w, t->packed, &m);
  if (t->probes[thread]) look_ahead(t, thread, &m, slots, targets);
  size_t stride;
  float *logits = t->ops->logits(w, &stride), *q = t->ops->q(w);
  const loss_options lo = {.kind = strcmp(t->o->loss, "stablemax") ? SOFTMAX_CROSS_ENTROPY : STABLEMAX_CROSS_ENTROPY,
                           .smoothing = (float)t->o->smoothing,
                           .scale = 1.f / (float)t->o->slots};
  bool exact[samples], wrong[samples][c->seq_len];
  for (size_t i = 0; i < samples; i++) {
    float *own = logits + i * (c->puzzle_emb_len + c->seq_len) * stride;
    q_halt[i] = q[2 * i];
    q_continue[i] = q[2 * i + 1];
    memset(own, 0, c->puzzle_emb_len * stride * sizeof *own);
    const sample_loss s = loss_backward(&lo, own + c->puzzle_emb_len * stride, stride, c->vocab_size, c->seq_len,
                                        slots[i].labels, q + 2 * i, t->probes[thread] ? &targets[i] : NULL, wrong[i]);
    exact[i] = s.exact;
    sums->segments++;
    sums->lm += s.lm;
    sums->q_halt += s.q_halt;
    sums->q_continue += s.q_continue;
    sums->labelled += s.labelled;
    sums->correct += s.correct;
  }
  t->ops->backward(w, t->packed, &m, t->gradients[thread]);
  for (size_t i = 0; i < samples; i++) {
    slots[i].steps++;
    if (!halts(t, &slots[i], q_halt[i], q_continue[i])) {
      give_hint_midway(t, &slots[i], wrong[i]);
      continue;
    }
    sums->halted++;
    sums->halted_exact += exact[i];
    sums->halted_steps += slots[i].steps;
    refill(t, &slots[i], exact[i] ? NULL : wrong[i]);
  }
}

static void gradient_phase(void *argument, unsigned thread) {
  phase *p = argument;
  trainer *t = p->t;
  memset(t->gradients[thread], 0, t->l.floats * sizeof(float));
  for (size_t from; (from = team_next(&p->next) * t->microbatch) < t->o->slots;)
    train_microbatch(t, thread, t->slots + from,
                     t->o->slots - from < t->microbatch ? t->o->slots - from : t->microbatch);
}

#define CHUNK 16384 /* floats a thread takes at a time */

static void sum_phase(void *argument, unsigned thread) {
  phase *p = argument;
  trainer *t = p->t;
  for (size_t from; (from = (size_t)team_next(&p->next) * CHUNK) < t->l.floats;) {
    const size_t to = from + CHUNK < t->l.floats ? from + CHUNK : t->l.floats;
    float *sum = t->gradients[0];
    for (unsigned i = 1; i < team_size(t->team); i++)
      for (size_t k = from; k < to; k++) sum[k] += t->gradients[i][k];
    for (size_t k = from; k < to; k++) p->squares[thread] += (double)sum[k] * sum[k];
  }
}

static void ema_phase(void *argument, unsigned thread) {
  phase *p = argument;
  trainer *t = p->t;
  (void)thread;
  for (size_t from; (from = (size_t)team_next(&p->next) * CHUNK) < t->l.floats;) {
    const size_t to = from + CHUNK < t->l.floats ? from + CHUNK : t->l.floats;
    for (size_t k = from; k < to; k++) t->ema[k] += p->ema_rate * (t->weights[k] - t->ema[k]);
  }
}

static void pack_phase(void *argument, unsigned thread) {
  phase *p = argument;
  (void)thread;
  for (unsigned i; (i = team_next(&p->next)) < p->t->ops->packed_count(p->t->packed);)
    p->t->ops->packed_fill(p->t->packed, i, forward_weights(p->t));
}

void trainer_pack(trainer *t) {
  if (t->rounded) round_weights(&t->l, t->dtype, t->weights, t->rounded);
  team_run(t->team, pack_phase, &(phase){.t = t});
}

void trainer_step(trainer *t, double progress) {
  const options *o = t->o;
  const unsigned threads = team_size(t->team);
  double squares[threads];
  memset(squares, 0, sizeof squares);
  team_run(t->team, gradient_phase, &(phase){.t = t});
  team_run(t->team, sum_phase, &(phase){.t = t, .squares = squares});
  double sum = 0;
  for (unsigned i = 0; i < threads; i++) sum += squares[i];
  t->gradient_norm = sqrt(sum);
  if (!isfinite(t->gradient_norm))
    fail("the gradient is no longer finite after step %llu; lower --lr or start from an earlier checkpoint",
         (unsigned long long)t->step);
  t->step++;
  const double warm = o->warmup > 0 ? fmin(1, (double)t->step / o->warmup) : 1;
  t->rate = warm * (o->lr_min + (1 - o->lr_min) * .5 * (1 + cos(3.14159265358979323846 * fmin(progress, 1))));
  const optimiser_step s = {.step = t->step,
                            .lr = (float)(o->lr * t->rate),
                            .adam_lr = (float)(o->adam_lr * t->rate),
                            .weight_decay = (float)o->weight_decay,
                            .beta2 = (float)o->beta2,
                            .gradient_scale =
                                o->clip > 0 && t->gradient_norm > o->clip ? (float)(o->clip / t->gradient_norm) : 1.f};
  optimiser_apply(&t->optimiser, t->team, &s, t->weights, t->gradients[0]);
  /* early on the mean spans the last tenth or so of the steps */
  const double decay = fmin(o->ema, ((double)t->step + 1) / ((double)t->step + 10));
  team_run(t->team, ema_phase, &(phase){.t = t, .ema_rate = (float)(1 - decay)});
  trainer_pack(t);
}

totals trainer_totals(trainer *t) {
  totals sum = {0};
  for (unsigned i = 0; i < team_size(t->team); i++) {
    const totals *x = &t->thread_totals[i];
    sum.lm += x->lm;
    sum.q_halt += x->q_halt;
    sum.q_continue += x->q_continue;
    sum.segments += x->segments;
    sum.labelled += x->labelled;
    sum.correct += x->correct;
    sum.halted += x->halted;
    sum.halted_exact += x->halted_exact;
    sum.halted_steps += x->halted_steps;
    t->thread_totals[i] = (totals){0};
  }
  return sum;
}
