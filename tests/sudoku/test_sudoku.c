/* Tests of tools/sudoku: test_sudoku SEED [POOL_WITH_GUESSES DEV_FILES...] */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../tools/common/table.h"
#include "../../tools/sudoku/canonical.h"
#include "../../tools/sudoku/generate.h"
#include "check.h"
#include "slow.h"

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static void parse(const char *text, uint8_t cells[SUDOKU_CELLS]) {
  for (int i = 0; i < SUDOKU_CELLS; i++) cells[i] = text[i] == '.' ? 0 : (uint8_t)(text[i] - '0');
}

static void test_known(void) {
  const struct {
    const char *name, *question, *answer;
    int solutions; /* counted up to 100 */
    bool singles;
  } cases[] = {
      {"Wikipedia's example", "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
       "534678912672195348198342567859761423426853791713924856961537284287419635345286179", 1, true},
      {"the example less one given",
       "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8...9", NULL, 2, false},
      {"a known hard one", "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
       "812753649943682175675491283154237896369845721287169534521974368438526917796318452", 1, false},
      {"17 clues", "000000010400000000020000000000050407008000300001090000300400200050100000000806000",
       "693784512487512936125963874932651487568247391741398625319475268856129743274836159", 1, true},
      {"empty", ".................................................................................", NULL, 100, false},
      {"twice in a row", "11...............................................................................", NULL, 0,
       false},
      {"twice in a column", "1........1.......................................................................", NULL,
       0, false},
      {"twice in a box", "1.........1......................................................................", NULL, 0,
       false},
      {"a cell without a digit", "12345678.........9...............................................................",
       NULL, 0, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    uint8_t question[SUDOKU_CELLS], answer[SUDOKU_CELLS], wanted[SUDOKU_CELLS];
    parse(cases[i].question, question);
    memset(answer, 0, SUDOKU_CELLS);
    int solutions = sudoku_count(question, 100, answer), slow = slow_count(question, 100);
    CHECK(solutions == slow, "%s: %d, slowly %d", cases[i].name, solutions, slow);
    CHECK(solutions == cases[i].solutions, "%s: %d", cases[i].name, solutions);
    CHECK(solutions == 0 || slow_is_solution(question, answer), "%s", cases[i].name);
    if (solutions == 1) CHECK((sudoku_guesses(question) == 0) == cases[i].singles, "%s", cases[i].name);
    CHECK(sudoku_count(question, 2, NULL) == (slow < 2 ? slow : 2), "%s", cases[i].name);
    if (!cases[i].answer) continue;
    parse(cases[i].answer, wanted);
    CHECK(!memcmp(answer, wanted, SUDOKU_CELLS), "%s", cases[i].name);
  }
}

/* Counts of puzzles with some clues taken away agree with plain backtracking. */
static void test_counts(uint64_t seed) {
  int several = 0;
  for (int n = 0; n < 300; n++) {
    rng r = rng_stream(seed, (uint64_t)n);
    uint8_t question[SUDOKU_CELLS], answer[SUDOKU_CELLS];
    generate_minimal(&r, question, answer);
    for (int taken = n % 3; taken > 0;) {
      int cell = (int)rng_below(&r, SUDOKU_CELLS);
      taken -= question[cell] != 0;
      question[cell] = 0;
    }
    int fast = sudoku_count(question, 50, NULL), slow = slow_count(question, 50);
    CHECK(fast == slow, "puzzle %d: %d, slowly %d", n, fast, slow);
    several += fast > 1;
    uint8_t other[SUDOKU_CELLS];
    bool found = sudoku_other_solution(question, answer, &r, other);
    CHECK(found == (fast > 1), "puzzle %d", n);
    CHECK(!found || (slow_is_solution(question, other) && memcmp(other, answer, SUDOKU_CELLS)), "puzzle %d", n);
  }
  CHECK(several > 150, "only %d puzzles had several solutions", several);
}

typedef struct {
  const generate_options *options;
  int made;
} walk_check;

/* What is deduced is true and all that singles give; a puzzle is left open only where no assumption of one digit leads
 * singles to a contradiction. */
static void test_deduction(uint64_t seed) {
  uint8_t question[SUDOKU_CELLS], answer[SUDOKU_CELLS], deduced[SUDOKU_CELLS], tried[SUDOKU_CELLS];
  int beyond_singles = 0, left_open = 0;
  for (int n = 0; n < 200; n++) {
    rng r = rng_stream(seed, (uint64_t)n);
    generate_minimal(&r, question, answer);
    const int open = sudoku_deduce(question, deduced);
    int unknown = 0, wrong = 0;
    for (int i = 0; i < SUDOKU_CELLS; i++) {
      unknown += !deduced[i];
      wrong += deduced[i] && deduced[i] != answer[i];
    }
    CHECK(open == unknown && !wrong, "seed %llu, %d: %d open, %d unknown, %d wrong", (unsigned long long)seed, n, open,
          unknown, wrong);
    const bool singles = sudoku_guesses(question) == 0;
    CHECK(!singles || open == 0, "seed %llu, %d: singles solve it", (unsigned long long)seed, n);
    beyond_singles += !singles && open == 0;
  }
  CHECK(beyond_singles > 50, "seed %llu: trial solves %d", (unsigned long long)seed, beyond_singles);
  parse("4.5.69......7....6....1.9........6.2.6...1.93.3....71....29......3....276...731..", question);
  parse("425369871391784256876512934518937642764821593239645718147298365983156427652473189", answer);
  left_open = sudoku_deduce(question, deduced);
  CHECK(left_open > 0, "an extreme one is solved");
  for (int i = 0; i < SUDOKU_CELLS;
       i++) { /* a digit that deduction found wrong must not come back by assuming the right one */
    if (deduced[i]) continue;
    question[i] = answer[i];
    CHECK(sudoku_deduce(question, tried) >= 0 && sudoku_deduce(question, tried) < left_open,
          "cell %d filled in leaves more open", i);
    question[i] = 0;
  }
  parse("11...............................................................................", question);
  CHECK(sudoku_deduce(question, deduced) == -1, "a contradiction is not seen");
}

static void check_made(void *context, const pool_row *row) {
  walk_check *w = context;
  w->made++;
  CHECK(slow_count(row->question, 2) == 1, "not unique");
  CHECK(slow_is_solution(row->question, row->answer), "wrong answer");
  CHECK(row->guesses == sudoku_guesses(row->question), "guesses %d", row->guesses);
  CHECK(row->guesses >= w->options->least_guesses && row->guesses <= w->options->most_guesses, "guesses %d",
        row->guesses);
  bool minimal = true;
  for (int i = 0; i < SUDOKU_CELLS; i++) {
    if (!row->question[i]) continue;
    uint8_t less[SUDOKU_CELLS];
    memcpy(less, row->question, SUDOKU_CELLS);
    less[i] = 0;
    minimal &= sudoku_count(less, 2, NULL) == 2;
  }
  CHECK(minimal == (w->options->extra_clues == 0), "a clue too many or none");
}

static void test_generated(uint64_t seed, const uint8_t *hard) {
  const struct {
    generate_options options;
    int walks;
    bool from_hard;
  } cases[] = {
      {{.least_guesses = 0, .most_guesses = 0, .per_start = 1}, 300, false},
      {{.least_guesses = 1, .most_guesses = 9, .per_start = 1}, 300, false},
      {{.least_guesses = 10, .most_guesses = 49, .per_start = 4, .max_steps = 300}, 20, false},
      {{.least_guesses = 50, .most_guesses = 100000, .per_start = 4, .max_steps = 200}, 30, true},
      {{.least_guesses = 0, .most_guesses = 0, .per_start = 1, .extra_clues = 1}, 100, false},
  };
  for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
    walk_check w = {&cases[k].options, 0};
    for (int n = 0; n < cases[k].walks; n++) {
      rng r = rng_stream(seed, 10000 * (k + 1) + (uint64_t)n);
      generate_walk(w.options, cases[k].from_hard ? hard : NULL, &r, check_made, &w);
    }
    printf("guesses from %d: %d puzzles from %d walks\n", w.options->least_guesses, w.made, cases[k].walks);
    CHECK(w.made >= cases[k].walks / 5, "%d puzzles", w.made);
    CHECK(w.made <= cases[k].walks * w.options->per_start, "%d puzzles", w.made);
  }
}

