/* deduce.h - how far a Sudoku can be solved without guessing. */
#ifndef SUDOKU_DEDUCE_H
#define SUDOKU_DEDUCE_H

#include <stdint.h>

#include "pool_read.h"

/* Naked and hidden singles; where these end, trial: every candidate that singles alone refute when it is assumed goes. Repeated until nothing
 * goes any more. (Puzzle solvers call this T&E(1); it contains most of what people call chains.)
 * deduced [81]: the digits that are certain, 0 elsewhere. Returns the number of cells left open, or -1 if the puzzle contradicts itself. */
int sudoku_deduce(const uint8_t cells[SUDOKU_CELLS], uint8_t deduced[SUDOKU_CELLS]);

#endif
