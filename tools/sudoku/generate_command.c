/* hrm-sudoku generate: walks run in parallel in batches; what they made is taken in the order of the starts, so that
 * the output depends on the seed alone, not on the number of threads. */
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command.h"
#include "generate.h"

#define BATCH 32 /* starts */
#define MAX_THREADS 256

static const char usage[] =
    "usage: hrm-sudoku generate --count N [options]\n"
    "  --seed S            default 1; the same seed gives the same puzzles, whatever the number of threads\n"
    "  --difficulty RANGE  guesses: 0, 10, 1-9, 10-49, 50+ or any (default)\n"
    "  --per-start N       at most so many puzzles from one walk (default: 1 below 10 guesses, else 8)\n"
    "  --max-steps N       length of a walk (default: 0 below 10 guesses, else 2000)\n"
    "  --from FILE         walks start at random twins of this pool's puzzles, not at random minimal puzzles\n"
    "  --exclude FILES     no symmetry twin of a puzzle in these files, separated by commas\n"
    "  --extra-clues P     with probability P a puzzle gets 1 to 8 clues more than it needs (default 0)\n"
    "  --threads N         default 1\n"
    "  --max-seconds T     stop after about T seconds with fewer puzzles (then the number depends on the machine)\n";

typedef struct {
  generate_options walk;
  long count, threads;
  uint64_t seed;
  double max_seconds;
  const char *from, *exclude;
} settings;

typedef struct {
  pool_row *rows;
  size_t n, capacity;
} row_list;

typedef struct {
  const settings *s;
  const row_list *from;
  uint64_t first_start;
  atomic_int next;
  row_list made[BATCH];
} batch;

static void append(row_list *list, const pool_row *row) {
  if (list->n == list->capacity) {
    list->capacity = list->capacity ? 2 * list->capacity : 8;
    pool_row *rows = realloc(list->rows, list->capacity * sizeof *rows);
    if (!rows) {
      fprintf(stderr, "hrm-sudoku: out of memory\n");
      exit(1);
    }
    list->rows = rows;
  }
  list->rows[list->n++] = *row;
}

static void collect(void *context, const pool_row *row) { append(context, row); }

static int collect_from(void *context, const pool_reader *pool, const pool_row *row) {
  (void)pool;
  append(context, row);
  return 0;
}

static void *work(void *context) {
  batch *b = context;
  for (int i; (i = atomic_fetch_add(&b->next, 1)) < BATCH;) {
    rng r = rng_stream(b->s->seed, b->first_start + (uint64_t)i);
    uint8_t start[SUDOKU_CELLS];
    if (b->from->n) {
      memcpy(start, b->from->rows[rng_below(&r, (uint32_t)b->from->n)].question, SUDOKU_CELLS);
      sudoku_scramble(start, NULL, &r);
    }
    generate_walk(&b->s->walk, b->from->n ? start : NULL, &r, collect, &b->made[i]);
  }
  return NULL;
}

static void run_batch(batch *b) {
  pthread_t threads[MAX_THREADS];
  long started = 0;
  atomic_store(&b->next, 0);
  for (int i = 0; i < BATCH; i++) b->made[i].n = 0;
  for (; started < b->s->threads - 1; started++)
    if (pthread_create(&threads[started], NULL, work, b)) break;
  work(b);
  for (long i = 0; i < started; i++) pthread_join(threads[i], NULL);
}

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void print_row(const pool_row *row) {
  char question[SUDOKU_CELLS + 1], answer[SUDOKU_CELLS + 1];
  sudoku_format(row->question, question);
  sudoku_format(row->answer, answer);
  printf("%s,%s,%d,%d\n", question, answer, sudoku_clues(row->question), row->guesses);
}

