/* hrm_learn.h - training of Hierarchical Reasoning Models (arXiv 2506.21734) and Tiny Recursive Models (arXiv
 * 2510.04871: H_layers 0, mlp_t_size, HRM_HALT_ABOVE_0 in hrm_config), the whole public interface of the learning
 * library.
 *
 *   hrm_learn_options o = hrm_learn_defaults(&config);
 *   size_t state_bytes, work_bytes; hrm_learner *learner;
 *   if (hrm_learn_sizes(&o, 1, &state_bytes, &work_bytes)) ...      // state: the run; work: everything else; both
 * yours if (hrm_learn_official(&config, seed, q_continue, weights, hrm_learn_floats(&config))) ...          // new
 * weights if (hrm_learn_begin(&learner, &o, weights, NULL, &examples, NULL, state, state_bytes, work, work_bytes)) ...
 *   while (...) if (hrm_learn_step(learner, progress)) ...           // one segment of every slot, one optimiser step
 *
 * The library neither allocates nor prints nor ends the program, starts no thread and has no global state: the caller
 * asks for sizes and passes the memory. It computes what the official PyTorch code computes (models/hrm/hrm_act_v1.py,
 * models/losses.py, pretrain.py), with deep supervision and ACT: each slot holds a puzzle, a step gives each puzzle one
 * segment, its z carried on detached, then steps the weights; a slot takes the next puzzle when the model halts on it
 * or when it has had halt_max_steps segments. Tensors are those of a weights file (hrm.h, FORMAT.md); shapes are
 * written [slowest][...][fastest], row-major. A function that fails has changed nothing unless it says so. */
#ifndef HRM_LEARN_H
#define HRM_LEARN_H
#include "../hrm.h"
#include "rng.h"

typedef enum hrm_learn_status {
  HRM_LEARN_OK = 0,
  HRM_LEARN_ERROR_ARGUMENT,   /* a null or misaligned pointer, or a team that is not the one of the sizes */
  HRM_LEARN_ERROR_CONFIG,     /* a configuration that hrm_config_check refuses */
  HRM_LEARN_ERROR_RELATIVE,   /* a single state z, an initial state for each token, or an update_rate */
  HRM_LEARN_ERROR_WIDTH,      /* hidden size, inner size, mlp_t size or head dimension is no multiple of 16 */
  HRM_LEARN_ERROR_OPTION,     /* an option outside its range */
  HRM_LEARN_ERROR_MODE,       /* an arithmetic mode that this build or this machine does not have */
  HRM_LEARN_ERROR_TOO_LARGE,  /* a size that does not fit this machine's address space */
  HRM_LEARN_ERROR_BUFFER,     /* a buffer smaller than its size function says */
  HRM_LEARN_ERROR_NO_EXAMPLE, /* the callback gave none */
  HRM_LEARN_ERROR_EXAMPLE,    /* a token, label or puzzle identifier outside the model's range, a label of a cell that
                                 is not there, or no cell at all */
  HRM_LEARN_ERROR_STATE,      /* a state of another build, mode, configuration or number of slots, or a damaged one */
  HRM_LEARN_ERROR_VALUE,      /* a weight that is not finite */
  HRM_LEARN_ERROR_NOT_FINITE, /* the loss or the gradient of a step is not finite; the run is where it was before it */
  HRM_LEARN_STATUS_COUNT
} hrm_learn_status;

/* A status by its name in this file, and as a sentence for people; never NULL, static storage. */
const char *hrm_learn_status_name(hrm_learn_status status);
const char *hrm_learn_status_sentence(hrm_learn_status status);

/* ---- arithmetic modes ---- */

/* Everything is float32 but for what is said. WebAssembly has one mode, plain, which is what its compiler makes of it.
 */
typedef enum hrm_learn_mode {
  HRM_LEARN_PLAIN = 0, /* whatever vectors the compiler's target has */
  HRM_LEARN_AVX2,
  HRM_LEARN_AVX512,
  HRM_LEARN_BF16, /* AVX512-BF16: activations, z and packed weights bfloat16 */
  HRM_LEARN_AMX,  /* the same with products on AMX tiles; the caller has asked the system for permission to use them */
  HRM_LEARN_MODES
} hrm_learn_mode;

