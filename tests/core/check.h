/* check.h - the few things every test here needs: counted tests, checks that print what failed, seeded random numbers,
 * guarded buffers. */
#ifndef CHECK_H
#define CHECK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Ids of tasks (core/FORMAT.md): the core knows no puzzle. */
#define HRM_SUDOKU 1u
#define HRM_MAZE 2u
#define HRM_ARC 3u

typedef struct test {
  const char *name;
  void (*run)(void);
} test;

/* Each file of tests gives its list; the last entry has no name. */
extern const test kernel_tests[], numerics_tests[], file_tests[], q4_tests[], damage_tests[], segment_tests[];

/* Runs a list. A test passes if it made at least one check and none failed. */
void run_tests(const test *tests);
/* Prints "N passed, N failed" and returns the exit status. */
int finish_tests(const char *program);

/* Counts the check; on failure prints where, the expression and, printf-like, the message. Returns the condition. */
#define CHECK(condition, ...) check((condition), __FILE__, __LINE__, #condition, __VA_ARGS__)
bool check(bool condition, const char *file, int line, const char *expression, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Pseudo-random numbers (splitmix64), the same everywhere for the same seed. */
typedef struct random {
  uint64_t state;
} random;
uint64_t random_bits(random *r);
uint32_t random_below(random *r, uint32_t limit);
/* Uniform in [-limit, limit). */
float random_float(random *r, float limit);
void random_fill(random *r, float *out, size_t count, float limit);

/* A 64-byte aligned buffer with sentinels before and behind; its bytes are 0xA5 at first. Under AddressSanitizer the
 * byte behind is poisoned. */
void *guarded(size_t bytes);
/* Checks the sentinels and frees. */
void release(void *buffer);

/* FNV-1a over bytes, to be chained; start with DIGEST_START. */
#define DIGEST_START 0xCBF29CE484222325u
uint64_t digest(uint64_t from, const void *data, size_t bytes);

#endif
