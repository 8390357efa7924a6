/* Generates Sudokus with exactly one solution and a wanted difficulty (solver.h defines "guesses").
 *
 * A start is a random minimal puzzle, or a puzzle handed in. From it a walk goes on: take one or two clues away, now
 * and then take another solution of what is left as the new one, add clues until it is the only one, and take away
 * every clue that is not needed. A step that falls clearly below the guesses reached, or below an aim drawn for each
 * walk, is undone. Every puzzle met inside the wanted range is handed over, at most `per_start` of one walk; twins are
 * not looked for. */
#ifndef SUDOKU_GENERATE_H
#define SUDOKU_GENERATE_H

#include "solver.h"

typedef struct {
  int least_guesses, most_guesses; /* the wanted range, both ends included */
  int per_start;                   /* puzzles from one walk, at most; at least 1 */
  int max_steps;                   /* a walk ends after so many steps */
  double extra_clues;              /* probability that a puzzle gets 1 to 8 clues more than it needs */
} generate_options;

/* A walk from a start hands each puzzle it makes to this. */
typedef void puzzle_sink(void *context, const pool_row *puzzle);

/* Makes a random minimal puzzle: no clue can go. */
void generate_minimal(rng *r, uint8_t question[SUDOKU_CELLS], uint8_t answer[SUDOKU_CELLS]);

/* Makes one start and walks from it. `from`: a uniquely solvable puzzle to start at, or NULL. */
void generate_walk(const generate_options *options, const uint8_t *from, rng *r, puzzle_sink *sink, void *context);

#endif