/* "f32-plain", "f32-avx2", "f32-avx512", "bf16", "amx"; NULL for other numbers. */
const char *hrm_learn_mode_name(uint32_t mode);
/* This build holds the mode and this processor has its instructions. */
bool hrm_learn_mode_runs(uint32_t mode);

/* ---- options ---- */

typedef enum hrm_learn_loss { HRM_LEARN_SOFTMAX = 0, HRM_LEARN_STABLEMAX = 1 } hrm_learn_loss;
typedef enum hrm_learn_optimiser { HRM_LEARN_MUON = 0, HRM_LEARN_ADAMW = 1 } hrm_learn_optimiser;

#define HRM_LEARN_MAX_SLOTS 65536u
#define HRM_LEARN_MAX_MICROBATCH 64u

/* All 32-bit words. Shares and probabilities lie in 0 .. 1; nothing may be negative. */
typedef struct hrm_learn_options {
  hrm_config config; /* dtype: both passes see the weights as a file of that type gives them back, the step is taken by
                        the float32 weights behind them (straight-through) */
  uint32_t mode;     /* hrm_learn_mode */
  uint32_t slots;    /* 1 .. HRM_LEARN_MAX_SLOTS puzzles in training at once: the batch of a step */
  uint32_t microbatch;     /* samples a thread works on at a time, at most HRM_LEARN_MAX_MICROBATCH; 0: by length */
  uint32_t gradient_calls; /* calls of a segment that take part in the gradient, the last ones; 1 .. H_cycles *
                              (L_cycles + 1). 2 is the paper's one step, L_cycles + 1 the last H cycle */
  uint32_t loss;           /* hrm_learn_loss */
  uint32_t optimiser;      /* hrm_learn_optimiser: Muon for block matrices and AdamW for the rest, or AdamW alone */
  uint32_t q_continue;     /* 1: q_continue is trained too, as officially; costs one more forward pass. A model that
                              halts by q_halt alone (HRM_HALT_ABOVE_0) has none to train */
  uint32_t seed;           /* of each slot's stream of random numbers */
  uint32_t stagger;        /* 1: slots start at random ages, so that they are not all replaced together */
  uint32_t unknown_token;  /* of an input cell whose label may be filled in as a hint; 0: a label is no input */
  uint32_t midway_from;    /* the first segment after which `midway` applies; 0: never */
  uint32_t warmup;         /* steps over which the rate rises from 0 */
  float lr, adam_lr;       /* learning rates: of Muon and of AdamW beside it; AdamW alone uses lr */
  float lr_min;            /* share of the rate that the cosine ends at */
  float weight_decay;      /* decoupled: w *= 1 - rate * weight_decay */
  float beta2;             /* AdamW's decay of the second moment; of the first it is 0.9 */
  float clip;              /* largest global norm of the gradient; 0: no limit */
  float ema;               /* decay of the running mean of the weights */
  float smoothing;         /* of labels: the share spread evenly over the vocabulary */
  float explore;           /* probability that a puzzle must stay a random number of segments before it may halt */
  float init_noise, noise; /* deviation of noise on the initial z of a puzzle, and on every update of z */
  float retry;             /* probability that an unsolved puzzle is tried again with hints in wrong cells ... */
  float retry_share;       /* ... in this share of them, in one at least */
  float midway; /* probability that an unsolved puzzle gets one of its wrong cells after a segment, while z goes on */
} hrm_learn_options;

/* What `hrm-train train` starts from: 96 slots, last H cycle, softmax, Muon 1.2e-3 with AdamW 8e-4, ... (learner.c). */
hrm_learn_options hrm_learn_defaults(const hrm_config *config);

/* ---- examples ---- */

#define HRM_LEARN_IGNORE (-100) /* the label of a cell that is not asked for */

