/* options.h - the command line. */
#ifndef TRAIN_OPTIONS_H
#define TRAIN_OPTIONS_H
#include <stdbool.h>
#include <stdint.h>

#define OPTIONS_MOST 96

typedef struct options {
  /* model; 0 or NULL: as the weights say, or the default for a new model */
  uint32_t hidden, heads, inner, mlp_t, H_layers, L_layers, H_cycles, L_cycles, puzzle_emb_len, puzzle_emb_ndim,
      puzzle_identifiers, halt_max_steps;
  const char *arch, *positions, *start, *grow;
  double rope_theta, gain;
  /* data */
  const char *task, *data, *mix, *alphabet;
  double hint_prob, hint_max, deducible, retry, retry_share, midway;
  uint32_t midway_from;
  uint32_t side, size_min, size_max;
  double hardness, hardness_spread, other_kinds;
  /* training */
  const char *init, *resume, *name, *gradient, *loss, *optimiser, *quantize, *precision;
  uint32_t slots, threads, microbatch, seed, steps, warmup;
  double minutes, lr, adam_lr, lr_min, weight_decay, beta2, clip, ema, smoothing, explore, init_noise, noise;
  bool q_continue, stagger, any_answer;
  double log_sec, save_min;
  /* evaluation */
  const char *dev;
  double eval_min;
  uint32_t limit, segments;
  bool raw;
  /* export */
  const char *from, *with, *out, *dtype, *calibrate;
  double share, q_margin;
  /* the value of each option that was given, in the order of the help; NULL of the others */
  const char *given[OPTIONS_MOST];
} options;

/* Defaults, then the arguments from argv[first] on. Ends the program with a message on an unknown option or a bad
 * value, and with the help where that is asked for. */
void options_parse(options *o, int argc, char **argv, int first);
/* Ends the program where the option of that field of o was given and is not what the model in the file `path` has. */
void options_match(const options *o, const void *field, const char *has, const char *path);
/* The whole help text, to stdout. */
void options_help(void);

#endif
