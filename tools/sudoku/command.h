/* The commands of hrm-sudoku. Each gets the arguments after its name and returns the exit code: 0, 1 if some
 * input was unusable or the output could not be written, 2 for a wrong command line. Data goes to standard output,
 * everything else to standard error. A bad line is reported with its number and skipped. */
#ifndef SUDOKU_COMMAND_H
#define SUDOKU_COMMAND_H

#include "canonical.h"
#include "pool_read.h"

int command_generate(int argc, char **argv);
int command_rate(int argc, char **argv);
int command_canon(int argc, char **argv);
int command_exclude(int argc, char **argv);

/* What to do with a row of a pool; returns 0, or 1 if the row is unusable, having said why with bad_line. */
typedef int row_use(void *context, const pool_reader *pool, const pool_row *row);

/* Reports the line last read as unusable; returns 1. */
int bad_line(const pool_reader *pool, const char *what);

/* Calls `use` for every row of a pool, each with exactly one solution if `unique`. Returns 0, or 1 if anything was
 * unusable. */
int for_each_row(const char *path, bool unique, row_use *use, void *context);

/* Adds the classes of all puzzles of the files, separated by commas. Returns 0, or 1 if anything was unusable. */
int read_classes(const char *paths, class_set *set);

#endif