/* Where puzzles come from. */
typedef struct hrm_learn_examples {
  /* Writes one example: inputs [seq_len] tokens, labels [seq_len] tokens or HRM_LEARN_IGNORE, *puzzle_identifier (0
   * without a prefix). random is the slot's own stream: if chance comes from it alone, a run repeats itself. Any thread
   * of the team may call it, several at once. Returns false if there is none, which ends the step. */
  bool (*draw)(void *context, rng *random, uint32_t *inputs, int32_t *labels, uint32_t *puzzle_identifier);
  void *context;
  /* NULL, or for puzzles that have several right answers: replaces labels [seq_len] by the right answer that a
   * segment's logits [seq_len][stride] come nearest to, before its loss. inputs [seq_len]: the slot's. As draw, from
   * any thread. */
  void (*relabel)(void *context, const uint32_t *inputs, const float *logits, size_t stride, int32_t *labels);
} hrm_learn_examples;

/* Examples that lie in memory: inputs and labels [count][seq_len], puzzles [count] or NULL for all 0. */
typedef struct hrm_learn_set {
  uint32_t count, seq_len;
  const uint32_t *inputs;
  const int32_t *labels;
  const uint32_t *puzzles;
} hrm_learn_set;

/* A draw whose context is an hrm_learn_set: each example equally often. */
bool hrm_learn_draw(void *set, rng *random, uint32_t *inputs, int32_t *labels, uint32_t *puzzle_identifier);
/* HRM_LEARN_ERROR_NO_EXAMPLE for an empty set, HRM_LEARN_ERROR_EXAMPLE for one that does not fit the configuration,
 * with *at (may be NULL) the index of the first such example. */
hrm_learn_status hrm_learn_check_set(const hrm_config *config, const hrm_learn_set *set, uint32_t *at);

/* ---- flat arrays: weights, running mean, gradient ---- */

/* Length of a flat array: all tensors of the configuration in their order, row-major, each starting on 16 floats. 0 if
 * the configuration cannot be trained or the array does not fit in size_t. */
size_t hrm_learn_floats(const hrm_config *config);
/* First float and number of floats of tensor `index` (as hrm_tensor_at counts) in a flat array. */
hrm_learn_status hrm_learn_tensor_at(const hrm_config *config, uint32_t index, size_t *at, size_t *count);
/* Numbers that are trained: all but H_init, L_init and the RoPE tables. 0 as above. */
size_t hrm_learn_parameters(const hrm_config *config);
/* The official start (models/common.py, trunc_normal_init_; hrm_act_v1.py): truncated normal weights, q_halt's bias -5,
 * puzzle embeddings 0. Tables of offsets, which no official
 * code has, start as heads that look at a cell's neighbours, along its row and column, and everywhere. q_continue's
 * bias is -5 if it is going to be trained, else 0, since halting compares the two; -5 too where it does not. weights
 * [floats]: of the configuration. */
hrm_learn_status hrm_learn_official(const hrm_config *config, uint32_t seed, bool q_continue, float *weights,
                                    size_t floats);

/* ---- a run ---- */

typedef struct hrm_learner hrm_learner; /* lies in the work area */

/* Bytes of a run's state and of the work area for a team of so many threads (1: no team).
 * The state is the whole run: weights, running mean, moments, steps, and each slot's z, puzzle and random numbers. It
 * holds no address: between two steps it can be written out, and hrm_learn_go_on takes it up, on one thread bit for
 * bit. It is in this machine's byte order and in the mode's storage of z. Errors: CONFIG, RELATIVE, WIDTH, OPTION,
 * MODE, ARGUMENT, TOO_LARGE. */
hrm_learn_status hrm_learn_sizes(const hrm_learn_options *options, uint32_t threads, size_t *state_bytes,
                                 size_t *work_bytes);

/* Begins a run at given weights; mean: their running mean, NULL for a copy of them; both [hrm_learn_floats], copied.
 * state, work: of hrm_learn_sizes, 64-byte aligned, in use until the run is given up; there is nothing to release.
 * options and team are copied (team: NULL for the calling thread alone), what examples->context points at must last.
 * Draws an example for each slot. When it fails, *learner is NULL and state and work hold nothing of use. */
