#include "options.h"
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "memory.h"
#include "task.h"

typedef enum { COUNT, NUMBER, TEXT, SWITCH } option_type;

typedef struct option {
  const char *name;
  option_type type;
  size_t at;
  const char *standard; /* default, NULL: none */
  double least, most;   /* of a number */
  const char *help;
} option;

#define NUMERIC(name, type, field, standard, least, most, help) \
  { name, type, offsetof(options, field), standard, least, most, help }
#define OPTION(name, type, field, standard, help) NUMERIC(name, type, field, standard, 0, 0, help)
#define HEADING(text) \
  { NULL, SWITCH, 0, NULL, 0, 0, text }

static const option table[] = {
    HEADING(
        "Model (of new weights; with --init or --resume it is the weights', and only cycles and --halt-max-steps may "
        "be others than theirs)"),
    OPTION("arch", TEXT, arch, "hrm", "hrm: levels H and L; trm: one level for both states, halting by q_halt alone"),
    NUMERIC("hidden", COUNT, hidden, "128", 16, 8192, "width of the model, a multiple of 16"),
    NUMERIC("heads", COUNT, heads, "4", 1, 512, "attention heads; hidden / heads is a multiple of 16"),
    NUMERIC("inner", COUNT, inner, "384", 16, 32768, "width of SwiGLU, a multiple of 16"),
    NUMERIC("mlp-t", COUNT, mlp_t, "0", 0, 32768,
            "token mixing in attention's place: width of its SwiGLU over the tokens, a multiple of 16"),
    NUMERIC("H-layers", COUNT, H_layers, "2", 0, 64, "blocks of the H module; trm has none"),
    NUMERIC("L-layers", COUNT, L_layers, "2", 1, 64, "blocks of the L module"),
    NUMERIC("H-cycles", COUNT, H_cycles, NULL, 1, 64, "H cycles of a segment (2; trm: 3)"),
    NUMERIC("L-cycles", COUNT, L_cycles, NULL, 1, 64, "L cycles of an H cycle (2; trm: 6)"),
    NUMERIC("halt-max-steps", COUNT, halt_max_steps, NULL, 1, 1024, "segments after which a puzzle is replaced (16)"),
    OPTION("pos", TEXT, positions, NULL,
           "positions: learned, rope, relative (walls are left out) or none (learned; with --mlp-t none)"),
    NUMERIC("rope-theta", NUMBER, rope_theta, "10000", 1, 1e9, "base of RoPE's frequencies"),
    NUMERIC("puzzle-emb-len", COUNT, puzzle_emb_len, "1", 0, 64, "prefix tokens, 0 for none"),
    NUMERIC("puzzle-emb-ndim", COUNT, puzzle_emb_ndim, "0", 0, 64 * 8192,
            "numbers of a puzzle embedding, 0 for as many as fill the prefix; what they do not fill is 0"),
    NUMERIC("puzzle-identifiers", COUNT, puzzle_identifiers, "1", 1, 1 << 24, "puzzle embeddings"),
    OPTION("start", TEXT, start, "structured",
           "new weights: official (truncated normal), or structured (see README.md; attention with learned positions "
           "only)"),
    OPTION("grow", TEXT, grow, NULL,
           "new weights of a larger square, or of more layers: continue this model (.hrm or .ckpt) of a smaller one"),
    NUMERIC("gain", NUMBER, gain, "1.1", 0, 1e6, "strength of a structured start"),
    HEADING("Data"),
    OPTION("task", TEXT, task, "sudoku", "what to learn, one of the tasks below"),
    OPTION("data", TEXT, data, NULL,
           "training files, separated by commas (CSV or lines, .gz too); a task that can generates when none are "
           "given; grid: "
           "a CSV, or an official data-set folder"),
    OPTION("alphabet", TEXT, alphabet, NULL,
           "grid: the characters of tokens 1, 2, ...; without it those used, in the order of their code points"),
    OPTION("mix", TEXT, mix, NULL,
           "shares by difficulty, e.g. 0:0.3,1-9:0.3,10-49:0.2,50+:0.2 (rating, else guesses); without it every puzzle "
           "equally often"),
    NUMERIC("hint-prob", NUMBER, hint_prob, "0.3", 0, 1, "probability that a puzzle gets hints"),
    NUMERIC("hint-max", NUMBER, hint_max, "0.5", 0, 1, "largest share of the blanks that hints fill in"),
    NUMERIC("deducible", NUMBER, deducible, "0", 0, 1,
            "Sudoku: probability that cells are filled in until deduction alone can solve the rest"),
    NUMERIC("retry", NUMBER, retry, "0", 0, 1,
            "probability that a puzzle left unsolved is tried again, with hints in some of the wrong cells"),
    NUMERIC("retry-share", NUMBER, retry_share, "0.25", 0, 1,
            "share of the wrong cells that a retry fills in (one at least)"),
    NUMERIC("midway", NUMBER, midway, "0", 0, 1,
            "probability that a puzzle still unsolved gets one of its wrong cells after a segment, while z goes on"),
    NUMERIC("midway-from", COUNT, midway_from, "4", 0, 1024, "the first segment after which that happens"),
    NUMERIC("side", COUNT, side, NULL, 1, 128,
            "side of the grid of a new model, where its task takes any (its standard); export: of a smaller square "
            "(relative positions)"),
    NUMERIC("size-min", COUNT, size_min, "0", 0, 128,
            "smallest side of a generated puzzle, 0 for the grid's; smaller ones stand anywhere in it, among walls"),
    NUMERIC("size-max", COUNT, size_max, "0", 0, 128, "largest side of a generated puzzle"),
    NUMERIC("hardness", NUMBER, hardness, "1", 0, 1,
            "generated puzzles: least path length as a share of a hard one's of that size"),
    NUMERIC(
        "other-kinds", NUMBER, other_kinds, "0", 0, 1,
        "generated puzzles: probability that one is not of the official kind, but carved (ways one or two cells wide, "
        "with and without loops) or with more or fewer walls"),
    NUMERIC("hardness-spread", NUMBER, hardness_spread, "0", 0, 1,
            "generated puzzles: each is drawn with a hardness up to this much below"),
    HEADING("Training"),
    OPTION("name", TEXT, name, "run", "files: NAME.ckpt, NAME.best.ckpt, NAME.jsonl"),
    OPTION("init", TEXT, init, NULL,
           "start from the weights of a .hrm (f32 or q8) or .ckpt, with fresh optimiser state"),
    OPTION("resume", TEXT, resume, NULL, "go on exactly where a .ckpt stopped"),
    NUMERIC("steps", COUNT, steps, "0", 0, UINT32_MAX, "optimiser steps in all; the schedule spans them"),
    NUMERIC("minutes", NUMBER, minutes, "60", 1e-3, 1e6,
            "without --steps: minutes of training in all; the schedule spans them"),
    NUMERIC("slots", COUNT, slots, "96", 1, HRM_LEARN_MAX_SLOTS, "puzzles in training at once: the batch of a step"),
    OPTION("grad", TEXT, gradient, "cycle",
           "calls that get gradient: one (the last L and H call, as in the paper), cycle (the last H cycle), full, or "
           "a number of calls"),
    OPTION("loss", TEXT, loss, "softmax", "softmax or stablemax cross-entropy"),
    NUMERIC("smoothing", NUMBER, smoothing, "0", 0, 1, "label smoothing"),
    OPTION("q-continue", SWITCH, q_continue, NULL,
           "also train q_continue as the official code does (costs one more forward pass)"),
    NUMERIC("explore", NUMBER, explore, "0.1", 0, 1,
            "probability that a puzzle must stay a random number of segments before it may halt"),
    OPTION("any-answer", SWITCH, any_answer, NULL,
           "of several right answers (shortest paths) ask for the one the model comes nearest to"),
    OPTION("stagger", SWITCH, stagger, NULL, "start slots at random ages, so that they are not all replaced together"),
    NUMERIC("init-noise", NUMBER, init_noise, "0", 0, 1e6, "deviation of noise on the initial z of each puzzle"),
    NUMERIC("noise", NUMBER, noise, "0", 0, 1e6, "deviation of noise on every update of z"),
    OPTION("optimizer", TEXT, optimiser, "muon", "muon (block matrices; AdamW for the rest) or adamw"),
    NUMERIC("lr", NUMBER, lr, "1.2e-3", 0, 1e6, "learning rate (of Muon, or of AdamW alone)"),
    NUMERIC("adam-lr", NUMBER, adam_lr, "8e-4", 0, 1e6, "learning rate of AdamW beside Muon"),
    NUMERIC("lr-min", NUMBER, lr_min, "0.05", 0, 1, "share of the rate that the cosine ends at"),
    NUMERIC("warmup", COUNT, warmup, "100", 0, UINT32_MAX, "steps over which the rate rises from 0"),
    NUMERIC("weight-decay", NUMBER, weight_decay, "0.1", 0, 1e6, "decoupled weight decay"),
    NUMERIC("beta2", NUMBER, beta2, "0.95", 0, 0.999999, "AdamW's decay of the second moment"),
    NUMERIC("clip", NUMBER, clip, "1", 0, 1e6, "largest global norm of the gradient, 0 for no limit"),
    NUMERIC("ema", NUMBER, ema, "0.999", 0, 1, "decay of the running mean of the weights"),
    OPTION("quantize", TEXT, quantize, "f32",
           "train for weights as a file of that type gives them back: f32, q8 or q4 (gradients pass straight "
           "through the rounding)"),
    OPTION(
        "precision", TEXT, precision, "auto",
        "amx, bf16 (AVX512-BF16), f32-avx512, f32-avx2, f32-plain, f32 for the best of these three, or auto: what is "
        "quickest on the shape of this run, measured"),
    NUMERIC("threads", COUNT, threads, "0", 0, HRM_MAX_THREADS, "threads, 0 for one a core"),
    NUMERIC("microbatch", COUNT, microbatch, "0", 0, HRM_LEARN_MAX_MICROBATCH,
            "samples a thread works on at a time, 0 to choose by length"),
    NUMERIC("seed", COUNT, seed, "1", 0, UINT32_MAX, "of everything random"),
    NUMERIC("log-sec", NUMBER, log_sec, "30", 0, 1e6, "seconds between progress lines"),
    NUMERIC("save-min", NUMBER, save_min, "5", 0, 1e6,
            "minutes between checkpoints; one is also written at the end, on SIGINT and on SIGTERM"),
    HEADING("Evaluation (eval, and train with --dev)"),
    OPTION("dev", TEXT, dev, NULL, "train: puzzles to measure on now and then"),
    NUMERIC("eval-min", NUMBER, eval_min, "10", 0, 1e6, "train: minutes of training between evaluations"),
    NUMERIC("limit", COUNT, limit, "0", 0, UINT32_MAX, "only the first N puzzles, 0 for all"),
    NUMERIC("segments", COUNT, segments, "16", 1, 65536, "segments a puzzle gets"),
    OPTION("raw", SWITCH, raw, NULL, "eval, export: a checkpoint's raw weights instead of their running mean"),
    HEADING("Export"),
    OPTION("from", TEXT, from, NULL, "a .ckpt or .hrm"),
    OPTION("with", TEXT, with, NULL, "a second model of the same shape, to write a mean of the two"),
    NUMERIC("share", NUMBER, share, "0.5", 0, 1, "of the second model in that mean"),
    NUMERIC("q-margin", NUMBER, q_margin, "0", -1e3, 1e3,
            "taken off q_halt, so that ACT ends a pass where the Q head is surer: with 2 at odds of 7 to 1, not of 1"),
    OPTION("out", TEXT, out, NULL, "the .hrm to write"),
    OPTION(
        "calibrate", TEXT, calibrate, NULL,
        "puzzles (none that are measured on) by which the int4 values are chosen: the first --limit, --segments each"),
    OPTION("dtype", TEXT, dtype, NULL,
           "export, eval, train --dev: type of the block matrices, f32, q8 or q4 (q8, or that of --quantize)"),
};
_Static_assert(sizeof table / sizeof *table <= OPTIONS_MOST, "each has its place in `given`");

