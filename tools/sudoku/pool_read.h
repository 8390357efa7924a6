/* Reads Sudoku pools: tables (tools/common/table.h) or bare lines, plain or gzip, one puzzle a row.
 *
 *   pool_reader *pool = pool_open("train.csv.gz");      // NULL: errno says why
 *   pool_row row;
 *   for (pool_status s; (s = pool_next(pool, &row)) != POOL_END;)
 *     if (s == POOL_BAD) fprintf(stderr, "line %ld: %s\n", pool_line(pool), pool_error(pool));
 *   pool_close(pool);
 *
 * A first line that names a column of puzzles (table_questions) is a header; columns may stand in any order and
 * unknown ones are skipped (known: table_questions, table_answers, guesses, rating). Without such a
 * header the first field of a line is the question and a second field of 81 digits is its answer. */
#ifndef SUDOKU_POOL_READ_H
#define SUDOKU_POOL_READ_H

#include <stdint.h>

#define SUDOKU_CELLS 81

typedef struct {
  uint8_t question[SUDOKU_CELLS]; /* row by row, 0 blank, else 1..9 */
  uint8_t answer[SUDOKU_CELLS];   /* 1..9; all 0 where the pool has none */
  int32_t guesses;                /* -1 where the pool has no such column */
  int32_t rating;                 /* -1 where the pool has no such column */
} pool_row;

typedef enum {
  POOL_ROW, /* *row is filled */
  POOL_BAD, /* the line is unusable, pool_error says where and why; the next call goes on after it */
  POOL_END  /* no more lines; pool_error is "" unless the file broke off, e.g. a damaged gzip stream */
} pool_status;

typedef struct pool_reader pool_reader;

/* Opens a file, "-" for standard input. Returns NULL with errno set on failure; else the caller closes it. */
pool_reader *pool_open(const char *path);

/* Reads the next row. Checks characters, lengths and that the answer keeps the givens; not the rules. */
pool_status pool_next(pool_reader *pool, pool_row *row);

/* What was wrong with the line last read. Valid until the next call. */
const char *pool_error(const pool_reader *pool);

/* The path given, "standard input" for "-". */
const char *pool_path(const pool_reader *pool);

/* The number of the line last read, from 1. */
long pool_line(const pool_reader *pool);

/* The text of the line last read, without its line end. Valid until the next call. */
const char *pool_text(const pool_reader *pool);

/* The header line, "" where there is none. Known after the first call of pool_next. */
const char *pool_header(const pool_reader *pool);

void pool_close(pool_reader *pool);

/* Writes cells as 81 characters, '.' for blanks, and a closing NUL. */
void sudoku_format(const uint8_t cells[SUDOKU_CELLS], char text[SUDOKU_CELLS + 1]);

#endif
