/* arena.h - buffers one behind the other in memory of the caller's. With base NULL only sizes are added up. */
#ifndef HRM_LEARN_ARENA_H
#define HRM_LEARN_ARENA_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARENA_ALIGN 64u
/* Vectors may be read up to this far behind a buffer's end. */
#define ARENA_SLACK 256u

/* Rows and columns come in sixteens. */
static inline size_t round16(size_t n) { return (n + 15) / 16 * 16; }

typedef struct arena {
  uint8_t *base;
  uint64_t used; /* bytes so far */
  bool overflow; /* more than 64 bits can count */
} arena;

/* The next buffer of count x size bytes, 64-byte aligned if the base is; NULL without a base. */
static inline void *take(arena *a, uint64_t count, uint64_t size) {
  uint64_t bytes;
  void *const at = a->base ? a->base + a->used : NULL;
  if (__builtin_mul_overflow(count, size, &bytes) || bytes > UINT64_MAX / 4 || a->used > UINT64_MAX / 4)
    a->overflow = true;
  else a->used += (bytes + ARENA_SLACK + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
  return at;
}

#endif