static void test_canonical(uint64_t seed) {
  enum { PUZZLES = 200, SCRAMBLES = 200, SLOW = 6 };
  static uint8_t questions[PUZZLES][SUDOKU_CELLS], forms[PUZZLES][SUDOKU_CELLS];
  class_set set = {0};
  for (int n = 0; n < PUZZLES; n++) {
    rng r = rng_stream(seed, 100000 + (uint64_t)n);
    uint8_t answer[SUDOKU_CELLS], twin[SUDOKU_CELLS], form[SUDOKU_CELLS];
    generate_minimal(&r, questions[n], answer);
    sudoku_canonical(questions[n], forms[n]);
    CHECK(sudoku_clues(forms[n]) == sudoku_clues(questions[n]) && sudoku_count(forms[n], 2, NULL) == 1, "puzzle %d", n);
    CHECK(!class_set_has(&set, questions[n]) && class_set_add(&set, questions[n]), "puzzle %d", n);
    memcpy(twin, questions[n], SUDOKU_CELLS);
    int different = 0;
    for (int k = 0; k < SCRAMBLES; k++) {
      sudoku_scramble(twin, answer, &r);
      sudoku_canonical(twin, form);
      different += memcmp(form, forms[n], SUDOKU_CELLS) != 0;
    }
    CHECK(different == 0, "puzzle %d: %d of %d twins have another form", n, different, SCRAMBLES);
    CHECK(slow_is_solution(twin, answer), "puzzle %d: the answer was not moved along", n);
    CHECK(class_set_has(&set, twin) && !class_set_add(&set, twin), "puzzle %d: the set misses a twin", n);
  }
  for (int n = 0; n < PUZZLES; n++)
    for (int m = 0; m < n; m++)
      CHECK(memcmp(forms[n], forms[m], SUDOKU_CELLS), "puzzles %d and %d have one form", n, m);

  /* The form is a twin of the puzzle, and one digit moved makes another class, by an independent method. */
  for (int n = 0; n < SLOW; n++) {
    uint8_t smallest[SUDOKU_CELLS], of_form[SUDOKU_CELLS], of_other[SUDOKU_CELLS];
    slow_smallest_twin(questions[n], smallest);
    slow_smallest_twin(forms[n], of_form);
    slow_smallest_twin(questions[n + SLOW], of_other);
    CHECK(!memcmp(smallest, of_form, SUDOKU_CELLS), "puzzle %d: its form is no twin", n);
    CHECK(memcmp(smallest, of_other, SUDOKU_CELLS), "puzzles %d and %d are twins", n, n + SLOW);
  }

  /* Nine clues with symmetries of their own: refinement alone does not tell the lines apart. */
  uint8_t regular[SUDOKU_CELLS] = {0}, form[SUDOKU_CELLS], twin_form[SUDOKU_CELLS];
  for (int i = 0; i < 9; i++) regular[i * 9 + (i % 3) * 3 + i / 3] = (uint8_t)(i + 1);
  sudoku_canonical(regular, form);
  rng r = rng_stream(seed, 200000);
  for (int k = 0; k < 3; k++) {
    sudoku_scramble(regular, NULL, &r);
    sudoku_canonical(regular, twin_form);
    CHECK(!memcmp(form, twin_form, SUDOKU_CELLS), "scramble %d of a symmetric puzzle", k);
  }
  class_set_free(&set);
}

