/* Tests of tools/maze: test_maze SEED [PUBLIC_CSV...] */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../tools/common/table.h"
#include "../../tools/maze/maze.h"
#include "../sudoku/check.h"

#define CELLS (MAZE_MAX_SIZE * MAZE_MAX_SIZE)

static maze_work work;

/* The length of a shortest path, found without a queue: distances spread by sweeps until nothing changes. */
static int slow_shortest(const char *maze, int size) {
  static int distance[CELLS];
  int cells = size * size, goal = -1;
  for (int i = 0; i < cells; i++) {
    distance[i] = maze[i] == 'S' ? 0 : CELLS;
    if (maze[i] == 'G') goal = i;
  }
  for (int changed = 1; changed;) {
    changed = 0;
    for (int i = 0; i < cells; i++) {
      if (maze[i] == '#') continue;
      int best = distance[i], steps[4] = {i >= size, i<cells - size, i % size> 0, i % size < size - 1};
      int offset[4] = {-size, size, -1, 1};
      for (int k = 0; k < 4; k++)
        if (steps[k] && maze[i + offset[k]] != '#' && distance[i + offset[k]] + 1 < best)
          best = distance[i + offset[k]] + 1;
      changed |= best != distance[i];
      distance[i] = best;
    }
  }
  return distance[goal];
}

static void test_generated(uint64_t seed) {
  static char question[CELLS], answer[CELLS], again[CELLS];
  double walls = 0, cells_seen = 0;
  for (int n = 0; n < 200; n++) {
    int size = 5 + n % 26;
    maze_kind kind = {.size = size, .min_steps = n % 2 ? maze_hard_steps(size) : 1};
    rng r = rng_stream(seed, (uint64_t)n), same = r;
    int steps = maze_generate(&kind, &r, &work, question, answer);
    CHECK(steps >= kind.min_steps, "maze %d, size %d: %d steps", n, size, steps);
    CHECK(steps == slow_shortest(question, size), "maze %d: %d steps", n, steps);
    CHECK(maze_check(question, answer, size, &work) == MAZE_SHORTEST, "maze %d", n);
    CHECK(maze_solve(question, size, &work, again) == steps && !memcmp(answer, again, (size_t)(size * size)), "maze %d",
          n);
    maze_generate(&kind, &same, &work, again, answer);
    CHECK(!memcmp(question, again, (size_t)(size * size)), "maze %d differs for the same seed", n);
    for (int i = 0; i < size * size; i++) walls += question[i] == '#';
    cells_seen += size * size;
  }
  printf("share of walls %.3f\n", walls / cells_seen);
  CHECK(walls / cells_seen > 0.33 && walls / cells_seen < 0.41, "share of walls %.3f", walls / cells_seen);
  CHECK(maze_hard_steps(30) == 109, "%d", maze_hard_steps(30));
  maze_kind impossible = {.size = 5, .min_steps = 25};
  rng r = rng_stream(seed, 1000);
  CHECK(maze_generate(&impossible, &r, &work, question, answer) == 0, "a 5x5 maze with 25 moves");
}

/* Cells that are free, and those of them that the start reaches. */
static void count_free(const char *maze, int size, int *free, int *reached) {
  static char answer[CELLS];
  maze_solve(maze, size, &work, answer);
  *free = *reached = 0;
  for (int i = 0; i < size * size; i++) {
    *free += maze[i] != '#';
    *reached += work.distance[i] >= 0;
  }
}

static void test_kinds(uint64_t seed) {
  static char question[CELLS], answer[CELLS];
  double walls = 0, cells = 0;
  for (int n = 0; n < 300; n++) {
    rng r = rng_stream(seed, 2000 + (uint64_t)n);
    maze_kind kind = {.size = 7 + n % 24, .min_steps = 1, .farness = n % 5 / 4.f};
    if (n % 3) kind.corridor = n % 3, kind.branching = n % 7 / 6.f, kind.loops = n % 2 ? 0 : .2f;
    else kind.walls = .1f;
    const int steps = maze_generate(&kind, &r, &work, question, answer), size = kind.size;
    CHECK(steps && maze_check(question, answer, size, &work) == MAZE_SHORTEST, "maze %d", n);
    int free, reached, farthest = 0;
    count_free(question, size, &free, &reached);
    for (int i = 0; i < size * size; i++)
      if (work.distance[i] > farthest) farthest = work.distance[i];
    CHECK((float)steps >= kind.farness * (float)farthest, "maze %d: %d steps of %d", n, steps, farthest);
    if (!kind.corridor) {
      cells += size * size;
      walls += size * size - free;
      continue;
    }
    CHECK(free == reached, "maze %d: %d of %d free cells are reached", n, reached, free);
    const int pitch = kind.corridor + 1, side = (size + 1) / pitch, places = side * side;
    const int tree = places * kind.corridor * kind.corridor + (places - 1) * kind.corridor;
    CHECK(kind.loops > 0 ? free >= tree : free == tree, "maze %d: %d cells are free, a tree has %d", n, free, tree);
  }
  CHECK(walls / cells > .08 && walls / cells < .12, "share of walls %.3f", walls / cells);
}

