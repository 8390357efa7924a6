/* A Sudoku solver: singles to a fixed point, then guesses.
 *
 * Cells are 81 bytes row by row, 0 blank, else 1..9. Nothing here allocates or keeps state.
 *
 * Difficulty, the one definition used everywhere ("guesses"): a puzzle has difficulty 0 if naked and hidden
 * singles alone solve it. Else the solver guesses: it takes a random cell among those with the fewest
 * candidates, tries its digits in random order and follows each with singles; every digit tried, the right one
 * too, is a guess, until the solution stands. guesses is the mean over SUDOKU_RATING_RUNS such searches, rounded
 * half up. The random choices derive from the cells alone, so a puzzle always has the same
 * difficulty; a symmetric twin's differs by the noise of the mean. */
#ifndef SUDOKU_SOLVER_H
#define SUDOKU_SOLVER_H

#include <stdbool.h>
#include <stdint.h>

#include "../common/rng.h"
#include "pool_read.h"

#define SUDOKU_RATING_RUNS 10

/* Counts solutions, at most `limit`; the first found goes to `solution` (81 cells, NULL if not wanted, untouched
 * when there is none). Contradicting givens have 0. */
int sudoku_count(const uint8_t cells[SUDOKU_CELLS], int limit, uint8_t *solution);

/* Finds one solution, guessing in random order; false if there is none. Not uniform over all solutions. */
bool sudoku_any_solution(const uint8_t cells[SUDOKU_CELLS], rng *r, uint8_t solution[SUDOKU_CELLS]);

/* Finds a solution that differs from `known`, itself a solution, guessing in random order. */
bool sudoku_other_solution(const uint8_t cells[SUDOKU_CELLS], const uint8_t known[SUDOKU_CELLS], rng *r,
                           uint8_t solution[SUDOKU_CELLS]);

/* True if the uniquely solvable puzzle stays so without the given in `cell`. */
bool sudoku_is_redundant(const uint8_t cells[SUDOKU_CELLS], int cell);

/* The difficulty defined above, of a puzzle with exactly one solution. */
int sudoku_guesses(const uint8_t cells[SUDOKU_CELLS]);

/* The same over another number of searches: a cheaper, noisier estimate, not rounded. */
double sudoku_mean_guesses(const uint8_t cells[SUDOKU_CELLS], int runs);

/* How far the puzzle can be solved without guessing: by singles and, where these end, by trial: every candidate that
 * singles refute when it is assumed goes, until nothing goes any more. (Puzzle solvers call this T&E(1); it contains
 * most of what people call chains.) deduced [81]: the digits that are certain, 0 elsewhere. Returns the number of cells
 * left open, or -1 if the puzzle contradicts itself. */
int sudoku_deduce(const uint8_t cells[SUDOKU_CELLS], uint8_t deduced[SUDOKU_CELLS]);

int sudoku_clues(const uint8_t cells[SUDOKU_CELLS]);

#endif
