/* learner.c - a run: what it holds, how it begins and goes on. The steps are in step.c. */
#include "learner.h"
#include <math.h>
#include <string.h>

hrm_learn_options hrm_learn_defaults(const hrm_config *config) {
  return (hrm_learn_options){.config = *config,
                             .mode = HRM_LEARN_PLAIN,
                             .slots = 96,
                             .gradient_calls = config->L_cycles + 1,
                             .seed = 1,
                             .warmup = 100,
                             .lr = 1.2e-3f,
                             .adam_lr = 8e-4f,
                             .lr_min = .05f,
                             .weight_decay = .1f,
                             .beta2 = .95f,
                             .clip = 1,
                             .ema = .999f,
                             .explore = .1f,
                             .retry_share = .25f};
}

static bool within(float x, float most) { return x >= 0 && x <= most; } /* false for NaN */

static bool options_fit(const hrm_learn_options *o) {
  const hrm_config *c = &o->config;
  const float shares[] = {o->lr_min, o->beta2, o->ema, o->smoothing, o->explore, o->retry, o->retry_share, o->midway},
              sizes[] = {o->lr, o->adam_lr, o->weight_decay, o->clip, o->init_noise, o->noise};
  for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
    if (!within(shares[i], 1)) return false;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    if (!within(sizes[i], 1e6f)) return false;
  return o->slots >= 1 && o->slots <= HRM_LEARN_MAX_SLOTS && o->microbatch <= HRM_LEARN_MAX_MICROBATCH &&
         o->gradient_calls >= 1 && o->gradient_calls <= c->H_cycles * (c->L_cycles + 1) && o->beta2 < 1 &&
         o->loss <= HRM_LEARN_STABLEMAX && o->optimiser <= HRM_LEARN_ADAMW &&
         o->q_continue <= !(c->rules & HRM_HALT_ABOVE_0) && o->stagger <= 1 && o->unknown_token < c->vocab_size;
}

/* Two samples of a 9x9 grid keep all that a block touches in a second-level cache of 1 MB. */
static uint32_t microbatch_of(const hrm_learn_options *o) {
  const uint32_t chosen = o->microbatch ? o->microbatch : o->config.seq_len <= 128 ? 2 : 1;
  return chosen < o->slots ? chosen : o->slots;
}

/* The files that weights are rounded by: HRM_OK and zero bytes for float32. */
static hrm_learn_status rounding_bytes(const hrm_config *config, uint64_t *bytes) {
  *bytes = 0;
  if (config->dtype == HRM_F32) return HRM_LEARN_OK;
  return hrm_file_bytes(config, bytes) ? HRM_LEARN_ERROR_TOO_LARGE : HRM_LEARN_OK;
}

/* Checks the options, then lays the learner out in the arena, which without a base only adds up sizes. */
static hrm_learn_status lay_out(hrm_learner *to, arena *a, const hrm_learn_options *o, uint32_t threads) {
  if (!o || threads < 1 || threads > HRM_MAX_THREADS) return HRM_LEARN_ERROR_ARGUMENT;
  to->o = *o;
  hrm_learn_status status = hrm_layout_init(&to->l, &o->config);
  if (status) return status;
  if (!options_fit(o)) return HRM_LEARN_ERROR_OPTION;
  const layout *l = &to->l;
  to->ops = hrm_network(o->mode);
  if (!to->ops) return HRM_LEARN_ERROR_MODE;
  status = hrm_state_places(&to->places, l, o->slots, to->ops->act_bytes);
  uint64_t file_bytes;
  if (!status) status = rounding_bytes(&o->config, &file_bytes);
  if (status) return status;
  to->microbatch = microbatch_of(o);
  to->packed = to->ops->packed_new(a, l);
  to->threads = take(a, threads, sizeof *to->threads);
  const uint64_t z = (uint64_t)hrm_z_count(l), m = to->microbatch;
  for (uint32_t i = 0; i < threads; i++) {
    thread t = {.worker = to->ops->worker_new(a, l, to->microbatch, o->gradient_calls)};
    t.gradient = take(a, l->floats, sizeof(float));
    t.values = take(a, z, sizeof(float));
    t.wrong = take(a, m * l->config.seq_len, sizeof(bool));
    if (o->q_continue) {
      t.probe = to->ops->worker_new(a, l, to->microbatch, 0);
      t.probe_z = take(a, MODULES * m * z, to->ops->act_bytes);
    }
    if (a->base) to->threads[i] = t;
  }
  hrm_optimiser_lay_out(&to->optimiser, a, l, to->ops, o->optimiser == HRM_LEARN_MUON, threads);
  to->before = take(a, o->slots, to->places.slot_bytes);
  if (file_bytes) {
    to->rounded = take(a, l->floats, sizeof(float));
    to->file = take(a, file_bytes, 1);
    to->file_bytes = file_bytes;
  }
  return a->overflow || a->used > SIZE_MAX / 2 ? HRM_LEARN_ERROR_TOO_LARGE : HRM_LEARN_OK;
}

