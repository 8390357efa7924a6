/* task.h - what the trainer must know of a puzzle: examples, rules, and the structure that initialisation uses. */
#ifndef TRAIN_TASK_H
#define TRAIN_TASK_H
#include "../../core/learn/layout.h"

typedef uint32_t token;
typedef int32_t label;
#define IGNORE_LABEL HRM_LEARN_IGNORE

typedef struct dataset dataset;

typedef struct data_options {
  const char *mix; /* shares by difficulty, "0:0.3,1-9:0.4,10+:0.3"; NULL: every example equally often */
  float hint_prob; /* with this probability ... */
  float hint_max;  /* ... a random share up to this of the unknown cells is filled in */
  float deducible; /* with this probability as many unknown cells are filled in as it takes to solve the rest without
                      guessing */
  uint32_t side;   /* of the grid the model sees */
  bool leaves_out_walls; /* of a new model: walls are no cells of it: token 0, no label (HRM_NO_CELL_0); else `fits`
                            says it */
  uint32_t size_min, size_max; /* side lengths of generated puzzles, where the task generates; 0: side */
  float hardness;              /* of generated puzzles, 0 .. 1: the most ... */
  float hardness_spread;       /* ... and how far below that it is drawn */
  float other_kinds;           /* with this probability a generated puzzle is of another kind than the official ones */
  const char *alphabet;        /* characters of grids in files, NULL: those used */
  const char *part;            /* of a data-set folder: "train" (NULL) or "test" */
  const hrm_config *fits;      /* the model that examples must fit, NULL for a new one */
} data_options;

typedef struct task {
  const char *name, *about;
  uint32_t id;                        /* core/FORMAT.md */
  uint32_t side_standard, vocab_size; /* grids are square; the side may be another only where any_side says so */
  bool any_side;
  bool leaves_out_walls; /* with relative positions: `data_options` */
  const char *alphabet; /* characters of tokens 1, 2, ... in lists of pairs, where it is not the order of code points */
  const char *sign;     /* the characters of it by which such a list is known */
  token unknown; /* the input token of a cell whose label may be given as a hint; 0 when a label is not an input */
  /* Reads files (comma-separated names), or sets up a generator where the task has one and paths is NULL. Ends the
   * program with a message on bad input. */
  dataset *(*open)(const char *paths, const data_options *o);
  void (*close)(dataset *d);
  /* Where the data say it: sizes of a new model. NULL: side_standard and vocab_size below. */
  void (*shape)(const dataset *d, hrm_config *config);
  size_t (*count)(const dataset *d);
  /* The i-th example as it is in the file; returns its puzzle identifier. difficulty: rating, guesses or path length;
   * -1 unknown; may be NULL. */
  uint32_t (*get)(const dataset *d, size_t i, token *inputs, label *labels, int *difficulty);
  /* A random training example, transformed; every thread may call it at once. Returns its puzzle identifier. */
  uint32_t (*draw)(const dataset *d, rng *r, token *inputs, label *labels);
  /* Replaces labels by the right answer that logits [side * side][stride] come nearest to; NULL where there is one
   * right answer only. */
  void (*relabel)(const dataset *d, const token *inputs, const float *logits, size_t stride, label *labels);
  /* Whether an answer is right by the rules of the puzzle alone; NULL where there are none to go by. */
  bool (*valid)(uint32_t side, const token *inputs, const token *answer);
  /* Lower ends of the difficulty bins that are reported; ends with -1. */
  const int *bins;
  /* Structure, for init_structured. A cell belongs to groups_per_cell of groups(side) groups (its row, its column,
   * ...), each with a code. seek says where head `head` starts to look: its W_q maps the code of a group to
   * query[head_dim], its W_k to key[head_dim]; both come zeroed. False: the head starts like any other. No groups:
   * NULL, and there is no structured start. */
  uint32_t groups_per_cell;
  uint32_t (*groups)(uint32_t side);
  uint32_t (*group)(uint32_t side, uint32_t cell, uint32_t which);
  bool (*seek)(uint32_t side, uint32_t head, uint32_t group, uint32_t head_dim, float *query, float *key);
} task;

/* The task of that name; the program ends when there is none. */
const task *task_named(const char *name);
/* The alphabet of the task whose sign is among these characters, and that has all of them; NULL: code points' order.
 * used [count] tells of each code point whether it occurs. */
const char *task_alphabet(const uint8_t *used, size_t count);
/* Prints every task's name and what it is about, a line each. */
void tasks_print(void);
/* The task of a model, by its id, that is to read `data` (may be NULL): grids for a data-set folder and for an id that
 * has no task of its own here. */
const task *task_reading(uint32_t id, const char *data);

#endif
