#include "pool_read.h"

#include "../common/table.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pool_reader {
  table *table;
  int question, answer, guesses, rating; /* column numbers, -1: no such column */
  bool started;                          /* the header, or its absence, is known */
  char *header;
  char error[160]; /* of a row that the table could read */
};

pool_reader *pool_open(const char *path) {
  pool_reader *pool = calloc(1, sizeof *pool);
  if (!pool) return NULL;
  pool->table = table_open(path);
  if (!pool->table) {
    const int reason = errno;
    pool_close(pool);
    errno = reason;
    return NULL;
  }
  pool->question = 0;
  pool->answer = pool->guesses = pool->rating = -1;
  return pool;
}

void pool_close(pool_reader *pool) {
  if (!pool) return;
  table_close(pool->table);
  free(pool->header);
  free(pool);
}

const char *pool_path(const pool_reader *pool) { return table_path(pool->table); }
const char *pool_error(const pool_reader *pool) { return pool->error; }
long pool_line(const pool_reader *pool) { return table_line(pool->table); }
const char *pool_text(const pool_reader *pool) { return table_text(pool->table); }
const char *pool_header(const pool_reader *pool) { return pool->header ? pool->header : ""; }

static pool_status bad(pool_reader *pool, const char *what) {
  snprintf(pool->error, sizeof pool->error, "%s", what);
  return POOL_BAD;
}

/* True if the row is a header; remembers where its columns stand. */
static bool read_header(pool_reader *pool) {
  static const char *const guesses[] = {"guesses", NULL}, *const rating[] = {"rating", NULL};
  const table *t = pool->table;
  const int question = table_find(t, table_questions);
  if (question < 0) {
    const char *second = table_field(t, 1);
    const bool second_is_grid = strlen(second) == SUDOKU_CELLS && strspn(second, "123456789") == SUDOKU_CELLS;
    pool->answer = second_is_grid ? 1 : -1;
    return false;
  }
  pool->header = strdup(table_text(t));
  pool->question = question;
  pool->answer = table_find(t, table_answers);
  pool->guesses = table_find(t, guesses);
  pool->rating = table_find(t, rating);
  return true;
}

/* Reads 81 cells. `what` names the column in the message. */
static pool_status read_cells(pool_reader *pool, const char *text, const char *what, bool blanks,
                              uint8_t cells[SUDOKU_CELLS]) {
  char message[128];
  size_t length = strlen(text);
  if (length != SUDOKU_CELLS) {
    snprintf(message, sizeof message, "%s has %zu characters, not 81", what, length);
    return bad(pool, message);
  }
  for (int i = 0; i < SUDOKU_CELLS; i++) {
    char c = text[i];
    bool blank = blanks && (c == '.' || c == '0');
    if (!blank && (c < '1' || c > '9')) {
      snprintf(message, sizeof message, "%s: character %d is not %s", what, i + 1,
               blanks ? "a digit or '.'" : "a digit from 1 to 9");
      return bad(pool, message);
    }
    cells[i] = blank ? 0 : (uint8_t)(c - '0');
  }
  return POOL_ROW;
}

static pool_status read_number(pool_reader *pool, const char *text, const char *what, int32_t *number) {
  char message[128], *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (end == text || *end || errno || value < 0 || value > INT32_MAX) {
    snprintf(message, sizeof message, "%s is not a number from 0 to 2147483647", what);
    return bad(pool, message);
  }
  *number = (int32_t)value;
  return POOL_ROW;
}

static pool_status read_row(pool_reader *pool, pool_row *row) {
  const table *t = pool->table;
  const int n = (int)table_count(t);
  memset(row, 0, sizeof *row);
  row->guesses = row->rating = -1;
  if (pool->question >= n || pool->answer >= n || pool->guesses >= n || pool->rating >= n)
    return bad(pool, "has fewer fields than the header");
  pool_status status = read_cells(pool, table_field(t, (size_t)pool->question), "question", true, row->question);
  if (status == POOL_ROW && pool->answer >= 0) {
    status = read_cells(pool, table_field(t, (size_t)pool->answer), "answer", false, row->answer);
    for (int i = 0; status == POOL_ROW && i < SUDOKU_CELLS; i++)
      if (row->question[i] && row->question[i] != row->answer[i]) status = bad(pool, "the answer changes a given");
  }
  if (status == POOL_ROW && pool->guesses >= 0)
    status = read_number(pool, table_field(t, (size_t)pool->guesses), "guesses", &row->guesses);
  if (status == POOL_ROW && pool->rating >= 0)
    status = read_number(pool, table_field(t, (size_t)pool->rating), "rating", &row->rating);
  return status;
}

pool_status pool_next(pool_reader *pool, pool_row *row) {
  for (;;) {
    const table_status status = table_next(pool->table);
    snprintf(pool->error, sizeof pool->error, "%s", table_error(pool->table));
    if (status != TABLE_ROW) return status == TABLE_BAD ? POOL_BAD : POOL_END;
    if (!pool->started) {
      pool->started = true;
      if (read_header(pool)) continue;
    }
    return read_row(pool, row);
  }
}

void sudoku_format(const uint8_t cells[SUDOKU_CELLS], char text[SUDOKU_CELLS + 1]) {
  for (int i = 0; i < SUDOKU_CELLS; i++) text[i] = cells[i] ? (char)('0' + cells[i]) : '.';
  text[SUDOKU_CELLS] = '\0';
}
