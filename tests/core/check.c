/* check.c - see check.h. */
#include "check.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned tests_passed, tests_failed;
static unsigned long checks_made, checks_failed; /* of the running test */

bool check(bool condition, const char *file, int line, const char *expression, const char *format, ...) {
  checks_made++;
  if (condition) return true;
  if (++checks_failed <= 5) {
    va_list arguments;
    va_start(arguments, format);
    printf("  %s:%d: %s: ", file, line, expression);
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
  }
  return false;
}

void run_tests(const test *tests) {
  for (; tests->name; tests++) {
    checks_made = checks_failed = 0;
    tests->run();
    const bool passed = checks_made > 0 && checks_failed == 0;
    if (passed) tests_passed++;
    else tests_failed++;
    printf("%s %s (%lu checks%s)\n", passed ? "ok  " : "FAIL", tests->name, checks_made,
           checks_made ? "" : ": nothing was tested");
  }
}

int finish_tests(const char *program) {
  printf("%s: %u passed, %u failed\n", program, tests_passed, tests_failed);
  return tests_failed != 0 || tests_passed == 0;
}

uint64_t random_bits(random *r) {
  uint64_t z = r->state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

uint32_t random_below(random *r, uint32_t limit) { return (uint32_t)((random_bits(r) >> 32) * limit >> 32); }

float random_float(random *r, float limit) { return ((float)(random_bits(r) >> 40) / 8388608.0f - 1.0f) * limit; }

void random_fill(random *r, float *out, size_t count, float limit) {
  for (size_t i = 0; i < count; i++) out[i] = random_float(r, limit);
}

#define SENTINEL_BYTES 64
#define SENTINEL 0x5C

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
#include <sanitizer/asan_interface.h>
#define POISON(at, bytes) ASAN_POISON_MEMORY_REGION(at, bytes)
#define UNPOISON(at, bytes) ASAN_UNPOISON_MEMORY_REGION(at, bytes)
#else
#define POISON(at, bytes) ((void)(at))
#define UNPOISON(at, bytes) ((void)(at))
#endif

/* Before the buffer: what malloc returned and the length, then the sentinel. */
typedef struct guard {
  void *allocation;
  size_t bytes;
  unsigned char sentinel[SENTINEL_BYTES - sizeof(void *) - sizeof(size_t)];
} guard;

void *guarded(size_t bytes) {
  unsigned char *allocation = malloc(bytes + 3 * SENTINEL_BYTES);
  if (!allocation) {
    printf("out of memory: %zu bytes\n", bytes);
    exit(1);
  }
  unsigned char *buffer = allocation + SENTINEL_BYTES;
  buffer += (SENTINEL_BYTES - (uintptr_t)buffer % SENTINEL_BYTES) % SENTINEL_BYTES;
  guard head = {.allocation = allocation, .bytes = bytes};
  memset(head.sentinel, SENTINEL, sizeof head.sentinel);
  memcpy(buffer - SENTINEL_BYTES, &head, sizeof head);
  memset(buffer, 0xA5, bytes);
  memset(buffer + bytes, SENTINEL, SENTINEL_BYTES);
  POISON(buffer + bytes, SENTINEL_BYTES);
  return buffer;
}

void release(void *buffer) {
  unsigned char *behind = buffer;
  guard head;
  memcpy(&head, behind - SENTINEL_BYTES, sizeof head);
  behind += head.bytes;
  UNPOISON(behind, SENTINEL_BYTES);
  unsigned touched = 0;
  for (size_t i = 0; i < sizeof head.sentinel; i++) touched += head.sentinel[i] != SENTINEL;
  for (size_t i = 0; i < SENTINEL_BYTES; i++) touched += behind[i] != SENTINEL;
  CHECK(touched == 0, "%u bytes around a buffer of %zu bytes were overwritten", touched, head.bytes);
  free(head.allocation);
}

uint64_t digest(uint64_t from, const void *data, size_t bytes) {
  const unsigned char *at = data;
  for (size_t i = 0; i < bytes; i++) from = (from ^ at[i]) * 0x100000001B3u;
  return from;
}
