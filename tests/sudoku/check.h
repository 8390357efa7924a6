/* Assertions for the puzzle tools' tests: each CHECK counts, a failed one prints where and what. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <stdio.h>

static int checks_passed, checks_failed;

#define CHECK(condition, ...) \
  do { \
    if (condition) { \
      checks_passed++; \
    } else { \
      checks_failed++; \
      printf("FAILED %s:%d: %s: ", __FILE__, __LINE__, #condition); \
      printf(__VA_ARGS__); \
      printf("\n"); \
    } \
  } while (0)

/* Prints the totals; the exit code of the program. */
static inline int checks_result(void) {
  printf("%d passed, %d failed\n", checks_passed, checks_failed);
  return checks_failed > 0;
}

#endif
