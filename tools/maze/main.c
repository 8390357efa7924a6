#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../common/table.h"
#include "maze.h"

static const char usage[] =
    "usage: hrm-maze generate --count N [--size 30] [--seed 1] [--hard | --min-steps N]\n"
    "  --hard         S and G far apart (at size 30 at least 109 moves; see maze_hard_steps)\n"
    "  --min-steps N  S and G at least N moves apart (default 1)\n"
    "  --walls P      percent of random walls (default 37)\n"
    "  --corridor N   instead of random walls: ways N cells wide, carved until every place is reached\n"
    "  --branching P  carved: in P of 100 steps a way starts anywhere, not where the last one ended\n"
    "  --loops P      carved: percent of the walls left that are taken out again\n"
    "usage: hrm-maze check < CSV with the columns question,answer: judges each answer\n";

static int fail(const char *what, const char *detail) {
  fprintf(stderr, "hrm-maze: %s%s\n%s", what, detail, usage);
  return 2;
}

static int generate(int argc, char **argv) {
  long size = 30, count = 0, seed = 1, min_steps = 1, walls = 0, corridor = 0, branching = 0, loops = 0;
  bool hard = false;
  for (int i = 0; i < argc; i++) {
    if (!strcmp(argv[i], "--hard")) {
      hard = true;
      continue;
    }
    long *value = !strcmp(argv[i], "--size")        ? &size
                  : !strcmp(argv[i], "--count")     ? &count
                  : !strcmp(argv[i], "--seed")      ? &seed
                  : !strcmp(argv[i], "--min-steps") ? &min_steps
                  : !strcmp(argv[i], "--walls")     ? &walls
                  : !strcmp(argv[i], "--corridor")  ? &corridor
                  : !strcmp(argv[i], "--branching") ? &branching
                  : !strcmp(argv[i], "--loops")     ? &loops
                                                    : NULL;
    if (!value) return fail("unknown option ", argv[i]);
    char *end = "";
    if (i + 1 < argc) *value = strtol(argv[i + 1], &end, 10);
    if (i + 1 == argc || end == argv[i + 1] || *end || *value < 0) return fail("bad value for ", argv[i]);
    i++;
  }
  if (count < 1) return fail("--count is missing", "");
  if (size < MAZE_MIN_SIZE || size > MAZE_MAX_SIZE) return fail("--size must be from 5 to 64", "");
  if (min_steps < 1 || min_steps > size * size) return fail("--min-steps must be from 1 to size x size", "");
  if (walls > 99 || branching > 100 || loops > 100) return fail("--walls, --branching and --loops are percent", "");
  if (2 * corridor + 1 > size) return fail("--corridor: two ways and a wall must fit the size", "");
  maze_kind kind = {.size = (int)size,
                    .min_steps = hard ? maze_hard_steps((int)size) : (int)min_steps,
                    .walls = (float)walls / 100,
                    .corridor = (int)corridor,
                    .branching = (float)branching / 100,
                    .loops = (float)loops / 100};
  static maze_work work;
  static char question[MAZE_MAX_SIZE * MAZE_MAX_SIZE], answer[MAZE_MAX_SIZE * MAZE_MAX_SIZE];
  printf("question,answer,shortest_path_steps\n");
  for (long n = 0; n < count && !ferror(stdout); n++) {
    rng r = rng_stream((uint64_t)seed, (uint64_t)n);
    int steps = maze_generate(&kind, &r, &work, question, answer);
    if (!steps) {
      fprintf(stderr, "hrm-maze: found no %ldx%ld maze with %d moves or more\n", size, size, kind.min_steps);
      return 1;
    }
    int cells = kind.size * kind.size;
    printf("%.*s,%.*s,%d\n", cells, question, cells, answer, steps);
  }
  return fflush(stdout) || ferror(stdout) ? 1 : 0;
}

static int side(size_t cells) {
  for (int n = MAZE_MIN_SIZE; n <= MAZE_MAX_SIZE; n++)
    if ((size_t)(n * n) == cells) return n;
  return 0;
}

static int check(void) {
  static const char *const verdicts[] = {"shortest", "longer", "no-path", "altered", "unsolvable"};
  static maze_work work;
  table *t = table_open("-");
  if (!t) return fail("standard input: ", strerror(errno));
  int code = 0, question = 0, answer = 1;
  bool first = true;
  for (table_status status; (status = table_next(t)) != TABLE_END; first = false) {
    if (first && status == TABLE_ROW && table_find(t, table_questions) >= 0) {
      question = table_find(t, table_questions);
      answer = table_find(t, table_answers);
      if (answer < 0) answer = 1;
      continue;
    }
    const char *maze = table_field(t, (size_t)question), *said = table_field(t, (size_t)answer);
    const int size = side(strlen(maze));
    if (status == TABLE_BAD || !size || strlen(said) != strlen(maze)) {
      fprintf(stderr, "standard input: line %ld: question and answer are not two squares of one size (5 to 64)\n",
              table_line(t));
      code = 1;
      continue;
    }
    const maze_verdict verdict = maze_check(maze, said, size, &work);
    printf("%s\n", verdicts[verdict]);
    if (verdict != MAZE_SHORTEST) code = 1;
  }
  if (*table_error(t)) {
    fprintf(stderr, "standard input: %s\n", table_error(t));
    code = 1;
  }
  table_close(t);
  return fflush(stdout) || ferror(stdout) ? 1 : code;
}

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "generate")) return generate(argc - 2, argv + 2);
  if (argc == 2 && !strcmp(argv[1], "check")) return check();
  return fail("no such command", "");
}
