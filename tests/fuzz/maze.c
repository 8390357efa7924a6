/* maze.c - a file of mazes from anywhere, read by the trainer and judged. The reader ends the program on bad input:
 * here it jumps back instead, and what it had allocated and opened by then is given back, so that a leak of its own is
 * still noticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include "../../tools/train/task.h"

extern const task task_maze;

static void require(bool holds) {
  if (!holds) abort();
}

/* ---- what the reader holds while it runs; the linker's --wrap sends its calls here ---- */

#define HELD_MAX 256
static void *held[HELD_MAX];
static gzFile opened;
static jmp_buf failed;

void *__real_malloc(size_t bytes);
void *__real_realloc(void *old, size_t bytes);
void __real_free(void *memory);
gzFile __real_gzopen(const char *path, const char *mode);
int __real_gzclose(gzFile f);

static void *replace(void *old, void *new) {
  for (int i = 0; i < HELD_MAX; i++) {
    if (held[i] != old) continue;
    held[i] = new;
    return new;
  }
  abort();
}

void *__wrap_malloc(size_t bytes) { return replace(NULL, __real_malloc(bytes)); }
void *__wrap_realloc(void *old, size_t bytes) { return replace(old, __real_realloc(old, bytes)); }
void *__wrap_calloc(size_t count, size_t size) { return memset(__wrap_malloc(count * size), 0, count * size); }
void __wrap_free(void *memory) {
  if (memory) replace(memory, NULL);
  __real_free(memory);
}
char *__wrap_strdup(const char *text) {
  const size_t bytes = strlen(text) + 1;
  return memcpy(__wrap_malloc(bytes), text, bytes);
}
gzFile __wrap_gzopen(const char *path, const char *mode) { return opened = __real_gzopen(path, mode); }
int __wrap_gzclose(gzFile f) {
  opened = NULL;
  return __real_gzclose(f);
}

void *allocate(size_t count, size_t size) { return __wrap_calloc(count, size); }

void fail(const char *format, ...) {
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  require(vsnprintf(text, sizeof text, format, arguments) > 0);
  va_end(arguments);
  longjmp(failed, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static int file = -1;
  static char path[64];
  if (file < 0) {
    file = memfd_create("mazes", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  }
  if (!size) return 0;
  /* The first byte is the side the reader is told. */
  const uint32_t side = 5 + data[0] % 4;
  require(!ftruncate(file, 0) && pwrite(file, data + 1, size - 1, 0) == (ssize_t)(size - 1));
  if (!setjmp(failed)) {
    const data_options options = {.side = side};
    dataset *d = task_maze.open(path, &options);
    token inputs[64];
    label labels[64];
    rng r = rng_stream(size, 0);
    for (size_t i = 0; i < task_maze.count(d); i++) {
      int steps;
      task_maze.get(d, i, inputs, labels, &steps);
      require(steps > 0 && (uint32_t)steps < side * side);
      token answer[64];
      for (uint32_t k = 0; k < side * side; k++) answer[k] = (token)labels[k];
      task_maze.valid(side, inputs, answer);
    }
    /* What is drawn for training has the right answer. */
    task_maze.draw(d, &r, inputs, labels);
    token answer[64];
    for (uint32_t k = 0; k < side * side; k++) answer[k] = (token)labels[k];
    require(task_maze.valid(side, inputs, answer));
    task_maze.close(d);
    for (int i = 0; i < HELD_MAX; i++) require(!held[i]);
    require(!opened);
  }
  if (opened) __wrap_gzclose(opened);
  for (int i = 0; i < HELD_MAX; i++) {
    __real_free(held[i]);
    held[i] = NULL;
  }
  return 0;
}
