#include "generate.h"

#include <math.h>
#include <string.h>

#define WALK_RATING_RUNS 3 /* a step is judged by a cheap estimate; what is handed over is rated in full */
#define SECOND_REMOVED 0.3 /* probability that a step takes a second clue away; larger steps lose difficulty */
#define NEW_SOLUTION 0.1   /* probability that a step changes the solution */
#define HOPELESS 0.2       /* a neighbour this much easier before its spare clues go will not make it */
#define TOLERANCE 0.1 /* a step may end lower by a factor u^TOLERANCE, u uniform in (0, 1): the estimates are noisy */
#define MAX_EXTRA 8

typedef struct {
  uint8_t question[SUDOKU_CELLS];
  uint8_t answer[SUDOKU_CELLS];
} puzzle;

/* The cells that are not 0, in random order. */
static int shuffled_cells(const uint8_t cells[SUDOKU_CELLS], rng *r, uint8_t list[SUDOKU_CELLS]) {
  int n = 0;
  for (uint8_t i = 0; i < SUDOKU_CELLS; i++)
    if (cells[i]) list[n++] = i;
  rng_shuffle(r, list, (uint32_t)n);
  return n;
}

/* Takes clues away, in the order given, wherever the solution stays unique. */
static void minimise(uint8_t question[SUDOKU_CELLS], const uint8_t *order, int n) {
  for (int i = 0; i < n; i++)
    if (sudoku_is_redundant(question, order[i])) question[order[i]] = 0;
}

void generate_minimal(rng *r, uint8_t question[SUDOKU_CELLS], uint8_t answer[SUDOKU_CELLS]) {
  static const uint8_t blank[SUDOKU_CELLS] = {0};
  uint8_t order[SUDOKU_CELLS];
  sudoku_any_solution(blank, r, answer);
  shuffled_cells(answer, r, order);
  /* Taking clues of the full grid away in the order from last to first succeeds until only the shortest unique prefix
   * of the order is left: found by bisection, then its clues are tried one by one. */
  int low = 16, high = SUDOKU_CELLS; /* no 16 clues suffice (McGuire, Tugemann, Civario 2012) */
  while (high - low > 1) {
    int middle = (low + high) / 2;
    memset(question, 0, SUDOKU_CELLS);
    for (int i = 0; i < middle; i++) question[order[i]] = answer[order[i]];
    if (sudoku_count(question, 2, NULL) == 1) high = middle;
    else low = middle;
  }
  memset(question, 0, SUDOKU_CELLS);
  for (int i = 0; i < high; i++) question[order[i]] = answer[order[i]];
  rng_shuffle(r, order, (uint32_t)high);
  minimise(question, order, high);
}

/* Makes a minimal puzzle near p: one or two clues go, others come. False if it is p again, or if it is clear on the way
 * that it will not need `wanted` guesses. */
static bool neighbour(const puzzle *p, double wanted, rng *r, puzzle *next) {
  *next = *p;
  uint8_t order[SUDOKU_CELLS], other[SUDOKU_CELLS];
  shuffled_cells(p->question, r, order);
  next->question[order[0]] = 0;
  if (rng_unit(r) < SECOND_REMOVED) next->question[order[1]] = 0;
  if (rng_unit(r) < NEW_SOLUTION) sudoku_any_solution(next->question, r, next->answer);
  while (sudoku_other_solution(next->question, next->answer, r, other)) {
    int differing = 0, pick = 0;
    for (int i = 0; i < SUDOKU_CELLS; i++)
      if (other[i] != next->answer[i] && rng_below(r, (uint32_t)++differing) == 0) pick = i;
    next->question[pick] = next->answer[pick];
  }
  if (sudoku_mean_guesses(next->question, 1) < HOPELESS * wanted) return false;
  int n = shuffled_cells(next->question, r, order);
  minimise(next->question, order, n);
  return memcmp(next->question, p->question, SUDOKU_CELLS) != 0;
}

/* Adds up to MAX_EXTRA clues, each where the difficulty stays in range; returns the difficulty reached. */
static int add_clues(const generate_options *o, pool_row *row, rng *r) {
  int guesses = row->guesses;
  uint8_t blank[SUDOKU_CELLS], order[SUDOKU_CELLS];
  for (int i = 0; i < SUDOKU_CELLS; i++) blank[i] = row->question[i] == 0;
  int more = 1 + (int)rng_below(r, MAX_EXTRA), blanks = shuffled_cells(blank, r, order);
  for (int i = 0; i < blanks && more > 0; i++) {
    row->question[order[i]] = row->answer[order[i]];
    int now = sudoku_guesses(row->question);
    if (now < o->least_guesses || now > o->most_guesses) {
      row->question[order[i]] = 0;
    } else {
      guesses = now;
      more--;
    }
  }
  return guesses;
}

/* Hands p over if its full rating lies in the range. */
static bool emit(const generate_options *o, const puzzle *p, rng *r, puzzle_sink *sink, void *context) {
  pool_row row = {.guesses = sudoku_guesses(p->question), .rating = -1};
  if (row.guesses < o->least_guesses || row.guesses > o->most_guesses) return false;
  memcpy(row.question, p->question, SUDOKU_CELLS);
  memcpy(row.answer, p->answer, SUDOKU_CELLS);
  if (o->extra_clues > 0 && rng_unit(r) < o->extra_clues) row.guesses = add_clues(o, &row, r);
  sink(context, &row);
  return true;
}

void generate_walk(const generate_options *o, const uint8_t *from, rng *r, puzzle_sink *sink, void *context) {
  puzzle p;
  if (from) {
    memcpy(p.question, from, SUDOKU_CELLS);
    if (sudoku_count(p.question, 2, p.answer) != 1) return;
  } else {
    generate_minimal(r, p.question, p.answer);
  }
  /* Without an aim of its own inside the range, every walk would linger at the range's easy end. */
  double low = o->least_guesses + 1, high = fmin(o->most_guesses, 4.0 * o->least_guesses) + 1;
  double aim = low * pow(high / low, rng_unit(r)) - 1;

  double guesses = sudoku_mean_guesses(p.question, WALK_RATING_RUNS);
  int made = 0;
  if (!from && guesses >= o->least_guesses && guesses <= o->most_guesses) made += emit(o, &p, r, sink, context);
  for (int step = 0; step < o->max_steps && made < o->per_start; step++) {
    puzzle next;
    if (!neighbour(&p, fmin(aim, guesses), r, &next)) continue;
    double now = sudoku_mean_guesses(next.question, WALK_RATING_RUNS);
    if (now >= o->least_guesses && now <= o->most_guesses) made += emit(o, &next, r, sink, context);
    if (now < fmin(aim, guesses) * pow(rng_unit(r), TOLERANCE)) continue;
    p = next;
    guesses = now;
  }
}
