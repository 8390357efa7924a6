#include "memory.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)

void fail(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("hrm-train: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  exit(1);
}

void *allocate(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - 2 * HUGE_PAGE)
    fail("a buffer of %zu x %zu bytes is too large", count, size);
  const size_t align = bytes >= 2 * HUGE_PAGE ? HUGE_PAGE : 64;
  bytes = (bytes + align) / align * align;
  void *p = aligned_alloc(align, bytes);
  if (!p) fail("out of memory (%zu bytes)", bytes);
#ifdef MADV_HUGEPAGE
  if (align == HUGE_PAGE) (void)madvise(p, bytes, MADV_HUGEPAGE); /* a wish: without it pages are small */
#endif
  return memset(p, 0, bytes);
}