hrm_learn_status hrm_learn_begin(hrm_learner **learner, const hrm_learn_options *options, const float *weights,
                                 const float *mean, const hrm_learn_examples *examples, const hrm_team *team,
                                 void *state, size_t state_bytes, void *work, size_t work_bytes);
/* Goes on with the state of a run: HRM_LEARN_ERROR_STATE or _VALUE if these options and this build cannot take it up.
 * When it fails, *learner is NULL and the state is as it was. */
hrm_learn_status hrm_learn_go_on(hrm_learner **learner, const hrm_learn_options *options,
                                 const hrm_learn_examples *examples, const hrm_team *team, void *state,
                                 size_t state_bytes, void *work, size_t work_bytes);
/* Takes weights, running mean, moments and steps from the state of another run whose tensors are the same, whatever its
 * slots, cycles or mode; this run's slots stay. Both 64-byte aligned. */
hrm_learn_status hrm_learn_adopt(hrm_learner *learner, const void *state, size_t state_bytes);
/* What a state that was written out is of, without its run: its configuration, slots and mode's name, as far as not
 * NULL, and where its weights and running mean lie. HRM_LEARN_ERROR_STATE if it is none. */
typedef struct hrm_learn_state {
  hrm_config config;
  uint32_t mode, slots;
  uint64_t steps;
  const float *weights, *mean; /* [floats], in the state */
  size_t floats;
} hrm_learn_state;
hrm_learn_status hrm_learn_read_state(const void *state, size_t state_bytes, hrm_learn_state *out);

/* One step at `progress` (0 .. 1) of the cosine schedule: a segment forward and backward for every slot, then the
 * optimiser. On failure (NOT_FINITE, NO_EXAMPLE, EXAMPLE) the state is what it was before the step. */
hrm_learn_status hrm_learn_step(hrm_learner *learner, double progress);
/* The same in parts, for a caller who must look up in between: works on at most `items` microbatches more of the step,
 * and with the last of them ends it; *done says so. Between parts the state must not be written out; hrm_learn_rewind
 * goes back to before the step. */
hrm_learn_status hrm_learn_part(hrm_learner *learner, double progress, uint32_t items, bool *done);
void hrm_learn_rewind(hrm_learner *learner);

/* Sums over the segments since the last call. */
typedef struct hrm_learn_totals {
  double lm, q_halt, q_continue; /* losses: a segment's is lm + (q_halt + q_continue) / 2 */
  uint64_t segments;
  uint64_t labelled, correct;    /* cells */
  uint64_t exact;                /* segments whose answer was right in every labelled cell */
  uint64_t halted, halted_exact; /* puzzles that left a slot, solved ones of them, */
  uint64_t halted_segments;      /* and the segments they had */
  double flops;                  /* as hrm_learn_flops counts, of the tokens that were there */
} hrm_learn_totals;
hrm_learn_totals hrm_learn_take_totals(hrm_learner *learner);

/* What a learner holds; pointers last as long as the learner. */
uint64_t hrm_learn_steps(const hrm_learner *learner);
const float *hrm_learn_weights(const hrm_learner *learner);  /* [floats] */
const float *hrm_learn_mean(const hrm_learner *learner);     /* [floats] the running mean, which is what to ship */
const float *hrm_learn_gradient(const hrm_learner *learner); /* [floats] of the last step, before clipping */
double hrm_learn_gradient_norm(const hrm_learner *learner);  /* of it; 0 before the first step */
double hrm_learn_rate(const hrm_learner *learner);           /* the schedule's factor on lr in the last step */

/* Useful floating-point operations of one segment of one sample, embedding and heads not counted: a block of T tokens
 * is 2 T (4 h^2 + 3 h i + 2 T h) forward (2 for a multiply-add), with token mixing 2 T (3 h m + 3 h i), and twice as
 * much again backward for the calls of the gradient. */
double hrm_learn_flops(const hrm_config *config, uint32_t gradient_calls);

#endif
