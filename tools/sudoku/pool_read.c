#include "pool_read.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define LINE_MAX_CHARS 4096
#define MAX_FIELDS 64

struct pool_reader {
  gzFile file;
  char *path;
  long line;
  int question, answer, guesses, rating; /* column numbers, -1: no such column */
  bool started;                          /* the header, or its absence, is known */
  char header[LINE_MAX_CHARS];
  char text[LINE_MAX_CHARS];
  char fields[LINE_MAX_CHARS]; /* the line again, cut at its commas */
  char error[160];
};

pool_reader *pool_open(const char *path) {
  pool_reader *pool = calloc(1, sizeof *pool);
  if (!pool) return NULL;
  pool->path = strdup(strcmp(path, "-") ? path : "standard input");
  errno = 0;
  pool->file = strcmp(path, "-") ? gzopen(path, "rb") : gzdopen(dup(STDIN_FILENO), "rb");
  if (!pool->file || !pool->path) {
    int reason = errno ? errno : ENOMEM;
    pool_close(pool);
    errno = reason;
    return NULL;
  }
  gzbuffer(pool->file, 1 << 17);
  pool->question = 0;
  pool->answer = pool->guesses = pool->rating = -1;
  return pool;
}

void pool_close(pool_reader *pool) {
  if (!pool) return;
  if (pool->file) gzclose(pool->file);
  free(pool->path);
  free(pool);
}

const char *pool_path(const pool_reader *pool) { return pool->path; }
const char *pool_error(const pool_reader *pool) { return pool->error; }
long pool_line(const pool_reader *pool) { return pool->line; }
const char *pool_text(const pool_reader *pool) { return pool->text; }
const char *pool_header(const pool_reader *pool) { return pool->header; }

static pool_status bad(pool_reader *pool, const char *what) {
  snprintf(pool->error, sizeof pool->error, "%s", what);
  return POOL_BAD;
}

/* Reads one line without its end into pool->text. POOL_ROW, POOL_END, or POOL_BAD where it is too long. */
static pool_status read_line(pool_reader *pool) {
  pool->error[0] = '\0';
  pool->text[0] = '\0';
  if (!gzgets(pool->file, pool->text, LINE_MAX_CHARS)) {
    int code = Z_OK;
    const char *reason = gzerror(pool->file, &code);
    if (code != Z_OK) bad(pool, code == Z_BUF_ERROR ? "the file ends in the middle of its gzip stream" : reason);
    return POOL_END;
  }
  pool->line++;
  size_t length = strlen(pool->text);
  if (length == LINE_MAX_CHARS - 1 && pool->text[length - 1] != '\n') {
    for (int c = 0; c != '\n' && c != -1;) c = gzgetc(pool->file);
    return bad(pool, "line is too long");
  }
  pool->text[strcspn(pool->text, "\r\n")] = '\0';
  return POOL_ROW;
}

static int split(pool_reader *pool, const char *field[MAX_FIELDS]) {
  memcpy(pool->fields, pool->text, sizeof pool->fields);
  int n = 0;
  for (char *at = pool->fields; at && n < MAX_FIELDS; n++) {
    field[n] = at;
    at = strchr(at, ',');
    if (at) *at++ = '\0';
  }
  return n;
}

/* True if the fields are a header; remembers where its columns stand. */
static bool read_header(pool_reader *pool, const char *const *field, int n) {
  int question = -1, answer = -1, guesses = -1, rating = -1;
  for (int i = 0; i < n; i++) {
    if (!strcmp(field[i], "question") || !strcmp(field[i], "puzzle")) question = i;
    if (!strcmp(field[i], "answer") || !strcmp(field[i], "solution")) answer = i;
    if (!strcmp(field[i], "guesses")) guesses = i;
    if (!strcmp(field[i], "rating")) rating = i;
  }
  if (question < 0) {
    bool second_is_grid = n > 1 && strlen(field[1]) == SUDOKU_CELLS && strspn(field[1], "123456789") == SUDOKU_CELLS;
    pool->answer = second_is_grid ? 1 : -1;
    return false;
  }
  memcpy(pool->header, pool->text, sizeof pool->header);
  pool->question = question;
  pool->answer = answer;
  pool->guesses = guesses;
  pool->rating = rating;
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

static pool_status read_row(pool_reader *pool, const char *const *field, int n, pool_row *row) {
  memset(row, 0, sizeof *row);
  row->guesses = row->rating = -1;
  if (pool->question >= n || pool->answer >= n || pool->guesses >= n || pool->rating >= n)
    return bad(pool, "has fewer fields than the header");
  pool_status status = read_cells(pool, field[pool->question], "question", true, row->question);
  if (status == POOL_ROW && pool->answer >= 0) {
    status = read_cells(pool, field[pool->answer], "answer", false, row->answer);
    for (int i = 0; status == POOL_ROW && i < SUDOKU_CELLS; i++)
      if (row->question[i] && row->question[i] != row->answer[i]) status = bad(pool, "the answer changes a given");
  }
  if (status == POOL_ROW && pool->guesses >= 0)
    status = read_number(pool, field[pool->guesses], "guesses", &row->guesses);
  if (status == POOL_ROW && pool->rating >= 0) status = read_number(pool, field[pool->rating], "rating", &row->rating);
  return status;
}

pool_status pool_next(pool_reader *pool, pool_row *row) {
  for (;;) {
    pool_status status = read_line(pool);
    if (status != POOL_ROW) return status;
    if (!pool->text[0]) continue;
    const char *field[MAX_FIELDS];
    int n = split(pool, field);
    if (!pool->started) {
      pool->started = true;
      if (read_header(pool, field, n)) continue;
    }
    return read_row(pool, field, n, row);
  }
}

void sudoku_format(const uint8_t cells[SUDOKU_CELLS], char text[SUDOKU_CELLS + 1]) {
  for (int i = 0; i < SUDOKU_CELLS; i++) text[i] = cells[i] ? (char)('0' + cells[i]) : '.';
  text[SUDOKU_CELLS] = '\0';
}