static double correlation(const double *x, const double *y, int n) {
  double sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;
  for (int i = 0; i < n; i++) sx += x[i], sy += y[i], xx += x[i] * x[i], yy += y[i] * y[i], xy += x[i] * y[i];
  return (xy - sx * sy / n) / sqrt((xx - sx * sx / n) * (yy - sy * sy / n));
}

/* The public pool holds one puzzle per class, with guesses measured elsewhere. */
static void test_pool(const char *path) {
  enum { EVERY = 50, MOST = 6000 };
  static double ours[MOST], theirs[MOST];
  int n = 0, agree = 0, one = 0, right = 0, fresh = 0;
  class_set set = {0};
  pool_reader *pool = pool_open(path);
  CHECK(pool, "%s cannot be read", path);
  if (!pool) return;
  pool_row row;
  for (pool_status status; (status = pool_next(pool, &row)) != POOL_END && n < MOST;) {
    if (pool_line(pool) % EVERY) continue;
    CHECK(status == POOL_ROW, "line %ld: %s", pool_line(pool), pool_error(pool));
    uint8_t answer[SUDOKU_CELLS];
    one += sudoku_count(row.question, 2, answer) == 1;
    right += !memcmp(answer, row.answer, SUDOKU_CELLS);
    int guesses = sudoku_guesses(row.question);
    agree += (guesses == 0) == (row.guesses == 0);
    fresh += class_set_add(&set, row.question);
    ours[n] = log1p(guesses);
    theirs[n++] = log1p(row.guesses);
  }
  pool_close(pool);
  class_set_free(&set);
  CHECK(n >= 5000, "%d puzzles", n);
  CHECK(one == n && right == n, "%d puzzles: %d unique, %d answers agree", n, one, right);
  CHECK(fresh == n, "%d classes of %d", fresh, n);
  CHECK(agree > 0.99 * n, "%d of %d agree on needing no guess", agree, n);
  double r = correlation(ours, theirs, n);
  printf("%s: %d puzzles, guesses agree on zero for %d, correlation of their logarithms %.4f\n", path, n, agree, r);
  CHECK(r > 0.9, "correlation %.4f", r);
}

