/* Plain, slow methods to compare the Sudoku tools with; they share nothing with tools/sudoku. Cells as there. */
#ifndef TESTS_SUDOKU_SLOW_H
#define TESTS_SUDOKU_SLOW_H

#include <stdbool.h>
#include <stdint.h>

/* Counts solutions up to a limit by backtracking. */
int slow_count(const uint8_t cells[81], int limit);

/* True if `answer` keeps the rules and the givens. */
bool slow_is_solution(const uint8_t question[81], const uint8_t answer[81]);

/* The lexicographically smallest of all twins, by trying all 2 x 6^8 arrangements of lines with the digits relabelled
 * in order of appearance. */
void slow_smallest_twin(const uint8_t cells[81], uint8_t smallest[81]);

#endif
