/* table.h - the tools' one reader of tables: one row a line, fields between commas, semicolons or tabs, quoted or not,
 * plain or gzip.
 *
 *   table *t = table_open("train.csv.gz");              // NULL: errno says why
 *   for (table_status s; (s = table_next(t)) != TABLE_END;)
 *     if (s == TABLE_BAD) fprintf(stderr, "line %ld: %s\n", table_line(t), table_error(t));
 *     else puts(table_field(t, 0));
 *   table_close(t);
 *
 * The separator is the first of the three in the first line. Empty lines and a byte order mark are skipped. A quoted
 * field ends on its line. wasm/src/data/list.js reads the same tables for the command line and the page, and more. */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include <stddef.h>

typedef struct table table;

typedef enum {
  TABLE_ROW, /* the fields are there */
  TABLE_BAD, /* the line is unusable, table_error says why; the next call goes on after it */
  TABLE_END  /* no more lines; table_error is "" unless the file broke off, e.g. a damaged gzip stream */
} table_status;

/* Opens a file, "-" for standard input. Returns NULL with errno set on failure; else the caller closes it. */
table *table_open(const char *path);
void table_close(table *t);

/* Reads the next row. */
table_status table_next(table *t);

/* Fields of the row last read, and one of them; "" beyond the last. Valid until the next call. */
size_t table_count(const table *t);
const char *table_field(const table *t, size_t index);

/* The field of the row last read that is one of these names, whatever its case; -1: none is. names ends with NULL. */
int table_find(const table *t, const char *const *names);
/* Names of the columns of puzzles and of their answers in the headers that are known. */
extern const char *const table_questions[], *const table_answers[];

/* What was wrong with the line last read. */
const char *table_error(const table *t);
/* The path given, "standard input" for "-". */
const char *table_path(const table *t);
/* The number of the line last read, from 1. */
long table_line(const table *t);
/* The text of the line last read, without its line end. */
const char *table_text(const table *t);

#endif
