/* Symmetry classes of Sudokus: two puzzles are twins if digit relabelling, permutations of rows within bands,
 * of bands, of columns within stacks, of stacks, and transposition (2 x 6^8 x 9! symmetries) map one to the other. */
#ifndef SUDOKU_CANONICAL_H
#define SUDOKU_CANONICAL_H

#include <stdbool.h>
#include <stddef.h>

#include "solver.h"

/* Writes the class's representative: a twin of `cells` that is the same for all twins. It is a canonical form, not the
 * lexicographically smallest one. Meant for puzzles with exactly one solution (microseconds);
 * very few or very many clues leave so much symmetry that it may take long (a full grid: tens of milliseconds). */
void sudoku_canonical(const uint8_t cells[SUDOKU_CELLS], uint8_t canonical[SUDOKU_CELLS]);

/* A random order of nine rows, or columns, that keeps bands together. */
void sudoku_random_lines(uint8_t line[9], rng *r);

/* A random twin; `answer` (NULL if not wanted) is moved along. */
void sudoku_scramble(uint8_t question[SUDOKU_CELLS], uint8_t *answer, rng *r);

/* A set of symmetry classes, each kept as a 128-bit hash of its representative. */
typedef struct {
  uint64_t (*slots)[2]; /* {0, 0}: empty */
  size_t capacity, count;
} class_set;

/* Adds the class of a puzzle; false if the set holds it already. Exits the program when memory runs out. */
bool class_set_add(class_set *set, const uint8_t cells[SUDOKU_CELLS]);
bool class_set_has(const class_set *set, const uint8_t cells[SUDOKU_CELLS]);
void class_set_free(class_set *set);

#endif