static int run(const settings *s) {
  class_set known = {0};
  row_list from = {0};
  if (s->exclude && read_classes(s->exclude, &known)) return 1;
  if (s->from && for_each_row(s->from, true, collect_from, &from)) return 1;
  if (s->from && !from.n) {
    fprintf(stderr, "hrm-sudoku generate: %s: no puzzles\n", s->from);
    return 1;
  }
  batch *b = calloc(1, sizeof *b);
  if (!b) return 1;
  b->s = s;
  b->from = &from;
  double begin = seconds();
  long written = 0, twins = 0, fertile = 0;
  printf("question,answer,clues,guesses\n");
  bool open = true;
  for (; open; b->first_start += BATCH) {
    run_batch(b);
    for (int i = 0; open && i < BATCH; i++) {
      fertile += b->made[i].n > 0;
      for (size_t k = 0; open && k < b->made[i].n; k++) {
        if (!class_set_add(&known, b->made[i].rows[k].question)) {
          twins++;
          continue;
        }
        print_row(&b->made[i].rows[k]);
        open = ++written < s->count;
      }
    }
    if (fflush(stdout) || ferror(stdout)) break;
    open = open && (s->max_seconds <= 0 || seconds() - begin < s->max_seconds);
  }
  double took = seconds() - begin;
  fprintf(stderr, "%ld puzzles from %ld of %llu starts, %ld twins left out, seed %llu, %.1f s, %.0f a second\n",
          written, fertile, (unsigned long long)b->first_start, twins, (unsigned long long)s->seed, took,
          (double)written / took);
  for (int i = 0; i < BATCH; i++) free(b->made[i].rows);
  free(b);
  free(from.rows);
  class_set_free(&known);
  return ferror(stdout) ? 1 : 0;
}

static bool parse_number(const char *text, double least, double most, double *value) {
  char *end;
  *value = strtod(text, &end);
  return end != text && !*end && *value >= least && *value <= most;
}

static bool parse_difficulty(const char *text, generate_options *o) {
  int low, high, used = 0;
  o->least_guesses = 0;
  o->most_guesses = INT_MAX;
  if (!strcmp(text, "any")) return true;
  if (sscanf(text, "%d-%d%n", &low, &high, &used) == 2 && !text[used]) {
    o->most_guesses = high;
  } else if (sscanf(text, "%d%n", &low, &used) == 1 && (!text[used] || !strcmp(text + used, "+"))) {
    if (!text[used]) o->most_guesses = low;
  } else {
    return false;
  }
  o->least_guesses = low;
  return low >= 0 && low <= o->most_guesses;
}

int command_generate(int argc, char **argv) {
  settings s = {
      .walk = {.most_guesses = INT_MAX, .per_start = -1, .max_steps = -1}, .count = -1, .threads = 1, .seed = 1};
  for (int i = 0; i < argc; i += 2) {
    const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
    double x = 0;
    bool ok = true;
    if (!strcmp(name, "--count") && (ok = parse_number(value, 1, 1e12, &x))) s.count = (long)x;
    else if (!strcmp(name, "--seed") && (ok = parse_number(value, 0, 0x1p53, &x))) s.seed = (uint64_t)x;
    else if (!strcmp(name, "--difficulty")) ok = parse_difficulty(value, &s.walk);
    else if (!strcmp(name, "--per-start") && (ok = parse_number(value, 1, 1e9, &x))) s.walk.per_start = (int)x;
    else if (!strcmp(name, "--max-steps") && (ok = parse_number(value, 0, 1e9, &x))) s.walk.max_steps = (int)x;
    else if (!strcmp(name, "--extra-clues") && (ok = parse_number(value, 0, 1, &x))) s.walk.extra_clues = x;
    else if (!strcmp(name, "--threads") && (ok = parse_number(value, 1, MAX_THREADS, &x))) s.threads = (long)x;
    else if (!strcmp(name, "--max-seconds") && (ok = parse_number(value, 0, 1e9, &x))) s.max_seconds = x;
    else if (!strcmp(name, "--from") && (ok = *value)) s.from = value;
    else if (!strcmp(name, "--exclude") && (ok = *value)) s.exclude = value;
    else if (ok) {
      fprintf(stderr, "hrm-sudoku generate: unknown option %s\n%s", name, usage);
      return 2;
    }
    if (!ok) {
      fprintf(stderr, "hrm-sudoku generate: bad value for %s: '%s'\n%s", name, value, usage);
      return 2;
    }
  }
  if (s.count < 0) {
    fprintf(stderr, "hrm-sudoku generate: --count is missing\n%s", usage);
    return 2;
  }
  bool hard = s.walk.least_guesses >= 10;
  if (s.walk.per_start < 0) s.walk.per_start = hard ? 8 : 1;
  if (s.walk.max_steps < 0) s.walk.max_steps = hard ? 2000 : 0;
  return run(&s);
}
