#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SOLUTIONS 1000 /* rate stops counting here */

int bad_line(const pool_reader *pool, const char *what) {
  fprintf(stderr, "%s: line %ld: %s\n", pool_path(pool), pool_line(pool), what);
  return 1;
}

int for_each_row(const char *path, bool unique, row_use *use, void *context) {
  pool_reader *pool = pool_open(path);
  if (!pool) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    return 1;
  }
  int code = 0;
  pool_row row;
  for (pool_status status; (status = pool_next(pool, &row)) != POOL_END;) {
    int solutions = status == POOL_ROW && unique ? sudoku_count(row.question, 2, NULL) : 1;
    if (status == POOL_BAD) code = bad_line(pool, pool_error(pool));
    else if (solutions != 1) code = bad_line(pool, solutions ? "more than one solution" : "no solution");
    else code |= use(context, pool, &row);
  }
  if (pool_error(pool)[0]) code = bad_line(pool, pool_error(pool));
  pool_close(pool);
  return code;
}

static int add_class(void *set, const pool_reader *pool, const pool_row *row) {
  (void)pool;
  class_set_add(set, row->question);
  return 0;
}

int read_classes(const char *paths, class_set *set) {
  int code = 0;
  char *list = strdup(paths), *rest = list;
  for (char *path; list && (path = strtok_r(rest, ",", &rest));) code |= for_each_row(path, true, add_class, set);
  free(list);
  return list ? code : 1;
}

static int no_arguments(int argc, const char *usage) {
  if (argc) fprintf(stderr, "%s", usage);
  return argc ? 2 : 0;
}

static int finish(int code) { return fflush(stdout) || ferror(stdout) ? 1 : code; }

static int rate(void *context, const pool_reader *pool, const pool_row *row) {
  (void)context;
  uint8_t cells[SUDOKU_CELLS] = {0};
  char question[SUDOKU_CELLS + 1], answer[SUDOKU_CELLS + 1] = "", guesses[16] = "";
  int solutions = sudoku_count(row->question, MOST_SOLUTIONS, cells);
  sudoku_format(row->question, question);
  if (solutions) sudoku_format(cells, answer);
  if (solutions == 1) snprintf(guesses, sizeof guesses, "%d", sudoku_guesses(row->question));
  printf("%s,%s,%d,%d,%s\n", question, answer, solutions, sudoku_clues(row->question), guesses);
  return solutions ? 0 : bad_line(pool, "no solution");
}

int command_rate(int argc, char **argv) {
  (void)argv;
  if (no_arguments(argc, "usage: hrm-sudoku rate < POOL\n")) return 2;
  printf("question,answer,solutions,clues,guesses\n");
  return finish(for_each_row("-", false, rate, NULL));
}

static int canon(void *context, const pool_reader *pool, const pool_row *row) {
  (void)context;
  (void)pool;
  uint8_t canonical[SUDOKU_CELLS];
  char question[SUDOKU_CELLS + 1], form[SUDOKU_CELLS + 1];
  sudoku_canonical(row->question, canonical);
  sudoku_format(row->question, question);
  sudoku_format(canonical, form);
  printf("%s,%s\n", question, form);
  return 0;
}

int command_canon(int argc, char **argv) {
  (void)argv;
  if (no_arguments(argc, "usage: hrm-sudoku canon < POOL\n")) return 2;
  printf("question,canonical\n");
  return finish(for_each_row("-", true, canon, NULL));
}

typedef struct {
  class_set known;
  bool started;
  long kept, dropped;
} exclusion;

static int exclude(void *context, const pool_reader *pool, const pool_row *row) {
  exclusion *e = context;
  if (!e->started && pool_header(pool)[0]) printf("%s\n", pool_header(pool));
  e->started = true;
  if (class_set_has(&e->known, row->question)) {
    e->dropped++;
  } else {
    printf("%s\n", pool_text(pool));
    e->kept++;
  }
  return 0;
}

int command_exclude(int argc, char **argv) {
  if (argc != 2 || strcmp(argv[0], "--against")) {
    fprintf(stderr, "usage: hrm-sudoku exclude --against FILE[,FILE...] < POOL\n");
    return 2;
  }
  exclusion e = {.started = false};
  int code = read_classes(argv[1], &e.known);
  if (!code) {
    code = for_each_row("-", true, exclude, &e);
    fprintf(stderr, "%ld kept, %ld twins dropped\n", e.kept, e.dropped);
  }
  class_set_free(&e.known);
  return finish(code);
}
