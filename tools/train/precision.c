#include "precision.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "memory.h"

#ifdef __x86_64__
#define ARCH_REQ_XCOMP_PERM 0x1023
#define XFEATURE_XTILEDATA 18

bool amx_permitted(void) { return syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0; }
#else
bool amx_permitted(void) { return false; }
#endif

static bool usable(uint32_t mode) { return hrm_learn_mode_runs(mode) && (mode != HRM_LEARN_AMX || amx_permitted()); }

static size_t storage(uint32_t mode) { return mode == HRM_LEARN_BF16 || mode == HRM_LEARN_AMX ? 2 : 4; }

/* ---- measuring ---- */

#define SECONDS 0.4 /* for all modes together, when they are quick */
#define ROUNDS_LEAST 3

typedef struct trial {
  uint32_t mode;
  hrm_learner *learner;
  void *state, *work;
  double best; /* least seconds of processor time for a microbatch of each thread */
} trial;

static double processor_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Any tokens will do. */
static bool draw(void *context, rng *random, uint32_t *inputs, int32_t *labels, uint32_t *puzzle_identifier) {
  const hrm_config *c = context;
  for (uint32_t i = 0; i < c->seq_len; i++) {
    inputs[i] = rng_below(random, c->vocab_size);
    const bool there = inputs[i] || !(c->rules & HRM_NO_CELL_0);
    labels[i] = there ? (int32_t)rng_below(random, c->vocab_size) : HRM_LEARN_IGNORE;
  }
  *puzzle_identifier = 0;
  return true;
}

static trial begin_trial(const hrm_learn_options *settings, uint32_t mode, const float *weights, const hrm_team *team) {
  trial t = {.mode = mode, .best = 1e30};
  hrm_learn_options o = *settings;
  const hrm_learn_examples examples = {.draw = draw, .context = (void *)(uintptr_t)&settings->config};
  size_t state_bytes, work_bytes;
  o.mode = mode;
  hrm_learn_status status = hrm_learn_sizes(&o, team->threads, &state_bytes, &work_bytes);
  if (!status) {
    t.state = allocate(state_bytes, 1);
    t.work = allocate(work_bytes, 1);
    status = hrm_learn_begin(&t.learner, &o, weights, NULL, &examples, team, t.state, state_bytes, t.work, work_bytes);
  }
  if (status) fail("measuring %s: %s", hrm_learn_mode_name(mode), hrm_learn_status_sentence(status));
  return t;
}

/* A microbatch for each thread, forward and backward. */
static void run_trial(trial *t, uint32_t items) {
  bool done;
  const double from = processor_seconds();
  const hrm_learn_status status = hrm_learn_part(t->learner, 0, items, &done);
  const double seconds = processor_seconds() - from;
  if (status) fail("measuring %s: %s", hrm_learn_mode_name(t->mode), hrm_learn_status_sentence(status));
  hrm_learn_rewind(t->learner);
  if (seconds < t->best) t->best = seconds;
}

static uint32_t quickest(const hrm_learn_options *settings, const hrm_team *team, const uint32_t *modes,
                         uint32_t count) {
  hrm_learn_options o = *settings;
  const uint32_t items = team->threads;
  o.microbatch = o.microbatch ? o.microbatch : o.config.seq_len <= 128 ? 2 : 1;
  if (o.microbatch > HRM_LEARN_MAX_MICROBATCH) o.microbatch = HRM_LEARN_MAX_MICROBATCH;
  o.slots = (items + 1) * o.microbatch; /* one more, so that no step ends */
  o.config.dtype = HRM_F32;
  const size_t floats = hrm_learn_floats(&o.config);
  float *weights = allocate(floats, sizeof *weights);
  if (hrm_learn_official(&o.config, 1, false, weights, floats)) fail("measuring: no weights");
  trial trials[HRM_LEARN_MODES];
  for (uint32_t i = 0; i < count; i++) trials[i] = begin_trial(&o, modes[i], weights, team);
  const double begin = processor_seconds();
  for (int round = 0; round < ROUNDS_LEAST || processor_seconds() - begin < SECONDS; round++)
    for (uint32_t i = 0; i < count; i++) run_trial(&trials[i], items);
  const double work = 1e-9 * hrm_learn_flops(&o.config, o.gradient_calls) * o.microbatch * items;
  const trial *best = &trials[0];
  printf("measured:");
  for (uint32_t i = 0; i < count; i++) {
    printf("%s %s %.1f GFLOP/s", i ? "," : "", hrm_learn_mode_name(modes[i]), work / trials[i].best);
    if (trials[i].best < best->best) best = &trials[i];
    free(trials[i].state);
    free(trials[i].work);
  }
  printf(" per second of processor time\n");
  free(weights);
  return best->mode;
}

uint32_t precision_mode(const char *name, const hrm_learn_options *settings, const hrm_team *team,
                        const hrm_learn_state *state) {
  uint32_t modes[HRM_LEARN_MODES], count = 0;
  for (uint32_t mode = HRM_LEARN_MODES; mode-- > 0;) { /* the most able ones first */
    const bool automatic = !strcmp(name, "auto") && (!state || storage(mode) == storage(state->mode));
    const bool named = !strcmp(name, hrm_learn_mode_name(mode)) ||
                       (!strcmp(name, "f32") && !strncmp(hrm_learn_mode_name(mode), "f32", 3));
    if ((automatic || named) && usable(mode)) {
      if (named) return mode;
      modes[count++] = mode;
    }
  }
  if (!count && state && !strcmp(name, "auto")) /* a state of a storage that this machine does not have */
    return precision_mode(name, settings, team, NULL);
  if (!count) fail("no arithmetic mode '%s' on this machine; see --help", name);
  return count == 1 ? modes[0] : quickest(settings, team, modes, count);
}