static void set(options *o, const option *p, const char *value) {
  char *end, *at = (char *)o + p->at;
  if (p->type == TEXT) {
    memcpy(at, &value, sizeof value);
    return;
  }
  const double x = strtod(value, &end);
  if (end == value || *end || !(x >= p->least && x <= p->most) || (p->type == COUNT && x != floor(x)))
    fail("--%s: '%s' is not a %s from %.10g to %.10g", p->name, value, p->type == COUNT ? "whole number" : "number",
         p->least, p->most);
  if (p->type == NUMBER) {
    memcpy(at, &x, sizeof x);
  } else {
    const uint32_t n = (uint32_t)x;
    memcpy(at, &n, sizeof n);
  }
}

void options_parse(options *o, int argc, char **argv, int first) {
  const size_t count = sizeof table / sizeof *table;
  *o = (options){0};
  for (size_t i = 0; i < count; i++)
    if (table[i].name && table[i].standard) set(o, &table[i], table[i].standard);
  for (int a = first; a < argc; a++) {
    const option *found = NULL;
    for (size_t i = 0; i < count && !strncmp(argv[a], "--", 2); i++)
      if (table[i].name && !strcmp(table[i].name, argv[a] + 2)) found = &table[i];
    if (!strcmp(argv[a], "--help") || !strcmp(argv[a], "-h")) {
      options_help();
      exit(0);
    }
    if (!found) fail("unknown option '%s'; see hrm-train --help", argv[a]);
    if (found->type == SWITCH) {
      *(bool *)((char *)o + found->at) = true;
      continue;
    }
    if (++a == argc) fail("--%s needs a value", found->name);
    set(o, found, argv[a]);
    o->given[found - table] = argv[a];
  }
}

