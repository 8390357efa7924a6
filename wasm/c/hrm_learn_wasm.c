/* hrm_learn_wasm.c - what a WebAssembly module of the learning library exports: hrm_learn.h with narrow signatures.
 *
 * Like the modules of the core (hrm_wasm.c) it imports nothing (a build with threads: its shared memory, "env"
 * "memory") and never allocates: JavaScript owns the memory from the exported global `__heap_base` up, grows it and
 * passes addresses. It begins with 8 pages. Addresses, sizes and statuses are unsigned 32-bit numbers (`x >>> 0` when
 * one comes back); f64 says where a number is a double. A status is an hrm_learn_status, 0 is success.
 *
 * Structures, little-endian, as asserted below:
 *
 *   config    24 words: an hrm_config, as in hrm_wasm.c
 *   options   50 words: config, then mode (0), slots, microbatch, gradient_calls, loss (0 softmax, 1 stablemax),
 *             optimiser (0 Muon, 1 AdamW), q_continue, seed, stagger, unknown_token, midway_from, warmup;
 *             then floats: lr, adam_lr, lr_min, weight_decay, beta2, clip, ema, smoothing, explore, init_noise,
 *             noise, retry, retry_share, midway. hrm_learn.h says what each means.
 *   set       6 words: count, seq_len, then the addresses of inputs u32[count][seq_len], labels
 *             i32[count][seq_len] (-100: not asked for), puzzles u32[count] (0: all have the identifier 0) and upto
 *             f64[count], running sums of how often each is to be drawn (0: each as often).
 *             A learner reads the set whenever a slot takes a puzzle: it must stay where it is, and may be
 *             changed between two steps.
 *   totals    88 bytes: f64 lm, q_halt, q_continue, then u64 segments, labelled, correct, exact, halted,
 *             halted_exact, halted_segments, f64 flops; sums since totals() was last called
 *   summary   32 words: config, mode, slots, steps (u64), the addresses of weights and of the running mean,
 *             floats, and a word that means nothing
 *
 * Options, totals and summary are 8-byte aligned, state and work area 64-byte aligned (HRM_ALIGN), the rest 4-byte.
 *
 * Exports besides `memory` and `__heap_base` (ptr = address, n = u32):
 *
 *   variant() -> ptr                           "simd" or "relaxed", NUL-terminated
 *   status_name(status) -> ptr
 *   status_sentence(status) -> ptr
 *   tensor_count(config) -> n                  this and the next as in hrm_wasm.c
 *   tensor_at(config, index, tensor) -> hrm_status
 *   place(config, index, place) -> status      place: ptr to two u32 that receive the first float and the number
 *                                              of floats of the tensor in a flat array
 *   floats(config) -> n                        length of a flat array: weights, running mean, gradient; 0: the
 *                                              configuration cannot be trained
 *   parameters(config) -> n                    of them are trained
 *   flops(config, gradient_calls) -> f64       useful operations of one segment of one puzzle
 *   defaults(config, options)                  fills all of options
 *   official(config, seed, q_continue, weights, floats) -> status      new weights
 *   check_set(config, set, at) -> status       at: ptr to a u32 that receives the first bad example, or 0
 *   sizes(options, threads, sizes) -> status   sizes: ptr to two u32 that receive the bytes of state and of work
 *   begin(learner, options, weights, mean, set, team, state, state_bytes, work, work_bytes) -> status
 *                                              learner: ptr to a u32 that receives the learner's address;
 *                                              mean: may be 0; team: 0, or as team.c says
 *   go_on(learner, options, set, team, state, state_bytes, work, work_bytes) -> status
 *   adopt(learner, state, state_bytes) -> status
 *   read_state(state, state_bytes, summary) -> status
 *   step(learner, f64 progress) -> status
 *   part(learner, f64 progress, items, done) -> status       done: ptr to a u32 that becomes 0 or 1
 *   rewind(learner)
 *   totals(learner, totals)
 *   steps(learner) -> f64
 *   gradient_norm(learner) -> f64
 *   rate(learner) -> f64
 *   weights(learner) -> ptr                    f32[floats], as are the next two
 *   mean(learner) -> ptr
 *   gradient(learner) -> ptr
 *
 * and with threads those of team.c. To write a .hrm file, give the module of the core each tensor of mean() from its
 * place. */
#include "learn/hrm_learn.h"

_Static_assert(sizeof(hrm_config) == 96 && sizeof(hrm_learn_options) == 200 &&
                   offsetof(hrm_learn_options, midway) == 196,
               "options are 50 words");
_Static_assert(sizeof(hrm_learn_totals) == 88 && offsetof(hrm_learn_totals, halted_segments) == 72, "totals");
/* A set whose examples are not drawn equally often: upto[i] is the sum of the weights of examples 0 .. i. */
typedef struct weighted_set {
  hrm_learn_set set;
  const double *upto;
} weighted_set;

_Static_assert(sizeof(weighted_set) == 24 && offsetof(weighted_set, upto) == 20 && sizeof(hrm_learn_state) == 128 &&
                   offsetof(hrm_learn_state, steps) == 104 && offsetof(hrm_learn_state, floats) == 120,
               "set and summary");
_Static_assert(sizeof(size_t) == 4, "addresses are 32-bit");

/* The exported function `name`. */
#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(variant) const char *variant(void) {
#ifdef __wasm_relaxed_simd__
  return "relaxed";
