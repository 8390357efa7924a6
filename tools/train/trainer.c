#include "trainer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "memory.h"
#include "model_file.h"
#include "precision.h"

void layout_init(layout *l, const hrm_config *config) {
  uint64_t position;
  const hrm_status refused = hrm_config_check(config, &position);
  if (refused) fail("configuration: %s (header byte %llu)", hrm_status_sentence(refused), (unsigned long long)position);
  const hrm_learn_status status = hrm_layout_init(l, config);
  if (status)
    fail("hidden size %u, %u heads, inner size %u: %s", config->hidden_size, config->num_heads, config->inner_size,
         hrm_learn_status_sentence(status));
}

uint32_t gradient_calls(const hrm_config *c, const char *gradient) {
  const uint32_t calls = c->H_cycles * (c->L_cycles + 1);
  if (!strcmp(gradient, "one")) return 2;
  if (!strcmp(gradient, "cycle")) return c->L_cycles + 1;
  if (!strcmp(gradient, "full")) return calls;
  char *end;
  const unsigned long n = strtoul(gradient, &end, 10);
  return *end || n > calls ? 0 : (uint32_t)n;
}

/* The place of a text among names; the program ends when it is none of them. */
static uint32_t choice(const char *option, const char *text, const char *first, const char *second) {
  if (!strcmp(text, first)) return 0;
  if (strcmp(text, second)) fail("--%s: '%s' is not %s or %s", option, text, first, second);
  return 1;
}

static hrm_learn_options settings_of(const options *o, const hrm_config *config, const task *puzzles) {
  hrm_learn_options s = {.config = *config,
                         .slots = o->slots,
                         .microbatch = o->microbatch,
                         .gradient_calls = gradient_calls(config, o->gradient),
                         .loss = choice("loss", o->loss, "softmax", "stablemax"),
                         .optimiser = choice("optimizer", o->optimiser, "muon", "adamw"),
                         .q_continue = o->q_continue,
                         .seed = o->seed,
                         .stagger = o->stagger,
                         .unknown_token = puzzles->unknown,
                         .midway_from = o->midway_from,
                         .warmup = o->warmup,
                         .lr = (float)o->lr,
                         .adam_lr = (float)o->adam_lr,
                         .lr_min = (float)o->lr_min,
                         .weight_decay = (float)o->weight_decay,
                         .beta2 = (float)o->beta2,
                         .clip = (float)o->clip,
                         .ema = (float)o->ema,
                         .smoothing = (float)o->smoothing,
                         .explore = (float)o->explore,
                         .init_noise = (float)o->init_noise,
                         .noise = (float)o->noise,
                         .retry = (float)o->retry,
                         .retry_share = (float)o->retry_share,
                         .midway = (float)o->midway};
  if (!s.gradient_calls) fail("--grad: '%s' is not one, cycle, full or a number of calls of a segment", o->gradient);
  if (o->q_continue && config->rules & HRM_HALT_ABOVE_0)
    fail("--q-continue: this model halts by q_halt alone and has no q_continue to train");
  s.config.dtype = dtype_named("quantize", o->quantize);
  return s;
}

static bool draw(void *context, rng *random, uint32_t *inputs, int32_t *labels, uint32_t *puzzle_identifier) {
  const trainer *t = context;
  *puzzle_identifier = t->task->draw(t->data, random, inputs, labels);
  return true;
}

static void relabel(void *context, const uint32_t *inputs, const float *logits, size_t stride, int32_t *labels) {
  const trainer *t = context;
  t->task->relabel(t->data, inputs, logits, stride, labels);
}

static void check(const char *what, hrm_learn_status status) {
  if (status) fail("%s: %s", what, hrm_learn_status_sentence(status));
}

void trainer_init(trainer *t, const options *o, const layout *l, const float *weights, const float *mean,
                  const task *puzzles, dataset *data, const void *state, size_t state_bytes, bool *same) {
  *t = (trainer){.o = o, .l = *l, .task = puzzles, .data = data, .team = team_new(o->threads)};
  t->settings = settings_of(o, &l->config, puzzles);
  hrm_learn_state before = {0};
  if (state) check("the checkpoint", hrm_learn_read_state(state, state_bytes, &before));
  t->settings.mode = precision_mode(o->precision, &t->settings, t->team, state ? &before : NULL);
  check("options", hrm_learn_sizes(&t->settings, t->team->threads, &t->state_bytes, &t->work_bytes));
  t->state = allocate(t->state_bytes, 1);
  t->work = allocate(t->work_bytes, 1);
  if (o->any_answer && !puzzles->relabel)
    fail("--any-answer: a puzzle of the task %s has one right answer", puzzles->name);
  const hrm_learn_examples examples = {.draw = draw, .context = t, .relabel = o->any_answer ? relabel : NULL};
  hrm_learn_status status = HRM_LEARN_ERROR_STATE;
  if (state && state_bytes == t->state_bytes) {
    memcpy(t->state, state, state_bytes);
    status = hrm_learn_go_on(&t->learner, &t->settings, &examples, t->team, t->state, t->state_bytes, t->work,
                             t->work_bytes);
  }
  if (same) *same = !status;
  if (!status) return;
  check("training", hrm_learn_begin(&t->learner, &t->settings, weights, mean, &examples, t->team, t->state,
                                    t->state_bytes, t->work, t->work_bytes));
  if (state) check("the checkpoint", hrm_learn_adopt(t->learner, state, state_bytes));
}

void trainer_free(trainer *t) {
  team_free(t->team);
  free(t->state);
  free(t->work);
}

void trainer_step(trainer *t, double progress) {
  const hrm_learn_status status = hrm_learn_step(t->learner, progress);
  if (status)
    fail("after step %llu: %s", (unsigned long long)hrm_learn_steps(t->learner), hrm_learn_status_sentence(status));
}
