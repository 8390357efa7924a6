/* task_sudoku.c - 9x9 Sudoku. Tokens as in the official data set: 1 is a blank, 2 .. 10 are the digits; 0 is unused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../sudoku/canonical.h"
#include "../sudoku/solver.h"
#include "mix.h"
#include "task.h"
#include "memory.h"

#define CELLS SUDOKU_CELLS
#define BLANK 1

typedef struct puzzle {
  uint8_t question[CELLS], answer[CELLS]; /* 0 blank, 1 .. 9 */
  int32_t difficulty;
} puzzle;

struct dataset {
  puzzle *puzzles;
  size_t count;
  mix mix;
  data_options options;
};

static void read_pool(dataset *d, const char *path, size_t *room) {
  pool_reader *pool = pool_open(path);
  if (!pool) fail("%s: cannot be opened", path);
  pool_row row;
  size_t bad = 0;
  for (pool_status s; (s = pool_next(pool, &row)) != POOL_END;) {
    if (s == POOL_BAD || !row.answer[0]) {
      if (!bad++) fprintf(stderr, "hrm-train: %s\n", s == POOL_BAD ? pool_error(pool) : "a puzzle without an answer");
      continue;
    }
    if (d->count == *room) {
      *room = *room ? 2 * *room : 1024;
      d->puzzles = realloc(d->puzzles, *room * sizeof *d->puzzles);
      if (!d->puzzles) fail("out of memory for %zu puzzles", *room);
    }
    puzzle *p = &d->puzzles[d->count++];
    memcpy(p->question, row.question, CELLS);
    memcpy(p->answer, row.answer, CELLS);
    p->difficulty = row.rating >= 0 ? row.rating : row.guesses;
  }
  if (*pool_error(pool)) fail("%s", pool_error(pool));
  if (bad) fprintf(stderr, "hrm-train: %s: %zu lines left out\n", path, bad);
  pool_close(pool);
}

static dataset *open_pools(const char *paths, const data_options *o) {
  if (!paths) fail("Sudoku needs --data FILE[,FILE...]");
  dataset *d = allocate(1, sizeof *d);
  d->options = *o;
  size_t room = 0;
  char *names = strdup(paths), *rest = names;
  for (char *name; (name = strsep(&rest, ","));)
    if (*name) read_pool(d, name, &room);
  free(names);
  if (!d->count) fail("no puzzle in %s", paths);
  mix_init(&d->mix, o->mix);
  for (size_t i = 0; i < d->count; i++) mix_add(&d->mix, i, d->puzzles[i].difficulty);
  mix_check(&d->mix);
  return d;
}

static void close_pools(dataset *d) {
  mix_free(&d->mix);
  free(d->puzzles);
  free(d);
}

static size_t count(const dataset *d) { return d->count; }

static void to_tokens(const uint8_t *question, const uint8_t *answer, token *inputs, label *labels) {
  for (int i = 0; i < CELLS; i++) {
    inputs[i] = (token)(question[i] + 1);
    if (labels) labels[i] = (label)(answer[i] + 1);
  }
}

static uint32_t get(const dataset *d, size_t i, token *inputs, label *labels, int *difficulty) {
  to_tokens(d->puzzles[i].question, d->puzzles[i].answer, inputs, labels);
  if (difficulty) *difficulty = d->puzzles[i].difficulty;
  return 0;
}

/* One of the 9! x 2 x 6^8 symmetries of the grid: cell i of the twin is cell from[i] of the puzzle, digits renamed. */
typedef struct symmetry {
  uint8_t from[CELLS], digit[10];
} symmetry;

static symmetry random_symmetry(rng *r) {
  symmetry s;
  uint8_t rows[9], columns[9];
  sudoku_random_lines(rows, r);
  sudoku_random_lines(columns, r);
  for (int i = 0; i < 10; i++) s.digit[i] = (uint8_t)i;
  rng_shuffle(r, s.digit + 1, 9);
  const bool transposed = rng_below(r, 2);
  for (int i = 0; i < CELLS; i++)
    s.from[i] = (uint8_t)(transposed ? columns[i % 9] * 9 + rows[i / 9] : rows[i / 9] * 9 + columns[i % 9]);
  return s;
}

/* Fills in cells that deduction leaves open, one at random at a time, until it leaves none. */
static void make_deducible(rng *r, uint8_t *question, const uint8_t *answer) {
  uint8_t deduced[CELLS];
  for (int open; (open = sudoku_deduce(question, deduced)) > 0;) {
    int which = (int)rng_below(r, (uint32_t)open), cell = 0;
    while (deduced[cell] || which-- > 0) cell++;
    question[cell] = answer[cell];
  }
}

static uint32_t draw(const dataset *d, rng *r, token *inputs, label *labels) {
  const puzzle *p = &d->puzzles[mix_draw(&d->mix, r)];
  const symmetry s = random_symmetry(r);
  uint8_t question[CELLS], answer[CELLS];
  for (int i = 0; i < CELLS; i++) {
    question[i] = s.digit[p->question[s.from[i]]];
    answer[i] = s.digit[p->answer[s.from[i]]];
  }
  if (rng_unit(r) < d->options.hint_prob) {
    const double share = rng_unit(r) * d->options.hint_max;
    for (int i = 0; i < CELLS; i++)
      if (!question[i] && rng_unit(r) < share) question[i] = answer[i];
  }
  if (rng_unit(r) < d->options.deducible) make_deducible(r, question, answer);
  to_tokens(question, answer, inputs, labels);
  return 0;
}

static uint32_t groups(uint32_t side) {
  (void)side;
  return 27;
}

static uint32_t group(uint32_t side, uint32_t cell, uint32_t which) {
  (void)side;
  const uint32_t row = cell / 9, column = cell % 9;
  return which == 0 ? row : which == 1 ? 9 + column : 18 + row / 3 * 3 + column / 3;
}

static bool valid(uint32_t side, const token *inputs, const token *answer) {
  uint32_t seen[27] = {0};
  for (uint32_t i = 0; i < CELLS; i++) {
    if (answer[i] <= BLANK || answer[i] > BLANK + 9 || (inputs[i] != BLANK && inputs[i] != answer[i])) return false;
    for (uint32_t which = 0; which < 3; which++) {
      uint32_t *digits = &seen[group(side, i, which)];
      if (*digits >> answer[i] & 1) return false;
      *digits |= 1u << answer[i];
    }
  }
  return true;
}

/* Heads 0, 1, 2 look along the row, the column and the box, head 3 anywhere, head 4 along the row again, and so on. */
static bool seek(uint32_t side, uint32_t head, uint32_t g, uint32_t head_dim, float *query, float *key) {
  const uint32_t kind = head % 4;
  (void)side;
  (void)head_dim; /* at least 16 */
  if (kind == 3) return false;
  if (g / 9 == kind) query[g % 9] = key[g % 9] = 1;
  return true;
}

static const int bins[] = {0, 1, 5, 25, -1};

const task task_sudoku = {.name = "sudoku",
                          .about = "9x9 Sudoku from pools of puzzles (CSV, .gz)",
                          .id = 1,
                          .side_standard = 9,
                          .vocab_size = 11,
                          .unknown = BLANK,
                          .open = open_pools,
                          .close = close_pools,
                          .count = count,
                          .get = get,
                          .draw = draw,
                          .valid = valid,
                          .bins = bins,
                          .groups_per_cell = 3,
                          .groups = groups,
                          .group = group,
                          .seek = seek};