static bool is_same(option_type type, const char *a, const char *b) {
  return type == TEXT ? !strcmp(a, b) : (float)strtod(a, NULL) == (float)strtod(b, NULL);
}

void options_match(const options *o, const void *field, const char *has, const char *path) {
  const size_t at = (size_t)((const char *)field - (const char *)o);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (table[i].name && table[i].at == at && o->given[i] && !is_same(table[i].type, o->given[i], has))
      fail("--%s: '%s' is not what the model in %s has, %s", table[i].name, o->given[i], path, has);
}

void options_help(void) {
  puts("hrm-train - trains Hierarchical Reasoning Models (arXiv 2506.21734) and Tiny Recursive Models (2510.04871) on "
       "the "
       "processor\n\n"
       "  hrm-train train --data FILE [options]           train; new weights unless --init or --resume\n"
       "  hrm-train eval --init MODEL --data FILE         exact rate by difficulty and number of segments\n"
       "  hrm-train export --from MODEL --out FILE.hrm    write weights for inference\n\n"
       "Defaults in brackets.");
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const option *p = &table[i];
    if (!p->name) {
      printf("\n%s\n", p->help);
      continue;
    }
    static const char *const values[] = {" N", " X", " TEXT", ""};
    char left[40];
    snprintf(left, sizeof left, "--%s%s", p->name, values[p->type]);
    printf("  %-26s %s%s%s%s\n", left, p->help, p->standard ? " [" : "", p->standard ? p->standard : "",
           p->standard ? "]" : "");
  }
  puts("\nTasks");
  tasks_print();
}
