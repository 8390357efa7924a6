#include "options.h"
#include <math.h>
#include <stddef.h>
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
  const char *help;
} option;

#define OPTION(name, type, field, standard, help) \
  { name, type, offsetof(options, field), standard, help }
#define HEADING(text) \
  { NULL, SWITCH, 0, NULL, text }

static const option table[] = {
    HEADING("Model (of new weights; with --init or --resume only cycles and --halt-max-steps may be given, and change "
            "the model)"),
    OPTION("arch", TEXT, arch, "hrm", "hrm: levels H and L; trm: one level for both states, halting by q_halt alone"),
    OPTION("hidden", COUNT, hidden, "128", "width of the model, a multiple of 16"),
    OPTION("heads", COUNT, heads, "4", "attention heads; hidden / heads is a multiple of 16"),
    OPTION("inner", COUNT, inner, "384", "width of SwiGLU, a multiple of 16"),
    OPTION("mlp-t", COUNT, mlp_t, "0",
           "token mixing in attention's place: width of its SwiGLU over the tokens, a multiple of 16"),
    OPTION("H-layers", COUNT, H_layers, "2", "blocks of the H module; trm has none"),
    OPTION("L-layers", COUNT, L_layers, "2", "blocks of the L module"),
    OPTION("H-cycles", COUNT, H_cycles, NULL, "H cycles of a segment (2; trm: 3)"),
    OPTION("L-cycles", COUNT, L_cycles, NULL, "L cycles of an H cycle (2; trm: 6)"),
    OPTION("halt-max-steps", COUNT, halt_max_steps, NULL, "segments after which a puzzle is replaced (16)"),
    OPTION("pos", TEXT, positions, NULL,
           "positions: learned, rope, relative (walls are left out) or none (learned; with --mlp-t none)"),
    OPTION("rope-theta", NUMBER, rope_theta, "10000", "base of RoPE's frequencies"),
    OPTION("puzzle-emb-len", COUNT, puzzle_emb_len, "1", "prefix tokens, 0 for none"),
    OPTION("puzzle-emb-ndim", COUNT, puzzle_emb_ndim, "0",
           "numbers of a puzzle embedding, 0 for as many as fill the prefix; what they do not fill is 0"),
    OPTION("puzzle-identifiers", COUNT, puzzle_identifiers, "1", "puzzle embeddings"),
    OPTION("start", TEXT, start, "structured",
           "new weights: official (truncated normal), or structured (see README.md; attention with learned positions "
           "only)"),
    OPTION("grow", TEXT, grow, NULL,
           "new weights of a larger square, or of more layers: continue this model (.hrm or .ckpt) of a smaller one"),
    OPTION("gain", NUMBER, gain, "1.1", "strength of a structured start"),
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
    OPTION("hint-prob", NUMBER, hint_prob, "0.3", "probability that a puzzle gets hints"),
    OPTION("hint-max", NUMBER, hint_max, "0.5", "largest share of the blanks that hints fill in"),
    OPTION("deducible", NUMBER, deducible, "0",
           "Sudoku: probability that cells are filled in until deduction alone can solve the rest"),
    OPTION("retry", NUMBER, retry, "0",
           "probability that a puzzle left unsolved is tried again, with hints in some of the wrong cells"),
    OPTION("retry-share", NUMBER, retry_share, "0.25", "share of the wrong cells that a retry fills in (one at least)"),
    OPTION("midway", NUMBER, midway, "0",
           "probability that a puzzle still unsolved gets one of its wrong cells after a segment, while z goes on"),
    OPTION("midway-from", COUNT, midway_from, "4", "the first segment after which that happens"),
    OPTION(
        "side", COUNT, side, "0",
        "side of the grid of a new model, where its task takes any; export: of a smaller square (relative positions)"),
    OPTION("size-min", COUNT, size_min, "0",
           "smallest side of a generated puzzle, 0 for the grid's; smaller ones stand anywhere in it, among walls"),
    OPTION("size-max", COUNT, size_max, "0", "largest side of a generated puzzle"),
    OPTION("hardness", NUMBER, hardness, "1",
           "generated puzzles: least path length as a share of a hard one's of that size"),
    OPTION(
        "other-kinds", NUMBER, other_kinds, "0",
        "generated puzzles: probability that one is not of the official kind, but carved (ways one or two cells wide, "
        "with and without loops) or with more or fewer walls"),
    OPTION("hardness-spread", NUMBER, hardness_spread, "0",
           "generated puzzles: each is drawn with a hardness up to this much below"),
    HEADING("Training"),
    OPTION("name", TEXT, name, "run", "files: NAME.ckpt, NAME.best.ckpt, NAME.jsonl"),
    OPTION("init", TEXT, init, NULL,
           "start from the weights of a .hrm (f32 or q8) or .ckpt, with fresh optimiser state"),
    OPTION("resume", TEXT, resume, NULL, "go on exactly where a .ckpt stopped"),
    OPTION("steps", COUNT, steps, "0", "optimiser steps in all; the schedule spans them"),
    OPTION("minutes", NUMBER, minutes, "60", "without --steps: minutes of training in all; the schedule spans them"),
    OPTION("slots", COUNT, slots, "96", "puzzles in training at once: the batch of a step"),
    OPTION("grad", TEXT, gradient, "cycle",
           "calls that get gradient: one (the last L and H call, as in the paper), cycle (the last H cycle), full, or "
           "a number of calls"),
    OPTION("loss", TEXT, loss, "softmax", "softmax or stablemax cross-entropy"),
    OPTION("smoothing", NUMBER, smoothing, "0", "label smoothing"),
    OPTION("q-continue", SWITCH, q_continue, NULL,
           "also train q_continue as the official code does (costs one more forward pass)"),
    OPTION("explore", NUMBER, explore, "0.1",
           "probability that a puzzle must stay a random number of segments before it may halt"),
    OPTION("any-answer", SWITCH, any_answer, NULL,
           "of several right answers (shortest paths) ask for the one the model comes nearest to"),
    OPTION("stagger", SWITCH, stagger, NULL, "start slots at random ages, so that they are not all replaced together"),
    OPTION("init-noise", NUMBER, init_noise, "0", "deviation of noise on the initial z of each puzzle"),
    OPTION("noise", NUMBER, noise, "0", "deviation of noise on every update of z"),
    OPTION("optimizer", TEXT, optimiser, "muon", "muon (block matrices; AdamW for the rest) or adamw"),
    OPTION("lr", NUMBER, lr, "1.2e-3", "learning rate (of Muon, or of AdamW alone)"),
    OPTION("adam-lr", NUMBER, adam_lr, "8e-4", "learning rate of AdamW beside Muon"),
    OPTION("lr-min", NUMBER, lr_min, "0.05", "share of the rate that the cosine ends at"),
    OPTION("warmup", NUMBER, warmup, "100", "steps over which the rate rises from 0"),
    OPTION("weight-decay", NUMBER, weight_decay, "0.1", "decoupled weight decay"),
    OPTION("beta2", NUMBER, beta2, "0.95", "AdamW's decay of the second moment"),
    OPTION("clip", NUMBER, clip, "1", "largest global norm of the gradient, 0 for no limit"),
    OPTION("ema", NUMBER, ema, "0.999", "decay of the running mean of the weights"),
    OPTION("quantize", TEXT, quantize, "f32",
           "train for weights as a file of that type gives them back: f32, q8 or q4 (gradients pass straight "
           "through the rounding)"),
    OPTION(
        "precision", TEXT, precision, "auto",
        "amx, bf16 (AVX512-BF16), f32-avx512, f32-avx2, f32-plain, f32 for the best of these three, or auto: what is "
        "quickest on the shape of this run, measured"),
    OPTION("threads", COUNT, threads, "0", "threads, 0 for one a core"),
    OPTION("microbatch", COUNT, microbatch, "0", "samples a thread works on at a time, 0 to choose by length"),
    OPTION("seed", COUNT, seed, "1", "of everything random"),
    OPTION("log-sec", NUMBER, log_sec, "30", "seconds between progress lines"),
    OPTION("save-min", NUMBER, save_min, "5",
           "minutes between checkpoints; one is also written at the end, on SIGINT and on SIGTERM"),
    HEADING("Evaluation (eval, and train with --dev)"),
    OPTION("dev", TEXT, dev, NULL, "train: puzzles to measure on now and then"),
    OPTION("eval-min", NUMBER, eval_min, "10", "train: minutes of training between evaluations"),
    OPTION("limit", COUNT, limit, "0", "only the first N puzzles, 0 for all"),
    OPTION("segments", COUNT, segments, "16", "segments a puzzle gets"),
    OPTION("raw", SWITCH, raw, NULL, "eval, export: a checkpoint's raw weights instead of their running mean"),
    HEADING("Export"),
    OPTION("from", TEXT, from, NULL, "a .ckpt or .hrm"),
    OPTION("with", TEXT, with, NULL, "a second model of the same shape, to write a mean of the two"),
    OPTION("share", NUMBER, share, "0.5", "of the second model in that mean"),
    OPTION("q-margin", NUMBER, q_margin, "0",
           "taken off q_halt, so that ACT ends a pass where the Q head is surer: with 2 at odds of 7 to 1, not of 1"),
    OPTION("out", TEXT, out, NULL, "the .hrm to write"),
    OPTION(
        "calibrate", TEXT, calibrate, NULL,
        "puzzles (none that are measured on) by which the int4 values are chosen: the first --limit, --segments each"),
    OPTION("dtype", TEXT, dtype, NULL,
           "export, eval, train --dev: type of the block matrices, f32, q8 or q4 (q8, or that of --quantize)"),
};

static void set(options *o, const option *p, const char *value) {
  char *end, *at = (char *)o + p->at;
  if (p->type == TEXT) {
    memcpy(at, &value, sizeof value);
  } else if (p->type == COUNT) {
    const unsigned long n = strtoul(value, &end, 10);
    const uint32_t n32 = (uint32_t)n;
    if (end == value || *end || n != n32 || *value == '-') fail("--%s: '%s' is not a whole number", p->name, value);
    memcpy(at, &n32, sizeof n32);
  } else {
    const double x = strtod(value, &end);
    if (end == value || *end || !isfinite(x)) fail("--%s: '%s' is not a number", p->name, value);
    memcpy(at, &x, sizeof x);
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
  }
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