/* The learner itself lies at the start of the work area. */
static uint64_t learner_bytes(void) { return (sizeof(hrm_learner) + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN; }

hrm_learn_status hrm_learn_sizes(const hrm_learn_options *options, uint32_t threads, size_t *state_bytes,
                                 size_t *work_bytes) {
  if (!state_bytes || !work_bytes) return HRM_LEARN_ERROR_ARGUMENT;
  hrm_learner learner = {0};
  arena a = {.used = learner_bytes()};
  const hrm_learn_status status = lay_out(&learner, &a, options, threads);
  if (status) return status;
  *state_bytes = (size_t)learner.places.bytes;
  *work_bytes = (size_t)a.used;
  return HRM_LEARN_OK;
}

static void run_here(void *context, void (*work)(void *job, uint32_t item, uint32_t thread), void *job,
                     uint32_t items) {
  (void)context;
  for (uint32_t item = 0; item < items; item++) work(job, item, 0);
}

/* Everything but the content of the state. */
static hrm_learn_status open_run(hrm_learner **learner, const hrm_learn_options *options,
                                 const hrm_learn_examples *examples, const hrm_team *team, void *state,
                                 size_t state_bytes, void *work, size_t work_bytes) {
  static const hrm_team alone = {1, run_here, NULL};
  if (!team) team = &alone;
  if (!options || !examples || !examples->draw || !team->run || !state || !work) return HRM_LEARN_ERROR_ARGUMENT;
  if ((uintptr_t)state % HRM_ALIGN || (uintptr_t)work % HRM_ALIGN) return HRM_LEARN_ERROR_ARGUMENT;
  size_t state_need, work_need;
  const hrm_learn_status status = hrm_learn_sizes(options, team->threads, &state_need, &work_need);
  if (status) return status;
  if (state_bytes < state_need || work_bytes < work_need) return HRM_LEARN_ERROR_BUFFER;
  memset(work, 0, work_need);
  hrm_learner *l = work;
  arena a = {.base = work, .used = learner_bytes()};
  (void)lay_out(l, &a, options, team->threads); /* the sizes have been found right */
  l->examples = *examples;
  l->team = *team;
  l->state = state;
  l->slots = l->state + l->places.slots;
  l->weights = hrm_state_array(state, &l->places, STATE_WEIGHTS);
  l->mean = hrm_state_array(state, &l->places, STATE_MEAN);
  l->optimiser.first = hrm_state_array(state, &l->places, STATE_FIRST);
  l->optimiser.second = hrm_state_array(state, &l->places, STATE_SECOND);
  *learner = l;
  return HRM_LEARN_OK;
}

hrm_learn_status hrm_learn_begin(hrm_learner **learner, const hrm_learn_options *options, const float *weights,
                                 const float *mean, const hrm_learn_examples *examples, const hrm_team *team,
                                 void *state, size_t state_bytes, void *work, size_t work_bytes) {
  if (!learner) return HRM_LEARN_ERROR_ARGUMENT;
  *learner = NULL;
  if (!weights) return HRM_LEARN_ERROR_ARGUMENT;
  hrm_learner *l;
  hrm_learn_status status = open_run(&l, options, examples, team, state, state_bytes, work, work_bytes);
  if (status) return status;
  if (!mean) mean = weights;
  if (!hrm_all_finite(weights, l->l.floats) || !hrm_all_finite(mean, l->l.floats)) return HRM_LEARN_ERROR_VALUE;
  memset(state, 0, (size_t)l->places.bytes);
  hrm_state_write_header(state, &l->places, &l->l, options->mode, l->ops->act_bytes, options->slots);
  memcpy(l->weights, weights, l->l.floats * sizeof *weights);
  memcpy(l->mean, mean, l->l.floats * sizeof *mean);
  for (uint32_t i = 0; i < options->slots; i++) {
    const slot s = hrm_state_slot(l->slots, &l->places, i);
    s.head->random = rng_stream(options->seed, i + 1);
    status = hrm_refill(l, &l->threads[0], &s, NULL);
    if (status) return status;
    if (options->stagger) s.head->steps = rng_below(&s.head->random, l->l.config.halt_max_steps);
  }
  status = hrm_pack(l);
  if (!status) *learner = l;
  return status;
}

/* The configuration without what no array depends on. */
static hrm_config without_depth(hrm_config c) {
  c.dtype = c.H_cycles = c.L_cycles = c.halt_max_steps = 0;
  return c;
}

static bool same_tensors(const hrm_config *a, const hrm_config *b) {
  const hrm_config x = without_depth(*a), y = without_depth(*b);
  return !memcmp(&x, &y, sizeof x);
}

hrm_learn_status hrm_learn_go_on(hrm_learner **learner, const hrm_learn_options *options,
                                 const hrm_learn_examples *examples, const hrm_team *team, void *state,
                                 size_t state_bytes, void *work, size_t work_bytes) {
  if (!learner) return HRM_LEARN_ERROR_ARGUMENT;
  *learner = NULL;
  hrm_learner *l;
  hrm_learn_status status = open_run(&l, options, examples, team, state, state_bytes, work, work_bytes);
  if (status) return status;
  layout theirs;
  state_places places;
  status = hrm_state_check(state, (size_t)l->places.bytes, &theirs, &places);
  if (status) return status;
  const state_header *h = state;
  if (h->slots != options->slots || h->act_bytes != l->ops->act_bytes || !same_tensors(&theirs.config, &l->l.config))
    return HRM_LEARN_ERROR_STATE;
  status = hrm_pack(l);
  if (status) return status;
  hrm_state_write_header(state, &l->places, &l->l, options->mode, l->ops->act_bytes, options->slots);
  *learner = l;
  return HRM_LEARN_OK;
}

hrm_learn_status hrm_learn_adopt(hrm_learner *learner, const void *state, size_t state_bytes) {
  layout theirs;
  state_places places;
  if (!learner) return HRM_LEARN_ERROR_ARGUMENT;
  const hrm_learn_status status = hrm_state_check(state, state_bytes, &theirs, &places);
  if (status) return status;
  const state_header *h = state;
  if (!same_tensors(&theirs.config, &learner->l.config)) return HRM_LEARN_ERROR_STATE;
  hrm_learn_rewind(learner);
  for (int i = 0; i < STATE_ARRAYS; i++)
    memcpy(hrm_state_array(learner->state, &learner->places, (state_array)i), (const uint8_t *)state + places.arrays[i],
           theirs.floats * sizeof(float));
  ((state_header *)(void *)learner->state)->steps = h->steps;
  return hrm_pack(learner);
}

hrm_learn_totals hrm_learn_take_totals(hrm_learner *learner) {
  const hrm_learn_totals totals = learner->totals;
  learner->totals = (hrm_learn_totals){0};
  return totals;
}

uint64_t hrm_learn_steps(const hrm_learner *learner) {
  return ((const state_header *)(const void *)learner->state)->steps;
}
const float *hrm_learn_weights(const hrm_learner *learner) { return learner->weights; }
const float *hrm_learn_mean(const hrm_learner *learner) { return learner->mean; }
const float *hrm_learn_gradient(const hrm_learner *learner) { return learner->threads[0].gradient; }
double hrm_learn_gradient_norm(const hrm_learner *learner) { return learner->gradient_norm; }
double hrm_learn_rate(const hrm_learner *learner) { return learner->rate; }
