/* pool.c - a Sudoku pool from anywhere, plain or gzip. Every row that is read must be one that can be written and read
 * again. */
#define _GNU_SOURCE
#include "../../tools/sudoku/pool_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void require(int holds) {
  if (!holds) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static int file = -1;
  static char path[64];
  if (file < 0) {
    file = memfd_create("pool", 0);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  }
  require(file >= 0 && !ftruncate(file, 0) && pwrite(file, data, size, 0) == (ssize_t)size);
  pool_reader *pool = pool_open(path);
  require(pool != NULL);
  pool_row row;
  long line = 0;
  for (pool_status s; (s = pool_next(pool, &row)) != POOL_END;) {
    require(pool_line(pool) > line);
    line = pool_line(pool);
    if (s == POOL_BAD) {
      require(pool_error(pool)[0] != '\0');
      continue;
    }
    require(row.guesses >= -1 && row.rating >= -1);
    for (int i = 0; i < SUDOKU_CELLS; i++)
      require(row.question[i] <= 9 && row.answer[i] <= 9 && (!row.answer[0] || row.answer[i]));
    char text[SUDOKU_CELLS + 1];
    sudoku_format(row.question, text);
    require(strlen(text) == SUDOKU_CELLS && strspn(text, ".123456789") == SUDOKU_CELLS);
  }
  require(strlen(pool_text(pool)) + strlen(pool_header(pool)) + strlen(pool_error(pool)) < 3 * 4096);
  pool_close(pool);
  return 0;
}