#else
  return "simd";
#endif
}
EXPORT(status_name) const char *status_name(uint32_t status) { return hrm_learn_status_name((hrm_learn_status)status); }
EXPORT(status_sentence) const char *status_sentence(uint32_t status) {
  return hrm_learn_status_sentence((hrm_learn_status)status);
}

EXPORT(tensor_count) uint32_t tensor_count(const hrm_config *config) { return hrm_tensor_count(config); }
EXPORT(tensor_at) hrm_status tensor_at(const hrm_config *config, uint32_t index, hrm_tensor *tensor) {
  return hrm_tensor_at(config, index, tensor);
}
EXPORT(place) hrm_learn_status place(const hrm_config *config, uint32_t index, size_t *at) {
  return hrm_learn_tensor_at(config, index, &at[0], &at[1]);
}
EXPORT(floats) uint32_t floats(const hrm_config *config) { return hrm_learn_floats(config); }
EXPORT(parameters) uint32_t parameters(const hrm_config *config) { return hrm_learn_parameters(config); }
EXPORT(flops) double flops(const hrm_config *config, uint32_t gradient_calls) {
  return hrm_learn_flops(config, gradient_calls);
}
EXPORT(defaults) void defaults(const hrm_config *config, hrm_learn_options *options) {
  *options = hrm_learn_defaults(config);
}
EXPORT(official)
hrm_learn_status official(const hrm_config *config, uint32_t seed, uint32_t q_continue, float *weights,
                          uint32_t count) {
  return hrm_learn_official(config, seed, q_continue, weights, count);
}
EXPORT(check_set) hrm_learn_status check_set(const hrm_config *config, const hrm_learn_set *set, uint32_t *at) {
  return hrm_learn_check_set(config, set, at);
}

EXPORT(sizes) hrm_learn_status sizes(const hrm_learn_options *options, uint32_t threads, size_t *bytes) {
  return hrm_learn_sizes(options, threads, &bytes[0], &bytes[1]);
}
static bool draw(void *context, rng *random, uint32_t *inputs, int32_t *labels, uint32_t *puzzle_identifier) {
  const weighted_set *w = context;
  const hrm_learn_set *set = &w->set;
  if (!w->upto || !set->count) return hrm_learn_draw(context, random, inputs, labels, puzzle_identifier);
  const double at = rng_unit(random) * w->upto[set->count - 1];
  uint32_t low = 0, high = set->count - 1;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (w->upto[middle] > at) high = middle;
    else low = middle + 1;
  }
  const size_t from = (size_t)low * set->seq_len;
  hrm_learn_set one = {1, set->seq_len, set->inputs + from, set->labels + from,
                       set->puzzles ? set->puzzles + low : NULL};
  return hrm_learn_draw(&one, random, inputs, labels, puzzle_identifier);
}

EXPORT(begin)
hrm_learn_status begin(hrm_learner **learner, const hrm_learn_options *options, const float *weights, const float *mean,
                       weighted_set *set, const hrm_team *team, void *state, uint32_t state_bytes, void *work,
                       uint32_t work_bytes) {
  const hrm_learn_examples examples = {.draw = draw, .context = set};
  return hrm_learn_begin(learner, options, weights, mean, &examples, team, state, state_bytes, work, work_bytes);
}
EXPORT(go_on)
hrm_learn_status go_on(hrm_learner **learner, const hrm_learn_options *options, weighted_set *set, const hrm_team *team,
                       void *state, uint32_t state_bytes, void *work, uint32_t work_bytes) {
  const hrm_learn_examples examples = {.draw = draw, .context = set};
  return hrm_learn_go_on(learner, options, &examples, team, state, state_bytes, work, work_bytes);
}
EXPORT(adopt) hrm_learn_status adopt(hrm_learner *learner, const void *state, uint32_t state_bytes) {
  return hrm_learn_adopt(learner, state, state_bytes);
}
EXPORT(read_state)
hrm_learn_status read_state(const void *state, uint32_t state_bytes, hrm_learn_state *summary) {
  return hrm_learn_read_state(state, state_bytes, summary);
}

EXPORT(step) hrm_learn_status step(hrm_learner *learner, double progress) { return hrm_learn_step(learner, progress); }
EXPORT(part)
hrm_learn_status part(hrm_learner *learner, double progress, uint32_t items, uint32_t *done) {
  bool ended = false;
  const hrm_learn_status status = hrm_learn_part(learner, progress, items, &ended);
  *done = ended;
  return status;
}
EXPORT(rewind) void rewind_step(hrm_learner *learner) { hrm_learn_rewind(learner); }
EXPORT(totals) void totals(hrm_learner *learner, hrm_learn_totals *sums) { *sums = hrm_learn_take_totals(learner); }
EXPORT(steps) double steps(const hrm_learner *learner) { return (double)hrm_learn_steps(learner); }
EXPORT(gradient_norm) double gradient_norm(const hrm_learner *learner) { return hrm_learn_gradient_norm(learner); }
EXPORT(rate) double rate(const hrm_learner *learner) { return hrm_learn_rate(learner); }
EXPORT(weights) const float *weights_of(const hrm_learner *learner) { return hrm_learn_weights(learner); }
EXPORT(mean) const float *mean_of(const hrm_learner *learner) { return hrm_learn_mean(learner); }
EXPORT(gradient) const float *gradient_of(const hrm_learner *learner) { return hrm_learn_gradient(learner); }