/* Every puzzle of a file is known again after a scramble. */
static void test_twins(const char *path, uint64_t seed) {
  class_set set = {0};
  int n = 0, caught = 0;
  rng r = rng_stream(seed, 300000);
  for (int pass = 0; pass < 2; pass++) {
    pool_reader *pool = pool_open(path);
    CHECK(pool, "%s cannot be read", path);
    if (!pool) return;
    pool_row row;
    for (pool_status status; (status = pool_next(pool, &row)) != POOL_END;) {
      CHECK(status == POOL_ROW, "%s: line %ld: %s", path, pool_line(pool), pool_error(pool));
      if (pass == 0) {
        class_set_add(&set, row.question);
        continue;
      }
      sudoku_scramble(row.question, row.answer, &r);
      caught += class_set_has(&set, row.question);
      n++;
    }
    pool_close(pool);
  }
  class_set_free(&set);
  printf("%s: %d of %d scrambled twins caught\n", path, caught, n);
  CHECK(n > 0 && caught == n, "%d of %d", caught, n);
}

/* tests/data/puzzles.csv, which the tests of the bridge read too: the tokens of each puzzle, and which answers solve
 * it. */
static void test_vectors(void) {
  table *t = table_open("tests/data/puzzles.csv");
  CHECK(t, "tests/data/puzzles.csv cannot be read");
  if (!t) return;
  int puzzles = 0;
  while (table_next(t) == TABLE_ROW) {
    if (strcmp(table_field(t, 0), "sudoku")) continue;
    const char *question = table_field(t, 1), *tokens = table_field(t, 2), *answer = table_field(t, 3);
    uint8_t cells[SUDOKU_CELLS];
    int kept = 1, full = !strchr(answer, '.');
    for (int i = 0; i < SUDOKU_CELLS; i++) {
      char *end;
      const long token = strtol(tokens, &end, 10);
      tokens = end;
      CHECK(token == (question[i] == '.' ? 1 : question[i] - '0' + 1), "line %ld: token %ld", table_line(t), token);
      kept &= question[i] == '.' || question[i] == answer[i];
    }
    parse(answer, cells);
    const int solves = kept && full && sudoku_count(cells, 2, NULL) == 1;
    CHECK(solves == !strcmp(table_field(t, 4), "solved"), "line %ld", table_line(t));
    puzzles++;
  }
  CHECK(puzzles > 40 && !*table_error(t), "%d puzzles: %s", puzzles, table_error(t));
  table_close(t);
}

static void time_all(uint64_t seed) {
  static uint8_t questions[1000][SUDOKU_CELLS];
  uint8_t answer[SUDOKU_CELLS], form[SUDOKU_CELLS];
  rng r = rng_stream(seed, 400000);
  double t0 = seconds();
  for (int i = 0; i < 1000; i++) generate_minimal(&r, questions[i], answer);
  double t1 = seconds();
  for (int i = 0; i < 1000; i++) sudoku_count(questions[i], 2, answer);
  double t2 = seconds();
  for (int i = 0; i < 1000; i++) sudoku_guesses(questions[i]);
  double t3 = seconds();
  for (int i = 0; i < 1000; i++) sudoku_canonical(questions[i], form);
  double t4 = seconds();
  printf("microseconds a random minimal puzzle: generate %.1f, solve %.2f, rate %.1f, canonical form %.1f\n",
         1e3 * (t1 - t0), 1e3 * (t2 - t1), 1e3 * (t3 - t2), 1e3 * (t4 - t3));
}

int main(int argc, char **argv) {
  uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
  printf("seed %llu\n", (unsigned long long)seed);
  uint8_t hard[SUDOKU_CELLS];
  parse("8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..", hard);
  test_known();
  test_vectors();
  test_counts(seed);
  test_deduction(seed);
  test_generated(seed, hard);
  test_canonical(seed);
  if (argc > 2) test_pool(argv[2]);
  else printf("public pool: absent, its guesses and classes are not compared\n");
  if (argc < 4) printf("public evaluation files: absent, their twins are not tried\n");
  for (int i = 3; i < argc; i++) test_twins(argv[i], seed);
  time_all(seed);
  return checks_result();
}