static void test_verdicts(void) {
  const char *question = "S    "
                         " ### "
                         "   # "
                         " # # "
                         "G#   ";
  const struct {
    const char *answer;
    maze_verdict verdict;
  } cases[] = {
      {"S    o### o  # o# # G#   ", MAZE_SHORTEST}, {"S    o### ooo# o# # G#   ", MAZE_NO_PATH}, /* a branch */
      {"S    o###    # o# # G#   ", MAZE_NO_PATH},                                               /* a gap */
      {"S   oo### o  # o# # G#   ", MAZE_NO_PATH},                                               /* a stray mark */
      {"S    o##o o  # o# # G#   ", MAZE_ALTERED},  {"o    o### o  # o# # G#   ", MAZE_ALTERED},
      {"S    x### o  # o# # G#   ", MAZE_ALTERED},  {"S     ###    #  # # G#   ", MAZE_NO_PATH},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    maze_verdict verdict = maze_check(question, cases[i].answer, 5, &work);
    CHECK(verdict == cases[i].verdict, "case %zu: verdict %d", i, (int)verdict);
  }
  CHECK(maze_check("S    "
                   "     "
                   "     "
                   "     "
                   "G    ",
                   "Sooooooooo     ooooo"
                   "G    ",
                   5, &work) == MAZE_NO_PATH,
        "a wide path");
  CHECK(maze_check("S    "
                   "#### "
                   "     "
                   "     "
                   "G    ",
                   "Soooo####o     oooooG    ", 5, &work) == MAZE_NO_PATH,
        "a path with a gap");
  CHECK(maze_check("S    "
                   " ### "
                   " # # "
                   "     "
                   "G    ",
                   "Soooo ###o # #oooooo"
                   "G    ",
                   5, &work) == MAZE_LONGER,
        "a detour");
  char answer[25];
  CHECK(maze_solve("S    "
                   "#####"
                   "     "
                   "     "
                   "G    ",
                   5, &work, answer) == 0,
        "no path");
  CHECK(maze_solve("SS   "
                   "     "
                   "     "
                   "     "
                   "G    ",
                   5, &work, answer) == 0,
        "two starts");
  CHECK(maze_check("S    "
                   "#####"
                   "     "
                   "     "
                   "G    ",
                   "S    #####          G    ", 5, &work) == MAZE_UNSOLVABLE,
        "no path");
}

/* Every label of a public file must come out as published. */
static void test_public(const char *path) {
  static char line[3 * CELLS], answer[CELLS];
  FILE *file = fopen(path, "r");
  CHECK(file, "%s cannot be read", path);
  if (!file) return;
  int mazes = 0;
  for (long number = 1; fgets(line, sizeof line, file); number++) {
    if (number == 1) continue;
    const char *label = line + 901;
    int steps = maze_solve(line, 30, &work, answer);
    CHECK(!memcmp(answer, label, 900) && steps == atoi(label + 901), "%s: line %ld", path, number);
    mazes++;
  }
  fclose(file);
  printf("%s: %d labels\n", path, mazes);
  CHECK(mazes > 0, "%s is empty", path);
}

/* tests/data/puzzles.csv, which the tests of the bridge read too: the tokens of each maze, the verdict on each answer.
 */
static void test_vectors(void) {
  static const char *const verdicts[] = {"shortest", "longer", "no-path", "altered", "unsolvable"};
  static const char alphabet[] = "# SGo";
  table *t = table_open("tests/data/puzzles.csv");
  CHECK(t, "tests/data/puzzles.csv cannot be read");
  if (!t) return;
  int mazes = 0;
  while (table_next(t) == TABLE_ROW) {
    if (strcmp(table_field(t, 0), "maze")) continue;
    const char *question = table_field(t, 1), *tokens = table_field(t, 2), *answer = table_field(t, 3);
    int size = 1;
    while (size * size < (int)strlen(question)) size++;
    for (const char *cell = question; *cell; cell++) {
      char *end;
      const long token = strtol(tokens, &end, 10);
      CHECK(token == strchr(alphabet, *cell) - alphabet + 1, "line %ld: token %ld", table_line(t), token);
      tokens = end;
    }
    const char *verdict = verdicts[maze_check(question, answer, size, &work)];
    CHECK(!strcmp(verdict, table_field(t, 4)), "line %ld: %s", table_line(t), verdict);
    mazes++;
  }
  CHECK(mazes > 20 && !*table_error(t), "%d mazes: %s", mazes, table_error(t));
  table_close(t);
}

static void time_generation(uint64_t seed) {
  static char question[CELLS], answer[CELLS];
  const int sizes[] = {15, 30};
  for (int k = 0; k < 2; k++) {
    clock_t begin = clock();
    int n = 0;
    rng r = rng_stream(seed, (uint64_t)(2000 + k));
    maze_kind kind = {.size = sizes[k], .min_steps = maze_hard_steps(sizes[k])};
    for (; clock() - begin < CLOCKS_PER_SEC / 4; n++) maze_generate(&kind, &r, &work, question, answer);
    printf("hard %dx%d mazes: %.0f a second\n", sizes[k], sizes[k], n / ((double)(clock() - begin) / CLOCKS_PER_SEC));
  }
}

int main(int argc, char **argv) {
  uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
  printf("seed %llu\n", (unsigned long long)seed);
  test_generated(seed);
  test_kinds(seed);
  test_verdicts();
  test_vectors();
  if (argc < 3) printf("public mazes: absent, their labels are not compared\n");
  for (int i = 2; i < argc; i++) test_public(argv[i]);
  time_generation(seed);
  return checks_result();
}
